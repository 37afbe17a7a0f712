"""What may not be read or written is told with its name, and is no fault of the program's."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Root may do everything; without these two capabilities its files are to it what they are to anybody.
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
if shutil.which(UNPRIVILEGED[0]) is None:
    pytest.skip("setpriv is not installed", allow_module_level=True)


@pytest.fixture
def built(small_show: Path) -> Iterator[Path]:
    assert ninety(small_show, "build")[0] == 0
    yield small_show
    for path in small_show.rglob("*"):  # what is forbidden is found as the way to it is opened
        path.chmod(0o755)


def ninety(root: Path, *words: str) -> tuple[int, dict[str, Any], str]:
    """Run a command: its exit code, its document, and what it says."""
    command = [*UNPRIVILEGED, sys.executable, "-m", "pipeline", *words, "--root", str(root), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.mark.parametrize("command", ["build", "publish", "check"])
def test_an_output_that_nobody_may_look_into_is_named(built: Path, command: str) -> None:
    (built / "output").chmod(0)
    code, told, said = ninety(built, command)
    assert code == 6
    assert any("output" in one["file"] and "Permission denied" in one["what"] for one in told["errors"])
    assert "unexpected" not in said


def test_scripts_that_may_not_be_written_are_no_fault_of_the_show(built: Path) -> None:
    page = built / "episodes/keys.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Keys", "Latchkeys"), encoding="utf-8")
    (built / "scripts").chmod(0o555)
    code, told, said = ninety(built, "script")
    assert code == 6
    assert "keys" in [one["slug"] for one in told["scripts"] if one["status"] == "failed"]
    assert "unexpected" not in said


def test_a_recording_that_may_not_be_read_leaves_the_others_judged(built: Path) -> None:
    (sound,) = (built / "output/audio").glob("keys.*.mp3")
    sound.chmod(0)
    code, told, _ = ninety(built, "check")
    assert code == 5
    judged = {one["slug"]: [each["what"] for each in one["findings"]] for one in told["episodes"]}
    assert set(judged) == {"buttons", "keys", "coins"}
    assert [what for what in judged["keys"] if "cannot be read: Permission denied" in what]
