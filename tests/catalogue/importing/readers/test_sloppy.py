"""Lists as they come: what is a title, what stands around it, and what is no episode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.catalogue.importing.listing import Listing

Read = Callable[..., Listing]
Understood = Callable[..., list[dict[str, Any]]]
TWO = [{"title": "Salt", "summary": "It keeps."}, {"title": "Rice", "summary": "Wash it."}]


@pytest.mark.parametrize(
    "text",
    [
        "Salt - It keeps.\nRice - Wash it.\n",
        "Salt -- It keeps.\nRice -- Wash it.\n",
        "> Salt — It keeps.\n> Rice — Wash it.\n",
        "My kitchen\n\nSalt: It keeps.\n\nRice: Wash it.\n",
        '"Salt","It keeps."\n"Rice","Wash it."\n',
        "Salt;It keeps.\nRice;Wash it.\n",
        "**Salt**\nIt keeps.\n\n**Rice**\nWash it.\n",
        "# Salt\nIt keeps.\n# Rice\nWash it.\n",
        "Salt\n====\nIt keeps.\n\nRice\n====\nWash it.\n",
        "# Kitchen\n\n## Salt\n- It keeps.\n\n## Rice\n- Wash it.\n",
        "Title | Summary\nSalt | It keeps.\nRice | Wash it.\n",
        "Title | Summary\n--- | ---\nSalt | It keeps.\nRice | Wash it.\n",
        '[{"title": "Salt", "summary": "It keeps."}, {"title": "Rice", "summary": "Wash it."},]',
        '{"title":"Salt","summary":"It keeps."}\n\n{"title":"Rice","summary":"Wash it."}\n',
    ],
)
def test_two_episodes_are_two_episodes(read: Read, understood: Understood, text: str) -> None:
    assert understood(read(text)) == TWO


def test_numbered_items_may_have_their_summary_on_the_next_line(read: Read, understood: Understood) -> None:
    rows = understood(read("1. Salt\nIt keeps.\n\n2. Rice\nWash it.\n"))
    assert rows == [TWO[0] | {"number": 1}, TWO[1] | {"number": 2}]


def test_an_item_that_is_wrapped_is_one_text(read: Read, understood: Understood) -> None:
    rows = understood(read("- Salt: It keeps\n  a bird, in time\n- Rice and\n  other grains: Wash it.\n"))
    assert [row["title"] for row in rows] == ["Salt", "Rice and other grains"]


def test_seasons_with_an_introduction_are_topics(read: Read, understood: Understood) -> None:
    text = "# Kitchen\n\nWelcome.\n\n{}\n\n{}\n".format(
        "## Season 1: Basics\n\nFirst steps.\n\n1. **Salt** – It keeps.\n2. **Rice** – Wash it.",
        "## Season 2: Heat\n\nMore.\n\n1. **Frying** – Browns.\n2. **Baking** – Dries.",
    )
    rows = understood(read(text))
    assert [(row["title"], row["topics"]) for row in rows] == [
        ("Salt", ["Season 1: Basics"]),
        ("Rice", ["Season 1: Basics"]),
        ("Frying", ["Season 2: Heat"]),
        ("Baking", ["Season 2: Heat"]),
    ]


def test_points_below_a_paragraph_are_notes(read: Read, understood: Understood) -> None:
    text = "## Salt\n\nIt keeps.\n\n- **Brine**: 5 %\n- **Time**: 12 h\n\n## Rice\n\nWash it.\n"
    assert [(row["title"], row["summary"]) for row in understood(read(text))] == [
        ("Salt", "It keeps."),
        ("Rice", "Wash it."),
    ]


def test_a_date_below_a_heading_or_in_it_is_the_date(read: Read, understood: Understood) -> None:
    rows = understood(
        read("## Salt\n*March 2, 2026*\n\nIt keeps.\n\n## Rice (2026-03-09) #grain\n\nWash it.\n")
    )
    assert [row["published"] for row in rows] == ["March 2, 2026", "2026-03-09"]
    assert (rows[1]["title"], rows[1]["topics"]) == ("Rice", ["grain"])


def test_facts_of_an_item_stand_below_it(read: Read, understood: Understood) -> None:
    rows = understood(
        read("- **Salt**: It keeps.\n  *Topics: Basics, Meat*\n- **Rice**: Wash it.\n  - Date: 2026-03-09\n")
    )
    assert rows == [TWO[0] | {"topics": "Basics, Meat"}, TWO[1] | {"published": "2026-03-09"}]


def test_a_column_without_a_name_may_hold_the_numbers(read: Read, understood: Understood) -> None:
    rows = understood(
        read("| | Title | Summary |\n|-|-|-|\n| 1 | Salt | It keeps. |\n| 2 | Rice | Wash it. |\n")
    )
    assert rows == [TWO[0] | {"number": "1"}, TWO[1] | {"number": "2"}]


def test_a_single_column_of_titles_has_a_header(read: Read, understood: Understood) -> None:
    assert understood(read("Title\nSalt\nRice\n")) == [{"title": "Salt"}, {"title": "Rice"}]


def test_episodes_inside_seasons_have_their_name_as_topic(read: Read, understood: Understood) -> None:
    text = (
        "show: Kitchen\nseasons:\n- name: Basics\n  episodes:\n  - title: Salt\n    summary: It keeps.\n"
        "- name: Grain\n  episodes:\n  - title: Rice\n    summary: Wash it.\n"
    )
    assert understood(read(text)) == [TWO[0] | {"topics": "Basics"}, TWO[1] | {"topics": "Grain"}]


def test_elements_that_are_no_records_are_left_out_and_named(read: Read, understood: Understood) -> None:
    listing = read('[{"title": "Salt", "summary": "It keeps."}, "oops", null]')
    assert understood(listing) == TWO[:1]
    assert [warning.what[:6] for warning in listing.warnings] == ["2 of 3"]


def test_a_list_of_one_is_a_list(read: Read, understood: Understood) -> None:
    assert understood(read("title,description\nSalt,It keeps.\n")) == TWO[:1]
    assert (
        understood(
            read('{"show": {"name": "Kitchen"}, "episodes": [{"title": "Salt", "summary": "It keeps."}]}')
        )
        == TWO[:1]
    )


def test_prose_with_commas_is_no_table(read: Read, understood: Understood) -> None:
    lines = [f"- Salt {n}: It keeps, in time, a bird juicy, always\n" for n in range(5)]
    assert read("".join(lines)).kind == "markdown-list"
    assert read("".join(line[2:] for line in lines)).kind == "lines"
