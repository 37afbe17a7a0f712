"""The sitemap: every page that search engines should know; of many, several files and one that names them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.show import Show
from pipeline.layout import addresses
from pipeline.publishing.site.templates import render

MOST_LOCATIONS = 50_000  # of one file, by the protocol (sitemaps.org)
MARK = "<!-- Ninety -->"
_PATH = "sitemap.xml"


class Sitemap:
    """Collects the pages of a site with their days (ISO 8601), and gives the files."""

    def __init__(self, show: Show, most: int = MOST_LOCATIONS) -> None:
        self._show, self._most = show, most
        self._locations: list[tuple[str, str]] = []

    def add(self, path: str, day: str) -> None:
        """Take a page by its path below `output/`."""
        self._locations.append((path, day))

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the sitemaps, then the file that names them where they are several, then robots.txt."""
        starts = range(0, len(self._locations), self._most)
        if len(starts) <= 1:
            yield _PATH, self._file(0)
        else:
            paths = [f"sitemap-{number}.xml" for number in range(1, len(starts) + 1)]
            yield from zip(paths, map(self._file, starts), strict=True)
            parts = [addresses.url(self._show, path) for path in paths]
            yield _PATH, render("sitemaps.xml", {"parts": parts})
        yield "robots.txt", self._robots()

    def _robots(self) -> str:
        """Tell search engines where the pages are; of a private show, that none is for them."""
        if self._show.feed.private:
            return "User-agent: *\nDisallow: /\n"
        return f"User-agent: *\nAllow: /\nSitemap: {addresses.url(self._show, _PATH)}\n"

    def _file(self, start: int) -> str:
        locations = self._locations[start : start + self._most]
        shown = ((addresses.page_url(self._show, path), day) for path, day in locations)
        return render("sitemap.xml", {"mark": MARK, "locations": shown})
