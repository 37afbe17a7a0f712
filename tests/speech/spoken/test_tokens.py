"""A sentence's tokens: shown as they are written, read as they would be written well."""

from __future__ import annotations

import pytest

from pipeline.speech.spoken.characters import plain_characters
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.tokens import read_tokens


def cores(text: str) -> list[str]:
    return [token.core for token in read_tokens(text) if token.core]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It rains .", ["It", "rains"]),
        ("Ann ( 1990 ) said", ["Ann", "1990", "said"]),
        ("in 1939 - 1945 only", ["in", "1939-1945", "only"]),
        ("for $ 40 each", ["for", "$40", "each"]),
        ("Tom 's cat ca n't", ["Tom's", "cat", "can't"]),
        ("at 7 P. M. sharp", ["at", "7", "P.M", "sharp"]),
        ("some 1 000 000 bees", ["some", "1000000", "bees"]),
        ("call 212 555 0142", ["call", "212", "555", "0142"]),
        ("in O(n log n) time", ["in", "O(n log n)", "time"]),
        ("5 - 3 = 2", ["5", "-", "3", "=", "2"]),
        ("1862--September", ["1862", "September"]),
        ("eggs,milk", ["eggs", "milk"]),
        ("No.13 and Fig.3", ["No", "13", "and", "Fig", "3"]),
        ("see a.b,c or x=1,y", ["see", "a.b,c", "or", "x=1,y"]),
        ("www.example.org,now", ["www.example.org,now"]),
    ],
)
def test_what_is_written_apart_is_joined_and_what_runs_together_is_parted(
    written: str, read: list[str]
) -> None:
    assert cores(written) == read


def test_a_word_that_is_parted_is_shown_whole() -> None:
    words = speak_sentence("In 1862--September it rained.", Lexicon()).words
    assert [(word.shown, word.spoken) for word in words[1:2]] == [
        ("1862--September", "eighteen sixty-two — September")
    ]


def test_an_abbreviations_stop_is_written_onto_it() -> None:
    assert speak_sentence("See p. 5 there.", Lexicon()).spoken == "See page five there."
    assert speak_sentence("Option p . 5 more came.", Lexicon()).spoken == "Option p five more came."


@pytest.mark.parametrize("apostrophe", "'’‘ʼ´`＇‛ʹ")
def test_all_signs_for_an_apostrophe_are_one(apostrophe: str) -> None:
    written = f"It{apostrophe}s late and I don{apostrophe}t care."
    sentence = speak_sentence(written, Lexicon())
    assert sentence.spoken == "It's late and I don't care."
    assert sentence.shown == written


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("cafe\u0301", "café"), ("٣", "3"), ("१२", "12"), ("①", "1"), ("ⅷ", "viii"), ("ﬁne", "fine"),
        ("ＡＢ１", "AB1"), ("soft\u00adware", "software"), ("x‑ray", "x-ray"), ("x²", "x²"), ("½", "½"),
        ("H₂O", "H₂O"), ("™", "™"), ("👩‍💻", "👩‍💻"), ("日本", "日本"),
    ],
)  # fmt: skip
def test_characters_of_other_keyboards_are_the_signs_that_rules_know(written: str, plain: str) -> None:
    assert plain_characters(written) == plain
