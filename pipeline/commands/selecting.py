"""Which episodes a command is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidShard, UnknownEpisode


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several equal parts of a show, counted from 1, for machines that share the work."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read «2/5». Raises InvalidShard."""
        found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text, re.ASCII)
        shard = cls(*map(int, found.groups())) if found else None
        if shard is None or not 1 <= shard.number <= shard.of:
            raise InvalidShard(f"«{text}» is not a part of a show")
        return shard

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def part(self, show: Show) -> set[str]:
        """Give its slugs: every N-th episode, so that parts are about equal and a new episode moves none."""
        return {episode.slug for episode in show.episodes[self.number - 1 :: self.of]}


NO_EPISODES = "no episodes yet: `ninety new TITLE` begins one, `ninety import LIST` brings many"


def chosen_episodes(show: Show, slugs: Sequence[str], shard: Shard | None = None) -> list[Episode]:
    """Give the episodes named, or all, that can be made anew; with a shard, those of them that are in it.

    A draft or a faulty file may be named, but is none of them. Raises UnknownEpisode, with the nearest name
    there is.
    """
    if shard is not None:
        part = shard.part(show)
        return [episode for episode in chosen_episodes(show, slugs) if episode.slug in part]
    if not slugs:
        return list(show.sound)
    known = sorted(show.slugs)
    for slug in slugs:
        if slug not in known:
            from difflib import get_close_matches

            near = get_close_matches(slug, known, n=1)
            hint = f"did you mean «{near[0]}»?" if near else UnknownEpisode.remedy
            raise UnknownEpisode(f"there is no episode «{slug}»", remedy=hint)
    sound = {episode.slug: episode for episode in show.sound}
    return [sound[slug] for slug in dict.fromkeys(slugs) if slug in sound]
