"""What a script may be made of: the episode's notes, the glossary, related episodes, and the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.catalogue.show import Episode, GlossaryEntry, Show
from pipeline.knowledge.chosen import glossary_of
from pipeline.writing.bearings import Echo, Place, echoes_of, place_of
from pipeline.writing.clauses import finish
from pipeline.writing.connections import Connection, connections_of, nearest_episodes
from pipeline.writing.english import is_clause, lower_first
from pipeline.writing.names import Name, name_of
from pipeline.writing.own_words import beginning_small, has_enough_notes, sentences_of, subtitle_of
from pipeline.writing.related import index_of
from pipeline.writing.retelling import Answer, questions_of
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.shares import deal
from pipeline.writing.whole_sentences import HEADING, sentences_of_material

MOST_TERMS = 3
_MOST_DEFINED_IN = 1  # episodes that give the same definition

_VAGUE = re.compile(r"What do(?:es)? (?:it|they) do\?")  # nobody has said who
_GOES_ON = re.compile(r"(?:That|It|Those|This|They|Among them) ")


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry that the episode uses."""

    term: str
    definition: str  # begins small


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
    questions: Mapping[str, str] = field(default_factory=dict)  # by the paragraph that answers
    terms: tuple[Term, ...] = ()
    connections: tuple[Connection, ...] = ()  # the nearest first
    following: Name | None = None  # the next episode by number
    following_subtitle: str = ""
    answers: tuple[Answer, ...] = ()  # the summary, asked and answered
    place: Place | None = None  # in its topic
    echoes: tuple[Echo, ...] = ()  # words that come back elsewhere

    @property
    def own_paragraphs(self) -> tuple[str, ...]:
        """List the paragraphs of the notes, in their order."""
        return tuple(text for paragraphs in self.notes.values() for text in paragraphs)


def gather_material(show: Show, episode: Episode) -> Material:
    """Gather what an episode's script may be made of, in order of preference."""
    ordinary = index_of(show).ordinary
    summary = beginning_small(sentences_of(episode, ordinary), ordinary)
    terms = _terms_of(show, episode, ordinary)
    following = min(
        (e for e in show.episodes if e.number > episode.number), key=lambda e: e.number, default=None
    )
    near = nearest_episodes(show, episode, following)
    explained = frozenset(term.term.casefold() for term in terms)
    return Material(
        number=episode.number,
        name=name_of(episode, ordinary),
        subtitle=subtitle_of(episode),
        summary=summary,
        summary_is_clause=is_clause(summary[0]) if summary else False,
        gist=lower_first(_gist(summary), ordinary),
        notes=_notes(episode),
        questions=dict(_questions(episode)),
        terms=terms,
        connections=tuple(connections_of(show, episode, explained, following, ordinary)),
        following=name_of(following, ordinary) if following else None,
        following_subtitle=subtitle_of(following) if following else "",
        answers=tuple(
            a for a in questions_of(sentences_of(episode, ordinary), ordinary) if not _VAGUE.match(a.question)
        ),
        place=place_of(show, episode, ordinary),
        echoes=tuple(echoes_of(index_of(show), episode, near, ordinary)),
    )


def _gist(sentences: tuple[str, ...]) -> str:
    """Choose the first sentence if the others only go on from it; of equals the last that can stand alone."""
    if all(_GOES_ON.match(sentence) for sentence in sentences[1:]):
        return sentences[0] if sentences else ""
    return "" if _GOES_ON.match(sentences[-1]) else sentences[-1]


def _notes(episode: Episode) -> dict[str, tuple[str, ...]]:
    found = {}
    for section in episode.notes.sections:
        paragraphs = tuple(filter(None, map(plain_words, section.paragraphs)))
        if paragraphs:
            found[plain_words(section.heading)] = paragraphs
    if sentences := sentences_of_material(episode):
        found.setdefault(HEADING, (" ".join(sentences),))
    return found


def _questions(episode: Episode) -> Iterator[tuple[str, str]]:
    for section in episode.notes.sections:
        for answer, question in zip(section.paragraphs, section.questions, strict=False):
            if question:
                yield plain_words(answer), plain_words(question)


def _terms_of(show: Show, episode: Episode, ordinary: frozenset[str]) -> tuple[Term, ...]:
    """Give the terms whose definitions fall to this episode, in the order of its text."""
    known = {term.term: term for term in _terms_used(glossary_of(show), _text_of(episode), ordinary)}
    if has_enough_notes(episode):
        return tuple(known.values())[:MOST_TERMS]
    dealt = index_of(show).dealt("terms", lambda: _dealt_terms(show, ordinary))
    return tuple(term for name, term in known.items() if name in dealt.get(episode.slug, ()))


def _dealt_terms(show: Show, ordinary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    used = {
        e.slug: [term.term for term in _terms_used(glossary_of(show), _text_of(e), ordinary)]
        for e in show.episodes
        if not has_enough_notes(e)
    }
    times = Counter(name for names in used.values() for name in names)
    wishes = {slug: tuple(sorted(names, key=lambda name: times[name])) for slug, names in used.items()}
    return deal(wishes, _MOST_DEFINED_IN, MOST_TERMS)


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
    found = _pattern_of(name).search(text)
    return (found.start(), found.end() - found.start()) if found else None


@lru_cache(maxsize=16384)  # glossaries and packs hold more names than `re` remembers patterns
def _pattern_of(name: str) -> re.Pattern[str]:
    flags = 0 if re.search(r"[A-Z].*[A-Z]|\d", name) else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?:e?s)?(?![\w-])", flags)
