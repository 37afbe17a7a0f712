from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.marks import taken_apart, without_marks

Read = Callable[..., Listing]


def cells(listing: Listing) -> list[dict[str, Any]]:
    return [dict(row.cells) for row in listing.rows]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Salt** and _time_", "Salt and time"),
        ("[Salt](https://example.org/a_(b) 'title') keeps", "Salt keeps"),
        ("[[Salt|the salt]] and [[Rice]]", "the salt and Rice"),
        ("`a*b` and 2\\*3", "a*b and 2*3"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("~~old~~ new[^1]", "old new"),
        ("![a picture](x.png) Salt", "a picture Salt"),
    ],
)
def test_marks_are_undone(marked: str, plain: str) -> None:
    assert without_marks(marked) == plain


@pytest.mark.parametrize(
    "item",
    [
        "- **Salt**: It keeps.",
        "- **Salt:** It keeps.",
        "- **Salt.** It keeps.",
        "* __Salt__ — It keeps.",
        "+ *Salt* - It keeps.",
        "- [Salt](/salt) – It keeps.",
        "- [[Salt]]: It keeps.",
        "- [x] **Salt**\n  It keeps.",
        "- Salt - It keeps.",
        "- Salt: It keeps.",
        "- Salt — It\n  keeps.",
        "- **Salt**\n\n  It keeps.",
        "- Salt\n  - It keeps.",
        "• Salt: It keeps.",
        "1. Salt: It keeps.",
        "1) **Salt** — It keeps.",
    ],
)
def test_an_item_is_a_title_and_a_summary(read: Read, item: str) -> None:
    second = item.replace("Salt", "Rice").replace("It keeps", "Wash it").replace("1", "2")
    rows = cells(read(f"{item}\n{second}\n"))
    assert [(row["title"], row["summary"]) for row in rows] == [
        ("Salt", "It keeps."),
        ("Rice", "Wash it." if "keeps" not in second else "It\n  keeps.".replace("\n  ", " ")),
    ]


def test_most_lines_decide_what_parts_title_and_summary() -> None:
    entries = taken_apart(
        [
            "Salt: a history - It keeps.",
            "Rice - Wash it: twice.",
            "Well-being - The third.",
            "Fat - Melts: at 40.",
        ]
    )
    assert [entry.title for entry in entries] == ["Salt: a history", "Rice", "Well-being", "Fat"]


TWO_LINES = """- Osmosis: why a wilted lettuce perks up
  Water passes through a membrane towards the side with more dissolved stuff.
- Lichens
  A fungus gives the shelter, and an alga or a bacterium gives the food.
- Why do leaves fall?
  In autumn a tree closes the door between leaf and twig, and wind does the rest.
- Tardigrades: the animal that waits
  1,200 kinds of them live in moss, sand and ice.
"""


def test_a_summary_below_leaves_title_and_subtitle_to_the_first_line(read: Read) -> None:
    assert [
        (row.get("title"), row.get("subtitle"), row["summary"][:7]) for row in cells(read(TWO_LINES))
    ] == [
        ("Osmosis", "why a wilted lettuce perks up", "Water p"),
        ("Lichens", None, "A fungu"),
        ("Why do leaves fall?", None, "In autu"),
        ("Tardigrades", "the animal that waits", "1,200 k"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- Osmosis: water passes through the wall of a cell to more salt, as\n  Nollet saw.\n- Salt: no.",
        "- Osmosis: water passes through a wall.\n  Nollet saw it in 1748.\n- Salt: it draws water out.",
        "- Osmosis: water, which\n  Nollet saw passing through a bladder in 1748.\n- Salt: it draws.",
        "- Osmosis: water passes through the wall of a cell towards\n  Nollet's sugar.\n- Salt: it draws.",
    ],
)
def test_a_summary_that_only_goes_on_is_one(read: Read, text: str) -> None:
    first = cells(read(text))[0]
    assert "subtitle" not in first
    assert first["summary"].startswith("water")
    assert "Nollet" in first["summary"]


