"""Give the readers what nobody would write: `python -m benchmarks.fuzz_files --count 1000000`.

Real files of every kind that people write or bring are mutated, always in the same way for the same seed, and
read. Whatever they hold, a reader may only say what is wrong, on a line that the file has, and soon; and what
an import would write of a list is what loading accepts.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz_mutations import mutated, real_files
from benchmarks.fuzz_readers import Readers, Wrong, require_lines
from benchmarks.machine import describe_machine
from benchmarks.small_show import write_show
from pipeline.errors import InvalidShow, PipelineError

SEED = 16
LIMIT_SECONDS = 5.0  # of CPU for one file; formats may take up to twenty, and say so
_QUOTE = 1500  # characters
_TOLD_EVERY = 50_000


@dataclass(slots=True)
class Tally:
    """What came of the files: how many were read, refused, and what went wrong with which."""

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest: tuple[float, str] = (0.0, "")

    def __str__(self) -> str:
        """Tell it in a line per kind."""
        kinds = sorted(self.read | self.refused)
        lines = [f"{kind}: {self.read[kind]} read, {self.refused[kind]} refused" for kind in kinds]
        return "\n".join([*lines, f"the longest took {self.longest[0]:.2f} s of CPU ({self.longest[1]})"])


def read_one(readers: Readers, kind: str, data: bytes, suffix: str, tally: Tally) -> None:
    """Read a file and note what came of it."""
    began = time.process_time()
    try:
        readers.of(kind)(data, suffix)
        tally.read[kind] += 1
    except PipelineError as error:
        tally.refused[kind] += 1
        lines = [p.line for p in error.problems] if isinstance(error, InvalidShow) else [error.line]
        try:
            require_lines(data, lines)
        except Wrong as wrong:
            tally.wrong.append(f"{kind} {wrong}: {data!r}")
    except Exception as error:  # noqa: BLE001 - what is looked for
        tally.wrong.append(f"{kind} {type(error).__name__}: {str(error)[:100]}: {data!r}")
    seconds = time.process_time() - began
    tally.longest = max(tally.longest, (seconds, f"{kind}{suffix}"))
    if seconds > LIMIT_SECONDS and kind != "format":
        tally.wrong.append(f"{kind} took {seconds:.1f} s: {data!r}")


def cases(count: int, seed: int) -> Iterator[tuple[str, bytes, str]]:
    """Give so many mutated files: kind, bytes, and how the name ends."""
    chance, files = random.Random(seed), real_files()  # noqa: S311
    by_kind = {kind: [data for data, _ in of_kind] for kind, of_kind in files.items()}
    kinds = sorted(files)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        _, suffix = chance.choice(files[kind])
        yield kind, mutated(by_kind[kind], chance), suffix


def fuzz(count: int, seed: int = SEED) -> Tally:
    """Read so many mutated files; says now and then how far it is."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="ninety-fuzz-") as folder:
        root = Path(folder) / "show"
        write_show(root, 2)
        readers = Readers(root)
        for number, (kind, data, suffix) in enumerate(cases(count, seed), start=1):
            known = len(tally.wrong)
            read_one(readers, kind, data, suffix, tally)
            for what in tally.wrong[known:]:
                print(f"file {number}: {what[:_QUOTE]}", flush=True)
            if number % _TOLD_EVERY == 0:
                print(f"{number} files, {len(tally.wrong)} wrong", flush=True)
    return tally


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    print(describe_machine())
    start = time.process_time()
    told = fuzz(asked.count, asked.seed)
    print(f"{asked.count} files, seed {asked.seed}: {time.process_time() - start:.0f} s of CPU")
    print(told)
    print(f"{len(told.wrong)} wrong")
    sys.exit(bool(told.wrong))
