"""Sound files of a show's own, below `episodes/sounds/`: how they are named, found and credited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.catalogue.addresses import web_address
from pipeline.catalogue.values import BadValueError, Reader, clean, expect, suggestion, text
from pipeline.errors import Problem
from pipeline.layout.folders import EPISODES
from pipeline.process.files import is_there, leads_into

FOLDER = Path(EPISODES, "sounds")  # in a show's folder
KINDS = (".wav", ".flac", ".mp3", ".m4a")
NOTHING = "none"  # in the place of a name: no sound here, whatever the show has
PLACES = ("opening", "closing", "bed")  # keys of `[audio]` and of an episode that name a sound
_LONGEST_NAME = 120  # characters
_KINDS = f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"


@dataclass(frozen=True, slots=True)
class SoundCredit:
    """Whose a sound is, and under which licence it may be used."""

    file: str  # below episodes/sounds/
    title: str
    author: str
    licence: str
    url: str = ""  # where it comes from, or where the licence can be read

    def __str__(self) -> str:
        """Give it as a line for show notes."""
        return f"«{self.title}» by {self.author} ({self.licence})"


def sound_name(value: Any) -> str:
    """Read the name of a sound file below episodes/sounds/, with slashes between folders."""
    name = clean(value).strip()
    if fault := name_fault(name):
        raise BadValueError(
            f"«{name[:60]}» {fault}", remedy=f"write only its path below {FOLDER.as_posix()}/"
        )
    return name


def sound_or_none(value: Any) -> str:
    """Read the name of a sound file, or `none` (also `false`) where there is to be no sound."""
    if value is False or (isinstance(value, str) and value.strip().casefold() == NOTHING):
        return NOTHING
    return sound_name(value)


def name_fault(name: str) -> str:
    """Say what keeps a text from being the name of a sound file; «» where it is one."""
    parts = name.split("/")
    if len(name) > _LONGEST_NAME:
        return f"is {len(name)} characters long; {_LONGEST_NAME} is the most"
    if "\\" in name or ":" in name or not all(parts) or any(part.startswith(".") for part in parts):
        return f"leads out of {FOLDER.as_posix()}/, or is no path"
    if any(part != part.strip() for part in parts):
        return "has a name that begins or ends with a space"
    if PurePosixPath(name).suffix.lower() not in KINDS:
        return f"is no kind of sound file that can be used: {_KINDS}"
    return ""


def file_fault(root: Path, name: str) -> tuple[str, str]:
    """Say what is wrong with a sound file by its place alone, and what to do; «» where nothing is."""
    folder, path = root / FOLDER, root / FOLDER / name
    if not is_there(path):
        there = sorted(sound_files(root))
        others = f"there are: {', '.join(there[:8])}" if there else "that folder has no sound file"
        remedy = suggestion(name, there) or f"put the file there; {others}"
        return f"«{name}» is not in {FOLDER.as_posix()}/", remedy
    if not leads_into(path, folder):
        return f"«{name}» is a link that leads out of {FOLDER.as_posix()}/", "put a copy of the file there"
    return "", ""


def sound_files(root: Path) -> Iterator[str]:
    """Go through the sound files that a show has, by name."""
    folder = root / FOLDER
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.suffix.lower() in KINDS and path.is_file():
            yield path.relative_to(folder).as_posix()


def place_problems(
    root: Path, values: Mapping[str, Any], file: Path, line_of: Callable[[str], int | None]
) -> Iterator[Problem]:
    """Find sounds that are named in a file and are not there; `line_of` tells where a key stands."""
    for place in PLACES:
        name = values.get(place, "")
        if name in ("", NOTHING):
            continue
        what, remedy = file_fault(root, name)
        if what:
            yield Problem(f"{place} {what}", file, line_of(place), remedy)


_CREDIT: Mapping[str, Reader] = {
    "title": text(),
    "author": text(),
    "licence": text(),
    "url": web_address,
}
_EXAMPLE = '{ title = "Dawn", author = "A. Keeper", licence = "CC-BY-4.0", url = "https://…" }'


def sound_credits(value: Any) -> tuple[SoundCredit, ...]:
    """Read a table of files and, for each, its title, author, licence and address."""
    expect(value, dict, "a table of files and their credits")
    return tuple(_credit(file, of_it) for file, of_it in value.items())


def _credit(file: str, value: Any) -> SoundCredit:
    if fault := name_fault(file):
        raise BadValueError(f"«{file[:60]}» {fault}", path=(file,), remedy=f'write "intro.wav" = {_EXAMPLE}')
    if not isinstance(value, dict):
        raise BadValueError(f"of «{file}» must be a table", path=(file,), remedy=f"write {_EXAMPLE}")
    for key in value:
        if key not in _CREDIT:
            near = suggestion(key, _CREDIT) or f"the keys are: {', '.join(_CREDIT)}"
            raise BadValueError(f"of «{file}» has no key «{key}»", path=(file, key), remedy=near)
    for key in ("title", "author", "licence"):
        if not value.get(key):
            raise BadValueError(f"of «{file}» needs a {key}", path=(file,), remedy=f"write {_EXAMPLE}")
    facts = {}
    for key, part in value.items():
        try:
            facts[key] = _CREDIT[key](part)
        except BadValueError as bad:
            raise BadValueError(f"of «{file}»: {key} {bad}", path=(file, key), remedy=bad.remedy) from bad
    return SoundCredit(file, **facts)
