"""Break the core on purpose, many times, and see whether its tests notice: `make mutants`.

`python -m benchmarks.mutants [--seed N] [--count N] [--room NAME] [--jobs N] [--json FILE]` draws breaks (see
`mutant_breaks`) from the rooms of `mutants.toml`, as many from each, and tries each with that room's tests on
a copy of the checkout. The same seed draws the same breaks of the same code. It prints what survived, as
patches, and ends with 1 where less than nine in ten are killed.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.mutant_breaks import Break, breaks_of, is_python

HERE = Path(__file__).parents[1]
SEED = 90
WANTED = 0.9  # of all breaks, killed
_TIMES_AS_LONG = 4  # as the unbroken room: after that its tests hang
_START_SECONDS = 10  # of CPU, more
_LEAST_WAIT_SECONDS = 120.0  # more, for what waits
_NO_TESTS = 5  # pytest's exit code


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the core: its modules, and the tests that must notice when one is broken."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    quicker: tuple[str, ...] = ()  # constants that only save time or memory: with others the same comes out


@dataclass(frozen=True, slots=True)
class Mutant:
    """One break of one module."""

    room: Room
    module: str
    broken: Break


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the tests said of a mutant: «killed», «out of time» or «survived»."""

    mutant: Mutant
    verdict: str
    cpu_seconds: float  # that it took to tell


def read_rooms(file: Path) -> list[Room]:
    """Read the table of rooms."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        Room(name, tuple(row["modules"]), tuple(row["tests"]), tuple(row.get("quicker", ())))
        for name, row in rows.items()
    ]


def draw(rooms: Sequence[Room], root: Path, count: int, seed: int) -> list[Mutant]:
    """Draw so many mutants, as evenly from the rooms as the number allows, one a line at most."""
    chosen: list[Mutant] = []
    for number, room in enumerate(rooms):
        share = (count * (number + 1)) // len(rooms) - (count * number) // len(rooms)
        chance = random.Random(f"{seed} {room.name}")  # noqa: S311 - a draw, no secret
        chosen += islice(_drawn(room, root, chance), share)
    return chosen


def _drawn(room: Room, root: Path, chance: random.Random) -> Iterator[Mutant]:
    sources = {module: (root / module).read_text(encoding="utf-8") for module in room.modules}
    by_line: dict[tuple[str, int], list[Break]] = {}
    for module, source in sources.items():
        for each in breaks_of(source, room.quicker):
            by_line.setdefault((module, each.line), []).append(each)
    for module, line in chance.sample(sorted(by_line), len(by_line)):
        tried = by_line[module, line]
        for each in chance.sample(tried, len(tried)):
            if is_python(each.applied(sources[module])):
                yield Mutant(room, module, each)
                break


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a room's tests may take before they are said to hang."""

    cpu_seconds: int  # of the process that runs them: a machine with other things to do is no fault of theirs
    seconds: float  # for what waits and needs no CPU


@dataclass(frozen=True, slots=True)
class Run:
    """How a room's tests ended."""

    code: int  # of pytest; negative, where a signal ended it
    output: str
    cpu_seconds: float  # with all processes that they started
    seconds: float


def _followed(process: subprocess.Popen[str], seconds: float | None) -> Run:
    """Wait for the tests; kill them and all they started after so many seconds."""
    begin = time.monotonic()
    timer = threading.Timer(seconds or threading.TIMEOUT_MAX, os.killpg, (process.pid, signal.SIGKILL))
    timer.daemon = True
    timer.start()
    if process.stdout is None:
        raise ValueError("its output is not kept")
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu_seconds = used.ru_utime + used.ru_stime
    return Run(process.returncode, output, cpu_seconds, time.monotonic() - begin)


