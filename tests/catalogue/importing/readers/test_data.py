"""JSON, YAML, posts and Notion pages: what their own forms allow."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.recognise import read_lists
from pipeline.errors import InvalidPage

Read = Callable[..., Listing]
Folder = Callable[[Mapping[str, str]], Path]


def cells(listing: Listing) -> list[dict[str, Any]]:
    return [dict(row.cells) for row in listing.rows]


TWO = [{"title": "Salt", "summary": "It keeps."}, {"title": "Rice", "summary": "Wash it."}]


@pytest.mark.parametrize(
    "document",
    [
        TWO,
        {"version": 1, "data": {"lessons": TWO}, "tags": ["a", "b", "c"]},
        {"Salt": "It keeps.", "Rice": "Wash it."},
        {"Salt": {"summary": "It keeps."}, "Rice": {"summary": "Wash it."}},
        ["Salt: It keeps.", "Rice: Wash it."],
        [{"Salt": "It keeps."}, {"Rice": "Wash it."}],
        [["title", "summary"], ["Salt", "It keeps."], ["Rice", "Wash it."]],
    ],
)
def test_json_of_any_shape_is_a_list(read: Read, document: Any) -> None:
    assert cells(read(json.dumps(document))) == TWO


def test_records_inside_records_are_laid_flat(read: Read) -> None:
    listing = read(
        '{"items": [{"id": "a1", "snippet": {"title": "Salt", "tags": [{"id": 1, "name": "Basics"}]}}]}'
    )
    assert cells(listing) == [{"id": "a1", "snippet.title": "Salt", "snippet.tags": ["Basics"]}]


def test_what_is_around_a_list_is_about_the_show(read: Read) -> None:
    document = {"title": "Kitchen", "language": "en", "authors": [{"name": "Ann"}], "episodes": TWO[:1]}
    about = read(json.dumps(document)).about
    assert (about.title, about.language, about.author) == ("Kitchen", "en", "Ann")


def test_a_fault_in_json_is_found_by_line(read: Read) -> None:
    with pytest.raises(InvalidPage, match="is not JSON") as caught:
        read('[\n{"title": "Salt"},\n{"title": "Rice" "summary": "x"}\n]')
    assert caught.value.line == 3


def test_rows_of_json_know_their_lines(read: Read) -> None:
    assert [row.line for row in read(json.dumps(TWO, indent=1)).rows] == [2, 6]


def test_faulty_json_lines_are_left_out_and_named_once(read: Read) -> None:
    good = "".join(json.dumps(record) + "\n" for record in TWO)
    listing = read(good + '{"title": \nno\n')
    assert cells(listing) == TWO
    assert [(w.line, w.what[:7]) for w in listing.warnings] == [(3, "2 lines")]


@pytest.mark.parametrize(
    "text",
    [
        "- title: Salt\n  summary: It keeps.\n- title: Rice\n  summary: Wash it.\n",
        (
            "# plan\nshow: x\nepisodes:\n- summary: It keeps.\n"
            "  title: Salt\n- {title: Rice, summary: Wash it.}\n"
        ),
        "title: Salt\nsummary: It keeps.\n---\ntitle: Rice\nsummary: Wash it.\n",
        "Salt: It keeps.\nRice: Wash it.\n",
        "- Salt: It keeps.\n- Rice: >\n    Wash\n    it.\n",
        "Salt:\n  summary: It keeps.\nRice:\n  summary: Wash it.\n",
    ],
)
def test_yaml_of_any_shape_is_a_list(read: Read, text: str) -> None:
    rows = [{name: value.strip() for name, value in row.items()} for row in cells(read(text, "list.yaml"))]
    assert rows == TWO


def test_yaml_keeps_text_and_knows_days(read: Read) -> None:
    listing = read(
        "- title: On\n  version: 1.10\n  length: 1:31\n"
        "  date: 2026-03-02\n  n: 3\n- title: B\n  date: 2026-02-30\n"
    )
    assert cells(listing)[0] == {
        "title": "On",
        "version": "1.10",
        "length": "1:31",
        "date": date(2026, 3, 2),
        "n": 3,
    }
    assert cells(listing)[1]["date"] == "2026-02-30"


def test_a_fault_in_yaml_is_found_by_line(read: Read) -> None:
    with pytest.raises(InvalidPage, match="is not YAML") as caught:
        read("- title: Salt\n  summary: It keeps: always\n", "list.yaml")
    assert (caught.value.line, caught.value.remedy) == (2, "put a text that holds «: » in quotes")


LAUGHS = "".join(
    f"  {b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"- title: x\n  a: &a [x]\n{LAUGHS}", "repeats itself without measure"),
        ("- &a\n  title: x\n  self: *a\n", "an alias to what it stands in"),
        ("- title: a\n  x: " + "[" * 5000 + "]" * 5000, "nested more than 50 levels"),
    ],
)
def test_yaml_that_grows_without_measure_is_refused(read: Read, text: str, what: str) -> None:
    with pytest.raises(InvalidPage, match=what):
        read(text, "list.yaml")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_json_nested_without_end_is_refused(read: Read, text: str) -> None:
    with pytest.raises(InvalidPage, match="nested too deeply"):
        read(text, kind="json")


def test_a_post_has_its_day_and_title_from_its_name_where_it_says_none(write_folder: Folder) -> None:
    folder = write_folder(
        {
            "_posts/2026-03-02-salt-and-time.md": "It keeps.\n",
            "_posts/2026-01-05-rice.md": "# Rice!\n\nWash.\n",
        }
    )
    (listing,) = read_lists([folder])
    assert cells(listing) == [
        {"title": "Rice!", "date": date(2026, 1, 5), "summary": "Wash."},
        {"title": "Salt and time", "date": date(2026, 3, 2), "summary": "It keeps."},
    ]
    assert listing.newest_first is False


def test_drafts_are_drafts_wherever_that_is_said(write_folder: Folder) -> None:
    folder = write_folder(
        {
            "_drafts/a.md": "---\ntitle: A\n---\nText.\n",
            "b.md": "---\ntitle: B\npublished: false\n---\nText.\n",
            "c.md": '{"title": "C", "draft": true}\n\nText.\n',
            "d.md": "+++\ntitle = 'D'\n+++\nText.\n",
        }
    )
    (listing,) = read_lists([folder])
    assert {row["title"]: row.get("draft") for row in cells(listing)} == {
        "A": True,
        "B": True,
        "C": True,
        "D": None,
    }


def test_a_moment_of_a_post_keeps_its_zone(read: Read) -> None:
    listing = read(
        "---\ntitle: Salt\ndate: 2026-03-02 06:00:00 +0100\ntags: [a]\n---\nIt keeps.\n", "salt.md"
    )
    assert cells(listing)[0]["date"] == datetime(2026, 3, 2, 6, tzinfo=timezone(timedelta(hours=1)))


def test_a_post_with_a_fault_does_not_stop_the_others(write_folder: Folder) -> None:
    folder = write_folder(
        {"a.md": "---\ntitle: [\n---\nText.\n", "b.md": "---\ntitle: B\n---\nText.\n", "c.md": ""}
    )
    (listing,) = read_lists([folder])
    assert [row["title"] for row in cells(listing)] == ["B"]
    assert sorted(w.file.name for w in listing.warnings) == ["a.md", "c.md"]


def test_front_matter_over_a_list_is_no_post(read: Read) -> None:
    listing = read("---\ntitle: Plan\nauthor: Ann\n---\n\n- Salt: It keeps.\n- Rice: Wash it.\n", "plan.md")
    assert (listing.kind, cells(listing)) == ("markdown-list", TWO)


def test_a_notion_page_alone_is_an_episode_and_one_with_a_list_a_list(read: Read) -> None:
    name = "Salt 0123456789abcdef0123456789abcdef.md"
    page = read("# Salt\n\nTags: Basics\nOwner: Ann\nDay: March 2, 2026\n\nIt keeps.\n\nMore.\n", name)
    assert page.kind == "notion"
    assert cells(page)[0] == {
        "title": "Salt",
        "Tags": "Basics",
        "Owner": "Ann",
        "Day": "March 2, 2026",
        "summary": "It keeps.",
        "notes": "More.",
    }
    assert cells(read("# Plan\n\n- Salt: It keeps.\n- Rice: Wash it.\n", name)) == TWO


def test_related_pages_of_notion_are_named_without_their_addresses(write_folder: Folder) -> None:
    key = "0123456789abcdef0123456789abcdef"
    folder = write_folder({f"Plan {key}.csv": f"Name,Unit\nSalt,Basics (../Units/Basics%20{key}.md)\n"})
    (listing,) = read_lists([folder])
    assert cells(listing) == [{"Name": "Salt", "Unit": "Basics"}]
