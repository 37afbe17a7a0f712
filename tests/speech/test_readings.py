"""Homographs said as their sentence has them, in American and in British English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.catalogue.show import LexiconEntry
from pipeline.language.model import shipped_model
from pipeline.speech.engine import find_engine
from pipeline.speech.engines.misaki import Reader, reader
from pipeline.speech.engines.readings import TABLE, _in_both, _names, _phonemes, possessive, pronunciation
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

CASES = Path(__file__).parent / "homographs.tsv"


@cache
def said(sentence: str, lexicon: Lexicon | None = None, *, british: bool = False) -> str:
    return reader(british=british).phonemize(speak_sentence(sentence, lexicon or Lexicon())).text


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [
        (sentence, right) for sentence, _, right in (line.split("\t") for line in lines if line[:1] != "#")
    ]


@pytest.mark.parametrize(("sentence", "right"), cases())
def test_a_homograph_is_said_as_its_sentence_has_it(sentence: str, right: str) -> None:
    assert right in said(sentence)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("They object to the plan.", "əbʤˈɛkt"),
        ("Lead is a soft metal.", "lˈɛd"),
        ("The bass line carries the song.", "bˈAs"),
        ("A minute particle of dust.", "mInjˈuːt"),
        ("Farmers sell fresh produce.", "pɹˈɒdjuːs"),
        ("We present three results.", "pɹɪzˈɛnt"),
    ],
)
def test_british_voices_say_the_same_readings_in_their_own_sounds(sentence: str, right: str) -> None:
    assert right in said(sentence, british=True)


def test_every_reading_of_the_model_can_be_said_by_every_voice() -> None:
    readings = {reading for word in shipped_model().words.values() for reading in word.readings}
    assert readings == set(_phonemes())
    for british in (False, True):
        signs = set("".join(forms[british] for forms in _phonemes().values()))
        assert signs <= set(reader(british=british).ids), TABLE


def test_a_shows_lexicon_wins() -> None:
    lexicon = Lexicon([LexiconEntry("Bass", "bass", "bˈæs", ignore_case=True)])
    assert "bˈæs" in said("She plays bass in a band.", lexicon)


def test_what_belongs_to_a_homograph_is_said_with_it() -> None:
    assert "lˈɛdz" in said("The metal lead's weight pulled the roof down.")
    assert "tˌumˈɪnət" in said("A two-minute walk.")


@pytest.mark.parametrize(
    ("phonemes", "american", "british"),
    [("lˈɛd", "lˈɛdz", "lˈɛdz"), ("pˈɜɹmɪt", "pˈɜɹmɪts", "pˈɜɹmɪts"), ("bˈAs", "bˈAsᵻz", "bˈAsɪz")],
)
def test_a_possessive_sounds_as_english_says_it(phonemes: str, american: str, british: str) -> None:
    assert possessive(phonemes, british=False) == american
    assert possessive(phonemes, british=True) == british


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("They survey the land.", "səɹvˈA"),
        ("The survey was long.", "sˈɜɹvˌA"),
        ("He objected to it.", "əbʤˈɛktᵻd"),
        ("She is recording a song.", "ɹəkˈɔɹdɪŋ"),
        ("Old records are rare.", "ɹˈɛkəɹdz"),
        ("She records it.", "ɹəkˈɔɹdz"),
        ("The lamp projects a picture.", "pɹəʤˈɛkts"),
    ],
)
def test_words_and_forms_outside_the_table_go_by_what_all_words_share(sentence: str, right: str) -> None:
    assert right in said(sentence)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("SHE did.", "ʃˈi"),
        ("STOP IT NOW.", " ɪt "),
        ("WE won and THEY lost.", "wˈi"),
        ("The IT team left.", "ˌItˈi"),
    ],
)
def test_everyday_words_in_capitals_are_words_and_abbreviations_letters(sentence: str, right: str) -> None:
    assert right in said(sentence)


@pytest.mark.parametrize(
    ("sentence", "american", "british"),
    [
        ("Simon met Paul.", "sˈImən mˈɛt pˈɔl", "sˈImən mˈɛt pˈɔːl"),
        ("Matthew's voice.", "mˈæθjuz", "mˈaθjuːz"),
        ("Euler proved it.", "ˈYləɹ", "ˈYlə"),
        ("José left.", "hOzˈA", "hQzˈA"),
        ("Tolstoy wrote.", "tˈOlstˌY", "tˈQlstˌY"),
        ("O'Brien's house.", "ObɹˈIɪnz", "QbɹˈIɪnz"),
        ("The cafés served a crème brûlée.", "kæfˈAz", "kafˈAz"),
        ("Naïve as ever.", "nIˈiv", "nIˈiːv"),
    ],
)
def test_names_that_the_dictionaries_lack_are_said_as_people_say_them(
    sentence: str, american: str, british: str
) -> None:
    assert american in said(sentence)
    assert british in said(sentence, british=True)


def test_every_name_can_be_said_by_every_voice() -> None:
    for british in (False, True):
        signs = set("".join(_in_both(forms)[british] for forms in _names().values()))
        assert signs <= set(reader(british=british).ids)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("Señor Gómez sang.", "ɡˈOmɛz"),
        ("Wittgenstein wrote to Kierkegaard's heirs.", "kˈɪɹkəɡˌɑɹdz"),
        ("Dosa and idli are served.", "dˈOsə"),
        ("A struct holds a tuple.", "tˈupᵊl"),
    ],
)
def test_a_name_or_a_word_that_the_dictionaries_lack_is_no_guess(sentence: str, right: str) -> None:
    assert right in said(sentence)
    assert not reader(british=False).guesses(speak_sentence(sentence, Lexicon()))


@pytest.mark.parametrize("sentence", ["İ ?İ, (İstanbul)", "ß — ’s 's", "read", "1066 lead's", "?!"])
def test_odd_signs_beside_homographs_are_no_fault(sentence: str) -> None:
    words = tuple(SpokenWord(word, (Said(word),)) for word in sentence.split())
    for british in (False, True):
        phonemized = reader(british=british).phonemize(SpokenSentence(words))
        assert len(phonemized.text) == len(phonemized.words)


def test_markup_for_phonemes_in_a_text_has_no_power() -> None:
    assert "ˈɑɹ" not in said("See [this](/ˈɑɹ/) now.")


def test_how_words_are_read_has_a_fingerprint_that_follows_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pronunciation()
    pronunciation.cache_clear()
    monkeypatch.setattr("pipeline.speech.engines.readings.fingerprint", lambda: "another model")
    assert pronunciation() != before
    pronunciation.cache_clear()


@pytest.mark.parametrize(("engine", "voice"), [("hibari", "heart"), ("kokoro", "af_heart")])
def test_an_engines_fingerprint_follows_the_model(
    engine: str, voice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = find_engine(engine).fingerprint(voice)
    room = "hibari" if engine == "hibari" else "kokoro.engine"
    monkeypatch.setattr(f"pipeline.speech.engines.{room}.pronunciation", lambda: "another model")
    assert find_engine(engine).fingerprint(voice) != before


def test_a_sentence_is_read_once_for_its_sound_and_for_what_is_undecided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    voice = Reader(british=False)
    sentence = speak_sentence("She met Flibberwock again.", Lexicon())
    read = []
    monkeypatch.setattr(
        Reader, "settle", lambda self, each, settle=Reader.settle: read.append(each) or settle(self, each)
    )
    phonemes = voice.phonemize(sentence)
    assert [guess.text for guess in voice.guesses(sentence)] == ["Flibberwock"]
    assert voice.phonemize(sentence) == phonemes
    assert read == [sentence]
