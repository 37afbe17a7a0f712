from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.importing.columns import parse_columns, understand_columns
from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.errors import ExitCode, InvalidColumns, InvalidPage

LONG = "Flour, water and a week of patience make a dough that lifts bread."


def listing_of(columns: Sequence[str], *rows: Sequence[Any], kind: str = "csv") -> Listing:
    made = tuple(
        Row(line, dict(zip(columns, cells, strict=True))) for line, cells in enumerate(rows, start=2)
    )
    return Listing(Path("list.csv"), kind, made, tuple(columns))


def fields_of(columns: Sequence[str], *rows: Sequence[Any]) -> list[str]:
    fields = understand_columns(listing_of(columns, *rows)).fields
    return [fields.get(column, "") for column in columns]


@pytest.mark.parametrize(
    ("name", "cell", "field"),
    [
        ("Abstract", LONG, "summary"),
        ("DESCRIPTION:", LONG, "summary"),
        ("What it says", LONG, "summary"),
        ("Synopsis", LONG, "summary"),
        ("Résumé", LONG, "summary"),
        ("Zusammenfassung", LONG, "summary"),
        ("Short description (max. 200)", LONG, "summary"),
        ("Unit", "Bread", "topics"),
        ("Module", "Bread", "topics"),
        ("Category", "Bread", "topics"),
        ("Mots-clés", "Pain", "topics"),
        ("Schlagwörter", "Brot", "topics"),
        ("Publish date", "2026-03-02", "published"),
        ("pubDate", "Mon, 02 Mar 2026 06:00:00 +0000", "published"),
        ("Release", "2 March 2026", "published"),
        ("Erscheinungsdatum", "02.03.2026", "published"),
        ("Fecha de publicación", "2/3/2026", "published"),
        ("No.", "3", "number"),
        ("#", "3", "number"),
        ("Nº", "3", "number"),
        ("Ep", "Ep. 3", "number"),
        ("GUID", "sky-3", "guid"),
        ("ID", "rec8f2", "guid"),
        ("Link", "https://example.org/3", "link"),
        ("itunes:duration", "1:31", "reference_seconds"),
        ("Length", "92 s", "reference_seconds"),
        ("Season", "2", "season"),
        ("Type", "bonus", "episode_type"),
        ("Explicit", "no", "explicit"),
        ("Status", "Draft", "draft"),
        ("Show notes", LONG, "notes"),
        ("Further reading", "https://example.org", "reading"),
    ],
)
def test_columns_go_by_the_names_people_give_them(name: str, cell: str, field: str) -> None:
    assert fields_of(["Title", name], ["Sourdough", cell]) == ["title", field]


@pytest.mark.parametrize(
    "name",
    [
        "Lesson",
        "Episode title",
        "Name",
        "Topic title",
        "TITEL",
        "Título",
        "Titre de l’épisode",
        "Topic",
        "headline",
    ],
)
def test_a_title_goes_by_many_names(name: str) -> None:
    assert fields_of([name, "Summary"], ["Sourdough", LONG]) == ["title", "summary"]


def test_the_cells_decide_what_an_ambiguous_name_means() -> None:
    assert fields_of(["Episode", "Name"], ["1", "Salt"], ["2", "Rice"]) == ["number", "title"]
    assert fields_of(["Episode", "Abstract"], ["Salt", LONG], ["Rice", LONG]) == ["title", "summary"]
    assert fields_of(["Lesson", "Topic"], ["1", "Salt"], ["2", "Rice"]) == ["number", "title"]
    assert fields_of(["Topic", "Title"], ["Basics", "Salt"], ["Basics", "Rice"]) == ["topics", "title"]
    assert fields_of(["ID", "Title"], ["1", "Salt"], ["2", "Rice"]) == ["number", "title"]


def test_a_name_that_the_cells_contradict_is_not_believed() -> None:
    columns = understand_columns(listing_of(["Title", "Type", "Status"], ["Salt", "how-to", "Ann"]))
    assert columns.unused == ("Type", "Status")


def test_a_description_beside_a_summary_is_notes() -> None:
    assert fields_of(["Title", "Description", "Summary"], ["Salt", LONG, "Salt keeps."]) == [
        "title",
        "notes",
        "summary",
    ]


def test_tags_and_a_category_are_both_topics() -> None:
    assert fields_of(["Title", "Tags", "Category"], ["Salt", "a, b", "Basics"]) == [
        "title",
        "topics",
        "topics",
    ]


def test_an_episode_number_is_the_seasons_where_there_is_a_season() -> None:
    assert fields_of(["Title", "Season", "Episode number"], ["Salt", "1", "4"])[2] == "episode_number"
    assert fields_of(["Title", "Episode number"], ["Salt", "4"])[1] == "number"


