"""Words that stay short in what is said, for whoever reads it."""

from __future__ import annotations

import pytest

from pipeline.speech.engines.misaki import reader
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.short_words import IN_FULL, in_full
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

SHORT = "Mr. and Mrs. Ng, Dr Lee, Drs. Hall and Ito, Messrs. Roe, Ms. Kay, etc. came."


def test_they_stay_as_they_are_written() -> None:
    spoken = speak_sentence(SHORT, Lexicon()).spoken
    assert spoken == "Mr and Mrs Ng, Dr Lee, Drs Hall and Ito, Messrs Roe, Ms Kay, etc came."


def test_an_engine_that_reads_letters_gets_them_in_full() -> None:
    said = in_full(speak_sentence(SHORT, Lexicon()).spoken)
    assert said.startswith("Mister and Missus Ng, Doctor Lee, Doctors Hall and Ito, Messieurs Roe, Miz Kay, ")
    assert said.endswith("etcetera came.")


@pytest.mark.parametrize("british", [False, True])
@pytest.mark.parametrize(("short", "full"), [("Mr", "Mister"), ("Dr", "Doctor"), ("Drs", "Doctors")])
def test_the_dictionaries_read_them_as_the_words_they_are(short: str, full: str, british: bool) -> None:
    assert sounds(short, british=british) == sounds(full, british=british)


@pytest.mark.parametrize("british", [False, True])
def test_etc_is_heard_whole(british: bool) -> None:
    assert sounds("etc", british=british).replace("T", "t") == "ɛtsˈɛtəɹə"


@pytest.mark.parametrize("short", IN_FULL)
@pytest.mark.parametrize("british", [False, True])
def test_no_dictionary_lacks_them(short: str, british: bool) -> None:
    assert not reader(british=british).guesses(word(short))


@pytest.mark.parametrize("written", ["No. 7", "Fig. 2", "Chap. IV", "vol. 3", "Sec. 9"])
def test_what_would_be_another_word_alone_is_written_out(written: str) -> None:
    first = speak_sentence(written, Lexicon()).words[0].spoken
    assert first.casefold() in ("number", "figure", "chapter", "volume", "section")


@pytest.mark.parametrize(
    "stem", ["colo", "favo", "hono", "labo", "neighbo", "rumo", "harbo", "flavo", "odo", "armo", "humo"]
)
def test_a_british_word_that_stays_sounds_as_the_american_one(stem: str) -> None:
    for ending in ("", "s", "ed", "ing"):
        spoken = speak_sentence(f"{stem}ur{ending}", Lexicon())
        assert spoken.spoken == f"{stem}ur{ending}"
        assert reader(british=False).phonemize(spoken).text == sounds(f"{stem}r{ending}", british=False)


def sounds(text: str, *, british: bool) -> str:
    return reader(british=british).phonemize(word(text)).text


def word(text: str) -> SpokenSentence:
    return SpokenSentence((SpokenWord(text, (Said(text),)),))
