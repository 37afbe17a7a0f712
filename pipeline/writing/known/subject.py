"""What an episode without enough notes is about: the entry of a pack that falls to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode, Show
from pipeline.knowledge.deal import deal_entries
from pipeline.knowledge.find import Found
from pipeline.knowledge.pack import Pack
from pipeline.knowledge.show_packs import packs_of
from pipeline.writing.known.own_words import has_enough_notes

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan


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
    found = zip(thin, deal_entries(packs, thin), strict=True)
    return {episode.slug: subject for episode, subject in found if subject}
