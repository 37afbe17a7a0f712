"""Compare what the usual jobs cost here with what they cost at another commit, side by side in one run.

Run by `make bench BASE=REV`, or `python -m benchmarks.two_commits REV [--episodes N] [--json FILE]`. Each
does the same jobs on a copy of its own bundled show, by turns, in this Python. CPU seconds are those of the
command and of all processes that it started. They belong to this machine and this hour: only their ratios may
be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.bytecode import with_bytecode
from benchmarks.machine import describe_machine
from benchmarks.two_commits_table import Figures, table

HERE = Path(__file__).parents[1]
# What the command `ninety` does; the other commit may know it by its older name.
NINETY = "import pipeline.cli as it; raise SystemExit(getattr(it, 'program', it.main)())"
_BARE_EPISODES = 8
_OWN_TERM = re.compile(r"\b[a-z]{8,}\b")  # of the length of a term, and no name


@dataclass(slots=True)
class Side:
    """One of the two: its code, its copy of the show, and what was measured."""

    code: Path
    root: Path
    environment: dict[str, str]  # in which its code runs
    figures: Figures = field(default_factory=Figures)

    def ninety(self, *words: str, figure: str = "") -> dict[str, Any]:
        """Run the command; keep its CPU seconds and its memory under a figure's name."""
        words = (*words, "--root", str(self.root), "--json", "-q")
        command = [sys.executable, "-c", NINETY, *words]
        document, cpu, megabytes = _measured(command, self.environment, self.root)
        if figure:
            self.figures.cpu_seconds[figure] = cpu
            self.figures.most_megabytes = max(self.figures.most_megabytes, megabytes)
        return document

    def scripts(self) -> dict[str, str]:
        """Give all scripts by slug."""
        paths = sorted((self.root / "scripts").glob("*.md"))
        return {path.stem: path.read_text(encoding="utf-8") for path in paths}

    def change(self, path: str, old: str, new: str) -> None:
        """Change a file of the show in one place."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise LookupError(f"{path} has no «{old}»")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


def cold(side: Side) -> None:
    """Build everything where nothing was."""
    totals = side.ninety("build", figure="cold")["totals"]
    side.figures.counts |= {"cold": totals["rendered"]}
    side.figures.audio_seconds = totals["audio_seconds"]


def nothing(side: Side) -> None:
    """Build where nothing changed."""
    side.ninety("build")
    rendered = side.ninety("build", figure="no-op")["totals"]["rendered"]
    side.figures.counts |= {"no-op": rendered}


def one_word(side: Side) -> None:
    """Change one word of one script."""
    slug, text = next(iter(side.scripts().items()))
    line = _certain_line(text, " the ")
    side.change(f"scripts/{slug}.md", line, line.replace(" the ", " that ", 1))
    side.figures.counts |= {"one word": side.ninety("build", figure="one word")["totals"]["rendered"]}


def one_term(side: Side) -> None:
    """Say one term in another way, that two episodes say."""
    said = Counter(word for text in side.scripts().values() for word in set(_OWN_TERM.findall(text.lower())))
    everything = "\n".join(side.scripts().values()).lower()
    term = next(word for word, count in sorted(said.items()) if count == everything.count(word) == 2)
    lexicon = side.root / "episodes/lexicon.toml"
    entry = f'\n[[entry]]\nterm = "{term}"\nspoken = "{term} indeed"\n'
    lexicon.write_text(lexicon.read_text(encoding="utf-8") + entry, encoding="utf-8")
    rendered = side.ninety("build", figure="one lexicon term")["totals"]["rendered"]
    side.figures.counts |= {"one lexicon term": rendered}


def one_summary(side: Side) -> None:
    """Change one summary, and count the scripts that change with it."""
    slug = list(side.scripts())[-1]
    facts = (side.root / f"episodes/{slug}.md").read_text(encoding="utf-8")
    summary = next(line for line in facts.splitlines() if line.startswith("summary: "))
    before = side.scripts()
    side.change(f"episodes/{slug}.md", summary, f"{summary.rstrip('.')}, as it is today.")
    side.ninety("build", figure="one summary")
    changed = sum(text != before.get(slug) for slug, text in side.scripts().items())
    side.figures.counts |= {"one summary": changed}


def publish(side: Side) -> None:
    """Publish after one episode was rendered anew."""
    slug, text = list(side.scripts().items())[1]
    line = _certain_line(text, " a ")
    side.change(f"scripts/{slug}.md", line, line.replace(" a ", " one ", 1))
    side.ninety("render", slug)
    written = side.ninety("publish", figure="publish after one change")["written"]
    side.figures.counts |= {"publish after one change": len(written)}


JOBS: tuple[Callable[[Side], None], ...] = (cold, nothing, one_word, one_term, one_summary, publish)


def bare_work(side: Side) -> None:
    """Measure the bare work on a few episodes, where this commit's code can be asked for it."""
    slugs = list(side.scripts())[:_BARE_EPISODES]
    command = [sys.executable, "-m", "benchmarks.bare_work", str(side.root), *slugs]
    document, *_ = _measured(command, side.environment, side.code)
    side.figures.bare_cpu_per_second = document["cpu_seconds"] / document["audio_seconds"]


