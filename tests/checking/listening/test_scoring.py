"""The word error rate, and what counts as an error."""

from __future__ import annotations

import pytest

from pipeline.checking.listening.scoring import Error, Score, better, pooled_rate, score, worst_words
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

LEXICON = Lexicon()
SCRIPT = (
    "Take a matrix of 4,000 by 4,000: that makes 16 million numbers.",
    "The original weights stay frozen, and two thin matrices stand beside each large one.",
)
HEARD = (
    "Take a matrix of four thousand by four thousand. That makes 16 million numbers. "
    "The original weights stay frozen and two thin matrices stand beside each large one."
)


def heard(text: str, *script: str) -> Score:
    return score([speak_sentence(sentence, LEXICON) for sentence in script], text, LEXICON)


def faults(text: str, *script: str) -> list[tuple[str, str, str]]:
    return [(error.kind, error.said, error.heard) for error in heard(text, *script).errors]


def test_what_is_heard_as_it_was_said_has_no_errors() -> None:
    found = heard(HEARD, *SCRIPT)
    assert found.errors == ()
    assert found.rate == 0
    assert found.words == 28


@pytest.mark.parametrize("word", ["matrix", "million", "original", "frozen", "thin", "beside"])
def test_a_word_dropped_is_found(word: str) -> None:
    assert faults(HEARD.replace(f" {word}", "", 1), *SCRIPT)
    if word != "million":  # «16 numbers» is nothing but a word less
        assert faults(HEARD.replace(f" {word}", "", 1), *SCRIPT) == [("missing", word, "")]


@pytest.mark.parametrize("word", ["matrix", "numbers", "original", "frozen", "thin", "beside"])
def test_a_word_doubled_is_found(word: str) -> None:
    assert faults(HEARD.replace(word, f"{word} {word}", 1), *SCRIPT) == [("extra", "", word)]


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("matrix", "mattress"),
        ("numbers", "lumber"),
        ("weights", "wits"),
        ("frozen", "Pharisee"),
        ("thin", "tin"),
    ],
)
def test_a_word_mispronounced_is_found(word: str, instead: str) -> None:
    assert faults(HEARD.replace(word, instead, 1), *SCRIPT) == [("wrong", word, instead.lower())]


def test_a_word_said_twice_and_one_left_out_are_two_errors() -> None:
    text = "Two thin thin matrices beside each large one."
    assert faults(text, "Two thin matrices stand beside each large one.") in (
        [("extra", "", "thin"), ("missing", "stand", "")],
        [("wrong", "matrices", "thin"), ("wrong", "stand", "matrices")],
    )


def test_an_error_knows_its_sentence_and_the_word_of_the_script() -> None:
    found = heard("It costs 50. The rest is thirteen percent.", "It costs 50.", "The rest is 30%.")
    assert found.errors == (Error("wrong", "thirty", "thirteen", 1, "30%."),)
    assert worst_words([found, found]) == [("30%", 2)]


def test_an_extra_word_belongs_to_the_sentence_before_it() -> None:
    assert heard("It ended. Again. Then it began.", "It ended.", "Then it began.").errors == (
        Error("extra", "", "again", 0, ""),
    )


def test_everything_is_missing_where_nothing_was_heard() -> None:
    found = heard("", "It ended here.")
    assert [error.kind for error in found.errors] == ["missing"] * 3
    assert found.rate == 1


def test_everything_is_extra_where_nothing_was_said() -> None:
    assert [error.kind for error in heard("It ended.").errors] == ["extra", "extra"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("It took 32K, or 50K.", "It took thirty-two thousand, or 50,000."),
        ("It began in 2017.", "It began in twenty seventeen."),
        ("It read 2048 tokens.", "It read 2,048 tokens."),
        ("It has 2017 parts.", "It has 2017 parts."),
        ("In 2017 it began.", "In 2017, it began."),
        ("A hundred customers.", "100 customers."),
        ("Twelve hundred customers.", "1200 customers."),
        ("It cost fifty million dollars.", "It cost $50 million."),
        ("A fifty-fifty chance.", "A 50-50 chance."),
        ("At two fifty it stopped.", "At $250 it stopped."),
        ("At one oh five it stopped.", "At 105 it stopped."),
        ("It costs two fifty.", "It costs $2.50."),
        ("It costs ninety-nine dollars and ninety-nine cents.", "It costs $99.99."),
        ("Three point five percent.", "3.5%."),
        ("Mistral seven B.", "Mistral 7B."),
        ("They sit third, W nine D two L one.", "They sit 3rd, W9D2L1."),
        ("Leeds beat QPR two to one.", "Leeds beat QPR2 to 1."),
        ("The tension in H naught.", "The tension in H0."),
        ("Two and a half cups.", "2.5 cups."),
        ("On the day, twelve forty-one oh four.", "On the day, 1241-04."),
        ("See five seventy-three U S two oh eight.", "See 573US208."),
        ("By choke at three oh three.", "By choke at 3-03."),
        ("A fine of one thousand to two thousand dollars.", "A fine of $1,000 to $2,000."),
        ("The nineties.", "The 90s."),
        ("Two of them.", "2 of them."),
    ],
)
def test_figures_may_be_written_either_way(said: str, written: str) -> None:
    assert faults(written, said) == []


def test_neighbouring_numbers_stay_apart() -> None:
    assert faults("It took 32,000, 50,000.", "It took 32K, 50K.") == []


def test_another_number_is_an_error() -> None:
    assert faults("It took 33,000 tokens.", "It took 32K tokens.") == [("wrong", "two", "three")]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Try RLHF here.", "Try R L H F here."),
        ("Try RLHF here.", "Try R.L.H.F. here."),
        ("A KV cache.", "A K V cache."),
        ("Keep Q, K and V.", "Keep QK and V."),
        ("Fine-tuning works.", "Finetuning works."),
        ("A data set.", "A dataset."),
        ("Every day it runs.", "Everyday it runs."),
    ],
)
def test_the_same_letters_are_forgiven(said: str, written: str) -> None:
    assert faults(written, said) == []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("The weights are there.", "The waits are their."),
        ("LoRA is thin.", "Laura is thin."),
        ("The effect is small.", "The affect is small."),
        ("The colour is right.", "The color is write."),
        ("All for one.", "All four won."),
        ("It is okay.", "It is OK."),
        ("The bell has one pour.", "The bell has one poor."),
    ],
)
def test_the_same_sound_is_forgiven(said: str, written: str) -> None:
    assert faults(written, said) == []


def test_a_term_may_be_heard_as_the_script_writes_it() -> None:
    assert faults("The palm model uses relu and tiktoken.", "The PaLM model uses ReLU and tiktoken.") == []
    assert faults("The calm model runs.", "The PaLM model runs.") == [("wrong", "pahm", "calm")]


def test_a_word_sounds_as_its_sentence_has_it() -> None:
    assert faults("It was red aloud.", "It was read aloud.") == []
    assert faults("You can red it aloud.", "You can read it aloud.") == [("wrong", "read", "red")]
    assert faults("You can reed it aloud.", "You can read it aloud.") == []


def test_sounds_that_are_no_speech_are_left_out() -> None:
    assert faults("[Music] ♪ It began. (upbeat music)", "It began.") == []


def test_of_two_recognisers_the_better_counts_and_files_are_pooled_by_words() -> None:
    wrong = Error("wrong", "a", "b", 0, "a")
    good, bad = Score(100, (wrong,)), Score(100, (wrong,) * 5)
    assert better([bad, good]) is good
    assert pooled_rate([good, Score(300, (wrong,) * 7)]) == pytest.approx(0.02)
