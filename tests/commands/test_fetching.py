"""`ninety voices --download`: what is fetched, checked, gone on with, refused, or there already."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.cli import main
from pipeline.commands.fetching import fetch_voice, find_choice
from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.process.console import Console
from pipeline.speech.engine import find_voice

if TYPE_CHECKING:
    from tests.conftest import FileServer

hibari = pytest.importorskip("hibari.voices")

CONTENT = bytes(range(256)) * 2000
EMMA = "hibari/emma"


@pytest.fixture
def publisher(file_server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    """Where hibari's voice «emma» comes from, and a cache of its own that it goes to."""
    file_server.content = CONTENT
    facts = {**hibari.VOICES["emma"], "bytes": len(CONTENT), "sha256": hashlib.sha256(CONTENT).hexdigest()}
    monkeypatch.setitem(hibari.VOICES, "emma", facts)
    monkeypatch.setattr(hibari, "BASE_URL", file_server.url())
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "hibari"))
    return file_server


def place(tmp_path: Path) -> Path:
    return tmp_path / "hibari" / hibari.VOICES["emma"]["file"]


def test_a_voice_is_fetched_to_where_its_engine_looks_and_then_it_is_ready(
    publisher: FileServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert find_voice(find_choice(EMMA)).download_bytes
    assert fetch_voice(tmp_path, EMMA, Console()) == ExitCode.OK
    told = capsys.readouterr()
    assert told.out == "hibari/emma: fetched, 0.5 MB\n"
    assert "downloading" in told.err
    assert place(tmp_path).read_bytes() == CONTENT
    assert find_voice(find_choice(EMMA)).download_bytes == 0
    assert fetch_voice(tmp_path, EMMA, Console()) == ExitCode.OK
    assert capsys.readouterr().out == "hibari/emma: ready already\n"
    assert len(publisher.ranges) == 1


def test_a_download_that_broke_off_goes_on(publisher: FileServer, tmp_path: Path) -> None:
    publisher.break_off_after = [300_000]
    fetch_voice(tmp_path, EMMA, Console())
    assert publisher.ranges == ["", "bytes=300000-"]
    assert place(tmp_path).read_bytes() == CONTENT


def test_what_an_earlier_run_left_is_gone_on_with(publisher: FileServer, tmp_path: Path) -> None:
    part = place(tmp_path).with_name(f"{place(tmp_path).name}.part")
    part.parent.mkdir()
    part.write_bytes(CONTENT[:200_000])
    fetch_voice(tmp_path, EMMA, Console())
    assert publisher.ranges == ["bytes=200000-"]


def test_another_file_than_the_known_one_is_refused_and_removed(
    publisher: FileServer, tmp_path: Path
) -> None:
    publisher.content = CONTENT[:-1] + b"?"
    with pytest.raises(EngineNotAvailable, match="SHA-256"):
        fetch_voice(tmp_path, EMMA, Console())
    assert [path.suffix for path in place(tmp_path).parent.iterdir()] == [".lock"]


def test_a_damaged_file_is_fetched_anew(
    publisher: FileServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place(tmp_path).parent.mkdir()
    place(tmp_path).write_bytes(CONTENT[:1000])
    fetch_voice(tmp_path, EMMA, Console())
    assert "is damaged, and fetched anew" in capsys.readouterr().err
    assert place(tmp_path).read_bytes() == CONTENT


def test_json_says_what_came(
    publisher: FileServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch_voice(tmp_path, EMMA, Console(as_json=True))
    document = json.loads(capsys.readouterr().out)
    assert document == {"voice": EMMA, "fetched_bytes": len(CONTENT), "status": "fetched"}


@pytest.mark.parametrize("name", ["hibari/heart", "heart", "tone/beep"])
def test_a_voice_that_needs_nothing_is_ready(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch_voice(tmp_path, name, Console()) == ExitCode.OK
    assert "ready already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "near"),
    [("hibari/hart", "hibari/heart"), ("fenir", "hibari/fenrir"), ("HIBARI/Emma", "hibari/emma"),
     ("hibary/emma", "hibari/emma")],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest(
    name: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voices", "--download", name]) == 4
    assert f"did you mean «{near}»?" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "/", "zzzzzz", "../../etc/passwd", "hibari/"])
def test_what_is_like_none_is_told_too(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "--download", name]) == 4
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert len(told.splitlines()) == 2
