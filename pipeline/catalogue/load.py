"""Loading a show: everything people wrote, checked as a whole, every problem reported in one go."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from uuid import uuid4

from pipeline.catalogue.episode_file import (
    EpisodeFile,
    build_episode,
    episode_paths,
    publication,
    read_episode_file,
    zone_of,
)
from pipeline.catalogue.material import with_material
from pipeline.catalogue.settings import read_settings
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import slug_of
from pipeline.errors import InvalidShow, Problem

_ADD = "add the line «{}» and leave it so; `ninety new` and `ninety import` write it by themselves"


def load_show(root: Path) -> Show:
    """Read the show in a folder: `episodes/show.toml`, its lexicon and glossary, and all episodes.

    Episodes come oldest (lowest number) first. Raises InvalidShow with every problem of every file.
    """
    settings = read_settings(root)
    files = [read_episode_file(path) for path in episode_paths(root)]
    in_episodes = [problem for file in files for problem in file.problems]
    zone = zone_of(settings.show.timezone if settings.show else "UTC")
    in_episodes += [*_missing_facts(files), *_problems_between(files, zone)]
    in_episodes.sort(key=lambda problem: (str(problem.file), problem.line or 0))
    problems = [*settings.problems, *in_episodes]
    if settings.show is None or problems:
        raise InvalidShow(problems)
    episodes = sorted((build_episode(file, zone) for file in files), key=lambda episode: episode.number)
    return dataclasses.replace(settings.show, episodes=with_material(root, episodes))


def _missing_facts(files: Sequence[EpisodeFile]) -> Iterator[Problem]:
    """Report facts that a program fills in, with the line to add, which only all files together tell."""
    free = next_number(files)
    for file in files:
        facts = file.document.values
        if not file.document.readable:
            continue
        if facts.get("guid") in (None, ""):
            yield file.problem("guid is missing", "guid", _ADD.format(f"guid: {uuid4()}"))
        if facts.get("number") in (None, ""):
            yield file.problem("number is missing", "number", _ADD.format(f"number: {free}"))
            free += 1


def next_number(files: Iterable[EpisodeFile]) -> int:
    """Give the number after the highest in use."""
    return max((file.values.get("number", 0) for file in files), default=0) + 1


def _problems_between(files: Sequence[EpisodeFile], zone: tzinfo) -> Iterator[Problem]:
    """Find what two episodes must not share."""
    by_number = sorted(files, key=lambda file: (file.values.get("number", 0), file.slug))
    yield from _shared(by_number, "guid", lambda file: file.values.get("guid"))
    yield from _shared(by_number, "number", lambda file: file.values.get("number"))
    yield from _shared(by_number, "published", lambda file: _moment(file, zone))
    yield from _topics_of_one_address(by_number)


# What is said of the second of two files that share a value, with the value and the first file's name.
_SHARED = {
    "guid": (
        "guid {value} is also that of {other}",
        "every episode needs its own: give the newer file a new one",
    ),
    "number": ("number {value} is also that of {other}", "{free} is free"),
    "published": (
        "comes out at the same moment as {other}: {value:%Y-%m-%d %H:%M:%S %Z}",
        "change the time",
    ),
}


def _shared(
    files: Sequence[EpisodeFile], name: str, value_of: Callable[[EpisodeFile], object]
) -> Iterator[Problem]:
    first: dict[object, EpisodeFile] = {}
    free = next_number(files)
    what, remedy = _SHARED[name]
    for file in files:
        value = value_of(file)
        if value is None:
            continue
        other = first.setdefault(value, file)
        if other is not file:
            said = what.format(value=value, other=other.path.name)
            yield file.problem(said, name, remedy.format(free=free))
            free += 1


def _moment(file: EpisodeFile, zone: tzinfo) -> datetime | None:
    published, number = file.values.get("published"), file.values.get("number")
    return publication(published, number, zone) if published is not None and number is not None else None


def _topics_of_one_address(files: Sequence[EpisodeFile]) -> Iterator[Problem]:
    """Find topics that differ in spelling only: their pages and feeds would have one address."""
    spellings: dict[str, tuple[str, EpisodeFile]] = {}
    for file in files:
        for topic in file.values.get("topics", ()):
            spelling, other = spellings.setdefault(slug_of(topic), (topic, file))
            if spelling != topic:
                what = f"the topic «{topic}» is «{spelling}» in {other.path.name}"
                yield file.problem(what, "topics", "spell it the same way in both")
