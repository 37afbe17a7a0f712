"""RSS and Atom: a back catalogue as its feed has it, every guid and date kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.catalogue.importing.readers.feed import facts, texts
from pipeline.catalogue.importing.readers.feed.about import show_facts
from pipeline.catalogue.importing.readers.feed.dates import feed_date, names_unknown_zone
from pipeline.catalogue.importing.readers.feed.elements import Element, Feed, parse_feed
from pipeline.catalogue.importing.readers.feed.repeats import Repeats, find_repeats
from pipeline.catalogue.importing.readers.feed.source_text import decode_feed
from pipeline.catalogue.values import LONGEST_GUID
from pipeline.errors import InvalidPage, Problem

COLUMNS = (
    "guid", "title", "subtitle", "summary", "notes", "topics", "published", "season", "episode_number",
    "episode_type", "link", "explicit", "reference_seconds", "reading",
)  # fmt: skip
_LARGEST_FEED = 64 * 2**20  # bytes
_LOOKED_AT = 20_000  # bytes at the beginning
_NO_ELEMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_FIRST_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]*)([^<>]*)")
_FEED_ROOTS = frozenset({"rss", "rdf:rdf"})
_PLACES = 3  # named of those that share a trouble
_LATER_PAGES = frozenset({"next", "prev-archive"})  # RFC 5005, sections 3 and 4


def looks_like_feed(data: bytes) -> bool:
    """Tell whether a file begins as RSS or Atom does, whatever its encoding."""
    text = _NO_ELEMENT.sub("", decode_feed(data[:_LOOKED_AT])[0])
    first = _FIRST_ELEMENT.search(text)
    if first is None or (text[: first.start()].strip("\ufeff \t\r\n") and "version=" not in first[2]):
        return False  # what a server complains of may stand before a feed, and a text may speak of <rss>
    name = first[1].lower()
    is_atom = name.rpartition(":")[2] == "feed" and ("atom" in first[2].lower() or "<entry" in text)
    return name in _FEED_ROOTS or is_atom


def read_feed(path: Path, data: bytes) -> Listing:
    """Read a feed's items, in its order, a row each, and what it says of its show.

    The cells are those of COLUMNS that an item fills: text, but `topics` a tuple of texts, `published` a date
    or an aware datetime (naive where the feed gives no zone), `season` and `episode_number` whole numbers,
    `explicit` a truth value, `reference_seconds` a number and `reading` pairs of title and address. Nothing
    but the bytes is looked at. Raises InvalidPage for what is no feed or has no items.
    """
    if len(data) > _LARGEST_FEED:
        raise InvalidPage("is too large for a feed", file=path, remedy="split it")
    feed = parse_feed(path, data)
    reading = _Reading(path, feed)
    rows = tuple(reading.rows())
    if not rows:
        raise InvalidPage(
            "is a feed in which no episode has a guid, a recording, a page or a title", file=path
        )
    return Listing(
        path=path,
        kind="feed",
        rows=rows,
        columns=tuple(name for name in COLUMNS if any(name in row.cells for row in rows)),
        about=show_facts(feed.channel),
        newest_first=_is_newest_first(rows),
        warnings=(*feed.warnings, *_channel_warnings(path, feed), *reading.warnings()),
    )


@dataclass(slots=True, eq=False)
class _Reading:
    """The reading of one feed's items, and what was odd about them, by what it was: (line, name)."""

    path: Path
    feed: Feed
    topics: facts.Topics = field(default_factory=facts.Topics)
    odd: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        wordings = [texts.wording_of(item) for item in self.feed.items]
        repeats = find_repeats([words.all for words in wordings])
        guids: set[str] = set()
        for item, words in zip(self.feed.items, wordings, strict=True):
            cells = self._cells(item, words, repeats)
            guid = cells.get("guid", "")
            if guid and guid in guids:
                self._note("twice", item, guid)
                continue
            guids.add(guid)
            if guid or cells.get("title"):
                yield Row(item.line, cells)

    def _cells(self, item: Element, words: texts.Wording, repeats: Repeats) -> dict[str, Any]:
        title, summary = texts.title_of(item), texts.summary_of(words, repeats)
        if not title:
            title = self._stand_in(item, summary)
        cells = {
            "guid": self._guid(item, title),
            "title": title,
            "subtitle": texts.subtitle_of(item, title, summary),
            "summary": summary,
            "notes": texts.notes_of(words, repeats, summary),
            "topics": self.topics.of(item),
            "published": self._published(item, title),
            "season": facts.season_of(item),
            "episode_number": facts.episode_number_of(item),
            "episode_type": facts.episode_type_of(item),
            "link": self._link(item),
            "explicit": facts.explicit_of(item),
            "reference_seconds": facts.seconds_of(item),
            "reading": texts.reading_of(words, repeats),
        }
        return {name: value for name, value in cells.items() if value not in ("", (), None)}

    def _guid(self, item: Element, title: str) -> str:
        guid = facts.guid_of(item)
        if len(guid.encode()) > LONGEST_GUID:
            self._note("long guid", item, title)
            return ""
        if guid:
            return guid
        stand_in = facts.enclosure_of(item) or facts.link_of(item)
        self._note("enclosure" if stand_in else "no guid", item, title)
        return stand_in

    def _stand_in(self, item: Element, summary: str) -> str:
        """Name an item without a title, as RSS allows it, by the beginning of what it says."""
        self._note("no title", item, summary)
        words = summary.split()
        return " ".join(words[:8]).rstrip(".,;:") + ("…" if len(words) > 8 else "")

    def _published(self, item: Element, title: str) -> date | None:
        written = item.say(*facts.DATES)
        moment = feed_date(written)
        if moment is None:
            self._note("odd date" if written else "no date", item, written or title)
        elif names_unknown_zone(written, moment):
            self._note("zone", item, written)
        return moment

    def _link(self, item: Element) -> str:
        """Give the episode's own page; a link that is the show's says nothing of it."""
        show = _page_of_show(self.feed)
        link = facts.link_of(item, show)
        return "" if link.rstrip("/") == show else link

    def _note(self, kind: str, item: Element, name: str) -> None:
        self.odd.setdefault(kind, []).append((item.line, name))

    def warnings(self) -> Iterator[Problem]:
        for kind, places in self.odd.items():
            what, remedy = _ODD[kind]
            items = "1 item" if len(places) == 1 else f"{len(places)} items"
            named = ", ".join(f"«{name[:60]}» (line {line})" for line, name in places[:_PLACES])
            more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
            yield Problem(what.format(items=items) + f": {named}{more}", self.path, places[0][0], remedy)


