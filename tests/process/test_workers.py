"""The same work on many things, here or in several processes."""

from __future__ import annotations

import importlib
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.process.workers import WorkerDied, each_done

pytestmark = pytest.mark.slow


TROUBLE = """
import os, signal, threading

class Stubborn(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} {two}")

def work(order):
    if order == "killed":  # as the system does when memory runs out
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "memory":
        raise MemoryError("too much")
    if order == "depth":
        return work(order)
    if order == "exit":
        raise SystemExit(3)
    if order == "stubborn":
        raise Stubborn("not", "again")
    return threading.Lock() if order == "unsendable" else order
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], object]:
    """Give work that goes wrong in the way that its order names, from a module that workers can import."""
    (tmp_path / "trouble.py").write_text(TROUBLE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "trouble", raising=False)
    found: Callable[[str], object] = importlib.import_module("trouble").work
    return found


@pytest.mark.parametrize("workers", [1, 2])
def test_every_order_comes_back_with_its_result(workers: int) -> None:
    results = {order: result() for order, result in each_done(math.sqrt, [4, 9, 16], workers)}
    assert results == {4: 2, 9: 3, 16: 4}


def test_one_worker_works_here_and_only_when_its_result_is_asked_for() -> None:
    done: list[int] = []
    orders = each_done(done.append, [1, 2], 1)
    _, result = next(orders)
    assert done == []
    result()
    assert done == [1]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_with_one_order_comes_with_its_result(workers: int) -> None:
    failed = []
    for order, result in each_done(math.sqrt, [4, -1, 9], workers):
        try:
            result()
        except ValueError:
            failed.append(order)
    assert failed == [-1]


def test_a_killed_worker_costs_its_order_and_no_other(work: Callable[[str], object]) -> None:
    results, died = {}, {}
    for order, result in each_done(work, ["a", "killed", "b", "c", "d"], 2):
        try:
            results[order] = result()
        except WorkerDied as error:
            died[order] = str(error)
    assert results == {"a": "a", "b": "b", "c": "c", "d": "d"}
    assert died == {"killed": "the process that worked on it ended by SIGKILL"}


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ("memory", MemoryError),
        ("depth", RecursionError),
        ("exit", RuntimeError),
        ("stubborn", TypeError),
        ("unsendable", RuntimeError),
    ],
)
def test_whatever_is_raised_stays_with_its_order(
    work: Callable[[str], object], order: str, kind: type[Exception]
) -> None:
    results = dict(each_done(work, ["well", order, "also well"], 2))
    assert (results["well"](), results["also well"]()) == ("well", "also well")
    with pytest.raises(kind):
        results[order]()


def test_an_order_that_cannot_be_sent_fails_alone() -> None:
    orders = [4, threading.Lock(), 9]
    results = dict(each_done(math.sqrt, orders, 2))  # type: ignore[arg-type]  # on purpose
    assert (results[4](), results[9]()) == (2, 3)
    with pytest.raises(TypeError):
        results[orders[1]]()


SLEEPERS = """
import os, sys, time
from contextlib import closing
from pipeline.process.workers import each_done

def sleep(order):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece: two of them write
    time.sleep(600)

if __name__ == "__main__":
    with closing(each_done(sleep, [1, 2], 2)) as done:
        for _ in done:
            pass
"""


@pytest.fixture
def sleepers(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Start a process with two workers that sleep, and give it with their process ids."""
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,  # where what workers print goes
        text=True,
        env=environment,
    )
    assert process.stderr
    yield process, [int(process.stderr.readline()) for _ in range(2)]
    process.kill()
    process.wait()
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("ending", ["SIGKILL", "SIGINT"])
def test_a_parent_that_ends_leaves_no_worker(
    sleepers: tuple[subprocess.Popen[str], list[int]], ending: str
) -> None:
    process, workers = sleepers
    process.send_signal(getattr(signal, ending))
    process.wait(timeout=60)
    for _ in range(600):
        if not any(is_alive(worker) for worker in workers):
            break
        time.sleep(0.1)
    assert [worker for worker in workers if is_alive(worker)] == []


def is_alive(pid: int) -> bool:
    """Tell whether a process is there and no mere entry of one that has ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
