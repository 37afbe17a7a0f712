"""Material for an episode: points of lectures kept beside it, in a file that its author reads and edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogue.show import Episode, Quotation
from pipeline.catalogue.text import match_key, one_line, read_text
from pipeline.layout.folders import EPISODES

_SOURCE = re.compile(r"##[ \t]+(\S.*)")
_SAME_SHARE = 0.5  # of the letters: a point that was edited is still that point
_ITEM = re.compile(r"[-*+][ \t]+(\S.*)")
_PLACE = re.compile(r" \(line (\d{1,9})(, under «|\)$)")


@dataclass(frozen=True, slots=True)
class MaterialPoint:
    """One point, and where it came from."""

    text: str
    source: str = ""  # the file's name; empty: written there by hand
    line: int = 0  # of the source, 1-based; 0: not known
    under: str = ""  # what it stood under there

    def document(self) -> dict[str, object]:
        """Give it as plain data for JSON."""
        return {"text": self.text, "source": self.source, "line": self.line or None, "under": self.under}


def material_path(root: Path, slug: str) -> Path:
    """Give the place of an episode's material."""
    return root / EPISODES / "material" / f"{slug}.md"


def read_material(root: Path, slug: str) -> tuple[MaterialPoint, ...]:
    """Read an episode's material; there is none without the file, nor in one that is no text."""
    path = material_path(root, slug)
    return points_of(read_text(path)[0]) if path.is_file() else ()


def quoted_points(quotations: Iterable[Quotation]) -> tuple[MaterialPoint, ...]:
    """Give sentences of the author's documents as points, their page as what they stood under."""
    return tuple(
        MaterialPoint(each.text, f"sources/{each.document}", under=f"page {each.page}" if each.page else "")
        for each in quotations
    )


def with_material(root: Path, episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """Give each episode the points that are kept beside it."""
    if not (root / EPISODES / "material").is_dir():
        return tuple(episodes)
    points = {episode.slug: read_material(root, episode.slug) for episode in episodes}
    return tuple(
        replace(episode, material=tuple(point.text for point in points[episode.slug])) for episode in episodes
    )


def points_of(text: str) -> tuple[MaterialPoint, ...]:
    """Read the points of a file of material: the items of its lists, by the heading that names a source."""
    source = ""
    points = []
    for line in text.splitlines():
        if found := _SOURCE.fullmatch(line):
            source = found[1].rstrip()
        elif item := _ITEM.fullmatch(line.strip()):
            points.append(_point(item[1], source))
    return tuple(points)


def _point(words: str, source: str) -> MaterialPoint:
    """Read an item: its text, and the place in the source that the brackets behind it name."""
    for place in _PLACE.finditer(words):
        under, line = place[2] != ")", int(place[1])
        if not under or words.endswith("»)"):
            name = words[place.end() : -len("»)")] if under else ""
            return MaterialPoint(one_line(words[: place.start()]), source, line, name)
    return MaterialPoint(one_line(words), source)


def with_points(text: str, title: str, points: Sequence[MaterialPoint]) -> str:
    """Give a file of material with points added under their sources; what stands there stays as it is."""
    lines = (text or f"# Material for «{one_line(title)}»\n").splitlines()
    for source in dict.fromkeys(point.source for point in points):
        new = [_written(point) for point in points if point.source == source]
        heading = f"## {source}"
        if heading not in lines:
            lines += ["", heading, "", *new]
            continue
        start = lines.index(heading)
        after = (n for n in range(start + 1, len(lines)) if lines[n].startswith("#"))
        end = next(after, len(lines))
        while not lines[end - 1].strip():
            end -= 1
        lines[end:end] = new if end > start + 1 else ["", *new]
    ending = "\r\n" if "\r\n" in text else "\n"
    return ending.join(lines) + ending


class KnownPoints:
    """The points of a file, to be asked whether another one is among them."""

    def __init__(self, points: Iterable[MaterialPoint]) -> None:
        self._keys: set[str] = set()
        self._at: dict[tuple[str, int], list[str]] = {}
        for point in points:
            key = match_key(point.text)
            self._keys.add(key)
            self._at.setdefault((point.source, point.line), []).append(key)

    def __contains__(self, point: MaterialPoint) -> bool:
        """Tell whether a point is there: its text, or the same line of the same source, edited since."""
        from difflib import SequenceMatcher

        key = match_key(point.text)
        edited = self._at.get((point.source, point.line), ()) if point.line else ()
        return key in self._keys or any(
            SequenceMatcher(None, other, key).ratio() > _SAME_SHARE for other in edited
        )


def _written(point: MaterialPoint) -> str:
    under = f", under «{point.under}»" if point.under else ""
    return f"- {point.text} (line {point.line}{under})"
