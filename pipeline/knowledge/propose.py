"""Which packs a list of titles asks for, by how many of them have an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.knowledge.find import Titled, find_subjects
from pipeline.knowledge.pack import Pack, load_pack
from pipeline.knowledge.places import pack_path, shipped_names

# From this share on a pack is of the list's field. Lists of other fields meet a pack by chance, in words such
# as «salt» or «charge»; of lists of its own field it knows at least every third title.
CLEAR_SHARE = 1 / 3
_WORTH_NAMING = 1 / 10
_FEWEST = 2  # titles: one hit is chance, however short the list


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pack, and how many of so many titles it has an entry for."""

    pack: Pack
    known: int
    titles: int

    @property
    def is_clear(self) -> bool:
        """Tell whether the pack is surely of this field."""
        return self.known >= _FEWEST and self.known >= CLEAR_SHARE * self.titles


def propose_packs(episodes: Sequence[Titled]) -> list[Proposal]:
    """Give the shipped packs that have an entry for several titles, the fullest first."""
    proposals = []
    for name in shipped_names():
        pack = load_pack(pack_path(name))
        known = sum(each is not None for each in find_subjects([pack], episodes, ["title"]))
        if known >= max(_FEWEST, _WORTH_NAMING * len(episodes)):
            proposals.append(Proposal(pack, known, len(episodes)))
    return sorted(proposals, key=lambda proposal: (-proposal.known, proposal.pack.name))
