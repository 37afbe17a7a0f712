"""Which term a title is about."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from pipeline.knowledge.find import find_in_parts, find_subject, find_subjects
from pipeline.knowledge.pack import Pack

WritePack = Callable[..., Pack]

ENTRIES = "".join(
    f'[[term]]\nterm = "{term}"\n{more}\nis = "It."\nask = "Who?"\nwhy = "So."\n'
    for term, more in (
        ("evaporation", 'forms = ["evaporates", "dries out"]\nseen_in = ["wet towel", "sweat"]'),
        ("water", ""),
        ("water vapour", 'aliases = ["steam"]'),
        ("sample size", 'aliases = ["sample"]'),
        ("cable", 'aliases = ["line"]\nalone = true'),
        ("RoPE", 'aliases = ["rotary position embedding"]'),
        ("glass transition", 'aliases = ["glass transition temperature"]'),
    )
)
SHORT = '[[term]]\nterm = "kettle"\nis = "A kettle is a pot."\n'


@pytest.fixture
def packs(write_pack: WritePack) -> list[Pack]:
    return [write_pack(ENTRIES, SHORT)]


def about(title: str, subtitle: str = "", summary: str = "") -> SimpleNamespace:
    return SimpleNamespace(title=title, subtitle=subtitle, summary=summary)


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Water vapour in the kitchen", "water vapour"),  # the longest
        ("WATER, and where it goes", "water"),
        ("Two waters", "water"),
        ("Sample sizes", "sample size"),
        ("Glass-transition temperatures", "glass transition"),
        ("A sample", "sample size"),
        ("Evaporation and water", "evaporation"),  # the first of two as long
        ("Holding a line", "cable"),  # a common alias that may stand alone
        ("How RoPE turns", "RoPE"),
        ("Rotary position embeddings", "RoPE"),
    ],
)
def test_a_name_in_the_title_is_the_subject(packs: list[Pack], title: str, term: str) -> None:
    found = find_subject(packs, about(title))
    assert found is not None
    assert (found.term.term, found.way) == (term, "title")


@pytest.mark.parametrize(
    "title",
    ["Watercolours", "Cabled", "A sample of the sea", "Steam engines of Wales", "Kettles", "", "?", "«…»"],
)
def test_part_of_a_word_a_common_alias_and_a_short_entry_are_none(packs: list[Pack], title: str) -> None:
    assert find_subject(packs, about(title)) is None


def test_a_rope_is_no_abbreviation(packs: list[Pack]) -> None:
    assert find_subject(packs, about("The rope")) is None


def test_forms_in_the_subtitle_or_the_first_clause_speak_of_it(packs: list[Pack]) -> None:
    for episode in (
        about("Laundry", "why it dries out"),
        about("Laundry", "", "A sheet evaporates, slowly."),
    ):
        found = find_subject(packs, episode)
        assert found is not None
        assert (found.term.term, found.way, found.share) == ("evaporation", "forms", 0.0)
    assert find_subject(packs, about("Laundry", "", "A sheet hangs, and then it evaporates.")) is None


def test_an_everyday_thing_comes_last(packs: list[Pack]) -> None:
    found = find_subject(packs, about("The wet towel"))
    assert found is not None
    assert (found.term.term, found.way, found.name) == ("evaporation", "seen in", "wet towel")
    named = find_subject(packs, about("The wet towel", "water on cotton"))
    assert named is not None
    assert named.way == "seen in"


def test_one_entry_goes_to_one_episode_and_the_surest_has_it(packs: list[Pack]) -> None:
    titles = ("The wet towel", "Evaporation on a long summer day", "Evaporation", "Evaporation!")
    found = find_subjects(packs, [about(title) for title in titles])
    assert [each and each.share for each in found] == [None, None, 1.0, None]


def test_the_first_pack_that_knows_it_is_asked(write_pack: WritePack) -> None:
    first, second = write_pack(ENTRIES, name="one"), write_pack(ENTRIES, name="two")
    found = find_subject([second, first], about("Water"))
    assert found is not None
    assert found.pack is second


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("The Cable, Our Oldest Line", ["cable"]),
        ("Evaporation: Steam, Water and Cables", ["evaporation", "water vapour", "water", "cable"]),
        ("Water – and RoPE", ["water", "RoPE"]),
        ("Cables in the water", []),  # one part, which is more than a name
        ("Rope, and taking a sample", []),  # no abbreviation, and parts that are more than an alias
        ("Water", []),
    ],
)
def test_each_part_of_a_title_may_name_something(packs: list[Pack], title: str, terms: list[str]) -> None:
    assert [found.term.term for found in find_in_parts(packs, about(title))] == terms
