"""What a script may be made of: the episode's notes, the glossary, related episodes, and the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.catalogue.show import Episode, GlossaryEntry, Show
from pipeline.writing.bearings import Echo, Place, TitleWord, echoes_of, place_of, title_word_of
from pipeline.writing.clauses import finish, for_the_ear
from pipeline.writing.english import is_clause, lower_first, word_list, words_of
from pipeline.writing.markdown import plain_words
from pipeline.writing.names import Name, name_of
from pipeline.writing.related import index_of
from pipeline.writing.retelling import Answer, questions_of
from pipeline.writing.shares import deal

MOST_CONNECTIONS = 12
MOST_TERMS = 3
_MOST_TOLD_BY = 1  # episodes that tell the same other one's summary
_MOST_QUOTES = 2  # other episodes' summaries that one episode tells
_MOST_DEFINED_IN = 1  # episodes that give the same definition
_ENOUGH_NOTES = 120  # words: an episode with so many needs nothing of others
_LONGEST_QUOTE = 24  # words
_SAME_KIND = 3  # connections told as «named», or as «returns»

# A sentence that begins so cannot be heard without the one before it.
_LEANS_BACK = re.compile(
    r"(?:it|its|this|that|these|those|they|their|both|each|he|she|his|her|one|another|here|there|such|then|so|but"
    r"|and|instead|otherwise|what|where|how|why|the (?:first|second|other|latter|former|two))\b",
    re.IGNORECASE,
)
_ASKS_OF_IT = re.compile(r"\b(?:it|they|the model|models|training|tokens)\b")  # many episodes could mean it
_GOES_ON = re.compile(r"(?:That|It|Those|This|They|Among them) ")

Kind = Literal["named", "returns", "earlier", "later"]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry that the episode uses."""

    term: str
    definition: str  # begins small


@dataclass(frozen=True, slots=True)
class Connection:
    """Another episode that has to do with this one."""

    name: Name
    subtitle: str
    content: tuple[str, ...]  # sentences of its summary; the first begins small
    kind: Kind  # this one names it, it names this one later, or it merely comes earlier or later
    is_earlier: bool
    shared_word: str = ""  # a rare word of both summaries
    content_is_clause: bool = False  # its first sentence has a verb of its own
    question: str = ""  # that its summary answers, where it can be heard alone
    is_quoted: bool = False  # its summary falls to this episode to tell


@dataclass(frozen=True, slots=True)
class Material:
    """All that a script of one episode is written from, as plain words."""

    number: int
    name: Name
    subtitle: str
    summary: tuple[str, ...]  # fit for the ear, a sentence each; the first begins small
    summary_is_clause: bool  # the first of them has a verb of its own
    gist: str  # the one sentence of the summary to keep; begins small
    notes: Mapping[str, tuple[str, ...]]  # paragraphs by heading
    terms: tuple[Term, ...] = ()
    connections: tuple[Connection, ...] = ()  # the nearest first
    following: Name | None = None  # the next episode by number
    following_subtitle: str = ""
    answers: tuple[Answer, ...] = ()  # the summary, asked and answered
    place: Place | None = None  # in its topic
    title_word: TitleWord | None = None
    echoes: tuple[Echo, ...] = ()  # words that come back elsewhere


def gather_material(show: Show, episode: Episode) -> Material:
    """Gather what an episode's script may be made of, in order of preference."""
    ordinary = index_of(show).ordinary
    summary = _beginning_small(_sentences(episode, ordinary), ordinary)
    terms = _terms_of(show, episode, ordinary)
    following = min(
        (e for e in show.episodes if e.number > episode.number), key=lambda e: e.number, default=None
    )
    return Material(
        number=episode.number,
        name=name_of(episode, ordinary),
        subtitle=_subtitle(episode),
        summary=summary,
        summary_is_clause=is_clause(summary[0]) if summary else False,
        gist=lower_first(_gist(summary), ordinary),
        notes=_notes(episode),
        terms=terms,
        connections=tuple(_connections(show, episode, terms, following, ordinary)),
        following=name_of(following, ordinary) if following else None,
        following_subtitle=_subtitle(following) if following else "",
        answers=questions_of(_sentences(episode, ordinary), ordinary),
        place=place_of(show, episode, ordinary),
        title_word=title_word_of(show, episode, ordinary),
        echoes=tuple(echoes_of(index_of(show), episode, _nearest(show, episode, following), ordinary)),
    )


