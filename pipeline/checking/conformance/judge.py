"""Judge a feed by what podcast apps and directories require, from its XML and its files alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml.etree import XMLSyntaxError

from pipeline.checking.conformance.channel_rules import CHANNEL_RULES
from pipeline.checking.conformance.file_rules import FILE_RULES, place
from pipeline.checking.conformance.item_rules import ITEM_RULES
from pipeline.checking.conformance.judged_feed import JudgedFeed, file_at, parse
from pipeline.checking.conformance.paging_rules import PAGING_RULES, next_page
from pipeline.checking.conformance.show_rules import SHOW_RULES, ShowFeed
from pipeline.checking.finding import Finding

WELL_FORMED, RSS, PAGES = "well-formed", "rss", "pages"
RULES = (WELL_FORMED, RSS, PAGES, *CHANNEL_RULES, *ITEM_RULES, *FILE_RULES, *PAGING_RULES, *SHOW_RULES)

Fetch = Callable[[str], bytes | None]  # what is at an address, if anything


def check_feed(feed_url: str, fetch: Fetch, output: Path | None = None) -> list[Finding]:
    """List what is wrong with the feed at an address, with all its pages, its files lying below `output`.

    Without `output` the files are left out. Sources: Apple's guide for podcasters, PSP-1 of the Podcast
    Standards Project, the Podcasting 2.0 namespace, RSS 2.0, RFC 5005.
    """
    pages, findings = read_pages(feed_url, fetch, output)
    return findings + judge_pages(pages)


def judge_pages(pages: Sequence[JudgedFeed]) -> list[Finding]:
    """List what is wrong with the pages of a feed, each alone and together."""
    findings = [finding for page in pages for finding in _judge(page, several=len(pages) > 1)]
    for name, rule in PAGING_RULES.items() if pages else ():
        findings += [Finding(where, what, name) for where, what in rule(pages)]
    return findings


def judge_as_of_show(feed: ShowFeed) -> list[Finding]:
    """List where a feed is not what it should be of its show."""
    return [Finding("channel", what, name) for name, rule in SHOW_RULES.items() for what in rule(feed)]


def files_below(output: Path, site_url: str) -> Fetch:
    """Read what is to be at an address below `site_url` from the files below `output`."""

    def read(url: str) -> bytes | None:
        file = file_at(url, site_url, output)
        return file.read_bytes() if file else None

    return read


def read_pages(
    feed_url: str, fetch: Fetch, output: Path | None = None
) -> tuple[list[JudgedFeed], list[Finding]]:
    """Read a feed and the pages that follow it, as far as they can be read, and what was in the way."""
    pages: list[JudgedFeed] = []
    url = feed_url
    while url and url not in [page.url for page in pages]:
        xml = fetch(url)
        page = Finding(url, "is not there", PAGES) if xml is None else _read(xml, url, output)
        if isinstance(page, Finding):
            return pages, [page]
        pages.append(page)
        url = next_page(page)
    return pages, [Finding(pages[-1].url, "names a page before it as its next", PAGES)] if url else []


def _read(xml: bytes, url: str, output: Path | None) -> JudgedFeed | Finding:
    try:
        root = parse(xml)
    except XMLSyntaxError as error:
        return Finding(f"line {error.lineno}", f"is not XML: {error.msg}", WELL_FORMED)
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return Finding("line 1", "is not RSS 2.0 with one channel", RSS)
    return JudgedFeed(root, channels[0], url, output)


def _judge(feed: JudgedFeed, *, several: bool) -> Iterator[Finding]:
    prefix = f"{feed.url}, " if several else ""
    for name, channel_rule in CHANNEL_RULES.items():
        yield from (Finding(f"{prefix}channel", what, name) for what in channel_rule(feed))
    for item in feed.items:
        for name, item_rule in ITEM_RULES.items():
            yield from (Finding(prefix + place(item), what, name) for what in item_rule(item))
    if feed.output is not None:
        for name, file_rule in FILE_RULES.items():
            yield from (Finding(prefix + where, what, name) for where, what in file_rule(feed))
