"""The chapters of an episode as the file that podcast apps fetch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pipeline.layout.record import Chapter

_FEWEST = 3  # Apple
_BRIEF_SECONDS = 45.0  # so short an episode may be one thought, and parted for nothing


def are_enough(count: int, seconds: float) -> bool:
    """Tell whether an episode of so many seconds has the chapters that apps ask for."""
    return count >= (_FEWEST if seconds > _BRIEF_SECONDS else 1)


def in_order(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Give the chapters by their start, the first moved to 0: players expect the whole file covered."""
    ordered = sorted(chapters, key=lambda chapter: chapter.start)
    return tuple(
        Chapter(start=chapter.start if index else 0.0, title=chapter.title)
        for index, chapter in enumerate(ordered)
    )


def chapters_json(
    chapters: Iterable[Chapter],
    *,
    title: str,
    show: str,
    author: str = "",
    images: Mapping[str, str] | None = None,
) -> str:
    """Write the JSON chapters of the Podcasting 2.0 namespace, version 1.2.0; times in seconds.

    `title` is the episode's, `show` the podcast's name; `images` are pictures' addresses by chapter.
    """
    about = {"author": author, "title": title, "podcastName": show}
    document = {
        "version": "1.2.0",
        **{name: value for name, value in about.items() if value},
        "chapters": [
            {
                "startTime": round(float(chapter.start), 3),
                "title": chapter.title,
                **({"img": images[chapter.title]} if images and chapter.title in images else {}),
            }
            for chapter in in_order(chapters)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
