"""Which files are drafts, and which are faulty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show

Write = Callable[..., Path]


def load(root: Path) -> tuple[Show, list[str], list[str]]:
    show = load_show(root)
    return show, [draft.slug for draft in show.drafts], [faulty.slug for faulty in show.faulty]


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": None},
        {"summary": ""},
        {"summary": "''"},
        {"summary": '"  "'},
        {"summary": "~"},
        {"summary": None, "published": None},
        {"summary": None, "guid": None, "number": None},
        {"draft": "true"},
        {"draft": "true", "summary": None, "title": None},
        {"draft": "true", "published": "to be decided", "number": "none", "colour": "red"},
    ],
)
def test_a_draft_is_set_aside(show_root: Path, write_episode: Write, fields: dict[str, object]) -> None:
    write_episode("drones")
    write_episode("queens", **fields)
    show, drafts, faulty = load(show_root)
    assert (drafts, faulty, [e.slug for e in show.episodes]) == (["queens"], [], ["drones"])


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": None, "sumary": "All about queens."},
        {"summary": None, "title": None},
        {"summary": "", "published": "tomorrow"},
        {"summary": "[]"},
        {"draft": "perhaps"},
    ],
)
def test_a_slip_makes_no_draft(show_root: Path, write_episode: Write, fields: dict[str, object]) -> None:
    write_episode("queens", **fields)
    assert load(show_root)[1:] == ([], ["queens"])


def test_draft_false_is_no_draft(show_root: Path, write_episode: Write) -> None:
    write_episode("queens", draft="false")
    assert len(load(show_root)[0].episodes) == 1


def test_number_and_guid_of_a_draft_are_taken(show_root: Path, write_episode: Write) -> None:
    write_episode("drones", number=3)
    write_episode("queens", number=7, draft="true")
    show, _, _ = load(show_root)
    assert (show.next_number, "guid-of-queens" in show.guids, "queens" in show.slugs) == (8, True, True)


def test_a_draft_never_makes_an_episode_faulty(show_root: Path, write_episode: Write) -> None:
    write_episode("drones", number=3, draft="true")
    write_episode("queens", number=3)
    assert load(show_root)[1:] == (["drones"], [])


@pytest.mark.parametrize(
    ("aliases", "what"),
    [
        ("[drones]", "the alias «drones» is the name of drones.md"),
        ("[bees]", "the alias «bees» is an alias of drones.md"),
        ("[/2019/bees/]", "aliases has an item that is no slug: «/2019/bees/»"),
        ("[../bees]", "aliases has an item that is no slug: «../bees»"),
        ("bees", "aliases must be a list, not text"),
    ],
)
def test_an_alias_leads_to_one_episode(
    show_root: Path, write_episode: Write, aliases: str, what: str
) -> None:
    write_episode("drones", aliases="[bees, drones]")
    write_episode("queens", aliases=aliases)
    show, _, faulty = load(show_root)
    assert faulty == ["queens"]
    assert [problem.what for problem in show.faulty[0].problems] == [what]


def test_a_path_as_an_alias_comes_with_the_slug_to_write(show_root: Path, write_episode: Write) -> None:
    write_episode("queens", aliases="[/2019/Old Bees/]")
    (problem,) = load(show_root)[0].faulty[0].problems
    assert problem.remedy.endswith(": old-bees")
