"""Which other episodes a thin script may tell of, why, and which sentences of theirs can be heard alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.catalogue.show import Episode, Show
from pipeline.knowledge.find import Found
from pipeline.knowledge.pack import Pack
from pipeline.knowledge.words import content_stems
from pipeline.writing.beats import beats_of
from pipeline.writing.dealing import deal
from pipeline.writing.names import Name, name_of, spoken_names
from pipeline.writing.own_words import has_enough_notes
from pipeline.writing.related import index_of
from pipeline.writing.said import for_the_ear
from pipeline.writing.subject import subject_of
from pipeline.writing.terms import hard_terms_in

MOST_NEIGHBOURS = 2
_LONGEST_BEAT = 34  # words
_LONGEST_TOLD = 40  # words, of all beats of one neighbour
_LONGEST_WHOLE = 28  # words, of a summary that is no clause and is said after its title
_WIDEST_GAP = 25  # years: what lies farther apart has nothing to do with each other
_NEAREST = 8  # episodes that may be called near
_MOST_TOLD_BY = 3  # episodes that tell of the same near one
_RARE_NAME_SHARE = 0.06  # of a pack's subjects may have a word in their names that makes them kin
_RARE_WORDS, _RARE_SHARE = 3, 0.1  # shared words, each in so few of the summaries
_HARD_AT_MOST = 1  # terms of another summary that stay unexplained
_YEAR = re.compile(r"(?<![\d,.–-])(1[0-9]\d\d|20\d\d)(?!\d|s\b|[,.]\d|[–-]\d| (?:%|percent|years?|days?)\b)")
# A sentence that begins so cannot be heard without the one before it.
_LEANS = re.compile(
    r"(?:it|its|this|that|these|those|they|their|both|each|he|she|his|her|one|another|here|there|such|then|so|but"
    r"|and|instead|otherwise|the (?:first|second|other|latter|former|two|same))\b",
    re.IGNORECASE,
)

_LEANING = frozenset({"pronoun", "possessive", "joint"})

Way = Literal["link", "named", "years", "near"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another episode, with sentences of its own summary that can be heard alone."""

    name: Name
    beats: tuple[str, ...]
    way: Way
    say: str = ""  # the sentence of a pack that leads there
    gap: int | None = None  # years from this summary to that one; below 0: that one is earlier


def neighbours_of(
    show: Show, episode: Episode, subject: Found | None, following: Episode | None
) -> tuple[Neighbour, ...]:
    """Give the episodes that a thin script may tell of: those its pack links to, that its summary names, by years.

    The next episode, which is named at the end, is not among them.
    """
    found: dict[str, Neighbour] = {}
    for other, way, say in _candidates(show, episode, subject):
        if other.slug in found or other is following or other.slug == episode.slug:
            continue
        told = _defined(show, other) if way == "near" and subject else tellable_beats(show, other)
        if beats := told or (_defined(show, other) if way == "link" else ()):
            gap = _gap(episode, other)
            found[other.slug] = Neighbour(name_of(other, index_of(show).ordinary), beats, way, say, gap)
    return tuple(found.values())[:MOST_NEIGHBOURS]


def _is_kin(show: Show, episode: Episode, other: Episode) -> bool:
    """Tell whether the subjects of two episodes belong together: in name, or because one entry names the other."""
    here, there = subject_of(show, episode), subject_of(show, other)
    if here is None or there is None or here.pack is not there.pack:
        return False
    told = " ".join(here.term.lines.values())
    common = content_stems(" ".join(here.term.names)) & content_stems(" ".join(there.term.names))
    named = [name for name in there.term.names if " " in name or name.lower() != name or name == there.term.term]
    return any(_times_in_names(here.pack, word) <= _RARE_NAME_SHARE * len(here.pack.subjects) for word in common) or any(
        re.search(rf"\b{re.escape(name)}", told, re.IGNORECASE) for name in named
    )


@lru_cache(maxsize=4096)
def _times_in_names(pack: Pack, word: str) -> int:
    return sum(word in content_stems(" ".join(term.names)) for term in pack.subjects)


def _links(show: Show, episode: Episode, other: Episode) -> bool:
    """Tell whether the entry of an episode leads to that of another."""
    here, there = subject_of(show, episode), subject_of(show, other)
    known = here is not None and there is not None and here.pack is there.pack
    return bool(known and here and there and any(link.to == there.term.term for link in here.term.links))


def _defined(show: Show, episode: Episode) -> tuple[str, ...]:
    """Give what the entry of another episode says it is."""
    subject = subject_of(show, episode)
    return (subject.term.definition,) if subject and subject.way == "title" else ()


def tellable_beats(show: Show, episode: Episode) -> tuple[str, ...]:
    """Give the first sentences of a summary, if they can be heard in another episode; often none."""
    summary = for_the_ear(show, episode)
    told: list[str] = []
    for beat in beats_of(summary, episode.title):
        whole = beat.verdict == "clause" and beat.opens_with not in _LEANING and not _LEANS.match(beat.text)
        if not whole or len(beat.text.split()) > _LONGEST_BEAT or _is_hard(show, episode, beat.text):
            break
        told.append(beat.text)
    while len(" ".join(told).split()) > _LONGEST_TOLD:
        told.pop()
    return tuple(told)


