from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.importing.listing import Listing, ShowFacts
from pipeline.catalogue.load import load_show
from pipeline.catalogue.starting.create import Beginning, create_show
from pipeline.catalogue.starting.list_facts import Told, picture_and_page, usable_facts

FACTS = ShowFacts(
    title="Bees",
    description="On bees.\n\nAnd wax.",
    author="Ada Keeper",
    owner_name="The Keepers",
    owner_email="keepers@bees.internal",
    language="en-GB",
    copyright="© 2026 The Keepers",
    category="Science",
    subcategory="Nature",
    link="https://bees.internal/show",
    image="https://bees.internal/cover.jpg",
    explicit=True,
    kind="serial",
    guid="9B024349-CCF0-5F69-A609-6B82873EAB3C",
)


def told(*about: ShowFacts) -> Told:
    return usable_facts(Listing(Path(f"list-{n}"), "feed", (), (), facts) for n, facts in enumerate(about))


def test_what_a_list_says_of_its_show_becomes_the_show_s_settings(tmp_path: Path) -> None:
    create_show(Beginning(tmp_path, told=told(FACTS)), {})
    show = load_show(tmp_path)
    assert (show.title, show.description, show.language) == ("Bees", "On bees.\n\nAnd wax.", "en-gb")
    assert (show.author, show.owner.name, show.owner.email) == (
        "Ada Keeper",
        "The Keepers",
        "keepers@bees.internal",
    )
    assert (show.copyright, show.feed.category, show.feed.subcategory) == (
        "© 2026 The Keepers",
        "Science",
        "Nature",
    )
    assert (show.feed.explicit, show.feed.kind) == (True, "serial")
    assert show.feed.guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert [link.url for link in show.links] == ["https://bees.internal/show"]


def test_its_page_is_not_taken_for_the_site_and_its_picture_is_told(tmp_path: Path) -> None:
    create_show(Beginning(tmp_path / "bees", told=told(FACTS)), {})
    assert load_show(tmp_path / "bees").site_url == "https://bees.example.org"
    text = (tmp_path / "bees/episodes/show.toml").read_text(encoding="utf-8")
    assert "# Its picture so far: https://bees.internal/cover.jpg\n" in text
    picture, page = picture_and_page(FACTS)
    assert "https://bees.internal/cover.jpg" in picture
    assert "https://bees.internal/show" in page


def test_an_answer_wins_over_what_the_list_says(tmp_path: Path) -> None:
    answers = {"title": "Wasps", "author": "Ben", "category": "Leisure", "language": "en-us"}
    create_show(Beginning(tmp_path, told=told(FACTS)), answers)
    show = load_show(tmp_path)
    assert (show.title, show.owner.name, show.credit, show.language) == ("Wasps", "Ben", "Ben", "en-us")
    assert (show.feed.category, show.feed.subcategory) == ("Leisure", "")


def test_the_first_list_that_says_something_is_heard(tmp_path: Path) -> None:
    facts = told(ShowFacts(title="Bees"), ShowFacts(title="Wasps", author="Ben", explicit=False)).facts
    assert (facts.title, facts.author, facts.explicit) == ("Bees", "Ben", False)


def test_what_is_no_address_is_no_link_and_no_picture() -> None:
    facts = told(ShowFacts(link="javascript:alert(1)", image="https://bees.internal/\x1b[2J\n[owner]")).facts
    assert (facts.link, facts.image) == ("", "")


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        (ShowFacts(language="de_DE"), ("language", "de-de")),
        (ShowFacts(language="zh-Hant-TW"), ("language", "zh")),
        (ShowFacts(category="society & culture"), ("category", "Society & Culture")),
        (ShowFacts(kind="Serial"), ("kind", "serial")),
        (ShowFacts(category="Science", subcategory="Hobbies"), ("subcategory", "")),
    ],
)
def test_other_spellings_are_understood(about: ShowFacts, kept: tuple[str, str]) -> None:
    found = told(about)
    assert getattr(found.facts, kept[0]) == kept[1]
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("about", "what"),
    [
        (ShowFacts(category="Podcasting"), "category must be one of Apple's"),
        (ShowFacts(owner_email="nobody"), "owner email must be an e-mail address"),
        (ShowFacts(description="d" * 5000), "description is 5000 bytes long"),
        (ShowFacts(guid="abc"), "guid must be a UUID"),
        (ShowFacts(language="tlh"), "language must be a language code"),
        (ShowFacts(title="t" * 300), "title is 300 bytes long"),
    ],
)
def test_what_no_key_can_hold_is_left_out_and_named(tmp_path: Path, about: ShowFacts, what: str) -> None:
    found = told(about)
    (warning,) = found.warnings
    assert what in warning.what
    assert "episodes/show.toml" in warning.remedy
    create_show(Beginning(tmp_path / "s", told=found), {})
    assert load_show(tmp_path / "s").title == "S"
