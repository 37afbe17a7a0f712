"""What pronouns stand for, and which sentences can be heard alone."""

from __future__ import annotations

import pytest

from pipeline.language.pronouns import has_antecedent, is_closed, nouns_of, opening_of


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("It has three hearts.", "pronoun"),
        ("But it took until 1941.", "pronoun"),
        ("This means work.", "pronoun"),
        ("This architecture won.", "other"),
        ("Those who know keep quiet.", "other"),
        ("There was one problem.", "other"),
        ("Its heart weighs 180 kg.", "possessive"),
        ("So shadows fall both ways.", "joint"),
        ("Two atoms share electrons.", "number"),
        ("Kepler watched the stars.", "name"),
        ("What goes up must come down.", "question"),
        ("In 1928 a mould grew.", "aside"),
        ("", ""),
    ],
)
def test_a_sentence_tells_what_it_opens_with(text: str, opening: str) -> None:
    assert opening_of(text) == opening


@pytest.mark.parametrize(
    ("text", "before", "has"),
    [
        ("It was given to a boy.", "They took insulin from a dog.", True),
        ("They clustered around a pump.", "Snow marked deaths on a map.", True),
        ("They clustered around a pump.", "Snow drew a map.", True),
        ("They clustered around a pump.", "The pump stood still.", False),
        ("He soaked the dressings.", "Lister read of germs.", True),
        ("He soaked the dressings.", "A dressing keeps dirt out.", False),
        ("It is blue.", "", False),
        ("It is known that glass is solid.", "", True),
        ("Wheels turn.", "", True),
    ],
)
def test_a_pronoun_needs_a_noun_of_its_number_in_the_sentence_before(
    text: str, before: str, has: bool
) -> None:
    assert has_antecedent(text, before) is has


@pytest.mark.parametrize(
    "text",
    [
        "Giving the wrong one makes the cells clump.",
        "It has three hearts.",
        "Its heart beats twice a minute.",
        "Many courts refuse to enforce it.",
        "Many courts refuse to enforce one that is too long.",
        "Without it the body cannot make fiber.",
        "But the crew survived.",
        "These cost more.",
    ],
)
def test_a_sentence_that_leans_on_another_is_not_closed(text: str) -> None:
    assert not is_closed(text)


@pytest.mark.parametrize(
    "text",
    [
        "A fork gives 440 vibrations a second, and it keeps giving them for half a minute.",
        "The Moon turns once in the time it takes to go round us.",
        "It takes ten minutes to boil an egg.",
        "Crows remember faces.",
    ],
)
def test_a_sentence_whose_pronouns_have_their_nouns_is_closed(text: str) -> None:
    assert is_closed(text)


def test_nouns_tell_their_number_and_whether_they_are_people() -> None:
    found = {noun.text: (noun.plural, noun.animate) for noun in nouns_of("Doctors in Vienna used a filter.")}
    assert found == {"Doctors": (True, True), "Vienna": (False, None), "filter": (False, False)}
