"""The covers below `output/art/`: drawn only when something about them changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from pipeline.audio.artwork.cover import draw_cover, draw_pattern, draw_thumbnail, fingerprint
from pipeline.catalogue.show import CoverSettings, Show
from pipeline.files import digest, file_digest
from pipeline.publishing import addresses

PIXELS = 3000  # Apple: 1400 to 3000, 3000 preferred
WEB_PIXELS = {192: "pattern", 640: "thumbnail"}  # for the site's lists, and for the head of a page
_DRAW: Mapping[str, Callable[[CoverSettings, str, str | None, int], bytes]] = {
    "cover": draw_cover,
    "pattern": draw_pattern,
    "thumbnail": draw_thumbnail,
}
NOTES_PATH = "art/art.json"
_OURS = re.compile(r"art/(?:[a-z0-9-]+\.jpg|[0-9]+/[a-z0-9-]+\.png)")


class Mapper(Protocol):
    """The builtin `map`, or an executor's: calls a function on each of some things, in order."""

    def __call__(self, function: Callable[[Any], Any], things: Iterable[Any], /) -> Iterable[Any]:
        """Give the results in the order of `things`."""


@dataclass(frozen=True, slots=True)
class CoverOrder:
    """What one cover is drawn from."""

    cover: CoverSettings
    title: str
    topic: str | None
    pixels: int
    kind: str = "cover"  # one of _DRAW

    @property
    def digest(self) -> str:
        """Give one digest for all that the drawing depends on, its code included."""
        facts = json.dumps(
            [asdict(self.cover), self.title, self.topic, self.pixels, self.kind], sort_keys=True
        )
        return digest(facts, fingerprint())


@dataclass(frozen=True, slots=True)
class Covers:
    """Covers and small copies by path below `output/`: to write, kept, to remove."""

    drawn: dict[str, bytes]
    kept: tuple[str, ...]
    obsolete: tuple[str, ...]
    notes: str  # for NOTES_PATH


def prepare_covers(show: Show, topics: Iterable[str], output: Path, mapper: Mapper = map) -> Covers:
    """Draw the covers of the show and of these topics, where what is in `output` is not the same already.

    `mapper` may spread the drawing over an executor. Raises InvalidCover.
    """
    slugs = addresses.topic_slugs(show)
    orders: dict[str, CoverOrder] = {}
    for topic in (None, *topics):
        slug = slugs[topic] if topic else None
        orders[addresses.cover_path(slug)] = CoverOrder(show.cover, show.title, topic, PIXELS)
        for pixels, kind in WEB_PIXELS.items():
            orders[addresses.thumbnail_path(slug, pixels)] = CoverOrder(
                show.cover, show.title, topic, pixels, kind
            )
    known = _read_notes(output / NOTES_PATH)
    kept = {path for path, order in orders.items() if _is_whole(output / path, known.get(path), order.digest)}
    wanted = [path for path in orders if path not in kept]
    drawn = dict(zip(wanted, mapper(_draw, [orders[path] for path in wanted]), strict=True))
    notes = {
        path: {
            "inputs": order.digest,
            "sha256": sha256(drawn[path]).hexdigest() if path in drawn else known[path]["sha256"],
        }
        for path, order in orders.items()
    }
    obsolete = (path for path in known if path not in orders and _is_whole(output / path, known[path]))
    text = json.dumps(notes, indent=1, sort_keys=True) + "\n"
    return Covers(drawn, tuple(sorted(kept)), tuple(sorted(obsolete)), text)


def _draw(order: CoverOrder) -> bytes:
    return _DRAW[order.kind](order.cover, order.title, order.topic, order.pixels)


def _is_whole(file: Path, known: Mapping[str, str] | None, inputs: str | None = None) -> bool:
    """Tell whether a file is the one we drew, and from these inputs if any are given."""
    if known is None or inputs not in (None, known["inputs"]) or not file.is_file():
        return False
    return file_digest(file) == known["sha256"]


def _read_notes(path: Path) -> dict[str, dict[str, str]]:
    """Read what is known about earlier covers; what cannot be read is as good as none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(name): {key: str(facts[key]) for key in ("inputs", "sha256")}
            for name, facts in found.items()
            if _OURS.fullmatch(name)
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