def test_a_table_without_names_is_known_by_its_cells() -> None:
    columns = ["column 1", "column 2", "column 3", "column 4", "column 5"]
    rows = [
        ["1", "Salt", LONG, "2026-03-02", "https://example.org/1"],
        ["2", "Rice and time", LONG + " Again.", "2026-03-09", "https://example.org/2"],
    ]
    understood = understand_columns(listing_of(columns, *rows))
    assert list(understood.fields.values()) == ["number", "title", "summary", "published", "link"]
    assert set(understood.guessed) == set(columns)


def nameless(*rows: Sequence[Any]) -> list[str]:
    return fields_of([f"column {place}" for place in range(1, len(rows[0]) + 1)], *rows)


@pytest.mark.parametrize(
    ("second", "field"),
    [
        (["Basics", "Basics", "Meat"], "topics"),  # two of three
        (["Basics", "Grain", "Meat"], ""),  # as many as there are episodes
        (["Basics", "Grain, Rice", "Meat"], "topics"),  # a third of them are lists
        (["Basics", "Grain; Rice", "Meat"], "topics"),
        (["Basics", "", "Basics"], "topics"),
        (["", "", ""], ""),
        ([LONG, LONG + " Once.", LONG + " And more."], "notes"),
    ],
)
def test_beside_title_and_summary_a_nameless_column_may_be_topics_or_notes(
    second: list[str], field: str
) -> None:
    rows = [("Salt", 1), ("Rice and time", 2), ("Beef", 3)]
    cells = [[title, LONG * 2 + f" {copy}.", more] for (title, copy), more in zip(rows, second, strict=True)]
    assert nameless(*cells) == ["title", "summary", field]


@pytest.mark.parametrize("lists", [3, 4])
def test_topics_are_lists_in_more_than_three_of_ten_cells(lists: int) -> None:
    rows = [
        [f"Episode of {place}", f"{LONG} {place}", f"A{place}, B" if place < lists else f"A{place}"]
        for place in range(10)
    ]
    assert nameless(*rows) == ["title", "summary", "topics" if lists > 3 else ""]


def test_the_one_other_text_of_a_nameless_table_is_the_summary_where_it_is_longer_than_the_title() -> None:
    assert nameless(["Salt", "It keeps food."], ["Rice", "It feeds many."]) == ["title", "summary"]
    assert nameless(["Salt and time", "Ann"], ["Rice and time", "Bob"]) == ["title", ""]
    assert nameless(["Salt", "It feeds many."], ["Rice", "It feeds many."]) == ["title", "topics"]
    assert nameless(["Salt", "It keeps.", "It feeds."], ["Rice", "It grows.", "It cooks."]) == [
        "title",
        "",
        "",
    ]


def test_of_two_long_texts_without_names_the_shorter_is_the_title() -> None:
    texts = ([LONG, LONG[:50]], [LONG + " Yes.", LONG[10:60]])
    assert nameless(*texts) == ["summary", "title"]
    assert nameless(*(text[::-1] for text in texts)) == ["title", "summary"]
    assert nameless([LONG], [LONG + " Yes."]) == ["title"]


@pytest.mark.parametrize(("characters", "title"), [(100, True), (101, False)])
def test_a_title_has_a_hundred_characters_at_most(characters: int, title: bool) -> None:
    listing = listing_of(["column 1"], ["a" * characters], ["b" * characters])
    if title:
        assert understand_columns(listing).fields == {"column 1": "title"}
    else:
        with pytest.raises(InvalidPage, match="no column is known to be the title"):
            understand_columns(listing)


def test_beside_columns_with_names_one_text_alone_is_guessed() -> None:
    days = ["2026-03-02", "2026-03-09"]
    assert fields_of(["Date", "Thing"], [days[0], "Salt"], [days[1], "Rice"]) == ["published", "title"]
    assert fields_of(["Title", "Thing"], ["Salt", LONG], ["Rice", LONG + " Yes."]) == ["title", "summary"]
    long = [["Salt", LONG, LONG + " A."], ["Rice", LONG + " B.", LONG]]
    assert fields_of(["Title", "Thing", "Other"], *long) == ["title", "", ""]
    assert fields_of(["Title", "Thing"], ["Salt", "Basics"], ["Rice", "Basics"]) == ["title", ""]
    for rows in ([["Salt", "Ann"], ["Rice", "Bob"]], [[LONG, 1], [LONG + " A.", 2]]):
        with pytest.raises(InvalidPage, match="no column is known to be the title"):
            fields_of(["Date", "Thing", "Other"], *[[days[0], *row] for row in rows])


def test_only_what_was_told_by_its_cells_is_called_guessed() -> None:
    understood = understand_columns(listing_of(["Title", "Thing"], ["Salt", LONG]))
    assert understood.guessed == ("Thing",)
    assert (understood.column("summary"), understood.column("notes")) == ("Thing", None)


