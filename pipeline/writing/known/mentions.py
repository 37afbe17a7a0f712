"""Which episodes name the subject of another one in their summary or subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.catalogue.show import Episode
from pipeline.writing.known.vectors import parts_of_words, with_people
from pipeline.writing.names import spoken_names

_LONGEST_NAME = 6  # words


def find_mentions(episodes: Sequence[Episode], ordinary: frozenset[str]) -> dict[str, frozenset[str]]:
    """Give, by slug, the slugs of the episodes whose subject it names; who names none is left out.

    `ordinary` are the words that are no names.
    """
    named: dict[tuple[str, ...], str] = {}
    for episode in episodes:
        for name in spoken_names(episode):
            named.setdefault(tuple(_singular(word) for word in parts_of_words(name)), episode.slug)
    found = ((episode.slug, _named_in(episode, named, ordinary)) for episode in episodes)
    return {slug: names for slug, names in found if names}


def _named_in(
    episode: Episode, named: dict[tuple[str, ...], str], ordinary: frozenset[str]
) -> frozenset[str]:
    """Find whose names a summary and subtitle use; where names overlap, the longest counts."""
    found: set[str] = set()
    for text in (episode.summary, episode.subtitle):
        words = [_singular(word) for word in parts_of_words(with_people(text, ordinary))]
        position = 0
        while position < len(words):
            longest = min(_LONGEST_NAME, len(words) - position)
            tries = (
                (length, named.get(tuple(words[position : position + length])))
                for length in range(longest, 0, -1)
            )
            length, slug = next(((length, slug) for length, slug in tries if slug), (1, None))
            if slug is not None and slug != episode.slug:
                found.add(slug)
            position += length
    return frozenset(found)


def _singular(word: str) -> str:
    lowered = word.casefold().replace("’", "'").removesuffix("'s")
    return lowered[:-1] if re.search(r"[^su]s$", lowered) and len(lowered) > 3 else lowered
