"""What an episode without enough notes is about: the entry of a pack that falls to it, and how it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode, Show
from pipeline.knowledge.chosen import packs_of
from pipeline.knowledge.find import Found, find_subjects
from pipeline.knowledge.pack import Pack, Term
from pipeline.knowledge.words import content_stems, words
from pipeline.writing.known.own_words import has_enough_notes

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

# Of a summary and an entry, beside the verb or the thing («roast») that points from one to the other.
_SHARED_STEMS = {"forms": 2, "seen in": 3}
_FAR_MORE = 2
_ASKED = ("ask", "why", "is")
_ASKED_STEMS = 2
_EVERYDAY, _EVERYDAY_SHARE = 4, 0.08  # entries of a pack, and share of them, that have an everyday word
_WHOLE_TITLE = 0.6  # of its words
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_OPENING_WORDS = 6  # of a summary, among which its subject stands


def subject_of(plan: Plan, episode: Episode) -> Found | None:
    """Give the entry that an episode is written around; each serves one episode of the show.

    Raises InvalidShow for a faulty pack.
    """
    return plan.subjects.get(episode.slug)


def told_in(plan: Plan, pack: Pack, term: str) -> Episode | None:
    """Give the episode that is written around an entry, by the name of its pack and its own; the oldest."""
    slug = plan.told_in.get((pack.name, term))
    return plan.show.episode(slug) if slug else None


def places_of_subjects(show: Show, subjects: Mapping[str, Found]) -> dict[tuple[str, str], str]:
    """Give the slug of the episode in which each entry is told, by the name of its pack and its own."""
    found = ((episode.slug, subjects.get(episode.slug)) for episode in reversed(show.episodes))
    return {(subject.pack.name, subject.term.term): slug for slug, subject in found if subject}


def deal_subjects(show: Show) -> dict[str, Found]:
    """Find the entry that each episode without enough notes is written around; each serves one episode.

    Raises InvalidShow for a faulty pack.
    """
    thin = [episode for episode in show.episodes if not has_enough_notes(episode)]
    packs = packs_of(show) if thin else ()
    if not packs:
        return {}
    found = {
        e.slug: f for e, f in zip(thin, find_subjects(packs, thin), strict=True) if f and _is_meant(e, f)
    }
    taken = {(subject.pack.name, subject.term.term) for subject in found.values()}
    for episode in thin:
        known = found.get(episode.slug)
        fuller = (
            _told_better(packs, episode, known)
            if known and known.way == "title"
            else _by_its_full_name(packs, episode)
        )
        if fuller and (fuller.pack.name, fuller.term.term) not in taken:
            found[episode.slug] = fuller
            taken.add((fuller.pack.name, fuller.term.term))
    return found


def _by_its_full_name(packs: Iterable[Pack], episode: Episode) -> Found | None:
    """Find the entry whose longer name begins the summary: «Termination», «A termination clause says …»."""
    opening = " ".join(episode.summary.split()[:_OPENING_WORDS]).casefold()
    title = set(words(episode.title.casefold()))
    for pack in packs:
        for term in pack.subjects:
            for name in term.names:
                if title < set(words(name.casefold())) and name.casefold() in opening:
                    return Found(term, pack, "title", name, 0.0)
    return None


def _told_better(packs: Iterable[Pack], episode: Episode, known: Found) -> Found | None:
    """Find the entry that a summary names and shares far more with than with the one that its title names."""
    told = content_stems(episode.summary)
    least = _FAR_MORE * len(told & _all_stems(known.term)) + _FAR_MORE
    for pack in packs:
        for term in pack.subjects:
            names = [name for name in term.names if name.casefold() in episode.summary.casefold()]
            if names and term is not known.term and len(told & _all_stems(term)) >= least:
                return Found(term, pack, "forms", names[0], 0.0)
    return None


def _all_stems(term: Term) -> frozenset[str]:
    return content_stems(" ".join((*term.names, *term.lines.values())))


def _is_meant(episode: Episode, subject: Found) -> bool:
    """Tell whether an entry is surely meant: what only points to it, or is a part of a title, needs more.

    The entry's question and cause are held against title, subtitle and summary: an episode on the far side
    of the Moon does not ask where the Moon came from.
    """
    told = content_stems(f"{episode.title} {episode.subtitle} {episode.summary}") - content_stems(
        " ".join((subject.name, *subject.term.names))
    )
    lines = subject.term.lines
    asked = content_stems(" ".join(lines.get(key, "") for key in _ASKED)) - _everyday(subject.pack)
    shared = len(told & content_stems(" ".join(lines.values())))
    if subject.way != "title":
        return len(told & asked) >= _ASKED_STEMS and shared >= _SHARED_STEMS[subject.way]
    if subject.share >= _WHOLE_TITLE or len(_ARTICLE.sub("", subject.name).split()) > 1:
        return shared > 0 or subject.pack.reserves
    return len(told & asked) >= _ASKED_STEMS


@lru_cache(maxsize=16)
def _everyday(pack: Pack) -> frozenset[str]:
    """Give the stems that so many entries of a pack share that they bind nothing: «sun», «planet»."""
    times = Counter(each for term in pack.terms for each in content_stems(" ".join(term.lines.values())))
    return frozenset(
        each for each, n in times.items() if n > max(_EVERYDAY, _EVERYDAY_SHARE * len(pack.terms))
    )
