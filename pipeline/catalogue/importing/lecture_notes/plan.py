"""What the import of lecture notes would do: each point, and the episodes whose subject it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.lecture_notes.points import Point, read_points
from pipeline.catalogue.importing.subjects import Mention, Subjects
from pipeline.catalogue.limits import LARGEST_LIST
from pipeline.catalogue.material import KnownPoints, MaterialPoint, material_path, points_of, with_points
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import read_text
from pipeline.errors import InvalidPage, Problem
from pipeline.process.files import write_whole


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """A point, and what became of it."""

    point: Point
    mentions: tuple[Mention, ...]  # the episodes it is kept beside; none: nobody's
    why: str
    known: tuple[str, ...] = ()  # those of the episodes that have it already


@dataclass(frozen=True, slots=True)
class LectureNotesPlan:
    """What an import of lecture notes would do."""

    path: Path  # the notes
    points: tuple[KeptPoint, ...]  # in their order
    files: tuple[tuple[Path, str], ...]  # what would be written, whole
    warnings: tuple[Problem, ...] = ()

    def describe(self, *, dry_run: bool) -> str:
        """Say of each point where it went, or with `dry_run` would go, and why."""
        lines = []
        for kept in self.points:
            slugs = [mention.slug for mention in kept.mentions]
            there = " (there already)" if slugs and len(kept.known) == len(slugs) else ""
            where = f"{', '.join(slugs)}{there}" if slugs else "kept nowhere"
            lines.append(f"{kept.point.line}: {kept.point.text} -> {where}: {kept.why}")
        would = "would be " if dry_run else ""
        new = sum(len(kept.known) < len(kept.mentions) for kept in self.points)
        nobody = sum(not kept.mentions for kept in self.points)
        lines.append(
            f"{len(self.points)} points: {new} {would}kept, {len(self.points) - new - nobody} there already, "
            f"{nobody} about no episode; see them with: ninety notes"
        )
        return "\n".join(lines)

    def document(self) -> dict[str, Any]:
        """Give the plan as plain data for JSON."""
        return {
            "list": str(self.path),
            "kind": "lecture-notes",
            "points": [
                {
                    "text": kept.point.text,
                    "line": kept.point.line,
                    "under": list(kept.point.under),
                    "episodes": [mention.slug for mention in kept.mentions],
                    "there_already": list(kept.known),
                    "why": kept.why,
                }
                for kept in self.points
            ],
            "files": [str(path) for path, _ in self.files],
            "warnings": [],
        }


def plan_lecture_notes(show: Show, path: Path) -> LectureNotesPlan:
    """Find for each point of the notes the episodes it speaks of; writes nothing.

    Raises InvalidPage where the file cannot be read or says nothing.
    """
    text, problem = read_text(path, LARGEST_LIST)
    if problem is not None:
        raise InvalidPage(problem.what, file=path, line=problem.line, remedy=problem.remedy)
    points = read_points(text)
    if not points:
        raise InvalidPage("holds no points", file=path, remedy="write one point on each line")
    there = {e.slug: KnownPoints(points_of(_standing(show, e.slug))) for e in show.episodes}
    subjects = Subjects(show)
    kept = tuple(_kept(subjects, point, there, path.name) for point in points)
    return LectureNotesPlan(path, kept, tuple(_files(show, kept, path.name)))


def apply_lecture_notes(plan: LectureNotesPlan) -> list[Path]:
    """Write the files of a plan, each whole; gives those written. Raises OutputFailed."""
    return [path for path, content in plan.files if write_whole(path, content)]


def _standing(show: Show, slug: str) -> str:
    path = material_path(show.root, slug)
    return read_text(path)[0] if path.is_file() else ""


def _kept(subjects: Subjects, point: Point, there: dict[str, KnownPoints], source: str) -> KeptPoint:
    mentions = subjects.of_point(point.text)
    if len(mentions) == 1 and len(point.text.split()) <= len(mentions[0].words.split()):
        return KeptPoint(point, (), f"it names «{mentions[0].words}» and says nothing of it")
    why = f"it names {' and '.join(f'«{mention.words}»' for mention in mentions)}"
    if not mentions:
        for place in reversed(point.under):
            above = subjects.of_point(place)
            if len(above) == 1:
                mentions, why = above, f"it stands under «{place}»"
                break
        else:
            return KeptPoint(point, (), "no episode's subject is named")
    new = _material(point, source)
    return KeptPoint(point, mentions, why, tuple(m.slug for m in mentions if new in there[m.slug]))


def _material(point: Point, source: str) -> MaterialPoint:
    return MaterialPoint(point.text, source, point.line, point.under[-1] if point.under else "")


def _files(show: Show, points: tuple[KeptPoint, ...], source: str) -> Iterator[tuple[Path, str]]:
    new: dict[str, dict[str, MaterialPoint]] = defaultdict(dict)
    for kept in points:
        for mention in kept.mentions:
            if mention.slug not in kept.known:
                new[mention.slug].setdefault(kept.point.text.casefold(), _material(kept.point, source))
    for episode in show.episodes:
        if found := new.get(episode.slug):
            text = _standing(show, episode.slug)
            yield material_path(show.root, episode.slug), with_points(text, episode.title, [*found.values()])
