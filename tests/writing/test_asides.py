"""Brackets as a narrator would say them, and those that stay as they are."""

from __future__ import annotations

import pytest

from pipeline.writing.cutting.asides import for_the_ear


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Curie found radium (1898) in pitchblende.", "Curie found radium in 1898 in pitchblende."),
        ("Ampere (1775-1836) measured currents.", "Ampere, 1775 to 1836, measured currents."),
        ("He lived in Paris (1902–08) and wrote there.", "He lived in Paris, 1902 to 1908, and wrote there."),
        (
            "The war (1914–1918) began and the peace (1919) did not last.",
            "The war from 1914 to 1918 began and the peace in 1919 did not last.",
        ),
        (
            "Low-rank adaptation (LoRA) trains few weights.",
            "Low-rank adaptation, or LoRA, trains few weights.",
        ),
        (
            "The World Health Organization (WHO) counts them.",
            "The World Health Organization, or WHO, counts them.",
        ),
        ("Everest is 8,849 metres (29,032 feet) high.", "Everest is 8,849 metres, or 29,032 feet, high."),
        ("Air holds nitrogen (78%) and oxygen (21%).", "Air holds nitrogen at 78% and oxygen at 21%."),
        ("It weighs a lot (180 kg) for a heart.", "It weighs a lot, 180 kg, for a heart."),
        ("He ate a fruit (e.g. an apple) at noon.", "He ate a fruit, for example an apple, at noon."),
        ("He ate a fruit (i.e. an apple) at noon.", "He ate a fruit, that is an apple, at noon."),
        ("A fruit (for instance, an apple) will do.", "A fruit, for example an apple, will do."),
        ("The heart (a hollow muscle) beats.", "The heart, a hollow muscle, beats."),
        ("Gases (argon, neon and helium) are inert.", "Gases — argon, neon and helium — are inert."),
        ("It costs 5 ± 1 euros.", "It costs 5 plus or minus 1 euros."),
        ("The sea is salty (it tastes of it).", "The sea is salty. It tastes of it."),
        ("The machine (very fast) works.", "The machine, very fast, works."),
        ("Salt, pepper (mostly black), and oil.", "Salt, pepper, mostly black, and oil."),
        ("The rate (~5%) is low.", "The rate, ~5%, is low."),
        # When something was is told of what is past, whatever else the sentence tells of now.
        ("Curie found radium (1898), which glows.", "Curie found radium in 1898, which glows."),
        ("The prize (1901) is given each year.", "The prize, 1901, is given each year."),
        ("Radium (1898) by Curie.", "Radium in 1898 by Curie."),
        ("Finders: radium (1898) by Curie.", "Finders: radium in 1898 by Curie."),
        ("Names; by year: radium (1898) by Curie.", "Names; by year: radium in 1898 by Curie."),
        ("It is a heart (a hollow muscle)", "It is a heart, a hollow muscle"),
    ],
)
def test_a_bracket_that_reads_well_is_said(written: str, said: str) -> None:
    assert for_the_ear(written) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "The cat (WHO) sleeps.",
        "The word f(x) stays.",
        "It is a set (x = 1) of numbers.",
        "(Once) it rained.",
        "± is a sign.",
        "The sea (it tastes of salt) is wide.",
        "Salt, pepper (freshly ground), and oil.",
        "It takes time (3), and more.",
        "It takes time (about 3 days), and money.",
        "A thing (one two three four five six seven eight nine ten eleven twelve thirteen) is.",
        "Tea (hot) is good.",
        "The World Organization for Health (WHO) counts them.",  # the letters stand in another order
        "World health is what every single organization wants (WHO) of us.",  # farther away than six words
        "The red (dark and warm) wine is old.",  # before the noun that it belongs to
    ],
)
def test_a_bracket_that_does_not_is_left_as_it_is(sentence: str) -> None:
    assert for_the_ear(sentence) == sentence
