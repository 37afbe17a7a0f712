"""Which episodes a command is about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import UnknownEpisode


def chosen_episodes(show: Show, slugs: Sequence[str]) -> list[Episode]:
    """Give the episodes named, or all. Raises UnknownEpisode, with the nearest name there is."""
    if not slugs:
        return list(show.episodes)
    known = {episode.slug: episode for episode in show.episodes}
    for slug in slugs:
        if slug not in known:
            from difflib import get_close_matches

            near = get_close_matches(slug, known, n=1)
            hint = f"did you mean «{near[0]}»?" if near else UnknownEpisode.remedy
            raise UnknownEpisode(f"there is no episode «{slug}»", remedy=hint)
    return [known[slug] for slug in dict.fromkeys(slugs)]
