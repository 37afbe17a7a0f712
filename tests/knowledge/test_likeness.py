"""Which entry a summary tells of under a title of its own making."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.knowledge.deal import deal_entries, known_entries
from pipeline.knowledge.likeness import likeness_of
from pipeline.knowledge.pack import load_pack
from pipeline.knowledge.pack_files import pack_path, shipped_names


def about(title: str, summary: str) -> SimpleNamespace:
    return SimpleNamespace(title=title, subtitle="", summary=summary)


RINGS = about(
    "Wide and thin",
    "The main rings of Saturn are wider than five Earths side by side, yet no thicker than a house is high, "
    "because their pieces of ice keep knocking each other flat.",
)
ONIONS = about(
    "A good cry",
    "Cutting an onion lets an enzyme meet a sulphur compound, and the gas that they make stings our eyes.",
)
LOCKED = about(
    "The face we know",
    "Tides that the Earth raised in the Moon slowed its turning, until one turn took one orbit and one side "
    "looked at us for good.",
)
LATE = about("Thirty days", "A business that pays late owes statutory interest above the base rate on it.")

SMALL = """
title = "Bridges"
about = "the bridges of one town"

[[term]]
term = "arch"
is = "An arch is a bridge that stands by pressing its stones together."
ask = "Why does an arch stand?"
why = "The weight runs along the curve and into the banks."
like = "Two people lean on each other, back to back."

[[term]]
term = "truss"
is = "A truss is a bridge made of triangles."
ask = "Why triangles?"
why = "A triangle keeps its shape, where a square gives way."
like = "Push a gate at one corner, and see it lean."
"""


@pytest.mark.parametrize(
    ("pack", "episode", "term"),
    [
        ("astronomy", RINGS, "planetary rings"),
        ("cooking", ONIONS, "onions and tears"),
        ("astronomy", LOCKED, "tidal locking"),
        ("law-for-freelancers", LATE, "interest on late payment"),
    ],
)
def test_a_summary_leads_to_the_entry_that_tells_the_same(
    pack: str, episode: SimpleNamespace, term: str
) -> None:
    found = likeness_of([load_pack(pack_path(pack))], episode)
    assert found is not None
    assert (found.found.term.term, found.found.way) == (term, "told")


@pytest.mark.parametrize(
    "episode",
    [
        about("Mirrors", "Reflectors left by three crews still bounce laser pulses back from the Moon."),
        about("A day out", "We took the train to the sea, and it rained until the last bus had gone."),
        about("The stall", "A shoulder of pork can sit near 70 degrees for hours in the smoker."),
        about("Bath night", "The public baths were dug out in 1977 and buried again under a car park."),
    ],
)
def test_a_summary_on_something_else_leads_nowhere(episode: SimpleNamespace) -> None:
    packs = [load_pack(pack_path(name)) for name in shipped_names()]
    assert all(likeness_of([pack], episode) is None for pack in packs)


def test_words_that_every_entry_of_a_small_pack_has_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "bridges.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert likeness_of([load_pack(path)], about("A walk", "We saw a bridge on the way.")) is None


def test_the_surest_telling_has_the_entry_and_no_entry_serves_two() -> None:
    weaker = about("Rings again", "Saturn has rings of ice, and the main rings are wide and thin.")
    found = deal_entries([load_pack(pack_path("astronomy"))], [weaker, RINGS])
    assert [each.term.term if each else "" for each in found] == ["", "planetary rings"]


def test_a_title_alone_is_counted_and_not_written_from() -> None:
    pack = load_pack(pack_path("cooking"))
    bare = about("Brining", "")
    assert known_entries([pack], [bare])[0] is not None
    assert deal_entries([pack], [bare]) == [None]


@pytest.mark.parametrize(
    ("title", "term"), [("Black holes", "black holes"), ("Stars", None), ("Black coffee", None)]
)
def test_a_whole_title_of_several_words_is_its_entry_in_whichever_words_it_is_told(
    title: str, term: str | None
) -> None:
    (found,) = deal_entries([load_pack(pack_path("astronomy"))], [about(title, "Nothing gets out.")])
    assert (found.term.term if found else None) == term