# What was odd about items, of how many, and what to do.
_ODD = {
    "enclosure": (
        "{items} without a guid; the address of its recording, or of its page, stands for it, as in apps",
        "let the new feed give exactly these as guids",
    ),
    "no guid": ("{items} without guid, recording and page", "a guid is made; apps show the episode as new"),
    "long guid": ("{items} with a guid too long to keep", "a guid is made; apps show the episode as new"),
    "twice": ("{items} with a guid that an item before has; the first was taken", "look which is right"),
    "no title": ("{items} without a title; the first words stand for it", "write a title"),
    "no date": ("{items} without a date", "give one, or let `ninety import` date them"),
    "odd date": (
        "{items} with a date that cannot be read",
        "write it as in «Thu, 19 Feb 2026 06:00:00 +0000»",
    ),
    "zone": ("{items} with a zone that is not known by its name; the show's is taken", "write it as +0100"),
}


def _page_of_show(feed: Feed) -> str:
    """Give the address of the show's page, without a slash at its end."""
    return facts.link_of(feed.channel).rstrip("/")


def _is_newest_first(rows: Sequence[Row]) -> bool | None:
    """Judge the order by dates, or by numbers; a feed that has neither begins with the newest, as usual."""
    moments = [_comparable(row.cells["published"]) for row in rows if "published" in row.cells]
    numbers = [
        (row.cells.get("season", 0), row.cells["episode_number"])
        for row in rows
        if "episode_number" in row.cells
    ]
    for values in (moments, numbers):
        falls = sum(first > second for first, second in pairwise(values))  # type: ignore[operator]
        rises = sum(first < second for first, second in pairwise(values))  # type: ignore[operator]
        if falls != rises:
            return falls > rises
    return True


def _comparable(published: date) -> datetime:
    moment = published if isinstance(published, datetime) else datetime.combine(published, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _channel_warnings(path: Path, feed: Feed) -> Iterator[Problem]:
    links = [*feed.channel.all("link"), *feed.channel.all("atom:link")]
    later = [one for one in links if one.attributes.get("rel") in _LATER_PAGES and one.attributes.get("href")]
    if later:
        what = f"goes on with further pages: {later[0].attributes['href']}"
        yield Problem(what, path, later[0].line, "fetch them too, and import all files together")
    for locked in feed.channel.all("podcast:locked"):
        if locked.text.strip().lower() == "yes":
            owner = locked.attributes.get("owner", "")
            whom = f" ({owner})" if owner else ""
            remedy = "ask its owner, unless it is your own show"
            yield Problem(
                f"is locked: its owner{whom} lets no other platform import it", path, locked.line, remedy
            )
