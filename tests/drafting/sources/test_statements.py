from __future__ import annotations

import pytest

from pipeline.drafting.sources.statements import looks_whole, stands_alone, statements

WHOLE = [
    "Hand washing was not new in 1847, but nobody had asked for it between two patients.",
    "Ignaz Semmelweis had hand washing made a rule in the first clinic of Vienna.",
    "A roast keeps cooking after it has left the oven because heat moves to its middle.",
    "The price of a token is set by the company that runs the model.",
    "Low-rank adaptation trains two thin matrices beside each layer of a frozen model.",
    "Salt draws water out of cabbage, and the cabbage ferments in its own brine.",
]
LEANING = [
    "He had hand washing made a rule in the first clinic of Vienna.",
    "In 1861 he wrote a long book about the washing of hands.",
    "This made hand washing a rule in the first clinic of Vienna.",
    "Hand washing, as mentioned above, was a rule in the clinic.",
    "It was a rule that doctors washed their hands in chlorinated lime.",
    "The method was used in the second clinic of Vienna too.",
    "However, hand washing was not liked by the doctors of Vienna.",
    "These experiments show that hand washing saves lives in a clinic.",
    "When they came home, hand washing was a rule in the clinic.",
    "After the war it was hand washing that saved the clinic.",
    "The latter was the reason why hand washing was given up.",
]
NO_STATEMENT = [
    "Hand Washing In The First Clinic Of Vienna And Elsewhere.",
    "Wash your hands before you touch a patient in the clinic.",
    "Was hand washing a rule in the first clinic of Vienna?",
    "Figure 3 shows hand washing in the first clinic of Vienna.",
    "We found that hand washing was a rule in the clinic.",
    "Hand washing (see Section 2) was a rule in the clinic.",
    "Hand washing was studied by Smith et al. in the clinic.",
    "Hand washing in the first clinic of Vienna and elsewhere.",
    "Hand washing was a rule in the first clinic of Vienna",
    "hand washing was a rule in the first clinic of Vienna.",
    "Hand washing: a rule in the first clinic of Vienna was made.",
    "Hand washing was 10^6 times better in the first clinic.",
    "Handwashingwasarulethatnobodyliked in the first clinic of Vienna was a rule.",
    "“Hand washing was a rule in the first clinic of Vienna.",
    "Hand washing saves.",
    "In the second clinic of Vienna hand washing was a rule too.",
    "Notably, hand washing was a rule in the first clinic of Vienna.",
    "Hand washing differs from the other rules in two ways.",
    "Hand washing costs $x$ and was a rule in the clinic of Vienna.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_whole_statement_may_be_quoted(sentence: str) -> None:
    assert looks_whole(sentence)
    assert stands_alone(sentence)


@pytest.mark.parametrize("sentence", [*LEANING, *NO_STATEMENT])
def test_what_leans_on_its_surroundings_or_states_nothing_may_not(sentence: str) -> None:
    assert not (looks_whole(sentence) and stands_alone(sentence))


def test_marks_of_notes_are_left_out_and_the_sentence_stays() -> None:
    paragraph = "Hand washing was a rule in the clinic [12], and [^a] fewer mothers died.[3, 4] He said so."
    assert list(statements(paragraph)) == ["Hand washing was a rule in the clinic, and fewer mothers died."]
