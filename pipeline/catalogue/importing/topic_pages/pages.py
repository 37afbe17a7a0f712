"""Topic pages: a topic, «N episodes — …», and a card for each episode, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.catalogue.importing.topic_pages.page_text import Line, page_lines
from pipeline.catalogue.text import match_key, split_title
from pipeline.catalogue.values import BadValueError, topic
from pipeline.errors import InvalidPage, Problem

_COUNT = re.compile(r"([\d.,]+) episodes? [—–-] .*", re.IGNORECASE)
_COUNT_AMONG_FIRST = 8  # lines: a page may begin with a line or two of navigation
_DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)")
_TOPICS_AND_DATE = re.compile(r"(.*?)\s*(\d{4})-(\d{2})-(\d{2})")
_HEADING_MARKS = re.compile(r"#{1,6} +")
_NOT_A_PAGE = (
    "a topic page has a topic on one line, then a line like «18 episodes — …», then a title and a summary "
    "for each episode"
)


@dataclass(frozen=True, slots=True)
class Card:
    """One episode as a page shows it."""

    title: str
    subtitle: str
    summary: str
    line: int  # of the title
    published: date | None = None
    reference_seconds: float | None = None
    topics_line: str | None = None  # the topics, run together as they stand on the page
    topics_line_number: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A topic page that was read; `warnings` says what on it is odd."""

    path: Path
    topic: str
    declared: int  # how many episodes the page says it has
    cards: tuple[Card, ...]  # newest first
    warnings: tuple[Problem, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Say whether the page gives dates."""
        return any(card.published for card in self.cards)


def read_page(path: Path) -> Page:
    """Read a topic page of either kind, plain or with durations, topics and dates.

    Raises InvalidPage for a file that is not one: binary, empty, HTML, not UTF-8, or of another shape.
    """
    return _page(path, page_lines(path))


def read_pages(path: Path) -> list[Page]:
    """Read a file of one topic page or several, one after the other; raises as `read_page` does."""
    lines = page_lines(path)
    starts = [0, *_further_pages(lines)]
    return [
        _page(path, lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def is_topic_page(lines: Sequence[str]) -> bool:
    """Tell whether a text begins as a topic page does; `lines` are those that are not blank."""
    return any(map(_COUNT.fullmatch, lines[1:_COUNT_AMONG_FIRST]))


def _further_pages(lines: Sequence[Line]) -> Iterator[int]:
    """Find where further pages begin: a heading of one line, and a count like the first page's below it.

    A summary may begin «3 episodes — …» too: it counts as a head where it names its heading as the first
    page's does, or where as many cards follow as it says.
    """
    heads = [p for p, line in enumerate(lines) if p > 0 and _COUNT.fullmatch(line.text)]
    if not heads or heads[0] >= _COUNT_AMONG_FIRST:
        return
    navigation = [match_key(line.text) for line in lines[: heads[0] - 1]]
    first = _phrase(lines, heads[0])
    for place, head in enumerate(heads[1:], start=1):
        end = heads[place + 1] - 1 if place + 1 < len(heads) else len(lines)
        if _phrase(lines, head) != first and not _has_declared(lines[head:end]):
            continue
        start = head - 1
        for words in reversed(navigation):
            if start > 0 and match_key(lines[start - 1].text) == words:
                start -= 1
        yield start


def _phrase(lines: Sequence[Line], head: int) -> str:
    """Give what a page's line of the count says but its number and its topic."""
    said = re.sub(r"^[\d.,]+ episodes?", "", match_key(lines[head].text))
    heading = match_key(_HEADING_MARKS.sub("", lines[head - 1].text, count=1))
    return said.replace(heading, "…")


def _has_declared(lines: Sequence[Line]) -> bool:
    count = _COUNT.fullmatch(lines[0].text) if lines else None
    blocks = _blocks(lines[1:])
    return count is not None and bool(blocks) and lines[1].after_blank and _count_of(count) == len(blocks)


def _count_of(count: re.Match[str]) -> int:
    return int(re.sub("[.,]", "", count[1]) or 0)


def _page(path: Path, lines: Sequence[Line]) -> Page:
    heading, declared, body = _head(path, lines)
    has_repeated_titles = bool(_card_starts(body))
    cards = _rich_cards(path, body) if has_repeated_titles else _plain_cards(path, body)
    return Page(path, heading, declared, tuple(cards), tuple(_warnings(path, declared, cards, lines)))


def _head(path: Path, lines: Sequence[Line]) -> tuple[str, int, Sequence[Line]]:
    for position, line in enumerate(lines[:_COUNT_AMONG_FIRST]):
        count = _COUNT.fullmatch(line.text)
        if count and position > 0:
            try:
                heading = topic(_HEADING_MARKS.sub("", lines[position - 1].text, count=1))
            except BadValueError as error:
                raise InvalidPage(f"the page {error}", file=path, line=lines[position - 1].number) from error
            return heading, _count_of(count), lines[position + 1 :]
    what = "is not a topic page: no line like «18 episodes — …» follows its heading"
    raise InvalidPage(what, file=path, line=lines[0].number, remedy=_NOT_A_PAGE)


def _plain_cards(path: Path, body: Sequence[Line]) -> list[Card]:
    """Read cards of a title line and a summary, which may run over several lines or stand apart."""
    blocks = _blocks(body)
    cards = []
    while blocks:
        title, *summary = blocks.pop(0)
        if not summary and blocks and len(blocks[0]) == 1:
            summary = blocks.pop(0)
        if not summary:
            raise InvalidPage(
                f"«{title.text}» has no summary", file=path, line=title.number, remedy=_NOT_A_PAGE
            )
        cards.append(_card(title, summary))
    return cards


def _blocks(body: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in body:
        if not blocks or line.after_blank:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _rich_cards(path: Path, body: Sequence[Line]) -> list[Card]:
    """Read cards that repeat their title, with a duration between, and end in a line of topics and date."""
    starts = _card_starts(body)
    if starts[0] != 0:
        what = f"«{body[0].text}» is no card: a duration and the title again should follow"
        raise InvalidPage(what, file=path, line=body[0].number, remedy=_NOT_A_PAGE)
    ends = [*starts[1:], len(body)]
    return [_rich_card(path, body[start:end]) for start, end in zip(starts, ends, strict=True)]


def _card_starts(body: Sequence[Line]) -> list[int]:
    """Find the titles that are repeated; what repeats one begins no card of its own."""
    starts: list[int] = []
    free = 0
    for position in range(len(body)):
        again = position + 1
        if again < len(body) and _DURATION.fullmatch(body[again].text):
            again += 1
        is_repeated = again < len(body) and match_key(body[position].text) == match_key(body[again].text)
        if is_repeated and position >= free:
            starts.append(position)
            free = again + 1
    return starts


def _rich_card(path: Path, lines: Sequence[Line]) -> Card:
    title, *rest = lines
    duration = _DURATION.fullmatch(rest[0].text)
    summary = rest[2:] if duration else rest[1:]
    last = summary[-1] if summary else title
    closing = _TOPICS_AND_DATE.fullmatch(last.text) if summary else None
    if closing:
        summary = summary[:-1]
    for line in summary:
        if _DURATION.fullmatch(line.text) or _TOPICS_AND_DATE.fullmatch(line.text):
            what = f"«{line.text}» stands in the middle of a card; is the title of the next one repeated?"
            raise InvalidPage(what, file=path, line=line.number, remedy=_NOT_A_PAGE)
    if not summary:
        raise InvalidPage(f"«{title.text}» has no summary", file=path, line=title.number, remedy=_NOT_A_PAGE)
    return replace(
        _card(title, summary),
        published=_date(path, last.number, closing) if closing else None,
        reference_seconds=_seconds(duration) if duration else None,
        topics_line=closing[1] if closing else None,
        topics_line_number=last.number if closing else None,
    )


def _card(title: Line, summary: Sequence[Line]) -> Card:
    name, subtitle = split_title(_HEADING_MARKS.sub("", title.text, count=1))
    return Card(name, subtitle, " ".join(line.text for line in summary), title.number)


def _date(path: Path, line: int, closing: re.Match[str]) -> date:
    year, month, day = (int(part) for part in closing.groups()[1:])
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidPage(f"there is no day {closing[0][-10:]}", file=path, line=line) from error


def _seconds(duration: re.Match[str]) -> float:
    hours, minutes, seconds = (int(part or 0) for part in duration.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def _warnings(path: Path, declared: int, cards: Sequence[Card], lines: Sequence[Line]) -> Iterator[Problem]:
    if len(cards) != declared:
        heading = next(line.number for line in lines if _COUNT.fullmatch(line.text))
        yield Problem(f"the page says it has {declared} episodes, and shows {len(cards)}", path, heading)
    for card in cards:
        if card.topics_line_number is None and any(other.published for other in cards):
            yield Problem(f"«{card.title}» has no line of topics and date", path, card.line)
