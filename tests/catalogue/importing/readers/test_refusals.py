"""What is no list: one sentence says what it is and what to bring instead."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.recognise import KINDS, read_lists
from pipeline.errors import InvalidPage, InvalidShow

Read = Callable[..., Listing]
Zipped = Callable[[Mapping[str, str]], bytes]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "is empty"),
        ("\ufeff \n\n", "is empty"),
        ('<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>', "is OPML, a list of feeds"),
        ("<!doctype html><title>x</title>", "is a web page"),
        ("\n<!-- x --><html><body>x</body></html>", "is a web page"),
        ("<div><p>Salt</p></div>", "is a web page"),
        ('<?xml version="1.0"?><plist><dict/></plist>', "is XML of a kind that is no feed"),
        (
            "<rss><channel><title>Salt</title><item><category><category></item>\nory>Salt</category>",
            "is a feed so broken",
        ),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture"),
        (b"ID3\x03\0\0\0\0", "is a recording"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "is a recording"),
        (b"\0\0\0\x20ftypM4A ", "is a recording"),
        (b"\x1f\x8b\x08\0", "is packed with gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old Office document"),
        (b"PK\x03\x04broken", "is a damaged ZIP archive"),
        (random.Random(7).randbytes(3000), "is a binary file"),
        (
            "\n\nOnce upon a time, in a kitchen far away, there was salt; and it was good, and it kept.\n"
            * 3,
            "is prose",
        ),
    ],
)
def test_what_is_no_list_is_named(read: Read, content: str | bytes, what: str) -> None:
    with pytest.raises(InvalidPage, match=what) as caught:
        read(content)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"[Content_Types].xml": "x", "word/document.xml": "x"}, "is a Word document"),
        ({"ppt/slides/slide1.xml": "x"}, "is a PowerPoint"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"},
            "is an OpenDocument text",
        ),
        ({"mimetype": "application/epub+zip", "META-INF/container.xml": "x"}, "is an e-book"),
        ({"picture.png": "x"}, "is a ZIP archive without"),
        ({"xl/workbook.xml": "x"}, "is a damaged spreadsheet"),
    ],
)
def test_archives_of_other_programs_are_named(
    read: Read, zipped: Zipped, files: Mapping[str, str], what: str
) -> None:
    with pytest.raises(InvalidPage, match=what) as caught:
        read(zipped(files))
    assert caught.value.remedy


@pytest.mark.slow
def test_an_archive_that_unpacks_without_measure_is_refused(read: Read, zipped: Zipped) -> None:
    with pytest.raises(InvalidPage, match="unpacks to more than a list takes"):
        read(zipped({f"{n}.md": "x" * 2**26 for n in range(5)}))


def test_a_missing_file_and_a_folder_without_lists_are_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidPage, match="there is no such file"):
        read_lists([tmp_path / "none.csv"])
    (tmp_path / "picture.png").write_bytes(b"x")
    with pytest.raises(InvalidPage, match="is a folder without lists"):
        read_lists([tmp_path])


def test_all_files_that_are_no_lists_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(InvalidShow) as caught:
        read_lists([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [problem.file.name for problem in caught.value.problems] == ["a.txt", "b.txt"]


def test_an_unknown_kind_names_the_kinds(tmp_path: Path) -> None:
    with pytest.raises(InvalidPage, match="no kind of list is called «excel»") as caught:
        read_lists([tmp_path], "excel")
    assert all(kind in caught.value.remedy for kind in KINDS)


def test_a_folder_of_lists_is_read_list_by_list(lists: Path, tmp_path: Path) -> None:
    for name in ("sky.csv", "sky.json", "sky-page.txt"):
        (tmp_path / name).write_bytes((lists / name).read_bytes())
    assert sorted(listing.kind for listing in read_lists([tmp_path])) == ["csv", "json", "topic-page"]


def test_topic_pages_among_other_lists_are_merged_in_their_place(
    lists: Path, plain_page: Path, rich_page: Path
) -> None:
    listings = read_lists([lists / "sky.csv", plain_page, lists / "sky.json", rich_page])
    assert [(listing.kind, len(listing.rows)) for listing in listings] == [
        ("csv", 12),
        ("topic-page", 5),
        ("json", 12),
    ]
    assert {row.path for row in listings[1].rows} == {rich_page}
    assert listings[1].newest_first is True


def test_a_damaged_archive_of_pages_is_refused(read: Read, zipped: Zipped) -> None:
    data = bytearray(zipped({"a.md": "# Salt\n\n" + "It keeps, and keeps on keeping. " * 50}))
    data[40:60] = b"\xff" * 20
    with pytest.raises(InvalidPage, match="cannot be unpacked") as caught:
        read(bytes(data))
    assert caught.value.remedy


def test_an_item_that_is_a_box_alone_is_no_trouble(read: Read) -> None:
    assert read("- [x]  \n  Salt\n- [ ] Rice: Wash it.\n- Fat: Melts.\n").kind == "markdown-list"
