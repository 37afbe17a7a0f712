"""Which packs a list asks for: by how many episodes have an entry, and how many terms the texts use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.knowledge.deal import known_entries
from pipeline.knowledge.find import Titled, keys_of
from pipeline.knowledge.pack import Pack, load_pack
from pipeline.knowledge.pack_files import pack_path, shipped_names

# From this share on a pack is of the list's field. Of 24 lists by other hands, those of a pack's field had
# 37 % of their episodes in it or more; the nearest of other fields, cheese in cooking, a quarter.
CLEAR_SHARE = 1 / 3
_WORTH_NAMING = 1 / 10
_FEWEST = 2  # episodes: one hit is chance, however short the list
# A list of a pack's field with titles of its own making is known by its texts. Of 50 lists, those of a pack's
# field used 0.6 to 2.3 different terms of it an episode, others 0.75 at most (cheese: cooking).
_CLEAR_TERMS = 1.25  # different terms, an episode
_CLEAR_EPISODES = 2 / 3  # of the list, that use one
_FAR_AHEAD = 2  # times as many as the next pack


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pack, how many of so many titles it has an entry for, and what the list's texts use of it."""

    pack: Pack
    known: int
    titles: int
    terms: int = 0  # different ones, in titles, subtitles and summaries
    episodes: int = 0  # that use one
    next_best: int = 0  # different terms of the pack that comes next

    @property
    def is_clear(self) -> bool:
        """Tell whether the pack is surely of this field."""
        return self.is_clear_by_entries or self.is_clear_by_terms

    @property
    def is_clear_by_entries(self) -> bool:
        """Tell whether it has an entry for so many episodes that no chance would give."""
        return self.known >= _FEWEST and self.known >= CLEAR_SHARE * self.titles

    @property
    def is_clear_by_terms(self) -> bool:
        """Tell whether the texts use so many of its terms, and of no other pack's, that no chance would."""
        used = self.terms >= _CLEAR_TERMS * self.titles and self.episodes >= _CLEAR_EPISODES * self.titles
        return self.known > 0 and self.titles > _FEWEST and used and self.terms >= _FAR_AHEAD * self.next_best


def propose_packs(episodes: Sequence[Titled]) -> list[Proposal]:
    """Give the shipped packs that have an entry for several titles, or whose terms the texts are full of."""
    worth = max(_FEWEST, _WORTH_NAMING * len(episodes))
    packs = [load_pack(pack_path(name)) for name in shipped_names()]
    # One entry serves one episode, so that a long list can hold more than a pack could ever know enough of.
    large = [
        pack
        for pack in packs
        if len(pack.subjects) >= worth or len(pack.terms) >= _CLEAR_TERMS * len(episodes)
    ]
    proposals = [_proposal(pack, episodes) for pack in large]
    proposals = [replace(each, next_best=_best_beside(each, proposals)) for each in proposals]
    named = [each for each in proposals if each.known >= worth or each.is_clear_by_terms]
    return sorted(named, key=lambda proposal: (-proposal.known, proposal.pack.name))


def _proposal(pack: Pack, episodes: Sequence[Titled]) -> Proposal:
    known = sum(each is not None for each in known_entries([pack], episodes))
    used = [set(_terms_in(pack, f"{e.title} / {e.subtitle} / {e.summary}")) for e in episodes]
    different: set[str] = set().union(*used)
    return Proposal(pack, known, len(episodes), len(different), sum(map(bool, used)))


def _best_beside(proposal: Proposal, proposals: Sequence[Proposal]) -> int:
    return max((each.terms for each in proposals if each.pack is not proposal.pack), default=0)


def _terms_in(pack: Pack, text: str) -> Iterator[str]:
    """Give the terms of a pack, full entries or not, that a text calls by one of their names."""
    keys = keys_of(text)
    names = _terms_by_first_word(pack)
    for at, first in enumerate(keys):
        yield from (term for name, term in names.get(first, ()) if keys[at : at + len(name)] == name)


@lru_cache(maxsize=64)
def _terms_by_first_word(pack: Pack) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term in pack.terms:
        for name in filter(None, map(keys_of, term.names)):
            index.setdefault(name[0], []).append((name, term.term))
    return index
