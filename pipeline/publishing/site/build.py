"""The whole site: every page and what pages load, by path below `output/`; nothing is written here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache, partial
from itertools import islice
from pathlib import Path

from pipeline.audio.artwork.about import SHOW, fingerprint
from pipeline.catalogue.show import Show
from pipeline.freshness.made import STANDS, Made, Stands, key_of
from pipeline.layout import addresses
from pipeline.layout.record import Record
from pipeline.process.files import digest
from pipeline.publishing.episode_keys import episode_keys
from pipeline.publishing.site.library import Library, open_library
from pipeline.publishing.site.pages import GENERATOR, Page, Pages
from pipeline.publishing.site.playlists import FOLDER as PLAYLIST_FOLDER
from pipeline.publishing.site.playlists import playlists
from pipeline.publishing.site.reading import reading_groups
from pipeline.publishing.site.search_index import ROWS, SearchFiles
from pipeline.publishing.site.shards import FOLDER as SEARCH_FOLDER
from pipeline.publishing.site.shards import MARK
from pipeline.publishing.site.sitemap import MARK as SITEMAP_MARK
from pipeline.publishing.site.sitemap import Sitemap
from pipeline.publishing.site.theme import theme_css
from pipeline.publishing.site.transcript import read_words

RELATED = 4  # episodes to hear beside one, on its page
PER_PAGE = 150  # episodes on a topic's page; more would make it heavy
_ICONS = {"assets/icon-48.png": 48, "assets/icon-180.png": 180}
_ASSETS = Path(__file__).with_name("assets")
_PAGES = ("episodes", "topics", "all-topics", "reading", addresses.EMBEDS)  # folders
_PAGE_MARK = f'<meta name="generator" content="{GENERATOR}">'.encode()
# Folder, names and mark of what is removed when it is no longer made.
_MADE_HERE = (
    *((folder, "index.html", _PAGE_MARK) for folder in _PAGES),
    *((folder, "*.json", MARK.encode()) for folder in (SEARCH_FOLDER, PLAYLIST_FOLDER, addresses.OEMBED)),
    ("", "sitemap-*.xml", SITEMAP_MARK.encode()),
)
_COMMENT = re.compile(rb"//.*|/\*(?:(?!\*/).)*\*/")
_LOOSE = re.compile(rb"(?<=[{},:;]) +| +(?=[{}])|;(?= *\n?})")  # blanks and signs that styles do without
_IMPORT = re.compile(rb'((?:from |import\()"\./[a-z-]+\.js)(")')


def site_files(
    show: Show,
    records: Mapping[str, Record],
    output: Path,
    *,
    per_page: int = PER_PAGE,
    made: Made | None = None,
    keys: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, bytes | str | Stands]]:
    """Give the files of the site for the episodes of `records` (by slug), what pages load before the pages.

    They are made one after another, so that a site of any size can be. Transcripts are read from `output`.
    The same arguments give the same bytes. Raises InvalidCover, and InvalidPage for a list of links that is
    no text, before anything is given. What is `made` already from episodes with these `keys` (by slug) is
    not made.
    """
    made = made or Made()
    version, assets = _assets(show, made)
    library = open_library(show, records, keys or episode_keys(show, records, output))
    reading = reading_groups(show, made)
    about = key_of(addresses.facts_of(show), version, bool(reading))
    maker = Pages(library, _related(library, made), version, per_page, reading, made, about)
    return _files(maker, assets, output)


def build_site(
    show: Show,
    records: Mapping[str, Record],
    output: Path,
    *,
    per_page: int = PER_PAGE,
) -> dict[str, bytes | str]:
    """Give all files of the site at once; see `site_files`."""
    files = site_files(show, records, output, per_page=per_page)
    return {path: content for path, content in files if content is not STANDS}


def _related(library: Library, made: Made) -> list[list[int]]:
    """Give the places of the episodes to hear beside each one, in the order of all; the nearest first."""
    show = library.show

    def found() -> list[list[int]]:
        from pipeline.writing.known.related import ShowIndex

        index = ShowIndex(show)
        near = (library.heard(index.ranked(each.episode)) for each in library.episodes)
        return [[library.places[other.slug] for other in islice(others, RELATED)] for others in near]

    said = ((e.slug, e.number, e.title, e.subtitle, e.summary, e.topics, e.notes) for e in show.episodes)
    key = key_of(*said, *(each.slug for each in library.episodes))
    return list(made.value("related", key, found))


def _files(
    maker: Pages, assets: Mapping[str, bytes | Stands], output: Path
) -> Iterator[tuple[str, bytes | str | Stands]]:
    library, sitemap = maker.library, Sitemap(maker.library.show)
    index = SearchFiles(library, maker.made)
    yield from assets.items()
    yield from playlists(library, maker.made)
    yield from _page_files([maker.not_found()])
    yield from _page_files(maker.redirects())
    for start in range(0, len(library.episodes), ROWS):
        part = library.episodes[start : start + ROWS]
        words = [cache(partial(read_words, output, heard.record)) for heard in part]
        yield from index.rows(part, words)
        yield from _page_files(page for heard in part for page in maker.embed(heard))
        yield from _page_files(map(maker.episode, part, words), sitemap)
    yield from index.files()
    yield from _page_files(maker.lists(), sitemap)
    yield from sitemap.files()


def _page_files(pages: Iterable[Page], sitemap: Sitemap | None = None) -> Iterator[tuple[str, str | Stands]]:
    for page in pages:
        if sitemap is not None:
            sitemap.add(page.path, page.day)
        yield page.path, page.html


def files_made_here(output: Path, but: Container[str] = ()) -> Iterator[str]:
    """List the files below `output` that an earlier run made for the site, without those of `but`.

    That is pages of episodes, topics and reading, and what is divided into more or fewer files as a show
    grows: search, playlists, sitemaps.
    """
    for folder, name, mark in _MADE_HERE:
        for path in _paths_below(output, folder):
            is_like_ours = path not in but and fnmatchcase(path.rpartition("/")[2], name)
            if is_like_ours and mark in (output / path).read_bytes():
                yield path


def _paths_below(output: Path, folder: str) -> Iterator[str]:
    """List the files in a folder and all below it, or right in `output` where it is «», without links."""
    try:
        with os.scandir(output / folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_file(follow_symlinks=False):
            yield path
        elif folder and entry.is_dir(follow_symlinks=False):
            yield from _paths_below(output, path)


def _assets(show: Show, made: Made) -> tuple[str, dict[str, bytes | Stands]]:
    """Give the digits by which pages tell versions of what they load, and its files by path."""
    contents = cache(lambda: dict(_made_assets(show)))
    key = key_of(show.cover, fingerprint())
    version, paths = made.value("assets", key, lambda: [digest(*contents().values())[:8], [*contents()]])
    return version, {path: made.file(path, key, partial(_one_of, contents, path)) for path in paths}


def _one_of(contents: Callable[[], Mapping[str, bytes]], path: str) -> bytes:
    return contents()[path]


def _made_assets(show: Show) -> Iterator[tuple[str, bytes]]:
    """Give the style sheet in the show's colours, the scripts, the font, and the icons.

    A script names those it needs with the digest of all of them, so that no browser mixes two versions.
    """
    files = {file.name: file.read_bytes() for file in sorted(_ASSETS.iterdir()) if file.is_file()}
    version = digest(*files.values())[:8].encode()
    for name, content in files.items():
        if name.endswith(".js"):
            yield f"assets/{name}", _IMPORT.sub(rb"\1?v=" + version + rb"\2", _lean(content))
        elif name.endswith(".css"):
            yield f"assets/{name}", theme_css(show.cover).encode() + _LOOSE.sub(b"", _lean(content))
        else:
            yield f"assets/{name}", content
    for path, pixels in _ICONS.items():
        yield path, _icon(show, pixels)


def _lean(content: bytes) -> bytes:
    """Leave out what only those read who write scripts and styles: indentation, lines of comment."""
    lines = (line.strip() for line in content.splitlines())
    return b"".join(line + b"\n" for line in lines if line and not _COMMENT.fullmatch(line))


def _icon(show: Show, pixels: int) -> bytes:
    from pipeline.audio.artwork.cover import as_png, draw_pattern

    if show.cover.image:
        from pipeline.audio.artwork.own import reduced

        return as_png(reduced(show.cover.image, show.cover.background, pixels))
    return draw_pattern(show.cover, SHOW, pixels)