def test_nested_items_and_paragraphs_are_notes(read: Read) -> None:
    listing = read("- **Salt**: It keeps.\n  - brine\n    - 5 %\n\n  And more.\n- **Rice**: Wash it.\n")
    assert cells(listing)[0]["notes"] == "- brine\n  - 5 %\n\nAnd more."
    assert "notes" not in cells(listing)[1]


def test_outer_items_over_episodes_are_topics(read: Read) -> None:
    listing = read("- Basics\n  - Salt: It keeps.\n  - Rice: Wash it.\n- Heat\n  - Frying: Browns.\n")
    assert [(row["title"], row["topics"]) for row in cells(listing)] == [
        ("Salt", ["Basics"]),
        ("Rice", ["Basics"]),
        ("Frying", ["Heat"]),
    ]


def test_headings_above_lists_are_topics_and_the_first_is_the_show(read: Read) -> None:
    listing = read(
        "# Kitchen\n\nShort and warm.\n\n## Basics\n"
        "- Salt — Keeps\n- Rice — Wash\n## Heat\n- Frying — Browns\n"
    )
    assert [row["topics"] for row in cells(listing)] == [["Basics"], ["Basics"], ["Heat"]]
    assert (listing.about.title, listing.about.description) == ("Kitchen", "Short and warm.")


def test_days_hashtags_and_links_of_an_item_are_its_own(read: Read) -> None:
    listing = read(
        "- 2026-03-02: [Salt](https://example.org/s) - It keeps. #basics #meat\n"
        "- Rice - Wash it. (2026-03-09)\n"
    )
    assert cells(listing)[0] == {
        "title": "Salt",
        "summary": "It keeps.",
        "topics": ["basics", "meat"],
        "published": "2026-03-02",
        "link": "https://example.org/s",
    }
    assert (cells(listing)[1]["published"], cells(listing)[1]["summary"]) == ("2026-03-09", "Wash it.")


def test_headings_have_facts_a_paragraph_and_notes(read: Read) -> None:
    listing = read(
        "# Kitchen\n\n## Salt\n**Date:** 2026-03-02\nTags: Basics, Meat\n"
        "\nIt *keeps*.\n\nMore.\n\n### Example\n\nBrine.\n\n"
        "## Rice\n\nWash it.\n\n### Example\n\nBasmati.\n"
    )
    assert cells(listing)[0] == {
        "title": "Salt",
        "Date": "2026-03-02",
        "Tags": "Basics, Meat",
        "summary": "It keeps.",
        "notes": "More.\n\n### Example\n\nBrine.",
    }
    assert [row["title"] for row in cells(listing)] == ["Salt", "Rice"]


def test_underlined_headings_are_headings(read: Read) -> None:
    listing = read("Kitchen\n=======\n\nSalt\n----\nIt keeps.\n\nRice\n----\nWash it.\n")
    assert (listing.kind, [row["title"] for row in cells(listing)]) == ("headings", ["Salt", "Rice"])


def test_what_stands_in_code_and_comments_is_no_structure(read: Read) -> None:
    listing = read(
        "## Salt\n\nIt keeps.\n\n```\n## no heading\n```\n<!-- ## nor this -->\n\n## Rice\n\nWash it.\n"
    )
    assert [row["title"] for row in cells(listing)] == ["Salt", "Rice"]
    assert cells(listing)[0]["notes"] == "```\n## no heading\n```"


@pytest.mark.parametrize(
    "text", ["- " + "**a " * 20_000, "- " + "[" * 20_000, "- " + "`" * 20_000 + " b", "|" * 20_000]
)
def test_marks_without_end_are_read_in_passing(text: str) -> None:
    assert without_marks(text)


def test_plain_lines_and_blocks_and_titles(read: Read) -> None:
    assert cells(read("Kitchen\n\nSalt - It keeps.\nRice - Wash it.\n"))[0] == {
        "title": "Salt",
        "summary": "It keeps.",
    }
    blocks = read("Salt\nIt keeps a bird juicy.\nIn time.\n\nRice\nWash it, then wait.\n")
    assert cells(blocks)[0] == {"title": "Salt", "summary": "It keeps a bird juicy. In time."}
    apart = read("Salt\n\nIt keeps a bird juicy, in time.\n\nRice\n\nWash it, then wait for an hour.\n")
    assert [row["title"] for row in cells(apart)] == ["Salt", "Rice"]