def test_names_that_are_the_fields_own_are_surest() -> None:
    assert fields_of(["Headline", "title"], ["Salt", "Rice"]) == ["", "title"]
    assert fields_of(["title", "published", "Day"], ["Salt", "soon", "2026-03-02"]) == [
        "title",
        "",
        "published",
    ]
    assert fields_of(["title", "Day", "published"], ["Salt", "2026-03-02", "2026-03-03"])[2] == "published"


@pytest.mark.parametrize(
    ("kind", "columns", "field"),
    [
        ("csv", ["title", "episode_number"], "number"),
        ("feed", ["title", "episode_number"], "episode_number"),
        ("csv", ["title", "season", "episode_number"], "episode_number"),
    ],
)
def test_an_episode_number_is_the_shows_where_there_are_no_seasons_but_in_a_feed(
    kind: str, columns: list[str], field: str
) -> None:
    listing = listing_of(columns, ["Salt", *"12"[: len(columns) - 1]], kind=kind)
    assert list(understand_columns(listing).fields.values())[-1] == field


def test_a_number_beside_a_season_is_of_the_season_and_a_second_number_too() -> None:
    assert fields_of(["Title", "Season", "No."], ["Salt", "1", "4"]) == ["title", "season", "episode_number"]
    assert fields_of(["Title", "No.", "Number"], ["Salt", "4", "5"]) == ["title", "episode_number", "number"]


def test_titles_below_a_name_for_numbers_are_titles() -> None:
    assert fields_of(["Ep", "Text"], ["Salt", LONG], ["Rice", LONG]) == ["title", "summary"]


@pytest.mark.parametrize(
    ("asked", "column"),
    [("b", "b"), ("B", "B"), ("ETE", "Été"), ("1", "B"), ("4", "4"), ("5", "last")],
)
def test_a_column_is_asked_for_by_its_name_or_its_place(asked: str, column: str) -> None:
    listing = listing_of(["B", "b", "Été", "4", "last"], ["v", "w", "x", "y", "z"])
    assert understand_columns(listing, {"title": asked}).column("title") == column


@pytest.mark.parametrize("asked", ["0", "6", "-1", "nothing like it"])
def test_a_place_that_is_not_there_is_refused_without_a_guess(asked: str) -> None:
    listing = listing_of(["Bread", "b", "c", "d", "e"], ["v", "w", "x", "y", "z"])
    with pytest.raises(InvalidPage, match=f"there is no column «{asked}»") as caught:
        understand_columns(listing, {"title": asked})
    assert caught.value.remedy == "the columns are: «Bread», «b», «c», «d», «e»"


def test_a_column_that_is_nothing_of_an_episode_is_named() -> None:
    assert understand_columns(listing_of(["Title", "Reviewer"], ["Salt", "Ann"])).unused == ("Reviewer",)


def test_what_is_asked_for_wins() -> None:
    listing = listing_of(["Title", "Lesson", "Blurb"], ["x1", "Salt", LONG], ["x2", "Rice", LONG])
    fields = understand_columns(listing, {"title": "lesson", "summary": "3"}).fields
    assert (fields["Lesson"], fields["Blurb"]) == ("title", "summary")
    assert "Title" not in fields


def test_a_column_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidPage, match="there is no column «Lesso»") as caught:
        understand_columns(listing_of(["Lesson", "Text"], ["Salt", LONG]), {"title": "Lesso"})
    assert "did you mean «Lesson»?" in caught.value.remedy
    assert "«Text»" in caught.value.remedy


def test_a_column_cannot_be_two_things() -> None:
    with pytest.raises(InvalidPage, match="cannot be both title and summary"):
        understand_columns(listing_of(["A"], ["Salt"]), {"title": "A", "summary": "A"})


def test_a_list_without_a_title_names_its_columns_and_the_option() -> None:
    listing = listing_of(
        ["Summary", "Who, when", "Day"], [LONG, "Ann", "2026-03-02"], [LONG, "Ann", "2026-03-09"]
    )
    with pytest.raises(InvalidPage, match="no column is known to be the title") as caught:
        understand_columns(listing)
    assert '--columns title="Who, when"' in caught.value.remedy
    assert "«Day»" in caught.value.remedy


def test_columns_are_asked_for_in_one_line() -> None:
    assert parse_columns('title=Lesson,summary="What it says, in short", date = When') == {
        "title": "Lesson",
        "summary": "What it says, in short",
        "published": "When",
    }
    assert parse_columns("notes=Editor's remarks") == {"notes": "Editor's remarks"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "names no column"),
        ("title", "names no field and its column"),
        ("title=", "names no field and its column"),
        ("titel=A,title=B", "title is there twice"),
        ('title="A', "a quotation mark is not closed"),
        ("sumary=A", "an episode has no field «sumary»"),
    ],
)
def test_what_cannot_be_understood_is_refused(text: str, what: str) -> None:
    with pytest.raises(InvalidColumns, match=what) as caught:
        parse_columns(text)
    assert caught.value.exit_code == ExitCode.USAGE
    assert caught.value.remedy
