"""Which packs fit a list, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.catalogue.load import load_show
from pipeline.knowledge.fit import PackFit, fit_packs
from pipeline.knowledge.pack import load_pack
from pipeline.knowledge.pack_files import pack_path
from pipeline.knowledge.propose import Proposal, propose_packs


def titled(*titles: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(title=title, subtitle="", summary="") for title in titles]


def test_a_list_of_a_field_is_clearly_of_its_pack() -> None:
    first, *_ = propose_packs(titled("Carryover cooking", "Brining", "Sous vide", "Grandmother's stove"))
    assert (first.pack.name, first.known, first.titles) == ("cooking", 3, 4)
    assert first.is_clear


def test_one_title_by_chance_proposes_nothing() -> None:
    assert propose_packs(titled("Brining")) == []
    assert propose_packs(titled("Brining", *(f"Town {number}" for number in range(30)))) == []


def test_a_few_titles_are_told_but_not_clear() -> None:
    proposal = Proposal(load_pack(pack_path("cooking")), 3, 10)
    assert not proposal.is_clear
    assert PackFit((), (), 10, (), (proposal,)).clear == ()


BIOLOGY = {
    "Photosynthesis": "Plants split water in their chloroplasts and build sugars from carbon dioxide.",
    "What a cut heals with": "Stem cells divide by mitosis, and each copies its chromosomes before it does.",
    "The long war": "Bacteria swap genes on plasmids, and a mutation can make them outlive antibiotics.",
    "Two in one": "A lichen is a symbiosis of a fungus and algae, an ecosystem on bare rock.",
}
CHEESE = {
    "Brine": "A young wheel floats in brine, and salt firms the rind.",
    "The clot": "Rennet makes the milk proteins clump, and the maker cuts the gel.",
    "Holes": "Bacteria give off gas as the cheese ripens.",
    "Blue veins": "Blue veins follow the needles that let in the air.",
}
BEES = {
    "Smoke": "A puff of smoke calms a colony before the lid comes off.",
    "Frames": "Bees draw comb on wax, and the keeper lifts it out to look for eggs.",
    "The swarm": "An old queen leaves with half of her workers and hangs in a tree.",
    "Harvest": "Honey is spun out of the comb and left to settle before it fills a jar.",
}


@pytest.mark.parametrize(("page", "clear"), [(BIOLOGY, ["biology"]), (CHEESE, ["cooking"]), (BEES, [])])
def test_a_field_is_known_by_its_texts_where_the_titles_are_its_authors_own(
    page: dict[str, str], clear: list[str]
) -> None:
    rows = [SimpleNamespace(title=title, subtitle="", summary=text) for title, text in page.items()]
    assert [each.pack.name for each in propose_packs(rows) if each.is_clear] == clear


def test_terms_alone_say_nothing_where_another_pack_knows_as_many() -> None:
    pack = load_pack(pack_path("cooking"))
    assert Proposal(pack, 1, 8, terms=16, episodes=8, next_best=4).is_clear
    assert not Proposal(pack, 1, 8, terms=16, episodes=8, next_best=9).is_clear
    assert not Proposal(pack, 1, 8, terms=6, episodes=8, next_best=0).is_clear
    assert not Proposal(pack, 0, 8, terms=16, episodes=8, next_best=0).is_clear


def test_what_is_in_use_is_counted_and_what_fits_beside_it_proposed(show_root: Path, own_pack: Path) -> None:
    show = load_show(show_root)
    fit = fit_packs(show, [*show.episodes, *titled("Brining", "Sous vide", "Braising", "Emulsions")])
    assert (fit.used, fit.titles, len(fit.without)) == (("bread",), 7, 6)
    assert fit.clear == ("cooking",)
    counted, proposed, asked = fit.lines()
    assert counted.startswith("packs: 1 of 7 titles have an entry in bread; without one")
    assert proposed.startswith("packs that know the subject: cooking has 5 of 7")
    assert asked.endswith('packs = ["cooking"]')
    assert fit.document()["with_entry"] == 1


MANY_FIELDS = (
    "Brining",
    "Emulsions",
    "Tides",
    "Neutron stars",
    "Osmosis",
    "Mitosis",
    "Hash tables",
    "Recursion",
)


def test_a_list_of_many_fields_has_the_packs_that_only_together_know_it(show_root: Path) -> None:
    show = load_show(show_root)
    fields = {"astronomy", "biology", "cooking", "statistics-and-programming"}
    assert set(fit_packs(show, titled(*MANY_FIELDS)).clear) == fields
    strangers = (f"Town {number}" for number in range(len(MANY_FIELDS) + 1))
    assert fit_packs(show, titled(*MANY_FIELDS, *strangers)).clear == ()


def test_what_is_beside_the_field_of_a_list_does_not_count_as_one(show_root: Path) -> None:
    cooked = ("Sous vide", "Braising", "Gluten", "Sourdough starter", "Caramelisation")
    fit = fit_packs(load_show(show_root), titled(*cooked, "Tides", "Neutron stars", "Town", "Bridge", "Road"))
    assert fit.clear == ("cooking",)


def test_a_list_that_one_pack_knows_whole_takes_no_others_beside_it(show_root: Path) -> None:
    others = ("Fermentation", "Umami", "Pressure cooker", "Induction hob")
    cooked = (
        "Sous vide",
        "Braising",
        "Gluten",
        "Kneading",
        "Brining",
        "Confit",
        "Custard",
        "Roux",
        "Risotto",
    )
    fit = fit_packs(load_show(show_root), titled(*others, *cooked))
    assert {each.pack.name for each in fit.proposals if each.known > 1} > {"biology", "everyday-physics"}
    assert fit.clear == ("cooking",)


def test_nothing_is_said_where_nothing_fits(show_root: Path) -> None:
    assert list(fit_packs(load_show(show_root), titled("Bell towers", "Ringing the changes")).lines()) == []
