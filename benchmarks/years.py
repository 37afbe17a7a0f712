"""Build a small show again and again, as years of edits would: `python -m benchmarks.years --count 2000`.

Between two builds something is changed at random, always the same for the same seed: notes, a script, a
setting, the lexicon; an episode comes, goes or is renamed, or a file of the output is lost. Memory, open
files, threads and files must not grow, the cache must keep its bound, and every tenth build must have given
what a clean build gives, byte for byte.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.kills import require
from benchmarks.small_show import contents, fixed_clock, run, write_episode, write_show
from pipeline.building import ordering
from pipeline.process.collecting import give_back_memory

SEED = 16
EVERY = 10  # how often a clean build is made beside it
CACHE_LIMIT_BYTES = 3_000_000  # some hundred builds of this show are over it
EPISODES = range(2, 7)  # fewest and most
GROWTH = 1.10  # of memory, from the builds after the first quarter to the last ones
_SEEN = "\nIt was seen"
_PUBLIC = ("output", "scripts")


@dataclass(frozen=True, slots=True)
class Use:
    """What the process and the show's folder take after a build."""

    memory: int  # bytes, resident
    descriptors: int
    threads: int
    files: int
    cache: int  # bytes of spoken sentences


def use_of(root: Path) -> Use:
    """Measure this process and the show's folder.

    Memory is what is in use: what the C library keeps of free memory goes up and down by a tenth.
    """
    gc.collect()
    give_back_memory()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    cache = sum(file.stat().st_size for file in (root / ordering.CACHE).rglob("*") if file.is_file())
    return Use(
        pages * os.sysconf("SC_PAGE_SIZE"),
        len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - pathlib opens another
        threading.active_count(),
        sum(file.is_file() for file in root.rglob("*") if ".cache" not in file.parts)
        - owed_to_the_past(root),
        cache,
    )


def _files_of(root: Path) -> int:
    return sum(file.is_file() for file in root.rglob("*") if ".cache" not in file.parts)


def owed_to_the_past(root: Path) -> int:
    """Count the files that stay on purpose, more of them with each year.

    Scripts that a person edited and whose episode is gone; pages that lead on from an address which an
    episode had before. A page that leads to no episode there is counts as left over.
    """
    slugs = {file.stem for file in (root / "episodes").glob("*.md")}
    scripts = sum(file.stem not in slugs for file in (root / "scripts").glob("*.md"))
    pages = [*(root / "output/episodes").glob("*/index.html"), *(root / "output/embed").glob("*/index.html")]
    former = (page.read_text(encoding="utf-8") for page in pages if page.parent.name not in slugs)
    return scripts + sum(any(f"/{slug}/" in page for slug in slugs) for page in former)


