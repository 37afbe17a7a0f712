"""Sentences, words and stems, as packs are checked and searched by."""

from __future__ import annotations

import pytest

from pipeline.knowledge.words import content_stems, sentences, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        "refract refracts refracted refracting",
        "bake bakes baked baking",
        "embedding embeddings embedded",
        "berry berries",
        "batch batches",
        "glass glass's",
        "axis",
        "gas",
        "Moon moons moon’s",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_other_words_have_others() -> None:
    assert len({stem(word) for word in "star start stare ring rung glass glad".split()}) == 6  # star, stare


def test_points_within_numbers_and_names_end_no_sentence() -> None:
    text = "At 54.5 degrees, St. Paul rests. Dr. Snow did not! Who knows? “Nobody.” Ten did."
    assert len(sentences(text)) == 5
    assert words("1,000 words, half-heard: 54.5") == ["1,000", "words", "half-heard", "54.5"]


def test_content_leaves_out_what_says_nothing() -> None:
    assert content_stems("The jars of a keeper and the jar's lid") == {"jar", "keeper", "lid"}
