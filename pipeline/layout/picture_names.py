"""The names of the pictures that belong to one episode, below `output/art/`."""

from __future__ import annotations

import re

EPISODE_FOLDERS = ("art/episodes", "art/own", "art/chapters")
_DIGITS = 8  # of the SHA-256, in hex
_OURS = re.compile(r"art/(?:episodes|own|chapters)/(?P<slug>[a-z0-9-]+)(?:\.[0-9a-f]+)?\.jpg")


def episode_cover_path(slug: str) -> str:
    """Give the path of an episode's cover that is drawn."""
    return f"art/episodes/{slug}.jpg"


def own_cover_path(slug: str) -> str:
    """Give the path of an episode's cover that is a picture of the author's."""
    return f"art/own/{slug}.jpg"


def chapter_picture_path(slug: str, sha256: str) -> str:
    """Give the path of a chapter's picture: another picture gets another name, as apps keep them."""
    return f"art/chapters/{slug}.{sha256[:_DIGITS]}.jpg"


def slug_of_picture(path: str) -> str | None:
    """Tell whose picture a path below `output/` is by its name; None for one that is no episode's."""
    found = _OURS.fullmatch(path)
    return found["slug"] if found else None
