"""How an episode is named within a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode
from pipeline.writing.english import in_lower_case
from pipeline.writing.names import in_the_letters_of, name_of, spoken_names

ORDINARY = in_lower_case(["a spring, learning to be classifier-free"])

EPISODES = [
    ("Spring tides", "the episode on spring tides"),
    ("LoRA", "the episode on LoRA"),
    ("The Transformer", "the episode on the Transformer"),
    ("Byte-Pair Encoding (BPE)", "the episode on Byte-Pair Encoding"),
    ("Learning curve", "the episode called “Learning curve”"),
    ("How tides turn", "the episode called “How tides turn”"),
    ("Query, Key, Value", "the episode called “Query, Key, Value”"),
    ("Ebb & flow charts", "the episode on ebb and flow charts"),
]


@pytest.mark.parametrize(("title", "named"), EPISODES)
def test_a_title_is_fitted_into_a_sentence(
    make_episode: Callable[..., Episode], title: str, named: str
) -> None:
    assert name_of(make_episode(1, title), ORDINARY).the_episode == named


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Longitude", "longitude"),
        ("Trap streets", "trap streets"),
        ("Vitamin C", "vitamin C"),
        ("Pluto", "Pluto"),
        ("Mendel's peas", "Mendel's peas"),
        ("Voyager 1", "Voyager 1"),
        ("El Niño", "El Niño"),
        ("LoRA", "LoRA"),
        ("Escalators —", "escalators"),
    ],
)
def test_a_title_begins_small_where_its_first_word_is_no_name(
    make_episode: Callable[..., Episode], title: str, plain: str
) -> None:
    assert name_of(make_episode(1, title), ORDINARY).plain == plain


@pytest.mark.parametrize(
    ("names", "text", "spelled"),
    [
        (("Cepheid variable",), "", "Cepheid variables"),
        ((), "In 1912 such Cepheid variables were counted.", "Cepheid variables"),
        ((), "Cepheid variables are stars.", "cepheid variables"),
    ],
)
def test_a_title_is_spelled_as_its_field_or_its_summary_spells_it(
    names: tuple[str, ...], text: str, spelled: str
) -> None:
    assert in_the_letters_of("cepheid variables", names, text, ORDINARY) == spelled


@pytest.mark.parametrize(
    ("title", "is_question"),
    [
        ("What are tides", True),
        ("Why distributed training", True),
        ("Is the sea rising?", True),
        ("Why diffusion won", False),
        ("How the sea sounds", False),
        ("What the sea is", False),
        ("Tides", False),
    ],
)
def test_a_title_that_asks_is_known(
    make_episode: Callable[..., Episode], title: str, is_question: bool
) -> None:
    assert name_of(make_episode(1, title), ORDINARY).is_question is is_question


def test_an_abbreviation_is_introduced_once(make_episode: Callable[..., Episode]) -> None:
    name = name_of(make_episode(1, "Classifier-free guidance (CFG)"), ORDINARY)
    assert (name.heading, name.introduced, name.mention) == (
        "Classifier-free guidance",
        "classifier-free guidance, or CFG",
        "classifier-free guidance",
    )


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Variational Autoencoders (VAEs)", ("Variational Autoencoders", "VAEs")),
        ("Mistral & Mixtral", ("Mistral & Mixtral", "Mistral", "Mixtral")),
        ("Data mixture & weighting", ("Data mixture & weighting", "Data mixture")),
        ("Training and inference", ("Training and inference",)),
        ("What is an LLM", ("LLM",)),
        ("The Transformer", ("Transformer",)),
        ("Why diffusion won", ()),
    ],
)
def test_other_texts_may_call_it_by_these_names(
    make_episode: Callable[..., Episode], title: str, names: tuple[str, ...]
) -> None:
    assert spoken_names(make_episode(1, title)) == names


def test_a_title_of_which_no_word_is_left_is_spelled_as_nothing() -> None:
    assert in_the_letters_of("", (), "The sea rises.", ORDINARY) == ""
