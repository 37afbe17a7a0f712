"""Slugs and guids of new episodes: given once, kept for ever."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from uuid import NAMESPACE_URL, uuid5

from pipeline.catalogue.text import slug_of
from pipeline.process.files import digest


def free_slug(title: str, taken: Collection[str]) -> str:
    """Make a slug of a title, with a number after it if another episode has it."""
    base = slug_of(title) or f"episode-{digest(title)[:8]}"
    numbered = (f"{base}-{count}" for count in itertools.count(2))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


def lasting_guid(site_url: str, slug: str, taken: Collection[str]) -> str:
    """Derive a guid from the address of the episode's page, so that the same import makes the same guids."""
    address = f"{site_url}/episodes/{slug}/"
    fragments = itertools.chain([""], (f"#{count}" for count in itertools.count(2)))
    guids = (str(uuid5(NAMESPACE_URL, address + fragment)) for fragment in fragments)
    return next(guid for guid in guids if guid not in taken)
