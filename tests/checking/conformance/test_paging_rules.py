"""Every rule on pages is seen to fail, on a good feed of three pages with one thing broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogue.feed_settings import FeedSettings
from pipeline.catalogue.show import Show
from pipeline.checking.conformance.judge import PAGES, Fetch, check_feed
from pipeline.checking.conformance.paging_rules import PAGING_RULES
from pipeline.layout.record import Record
from pipeline.publishing.feeds.feed import Texts, build_feeds
from pipeline.publishing.feeds.soundbites import Passage

SITE = "https://example.org/bread"
FIRST, SECOND, THIRD = (f"{SITE}/{name}" for name in ("feed.xml", "feed-2.xml", "feed-3.xml"))

# Rule, the page, a text on it that is there once, and what takes its place.
BROKEN = [
    ("paging-links", FIRST, f'href="{THIRD}" rel="last"', f'href="{SECOND}" rel="last"'),
    ("paging-links", SECOND, f'href="{FIRST}" rel="prev"', f'href="{FIRST}" rel="previous"'),
    ("paging-links", THIRD, f'href="{FIRST}" rel="first"', f'href="{THIRD}" rel="first"'),
    ("paging-identity", SECOND, "<podcast:guid>", "<podcast:guid>0"),
    ("paging-unique-guids", THIRD, "0000001</guid>", "0000002</guid>"),
    ("paging-order", SECOND, "<pubDate>Tue, 03 Mar 2026 04", "<pubDate>Tue, 03 Mar 2026 08"),
    (PAGES, FIRST, f'href="{SECOND}" rel="next"', f'href="{SITE}/feed-9.xml" rel="next"'),
    (PAGES, SECOND, f'href="{THIRD}" rel="next"', f'href="{FIRST}" rel="next"'),
]


@pytest.fixture(scope="module")
def pages(show: Show, records: dict[str, Record]) -> dict[str, str]:
    """Give a feed on three pages by their addresses."""
    paged = replace(show, feed=FeedSettings(items_per_page=1))
    passages = {slug: Passage(9.5, 30.0) for slug in records}
    feeds = build_feeds(paged, records, texts=Texts(passages))
    return {f"{SITE}/{path}": data.decode() for path, data in feeds.items() if path.endswith(".xml")}


def served(pages: dict[str, str]) -> Fetch:
    return lambda url: pages[url].encode() if url in pages else None


def test_good_pages_break_no_rule(pages: dict[str, str]) -> None:
    assert check_feed(FIRST, served(pages)) == []


@pytest.mark.parametrize(("rule", "page", "there", "instead"), BROKEN)
def test_broken_pages_break_their_rule(
    pages: dict[str, str], rule: str, page: str, there: str, instead: str
) -> None:
    assert pages[page].count(there) == 1
    broken = pages | {page: pages[page].replace(there, instead)}
    assert rule in {finding.rule for finding in check_feed(FIRST, served(broken))}


def test_every_rule_has_something_that_breaks_it() -> None:
    assert {rule for rule, *_ in BROKEN} == {PAGES, *PAGING_RULES}


def test_what_is_wrong_on_a_later_page_is_found_there(pages: dict[str, str]) -> None:
    broken = pages | {SECOND: pages[SECOND].replace("<itunes:episode>2<", "<itunes:episode>0<")}
    (finding,) = check_feed(FIRST, served(broken))
    assert finding.rule == "item-episode"
    assert finding.place.startswith(f"{SECOND}, item «Crumb»")


def test_one_page_may_name_itself_as_first_and_last(pages: dict[str, str]) -> None:
    third = pages[THIRD].replace("feed-3.xml", "feed.xml")
    alone = "\n".join(line for line in third.split("\n") if 'rel="prev"' not in line)
    assert 'rel="first"' in alone
    assert check_feed(FIRST, served({FIRST: alone})) == []
