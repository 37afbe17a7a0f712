"""Real clusters: a scheduler and workers on this machine, some of them with something wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
TRICKS = Path(__file__).parent / "tricks.py"
WAIT_SECONDS = 120


class Cluster:
    """A scheduler and its workers, in the order of their tricks."""

    def __init__(self, folder: Path, tls: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            **tls,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        protocol = ["--protocol", "tls"] if tls else []
        common = ["--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        self.scheduler = self._start("scheduler", "scheduler", "--host", "127.0.0.1", *protocol, *common)
        wait_for(file.exists)
        wait_for(lambda: file.read_text(encoding="utf-8").strip().endswith("}"))
        self.address = str(json.loads(file.read_text(encoding="utf-8"))["address"])

    def hire(self, tricks: Sequence[str]) -> None:
        """Start a worker for each trick, and wait until all are there."""
        for number, trick in enumerate(tricks):
            options = ["--no-nanny", "--no-dashboard", "--nthreads", "1", "--preload", str(TRICKS)]
            local = ["--local-directory", str(self.folder / f"work-{number}")]
            self._start(f"worker-{number}", "worker", self.address, *options, *local, TRICK=trick)
        log = self.folder / "scheduler.log"
        wait_for(lambda: log.read_text(encoding="utf-8").count("Register worker") >= len(tricks))

    def _start(self, name: str, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                stdout=log,
                stderr=log,
                env={**self.environment, **environment},
            )
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened."""
    for _ in range(WAIT_SECONDS * 10):
        if happened():
            return
        time.sleep(0.1)
    pytest.fail("it did not happen")


@pytest.fixture
def cluster_of(tmp_path: Path) -> Iterator[Callable[..., Cluster]]:
    """Start a cluster with a worker for each trick, «» for a sound one."""
    started: list[Cluster] = []

    def start(*tricks: str, tls: Mapping[str, str] | None = None) -> Cluster:
        folder = tmp_path / f"cluster-{len(started)}"
        folder.mkdir()
        cluster = Cluster(folder, tls or {})
        started.append(cluster)
        cluster.hire(tricks)
        return cluster

    yield start
    for cluster in started:
        cluster.end()


@pytest.fixture
def show(small_show: Path) -> Path:
    """A show of six short episodes."""
    for number, title in enumerate(["Pins", "Nails", "Corks"], start=4):
        text = (small_show / "episodes/keys.md").read_text(encoding="utf-8")
        text = text.replace("00000000002", f"0000000000{number}").replace("number: 2", f"number: {number}")
        text = text.replace("Keys", title).replace("key", title.lower()[:-1])
        (small_show / f"episodes/{title.lower()}.md").write_text(text, encoding="utf-8")
    return small_show


@pytest.fixture
def show_copy(show: Path, tmp_path: Path) -> Path:
    """The same show, to be built in another way."""
    return Path(shutil.copytree(show, tmp_path / "copy/small"))


class Run:
    """`ninety render --all` under way, or done."""

    def __init__(self, root: Path, scheduler: str | None, *words: str, **environment: str) -> None:
        where = ["--scheduler", scheduler] if scheduler else []
        command = [*NINETY, "render", "--all", "--root", str(root), "--json", *where, *words]
        self.root = root
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        )
        self.told = ""

    def ended(self) -> tuple[int, dict[str, Any]]:
        """Wait for its end; give its exit code and its document. What it said on the way is in `told`."""
        stdout, self.told = self.process.communicate(timeout=WAIT_SECONDS * 2)
        return self.process.returncode, json.loads(stdout)

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def rendered(self) -> set[str]:
        return {path.stem for path in (self.root / "output/records").glob("*.json")}


@pytest.fixture
def run() -> Iterator[Callable[..., Run]]:
    """Start `ninety render --all` on a cluster, or on this machine where none is named."""
    runs: list[Run] = []

    def start(root: Path, scheduler: str | None, *words: str, **environment: str) -> Run:
        runs.append(Run(root, scheduler, *words, **environment))
        return runs[-1]

    yield start
    for one in runs:
        if one.process.poll() is None:
            one.process.kill()
            one.process.communicate()


@pytest.fixture(scope="session")
def wait() -> Callable[[Callable[[], bool]], None]:
    """Wait until something has happened."""
    return wait_for
