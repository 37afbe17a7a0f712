"""Several topic pages seen as one set of episodes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.catalogue.importing.listing import Titled
from pipeline.catalogue.importing.topic_pages.page_topics import PageTopics, recover_page_topics
from pipeline.catalogue.importing.topic_pages.pages import Card, Page
from pipeline.catalogue.text import join_title, match_key, split_title
from pipeline.errors import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One episode as the pages tell it, all pages together."""

    key: str  # the same as `episode_key` gives for an episode of the show, if it is that one
    title: str
    subtitle: str
    summary: str
    topics: tuple[str, ...]
    published: date | None
    reference_seconds: float | None
    page: Path  # the page that was believed, and
    line: int  # the line of the title there


@dataclass(frozen=True, slots=True)
class Merged:
    """The episodes of all pages, newest first, and what was odd on the pages."""

    entries: tuple[Entry, ...]
    warnings: tuple[Problem, ...]


_Place = tuple[Page, Card]


def merge_pages(pages: Sequence[Page], episodes: Sequence[Titled] = ()) -> Merged:
    """Make one list of the episodes of several pages, newest first; `episodes` are those the show has.

    The same title is the same episode. Where pages differ, those with dates are believed before the others,
    and the ones given first before those given later. Episodes of one day stand in the order of the pages.
    """
    by_trust = sorted(pages, key=lambda page: not page.is_dated)
    warnings = [warning for page in pages for warning in page.warnings]
    ambiguous = ambiguous_titles(pages, episodes)
    topics = recover_page_topics(by_trust, [name for episode in episodes for name in episode.topics])
    places: dict[str, list[_Place]] = defaultdict(list)
    for page in by_trust:
        for card in page.cards:
            places[episode_key(card, ambiguous)].append((page, card))
    entries = [_entry(key, places[key], topics) for key in _in_page_order(by_trust, ambiguous)]
    if all(entry.published for entry in entries):  # else the pages' order is all there is to go by
        entries.sort(key=lambda entry: entry.published or date.min, reverse=True)
    warnings += [warning for found in places.values() for warning in _disagreements(found)]
    return Merged(tuple(entries), (*warnings, *topics.warnings))


def ambiguous_titles(pages: Iterable[Page], episodes: Sequence[Titled]) -> set[str]:
    """Find the titles that one page, or the show, has with several subtitles: they alone name no episode."""
    ambiguous: set[str] = set()
    groups: list[Sequence[Card | Titled]] = [episodes, *(page.cards for page in pages)]
    for group in groups:
        distinct = {_names(item) for item in group}
        counts = Counter(title for title, _ in distinct)
        ambiguous |= {title for title, count in counts.items() if count > 1}
    return ambiguous


def episode_key(item: Card | Titled, ambiguous: Collection[str]) -> str:
    """Give what makes two mentions one episode: the title, and the subtitle where that is not enough."""
    title, subtitle = _names(item)
    return match_key(join_title(title, subtitle)) if title in ambiguous else title


def _names(item: Card | Titled) -> tuple[str, str]:
    title, subtitle = split_title(join_title(item.title, item.subtitle))
    return match_key(title), match_key(subtitle)


def _in_page_order(pages: Sequence[Page], ambiguous: Collection[str]) -> list[str]:
    """Order episodes as the first page has them; those of a later page alone follow their neighbour there."""
    following: dict[str, str] = {}  # by key, the next one; "" stands before the first and after the last
    last = ""
    for page in pages:
        keys = [episode_key(card, ambiguous) for card in page.cards]
        before = "" if any(key in following for key in keys) else last
        for key in keys:
            if key not in following:
                following[key] = following.get(before, "")
                following[before] = key
                last = key if before == last else last
            before = key
    order = []
    key = following.get("", "")
    while key:
        order.append(key)
        key = following[key]
    return order


def _entry(key: str, places: Sequence[_Place], topics: PageTopics) -> Entry:
    """Make an episode of the cards that show it, the most trusted first."""
    page, card = places[0]
    named = [topics.of(*place) for place in places]
    return Entry(
        key=key,
        title=card.title,
        subtitle=card.subtitle,
        summary=card.summary,
        topics=tuple(dict.fromkeys(name for names in named for name in names)),
        published=next((card.published for _, card in places if card.published), None),
        reference_seconds=next(
            (card.reference_seconds for _, card in places if card.reference_seconds), None
        ),
        page=page.path,
        line=card.line,
    )


def _disagreements(places: Sequence[_Place]) -> Iterator[Problem]:
    """Warn of cards of one episode that do not say the same as the most trusted one."""
    (trusted_page, trusted), *others = places
    for page, card in others:
        where = f"line {trusted.line} of {trusted_page.path.name}"
        if page is trusted_page:
            yield Problem(f"«{card.title}» is on the page twice; {where} is believed", page.path, card.line)
            continue
        for name in ("title", "subtitle", "summary", "published", "reference_seconds"):
            said, believed = getattr(card, name), getattr(trusted, name)
            if said and believed and said != believed:
                what = f"the {name} of «{card.title}» is another here; {where} is believed"
                yield Problem(what, page.path, card.line)
