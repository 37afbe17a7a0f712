"""What is decided across all episodes of a show before a script of any of them is written.

Which format an episode has follows from its neighbours', whose it is to explain a term from who else uses it,
of whom it tells from what the others tell. A plan is made of a show, once, and given to whatever writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogue.show import Episode, GlossaryEntry, Show
from pipeline.knowledge.find import Found
from pipeline.knowledge.jurisdictions import jurisdictions_in
from pipeline.knowledge.show_packs import glossary_of
from pipeline.writing.from_notes.format_choice import choose_formats
from pipeline.writing.from_notes.formats import Formats
from pipeline.writing.known import kinship, subject, terms
from pipeline.writing.known.related import ShowIndex

_APART = 3  # episodes, at least, between two that ask «Why?»


@dataclass(frozen=True)
class Plan:
    """A show, and each decision about all of it; every one is made when a script first depends on it.

    So a show without a faulty pack is written even if nothing of it asks for a pack, and what is wrong is
    raised for each episode that it concerns: InvalidShow for a pack, InvalidScript for a format.
    """

    show: Show

    @cached_property
    def index(self) -> ShowIndex:
        """Give what the episodes have in common, who names whom, and who follows."""
        return ShowIndex(self.show)

    @cached_property
    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """Give the show's glossary with what its packs add."""
        return glossary_of(self.show)

    @cached_property
    def known_formats(self) -> Formats:
        """Give the formats that there are, the show's own among them."""
        return Formats(self.show.root)

    @cached_property
    def formats(self) -> Mapping[str, str]:
        """Choose the formats of the episodes that name none, by slug."""
        return choose_formats(self.show, self.known_formats)

    @cached_property
    def subjects(self) -> Mapping[str, Found]:
        """Deal out the entries that episodes are written around, by slug; each serves one."""
        return subject.deal_subjects(self.show)

    @cached_property
    def jurisdictions(self) -> frozenset[str]:
        """Say whose law the whole show is about: what its description or else its summaries name, if one."""
        show = self.show
        named = jurisdictions_in(f"{show.title} {show.description}")
        found = named or frozenset().union(*(jurisdictions_in(each.summary) for each in show.episodes))
        return found if len(found) == 1 else frozenset()

    @cached_property
    def told_in(self) -> Mapping[tuple[str, str], str]:
        """Say in which episode an entry is told, by the name of its pack and its own; the oldest."""
        return subject.places_of_subjects(self.show, self.subjects)

    @cached_property
    def terms_used(self) -> Mapping[str, tuple[str, ...]]:
        """List the terms that summaries use and do not explain, by slug."""
        return terms.terms_used(self.show, self.glossary)

    @cached_property
    def terms_dealt(self) -> Mapping[str, tuple[str, ...]]:
        """Deal out who explains which of them, by slug."""
        return terms.deal_terms(self.terms_used)

    @cached_property
    def common_terms(self) -> frozenset[str]:
        """Name those that the whole show is about."""
        return terms.common_terms(self.terms_used)

    @cached_property
    def kin_by_years(self) -> Mapping[str, tuple[str, ...]]:
        """Say to whose year an episode leads, by slug."""
        return kinship.deal_by_years(self.show)

    @cached_property
    def asking_why(self) -> frozenset[str]:
        """Choose who asks «Why?»: episodes whose summaries give a cause, no two of them close together."""
        chosen: list[Episode] = []
        for episode in sorted(self.show.episodes, key=lambda e: e.number):
            near = chosen and episode.number - chosen[-1].number < _APART
            if " because " in episode.summary and not near:
                chosen.append(episode)
        return frozenset(episode.slug for episode in chosen)
