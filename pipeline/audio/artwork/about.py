"""What covers are of, and what they depend on, told without what draws them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import PIL

from pipeline.audio.artwork import VERSION
from pipeline.process.files import digest, file_digest

FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class About:
    """What a cover is of: the show, one of its topics, or an episode of a topic.

    `look` is the topic's among those that `looks_of` deals out; None: what its name would choose by itself.
    """

    topic: str | None = None
    look: int | None = None
    episode: str = ""  # the title that an episode's cover bears
    seed: str = ""  # what its pattern is its own by: its guid


SHOW = About()


@cache  # each episode of a show asks
def fingerprint() -> str:
    """Give a digest that changes when the same cover might be drawn otherwise: version, font, Pillow."""
    return digest(str(VERSION), PIL.__version__, *map(file_digest, sorted(FONTS.iterdir())))
