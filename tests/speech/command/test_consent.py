"""The word of who owns the machine, without which no program speaks."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import EngineNotAvailable, NotAllowed, OutputFailed
from pipeline.speech.engines.command import consent

LINE = f"{sys.executable} speak.py"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of this machine's settings, empty, and no word of anybody."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv(consent.VARIABLE, raising=False)
    return tmp_path


def test_a_line_runs_once_its_owner_says_so_and_no_other_line_does(home: Path) -> None:
    with pytest.raises(NotAllowed) as caught:
        consent.require_consent(LINE)
    assert caught.value.remedy.startswith("if you trust it, allow it on this machine: ninety voices --allow ")
    assert consent.allow(f"  {LINE} ")
    assert not consent.allow(LINE)
    consent.require_consent(f" {LINE}")
    for other in (f"{LINE} --loud", LINE.removesuffix(".py"), f"{LINE}\n{LINE}", "", "#"):
        with pytest.raises(NotAllowed):
            consent.require_consent(other)
    assert (home / "ninety/commands.txt").read_text().splitlines()[1:] == [LINE]


def test_the_environment_may_say_so_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(consent.VARIABLE, f"one\n\n  # {LINE}\n{LINE}\n")
    assert consent.allowed() == {"one", LINE}
    assert not consent.allow(LINE)


def test_what_was_allowed_before_stays(home: Path) -> None:
    for line in ("one", "two"):
        assert consent.allow(line)
    assert consent.allowed() == {"one", "two"}


def test_a_line_that_is_two_is_refused(home: Path) -> None:
    with pytest.raises(EngineNotAvailable):
        consent.allow("one\ntwo")
    assert consent.allowed() == frozenset()


def test_a_file_of_consent_that_is_no_text_allows_nothing_and_is_kept(home: Path) -> None:
    consent.consent_file().parent.mkdir()
    consent.consent_file().write_bytes(b"\xff\xfe")
    assert consent.allowed() == frozenset()
    with pytest.raises(OutputFailed):
        consent.allow(LINE)
    assert consent.consent_file().read_bytes() == b"\xff\xfe"


def test_the_command_tells_which_program_may_speak(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        assert main(["voices", "--allow", LINE, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [(each["line"], each["new"]) for each in told] == [(LINE, True), (LINE, False)]
    assert main(["voices", "--allow", LINE]) == 0
    assert "was allowed already" in capsys.readouterr().out
    consent.require_consent(LINE)
