"""Which entry of a pack a summary tells of under a title of its own making, by all the words they share.

«Thin as Paper» names nothing; that Saturn's rings are so wide and so thin is what the entry on planetary
rings tells too. A word weighs the more, the fewer entries of the pack have it (inverse document frequency),
and twice where it is of the entry's name.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.knowledge.find import Found, Titled, keys_of
from pipeline.knowledge.pack import Pack, Term
from pipeline.knowledge.words import content_stems

# On 24 lists by other hands: of 156 summaries with the pack of their field, 42 got an entry by these bounds,
# each, read by eye, on its very subject; of 1,860 pairs of a summary and a pack of another field 4 did.
_ENOUGH, _FAR_AHEAD = 20.0, 1.3  # the weight of the words shared, in nats; and times that of the next entry
_ENOUGH_UNNAMED, _FAR_AHEAD_UNNAMED = 26.0, 2.0  # the same, where no word of the entry's name is shared
# Of the weight of all words told; less where the text calls the entry by a name that is no chance.
_COVERED = 1 / 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """An entry that an episode seems to tell of, and how surely."""

    found: Found
    weight: float  # of the words they share, in nats


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The words of a pack's entries: which subject has which, by its place, and what each weighs."""

    subjects: Sequence[Term]
    spoken: Mapping[str, Sequence[int]]
    named: Mapping[str, Sequence[int]]
    weights: Mapping[str, float]


class _Nearest(NamedTuple):
    """The entry that shares most with what is told."""

    weight: float
    is_named: bool
    term: Term
    pack: Pack
    ahead: float  # its weight by that of the next; infinite without a next


def stems_told(episode: Titled) -> frozenset[str]:
    """Give the content stems of title, subtitle and summary."""
    return content_stems(f"{episode.title} {episode.subtitle} {episode.summary}")


def likeness_of(packs: Sequence[Pack], episode: Titled) -> Likeness | None:
    """Give the entry that an episode surely tells of, by title, subtitle and summary; None in doubt."""
    nearest = _nearest(packs, stems_told(episode))
    if nearest is None:
        return None
    weight, is_named, term, pack, ahead = nearest
    enough, far = (_ENOUGH, _FAR_AHEAD) if is_named else (_ENOUGH_UNNAMED, _FAR_AHEAD_UNNAMED)
    if weight < enough or ahead < far:
        return None
    if _covered(pack, term, stems_told(episode)) < _COVERED and not _is_called_so(
        term, episode, sure=ahead >= _FAR_AHEAD_UNNAMED
    ):
        return None
    return Likeness(Found(term, pack, "told", _name_in(episode, term), 0.0), weight)


def _covered(pack: Pack, term: Term, told: frozenset[str]) -> float:
    """Give the share of what is told that the entry tells too, by weight; a word new to it is the rarest."""
    weights = _weighed(pack).weights
    rarest = math.log(len(pack.terms))
    everything = sum(weights.get(word, rarest) for word in told)
    return sum(weights[word] for word in told & _words_of(term)) / everything if everything else 0.0


def _is_called_so(term: Term, episode: Titled, *, sure: bool) -> bool:
    """Tell whether title or subtitle hold a name of the entry, or, where it is far ahead, the summary does.

    A name of one word may be any in a summary.
    """
    title, text = keys_of(f"{episode.title} / {episode.subtitle}"), keys_of(episode.summary)
    names = [keys_of(name) for name in term.names]
    return any(_holds(title, name) or (sure and len(name) > 1 and _holds(text, name)) for name in names)


def _holds(text: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(text[at : at + len(name)] == name for at in range(len(text)))


def is_nearest(packs: Sequence[Pack], episode: Titled, term: Term) -> bool:
    """Tell whether no other entry comes near in what it shares with an episode."""
    nearest = _nearest(packs, stems_told(episode))
    return nearest is not None and nearest.term is term and nearest.ahead >= _FAR_AHEAD


def _nearest(packs: Sequence[Pack], told: frozenset[str]) -> _Nearest | None:
    ranked = sorted(
        (rank for pack in packs for rank in _ranked(pack, told)), key=lambda each: each[0], reverse=True
    )
    if not ranked:
        return None
    following = ranked[1][0] if len(ranked) > 1 else 0.0  # nothing too for words that every entry has
    return _Nearest(*ranked[0], ahead=ranked[0][0] / following if following else math.inf)


def _ranked(pack: Pack, told: frozenset[str]) -> Iterator[tuple[float, bool, Term, Pack]]:
    """Give each subject that shares a word with what is told: the weight, and if a name is among them."""
    words = _weighed(pack)
    shared: defaultdict[int, float] = defaultdict(float)
    named = set()
    for word in told & words.spoken.keys():
        for at in words.spoken[word]:
            shared[at] += words.weights[word]
        for at in words.named.get(word, ()):
            shared[at] += words.weights[word]
            named.add(at)
    yield from ((weight, at in named, words.subjects[at], pack) for at, weight in shared.items())


@lru_cache(maxsize=64)
def _weighed(pack: Pack) -> _Weighed:
    counted = Counter(word for term in pack.terms for word in _words_of(term))
    spoken: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    for at, term in enumerate(pack.subjects):
        for word in _words_of(term):
            spoken.setdefault(word, []).append(at)
        for word in content_stems(" ".join(term.names)):
            named.setdefault(word, []).append(at)
    weights = {word: math.log(len(pack.terms) / times) for word, times in counted.items()}
    return _Weighed(pack.subjects, spoken, named, weights)


def _words_of(term: Term) -> frozenset[str]:
    return content_stems(" ".join((*term.names, *term.forms, *term.seen_in, *term.lines.values())))


def _name_in(episode: Titled, term: Term) -> str:
    """Give the name by which the episode calls an entry; its own where it calls it by none."""
    told = keys_of(f"{episode.title} / {episode.subtitle} / {episode.summary}")
    return next((name for name in term.names if _holds(told, keys_of(name))), term.term)
