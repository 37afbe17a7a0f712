"""Kill runs at random moments, always the same ones: `python -m benchmarks.kills --count 200`.

Builds, publications and uploads of a changed show are ended by SIGKILL. After each, every file must be the
old one or the new one, whole, and the feed must name files that are there; and the same run, once more, must
give what a run that nobody disturbed gives, byte for byte, with nothing left over.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.small_show import contents, fixed_clock, run, write_episode, write_show

SEED = 16
MANIFEST = ".ninety.json"  # what an upload keeps at its destination
_ENCLOSURE = re.compile(r'<enclosure [^>]*url="https://small\.internal/(?P<path>[^"]*)"[^>]*>')
_LENGTH = re.compile(r'length="(\d+)"')


@dataclass(frozen=True, slots=True)
class Scenario:
    """A run that is killed: its words, what was there before it, and what is there after it undisturbed."""

    name: str
    words: tuple[str, ...]
    before: Path
    after: Path
    seconds: float  # that it takes undisturbed

    @property
    def places(self) -> tuple[str, ...]:
        """Give the folders that listeners get."""
        return ("output", "www") if self.name == "upload" else ("output",)


@contextmanager
def scenarios() -> Iterator[list[Scenario]]:
    """Make a show in the states that the runs begin and end with, in a folder for the moment."""
    with tempfile.TemporaryDirectory(prefix="ninety-kills-") as name, fixed_clock():
        folder = Path(name)
        built, changed = folder / "built", folder / "changed"
        write_show(built)
        upload = ("publish", "--to", "www")
        require(_in(built, "build", "--jobs", "1") == 0, "the show is built")
        require(_in(built, *upload) == 0, "the show is uploaded")
        shutil.copytree(built, changed)
        for number in (1, 3, 4):  # two that are spoken anew, one that is new
            write_episode(changed, number, "Every")
        rendered = _done(changed, folder / "rendered", "render", "--all", "--jobs", "1")
        published = _done(rendered.after, folder / "published", "publish")
        yield [
            _done(changed, folder / "build", "build", "--jobs", "1"),
            _done(rendered.after, folder / "publish", "publish"),
            _done(published.after, folder / "upload", *upload),
        ]


def require(holds: object, what: str) -> None:
    """Raise AssertionError where something does not hold, in optimised Python too."""
    if not holds:
        raise AssertionError(what)


def _done(before: Path, after: Path, *words: str) -> Scenario:
    """Run something undisturbed, from a copy of what was before."""
    shutil.copytree(before, after)
    began = time.perf_counter()
    process = _started(after, *words)
    require(os.waitpid(process, 0)[1] == 0, f"{words} runs")
    name = "upload" if "--to" in words else words[0]
    return Scenario(name, words, before, after, time.perf_counter() - began)


def _in(root: Path, *words: str) -> int:
    """Run the command with a show's folder as the current one."""
    before = Path.cwd()
    os.chdir(root)
    try:
        return run(*words)
    finally:
        os.chdir(before)


def _started(root: Path, *words: str) -> int:
    """Start a run in a process of its own, which has all that it imports already; give its id."""
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        code = _in(root, *words)
    finally:
        os._exit(code)


def kill_once(scenario: Scenario, share: float, folder: Path) -> str:
    """Kill a run after a share of its time; give how it ended: killed, or done before."""
    shutil.copytree(scenario.before, folder)
    process = _started(folder, *scenario.words)
    time.sleep(share * scenario.seconds)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    for place in scenario.places:
        _require_whole(folder / place, scenario.before / place, scenario.after / place)
    again = os.waitpid(_started(folder, *scenario.words), 0)[1]
    require(again == 0, f"the same run again ends with {os.waitstatus_to_exitcode(again)}")
    for place in (*scenario.places, "scripts", "episodes"):
        _require_equal(contents(folder / place), contents(scenario.after / place), place)
    left = [str(path) for path in folder.rglob("*.part")]
    require(not left, f"left over: {left}")
    shutil.rmtree(folder)
    return "killed" if os.WIFSIGNALED(status) else "done before"


def _require_whole(place: Path, before: Path, after: Path) -> None:
    """Raise AssertionError where a file is neither old nor new, or the feed names what is not there."""
    old, new = contents(before), contents(after)
    for path, data in contents(place).items():
        if path == MANIFEST:  # tells on the way, too, what has arrived
            json.loads(data)
        elif not path.endswith(".part"):
            require(data in (old.get(path), new.get(path)), f"{place.name}/{path} is torn")
    feed = (place / "feed.xml").read_text(encoding="utf-8")
    enclosures = list(_ENCLOSURE.finditer(feed))
    require(bool(enclosures), "the feed names episodes")
    for found in enclosures:
        data = (place / found["path"]).read_bytes()
        length = _LENGTH.search(found[0])
        require(length is not None and int(length[1]) == len(data), f"{found['path']} has another length")
        require(sha256(data).hexdigest()[:8] in found["path"], f"{found['path']} is another recording")


def _require_equal(found: dict[str, bytes], wanted: dict[str, bytes], place: str) -> None:
    other = sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
    require(not other, f"{place} is not what an undisturbed run gives: {other}")


def kill_often(count: int, seed: int = SEED, tell: Callable[[str], object] = print) -> Counter[str]:
    """Kill so many runs, of each kind in turn, at moments of the seed. Raises AssertionError."""
    moments, ends = random.Random(seed), Counter[str]()  # noqa: S311
    with scenarios() as all_of_them, tempfile.TemporaryDirectory(prefix="ninety-killed-") as folder:
        for number in range(count):
            scenario, share = all_of_them[number % len(all_of_them)], moments.random()
            try:
                end = kill_once(scenario, share, Path(folder) / "show")
            except AssertionError as error:
                error.add_note(f"run {number} ({scenario.name}) of seed {seed}, killed at {share:.3f} of it")
                raise
            ends[f"{scenario.name} {end}"] += 1
        tell(", ".join(f"{s.name} takes {s.seconds:.2f} s" for s in all_of_them))
    return ends


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    for what, times in sorted(kill_often(asked.count, asked.seed).items()):
        print(f"{what}: {times}")
    print("nothing torn; every rerun is what an undisturbed run gives")
