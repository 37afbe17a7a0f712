"""Which entry of its packs each episode of a list is about: none serves two of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from pipeline.knowledge.find import Found, Titled, find_in_parts, find_subjects, keys_of
from pipeline.knowledge.likeness import is_nearest, likeness_of, stems_told
from pipeline.knowledge.pack import Pack, Term
from pipeline.knowledge.words import content_stems, words

# Of a summary and an entry, beside the verb or the thing («roast») that points from one to the other.
_SHARED_STEMS = {"forms": 2, "seen in": 3}
_FAR_MORE = 2
_ASKED = ("ask", "why", "is")
_ASKED_STEMS = 2
_EVERYDAY, _EVERYDAY_SHARE = 4, 0.08  # entries of a pack, and share of them, that have an everyday word
_WHOLE_TITLE = 0.6  # of its words
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_OPENING_WORDS = 6  # of a summary, among which its subject stands


def deal_entries(packs: Sequence[Pack], episodes: Sequence[Titled]) -> list[Found | None]:
    """Give each episode, in their order, the entry that it is about.

    The title comes first, as far as the summary bears it out; then a longer name that begins the summary;
    then what the whole summary tells of, the surest first.
    """
    dealt: list[Found | None] = [
        found if found and _is_meant(packs, episode, found) else None
        for episode, found in zip(episodes, find_subjects(packs, episodes), strict=True)
    ]
    taken = {_key(found) for found in dealt if found and found.share == 1}
    for at, episode in enumerate(episodes):
        dealt[at] = found = _surest(packs, episode, dealt[at], taken)
        if found:
            taken.add(_key(found))
    _deal_what_is_told(packs, episodes, dealt, taken)
    return dealt


def known_entries(packs: Sequence[Pack], episodes: Sequence[Titled]) -> list[Found | None]:
    """Give for each episode the entry that it is about or, where the summary bears none out, is called by.

    For counting what packs know of a list; scripts are written from `deal_entries`.
    """
    named = find_subjects(packs, episodes, ("title",))
    return [dealt or found for dealt, found in zip(deal_entries(packs, episodes), named, strict=True)]


def _deal_what_is_told(
    packs: Sequence[Pack],
    episodes: Sequence[Titled],
    dealt: list[Found | None],
    taken: set[tuple[str, str]],
) -> None:
    """Give what is left without an entry the one that its summary tells of."""
    likenesses = [
        (likeness.weight, at, likeness.found)
        for at, episode in enumerate(episodes)
        if dealt[at] is None and (likeness := likeness_of(packs, episode))
    ]
    for _, at, found in sorted(likenesses, key=lambda each: (-each[0], each[1])):
        if _key(found) not in taken:
            dealt[at] = found
            taken.add(_key(found))


def _key(found: Found) -> tuple[str, str]:
    return found.pack.name, found.term.term


def _surest(
    packs: Sequence[Pack], episode: Titled, named: Found | None, taken: Collection[tuple[str, str]]
) -> Found | None:
    """Give what an episode is about, of what its title names, its parts, and what its summary names."""
    if not named or named.share < 1:
        if part := _told_part(packs, episode, taken):
            return part
        if named and _key(named) in taken:
            named = None
    if not named:
        fuller = _by_its_full_name(packs, episode)
    else:
        fuller = _told_better(packs, episode, named) if named.way == "title" else None
    return fuller if fuller and _key(fuller) not in taken else named


def _told_part(packs: Sequence[Pack], episode: Titled, taken: Collection[tuple[str, str]]) -> Found | None:
    """Find which of the things that a title lists its summary tells most of.

    Where it tells of none, the first that a title calls by several words is meant all the same.
    """
    parts = [each for each in find_in_parts(packs, episode) if _key(each) not in taken]
    best = max(parts, key=lambda each: _shared_with(episode, each), default=None)
    if best and _shared_with(episode, best):
        return best
    return next((each for each in parts if len(keys_of(_ARTICLE.sub("", each.name))) > 1), None)


def _shared_with(episode: Titled, found: Found) -> int:
    """Count the stems that title and summary share with an entry, beside its names and what binds nothing."""
    told = stems_told(episode) - content_stems(" ".join((found.name, *found.term.names)))
    return len(told & content_stems(" ".join(found.term.lines.values())) - _everyday(found.pack))


def _by_its_full_name(packs: Sequence[Pack], episode: Titled) -> Found | None:
    """Find the entry whose longer name begins the summary: «Termination», «A termination clause says …»."""
    opening = " ".join(episode.summary.split()[:_OPENING_WORDS]).casefold()
    title = set(words(episode.title.casefold()))
    for pack in packs:
        for term in pack.subjects:
            for name in term.names:
                called = name.casefold()  # hardly ever in the opening, which is soon seen
                if called in opening and title < set(words(called)):
                    return Found(term, pack, "title", name, 0.0)
    return None


def _told_better(packs: Sequence[Pack], episode: Titled, known: Found) -> Found | None:
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


def _is_meant(packs: Sequence[Pack], episode: Titled, subject: Found) -> bool:
    """Tell whether an entry is surely meant: what only points to it, or is a part of a title, needs more.

    The entry's question and cause are held against title, subtitle and summary: an episode on the far side
    of the Moon does not ask where the Moon came from.
    """
    told = stems_told(episode) - content_stems(" ".join((subject.name, *subject.term.names)))
    lines = subject.term.lines
    asked = content_stems(" ".join(lines.get(key, "") for key in _ASKED)) - _everyday(subject.pack)
    shared = len(told & content_stems(" ".join(lines.values())))
    if subject.way != "title":
        enough = len(told & asked) >= _ASKED_STEMS and shared >= _SHARED_STEMS[subject.way]
        return enough and is_nearest(packs, episode, subject.term)
    is_phrase = len(_ARTICLE.sub("", subject.name).split()) > 1
    if subject.share >= _WHOLE_TITLE or is_phrase:
        # A whole title of several words is no chance, in whichever words the summary tells of it.
        return shared > 0 or subject.pack.reserves or (is_phrase and subject.share == 1)
    return len(told & asked) >= _ASKED_STEMS


@lru_cache(maxsize=16)
def _everyday(pack: Pack) -> frozenset[str]:
    """Give the stems that so many entries of a pack share that they bind nothing: «sun», «planet»."""
    times = Counter(each for term in pack.terms for each in content_stems(" ".join(term.lines.values())))
    return frozenset(
        each for each, n in times.items() if n > max(_EVERYDAY, _EVERYDAY_SHARE * len(pack.terms))
    )
