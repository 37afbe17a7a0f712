"""What is shown, what is said, what a person should know of; the readings themselves stand in pairs.tsv."""

from __future__ import annotations

import pytest

from pipeline.catalogue.show import LexiconEntry
from pipeline.speech.spoken.letters import spelled
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import Remark


def remarks(shown: str, *entries: LexiconEntry) -> list[tuple[str, str]]:
    return [(remark.kind, remark.text) for remark in speak_sentence(shown, Lexicon(entries)).remarks]


def test_captions_show_what_was_written() -> None:
    sentence = speak_sentence("From O(n²) to 32K.", Lexicon())
    assert [word.shown for word in sentence.words] == ["From", "O(n²)", "to", "32K."]


def test_every_shown_word_has_its_own_words() -> None:
    words = speak_sentence("It costs $50 million in 2017.", Lexicon()).words
    assert [(word.shown, word.spoken) for word in words[2:]] == [
        ("$50", "fifty"),
        ("million", "million dollars"),
        ("in", "in"),
        ("2017.", "twenty seventeen."),
    ]


@pytest.mark.parametrize(
    ("shown", "spoken"),
    [
        ("A 90-day trial.", "A ninety-day trial."),
        ("A 5-up game.", "A five up game."),
        ("A 90-Day trial.", "A ninety Day trial."),
    ],
)
def test_a_number_keeps_its_hyphen_before_a_word_that_is_one(shown: str, spoken: str) -> None:
    assert speak_sentence(shown, Lexicon()).spoken == spoken


def test_a_formula_with_spaces_in_its_brackets_is_one_word() -> None:
    words = speak_sentence("In O(n log n), always.", Lexicon()).words
    assert [word.shown for word in words] == ["In", "O(n log n),", "always."]
    assert words[1].spoken == "O of n log n,"


def test_a_sign_no_voice_can_say_is_dropped_and_reported() -> None:
    sentence = speak_sentence("Good 😀 morning.", Lexicon())
    assert sentence.spoken == "Good morning."
    assert sentence.dropped == ("😀",)
    assert sentence.shown == "Good 😀 morning."
    assert sentence.words[1].remarks == (Remark("dropped", "😀"),)


@pytest.mark.parametrize(
    ("shown", "dropped"),
    [
        ("The 👩‍💻 works.", "👩‍💻"),
        ("The word 日本 is short.", "日本"),
        ("Say привет to all.", "привет"),
        ("A ✅ list.", "✅"),
    ],
)
def test_what_is_dropped_is_one_remark_a_run(shown: str, dropped: str) -> None:
    assert speak_sentence(shown, Lexicon()).dropped == (dropped,)
    assert speak_sentence(shown, Lexicon()).shown == shown


def test_capitals_that_nobody_decided_are_reported_as_the_lexicon_would_list_them() -> None:
    assert remarks("The ZQX-trained ZQXs of ZQX's ZQX3.") == [("spelled", "ZQX")] * 4


def test_a_lexicon_entry_silences_the_remark() -> None:
    assert remarks("The ZQX-trained ZQX3.", LexiconEntry("ZQX", "zed cue ex")) == []


@pytest.mark.parametrize(
    "shown",
    [
        "In the U.S. at 5 p.m. it rains.",
        "Henry VIII and World War II.",
        "Do NOT go.",
        "It is a P/E of 3, by AT&T and R&D.",
        "Say “stop” [now], (please) *so* it's heard — all of it…",
        "Brand™ and Name®, © 2020.",
    ],
)
def test_what_a_rule_decides_needs_no_remark(shown: str) -> None:
    assert remarks(shown) == []


def test_figures_are_never_dropped_whatever_stands_around_them() -> None:
    for shown in ("1,5 liters", "x😀7y", "3¦4", "12§§9"):
        spoken = speak_sentence(shown, Lexicon()).spoken
        assert not any(sign.isdigit() for sign in spoken)
        assert any(word in spoken for word in ("five", "seven", "four", "nine")), (shown, spoken)


def test_the_packaged_lexicon_gives_phonemes_also_in_plural_and_possessive() -> None:
    words = speak_sentence("GANs beat LoRA's RLHF-trained kin.", Lexicon()).words
    assert words[0].said[0].phonemes == "ɡˈænz"
    assert words[2].said[0].phonemes == "lˈɔɹəz"
    assert words[3].said[0].phonemes == "ˌɑɹˌɛlˌAʧˈɛf"


def test_letters_that_a_rule_decided_carry_their_phonemes() -> None:
    assert spelled("AM").phonemes == "ˌAˈɛm"
    assert spelled("W").phonemes == "dˈʌbᵊlju"
    assert spelled("BSc") == spelled("BSC")
    said = speak_sentence("It opens at 9 a.m. daily.", Lexicon()).words[4].said[0]
    assert (said.text, said.phonemes) == ("A M", "ˌAˈɛm")


def test_a_shows_own_lexicon_wins_and_may_hold_terms_of_several_words() -> None:
    lexicon = Lexicon(
        [LexiconEntry("LoRA", "low rah"), LexiconEntry("ice nine", "ice niner", ignore_case=True)]
    )
    assert speak_sentence("LoRA on Ice Nine.", lexicon).spoken == "low rah on ice niner."


def test_a_lexicons_term_wins_over_a_rule() -> None:
    assert (
        speak_sentence("At 7B it is.", Lexicon([LexiconEntry("7B", "seven bee")])).spoken
        == "At seven bee it is."
    )


def test_a_question_keeps_its_mark() -> None:
    assert speak_sentence("Why (not)?", Lexicon()).spoken.endswith("?")


def test_a_pause_in_place_of_a_word_goes_to_the_word_before() -> None:
    words = speak_sentence("It stays — always.", Lexicon()).words
    assert [(word.shown, word.spoken) for word in words] == [
        ("It", "It"),
        ("stays", "stays —"),
        ("—", ""),
        ("always.", "always."),
    ]


def test_nothing_at_all_is_no_words() -> None:
    assert speak_sentence("", Lexicon()).words == ()
    assert speak_sentence("🚀", Lexicon()).spoken == ""
