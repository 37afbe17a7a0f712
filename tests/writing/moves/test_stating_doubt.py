"""Only what is surely a name stands behind «think of»; only a whole side of a cause stands alone."""

from __future__ import annotations

import pytest

from pipeline.writing.cutting.because import because_of
from pipeline.writing.moves.stating import _is_only_named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A sum that the client owes when a project ends.", True),
        ("A box of stones under the rails.", True),
        ("One liquid scattered as tiny droplets through another that it refuses to dissolve in.", True),
        ("A guard who carries the only key, of which no copy exists, knows that nobody comes.", False),
        ("RAM hands the chip a few pages before it asks.", False),
    ],
)
def test_what_says_something_of_a_thing_is_not_thought_of(text: str, named: bool) -> None:
    assert _is_only_named(text) is named


def test_a_cause_of_what_follows_it_is_not_told_of_what_came_before() -> None:
    told = "Salt is white"
    assert because_of(f"{told}, and because both are cheap anybody can compare them.") == ()
    assert because_of(f"{told} because both are cheap.") == (f"{told}.", "Because both are cheap.")
