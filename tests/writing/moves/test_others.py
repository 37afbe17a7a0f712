"""What a script tells of other episodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.writing.material import Material
from pipeline.writing.moves.others import others
from pipeline.writing.phrases import Phrases

Know = Callable[..., Material]


def test_a_link_leads_to_the_other_summarys_own_sentence(know: Know, phrases: Phrases) -> None:
    (passage,) = others(know(), phrases)
    assert passage.move == "link"
    assert passage.sentences[:2] == (
        "There is a way to be paid before.",
        "The client pays a fixed sum every month and the freelancer keeps hours free.",
    )
    assert len(passage.sentences) == 2


def test_where_a_pack_is_to_carry_the_length_the_other_is_named(know: Know, phrases: Phrases) -> None:
    material = know()
    assert material.subject is not None
    full = replace(material.subject, pack=replace(material.subject.pack, reserves=True))
    (passage,) = others(replace(material, subject=full), phrases)
    assert "retainer" in passage.sentences[2].casefold()