def _sentences(episode: Episode, ordinary: frozenset[str]) -> tuple[str, ...]:
    return for_the_ear(plain_words(episode.summary), ordinary)


def _beginning_small(sentences: tuple[str, ...], ordinary: frozenset[str]) -> tuple[str, ...]:
    """Let the first sentence begin small, to follow a colon."""
    return (lower_first(sentences[0], ordinary), *sentences[1:]) if sentences else ()


def _gist(sentences: tuple[str, ...]) -> str:
    """Choose the first sentence if the others only go on from it; of equals the last that can stand alone."""
    if all(_GOES_ON.match(sentence) for sentence in sentences[1:]):
        return sentences[0] if sentences else ""
    return "" if _GOES_ON.match(sentences[-1]) else sentences[-1]


def _subtitle(episode: Episode) -> str:
    return plain_words(episode.subtitle).rstrip(".;:,")


def _notes(episode: Episode) -> dict[str, tuple[str, ...]]:
    found = {}
    for section in episode.notes.sections:
        paragraphs = tuple(filter(None, map(plain_words, section.paragraphs)))
        if paragraphs:
            found[plain_words(section.heading)] = paragraphs
    return found


def _terms_of(show: Show, episode: Episode, ordinary: frozenset[str]) -> tuple[Term, ...]:
    """Give the terms whose definitions fall to this episode, in the order of its text."""
    known = {term.term: term for term in _terms_used(show.glossary, _text_of(episode), ordinary)}
    if _has_enough(episode):
        return tuple(known.values())[:MOST_TERMS]
    dealt = index_of(show).dealt("terms", lambda: _dealt_terms(show, ordinary))
    return tuple(term for name, term in known.items() if name in dealt.get(episode.slug, ()))


def _dealt_terms(show: Show, ordinary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    used = {
        e.slug: [term.term for term in _terms_used(show.glossary, _text_of(e), ordinary)]
        for e in show.episodes
        if not _has_enough(e)
    }
    times = Counter(name for names in used.values() for name in names)
    wishes = {slug: tuple(sorted(names, key=lambda name: times[name])) for slug, names in used.items()}
    return deal(wishes, _MOST_DEFINED_IN, MOST_TERMS)


def _has_enough(episode: Episode) -> bool:
    told = (paragraph for section in episode.notes.sections for paragraph in section.paragraphs)
    return sum(len(paragraph.split()) for paragraph in told) >= _ENOUGH_NOTES


def _text_of(episode: Episode) -> str:
    return f"{episode.title} {episode.subtitle} {episode.summary}"


def _terms_used(glossary: Iterable[GlossaryEntry], text: str, ordinary: frozenset[str]) -> Iterator[Term]:
    """Go through the glossary entries whose term or alias stands in the text, in the text's order."""
    places: list[tuple[int, int, Term]] = []
    for entry in glossary:
        found = [
            place for name in (entry.term, *entry.aliases) if (place := _place_of(name, text)) is not None
        ]
        if found:
            start, length = min(found, key=lambda place: (place[0], -place[1]))
            definition = lower_first(finish(plain_words(entry.definition)), ordinary)
            places.append((start, -length, Term(entry.term, definition)))
    end = -1
    for start, minus_length, term in sorted(places, key=lambda place: place[:2]):
        if start > end:  # «language model» is not also «model»
            yield term
            end = start - minus_length - 1


def _place_of(name: str, text: str) -> tuple[int, int] | None:
    """Find a whole word or phrase, also in the plural; an abbreviation only in its own capitals."""
    flags = 0 if re.search(r"[A-Z].*[A-Z]|\d", name) else re.IGNORECASE
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?:e?s)?(?![\w-])", text, flags)
    return (found.start(), found.end() - found.start()) if found else None


