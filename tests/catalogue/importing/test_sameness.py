from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.episode_file import read_episode_file
from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.importing.sameness import Known, gather, known_episode, line_key, match

Make = Callable[..., Known]
ONE, OTHER = Path("one.csv"), Path("other.csv")


def item(title: str, line: int = 1, file: Path = ONE, **facts: object) -> Item:
    return Item(file, line, title, **facts)  # type: ignore[arg-type]


@pytest.fixture
def known(tmp_path: Path) -> Make:
    def make(slug: str, **facts: object) -> Known:
        path = tmp_path / f"{slug}.md"
        lines = "".join(f"{name}: {value}\n" for name, value in facts.items())
        path.write_text(f"---\n{lines}---\n", encoding="utf-8")
        return known_episode(read_episode_file(path))

    return make


def slugs(found: list[Known | None]) -> list[str | None]:
    return [episode.slug if episode else None for episode in found]


def test_a_guid_wins_over_slug_and_title(known: Make) -> None:
    shows = [known("salt", guid="g1", title="Fat"), known("fat", guid="g2", title="Salt")]
    assert slugs(match([item("Salt", guid="g1"), item("Fat", guid="g2")], shows)) == ["salt", "fat"]


def test_titles_match_whatever_their_case_dashes_and_quotes(known: Make) -> None:
    shows = [known("salt", guid="g", title="Salt", subtitle="nature's rock")]
    assert slugs(match([item("SALT – nature’s rock")], shows)) == ["salt"]
    assert slugs(match([item("Salt", subtitle="another line")], shows)) == ["salt"]


def test_a_title_that_several_have_names_none_of_them(known: Make) -> None:
    shows = [
        known("q-a", guid="g1", title="Q & A", subtitle="one"),
        known("q-a-2", guid="g2", title="Q & A", subtitle="two"),
    ]
    assert slugs(match([item("Q & A", subtitle="two"), item("Q & A", subtitle="three")], shows)) == [
        "q-a-2",
        None,
    ]


def test_a_file_whose_title_changed_is_known_by_its_slug(known: Make) -> None:
    shows = [known("salt", guid="g", title="The rock we eat")]
    assert slugs(match([item("Salt")], shows)) == ["salt"]


def test_a_slug_from_before_a_renaming_is_known_too(known: Make) -> None:
    shows = [known("the-rock", guid="g", title="Rock", aliases="[salt]")]
    assert slugs(match([item("Something", slug="salt")], shows)) == ["the-rock"]


def test_differing_guids_are_differing_episodes_whatever_the_title(known: Make) -> None:
    shows = [known("salt", guid="g1", title="Salt")]
    assert slugs(match([item("Salt", guid="g2")], shows)) == [None]


def test_no_episode_is_found_twice(known: Make) -> None:
    shows = [known("salt", guid="g", title="Salt", number=1)]
    assert slugs(match([item("Salt", number=1), item("Salt", number=2)], shows)) == ["salt", None]


def test_rows_of_one_episode_in_two_lists_become_one() -> None:
    (united,), warnings = gather(
        [
            [item("Salt", published=date(2026, 3, 2), topics=("Meat",))],
            [item("salt", file=OTHER, summary="Old.", topics=("meat", "Basics"))],
        ]
    )
    assert (united.summary, united.topics, united.published) == ("Old.", ("Meat", "Basics"), date(2026, 3, 2))
    assert [warning.what for warning in warnings] == [
        "the title of «salt» is another here; line 1 of one.csv is believed"
    ]


def test_a_row_that_is_there_twice_is_one_episode_and_told() -> None:
    found, warnings = gather([[item("Salt", 2), item("Fat", 3), item("SALT", 4)]])
    assert [each.title for each in found] == ["Salt", "Fat"]
    assert [w.what for w in warnings] == ["«SALT» is there twice; line 2 of one.csv is believed"]


@pytest.mark.parametrize("facts", [{"guid": "a"}, {"slug": "a"}, {"number": 1}, {"season": 1}])
def test_one_title_with_identities_of_their_own_is_several_episodes(facts: dict[str, object]) -> None:
    others = {name: "b" if value == "a" else 2 for name, value in facts.items()}
    found, warnings = gather([[item("Q & A", 2, **facts), item("Q & A", 3, **others)]])
    assert (len(found), warnings) == (2, [])


def test_how_a_line_is_parted_makes_no_difference() -> None:
    lines = ["Salt: a Rock", "salt — a rock", "SALT - a rock", "Salt – a rock"]
    assert len({line_key(item(line)) for line in lines}) == 1
    assert line_key(item("Salt", subtitle="a rock")) == line_key(item(lines[0]))
