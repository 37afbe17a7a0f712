"""What a run of the program writes and whom it calls, seen from outside by strace, with a home of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LIST = "title,summary\nTides,The Moon pulls the sea into two bulges and we turn beneath them.\n"
TRACED = "trace=openat,open,creat,mkdir,mkdirat,connect,sendto,sendmsg,sendmmsg"
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

    def called_beside(self, *ports: int | str) -> list[str]:
        """Give the connections but those to such ports of this machine, of which there must be some."""
        there = tuple(f'sin_port=htons({port}), sin_addr=inet_addr("127.0.0.1")' for port in ports)
        assert all(any(place in call for call in self.called) for place in there), self.called
        return [call for call in self.called if not any(place in call for place in there)]


NOTHING = Trace(set(), [], [])


@dataclass(frozen=True, slots=True)
class Desk:
    """A show, an empty home, and a folder for what the system itself keeps for a moment."""

    root: Path
    home: Path
    temporary: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls, folder: Path, **variables: str) -> Desk:
        """Make one in a folder, with a show that is begun and not built."""
        desk = cls(folder / "show", folder / "home", folder / "temporary", variables)
        for each in (desk.root, desk.home, desk.temporary):
            each.mkdir()
        (desk.root / "list.csv").write_text(LIST, encoding="utf-8")
        assert desk.run("init", ".", "--from", "list.csv") == NOTHING
        return desk

    def environment(self) -> dict[str, str]:
        """Give the environment of a run; CI is not among it."""
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "PYTHONPATH"}}
        # Python's own bytecode is no business of the program's.
        return (
            kept
            | self.variables
            | {"HOME": str(self.home), "TMPDIR": str(self.temporary), "PYTHONDONTWRITEBYTECODE": "1"}
        )

    def run(self, *arguments: str, stopped_after: str = "") -> Trace:
        """Run the command, until it says something if that is named, and give what it did."""
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
            if re.search(r"\b(?:connect|sendto|sendm?msg)\(.*sa_family=AF_INET", line):
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
