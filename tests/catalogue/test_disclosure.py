from __future__ import annotations

import pytest

from pipeline.catalogue.disclosure import disclosed_in, discloses


@pytest.mark.parametrize(
    "sentence",
    [
        "The voice is synthetic.",
        "A computer reads this.",
        "This was read by software.",
        "You hear an artificial voice.",
        "The narrator is a machine.",
        "No one sat at the microphone: the voice is synthetic.",
        "Text-to-speech software is the reader.",
        "A Winding History of the Railways, read by a synthetic voice, on the Engineers and their Lines.",
    ],
)
def test_a_sentence_that_says_it_is_known(sentence: str) -> None:
    assert discloses(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A machine can learn from examples.",
        "The computer stopped.",
        "The voice is pleasant.",
        "Synthetic rubber was made in 1909.",
        "He read the letter aloud.",
        "In the long history of the telephone it was neither voice nor wire but a patient machine that won.",
    ],
)
def test_a_sentence_about_something_else_is_not(sentence: str) -> None:
    assert not discloses(sentence)


def test_it_must_stand_in_one_sentence() -> None:
    assert disclosed_in("Thank you. “The voice is synthetic.” Next week, bread.".split())
    assert not disclosed_in("He heard a voice. A machine answered.".split())
    assert not disclosed_in([])
