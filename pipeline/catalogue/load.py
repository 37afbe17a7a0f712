"""Loading a show: everything people wrote, checked as a whole, every problem reported in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from pipeline.catalogue.own_sounds import place_problems
from pipeline.catalogue.renames import former_slugs
from pipeline.catalogue.settings import read_settings
from pipeline.catalogue.show import DraftEpisode, Episode, FaultyEpisode, Show
from pipeline.catalogue.standing import Copies, standing_episodes
from pipeline.catalogue.text import slug_of
from pipeline.errors import InvalidShow, Problem
from pipeline.layout.folders import EPISODES

_ADD = "add the line «{}» and leave it so; `ninety new` and `ninety import` write it by themselves"


def show_zone(root: Path) -> tzinfo:
    """Give the time zone of the show in a folder; UTC where its settings cannot be read."""
    settings = read_settings(root)
    return zone_of(settings.show.timezone if settings.show else "UTC")


def load_show(root: Path) -> Show:
    """Read the show in a folder: `episodes/show.toml`, its lexicon and glossary, and all episodes.

    Episodes come oldest (lowest number) first. A draft is named in `drafts`, and a faulty file in `faulty`
    with all its problems, while what was last published of it stands among the episodes. Raises InvalidShow
    for faulty settings, then with every problem of every file.
    """
    settings = read_settings(root)
    files = [read_episode_file(path) for path in episode_paths(root)]
    zone = zone_of(settings.show.timezone if settings.show else "UTC")
    copies = Copies.of(root)
    problems = _problems_by_file(files, copies, zone)
    for file in files:
        problems[file.path] += place_problems(root, file.values, file.path, file.document.line)
    if settings.show is None or settings.problems:
        in_episodes = [problem for file in files if not file.draft for problem in problems[file.path]]
        raise InvalidShow([*settings.problems, *in_episodes])
    sound = [file for file in files if not file.draft and not problems[file.path]]
    faulty = [file for file in files if not file.draft and problems[file.path]]
    standing = standing_episodes(copies, faulty, sound, zone)
    former = _former_slugs(root, files, sound, standing, copies)
    made = [replace(build_episode(file, zone), formerly=former[file.values["guid"]]) for file in sound]
    episodes = sorted([*made, *standing.values()], key=lambda episode: episode.number)
    show = replace(
        settings.show,
        episodes=with_material(root, episodes),
        drafts=tuple(_draft(file, problems[file.path]) for file in files if file.draft),
        faulty=tuple(_faulty(file, problems[file.path], standing.get(file.slug)) for file in faulty),
    )
    return _with_quotations(show)


def _with_quotations(show: Show) -> Show:
    """Let the author's documents speak, if there are any: who has none need not load what reads them."""
    if not (show.root / EPISODES / "sources").is_dir():
        return show
    from pipeline.drafting.sources.quoting import with_quotations

    return with_quotations(show)


def _draft(file: EpisodeFile, problems: Iterable[Problem]) -> DraftEpisode:
    facts = file.values
    return DraftEpisode(
        file.slug, file.path, file.draft, facts.get("guid", ""), facts.get("number"), tuple(problems)
    )


def _faulty(file: EpisodeFile, problems: Iterable[Problem], stands: Episode | None) -> FaultyEpisode:
    facts = file.values
    return FaultyEpisode(
        file.slug,
        file.path,
        tuple(problems),
        guid=facts.get("guid") or (stands.guid if stands else ""),
        number=facts.get("number") or (stands.number if stands else None),
        stands_as=stands.slug if stands else "",
    )


def _former_slugs(
    root: Path,
    files: Sequence[EpisodeFile],
    sound: Sequence[EpisodeFile],
    standing: Mapping[str, Episode],
    copies: Copies,
) -> dict[str, tuple[str, ...]]:
    """Give the slugs that sound episodes had before, by guid; none that leads elsewhere."""
    slugs = {*(file.slug for file in files), *(episode.slug for episode in standing.values())}
    aliases = {alias for file in files for alias in file.values.get("aliases", ())}
    return former_slugs(root, sound, slugs | aliases, copies.guids(slugs))


