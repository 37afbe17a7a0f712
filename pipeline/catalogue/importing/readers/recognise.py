"""Which kind of list a file is, by what it holds; its name is looked at only where that leaves a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.catalogue.importing.listing import Listing, Titled
from pipeline.catalogue.importing.readers import (
    delimited,
    headings,
    json_lists,
    markdown_lists,
    markdown_tables,
    notion,
    plain_lines,
    posts,
    topic_pages,
    yaml_lists,
)
from pipeline.catalogue.importing.readers.archives import members
from pipeline.catalogue.importing.readers.feeds import looks_like_feed, read_feed
from pipeline.catalogue.importing.readers.kinds_of_file import packed_kind, refuse_by_signature, refuse_markup
from pipeline.catalogue.importing.readers.kinds_of_text import kind_of_text
from pipeline.catalogue.importing.readers.markdown_blocks import markdown_blocks
from pipeline.catalogue.importing.readers.source import Source, decoded, read_bytes
from pipeline.catalogue.importing.readers.spreadsheet import read_spreadsheet
from pipeline.catalogue.importing.topic_pages.pages import Page, read_pages
from pipeline.errors import InvalidPage, InvalidShow, Problem

# What `--as` takes, and what each is.
KINDS: Mapping[str, str] = {
    "csv": "a table of text, with commas, semicolons or bars between its cells",
    "tsv": "a table of text, with tabs between its cells",
    "xlsx": "a spreadsheet of Excel",
    "ods": "a spreadsheet of LibreOffice",
    "xls": "a spreadsheet of an old Excel",
    "markdown-table": "a table in Markdown",
    "markdown-list": "a bullet or numbered list",
    "headings": "headings with a paragraph below each",
    "posts": "a folder of Markdown posts with front matter, or one post",
    "notion": "an export of Notion: a folder, a ZIP, or a page",
    "json": "a JSON document",
    "jsonl": "JSON Lines: an object on each line",
    "yaml": "a YAML list",
    "lines": "plain lines: «Title - summary», or a title with its summary below",
    "topic-page": "the text of a topic page: «18 episodes — …»",
    "feed": "an RSS or Atom feed",
}
_SPREADSHEETS = frozenset({"xlsx", "ods", "xls"})
_OF_TEXT: Mapping[str, Callable[[Source], Listing]] = {
    "csv": delimited.read_delimited,
    "tsv": lambda source: delimited.read_delimited(source, "\t"),
    "markdown-table": lambda source: markdown_tables.read_markdown_tables(
        source, markdown_blocks(source.text)
    ),
    "markdown-list": lambda source: markdown_lists.read_markdown_list(source, markdown_blocks(source.text)),
    "headings": lambda source: headings.read_headings(source, markdown_blocks(source.text)),
    "posts": posts.read_post,
    "notion": lambda source: notion.read_notion(source.path, [source]),
    "json": json_lists.read_json,
    "jsonl": json_lists.read_json_lines,
    "yaml": yaml_lists.read_yaml,
    "lines": plain_lines.read_plain_lines,
}
_LISTS_IN_FOLDERS = frozenset(
    {
        ".csv",
        ".tsv",
        ".tab",
        ".xlsx",
        ".xls",
        ".ods",
        ".json",
        ".jsonl",
        ".ndjson",
        ".yaml",
        ".yml",
        ".txt",
        ".xml",
        ".rss",
        ".atom",
    }
)
_NO_LISTS = "bring a file with the list, or a folder of Markdown posts"


@dataclass(slots=True)
class _Read:
    """What was read so far; topic pages are merged when all are known."""

    listings: list[Listing | None] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    errors: list[InvalidPage] = field(default_factory=list)

    def add_pages(self, pages: Sequence[Page]) -> None:
        if not self.pages:
            self.listings.append(None)  # where the merged pages go
        self.pages.extend(pages)


def read_lists(
    paths: Sequence[Path], kind: str | None = None, *, episodes: Sequence[Titled] = ()
) -> list[Listing]:
    """Read lists of any kind, each as a listing; topic pages become one, merged, at the place of the first.

    `kind`, one of KINDS, says what all of them are instead of their content. `episodes` are those the show
    has: topics on topic pages are told apart and spelled by them. Raises InvalidPage for a file that is no
    list, or InvalidShow for several.
    """
    read = _Read()
    for path in paths:
        try:
            _read(path, kind, read)
        except InvalidPage as error:
            read.errors.append(error)
    if len(read.errors) == 1:
        raise read.errors[0]
    if read.errors:
        raise InvalidShow([Problem(e.what, Path(e.file or ""), e.line, e.remedy) for e in read.errors])
    merged = topic_pages.pages_listing(read.pages, episodes) if read.pages else None
    return [listing for slot in read.listings if (listing := slot or merged)]


def _read(path: Path, kind: str | None, read: _Read) -> None:
    if kind is not None and kind not in KINDS:
        raise InvalidPage(f"no kind of list is called «{kind}»", remedy=f"one of: {', '.join(KINDS)}")
    if path.is_dir():
        _read_folder(path, kind, read)
    else:
        _read_file(path, kind, read)


def _read_file(path: Path, kind: str | None, read: _Read) -> None:
    data = read_bytes(path)
    if kind == "feed" or (kind is None and looks_like_feed(data)):
        read.listings.append(read_feed(path, data))
        return
    refuse_by_signature(path, data)
    packed = packed_kind(path, data)
    if packed in _SPREADSHEETS:
        read.listings.append(read_spreadsheet(Source(path, data), packed))
    elif packed:
        read.listings.append(_archive_listing(path, data))
    elif kind in _SPREADSHEETS:
        raise InvalidPage(
            f"is no spreadsheet ({kind})", file=path, remedy="leave --as out, or say what it is"
        )
    else:
        _read_text(decoded(path, data), kind, read)


def _read_text(source: Source, kind: str | None, read: _Read) -> None:
    refuse_markup(source.path, source.text)
    kind = kind or kind_of_text(source)
    if kind == topic_pages.KIND:
        read.add_pages(read_pages(source.path))
    else:
        read.listings.append(_OF_TEXT[kind](source))


def _archive_listing(path: Path, data: bytes) -> Listing:
    sources = [decoded(inside, content) for inside, content in members(path, data) if content.strip()]
    if not sources:
        what = "is a ZIP archive without Markdown pages or CSV tables"
        raise InvalidPage(what, file=path, remedy="unpack it and bring the file with the list")
    if any(notion.is_notion_name(source.path.name) for source in sources):
        return notion.read_notion(path, sources)
    if all(source.suffix == ".csv" for source in sources):
        return delimited.read_delimited(sources[0])
    return posts.read_posts(path, [source for source in sources if source.suffix != ".csv"])


def _read_folder(path: Path, kind: str | None, read: _Read) -> None:
    pages = posts.post_files(path)
    tables = sorted(path.rglob("*.csv"))
    if kind == "notion" or (kind is None and _is_notion_folder([*pages, *tables])):
        read.listings.append(notion.read_notion(path, list(_sources([*pages, *tables]))))
        return
    lists = [
        file for file in sorted(path.iterdir()) if file.is_file() and file.suffix.lower() in _LISTS_IN_FOLDERS
    ]
    if pages and kind in {None, "posts"}:
        read.listings.append(posts.read_posts(path, _sources(pages)))
    elif lists or pages:
        for file in [*pages, *lists]:
            _read_file(file, kind, read)
    else:
        raise InvalidPage("is a folder without lists", file=path, remedy=_NO_LISTS)


def _is_notion_folder(files: Sequence[Path]) -> bool:
    named = sum(notion.is_notion_name(file.name) for file in files)
    return named > 0 and 2 * named >= len(files)


def _sources(files: Sequence[Path]) -> Iterator[Source]:
    for file in files:
        try:
            yield decoded(file, read_bytes(file))
        except InvalidPage as error:
            yield Source(
                file, b"", "", (Problem(f"{error.what}; it is left out", file, error.line, error.remedy),)
            )
