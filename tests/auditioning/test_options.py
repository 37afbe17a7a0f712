from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.auditioning.audition import AS_NOW, NoAudition
from pipeline.auditioning.options import Setting, pronunciation_options, sentence_with, voice_options
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import LexiconEntry
from pipeline.errors import EngineNotAvailable
from pipeline.speech.engine import VoiceChoice

BEEP = Setting(VoiceChoice("tone", "beep"))
FROUDE = LexiconEntry("Froude", "Frowd", ignore_case=True)


@pytest.mark.parametrize(
    ("written", "spoken", "phonemes"),
    [
        ("Frood", "Frood", ""),
        ("/fɹˈud/", "Froude", "fɹˈud"),
        ("Frood /fɹˈud/", "Frood", "fɹˈud"),
        ("  two   words  ", "two words", ""),
        ("and/or", "and/or", ""),
        ("24/7", "24/7", ""),
        ("KIL-oh-hurts", "Kil-oh-hurts", ""),
        ("kuh-LAM-uh", "kuh-lam-uh", ""),
        ("mis-TER", "mis-ter", ""),
        ("A P I", "A P I", ""),
        ("NATO", "NATO", ""),
    ],
)
def test_a_pronunciation_is_words_phonemes_or_both(written: str, spoken: str, phonemes: str) -> None:
    now, option = pronunciation_options("Froude", [written], BEEP)
    assert now.name == AS_NOW
    assert now.entry is None
    assert option.entry == LexiconEntry("Froude", spoken, phonemes)


@pytest.mark.parametrize(
    "written", ["", "  ", "/gotta/", "//", "/ˈ/", "a\x07b", "x" * 300, "Frood /no/ /fɹˈud/ x/"]
)
def test_what_no_lexicon_could_hold_is_refused(written: str) -> None:
    with pytest.raises(NoAudition):
        pronunciation_options("Froude", [written], BEEP)


def test_the_entry_there_is_is_the_one_to_change() -> None:
    setting = Setting(VoiceChoice("tone", "beep"), (FROUDE,))
    options = pronunciation_options("FROUDE", ["Frowd", "Frood", "Frood"], setting)
    assert [option.name for option in options] == [AS_NOW, "Frood"]
    assert options[1].entry == LexiconEntry("Froude", "Frood", ignore_case=True)


def test_only_what_is_said_already_is_nothing_to_choose() -> None:
    with pytest.raises(NoAudition, match="no other way"):
        pronunciation_options("Froude", ["Frowd"], Setting(VoiceChoice("tone", "beep"), (FROUDE,)))


def test_more_than_the_alphabet_are_refused() -> None:
    with pytest.raises(NoAudition, match="more than 26"):
        pronunciation_options("Froude", [f"Frood{number}" for number in range(26)], BEEP)


def test_a_voice_named_twice_is_heard_once() -> None:
    assert [option.name for option in voice_options(["tone/beep", "beep"], BEEP)] == ["tone/beep"]


def test_without_names_every_voice_at_hand_is_heard() -> None:
    names = [option.name for option in voice_options([], BEEP)]
    assert "hibari/heart" in names
    assert "tone/beep" not in names


@pytest.mark.parametrize("name", ["hibari/nobody", "nothing/here", "hibari/emma"])
def test_a_voice_that_is_not_here_is_told(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HIBARI_CACHE", str(tmp_path))
    with pytest.raises(EngineNotAvailable) as told:
        voice_options([name], BEEP)
    assert told.value.remedy


def test_a_voice_of_another_language_is_refused() -> None:
    with pytest.raises(EngineNotAvailable, match="language is «de»"):
        voice_options(["hibari/heart"], Setting(VoiceChoice("hibari", "heart"), language="de"))


def test_the_sentence_is_the_first_of_the_scripts_that_has_the_term(small_show: Path) -> None:
    from pipeline.cli import main

    assert main(["script", "--root", str(small_show), "-q"]) == 0
    show = load_show(small_show)
    sentence = sentence_with(show, LexiconEntry("drawer", "drore"))
    assert "drawer" in sentence
    assert sentence_with(show, LexiconEntry("Froude", "Frood")) == ""
