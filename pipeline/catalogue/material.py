"""Material for an episode: points of lectures kept beside it, in a file that its author reads and edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogue.show import Episode
from pipeline.catalogue.text import match_key, one_line, read_text

_SOURCE = re.compile(r"##[ \t]+(.+?)[ \t]*")
_PLACE = r"[ \t]+\(line (?P<line>\d+)(?:, under «(?P<under>.*)»)?\)"
_POINT = re.compile(rf"[-*+][ \t]+(?P<text>.+?)(?:{_PLACE})?")


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
    return root / "episodes" / "material" / f"{slug}.md"


def read_material(root: Path, slug: str) -> tuple[MaterialPoint, ...]:
    """Read an episode's material; there is none without the file, nor in one that is no text."""
    path = material_path(root, slug)
    return points_of(read_text(path)[0]) if path.is_file() else ()


def with_material(root: Path, episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """Give each episode the points that are kept beside it."""
    if not (root / "episodes" / "material").is_dir():
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
            source = found[1]
        elif point := _POINT.fullmatch(line.strip()):
            place = int(point["line"] or 0)
            points.append(MaterialPoint(one_line(point["text"]), source, place, point["under"] or ""))
    return tuple(points)


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


def knows(known: Iterable[MaterialPoint], point: MaterialPoint) -> bool:
    """Tell whether a point is there already: its text, or the same line of the same file, edited since."""
    from difflib import SequenceMatcher

    key = match_key(point.text)
    for other in known:
        if match_key(other.text) == key:
            return True
        same_place = (other.source, other.line) == (point.source, point.line) and point.line
        if same_place and SequenceMatcher(None, match_key(other.text), key).ratio() > 0.5:
            return True
    return False


def _written(point: MaterialPoint) -> str:
    under = f", under «{point.under}»" if point.under else ""
    return f"- {point.text} (line {point.line}{under})"
