"""Which mentions are one episode: among the rows of several lists, and between lists and the show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from pipeline.catalogue.episode_file import EpisodeFile
from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.text import join_title, match_key, one_line, slug_of
from pipeline.errors import Problem

_PARTED = re.compile(r"\s+-+\s+|:\s+")


class _Named(Protocol):
    """Something with a title; an item of a list, or an episode of the show."""

    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Known:
    """An episode that the show has, as far as its file can be read."""

    file: EpisodeFile
    guid: str = ""
    title: str = ""
    subtitle: str = ""
    number: int | None = None
    season: int | None = None
    episode_number: int | None = None
    topics: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()  # its own, then those it had before

    @property
    def slug(self) -> str:
        """Give its file's name without suffix."""
        return self.file.slug


def known_episode(file: EpisodeFile, copy: EpisodeFile | None = None, formerly: Sequence[str] = ()) -> Known:
    """Give what an episode file says of who it is, whatever else is wrong with it.

    Where it cannot be read, `copy`, of when it was published, says it; `formerly` are slugs it had before.
    """
    told = copy if copy is not None and not file.document.readable else file
    said = told.document.values
    return Known(
        file,
        guid=str(said.get("guid") or "").strip(),
        title=one_line(str(said.get("title") or "")),
        subtitle=one_line(str(said.get("subtitle") or "")),
        number=told.values.get("number"),
        season=told.values.get("season"),
        episode_number=told.values.get("episode_number"),
        topics=told.values.get("topics", ()),
        slugs=tuple(dict.fromkeys((file.slug, *told.values.get("aliases", ()), *formerly))),
    )


def line_key(named: _Named) -> str:
    """Give what spellings of a whole title line have in common: «Salt: fat» is «Salt — Fat»."""
    return _PARTED.sub(" - ", match_key(join_title(named.title, named.subtitle)))


def title_key(named: _Named) -> str:
    """Give the same of the title alone."""
    return line_key(named).partition(" - ")[0]


def gather(lists: Sequence[Sequence[Item]]) -> tuple[list[Item], list[Problem]]:
    """Make one list of several: rows of one episode become one, the first said winning.

    Give the lists in the order of trust. What others say differently is told as problems.
    """
    everything = [item for items in lists for item in items]
    ambiguous = _ambiguous_titles(lists)
    places: dict[str, int] = {}
    found: list[Item] = []
    warnings: list[Problem] = []
    for item in everything:
        keys = list(_keys(item, ambiguous))
        place = next((places[key] for key in keys if key in places), None)
        if place is not None and _are_apart(found[place], item):
            place = None
        if place is None:
            place = len(found)
            found.append(item)
        else:
            warnings += _disagreements(found[place], item)
            found[place] = _united(found[place], item)
        for key in keys:
            places.setdefault(key, place)
    return found, warnings


def _ambiguous_titles(groups: Iterable[Sequence[_Named]]) -> set[str]:
    """Find the titles that one list, or the show, has with several subtitles: they alone name no episode."""
    ambiguous: set[str] = set()
    for group in groups:
        counts = Counter(line.partition(" - ")[0] for line in {line_key(named) for named in group})
        ambiguous |= {title for title, count in counts.items() if count > 1}
    return ambiguous


def _keys(item: Item, ambiguous: Collection[str]) -> Iterator[str]:
    if item.guid:
        yield f"guid {item.guid}"
    if item.slug:
        yield f"slug {item.slug}"
    yield f"line {line_key(item)}"
    if title_key(item) not in ambiguous:
        yield f"title {title_key(item)}"


def _are_apart(one: Item, other: Item) -> bool:
    """Tell whether two of one title are two episodes all the same: each has an identity of its own."""
    pairs = ((one.guid, other.guid), (one.slug, other.slug))
    if any(mine and theirs and mine == theirs for mine, theirs in pairs):
        return False
    numbers = (
        (one.number, other.number),
        (one.season, other.season),
        (one.episode_number, other.episode_number),
    )
    return any(mine and theirs and mine != theirs for mine, theirs in (*pairs, *numbers))


def _united(believed: Item, other: Item) -> Item:
    """Fill what the one does not say with what the other says; topics are those of both."""
    blanks: dict[str, Any] = {
        each.name: getattr(other, each.name)
        for each in fields(Item)
        if getattr(believed, each.name) in (None, "", ()) and each.name != "subtitle"
    }
    spelled = {slug_of(name): name for name in reversed((*believed.topics, *other.topics))}
    topics = tuple(dict.fromkeys(spelled[slug_of(name)] for name in (*believed.topics, *other.topics)))
    return replace(believed, **(blanks | {"topics": topics}))


def _disagreements(believed: Item, other: Item) -> Iterator[Problem]:
    where = f"line {believed.line} of {believed.file.name}"
    if believed.file == other.file:
        what = f"«{other.title}» is there twice; {where} is believed"
        yield Problem(what, other.file, other.line, "give them numbers or subtitles if they are two episodes")
        return
    for name in ("title", "subtitle", "summary", "published", "reference_seconds"):
        said, trusted = getattr(other, name), getattr(believed, name)
        if said and trusted and said != trusted:
            what = f"the {name} of «{other.title}» is another here; {where} is believed"
            yield Problem(what, other.file, other.line)


def match(items: Sequence[Item], known: Sequence[Known]) -> list[Known | None]:
    """Find each item's episode in the show: by guid, else by slug, else by title; each is found once."""
    ambiguous = _ambiguous_titles([items, known])
    found: list[Known | None] = [None] * len(items)
    free = {episode.slug: episode for episode in known}
    for keys_of_item, keys_of_known in _passes(ambiguous):
        index = _index(free.values(), keys_of_known)
        for place, item in enumerate(items):
            if found[place] is None and (key := keys_of_item(item)):
                episode = index.get(key)
                if episode is not None and episode.slug in free and not _contradict(item, episode):
                    found[place] = episode
                    del free[episode.slug]
    return found


def _contradict(item: Item, episode: Known) -> bool:
    """Tell whether both have a guid in their list and their file, and these differ."""
    return bool(item.guid and episode.guid and item.guid != episode.guid)


def _passes(ambiguous: Collection[str]) -> Iterator[tuple[Any, Any]]:
    def unambiguous(named: _Named) -> str:
        return "" if title_key(named) in ambiguous else title_key(named)

    def numbered(named: Any) -> str:
        return f"{named.number} {line_key(named)}" if named.number else ""

    def of_season(named: Any) -> str:
        within = [str(number or "") for number in (named.season, named.episode_number)]
        return f"{' '.join(within)} {line_key(named)}" if any(within) else ""

    yield lambda item: item.guid, lambda episode: (episode.guid,)
    yield lambda item: slug_of(item.slug), lambda episode: episode.slugs
    yield numbered, lambda episode: (numbered(episode),)
    yield of_season, lambda episode: (of_season(episode),)
    yield line_key, lambda episode: (line_key(episode),)
    yield unambiguous, lambda episode: (unambiguous(episode),)
    yield lambda item: slug_of(item.title) if unambiguous(item) else "", lambda episode: episode.slugs


def _index(known: Iterable[Known], keys_of: Any) -> Mapping[str, Known]:
    index: dict[str, Known] = {}
    for episode in known:
        for key in keys_of(episode):
            if key:
                index.setdefault(key, episode)
    return index
