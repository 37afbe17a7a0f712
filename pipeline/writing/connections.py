"""Which other episodes a script speaks of, and what falls to it to say of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.clauses import finish
from pipeline.writing.english import is_clause, word_list, words_of
from pipeline.writing.names import Name, name_of
from pipeline.writing.own_words import beginning_small, has_enough_notes, sentences_of, subtitle_of
from pipeline.writing.related import index_of
from pipeline.writing.retelling import Answer, questions_of
from pipeline.writing.shares import deal

MOST_CONNECTIONS = 12
_MOST_TOLD_BY = 1  # episodes that tell the same other one's summary
_MOST_QUOTES = 2  # other episodes' summaries that one episode tells
_MOST_ASKED_BY = 2  # episodes that ask what the same other one answers
_NEAR_ENOUGH = 8  # relatives whose summaries and answers may be told
_MOST_NAMED_BY = 6  # episodes that name the same other one
_NEAR_ENOUGH_TO_NAME = 24
_LONGEST_QUOTE = 24  # words
_SHORTEST_QUOTE = 8
_SAME_KIND = 3  # connections told as «named», or as «returns»
# A sentence that begins so cannot be heard without the one before it.
_LEANS_BACK = re.compile(
    r"(?:it|its|this|that|these|those|they|their|both|each|he|she|his|her|one|another|here|there|such|then|so|but"
    r"|and|instead|otherwise|what|where|how|why|the (?:first|second|other|latter|former|two))\b",
    re.IGNORECASE,
)
_ASKS_OF_IT = re.compile(r"\b(?:it|they|the model|models|training|tokens)\b")  # many episodes could mean it
_FOLLOWING = re.compile(r", (?:\w+ly )?\w+ing (?!.*\b(?:and|or) \w+ing\b)")
_DASH = re.compile(r"\s[—–]\s")

Kind = Literal["named", "returns", "earlier", "later"]


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
    answer: str = ""
    is_quoted: bool = False  # its summary falls to this episode to tell
    is_asked: bool = False  # or the question that it answers


def connections_of(
    show: Show, episode: Episode, told: frozenset[str], following: Episode | None, ordinary: frozenset[str]
) -> Iterator[Connection]:
    """Go through the episodes that have to do with this one, those that it tells of among the first.

    `told` are the terms that the script explains itself, in small letters.
    """
    near = nearest_episodes(show, episode, following)
    others = [other for other in near if other.title.casefold() not in told]
    own_words = _subject_words(f"{episode.title} {episode.summary}")
    quoted = index_of(show).dealt("quotes", lambda: _dealt_quotes(show)).get(episode.slug, ())
    asks = index_of(show).dealt("asks", lambda: _dealt_asks(show, ordinary)).get(episode.slug, ())
    kinds: dict[Kind, int] = {}
    for other in _quotes_spread(others, (*quoted, *asks), _names(show, episode))[:MOST_CONNECTIONS]:
        kind = _kind(show, episode, other)
        if kinds.get(kind, 0) >= _SAME_KIND and kind in {"named", "returns"}:
            kind = _by_number(episode, other)
        kinds[kind] = kinds.get(kind, 0) + 1
        asked = _question(other, ordinary)
        passing = _in_passing(sentences_of(other, ordinary), own_words)
        content = beginning_small(tuple(map(_without_tail, passing)), ordinary)
        yield Connection(
            name=name_of(other, ordinary),
            subtitle=subtitle_of(other),
            content=content,
            kind=kind,
            is_earlier=other.number < episode.number,
            shared_word=index_of(show).shared_word(episode, other) or "",
            content_is_clause=bool(content) and is_clause(content[0]),
            question=asked.question,
            answer=asked.answer,
            is_quoted=other.slug in quoted,
            is_asked=other.slug in asks,
        )


def _question(other: Episode, ordinary: frozenset[str]) -> Answer:
    """Give a question that names what it asks about, and its answer; both «» where there is none."""
    asked = questions_of(sentences_of(other, ordinary), ordinary, from_first=False)
    fit = (a for a in asked if a.question and not _ASKS_OF_IT.search(a.question))
    return next(fit, Answer("does", "", ""))


def _dealt_asks(show: Show, ordinary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Deal out who asks what another episode answers: one question each, and no episode that it tells."""
    quotes = index_of(show).dealt("quotes", lambda: _dealt_quotes(show))
    wishes = {}
    for episode, following in _without_notes(show):
        known = {following.slug if following else "", *quotes.get(episode.slug, ())}
        wishes[episode.slug] = tuple(
            e.slug
            for e in nearest_episodes(show, episode, following)[:_NEAR_ENOUGH]
            if e.slug not in known and _question(e, ordinary).question
        )
    return deal(wishes, _MOST_ASKED_BY, 1)


def _without_notes(show: Show) -> Iterator[tuple[Episode, Episode | None]]:
    """Go through the episodes that need others, each with the one that follows it."""
    for episode, following in zip(show.episodes, (*show.episodes[1:], None), strict=True):
        if not has_enough_notes(episode):
            yield episode, following


def _dealt_quotes(show: Show) -> dict[str, tuple[str, ...]]:
    """Deal out who tells whose summary; the next episode, named at the end anyway, is not told."""
    wishes = {}
    for episode, following in _without_notes(show):
        near = nearest_episodes(show, episode, following)[:_NEAR_ENOUGH]
        wishes[episode.slug] = tuple(e.slug for e in near if e is not following)
    dealt = deal(wishes, _MOST_TOLD_BY, _MOST_QUOTES)
    return {slug: dealt.get(slug) or near[:1] for slug, near in wishes.items()}  # nobody goes without


def _quotes_spread(others: list[Episode], quoted: tuple[str, ...], named: tuple[str, ...]) -> list[Episode]:
    """Let the episodes that are told come first and third, and those that are only named around them."""
    told = [other for other in others if other.slug in quoted]
    rest = [other for other in others if other.slug not in quoted]
    last = rest[-1:]  # the next episode, which is named at the end anyway
    rest = sorted(rest[:-1], key=lambda other: other.slug not in named)
    spread: list[Episode] = []
    while told or rest:
        spread += told[:1] + rest[:1]
        told, rest = told[1:], rest[1:]
    return [*spread, *last]


def _names(show: Show, episode: Episode) -> tuple[str, ...]:
    """Give the episodes that fall to this one to name; none where it needs no others."""
    return index_of(show).dealt("names", lambda: _dealt_names(show)).get(episode.slug, ())


def _dealt_names(show: Show) -> dict[str, tuple[str, ...]]:
    """Deal out who names whom, so that what everything has to do with is not named everywhere."""
    wishes = {}
    for episode, following in _without_notes(show):
        near = nearest_episodes(show, episode, following)[:_NEAR_ENOUGH_TO_NAME]
        named = tuple(e.slug for e in near if e.subtitle and e is not following)
        wishes[episode.slug] = named or tuple(e.slug for e in near if e is not following)
    return deal(wishes, _MOST_NAMED_BY, _MOST_NAMED_BY + 3)


def nearest_episodes(show: Show, episode: Episode, following: Episode | None) -> list[Episode]:
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


def _without_tail(sentence: str) -> str:
    """Leave out what merely follows: «…, powering editors», «… — the default». The rest stays true."""
    short = _FOLLOWING.split(sentence, maxsplit=1)[0]
    if len(_DASH.findall(short)) == 1:  # two of them set an aside apart
        short = _DASH.split(short, maxsplit=1)[0]
    return finish(short) if len(words_of(short)) >= _SHORTEST_QUOTE else sentence


def _subject_words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words_of(text)) - word_list("function_words")
