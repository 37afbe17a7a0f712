from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.catalogue.importing.listing import Listing
from pipeline.errors import InvalidPage

Read = Callable[..., Listing]
Understood = Callable[..., list[dict[str, Any]]]


def cells(listing: Listing) -> list[dict[str, Any]]:
    return [dict(row.cells) for row in listing.rows]


def test_lines_above_the_header_are_about_the_show(read: Read) -> None:
    listing = read(
        "Kitchen course,,\nmade in spring,,\n\nNo.,Lesson,Abstract\n1,Salt,Salt keeps.\n2,Rice,Wash it.\n"
    )
    assert listing.columns == ("No.", "Lesson", "Abstract")
    assert listing.about.title == "Kitchen course"
    assert [row.line for row in listing.rows] == [5, 6]


def test_quoted_cells_hold_line_breaks_separators_and_quotes(read: Read) -> None:
    listing = read('Title;Summary\n"Salt; again";"It\nkeeps ""all"" well"\nRice;Wash it.\n')
    assert cells(listing)[0] == {"Title": "Salt; again", "Summary": 'It\nkeeps "all" well'}
    assert [row.line for row in listing.rows] == [2, 4]


def test_a_table_without_a_header_keeps_its_first_row(read: Read, understood: Understood) -> None:
    text = (
        "Salt;Salt keeps a bird juicy, in three steps.;2026-03-02\n"
        "Rice;Rice is washed before it is cooked.;2026-03-09\n"
    )
    assert [row["title"] for row in understood(read(text))] == ["Salt", "Rice"]


def test_titles_and_summaries_with_a_tab_between_need_no_header(read: Read, understood: Understood) -> None:
    rows = understood(read("Salt\tSalt keeps.\nRice\tWash the rice.\n"))
    assert rows == [
        {"title": "Salt", "summary": "Salt keeps."},
        {"title": "Rice", "summary": "Wash the rice."},
    ]


def test_a_summary_at_the_end_may_hold_commas_without_quotes(read: Read) -> None:
    listing = read("Title,Summary\nSalt,It keeps, in time, a bird juicy\nRice,Wash it\n")
    assert cells(listing)[0]["Summary"] == "It keeps, in time, a bird juicy"


def test_rows_that_do_not_fit_are_left_out_and_named_together(read: Read) -> None:
    rows = "".join(f"Salt {n},It keeps, always,x\n" for n in range(5))
    listing = read(f"Title,Summary,Tags\n{rows}Rice,Wash it,y\n")
    assert [row.cells["Title"] for row in listing.rows] == ["Rice"]
    (warning,) = listing.warnings
    assert "5 rows" in warning.what
    assert "lines 2, 3, 4 and 2 more" in warning.what


def test_a_quotation_mark_that_is_never_closed_is_found(read: Read) -> None:
    with pytest.raises(InvalidPage, match="never closed") as caught:
        read('Title,Summary\nSalt,It keeps\n"Rice,Wash it\nOnions,They sting\n')
    assert caught.value.line == 3


def test_the_hint_of_excel_is_no_row(read: Read) -> None:
    listing = read("sep=;\nTitle;Summary\nSalt;It keeps\n")
    assert (listing.columns, listing.rows[0].line) == (("Title", "Summary"), 3)


def test_empty_rows_and_columns_are_left_out(read: Read) -> None:
    listing = read("Title,Summary,,\nSalt,It keeps,,\n,,,\nRice,Wash it,,\n")
    assert (len(listing.rows), listing.columns) == (2, ("Title", "Summary"))


def test_a_header_that_comes_again_is_no_episode(read: Read) -> None:
    listing = read("Title,Summary\nSalt,It keeps\nTitle,Summary\nRice,Wash it\n")
    assert [row.cells["Title"] for row in listing.rows] == ["Salt", "Rice"]


def test_windows_letters_are_read_and_said(read: Read) -> None:
    listing = read("Titre;Résumé\nCrème brûlée;Le sucre casse…\n".encode("cp1252"))
    assert cells(listing) == [{"Titre": "Crème brûlée", "Résumé": "Le sucre casse…"}]
    assert ["Windows-1252" in warning.what for warning in listing.warnings] == [True]


