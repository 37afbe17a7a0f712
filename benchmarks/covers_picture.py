"""Make the picture of covers in docs/: `python -m benchmarks.covers_picture [FOLDER OF THE SHOW]`.

The show must be built. Above stand the show's cover and those of its largest topics, below those of episodes
of one topic, which differ within it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PIL import Image

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.layout import addresses

TARGET = Path(__file__).parents[1] / "docs" / "covers.jpg"
SIDE, ACROSS = 300, 4  # pixels of a cover; covers in a row
QUALITY = 88


def chosen(show: Show) -> Iterator[str]:
    """Give the paths of the covers, row by row."""
    topics = Counter(topic for episode in show.episodes for topic in episode.topics[:1]).most_common(ACROSS)
    slugs = addresses.topic_slugs(show)
    yield addresses.cover_path()
    yield from (addresses.cover_path(slugs[topic]) for topic, _ in topics[1:])
    alike = (episode for episode in show.episodes if episode.topics[:1] == (topics[0][0],))
    yield from (f"art/episodes/{episode.slug}.jpg" for episode in islice(alike, ACROSS))


def main(root: Path) -> None:
    """Lay the covers side by side."""
    paths = list(chosen(load_show(root)))
    whole = Image.new("RGB", (ACROSS * SIDE, -(-len(paths) // ACROSS) * SIDE))
    for number, path in enumerate(paths):
        cover = Image.open(root / "output" / path).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        whole.paste(cover, (number % ACROSS * SIDE, number // ACROSS * SIDE))
    whole.save(TARGET, quality=QUALITY, optimize=True)
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
