"""How terms are said: the packaged lexicon, a show's own, and the phonemes that reach a voice."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.catalogue.phonemes import CONSONANTS, MARKS, VOWELS, phonemes
from pipeline.catalogue.show import LexiconEntry
from pipeline.catalogue.values import BadValueError
from pipeline.speech.engines.coqui.espeak_ipa import to_espeak
from pipeline.speech.engines.misaki import reader
from pipeline.speech.spoken.lexicon import Lexicon, packaged_entries
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

GOLDEN = Path(__file__).with_name("golden_phonemes.tsv")
# What espeak-ng writes for «en-us» with stress and length, as voices made for it know.
ESPEAK_SIGNS = set("abdefhijklmnoprstuvwzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒθᵻːˈˌ ,.")


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def phonemes_of(text: str, lexicon: Lexicon | None = None) -> str:
    return reader(british=False).phonemize(speak_sentence(text, lexicon or Lexicon())).text


# The packaged lexicon


def test_every_entry_stands_in_the_golden_table() -> None:
    assert [row["term"] for row in golden()] == [entry.term for entry in packaged_entries()]


@pytest.mark.parametrize("row", golden(), ids=lambda row: row["term"])
def test_an_entry_reaches_the_default_voice_as_it_was_judged(row: dict[str, str]) -> None:
    sentence = speak_sentence(row["term"], Lexicon())
    assert (sentence.spoken, phonemes_of(row["term"])) == (row["spoken"], row["phonemes"])


def test_every_entry_is_written_in_the_alphabet_that_people_may_use() -> None:
    assert all(phonemes(entry.phonemes) == entry.phonemes for entry in packaged_entries())
    assert set(CONSONANTS + VOWELS + MARKS) <= set(reader(british=False).ids)


def test_every_entry_is_decided_once() -> None:
    terms = [entry.term.casefold() if entry.ignore_case else entry.term for entry in packaged_entries()]
    assert len(terms) == len(set(terms))


def test_no_entry_is_lost_on_a_voice_that_reads_espeaks_phonemes() -> None:
    lost = {}
    for entry in packaged_entries():
        spelled = to_espeak(reader(british=False).phonemize(speak_sentence(entry.term, Lexicon()))).text
        if set(spelled) - ESPEAK_SIGNS:
            lost[entry.term] = spelled
    assert not lost


def test_no_respelling_holds_signs_that_a_voice_without_phonemes_would_read_out() -> None:
    assert not [
        e.spoken for e in packaged_entries() if not e.spoken.replace("-", " ").replace(" ", "").isalpha()
    ]


# Forms


@pytest.mark.parametrize(
    ("shown", "spoken", "sounds"),
    [
        ("GANs", "gans", "ɡˈænz"),
        ("LoRAs", "Loras", "lˈɔɹəz"),
        ("LoRA's", "Lora's", "lˈɔɹəz"),
        ("LoRA’s", "Lora's", "lˈɔɹəz"),
        ("APIs", "A P I's", "ˌApˌiˈIz"),
        ("API's", "A P I's", "ˌApˌiˈIz"),
        ("tokenizers", "tokenizers", "tˈOkənˌIzəɹz"),
        ("Tokenizer", "tokenizer", "tˈOkənˌIzəɹ"),
        ("Softmaxes", "soft-maxes", "sˈɔftmˌæksᵻz"),
        ("CLIP's", "Clip's", "klˈɪps"),
        ("GPUs", "G P U's", "ʤˌipˌijˈuz"),
        ("H100s", "H one hundreds", "ˌAʧ wˌʌn hˈʌndɹədz"),
    ],
)
def test_plural_and_possessive_follow_from_the_entry(shown: str, spoken: str, sounds: str) -> None:
    assert Lexicon().find(shown) == Said(spoken, sounds)


@pytest.mark.parametrize("shown", ["lora", "As", "is", "us", "dared", "flops", "Tokenizerish", "SLERPes"])
def test_what_only_looks_like_a_term_is_left_alone(shown: str) -> None:
    assert Lexicon().find(shown) is None


# A show's own lexicon


def test_a_shows_entry_wins_in_every_form_and_case() -> None:
    lexicon = Lexicon([LexiconEntry("LoRA", "low rah", "lˈO ɹˈɑ", ignore_case=True)])
    assert lexicon.find("LoRA") == Said("low rah", "lˈO ɹˈɑ")
    assert lexicon.find("loras") == Said("low rahs", "lˈO ɹˈɑz")
    assert phonemes_of("A LoRA's rank.", lexicon) == "ɐ lˈO ɹˈɑz ɹˈæŋk."


def test_a_respelling_counts_as_decided_also_in_the_plural() -> None:
    lexicon = Lexicon([LexiconEntry("voussoir", "voo-swar", ignore_case=True)])
    assert lexicon.respells("voo-swar")
    assert lexicon.respells("voo-swars")
    assert not lexicon.respells("voussoir")


@pytest.mark.parametrize(
    ("written", "complaint", "remedy"),
    [
        ("lˈɔrə", "«r», which is no phoneme", "for «r» write ɹ"),
        ("gˈæn", "«g», which is no phoneme", "for «g» write ɡ"),
        ("l'ɑmə", "«'», which is no phoneme", "for «'» write ˈ"),
        ("lˈɑmə7", "«7», which is no phoneme", "vowels A I O"),
        ("slp", "no vowel", "vowels A I O"),
    ],
)
def test_phonemes_of_another_alphabet_are_refused_and_the_right_one_is_shown(
    written: str, complaint: str, remedy: str
) -> None:
    with pytest.raises(BadValueError, match=complaint) as caught:
        phonemes(written)
    assert remedy in caught.value.remedy


# The way to a voice


def test_given_phonemes_keep_their_place_among_the_dictionarys() -> None:
    sentence = speak_sentence("First RLHF, then “DPO”; QLoRA's last.", Lexicon())
    phonemized = reader(british=False).phonemize(sentence)
    assert phonemized.text == "fˈɜɹst ˌɑɹˌɛlˌAʧˈɛf, ðˈɛn dˌipˌiˈO; kjˈu lˈɔɹəz lˈæst."
    heard = [
        "".join(s for s, w in zip(phonemized.text, phonemized.words, strict=True) if w == i) for i in range(5)
    ]
    assert heard == ["fˈɜɹst", "ˌɑɹˌɛlˌAʧˈɛf,", "ðˈɛn", "dˌipˌiˈO;", "kjˈu lˈɔɹəz"]


def test_the_words_beside_a_term_are_understood_as_one_sentence_with_it() -> None:
    assert "kəmpɹˈɛsᵻz" in phonemes_of("Its VAE only compresses, and no more.")


def test_a_term_with_brackets_of_its_own_is_said_whole() -> None:
    odd = SpokenSentence(
        (SpokenWord("[x]", (Said("[ex] (one)", "ˈɛks wˈʌn"),)), SpokenWord("on", (Said("on"),)))
    )
    assert reader(british=False).phonemize(odd).text == "ˈɛks wˈʌn ˌɔn"


def test_a_word_in_no_dictionary_is_known_to_be_a_guess() -> None:
    sentence = speak_sentence("The flibberwocket of LoRA reads well-known tokens.", Lexicon())
    guesses = reader(british=False).guesses(sentence)
    assert [(guess.word, guess.text) for guess in guesses] == [(1, "flibberwocket")]
    assert guesses[0].phonemes
