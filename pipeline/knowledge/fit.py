"""How a show's packs fit its titles: how many have an entry, which have none, and which packs would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.catalogue.show import Show
    from pipeline.knowledge.find import Titled
    from pipeline.knowledge.pack import Pack
    from pipeline.knowledge.propose import Proposal

_NAMED_AT_MOST = 10
_SEVERAL = 2  # episodes of a pack: one hit is chance
_HALF = 1 / 2  # of the episodes that the packs of one field leave over


@dataclass(frozen=True, slots=True)
class PackFit:
    """What the packs of a show know of some titles, and what packs beside them would."""

    used: tuple[str, ...]  # packs by name, the show's own first
    named: tuple[str, ...]  # those of them that its settings name
    titles: int
    without: tuple[str, ...]  # titles that no pack in use has an entry for
    proposals: tuple[Proposal, ...] = ()  # of packs that are not in use
    together: tuple[str, ...] = ()  # of these by name, those that only together know a list of many fields

    @property
    def clear(self) -> tuple[str, ...]:
        """Give the names of the packs that are surely of the field, or the fields, of these titles."""
        alone = tuple(proposal.pack.name for proposal in self.proposals if proposal.is_clear)
        return (*alone, *self.together)

    def lines(self) -> Iterator[str]:
        """Say it in two lines or three; nothing where no pack is in use and none fits."""
        if self.used and self.titles:
            known = f"{self.titles - len(self.without)} of {self.titles}"
            yield f"packs: {known} titles have an entry in {', '.join(self.used)}{self._lacking()}"
        if self.proposals:
            yield f"packs that know the subject: {', '.join(map(_counted, self.proposals))}"
        if self.clear:
            named = ", ".join(f'"{name}"' for name in (*self.named, *self.clear))
            yield f"write into episodes/show.toml, under [show]: packs = [{named}]"

    def _lacking(self) -> str:
        if not self.without:
            return ""
        more = len(self.without) - _NAMED_AT_MOST
        named = ", ".join(self.without[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
        return f"; without one (`ninety packs --missing`): {named}"

    def document(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "used": list(self.used),
            "titles": self.titles,
            "with_entry": self.titles - len(self.without),
            "without": list(self.without),
            "proposed": [
                {"name": each.pack.name, "titles": each.known, "terms": each.terms, "clear": each.is_clear}
                for each in self.proposals
            ],
        }


def _counted(proposal: Proposal) -> str:
    counted = f"{proposal.pack.name} has {proposal.known} of {proposal.titles} titles"
    if proposal.is_clear_by_entries or not proposal.is_clear_by_terms:
        return counted
    return f"{counted} and {proposal.terms} terms that the texts use"


def fit_packs(show: Show, episodes: Sequence[Titled]) -> PackFit:
    """Look how a show's packs, and the shipped ones beside them, fit some of its episodes."""
    from pipeline.knowledge.deal import known_entries
    from pipeline.knowledge.propose import propose_packs
    from pipeline.knowledge.show_packs import packs_of

    packs = packs_of(show)
    used = tuple(pack.name for pack in packs)
    found = zip(episodes, known_entries(packs, episodes), strict=True)
    without = tuple(each.title for each, subject in found if subject is None)
    proposals = tuple(each for each in propose_packs(episodes) if each.pack.name not in used)
    beside = [each.pack for each in proposals if not each.is_clear and each.known >= _SEVERAL]
    together: tuple[str, ...] = ()
    if len(beside) > 1:
        known_by = [*packs, *(each.pack for each in proposals if each.is_clear)]
        known = zip(episodes, known_entries(known_by, episodes), strict=True)
        together = _together(beside, [episode for episode, subject in known if subject is None])
    return PackFit(used, show.packs, len(episodes), without, proposals, together)


def _together(packs: Sequence[Pack], episodes: Sequence[Titled]) -> tuple[str, ...]:
    """Give by name the packs that know half of a list of many fields, and each of them several titles."""
    from pipeline.knowledge.deal import known_entries

    known = sum(found is not None for found in known_entries(packs, episodes))
    enough = bool(episodes) and known >= _HALF * len(episodes)
    return tuple(pack.name for pack in packs) if enough else ()