def _problems_by_file(
    files: Sequence[EpisodeFile], copies: Copies, zone: tzinfo
) -> dict[Path, list[Problem]]:
    """Give all that is wrong with each file, by itself and beside the others, in the order of its lines."""
    found: dict[Path, list[Problem]] = {file.path: list(file.problems) for file in files}
    for problem in (*_missing_facts(files), *_problems_between(files, copies, zone)):
        found[problem.file].append(problem)
    return {path: sorted(problems, key=lambda problem: problem.line or 0) for path, problems in found.items()}


def _missing_facts(files: Sequence[EpisodeFile]) -> Iterator[Problem]:
    """Report facts that a program fills in, with the line to add, which only all files together tell."""
    free = next_number(files)
    for file in files:
        facts = file.document.values
        if file.draft or not file.document.readable:
            continue
        if facts.get("guid") in (None, ""):
            yield file.problem("guid is missing", "guid", _ADD.format(f"guid: {uuid4()}"))
        if facts.get("number") in (None, ""):
            yield file.problem("number is missing", "number", _ADD.format(f"number: {free}"))
            free += 1


def next_number(files: Iterable[EpisodeFile]) -> int:
    """Give the number after the highest in use."""
    return max((file.values.get("number", 0) for file in files), default=0) + 1


def _problems_between(files: Sequence[EpisodeFile], copies: Copies, zone: tzinfo) -> Iterator[Problem]:
    """Find what two episodes must not share; it is wrong in the newer one.

    What was published is older than what was not, whatever its number, and a draft is newer than all.
    """
    by_number = sorted(
        files,
        key=lambda file: (
            bool(file.draft),
            file.slug not in copies.paths,
            file.values.get("number", 0),
            file.slug,
        ),
    )
    yield from _shared(by_number, "guid", lambda file: file.values.get("guid"))
    yield from _shared(by_number, "number", lambda file: file.values.get("number"))
    yield from _coincidences(by_number, zone)
    yield from _topics_of_one_address(by_number)
    yield from _aliases_in_use(by_number)


# What is said of the second of two files that share a value, with the value and the first file's name.
_SHARED = {
    "guid": (
        "guid {value} is also that of {other}",
        "every episode needs its own: give the newer file a new one",
    ),
    "number": ("number {value} is also that of {other}", "{free} is free"),
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


def _coincidences(files: Sequence[EpisodeFile], zone: tzinfo) -> Iterator[Problem]:
    """Find times that happen to be the moment which a bare day gives another episode.

    Two times that are both written out may be equal: back catalogues have them, and what is published keeps
    its date. The number then tells the order.
    """
    of_days: dict[datetime, EpisodeFile] = {}
    timed: list[tuple[datetime, EpisodeFile]] = []
    for file in files:
        published, number = file.values.get("published"), file.values.get("number")
        if published is None or number is None:
            continue
        moment = publication(published, number, zone)
        if isinstance(published, datetime):
            timed.append((moment, file))
        else:
            of_days[moment] = file
    for moment, file in timed:
        if other := of_days.get(moment):
            what = f"comes out at the same moment as {other.path.name}: {moment:%Y-%m-%d %H:%M:%S %Z}"
            yield file.problem(what, "published", "change the time")


def _topics_of_one_address(files: Sequence[EpisodeFile]) -> Iterator[Problem]:
    """Find topics that differ in spelling only: their pages and feeds would have one address."""
    spellings: dict[str, tuple[str, EpisodeFile]] = {}
    for file in files:
        for topic in file.values.get("topics", ()):
            spelling, other = spellings.setdefault(slug_of(topic), (topic, file))
            if spelling != topic:
                what = f"the topic «{topic}» is «{spelling}» in {other.path.name}"
                yield file.problem(what, "topics", "spell it the same way in both")


def _aliases_in_use(files: Sequence[EpisodeFile]) -> Iterator[Problem]:
    """Find aliases that lead elsewhere: to the episode that has the name now, or to another that had it."""
    names = {file.slug: file for file in files}
    first: dict[str, EpisodeFile] = {}
    for file in files:
        for alias in file.values.get("aliases", ()):
            other = names.get(alias) or first.setdefault(alias, file)
            if other is not file:
                is_now = "the name of" if alias in names else "an alias of"
                remedy = "take it out: one address leads to one episode"
                yield file.problem(f"the alias «{alias}» is {is_now} {other.path.name}", "aliases", remedy)