class Years:
    """A show, and what happens to it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)  # noqa: S311
        self.numbers = list(range(1, 4))
        write_show(root, len(self.numbers))
        settings = root / "episodes" / "show.toml"
        bound = f"\n[cache]\nmax_gb = {CACHE_LIMIT_BYTES / 1e9:g}\n"
        settings.write_text(settings.read_text(encoding="utf-8") + bound, encoding="utf-8")

    def change(self) -> str:
        """Change something; give what."""
        often, seldom = (self._notes, self._script), (self._setting, self._lexicon, self._rename, self._lose)
        happening = self.chance.choice((*often, *often, *seldom, self._come, self._go, self._nothing))
        happening()
        return happening.__name__.strip("_")

    def _episodes(self) -> list[Path]:
        return sorted((self.root / "episodes").glob("*.md"))

    def _notes(self) -> None:
        path = self.chance.choice(self._episodes())
        text = path.read_text(encoding="utf-8")
        if text.count(_SEEN) > 5:
            text = text[: text.index(_SEEN)]
        seen = f"{_SEEN} {self.chance.randrange(2, 90)} times.\n"
        path.write_text(text + seen, encoding="utf-8")

    def _script(self) -> None:
        path = self.chance.choice(sorted((self.root / "scripts").glob("*.md")))
        text = path.read_text(encoding="utf-8")
        old, new = self.chance.choice((("larger", "bigger"), ("bigger", "larger")))
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def _setting(self) -> None:
        path = self.root / "episodes/show.toml"
        lines = [one for one in path.read_text(encoding="utf-8").splitlines() if "bitrate_kbps" not in one]
        text = "\n".join(one for one in lines if one != "[audio]").rstrip() + "\n"
        path.write_text(f"{text}\n[audio]\nbitrate_kbps = {self.chance.choice((64, 96))}\n", encoding="utf-8")

    def _lexicon(self) -> None:
        word = self.chance.choice(("anything", "enough", "others"))
        text = f'[[entry]]\nterm = "{word}"\nspoken = "{word[::-1]}"\n'
        (self.root / "episodes/lexicon.toml").write_text(text, encoding="utf-8")

    def _come(self) -> None:
        if len(self._episodes()) < EPISODES.stop:
            self.numbers.append(self.numbers[-1] + 1)
            write_episode(self.root, self.numbers[-1])

    def _go(self) -> None:
        if len(self._episodes()) > EPISODES.start:
            self.chance.choice(self._episodes()).unlink()

    def _rename(self) -> None:
        path = self.chance.choice(self._episodes())
        path.rename(path.with_name(f"{path.stem.split('-again')[0]}-again-{self.chance.randrange(99)}.md"))

    def _lose(self) -> None:
        files = [file for file in sorted((self.root / "output").rglob("*")) if file.is_file()]
        self.chance.choice(files).unlink()

    def _nothing(self) -> None:
        """Leave all as it is."""


def require_as_clean(root: Path, folder: Path) -> None:
    """Raise AssertionError where the show is not what its episodes and scripts, built from nothing, give."""
    shutil.copytree(root / "episodes", folder / "episodes")
    shutil.copytree(root / "scripts", folder / "scripts")
    require(run("build", "--root", folder, "--jobs", "1") == 0, "the clean build ends well")
    for place in _PUBLIC:
        found, wanted = contents(root / place), contents(folder / place)
        other = sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
        require(not other, f"{place} is not what a clean build gives: {other}")
    shutil.rmtree(folder)


def require_bounded(uses: list[Use]) -> None:
    """Raise AssertionError where something grew."""
    quarter = len(uses) // 4
    early, late = uses[quarter : 2 * quarter], uses[-quarter:]
    require(max(use.descriptors for use in late) <= max(use.descriptors for use in early), "files stay open")
    require(max(use.threads for use in late) <= max(use.threads for use in early), "threads go on")
    memory = [sorted(use.memory for use in part)[len(part) // 2] for part in (early, late)]
    require(memory[1] <= GROWTH * memory[0], f"memory grew from {memory[0]:,} to {memory[1]:,} bytes")
    most = max(use.cache for use in uses)
    require(most <= CACHE_LIMIT_BYTES, f"the cache had {most:,} bytes, with a bound of {CACHE_LIMIT_BYTES:,}")
    per_episode = 12 * EPISODES.stop + 60
    require(max(use.files for use in uses) <= per_episode, "files are left over")


def _tell(text: str) -> None:
    print(text, flush=True)


def live(count: int, seed: int = SEED, tell: Callable[[str], object] = _tell) -> list[Use]:
    """Build so many times, with a change before each; give what each used. Raises AssertionError."""
    uses = []
    with tempfile.TemporaryDirectory(prefix="ninety-years-") as name, fixed_clock():
        years = Years(Path(name) / "show", seed)
        what = "begin"
        for number in range(count):
            try:
                require(run("build", "--root", years.root, "--jobs", "1") == 0, "the build ends well")
                require(run("publish", "--prune", "--root", years.root) == 0, "old files are pruned")
                if number % EVERY == EVERY - 1:
                    require_as_clean(years.root, Path(name) / "clean")
            except AssertionError as error:
                error.add_note(f"build {number} of seed {seed}, after: {what}")
                raise
            uses.append(use_of(years.root))
            what = years.change()
            if number % 100 == 99:
                tell(f"{number + 1} builds: {uses[-1]}")
    require_bounded(uses)
    return uses


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    every = live(asked.count, asked.seed)
    print(f"{len(every)} builds, every tenth as a clean one; at the end {every[-1]}")
