"""A build on a terminal, and what ends it: Ctrl-C, a signal, a window that is closed."""

from __future__ import annotations

import os
import pty
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

SLOW = """
import time
from pipeline.speech.engines.tone import ToneEngine

class SlowEngine(ToneEngine):
    name = "slow"

    def synthesize(self, sentence, voice, speed):
        time.sleep(600)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give the folder of a package whose engine takes ten minutes for a sentence."""
    facts = tmp_path / "site/slow-1.0.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: slow\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[ninety.engines]\nslow = slow:SlowEngine\n")
    (tmp_path / "site/slow.py").write_text(SLOW)
    return tmp_path / "site"


class Window:
    """A terminal with a build in it."""

    def __init__(self, root: Path, site: Path) -> None:
        self.process, self.screen = pty.fork()
        if not self.process:
            paths = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])
            command = [sys.executable, "-m", "pipeline", "build", "--root", str(root), "--engine", "slow"]
            os.execve(  # noqa: S606 - as a terminal does
                sys.executable, [*command, "--jobs", "2"], os.environ | {"PYTHONPATH": paths}
            )
        self.seen = b""
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        with suppress(OSError):
            while piece := os.read(self.screen, 4096):
                self.seen += piece

    def children(self) -> list[int]:
        try:
            listed = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in listed.split()]


@pytest.fixture
def window(small_show: Path, site: Path) -> Iterator[Window]:
    found = Window(small_show, site)
    for _ in range(1200):
        if b"0/3" in found.seen and len(found.children()) >= 2:
            break
        time.sleep(0.1)
    time.sleep(2)  # for the workers to have begun
    yield found
    for pid in (*found.children(), found.process):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("how", ["Ctrl-C", "SIGTERM", "SIGHUP", "closed"])
def test_it_ends_as_interrupted_and_leaves_no_worker(window: Window, small_show: Path, how: str) -> None:
    workers = window.children()
    assert len(workers) >= 2
    if how == "Ctrl-C":
        os.write(window.screen, b"\x03")
    elif how == "closed":
        os.close(window.screen)
    else:
        os.kill(window.process, getattr(signal, how))
    _, status = os.waitpid(window.process, 0)
    assert os.waitstatus_to_exitcode(status) == 130, window.seen
    for _ in range(100):
        if not any(map(is_alive, workers)):
            break
        time.sleep(0.1)
    assert [worker for worker in workers if is_alive(worker)] == []
    assert b"Traceback" not in window.seen, window.seen.decode(errors="replace")[-3000:]
    assert list(small_show.rglob("*.part")) == []
