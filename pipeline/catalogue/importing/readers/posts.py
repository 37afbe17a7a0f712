"""Markdown posts with front matter, as Hugo, Jekyll and Eleventy keep them: a folder, or one post."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from pipeline.catalogue.importing.column_names import fold, is_known, meanings
from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.catalogue.importing.readers.headings import columns_of, summary_and_rest
from pipeline.catalogue.importing.readers.json_lists import front_object
from pipeline.catalogue.importing.readers.markdown_blocks import Block, markdown_blocks
from pipeline.catalogue.importing.readers.markdown_lists import notes_text
from pipeline.catalogue.importing.readers.marks import without_marks
from pipeline.catalogue.importing.readers.records import PlacedMap, bare, flat_cells
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.yaml_values import yaml_documents
from pipeline.errors import UNPARSED, InvalidPage, Problem

MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".mdown", ".mkd"})
_FENCED = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_DATED_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})[-_ ](.+)")
_SKIPPED_FOLDERS = frozenset(
    "_site _includes _layouts _data node_modules public resources themes layouts assets static".split()
)
_SKIPPED_FILES = frozenset("_index readme license licence changelog contributing 404 about".split())
_OF_PAGES = frozenset(
    "layout permalink eleventycomputed eleventynavigation template outputs aliases cascade".split()
)
_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_SHORTCODE = re.compile(r"\{\{[<%].{0,500}?[%>]\}\}|\{%.{0,500}?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Post:
    """A post taken apart."""

    values: dict[str, Any]
    body: str
    body_line: int


def front_matter_of(path: Path, text: str) -> Post | None:
    """Take a text apart into front matter (YAML, TOML or JSON) and body; None where it has none.

    Raises InvalidPage for front matter with a fault in it.
    """
    if match := _FENCED.match(text):
        line = text.count("\n", 0, match.start(2)) + 1
        values = _toml(path, match[2], line) if match[1] == "+++" else _yaml(path, match[2], line)
        if values is not None:
            return Post(values, text[match.end() :], text.count("\n", 0, match.end()) + 1)
    elif text.lstrip().startswith("{") and (found := front_object(text)):
        values, end = found
        return Post(values, text[end:], text.count("\n", 0, end) + 1)
    return None


def _yaml(path: Path, text: str, line: int) -> dict[str, Any] | None:
    documents = yaml_documents(path, text, line)
    if len(documents) != 1 or not isinstance(documents[0].value, PlacedMap):
        return None if documents else {}
    found: dict[str, Any] = bare(documents[0])
    return found


def _toml(path: Path, text: str, line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except UNPARSED as error:
        at = re.search(r"at line (\d+)", str(error))
        place = line + int(at[1]) - 1 if at else line
        raise InvalidPage(f"has front matter that is not TOML: {error}", file=path, line=place) from error


def read_post(source: Source) -> Listing:
    """Read a file with front matter as one episode. Raises InvalidPage where it has none."""
    return read_posts(source.path, [source])


def read_posts(path: Path, sources: Iterable[Source], warnings: Sequence[Problem] = ()) -> Listing:
    """Read posts as episodes, the oldest first; one with a fault is left out, and named.

    Raises InvalidPage where none can be read.
    """
    rows, found = [], list(warnings)
    for source in sources:
        found.extend(source.warnings)
        if not source.text.strip():
            continue
        try:
            rows.append(Row(1, post_cells(source.path, source.text), source.path))
        except InvalidPage as error:
            found.append(Problem(f"{error.what}; it is left out", source.path, error.line, error.remedy))
    if not rows:
        first = found[0] if found else Problem("has no posts", path)
        what = first.what.removesuffix("; it is left out")
        raise InvalidPage(what, file=first.file, line=first.line, remedy=first.remedy)
    rows.sort(key=_order)
    return Listing(path, "posts", tuple(rows), columns_of(rows), newest_first=False, warnings=tuple(found))


def _order(row: Row) -> tuple[str, list[tuple[int, int, str]]]:
    day = next(
        (value for name, value in row.cells.items() if fold(name) in {"date", "published", "pub date"}), ""
    )
    return str(day), natural_key(str(row.path))


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Give a key that sorts names as people count: «2-bread» before «10-salt»."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", name)
    ]


def post_cells(path: Path, text: str) -> dict[str, Any]:
    """Make the cells of a post: its front matter, then its first paragraph, then the rest as notes."""
    post = front_matter_of(path, text) or Post({}, text, 1)
    cells = {
        name: value
        for name, value in flat_cells(post.values).items()
        if fold(name).split(" ")[0] not in _OF_PAGES and value not in ("", [])
    }
    if isinstance(published := cells.get("published"), bool):  # Jekyll's «published: false»
        del cells["published"]
        cells |= {} if published else {"draft": True}
    if "_drafts" in path.parts:
        cells.setdefault("draft", True)
    title, blocks = _titled(markdown_blocks(_MORE.sub("", _SHORTCODE.sub("", post.body))))
    _take_name(path, cells, title)
    summary, rest = ("", blocks) if _has(cells, "summary") else summary_and_rest(blocks)
    if summary:
        cells["summary"] = summary
    if (notes := notes_text(rest)) and not _has(cells, "notes", sure=5):
        cells["notes"] = notes
    return cells


def _has(cells: dict[str, Any], wanted: str, sure: int = 3) -> bool:
    return any(name == wanted or (f == wanted and s >= sure) for name in cells for f, s, _ in meanings(name))


def _titled(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Take the title from a first heading, which many posts repeat."""
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        return without_marks(blocks[0].text), blocks[1:]
    return "", blocks


def _take_name(path: Path, cells: dict[str, Any], heading: str) -> None:
    """Take day, slug and title from the file's name where the front matter has none."""
    stem = path.parent.name if path.stem == "index" and path.parent.name else path.stem
    if dated := _DATED_NAME.fullmatch(stem):
        stem = dated[4]
        if not _has(cells, "published", sure=3):
            try:
                cells["date"] = date(*(int(part) for part in dated.groups()[:3]))
            except ValueError:
                stem = path.stem
    if not _has(cells, "title"):
        words = " ".join(re.sub(r"[-_]+", " ", re.sub(r"^\d+[-_. ]+", "", stem)).split())
        cells["title"] = heading or words[:1].upper() + words[1:]


def post_files(folder: Path) -> list[Path]:
    """List the Markdown files of a folder that may be posts, in the order people count in."""
    found = [path for path in _walk(folder) if path.suffix.lower() in MARKDOWN]
    return sorted((path for path in found if _may_be_post(path)), key=lambda path: natural_key(str(path)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir() and path.name not in _SKIPPED_FOLDERS:
            yield from _walk(path)
        elif path.is_file():
            yield path


def _may_be_post(path: PurePath) -> bool:
    return path.stem.casefold() not in _SKIPPED_FILES


def is_post(values: dict[str, Any]) -> bool:
    """Tell whether front matter is that of an episode, and not of a page that holds a list."""
    fields = {found for name in values if is_known(name) for found, sure, _ in meanings(name) if sure == 3}
    return not fields.isdisjoint({"summary", "published", "topics", "draft", "number", "guid"})
