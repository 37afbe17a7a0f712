"""One episode file: read, checked by itself, and made into an episode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.catalogue.frontmatter import Document, read_document
from pipeline.catalogue.keys import EPISODE_KEYS
from pipeline.catalogue.notes import read_notes
from pipeline.catalogue.picture import Picture, read_picture
from pipeline.catalogue.placeholders import marks_in
from pipeline.catalogue.schema import Checked, Keys, check_table
from pipeline.catalogue.show import Episode, Notes
from pipeline.catalogue.text import is_slug, slug_of
from pipeline.catalogue.values import BadValueError
from pipeline.errors import Problem
from pipeline.layout.folders import EPISODES

# A day's first episodes come out at six in the morning of the show's time zone.
_MORNING = time(6)
# Seconds of a day after that for the numbers up to here; higher ones share what is left of it, by turns.
_OWN_SECONDS, _SHARED_SECONDS = 50_000, 14_000
# A draft may lack what is yet to be written, but not what it is about.
_DRAFT_KEYS = {name: replace(key, required=name == "title") for name, key in EPISODE_KEYS.items()}


@dataclass(frozen=True, slots=True)
class EpisodeFile:
    """What an episode file says, and what is wrong with it taken by itself."""

    document: Document
    values: Mapping[str, Any]  # the clean ones
    notes: Notes
    problems: tuple[Problem, ...]
    draft: str = ""  # why it is one; empty: it is none

    @property
    def path(self) -> Path:
        """Give the file's place."""
        return self.document.path

    @property
    def slug(self) -> str:
        """Give the file's name without its suffix."""
        return self.path.stem

    def problem(self, what: str, name: str | None, remedy: str = "") -> Problem:
        """Describe something wrong with one of the fields."""
        return Problem(what, self.path, self.document.line(name), remedy)


def episode_paths(root: Path) -> list[Path]:
    """List a show's episode files, by name."""
    found = (root / EPISODES).glob("*.md")
    return sorted(path for path in found if not path.name.startswith("."))


def read_episode_file(path: Path, *, pictures: bool = True) -> EpisodeFile:
    """Read one episode file; whatever is wrong with it is in `problems`.

    One that says `draft: true` is a draft, and so is one that has no summary and no other fault. Without
    `pictures`, of a copy that is kept elsewhere, those that it names are not looked at.
    """
    return episode_of(read_document(path), pictures=pictures)


def episode_of(document: Document, *, pictures: bool = True) -> EpisodeFile:
    """Give what the text of an episode file says, taken apart already, whether or not it is in its place."""
    path = document.path
    problems = [*_slug_problems(path), *document.problems]
    if not document.readable:  # one clear problem, not also every key missing
        return EpisodeFile(document, {}, Notes(), tuple(problems))
    notes, notes_problems = read_notes(document.body, path, document.body_line)
    if document.values.get("drafted") is not True:  # of a draft they are expected
        notes_problems += _mark_problems(document)
    if why := _why_draft(document):
        checked = _check(document, _DRAFT_KEYS)
        remaining = (*problems, *checked.problems, *notes_problems)
        if document.values.get("draft") is True or not remaining:
            return EpisodeFile(document, checked.values, notes, remaining, why)
    checked = _check(document, EPISODE_KEYS)
    values, wrong = _with_pictures(document, checked.values, look=pictures)
    return EpisodeFile(document, values, notes, (*problems, *checked.problems, *wrong, *notes_problems))


def _with_pictures(
    document: Document, values: Mapping[str, Any], *, look: bool
) -> tuple[dict[str, Any], list[Problem]]:
    """Put pictures in the place of their paths, as far as apps would take them."""
    found = {name: value for name, value in values.items() if name not in {"image", "chapter_images"}}
    problems: list[Problem] = []

    def read(key: str, name: str, of: str = "") -> Iterator[Picture]:
        try:
            yield read_picture(document.path.parent, name)
        except BadValueError as bad:
            what = f"{key} {f'for «{of}» ' if of else ''}{bad}"
            problems.append(Problem(what, document.path, document.line(key), bad.remedy))

    if look and "image" in values:
        found.update(("image", picture) for picture in read("image", values["image"]))
    if look and "chapter_images" in values:
        named = values["chapter_images"].items()
        pairs = ((of, picture) for of, name in named for picture in read("chapter_images", name, of))
        found["chapter_images"] = tuple(pairs)
    return found, problems


def _check(document: Document, keys: Keys) -> Checked:
    return check_table(
        document.values, keys, document.path, lambda place: document.line(str(place[0]) if place else None)
    )


def _why_draft(document: Document) -> str:
    """Say why a file is a draft; «» where it is none."""
    if document.values.get("draft") is True:
        return "marked as a draft"
    summary = document.values.get("summary")
    lacks = summary is None or (isinstance(summary, str) and not summary.strip())
    return "it has no summary yet" if lacks else ""


def _mark_problems(document: Document) -> Iterator[Problem]:
    for found in marks_in(document.body):
        line = document.body_line + document.body.count("\n", 0, found.start())
        what = f"has a mark that nobody has resolved: «{found[0]}»"
        yield Problem(what, document.path, line, "look it up, correct it, and take the mark off")


def _slug_problems(path: Path) -> list[Problem]:
    slug = path.stem
    if is_slug(slug):
        return []
    device = slug_of(slug) == f"{slug}-page"  # a slug in shape
    what = f"has a file name that is {'a device of Windows' if device else 'no slug'}: «{slug}»"
    better = slug_of(slug)
    remedy = "small letters and digits, joined by single hyphens"
    return [Problem(what, path, None, remedy + (f": {better}.md" if better and better != slug else ""))]


def zone_of(name: str) -> tzinfo:
    """Give a time zone of the IANA database by its name."""
    return UTC if name == "UTC" else ZoneInfo(name)


def publication(published: date | datetime, number: int, zone: tzinfo = UTC) -> datetime:
    """Give the moment an episode comes out, in the show's time zone.

    A bare day means six in the morning there and `number` seconds, so that no two episodes of one day are
    equal and their order within the day follows their numbers; above 50,000 they follow by turns of 14,000,
    which end before midnight. A time without a zone is of the show's. The
    moment has the offset and the name that the zone has then, but not the zone itself: Python compares times
    of one zone by their clocks, and so wrongly in the hour that comes twice when summer ends (PEP 495).
    """
    if isinstance(published, datetime):
        moment = published.astimezone(zone) if published.tzinfo else published.replace(tzinfo=zone)
    else:
        moment = datetime.combine(published, _MORNING, zone) + timedelta(seconds=_second_of(number))
    offset = moment.utcoffset()
    if zone is UTC or offset is None:
        return moment
    return moment.astimezone(timezone(offset, moment.tzname() or ""))


def _second_of(number: int) -> int:
    beyond = number - _OWN_SECONDS - 1
    return number if beyond < 0 else _OWN_SECONDS + 1 + beyond % _SHARED_SECONDS


def build_episode(file: EpisodeFile, zone: tzinfo = UTC) -> Episode:
    """Make the episode of a file that has no problem.

    Notes that a server drafted and nobody has accepted are none: they are not said, nor shown.
    """
    facts = {name: value for name, value in file.values.items() if name != "draft"}
    facts["published"] = publication(facts["published"], facts["number"], zone)
    notes = Notes((), file.notes.further_reading) if facts.get("drafted") else file.notes
    return Episode(slug=file.slug, file=file.path, notes=notes, **facts)
