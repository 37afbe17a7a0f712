"""The whole site: every page and what pages load, by path below `output/`; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.audio.artwork.cover import draw_pattern
from pipeline.catalogue.show import Show
from pipeline.files import digest
from pipeline.publishing import addresses
from pipeline.publishing.record import Record
from pipeline.publishing.site.library import open_library
from pipeline.publishing.site.pages import GENERATOR, Pages
from pipeline.publishing.site.reading import reading_groups
from pipeline.publishing.site.search_index import INDEX_PATH, PLAYLIST_PATH, playlist, search_index
from pipeline.publishing.site.templates import render
from pipeline.publishing.site.theme import theme_css
from pipeline.publishing.site.transcript import read_words

PER_PAGE = 150  # episodes on a topic's page; more would make it heavy
_ICONS = {"assets/icon-48.png": 48, "assets/icon-180.png": 180}
_ASSETS = Path(__file__).with_name("assets")
_IMPORT = re.compile(rb'((?:from |import\()"\./[a-z-]+\.js)(")')


def build_site(
    show: Show, records: Mapping[str, Record], output: Path, *, per_page: int = PER_PAGE
) -> dict[str, bytes | str]:
    """Give the files of the site for the episodes of `records` (by slug), what pages load before the pages.

    Transcripts are read from `output`. The same arguments give the same bytes. Raises InvalidCover, and
    InvalidPage for a list of links that is no text.
    """
    library = open_library(show, records)
    words = {heard.slug: read_words(output, heard.record) for heard in library.episodes}
    assets = dict(_assets(show))
    maker = Pages(library, words, digest(*assets.values())[:8], per_page, reading_groups(show))
    pages = list(maker.all())
    locations = [(addresses.page_url(show, page.path), page.day) for page in pages]
    return {
        **assets,
        INDEX_PATH: search_index(library, words),
        PLAYLIST_PATH: playlist(library),
        **{page.path: page.html for page in [maker.not_found(), *maker.redirects(), *pages]},
        "sitemap.xml": render("sitemap.xml", {"locations": locations}),
        "robots.txt": _robots(show),
    }


def _robots(show: Show) -> str:
    """Tell search engines where the pages are; of a private show, that none is for them."""
    if show.feed.private:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {addresses.url(show, 'sitemap.xml')}\n"


def pages_made_here(output: Path) -> Iterator[str]:
    """List the pages of episodes, topics and reading below `output` that an earlier run wrote."""
    mark = f'<meta name="generator" content="{GENERATOR}">'.encode()
    for folder in ("episodes", "topics", "reading"):
        for file in sorted((output / folder).rglob("index.html")):
            if not file.is_symlink() and mark in file.read_bytes():
                yield file.relative_to(output).as_posix()


def _assets(show: Show) -> Iterator[tuple[str, bytes | str]]:
    """Give the style sheet in the show's colours, the scripts, the font, and the icons.

    A script names those it needs with the digest of all of them, so that no browser mixes two versions.
    """
    files = {file.name: file.read_bytes() for file in sorted(_ASSETS.iterdir()) if file.is_file()}
    version = digest(*files.values())[:8].encode()
    for name, content in files.items():
        if name.endswith(".js"):
            yield f"assets/{name}", _IMPORT.sub(rb"\1?v=" + version + rb"\2", content)
        elif name.endswith(".css"):
            yield f"assets/{name}", theme_css(show.cover).encode() + content
        else:
            yield f"assets/{name}", content
    for path, pixels in _ICONS.items():
        yield path, draw_pattern(show.cover, show.title, None, pixels)
