"""Which files are lists of links or notes of a lecture, and no lists of episodes; when unsure, neither."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.catalogue.importing.lecture_notes.points import read_points
from pipeline.catalogue.importing.reading_lists.addresses import address_key, host_of
from pipeline.catalogue.importing.reading_lists.links import ListedLink, read_links

READING_LIST, LECTURE_NOTES = "reading-list", "lecture-notes"
READING_KINDS = (READING_LIST, LECTURE_NOTES)  # as `--as` names them

_LEAST_LINKS = 3
_LINKED_SHARE = 0.6  # of the items of all lists
_REMARKED_SHARE = 0.6  # more, and each may be a summary
_ONE_SITE_SHARE = 0.8  # more, and the links may be a show's own pages
_NUMBERED = re.compile(r"(?i)(?:#|no\.?|ep(?:isode|\.)?|lesson|part|unit)?\s*\d+\s*(?:[.:)–—-]|$)")
_OTHER_FORMATS = re.compile(r"\s*(?:[{<]|\[\s*[\[{\"])|%PDF|BEGIN:")
_FIELDS = re.compile(r"(?mi)^(?:title|summary|description|pubDate|guid|published)\s*:")

_LEAST_POINTS = 8
_LONGEST_POINT = 60  # words on average; more is prose
_SMALL_SHARE = 0.2  # of the points that begin with a small letter, as hardly any title does
_UNFINISHED_SHARE = 0.4  # of the points that end without a stop
_TITLED_SHARE = 0.5  # of the points that are «Title: summary»
_TABLE_SHARE = 0.6  # of the lines that have as many separators as most
_TITLED = re.compile(r"[^:—–]{2,80}(?::| [—–-] )\s*\S+(?:\s+\S+){2,}")
_SEPARATORS = "\t;,|"


def looks_like_reading_list(text: str) -> bool:
    """Tell a page of links under headings from a list of episodes that are linked.

    Both have links; but a list of episodes has a summary to each, and all lead to one site.
    """
    if text.count("://") < _LEAST_LINKS or _OTHER_FORMATS.match(text) or _FIELDS.search(text):
        return False
    page = read_links(text)
    links = list({address_key(link.url): link for link in page.links}.values())
    if len(links) < _LEAST_LINKS or not any(link.headings for link in links):
        return False
    if page.linked_items < _LINKED_SHARE * (page.linked_items + page.other_items):
        return False
    return not _may_be_episodes(links)


def _may_be_episodes(links: list[ListedLink]) -> bool:
    numbered = sum(bool(_NUMBERED.match(link.title)) for link in links)
    remarked = sum(bool(link.remark) for link in links)
    sites = Counter(host_of(link.url) for link in links)
    return (
        numbered > len(links) / 2
        or remarked > _REMARKED_SHARE * len(links)
        or max(sites.values()) > _ONE_SITE_SHARE * len(links)
    )


def looks_like_lecture_notes(text: str) -> bool:
    """Tell jotted points from lists of episodes, tables and prose: small letters, no stops, no summaries."""
    lines = [line for line in text.splitlines() if line.strip()]
    if _OTHER_FORMATS.match(text) or _FIELDS.search(text) or _is_table(lines):
        return False
    points = [point.text for point in read_points(text)]
    if len(points) < _LEAST_POINTS or len(text.split()) > _LONGEST_POINT * len(points):
        return False
    small = sum(point[:1].islower() for point in points)
    unfinished = sum(not point.endswith((".", "!", "?")) for point in points)
    titled = sum(bool(_TITLED.fullmatch(point)) and not point[:1].islower() for point in points)
    linked = sum("://" in point for point in points)
    return (
        small >= _SMALL_SHARE * len(points)
        and unfinished >= _UNFINISHED_SHARE * len(points)
        and titled <= _TITLED_SHARE * len(points)
        and linked <= len(points) / 4
    )


def _is_table(lines: list[str]) -> bool:
    for sign in _SEPARATORS:
        count, times = Counter(line.count(sign) for line in lines).most_common(1)[0] if lines else (0, 0)
        if count and times >= _TABLE_SHARE * len(lines):
            return True
    return False