@pytest.mark.parametrize(
    "data",
    ["Соль;Почему соль\n".encode("cp1251"), "塩,なぜ\n".encode("shift-jis"), b"Salt;\xe9\xc3\xa9\xc3\xa8\n"],
)
def test_letters_that_are_not_sure_are_refused(read: Read, data: bytes) -> None:
    with pytest.raises(InvalidPage, match="is not UTF-8") as caught:
        read(b"Title;Summary\n" + data)
    assert "UTF-8" in caught.value.remedy


def test_the_sheet_that_has_the_list_is_read(read: Read, xlsx: Callable[..., bytes]) -> None:
    book = {
        "Readme": [["This is our plan"], ["Ask Ann"], ["Ask Bob"], ["Ask Cat"]],
        "Plan": [
            ["Spring course"],
            [None],
            ["No", "Lesson", "Abstract"],
            [1, "Salt", "It keeps"],
            [None],
            [2, "Rice", "Wash"],
        ],
    }
    listing = read(xlsx(book), "plan.xlsx")
    assert cells(listing)[1] == {"No": 2, "Lesson": "Rice", "Abstract": "Wash"}
    assert [row.line for row in listing.rows] == [4, 6]
    assert listing.about.title == "Spring course"


def test_a_second_sheet_that_looks_like_a_list_is_named(read: Read, ods: Callable[..., bytes]) -> None:
    rows = [["Title", "Date"], ["Salt", date(2026, 3, 2)]]
    listing = read(ods({"Spring": rows, "Autumn": rows[:2]}), "plan.ods")
    assert ["«Autumn» looks like a list too" in warning.what for warning in listing.warnings] == [True]


def test_a_sheet_that_spans_a_million_rows_of_columns_is_refused(
    read: Read, xlsx: Callable[..., bytes]
) -> None:

    plain, buffer = zipfile.ZipFile(io.BytesIO(xlsx({"S": [["Title"], ["Salt"]]}))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in plain.namelist():
            far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            archive.writestr(name, plain.read(name).decode().replace("</sheetData>", far))
    with pytest.raises(InvalidPage, match="spans 1048576 rows and 16384 columns"):
        read(buffer.getvalue(), "far.xlsx")


def test_markdown_cells_lose_their_marks_and_keep_their_links(read: Read, understood: Understood) -> None:
    text = (
        "Our plan:\n\n| Lesson | What it says |\n| :-- | --: |\n"
        "| [**Salt**](https://example.org/salt) | keeps `a|b` \\| more<br>and more |\n"
        "| [[Rice|Wild rice]] | Wash |\n"
    )
    rows = understood(read(text))
    assert rows[0] == {
        "title": "Salt",
        "summary": "keeps a|b | more\nand more",
        "link": "https://example.org/salt",
    }
    assert rows[1]["title"] == "Wild rice"


def test_headings_above_several_tables_are_topics(read: Read) -> None:
    head = "\n| Title | Summary |\n|---|---|\n"
    listing = read(f"# Show\n\n## Basics\n{head}| Salt | Keeps |\n\n## Heat\n{head}| Frying | Browns |\n")
    assert [row.cells["topics"] for row in listing.rows] == [["Basics"], ["Heat"]]
    assert listing.about.title == "Show"


def test_cells_merged_downwards_count_in_each_row(
    read: Read, xlsx: Callable[..., bytes], understood: Understood
) -> None:
    rows = [["Unit", "Title", "Summary"], ["Kitchen", "Salt", "It keeps."], [None, "Rice", "It swells."]]
    rows += [["Garden", "Tea", "It draws."], [None, "Rain", "It falls."]]
    plain, merged = zipfile.ZipFile(io.BytesIO(xlsx({"Plan": rows}))), io.BytesIO()
    with zipfile.ZipFile(merged, "w") as archive:
        for name in plain.namelist():
            cells = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
            archive.writestr(name, plain.read(name).replace(b"</sheetData>", cells))
    found = understood(read(merged.getvalue(), "plan.xlsx"))
    assert [row.get("topics") for row in found] == ["Kitchen", "Kitchen", "Garden", None]


def test_a_cell_that_is_too_long_is_told_with_its_place(read: Read) -> None:
    with pytest.raises(
        InvalidPage, match="has a cell of more than 1,048,576 characters below this row"
    ) as caught:
        read(f"Title,Summary\nSalt,It melts ice.\nBread,{'x' * (2**20 + 1)}\n", "list.csv")
    assert caught.value.line == 2
