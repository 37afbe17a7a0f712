"""Which entry an episode has whose title lists several things."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipeline.knowledge.deal import deal_entries
from pipeline.knowledge.pack import load_pack
from pipeline.knowledge.pack_files import pack_path


def about(title: str, summary: str) -> SimpleNamespace:
    return SimpleNamespace(title=title, subtitle="", summary=summary)


@pytest.mark.parametrize(
    ("title", "summary", "term"),
    [
        ("The Sun: a star like many", "Deep in its core, fusion has gone on for long.", "the Sun"),
        ("Eclipses, tides and the Moon", "The sea rises and falls twice in a day.", "tides"),
        ("White dwarfs, neutron stars and black holes", "It may be as wide as a city.", "neutron stars"),
        ("The Milky Way and its neighbours", "Many believed that there was nothing else.", "Milky Way"),
        ("Mars or bust", "A rocket company wants to sell tickets.", None),  # one word, and untold
    ],
)  # fmt: skip
def test_a_title_that_lists_things_has_the_entry_of_which_is_told(
    title: str, summary: str, term: str | None
) -> None:
    (found,) = deal_entries([load_pack(pack_path("astronomy"))], [about(title, summary)])
    assert (found.term.term if found else None) == term


def test_a_part_of_a_title_leaves_the_entry_to_whose_whole_title_it_is() -> None:
    both = about(
        "Tides and seasons",
        "The sea comes and goes, and in June our half of the globe leans towards the Sun.",
    )
    alone = about("Tides", "The Moon pulls the sea into two bulges, and we turn beneath them.")
    first, second = deal_entries([load_pack(pack_path("astronomy"))], [both, alone])
    assert (first.term.term if first else None, second.term.term if second else None) == ("seasons", "tides")
