"""The covers below `output/art/`: drawn only when something about them changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol

from pipeline.audio.artwork import OWN_VERSION
from pipeline.audio.artwork.about import SHOW, About, fingerprint
from pipeline.audio.artwork.looks import looks_of
from pipeline.catalogue.picture import Picture
from pipeline.catalogue.show import CoverSettings, Show
from pipeline.errors import UNREADABLE
from pipeline.freshness.made import Made
from pipeline.layout import addresses
from pipeline.layout.public_files import COVER_NOTES_PATH
from pipeline.layout.record import Record
from pipeline.process.files import digest, file_digest

PIXELS = 3000  # Apple: 1400 to 3000, 3000 preferred
Kind = Literal["cover", "pattern", "thumbnail", "wide"]
# For the site's lists, and for the head of a page.
WEB_PIXELS: Mapping[int, Kind] = {192: "pattern", 640: "thumbnail"}
WIDE_PIXELS = (1920, 1080)
_OURS = re.compile(r"art/(?:[0-9]+/)?(?:own/|wide/)?[a-z0-9-]+\.(?:jpg|png)")


class Mapper(Protocol):
    """The builtin `map`, or an executor's: calls a function on each of some things, in order."""

    def __call__(self, function: Callable[[Any], Any], things: Iterable[Any], /) -> Iterable[Any]:
        """Give the results in the order of `things`."""


@dataclass(frozen=True, slots=True)
class CoverOrder:
    """What one cover is made from: drawn, or a picture of the author's, or a file made of one before."""

    cover: CoverSettings
    title: str
    about: About
    pixels: int
    kind: Kind = "cover"
    picture: Picture | None = None
    made: str = ""  # the SHA-256 of the file that it is a small copy of
    file: Path = field(default=Path(), repr=False)  # where that lies

    @property
    def digest(self) -> str:
        """Give one digest for all that it depends on, the code that makes it included."""
        return digest(repr(self), fingerprint(), str(OWN_VERSION))


@dataclass(frozen=True, slots=True)
class Covers:
    """Covers and small copies by path below `output/`: to write, kept, to remove."""

    drawn: dict[str, bytes]
    kept: tuple[str, ...]
    obsolete: tuple[str, ...]
    notes: str  # for COVER_NOTES_PATH


def prepare_covers(
    show: Show,
    topics: Iterable[str],
    output: Path,
    mapper: Mapper = map,
    records: Iterable[Record] = (),
    made: Made | None = None,
) -> Covers:
    """Draw the covers of the show and of these topics, where what is in `output` is not the same already.

    Of pictures of the author's, the show's and those of `records`, it makes what pages load. `mapper` may
    spread the work over an executor. What lies as `made` has seen it is not read. Raises InvalidCover.
    """
    made = made or Made(output)
    orders = dict(_orders(show, topics))
    for record in records:
        path = record.cover_path if record.has_own_picture else None
        if path and (output / path).is_file():
            orders |= _copies(show, path, file_digest(output / path), output)
    known = _read_notes(output / COVER_NOTES_PATH)
    kept = {path for path, order in orders.items() if _is_whole(made, path, known.get(path), order.digest)}
    wanted = [path for path in orders if path not in kept]
    drawn = dict(zip(wanted, mapper(_draw, [orders[path] for path in wanted]), strict=True))
    notes = {
        path: {
            "inputs": order.digest,
            "sha256": sha256(drawn[path]).hexdigest() if path in drawn else known[path]["sha256"],
        }
        for path, order in orders.items()
    }
    obsolete = (path for path in known if path not in orders and _is_whole(made, path, known[path]))
    text = json.dumps(notes, indent=1, sort_keys=True) + "\n"
    return Covers(drawn, tuple(sorted(kept)), tuple(sorted(obsolete)), text)


def _orders(show: Show, topics: Iterable[str]) -> Iterator[tuple[str, CoverOrder]]:
    """Order the show's covers, and where that is drawn those of its topics."""
    colours, own = replace(show.cover, image=None), show.cover.image
    if own:
        order = CoverOrder(colours, "", SHOW, PIXELS, picture=own)
        yield addresses.cover_path(), order
        for pixels in WEB_PIXELS:
            yield addresses.thumbnail_path(addresses.OWN_SHOW_COVER, pixels), replace(order, pixels=pixels)
        if show.feed.images:
            yield addresses.wide_path(), replace(order, pixels=WIDE_PIXELS[1], kind="wide")
        return
    slugs = addresses.topic_slugs(show)
    looks = looks_of(slugs)
    for topic in (None, *topics):
        slug, about = (slugs[topic], About(topic, looks[topic])) if topic else (None, SHOW)
        yield addresses.cover_path(slug), CoverOrder(colours, show.title, about, PIXELS)
        for pixels, kind in WEB_PIXELS.items():
            yield (
                addresses.thumbnail_path(slug, pixels),
                CoverOrder(colours, show.title, about, pixels, kind),
            )
        if show.feed.images:
            yield addresses.wide_path(slug), CoverOrder(colours, show.title, about, WIDE_PIXELS[1], "wide")


def _copies(show: Show, path: str, sha256: str, output: Path) -> dict[str, CoverOrder]:
    """Order small copies of a picture that is there already."""
    colours, name = replace(show.cover, image=None), path.removeprefix("art/")
    return {
        addresses.thumbnail_path(name, pixels): CoverOrder(
            colours, "", SHOW, pixels, made=sha256, file=output / path
        )
        for pixels in WEB_PIXELS
    }


def _draw(order: CoverOrder) -> bytes:
    # What draws is loaded for that alone: to find that nothing must be drawn needs none of it.
    from pipeline.audio.artwork.own import published, reduced, reduced_file, widened

    if order.made:
        return reduced_file(order.file.read_bytes(), order.pixels)
    if order.picture is None:
        return _drawn(order)
    if order.kind == "wide":
        return widened(order.picture, order.cover.background, order.pixels)
    if order.pixels == PIXELS:
        return published(order.picture, order.cover.background)
    return reduced(order.picture, order.cover.background, order.pixels)


def _drawn(order: CoverOrder) -> bytes:
    from pipeline.audio.artwork import cover

    wanted = (order.cover, order.title, order.about, order.pixels)
    match order.kind:
        case "cover":
            return cover.draw_cover(*wanted)
        case "pattern":
            return cover.draw_pattern(order.cover, order.about, order.pixels)
        case "thumbnail":
            return cover.draw_thumbnail(*wanted)
        case "wide":
            return cover.draw_wide(*wanted)


def _is_whole(made: Made, path: str, known: Mapping[str, str] | None, inputs: str | None = None) -> bool:
    """Tell whether a file is the one we drew, and from these inputs if any are given."""
    if known is None or inputs not in (None, known["inputs"]):
        return False
    return made.holds(path, known["sha256"])


def _read_notes(path: Path) -> dict[str, dict[str, str]]:
    """Read what is known about earlier covers; what cannot be read is as good as none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(name): {key: str(facts[key]) for key in ("inputs", "sha256")}
            for name, facts in found.items()
            if _OURS.fullmatch(name)
        }
    except UNREADABLE:
        return {}
