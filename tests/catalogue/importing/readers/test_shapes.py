"""The same twelve episodes in every shape that people keep a list in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.recognise import read_lists

Episodes = list[dict[str, str]]
Understood = Callable[..., list[dict[str, Any]]]
ID = "0123456789abcdef0123456789abcd"

FILES = {
    "sky.csv": "csv",
    "himmel.csv": "csv",
    "sky.tsv": "tsv",
    "sky-table.md": "markdown-table",
    "sky-list.md": "markdown-list",
    "sky-dashes.md": "markdown-list",
    "sky-numbered.md": "markdown-list",
    "sky-headings.md": "headings",
    "sky.json": "json",
    "sky.jsonl": "jsonl",
    "sky.yaml": "yaml",
    "sky.xml": "feed",
    "sky-lines.txt": "lines",
    "sky-blocks.txt": "lines",
    "sky-page.txt": "topic-page",
}


def said(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["title"], row["summary"]) for row in rows]


def expected(episodes: Episodes) -> list[tuple[str, str]]:
    return [(episode["Title"], episode["Summary"]) for episode in episodes]


def oldest_first(listing: Listing, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return rows[::-1] if listing.newest_first else rows


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_every_shape_gives_the_same_titles_and_summaries(
    lists: Path, episodes: Episodes, understood: Understood, name: str, kind: str
) -> None:
    (listing,) = read_lists([lists / name])
    assert listing.kind == kind
    assert said(oldest_first(listing, understood(listing))) == expected(episodes)


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_the_name_of_the_file_plays_no_part(
    lists: Path, episodes: Episodes, understood: Understood, tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / "list"
    path.write_bytes((lists / name).read_bytes())
    (listing,) = read_lists([path])
    assert listing.kind == kind
    assert said(oldest_first(listing, understood(listing))) == expected(episodes)


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_a_kind_can_be_asked_for(lists: Path, name: str, kind: str) -> None:
    assert read_lists([lists / name], kind) == read_lists([lists / name])


@pytest.mark.parametrize(
    "old_new", [("\n", "\r\n"), ("\n", "\r"), ("\n", "  \n")], ids=["crlf", "cr", "spaces"]
)
@pytest.mark.parametrize("name", [name for name in FILES if name not in {"himmel.csv", "sky.csv", "sky.xml"}])
def test_line_ends_make_no_difference(
    lists: Path, understood: Understood, tmp_path: Path, name: str, old_new: tuple[str, str]
) -> None:
    path = tmp_path / name
    path.write_bytes((lists / name).read_bytes().decode().replace(*old_new).encode())
    (listing,) = read_lists([path])
    (plain,) = read_lists([lists / name])
    assert said(understood(listing)) == said(understood(plain))


@pytest.mark.parametrize(
    "name", ["sky.csv", "sky.tsv", "sky-table.md", "sky.json", "sky.yaml", "sky-lines.txt"]
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_make_no_difference(
    lists: Path, understood: Understood, tmp_path: Path, name: str, encoding: str
) -> None:
    path = tmp_path / name
    path.write_bytes((lists / name).read_bytes().decode("utf-8-sig").encode(encoding))
    (listing,) = read_lists([path])
    (plain,) = read_lists([lists / name])
    assert said(understood(listing)) == said(understood(plain))


def topics_of(row: Mapping[str, Any]) -> str:
    topics = row["topics"]
    return topics.replace(";", ",") if isinstance(topics, str) else ", ".join(topics)


@pytest.mark.parametrize(
    "name", ["sky.csv", "himmel.csv", "sky.tsv", "sky-table.md", "sky.json", "sky.jsonl", "sky.yaml"]
)
def test_topics_come_from_the_lists_that_have_them(
    lists: Path, episodes: Episodes, understood: Understood, name: str
) -> None:
    (listing,) = read_lists([lists / name])
    assert [topics_of(row) for row in understood(listing)] == [episode["Topics"] for episode in episodes]


@pytest.mark.parametrize("name", ["sky.csv", "sky.tsv", "sky-table.md", "sky.json", "sky.jsonl", "sky.yaml"])
def test_dates_come_from_the_lists_that_have_them(
    lists: Path, episodes: Episodes, understood: Understood, name: str
) -> None:
    (listing,) = read_lists([lists / name])
    assert [str(row["published"]) for row in understood(listing)] == [e["Publish date"] for e in episodes]


def test_nested_headings_are_topics(lists: Path, episodes: Episodes) -> None:
    (listing,) = read_lists([lists / "sky-headings.md"])
    assert [row.cells["topics"] for row in listing.rows] == [[e["Topics"].split(", ")[0]] for e in episodes]
    assert (listing.about.title, listing.about.description) == ("A minute of sky", "Twelve evenings outside.")


def table(episodes: Episodes) -> list[list[Any]]:
    head: list[Any] = ["#", "Lesson", "Abstract", "Unit", "Date"]
    return [head] + [
        [int(e["Episode"]), e["Title"], e["Summary"], e["Topics"], date.fromisoformat(e["Publish date"])]
        for e in episodes
    ]


@pytest.mark.parametrize("program", ["xlsx", "ods"])
def test_a_spreadsheet_is_read_with_its_numbers_and_dates(
    request: pytest.FixtureRequest,
    read: Callable[..., Listing],
    episodes: Episodes,
    understood: Understood,
    program: str,
) -> None:
    make = request.getfixturevalue(program)
    listing = read(make({"Sheet1": table(episodes)}), "list.bin")
    rows = understood(listing)
    assert listing.kind == program
    assert said(rows) == expected(episodes)
    assert [row["number"] for row in rows] == list(range(1, 13))
    assert [str(row["published"]) for row in rows] == [e["Publish date"] for e in episodes]
    assert {type(row["published"]) for row in rows} == {date}


def yaml_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def hugo_files(episodes: Episodes) -> dict[str, str]:
    files = {"content/posts/_index.md": "---\ntitle: All posts\n---\n"}
    for e in episodes:
        files[f"content/posts/sky-{e['Episode']}/index.md"] = (
            f"+++\ntitle = '''{e['Title']}'''\ndate = {e['Publish date']}T06:00:00+01:00\ndraft = false\n"
            f"tags = [{', '.join(repr(topic) for topic in e['Topics'].split(', '))}]\n+++\n\n"
            f"{e['Summary']}\n\n<!--more-->\n\nMore to say.\n"
        )
    return files


def jekyll_files(episodes: Episodes) -> dict[str, str]:
    return {"README.md": "# The site\n\nMade with Jekyll.\n"} | {
        f"_posts/{e['Publish date']}-sky-{e['Episode']}.md": (
            f"---\nlayout: post\ntitle: {yaml_text(e['Title'])}\ncategories: {e['Topics'].split(', ')[0]}\n"
            f"excerpt: {yaml_text(e['Summary'])}\n---\n\nMore to say.\n"
        )
        for e in episodes
    }


def eleventy_files(episodes: Episodes) -> dict[str, str]:
    return {
        f"posts/{int(e['Episode']):02}.md": (
            f"---\ntitle: {yaml_text(e['Title'])}\ndate: {e['Publish date']}\ntags:\n  - post\n"
            f"description: {yaml_text(e['Summary'])}\n---\nMore to say.\n"
        )
        for e in episodes
    }


@pytest.mark.parametrize("make", [hugo_files, jekyll_files, eleventy_files])
def test_a_folder_of_posts_is_read(
    write_folder: Callable[[Mapping[str, str]], Path],
    episodes: Episodes,
    understood: Understood,
    make: Callable[[Episodes], dict[str, str]],
) -> None:
    (listing,) = read_lists([write_folder(make(episodes))])
    rows = understood(listing)
    assert listing.kind == "posts"
    assert said(rows) == expected(episodes)
    assert [str(row["published"])[:10] for row in rows] == [e["Publish date"] for e in episodes]
    assert {row["notes"] for row in rows} == {"More to say."}


def notion_pages(episodes: Episodes, *, with_table: bool) -> dict[str, str]:
    table = f"Episodes {ID}ff"
    links = "".join(f"- [{e['Title']}](x.md)\n" for e in episodes)
    files = {f"{table}.md": f"# Episodes\n\n{links}"}
    for e in episodes:
        name = e["Title"].replace('"', "").replace("'", "")
        files[f"{table}/{name} {ID}{int(e['Episode']):02}.md"] = (
            f"# {e['Title']}\n\nAbstract: {e['Summary']}\nTags: {e['Topics']}\nNo: {e['Episode']}\n\n"
            "More to say.\n"
        )
    if with_table:
        lines = [
            f'"{e["Title"].replace(chr(34), chr(34) * 2)}","{e["Summary"]}","{e["Topics"]}"' for e in episodes
        ]
        text = "\ufeffName,Abstract,Tags\n" + "\n".join(lines)
        files[f"{table}_all.csv"] = text + "\n"
        files[f"{table}.csv"] = "\n".join(text.split("\n")[:3]) + "\n"
    return files


@pytest.mark.parametrize("with_table", [True, False], ids=["table", "pages"])
def test_a_notion_export_is_read_as_a_folder_and_as_a_zip(
    write_folder: Callable[[Mapping[str, str]], Path],
    zipped: Callable[[Mapping[str, str]], bytes],
    read: Callable[..., Listing],
    episodes: Episodes,
    understood: Understood,
    with_table: bool,
) -> None:
    files = notion_pages(episodes, with_table=with_table)
    (folder,) = read_lists([write_folder(files)])
    archive = read(zipped(files), "Export.zip")
    for listing in (folder, archive):
        rows = understood(listing)
        assert listing.kind == "notion"
        assert sorted(said(rows)) == sorted(expected(episodes))
        assert {row["notes"] for row in rows} == {"More to say."}
        assert sorted(topics_of(row) for row in rows) == sorted(e["Topics"] for e in episodes)
    if with_table:
        assert said(understood(folder)) == expected(episodes)
