"""What a script tells of other episodes."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.writing.material import Material
from pipeline.writing.moves.others import others
from pipeline.writing.phrases import Phrases

Know = Callable[..., Material]


def test_a_link_leads_to_what_the_other_entry_says_it_is(know: Know, phrases: Phrases) -> None:
    (passage,) = others(know(), phrases)
    assert passage.move == "link"
    assert passage.sentences[:2] == (
        "There is a way to be paid before.",
        "A retainer is a monthly fee for hours that are kept free.",
    )
    assert len(passage.sentences) == 2
