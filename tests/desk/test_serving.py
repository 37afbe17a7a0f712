"""`ninety serve --watch` as a process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow


NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
Begin = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def begin(small_show: Path) -> Iterator[Begin]:
    started: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> subprocess.Popen[str]:
        command = [*NINETY, "serve", "--watch", "--root", str(small_show), "--port", "0", *words]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*NINETY, "serve", *words], capture_output=True, text=True, check=False)


def children(pid: int) -> set[int]:
    """Give the processes below one, as Linux lists them."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child, *children(child)}
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists processes so")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_is_its_normal_end_and_leaves_no_process(begin: Begin, sent: signal.Signals) -> None:
    process = begin()
    assert process.stdout
    url, _, last = (process.stdout.readline().strip() for _ in range(3))
    base, _, token = url.partition("#desk=")
    with urlopen(f"{base}-/desk/at/{token}/events") as events:  # noqa: S310 - a page that stays
        while not children(process.pid):
            time.sleep(0.02)
        below = children(process.pid)
        process.send_signal(sent)
        _, told = process.communicate(timeout=60)
        events.read()
    assert (process.returncode, told, last) == (0, "", "Ctrl-C ends it")
    deadline = time.monotonic() + 20  # Python's own tracker of resources ends by itself, a moment later
    while not all(map(_is_over, below)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in below if not _is_over(pid)] == []


def _is_over(pid: int) -> bool:
    """Tell whether a process is gone, or only waits to be forgotten."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def test_its_address_is_a_document_too_and_holds_the_token_where_no_server_sees_it(begin: Begin) -> None:
    process = begin("--json")
    assert process.stdout
    document = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
    assert document["url"].startswith(f"http://127.0.0.1:{document['port']}/#desk=")
    assert document["feed"] == f"http://127.0.0.1:{document['port']}/feed.xml"


def test_not_even_a_quiet_one_keeps_its_address_to_itself(begin: Begin) -> None:
    process = begin("-q")
    assert process.stdout
    assert "/#desk=" in process.stdout.readline()


def test_it_listens_on_this_machine_alone(small_show: Path) -> None:
    done = run("--watch", "--root", str(small_show), "--host", "0.0.0.0")  # noqa: S104
    assert (done.returncode, "for this machine alone" in done.stderr) == (2, True)


def test_a_folder_without_a_show_is_told(tmp_path: Path) -> None:
    done = run("--watch", "--root", str(tmp_path))
    assert (done.returncode, "show.toml" in done.stderr) == (3, True)


def test_what_only_a_desk_needs_is_not_loaded_for_other_commands() -> None:
    program = "import sys, pipeline.cli.running; sys.exit('watchfiles' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