def compare(
    base: Path, folder: Path, episodes: int, report: Callable[[str], None]
) -> tuple[Figures, Figures]:
    """Let both do every job, by turns; give the figures of the base and of what is here."""
    sides = [
        Side(code, folder / name, with_bytecode(code)) for code, name in ((base, "base-show"), (HERE, "show"))
    ]
    for side in sides:
        _copy_show(side, episodes)
    for job in JOBS:
        for side in sides:
            job(side)
            report(f"{side.root.name}: {job.__doc__ or job.__name__} {side.figures.cpu_seconds}")
    bare_work(sides[1])
    return sides[0].figures, sides[1].figures


def _certain_line(script: str, word: str) -> str:
    """Give the first line of a script that has a word and is not optional: it will be heard."""
    body = script.partition("\n## ")[2]
    return next(line for line in body.splitlines() if word in line and "{" not in line)


def _copy_show(side: Side, episodes: int) -> None:
    for part in ("episodes", "scripts"):
        shutil.copytree(side.code / part, side.root / part)
    for path in sorted((side.root / "episodes").glob("*.md"))[episodes:]:
        path.unlink()
        (side.root / "scripts" / path.name).unlink(missing_ok=True)


def _measured(
    command: list[str], environment: dict[str, str], folder: Path
) -> tuple[dict[str, Any], float, float]:
    """Run a command with a commit's code: its JSON, CPU seconds, and megabytes of its largest process."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, cwd=folder, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        told = out.read().decode("utf-8")
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command, told)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # of ru_maxrss, in megabytes
    return json.loads(told), round(used.ru_utime + used.ru_stime, 3), round(used.ru_maxrss / unit)


@contextmanager
def checked_out(revision: str, folder: Path) -> Iterator[Path]:
    """Check a commit out beside this one, until what needs it is done."""
    tree = folder / "base"
    subprocess.run(["git", "worktree", "add", "--detach", "--quiet", tree, revision], cwd=HERE, check=True)
    try:
        yield tree
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=HERE, check=True)


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.two_commits", description=__doc__)
    parser.add_argument("base", metavar="REV", help="the commit to compare with")
    parser.add_argument("--episodes", type=int, default=10_000, help="only the first so many, by file name")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ninety-bench-") as name:
        folder = Path(name)
        with checked_out(options.base, folder) as tree:
            base, here = compare(tree, folder, options.episodes, lambda line: print(line, file=sys.stderr))
    print(table(options.base, base, here))
    print(f"\nMeasured on {describe_machine()}.")
    if options.json:
        both = {"base": base.document(), "here": here.document()}
        options.json.write_text(json.dumps(both, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
