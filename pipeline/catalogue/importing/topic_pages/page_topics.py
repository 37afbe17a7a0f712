"""The topics of all pages together: recovered from their lines, and each spelled in one way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue.importing.topic_pages.pages import Card, Page
from pipeline.catalogue.importing.topic_pages.topics import Recovered, recover_topics
from pipeline.catalogue.text import slug_of
from pipeline.catalogue.values import BadValueError, topic
from pipeline.errors import Problem


@dataclass(frozen=True, slots=True)
class PageTopics:
    """The topics of the cards of some pages."""

    by_line: Mapping[str, tuple[str, ...]]
    spelling: Mapping[str, str]  # by slug
    warnings: tuple[Problem, ...]

    def of(self, page: Page, card: Card) -> tuple[str, ...]:
        """Give the topics of a card: those of its line, then the page's own."""
        return (*self.by_line.get(card.topics_line or "", ()), self.spelling[slug_of(page.topic)])


def recover_page_topics(pages: Sequence[Page], show_topics: Sequence[str]) -> PageTopics:
    """Recover the topics of all cards; a topic the show has already is spelled as there.

    What could not be told apart, and what is no topic, becomes a warning and is left out.
    """
    known = [*show_topics, *(page.topic for page in pages)]
    cards = [(page, card) for page in pages for card in page.cards]
    prose = [text for _, card in cards for text in (card.title, card.subtitle, card.summary)]
    recovered = recover_topics([card.topics_line for _, card in cards if card.topics_line], known, prose)
    warnings = [*_unclear(cards, recovered), *_impossible(cards, recovered)]
    spelling: dict[str, str] = {}
    for name in known:
        spelling.setdefault(slug_of(name), name)
    by_line = {
        line: tuple(
            dict.fromkeys(
                spelling.setdefault(slug_of(name), name) for name in found.topics if not _fault(name)
            )
        )
        for line, found in recovered.items()
    }
    return PageTopics(by_line, spelling, tuple(warnings))


def _fault(name: str) -> str:
    try:
        topic(name)
    except BadValueError as error:
        return str(error)
    return ""


_Cards = Sequence[tuple[Page, Card]]


def _unclear(cards: _Cards, recovered: Mapping[str, Recovered]) -> Iterator[Problem]:
    remedy = "give one episode of the show these topics by hand, then import again"
    stretches = dict.fromkeys(stretch for found in recovered.values() for stretch in found.unclear)
    for stretch in stretches:
        yield _warning(
            f"cannot tell where the topics in «{stretch}» begin and end; they are left out",
            [place for place in cards if stretch in _found(place, recovered).unclear],
            remedy,
        )


def _impossible(cards: _Cards, recovered: Mapping[str, Recovered]) -> Iterator[Problem]:
    names = dict.fromkeys(name for found in recovered.values() for name in found.topics if _fault(name))
    for name in names:
        affected = [place for place in cards if name in _found(place, recovered).topics]
        yield _warning(f"a line of topics {_fault(name)}; it is left out", affected)


def _found(place: tuple[Page, Card], recovered: Mapping[str, Recovered]) -> Recovered:
    return recovered.get(place[1].topics_line or "", Recovered(()))


def _warning(what: str, affected: _Cards, remedy: str = "") -> Problem:
    page, card = affected[0]
    more = f" (and {len(affected) - 1} more)" if len(affected) > 1 else ""
    return Problem(what + more, page.path, card.topics_line_number, remedy)