class Copy:
    """A copy of the checkout in which modules may be broken; the checkout itself is never touched."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self._temporary = folder / "temporary"
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=HERE,
            capture_output=True,
            text=True,
            check=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (HERE / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(HERE / name, self.root / name)

    def test(self, room: Room, limit: Limit | None = None) -> Run:
        """Run a room's tests until one fails, for no longer than the limit."""
        self._temporary.mkdir()
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *room.tests]
        if limit:
            command = ["/bin/sh", "-c", f'ulimit -t {limit.cpu_seconds}; exec "$@"', "sh", *command]
        environment = os.environ | {
            "PYTHONPATH": str(self.root),
            "PYTHONDONTWRITEBYTECODE": "1",  # or a broken module could be found again when it is whole
            "TMPDIR": str(self._temporary),
        }
        with subprocess.Popen(
            command,
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            run = _followed(process, limit.seconds if limit else None)
        shutil.rmtree(self._temporary, ignore_errors=True)
        return run

    @contextmanager
    def broken(self, mutant: Mutant) -> Iterator[None]:
        """Have the module broken for as long as this lasts."""
        file = self.root / mutant.module
        whole = file.read_text(encoding="utf-8")
        file.write_text(mutant.broken.applied(whole), encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(whole, encoding="utf-8")


class Trial:
    """Copies of the checkout, one for each thread, and how long the unbroken rooms take."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = threading.local()
        self._limits: dict[str, Limit] = {}

    def time_room(self, room: Room) -> None:
        """Run a room's tests unbroken; raise SystemExit where they fail, for nothing could be told then."""
        run = self._copy().test(room)
        if run.code != 0:
            raise SystemExit(
                f"the tests of {room.name} fail before anything is broken:\n{run.output[-2000:]}"
            )
        print(f"{room.name}: its tests take {run.cpu_seconds:.1f} s of CPU", file=sys.stderr, flush=True)
        cpu_seconds = _START_SECONDS + round(_TIMES_AS_LONG * run.cpu_seconds)
        self._limits[room.name] = Limit(cpu_seconds, _LEAST_WAIT_SECONDS + _TIMES_AS_LONG * run.seconds)

    def try_one(self, mutant: Mutant) -> Outcome:
        """Break, test, mend."""
        copy = self._copy()
        with copy.broken(mutant):
            run = copy.test(mutant.room, self._limits[mutant.room.name])
        if run.code == _NO_TESTS:
            raise SystemExit(f"{mutant.room.name} has no tests:\n{run.output[-2000:]}")
        verdict = "survived" if run.code == 0 else "killed" if run.code > 0 else "out of time"
        place = f"{mutant.module}:{mutant.broken.line}: {mutant.broken.what}"
        print(f"{verdict:12} {place}", file=sys.stderr, flush=True)
        return Outcome(mutant, verdict, run.cpu_seconds)

    def _copy(self) -> Copy:
        if not hasattr(self._own, "copy"):
            self._own.copy = Copy(Path(tempfile.mkdtemp(dir=self._folder)))
        return self._own.copy


def table(outcomes: Sequence[Outcome]) -> str:
    """Write what was killed as Markdown, a row for each room, and the whole below."""
    rows = [
        "| room | tried | killed | of them out of time | survived |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    rooms = list(dict.fromkeys(each.mutant.room.name for each in outcomes))
    for name in [*rooms, "all"]:
        verdicts = [each.verdict for each in outcomes if name in {each.mutant.room.name, "all"}]
        survived, late = verdicts.count("survived"), verdicts.count("out of time")
        rows.append(f"| {name} | {len(verdicts)} | {len(verdicts) - survived} | {late} | {survived} |")
    return "\n".join(rows)


def score(outcomes: Sequence[Outcome]) -> float:
    """Give the share that was killed."""
    return sum(each.verdict != "survived" for each in outcomes) / len(outcomes)


def diff(mutant: Mutant, root: Path) -> str:
    """Give a mutant as a patch without context."""
    whole = (root / mutant.module).read_text(encoding="utf-8")
    before, after = whole.splitlines(keepends=True), mutant.broken.applied(whole).splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, after, mutant.module, mutant.module, n=0))


def main() -> int:
    """Draw, try, tell; give 0 where enough is killed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--room", action="append", help="only this room of mutants.toml, and others so named")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the outcomes there too")
    asked = parser.parse_args()
    rooms = [
        room
        for room in read_rooms(HERE / "benchmarks/mutants.toml")
        if room.name in (asked.room or [room.name])
    ]
    if not rooms:
        parser.error("mutants.toml has no such room")
    mutants = draw(rooms, HERE, asked.count, asked.seed)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(asked.jobs) as threads:
        trial = Trial(Path(folder))
        list(threads.map(trial.time_room, rooms))
        outcomes = list(threads.map(trial.try_one, mutants))
    if asked.json:
        asked.json.write_text(
            json.dumps([_facts(each) for each in outcomes], indent=1) + "\n", encoding="utf-8"
        )
    survivors = [diff(each.mutant, HERE) for each in outcomes if each.verdict == "survived"]
    print(
        f"Seed {asked.seed}: {score(outcomes):.0%} of {len(outcomes)} killed.",
        table(outcomes),
        *survivors,
        sep="\n\n",
    )
    return 0 if score(outcomes) >= WANTED else 1


def _facts(outcome: Outcome) -> dict[str, object]:
    mutant = outcome.mutant
    return {
        "room": mutant.room.name,
        "module": mutant.module,
        "line": mutant.broken.line,
        "what": mutant.broken.what,
        "diff": diff(mutant, HERE),
        "verdict": outcome.verdict,
        "cpu_seconds": round(outcome.cpu_seconds, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
