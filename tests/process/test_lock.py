"""Two runs on one show."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.process.files import LEFTOVER_SECONDS, workshop
from pipeline.process.lock import ShowBusy, only_writer

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parents[2]
NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
HOLDER = """
import sys
from pathlib import Path
from pipeline.process.lock import only_writer
with only_writer(Path(sys.argv[1]), "ninety build"):
    print("locked", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(small_show: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a process that has the show until its stdin is closed."""
    command = [sys.executable, "-c", HOLDER, str(small_show)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout
    assert process.stdout.readline() == "locked\n"
    yield process
    process.kill()
    process.communicate()


def ninety(*words: str, root: Path) -> subprocess.CompletedProcess[str]:
    command = [*NINETY, *words, "--root", str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [["script"], ["render", "--all"], ["publish"]])
def test_who_comes_second_is_told_who_is_there(
    small_show: Path, holder: subprocess.Popen[str], words: list[str]
) -> None:
    done = ninety(*words, root=small_show)
    assert done.returncode == 6
    assert f"`ninety build` works on this show, as process {holder.pid} since " in done.stderr
    assert "--wait" in done.stderr


def test_reading_needs_no_lock(small_show: Path, holder: subprocess.Popen[str]) -> None:
    assert holder.poll() is None
    for words in (["script", "--check"], ["publish", "--dry-run"], ["notes"]):
        assert "works on this show" not in ninety(*words, root=small_show).stderr


def test_who_waits_goes_on_when_the_other_is_done(small_show: Path, holder: subprocess.Popen[str]) -> None:
    command = [*NINETY, "script", "--force", "--wait", "--root", str(small_show)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(timeout=2)
        holder.communicate("")
        told, _ = second.communicate(timeout=60)
    assert second.returncode == 0
    assert "written" in told


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL of POSIX")
def test_the_lock_of_a_killed_run_is_nobodys(small_show: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert ninety("script", root=small_show).returncode == 0


def test_what_a_killed_run_left_half_written_goes_with_the_next(small_show: Path) -> None:
    for folder in ("output/audio", "scripts", "episodes", ".cache/speech"):
        (small_show / folder).mkdir(parents=True, exist_ok=True)
        (small_show / folder / ".half.mp3.x1y2.part").write_bytes(b"half")
    with only_writer(small_show, "ninety build"):
        assert list(small_show.rglob("*.part")) == []


def test_folders_for_the_moment_of_killed_runs_go_once_they_are_old(
    small_show: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with workshop() as old, workshop() as young:
        (old / "episode.raw").write_bytes(b"half")
        kept = tmp_path / "ninety-work-of-mine"
        kept.symlink_to(small_show)
        long_ago = time.time() - 2 * LEFTOVER_SECONDS
        os.utime(old, (long_ago, long_ago))
        with only_writer(small_show, "ninety build"):
            assert not old.exists()
        assert young.is_dir()
        assert (small_show / "episodes").is_dir()
        old.mkdir()


def test_parts_of_the_work_may_share_a_folder_but_no_part_is_done_twice(small_show: Path) -> None:
    with only_writer(small_show, "ninety build", part="1/2"):
        with only_writer(small_show, "ninety build", part="2/2"):
            pass
        with pytest.raises(ShowBusy), only_writer(small_show, "ninety build", part="1/2"):
            pass


def test_a_folder_without_a_show_gets_nothing_put_into_it(tmp_path: Path) -> None:
    with only_writer(tmp_path, "ninety build"):
        assert list(tmp_path.iterdir()) == []
