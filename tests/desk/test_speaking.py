"""The sentences of an episode: how they are said, heard, and tried otherwise."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import Any

import pytest

from pipeline.auditioning.audition import NoAudition
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.desk.speaking import NotSpoken, Reader
from pipeline.speech.engines.tone import ToneEngine
from pipeline.speech.speaker import Speaker

SCRIPT = "\nThe ZQX costs 5 kg. It is a KEY \U0001f511 of 05/06/2020.\n"


@pytest.fixture
def show(written_show: Path) -> Show:
    script = written_show / "scripts/keys.md"
    script.write_text(script.read_text(encoding="utf-8") + SCRIPT, encoding="utf-8")
    return load_show(written_show)


@pytest.fixture
def reader(show: Show) -> Reader:
    return Reader(show.root)


def told(reader: Reader, show: Show, beginning: str) -> dict[str, Any]:
    episode = show.episode("keys")
    assert episode
    (found,) = [line for line in reader.tell(show, episode) if line["shown"].startswith(beginning)]
    return found


def seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as file:
        return file.getnframes() / file.getframerate()


def test_a_sentence_tells_what_is_said_and_where_it_stands(reader: Reader, show: Show) -> None:
    line = told(reader, show, "The ZQX")
    assert line["spoken"] == "The ZQX costs five kilograms."
    (place,) = line["places"]
    text = (show.root / place["file"]).read_text(encoding="utf-8").splitlines()
    assert text[place["line"] - 1].startswith("The ZQX")
    plain = told(reader, show, "Most things")
    assert (plain["spoken"], [place["file"] for place in plain["places"]]) == (
        "",
        ["scripts/keys.md", "episodes/keys.md"],
    )


def test_it_tells_what_check_text_asks_and_which_of_it_an_entry_decides(reader: Reader, show: Show) -> None:
    (spelled,) = told(reader, show, "The ZQX")["findings"]
    assert (spelled["term"], "undecided" in spelled["what"]) == ("ZQX", True)
    findings = told(reader, show, "It is a KEY")["findings"]
    assert "\U0001f511" in [finding["term"] for finding in findings]
    assert [finding["term"] for finding in findings if "two ways" in finding["what"]] == [""]


def test_an_engine_that_fails_costs_what_it_would_have_told(
    show: Show, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ToneEngine, "phonemes", lambda *_: 1 / 0)
    line = told(reader, show, "Most things")
    assert (line["shown"], line["spoken"]) == ("Most things are larger.", "")
    assert "ZeroDivisionError" in line["findings"][0]["what"]


def test_a_sentence_is_spoken_once_and_then_kept(
    reader: Reader, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = told(reader, show, "Most things")["key"]
    sound = reader.speak(key)
    assert seconds(sound) > 0.5
    monkeypatch.setattr(Speaker, "_fresh", lambda *_: pytest.fail("spoken again"))
    assert reader.speak(key) == sound


def test_what_is_no_sentence_of_the_page_is_not_spoken(reader: Reader) -> None:
    with pytest.raises(NotSpoken, match="no longer"):
        reader.speak("0" * 20)


def test_another_entry_is_heard_and_written_nowhere(reader: Reader, show: Show) -> None:
    line = told(reader, show, "The ZQX")
    files = sorted(path for path in (show.root / "episodes").rglob("*"))
    tried = reader.attempt(show, line["key"], "ZQX", "a word that is much longer", "")
    assert tried["spoken"] == "The a word that is much longer costs five kilograms."
    assert tried["findings"] == []
    assert tried["key"] != line["key"]
    assert seconds(reader.speak(tried["key"])) > seconds(reader.speak(line["key"]))
    assert told(reader, show, "The ZQX") == line
    assert sorted(path for path in (show.root / "episodes").rglob("*")) == files


def test_an_entry_that_says_nothing_of_the_sentence_is_told(reader: Reader, show: Show) -> None:
    key = told(reader, show, "The ZQX")["key"]
    with pytest.raises(NotSpoken, match="does not have «LoRA»"):
        reader.attempt(show, key, "LoRA", "lora", "")
    with pytest.raises(NoAudition):
        reader.attempt(show, key, "ZQX", "zed", "1234")


def test_warming_up_speaks_nothing_into_the_cache(reader: Reader, show: Show) -> None:
    reader.warm_up(show)
    assert not list((show.root / ".cache").rglob("*.speech"))
    assert not (show.root / ".cache/speech").exists()
