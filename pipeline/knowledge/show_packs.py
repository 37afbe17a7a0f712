"""The packs of a show: its own and those that its settings name, and what they add to its glossary."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.show import GlossaryEntry, Show
from pipeline.knowledge.find import explained_names
from pipeline.knowledge.pack import Pack, Term, load_pack
from pipeline.knowledge.pack_files import own_names, pack_path


def packs_of(show: Show) -> tuple[Pack, ...]:
    """Give a show's packs, its own first. Raises InvalidShow for a faulty one."""
    names = dict.fromkeys((*own_names(show.root), *show.packs))
    return tuple(load_pack(pack_path(name, show.root)) for name in names)


def glossary_of(show: Show) -> tuple[GlossaryEntry, ...]:
    """Give a show's glossary, and after it the terms of its packs that the glossary does not know.

    Where a pack and the glossary share any name, the glossary's entry stands alone; where two packs do, the
    first. Raises InvalidShow for a faulty pack.
    """
    return (*show.glossary, *_added(show))


def _added(show: Show) -> Iterator[GlossaryEntry]:
    own = {name.casefold() for entry in show.glossary for name in (entry.term, *entry.aliases)}
    taken = set(own)
    for pack in packs_of(show):
        for term in pack.terms:
            names = {name.casefold() for name in term.names}
            if not term.definition or term.easy or names & own or term.term.casefold() in taken:
                continue
            yield _entry(term, taken)
            taken |= names


def _entry(term: Term, taken: set[str]) -> GlossaryEntry:
    """Make an entry under the name that its definition says, so that the definition is told as it stands."""
    names = [name for name in explained_names(term) if name.casefold() not in taken]
    said = next((name for name in names if name.casefold() in term.definition.casefold()), term.term)
    return GlossaryEntry(said, term.definition, tuple(name for name in names if name != said))
