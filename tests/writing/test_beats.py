"""A summary as whole sentences: cut only between certain clauses, and whole wherever in doubt."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.writing.beats import beats_of
from pipeline.writing.cutting.because import because_of


def said(summary: str, title: str = "Peat") -> list[str]:
    return [beat.text for beat in beats_of(summary, title)]


TABLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("beats.toml").read_text(encoding="utf-8"))

CHANGED = ("and", "e.g", "±", "1867–1934")


def rows(table: str, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row.get(key, "Peat") for key in keys) for row in TABLES[table]]


@pytest.mark.parametrize(("summary", "title", "beats"), rows("cut", "summary", "title", "beats"))
def test_a_summary_is_cut_between_certain_clauses(summary: str, title: str, beats: list[str]) -> None:
    assert said(summary, title) == beats


@pytest.mark.parametrize("summary", TABLES["whole"])
def test_a_sentence_stays_whole_where_one_half_lives_by_the_other(summary: str) -> None:
    assert said(summary) == [summary]


@pytest.mark.parametrize(("title", "summary", "spoken"), rows("titled", "title", "summary", "spoken"))
def test_a_fragment_is_said_after_its_title_and_never_inflected(
    title: str, summary: str, spoken: str
) -> None:
    assert said(summary, title) == [spoken]


def test_a_title_stands_only_before_the_first_sentence() -> None:
    assert said("Forward in one way. Backward in another.", "Peat") == [
        "Peat: forward in one way.",
        "Backward in another.",
    ]


@pytest.mark.parametrize(("summary", "spoken"), rows("bracket", "summary", "spoken"))
def test_a_bracket_is_said_where_it_reads_well_and_left_where_not(summary: str, spoken: str) -> None:
    assert said(summary) == [spoken]


@pytest.mark.parametrize(("summary", "told"), rows("because", "summary", "told"))
def test_a_cause_may_be_told_in_two_steps_where_nothing_narrows_it(summary: str, told: list[str]) -> None:
    assert list(beats_of(summary, "Peat")[0].because) == told


def test_a_beat_tells_its_verdict_its_opening_and_its_words_without_the_title() -> None:
    first, second = beats_of("A loan secured on a house; it may be sold if the payments stop.", "Mortgage")
    assert (first.verdict, first.bare, first.is_titled) == ("doubt", "A loan secured on a house.", True)
    assert (second.verdict, second.opens_with, second.is_titled) == ("clause", "pronoun", False)


def test_a_long_sentence_that_cannot_be_cut_is_known_as_one() -> None:
    long = "A list of " + ", ".join(f"thing {number}" for number in range(20)) + " and more."
    assert [beat.is_long for beat in beats_of(long, "Lists")] == [True]
    assert [beat.is_long for beat in beats_of("Ice floats.", "Ice")] == [False]


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "   ",
        "…",
        "?!",
        ";;;",
        "(((",
        "— — —",
        "and, but, so",
        "\u200b",
        "a; b; c",
        "x" * 5000,
        "word " * 3000,
        "a; " * 900,
    ],
)
def test_no_input_breaks_it(summary: str) -> None:
    assert all(beat.text.strip() for beat in beats_of(summary, "Peat"))


@pytest.mark.parametrize("summary", [row["summary"] for row in TABLES["cut"]])
def test_no_word_of_a_summary_is_lost_but_an_and(summary: str) -> None:
    spoken = " ".join(said(summary)).casefold()
    words = (word.strip(".,;:—()").casefold() for word in summary.split())
    assert [word for word in words if word not in spoken and word not in CHANGED] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge fell because the wind was strong and killed a dog.",
        "Silver turns black because sulphur in the air eats it and dulled the spoon.",
    ],
)
def test_a_cause_is_not_parted_where_a_verb_behind_it_would_lose_its_subject(sentence: str) -> None:
    assert because_of(sentence) == ()


def test_a_cause_of_what_follows_it_is_not_told_of_what_came_before() -> None:
    told = "Salt is white"
    assert because_of(f"{told}, and because both are cheap anybody can compare them.") == ()
    for sign in ("", ",", " ,"):
        assert because_of(f"{told}{sign} because both are cheap.") == (f"{told}.", "Because both are cheap.")