def _connections(
    show: Show, episode: Episode, terms: tuple[Term, ...], following: Episode | None, ordinary: frozenset[str]
) -> Iterator[Connection]:
    told = {term.term.casefold() for term in terms}
    others = [other for other in _nearest(show, episode, following) if other.title.casefold() not in told]
    own_words = _subject_words(f"{episode.title} {episode.summary}")
    quoted = index_of(show).dealt("quotes", lambda: _dealt_quotes(show)).get(episode.slug, ())
    kinds: dict[Kind, int] = {}
    for other in _quotes_spread(others, quoted)[:MOST_CONNECTIONS]:
        kind = _kind(show, episode, other)
        if kinds.get(kind, 0) >= _SAME_KIND and kind in {"named", "returns"}:
            kind = _by_number(episode, other)
        kinds[kind] = kinds.get(kind, 0) + 1
        content = _beginning_small(_in_passing(_sentences(other, ordinary), own_words), ordinary)
        yield Connection(
            name=name_of(other, ordinary),
            subtitle=_subtitle(other),
            content=content,
            kind=kind,
            is_earlier=other.number < episode.number,
            shared_word=index_of(show).shared_word(episode, other) or "",
            content_is_clause=bool(content) and is_clause(content[0]),
            question=_question(other, ordinary),
            is_quoted=other.slug in quoted,
        )


def _question(other: Episode, ordinary: frozenset[str]) -> str:
    """Give a question that names what it asks about."""
    asked = (answer.question for answer in questions_of(_sentences(other, ordinary), ordinary))
    return next((question for question in asked if question and not _ASKS_OF_IT.search(question)), "")


def _dealt_quotes(show: Show) -> dict[str, tuple[str, ...]]:
    """Deal out who tells whose summary; the next episode, named at the end anyway, is not told."""
    wishes = {}
    for episode, following in zip(show.episodes, (*show.episodes[1:], None), strict=True):
        if not _has_enough(episode):
            wishes[episode.slug] = tuple(
                e.slug for e in _nearest(show, episode, following) if e is not following
            )
    return deal(wishes, _MOST_TOLD_BY, _MOST_QUOTES)


def _quotes_spread(others: list[Episode], quoted: tuple[str, ...]) -> list[Episode]:
    """Let the episodes that are told come first and third, and the nearest of the others around them."""
    told = [other for other in others if other.slug in quoted]
    rest = [other for other in others if other.slug not in quoted]
    spread: list[Episode] = []
    while told or rest:
        spread += told[:1] + rest[:1]
        told, rest = told[1:], rest[1:]
    return spread


def _nearest(show: Show, episode: Episode, following: Episode | None) -> list[Episode]:
    """List relatives, the nearest first; the episode that is named at the end anyway comes last."""
    ranked = index_of(show).ranked(episode)
    known = {other.slug for other in ranked}
    before = [other for other in show.episodes if other.number < episode.number and other.slug not in known]
    last = [following] if following else []
    return [*(other for other in [*ranked, *before[-1:]] if other is not following), *last]


def _kind(show: Show, episode: Episode, other: Episode) -> Kind:
    index = index_of(show)
    if index.names(episode, other):
        return "named"
    if index.names(other, episode) and other.number > episode.number:
        return "returns"
    return _by_number(episode, other)


def _by_number(episode: Episode, other: Episode) -> Kind:
    return "earlier" if other.number < episode.number else "later"


def _in_passing(sentences: tuple[str, ...], own_words: frozenset[str]) -> tuple[str, ...]:
    """Keep of a summary the sentence nearest to this episode's subject that can be heard alone."""
    starts = [i for i, text in enumerate(sentences) if i == 0 or not _LEANS_BACK.match(text)]
    short = [i for i in starts if len(words_of(sentences[i])) <= _LONGEST_QUOTE] or starts
    nearest = max(short, key=lambda i: (len(own_words & _subject_words(sentences[i])), -i), default=0)
    return sentences[nearest : nearest + 1]


def _subject_words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words_of(text)) - word_list("function_words")