@pytest.mark.parametrize(
    "title", ["Kitchen Notes: salt and rice for everybody", "Kitchen - a show", "Kitchen"]
)
def test_a_line_alone_above_blocks_is_the_show_s_title(read: Read, title: str) -> None:
    listing = read(
        f"{title}\n\nSalt - a grain\nIt keeps a bird juicy.\n\nRice - a grass\nWash it, then wait.\n"
    )
    assert listing.about.title == title
    assert [row["title"] for row in cells(listing)] == ["Salt - a grain", "Rice - a grass"]


def test_a_list_of_titles_alone_is_one_of_drafts(read: Read) -> None:
    assert cells(read("Salt\nRice\nWhy onions make you cry\n")) == [
        {"title": "Salt"},
        {"title": "Rice"},
        {"title": "Why onions make you cry"},
    ]


def test_blocks_may_name_what_each_line_is(read: Read) -> None:
    listing = read("Lesson: Salt\nSummary: It keeps.\n\nLesson: Rice\nSummary: Wash it,\nthen wait.\n")
    assert cells(listing)[1] == {"Lesson": "Rice", "Summary": "Wash it, then wait."}


def test_several_topic_pages_may_stand_in_one_file(read: Read) -> None:
    first = (
        "All topics\n\nSalt & Co\n2 episodes — audio on salt & co.\n\nSalt — a\nKeeps.\n\nBrine — b\nWet.\n\n"
    )
    second = (
        "All topics\n\nHeat\n1 episode — audio on heat.\n\n"
        "Frying — c\n3 episodes — is how this summary begins.\n"
    )
    listing = read(first + second)
    assert (listing.kind, listing.warnings) == ("topic-page", ())
    assert [(row["title"], row["topics"]) for row in cells(listing)] == [
        ("Salt", ("Salt & Co",)),
        ("Brine", ("Salt & Co",)),
        ("Frying", ("Heat",)),
    ]


@pytest.mark.parametrize("heading", ["", "# Ideas\n\n"])
def test_titles_that_sound_like_facts_of_an_episode_are_titles(read: Read, heading: str) -> None:
    items = "- **Date palms**: They bear late.\n- **Index**: A list of words.\n- **Salt**: It keeps.\n"
    items += "- **Rice**: It swells.\n- **Title deeds**: They are kept.\n"
    listing = read(heading + items, "list.md")
    assert listing.kind == "markdown-list"
    assert [row.cells["title"] for row in listing.rows] == [
        "Date palms",
        "Index",
        "Salt",
        "Rice",
        "Title deeds",
    ]


def test_a_table_of_episodes_with_other_columns_is_named(read: Read) -> None:
    text = "| Title | Summary |\n|---|---|\n| Salt | It keeps. |\n| Rice | It swells. |\n\n"
    text += "| Lesson | Abstract |\n|---|---|\n| Tea | It draws. |\n\n| Day | Room |\n|---|---|\n| 1 | 2 |\n"
    (warning,) = read(text, "list.md").warnings
    assert (warning.line, "other columns" in warning.what) == (6, True)


def test_a_running_number_is_not_the_title_that_a_separator_ends() -> None:
    found = taken_apart(["Ep. 1 – Salt: it keeps", "Ep. 2 – Rice: it swells"])
    assert [(entry.title, entry.summary) for entry in found] == [
        ("Ep. 1 – Salt", "it keeps"),
        ("Ep. 2 – Rice", "it swells"),
    ]
    (alone,) = taken_apart(["Lesson 1: Salt"])
    assert (alone.title, alone.summary) == ("Lesson 1: Salt", "")
    (year,) = taken_apart(["1984: A novel of fear"])
    assert (year.title, year.summary) == ("1984", "A novel of fear")