def year_of(text: str) -> int | None:
    """Give the first year that a text names."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def _candidates(show: Show, episode: Episode, subject: Found | None) -> Iterator[tuple[Episode, Way, str]]:
    for link in subject.term.links if subject else ():
        for other in show.episodes:
            told = subject_of(show, other)
            if told and subject and told.pack is subject.pack and told.term.term == link.to:
                yield other, "link", link.say
    named = index_of(show).named_by.get(episode.slug, frozenset())
    for other in show.episodes:
        if other.slug in named and any(_is_telling(name, episode) for name in spoken_names(other)):
            yield other, "named", ""
    by_slug = {other.slug: other for other in show.episodes}
    if subject is None:
        for slug in index_of(show).dealt("years", lambda: _dealt_by_years(show)).get(episode.slug, ()):
            yield by_slug[slug], "years", ""
        for slug in index_of(show).dealt("words", lambda: _dealt_by_words(show)).get(episode.slug, ()):
            yield by_slug[slug], "near", ""
    else:
        for slug in index_of(show).dealt("near", lambda: _dealt_by_nearness(show)).get(episode.slug, ()):
            yield by_slug[slug], "near", ""


def _is_telling(name: str, episode: Episode) -> bool:
    """Refuse a name that may be any common word: «party», «process»."""
    return (" " in name or name.lower() != name) and name.casefold() in episode.summary.casefold()


def _dealt_by_years(show: Show) -> dict[str, tuple[str, ...]]:
    """Deal out who tells of whom by their years: the nearest later first, each at most once."""
    dated = {e.slug: year for e in show.episodes if (year := year_of(e.summary))}
    following = {a.slug: b.slug for a, b in zip(show.episodes, show.episodes[1:], strict=False)}
    words = {e.slug: content_stems(e.summary) - frozenset(map(str, dated.values())) for e in show.episodes}
    wishes = {}
    for episode in show.episodes:
        if episode.slug not in dated or has_enough_notes(episode):
            continue
        gaps = [
            (gap < 0, abs(gap), slug)
            for slug, year in dated.items()
            if 0 < abs(gap := year - dated[episode.slug]) <= _WIDEST_GAP
            and slug != following.get(episode.slug)
            and words[slug] & words[episode.slug]
        ]
        wishes[episode.slug] = tuple(slug for *_, slug in sorted(gaps))
    return deal(wishes, 1, 1)


def _dealt_by_nearness(show: Show) -> dict[str, tuple[str, ...]]:
    """Deal out who tells of a subject that is kin to its own: two that are among the nearest to each other."""
    index = index_of(show)
    nearest = {e.slug: index.ranked(e)[:_NEAREST] for e in show.episodes}
    following = {a.slug: b.slug for a, b in zip(show.episodes, show.episodes[1:], strict=False)}
    wishes = {
        e.slug: tuple(
            other.slug
            for other in show.episodes
            if other is not e and other.slug != following.get(e.slug)
            and (_links(show, other, e) or (other in nearest[e.slug] and e in nearest[other.slug] and _is_kin(show, e, other)))
        )
        for e in show.episodes
        if not has_enough_notes(e)
    }
    return deal(wishes, _MOST_TOLD_BY, MOST_NEIGHBOURS)


def _dealt_by_words(show: Show) -> dict[str, tuple[str, ...]]:
    """Deal out who tells of a summary with which its own has several words in common that few others have."""
    words = {e.slug: content_stems(e.summary) for e in show.episodes}
    times = Counter(word for found in words.values() for word in found)
    rare = {word for word, count in times.items() if count <= max(2, _RARE_SHARE * len(words))}
    following = {a.slug: b.slug for a, b in zip(show.episodes, show.episodes[1:], strict=False)}
    wishes = {}
    for episode in show.episodes:
        if has_enough_notes(episode) or subject_of(show, episode):
            continue
        shared = {slug: len(found & words[episode.slug] & rare) for slug, found in words.items() if slug != episode.slug}
        near = [slug for slug, count in shared.items() if count >= _RARE_WORDS and slug != following.get(episode.slug)]
        wishes[episode.slug] = tuple(sorted(near, key=lambda slug: -shared[slug]))
    return deal(wishes, 1, 1)


def _gap(episode: Episode, other: Episode) -> int | None:
    here, there = year_of(episode.summary), year_of(other.summary)
    return there - here if here and there and there != here else None


def _is_hard(show: Show, episode: Episode, text: str) -> bool:
    """Say whether a sentence holds more terms than a listener of another episode can let pass."""
    subject = subject_of(show, episode)
    own = {name.casefold() for name in (subject.term.names if subject else ())}
    return sum(term.casefold() not in own for term in hard_terms_in(show, text)) > _HARD_AT_MOST
