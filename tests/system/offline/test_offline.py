"""What the program writes and whom it calls, seen from outside: by strace, with an empty home."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

LIST = "title,summary\nTides,The Moon pulls the sea into two bulges and we turn beneath them.\n"
TRACED = "trace=openat,open,creat,mkdir,mkdirat,connect,sendto"
CREATED = re.compile(
    r'(?:openat\(AT_FDCWD, |open\(|creat\(|mkdir\(|mkdirat\(AT_FDCWD, )"(?P<path>[^"]+)"(?P<rest>.*)'
)
ENDINGS = (0, 5, 130, -signal.SIGINT)  # done, done with findings, stopped
OUTSIDE = ("/dev/", "/proc/", "/sys/")


@dataclass(frozen=True, slots=True)
class Trace:
    """What one run of the program did."""

    made: set[Path]  # files and folders that it created or opened for writing
    called: list[str]  # connections to other machines
    home: list[Path]  # what is in the home folder now


@dataclass(frozen=True, slots=True)
class Desk:
    """A show, an empty home, and a folder for what the system itself keeps for a moment."""

    root: Path
    home: Path
    temporary: Path

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "PYTHONPATH"}}
        # Python's own bytecode is no business of the program's.
        return kept | {"HOME": str(self.home), "TMPDIR": str(self.temporary), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(self, *arguments: str, stopped_after: str = "") -> Trace:
        log = self.temporary / "strace.log"
        command = ["strace", "-f", "-qq", "-s", "400", "-e", TRACED, "-o", str(log)]
        command += [sys.executable, "-m", "pipeline", *arguments]
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if stopped_after:
            assert process.stdout
            for line in process.stdout:
                if stopped_after in line:
                    break
            time.sleep(0.5)  # for what it might do once it serves
            os.kill(_child_of(process.pid), signal.SIGINT)
        said, _ = process.communicate(timeout=300)
        assert process.returncode in ENDINGS, said
        return self._read(log.read_text(errors="replace").splitlines())

    def _read(self, lines: Sequence[str]) -> Trace:
        made: set[Path] = set()
        called: list[str] = []
        for line in lines:
            if re.search(r"\b(?:connect|sendto)\(.*sa_family=AF_INET", line):
                called.append(line)
            found = CREATED.search(line)
            writes = found and (
                "mkdir" in line or "creat(" in line or re.search(r"O_(?:CREAT|WRONLY|RDWR)", found["rest"])
            )
            if found and writes and "= -1 " not in line and not found["path"].startswith(OUTSIDE):
                made.add((self.root / found["path"]).resolve())
        allowed = (self.root, self.temporary)
        outside = {path for path in made if not any(path.is_relative_to(folder) for folder in allowed)}
        return Trace(outside, called, sorted(self.home.rglob("*")))


def _child_of(pid: int) -> int:
    """Give the process that strace runs."""
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("offline")
    found = Desk(folder / "show", folder / "home", folder / "temporary")
    for each in (found.root, found.home, found.temporary):
        each.mkdir()
    (found.root / "list.csv").write_text(LIST, encoding="utf-8")
    trace = found.run("init", ".", "--from", "list.csv")
    assert (trace.made, trace.called, trace.home) == (set(), [], [])
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ("say", "Hello there.", "-o", "hello.wav"),
        ("build",),
        ("check",),
        ("publish",),
        ("voices",),
        ("notes",),
        ("outline", "tides"),
        ("draft", "tides", "--dry-run"),
    ],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_a_run_writes_nothing_outside_the_show_and_calls_nobody(
    desk: Desk, arguments: tuple[str, ...]
) -> None:
    trace = desk.run(*arguments)
    assert (trace.made, trace.called, trace.home) == (set(), [], [])


def test_the_preview_writes_nothing_outside_the_show_and_calls_nobody(desk: Desk) -> None:
    trace = desk.run("serve", "--port", "0", stopped_after="http://")
    assert (trace.made, trace.called, trace.home) == (set(), [], [])
