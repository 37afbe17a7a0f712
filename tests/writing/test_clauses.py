"""How a summary becomes sentences for the ear."""

from __future__ import annotations

import pytest

from pipeline.writing.clauses import for_the_ear, without_brackets

BRACKETS = [
    ("Tides (twice a day) rise.", "Tides, twice a day, rise."),
    ("Signals (edges, poses, depths) guide it.", "Signals — edges, poses and depths — guide it."),
    ("It holds signals (edges, poses, depths).", "It holds signals — edges, poses and depths."),
    ("Heads share keys (e.g., 8 for 32), so room.", "Heads share keys, for example 8 for 32, so room."),
    ("From the first (2018) to the last (2024-25).", "From the first in 2018 to the last in 2024-25."),
    ("Training on (question, answer) pairs works.", "Training on question-answer pairs works."),
    ("One (the reader) reads, one (the writer) writes.", "One reads, one writes."),
    ("It costs O(n²) instead of O(n·w).", "It costs O(n²) instead of O(n·w)."),
]  # fmt: skip

SENTENCES = [
    # A semicolon joins two sentences; after a dash comes one of its own, or an apposition.
    (
        "Rivers carry minerals to the open sea; the Sun lifts the water out — both have gone on for ages.",
        (
            "Rivers carry minerals to the open sea.",
            "The Sun lifts the water out.",
            "Both have gone on for ages.",
        ),
    ),
    (
        "A long funnel of coast where every tide piles up against the land — the highest water on Earth.",
        (
            "A long funnel of coast where every tide piles up against the land.",
            "That is the highest water on Earth.",
        ),
    ),
    (
        "The Moon pulls and the whole of the ocean answers it twice a day — two very different seas.",
        (
            "The Moon pulls and the whole of the ocean answers it twice a day.",
            "Those are two very different seas.",
        ),
    ),
    # A participle at the end says what follows.
    (
        "When Sun and Moon stand in a line, their pulls are added up, giving the highest tides of the month.",
        (
            "When Sun and Moon stand in a line, their pulls are added up.",
            "That gives the highest tides of the month.",
        ),
    ),
    (
        "Every wall of the harbour is built to break waves, directly reducing harm and keeping boats still.",
        (
            "Every wall of the harbour is built to break waves.",
            "That directly reduces harm and keeps boats still.",
        ),
    ),
    # «training» after a semicolon is a subject, not a result.
    (
        "Great ships need more than one pilot; training a pilot takes as long as building a ship of war.",
        (
            "Great ships need more than one pilot.",
            "Training a pilot takes as long as building a ship of war.",
        ),
    ),
    # The subject of a second half that lacks one.
    (
        "The most water that a lock can hold at any one time; ranges from a pond to a lake in size.",
        ("The most water that a lock can hold at any one time.", "It ranges from a pond to a lake in size."),
    ),
    # What is no sentence of its own stays where it is.
    (
        "Small lamps on every buoy of the channel — required for ships that come in after dark.",
        ("Small lamps on every buoy of the channel — required for ships that come in after dark.",),
    ),
    ("Salt stays; water goes.", ("Salt stays; water goes.",)),
]


@pytest.mark.parametrize(("written", "spoken"), BRACKETS)
def test_brackets_are_opened(written: str, spoken: str) -> None:
    assert without_brackets(written) == spoken


@pytest.mark.parametrize(("summary", "sentences"), SENTENCES)
def test_a_long_summary_becomes_several_sentences(summary: str, sentences: tuple[str, ...]) -> None:
    assert for_the_ear(summary, frozenset({"the", "a"})) == sentences
