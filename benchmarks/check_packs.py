"""Check packs against the rules, and count what they hold.

    python -m benchmarks.check_packs [FILE…]

Without a file, every pack that is shipped. Ends with 1 if anything is wrong.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.knowledge.pack import LINES, Pack, read_pack
from pipeline.knowledge.pack_files import pack_path, shipped_names
from pipeline.knowledge.rules import check_pack
from pipeline.knowledge.words import words


def main(arguments: list[str]) -> int:
    """Print what is wrong, and a line on each pack."""
    paths = [Path(each) for each in arguments] or [pack_path(name) for name in shipped_names()]
    wrong = 0
    for path in paths:
        for line in (told := list(_told(path))):
            print(line)
        read = read_pack(path)
        print(f"{path}: {_sizes(read.pack)}, {len(told)} to mend")
        wrong += len(told)
    return 1 if wrong else 0


def _told(path: Path) -> Iterator[str]:
    read = read_pack(path)
    for problem in read.problems:
        yield f"{path}:{problem.line}: {problem.what}" + (f" ({problem.remedy})" if problem.remedy else "")
    for finding in check_pack(read.pack):
        of = f"«{finding.term}» " if finding.term else ""
        yield f"{path}:{finding.line}: {of}{finding.what} [{finding.rule}]"


def _sizes(pack: Pack) -> str:
    counts = [sum(len(words(term.line(key))) for key in LINES) for term in pack.subjects]
    typical = f" of {statistics.median(counts):.0f} words" if counts else ""
    return f"{len(counts)} subjects{typical}, {len(pack.terms) - len(counts)} further terms"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
