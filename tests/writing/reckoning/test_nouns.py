"""One of so many things."""

from __future__ import annotations

import pytest

from pipeline.writing.reckoning.nouns import singular


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("crocuses", "crocus"),
        ("buses", "bus"),
        ("movies", "movie"),
        ("species", "species"),
        ("countries", "country"),
        ("wolves", "wolf"),
        ("tax boxes", "tax box"),
        ("old women", "old woman"),
        ("roses", "rose"),
    ],
)
def test_one_of_many_is_named_by_its_singular(many: str, one: str) -> None:
    assert singular(many) == one
