"""What an episode without enough notes is about: the entry of a pack that falls to it."""

from __future__ import annotations

from pipeline.catalogue.show import Episode, Show
from pipeline.knowledge.chosen import packs_of
from pipeline.knowledge.deal import deal_entries
from pipeline.knowledge.find import Found
from pipeline.knowledge.pack import Pack
from pipeline.writing.known.own_words import has_enough_notes


def subject_of(show: Show, episode: Episode) -> Found | None:
    """Give the entry that an episode is written around; each serves one episode of the show.

    Made once for a show, and held with it. Raises InvalidShow for a faulty pack.
    """
    return show.derived.get("subjects", lambda: _dealt(show)).get(episode.slug)


def told_in(show: Show, pack: Pack, term: str) -> Episode | None:
    """Give the episode that is written around an entry, by the name of its pack and its own; the oldest."""
    places = show.derived.get("places of subjects", lambda: _places(show))
    slug = places.get((pack.name, term))
    return show.episode(slug) if slug else None


def _places(show: Show) -> dict[tuple[str, str], str]:
    found = ((episode.slug, subject_of(show, episode)) for episode in reversed(show.episodes))
    return {(subject.pack.name, subject.term.term): slug for slug, subject in found if subject}


def _dealt(show: Show) -> dict[str, Found]:
    thin = [episode for episode in show.episodes if not has_enough_notes(episode)]
    packs = packs_of(show) if thin else ()
    found = zip(thin, deal_entries(packs, thin), strict=True)
    return {episode.slug: subject for episode, subject in found if subject}
