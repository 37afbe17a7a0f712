"""Import of lists: what they would change in a show, and doing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from pipeline.catalogue.episode_file import episode_paths, read_episode_file, zone_of
from pipeline.catalogue.importing.changes import change_of
from pipeline.catalogue.importing.coincidences import set_apart
from pipeline.catalogue.importing.columns import understand_columns
from pipeline.catalogue.importing.dates import Dated, Day, Schedule, date_episodes
from pipeline.catalogue.importing.holding import hold
from pipeline.catalogue.importing.items import Item, Items, read_items
from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.new_files import new_files
from pipeline.catalogue.importing.numbers import number_items
from pipeline.catalogue.importing.order import by_date, moment, oldest_first
from pipeline.catalogue.importing.plan import ImportPlan, ImportWish, PlannedEpisode, ReadList, ReadRow
from pipeline.catalogue.importing.readers.recognise import read_lists
from pipeline.catalogue.importing.sameness import Known, gather, known_episode, match
from pipeline.catalogue.importing.titles import tidy_titles
from pipeline.catalogue.renames import script_heads
from pipeline.catalogue.settings import read_settings
from pipeline.catalogue.show import Show
from pipeline.catalogue.standing import Copies
from pipeline.catalogue.text import slug_of
from pipeline.errors import InvalidShow, Problem
from pipeline.knowledge.fit import fit_packs
from pipeline.process.files import write_all

_AS_RECOGNISED = ImportWish()


def plan_import(root: Path, paths: Sequence[Path], wish: ImportWish = _AS_RECOGNISED) -> ImportPlan:
    """Find what lists would add to the show and change in it; writes nothing.

    A list's values win over those of the file. A guid, a number, a slug and notes never change, what a list
    leaves out stays, and topics are only added. Raises InvalidPage for a file that is no list (or InvalidShow
    for several), InvalidShow where there is no show, and InvalidSchedule.
    """
    show = _settings(root)
    zone = zone_of(show.timezone)
    known = _known(root)
    lists = [_read(listing, wish, show, zone) for listing in read_lists(paths, wish.kind, episodes=known)]
    items, disagreements = gather(_most_trusted_first(lists))
    items = _spelled_alike(by_date(items, zone), known)
    pairs = list(zip(items, match(items, known), strict=True))
    fresh, numbers = number_items(
        [item for item, episode in pairs if episode is None], {e.number for e in known if e.number}
    )
    kept = [(item, episode) for item, episode in pairs if episode is not None]
    if wish.redate:
        fresh, kept, told = _redated(pairs, fresh, wish, zone)
    else:
        dated = _dated(fresh, known, wish, zone)
        fresh = [replace(item, published=day) for item, day in zip(fresh, dated.days, strict=True)]
        told = dated.told
    fresh = set_apart(fresh, _moments(known), zone)
    new = new_files(show, fresh, known)
    changed = [change_of(episode.file, item, explicit=show.feed.explicit) for item, episode in kept]
    rows = tuple(_rows(lists, zip(fresh, new, strict=True), zip(kept, changed, strict=True)))
    return ImportPlan(
        new=tuple(new),
        changed=tuple(change for change in changed if change),
        unchanged=changed.count(None),
        not_listed=_not_listed(known, kept),
        warnings=(*(w for each in lists for w in each.items.warnings), *disagreements, *_unreadable(kept)),
        dates=told,
        numbers=numbers,
        lists=tuple(each.told for each in lists),
        rows=rows,
        packs=fit_packs(show, [row for row in rows if row.slug]),
    )


def apply_import(plan: ImportPlan) -> list[Path]:
    """Write the files of a plan, each whole; gives those written. Raises OutputFailed."""
    planned = [*plan.new, *plan.changed]
    return write_all([(episode.file, episode.content) for episode in planned])


def _settings(root: Path) -> Show:
    settings = read_settings(root)
    if settings.show is None or settings.problems:
        raise InvalidShow(list(settings.problems))
    return settings.show


def _known(root: Path) -> list[Known]:
    """Read who the show's episodes are, also those whose files are faulty or were renamed."""
    files = [read_episode_file(path) for path in episode_paths(root)]
    copies = Copies.of(root)
    formerly: dict[str, list[str]] = {}
    for head in script_heads(root).values():
        formerly.setdefault(head.guid, []).extend([head.slug, *head.formerly])
    return [
        known_episode(file, copies.file(file.slug), formerly.get(str(file.values.get("guid")), ()))
        for file in files
    ]


@dataclass(frozen=True, slots=True)
class _List:
    """A list with its episodes, oldest first."""

    items: Items
    ordered: tuple[Item, ...]
    told: ReadList

    @property
    def is_dated(self) -> bool:
        return any(item.published for item in self.ordered)


def _read(listing: Listing, wish: ImportWish, show: Show, zone: tzinfo) -> _List:
    columns = understand_columns(listing, wish.columns)
    read = read_items(listing, columns.fields, day_first=show.language != "en-us")
    held = hold(tidy_titles(read.items), listing.path)
    read = replace(read, warnings=(*read.warnings, *held.warnings))
    told = tuple((column, columns.fields.get(column, "")) for column in listing.columns)
    ordered = tuple(oldest_first(held.items, listing.newest_first, zone))
    return _List(read, ordered, ReadList(listing.path, listing.kind, told))


def _most_trusted_first(lists: Sequence[_List]) -> list[Sequence[Item]]:
    """Put lists with dates before the others; else they stay as they were given."""
    return [each.ordered for each in sorted(lists, key=lambda each: not each.is_dated)]


def _spelled_alike(items: Sequence[Item], known: Sequence[Known]) -> list[Item]:
    """Spell each topic in one way: as the show does, else as it is met first."""
    spelling: dict[str, str] = {}
    for name in (name for episode in known for name in episode.topics):
        spelling.setdefault(slug_of(name), name)
    for name in (name for item in items for name in item.topics):
        spelling.setdefault(slug_of(name), name)
    return [
        replace(item, topics=tuple(dict.fromkeys(spelling[slug_of(n)] for n in item.topics)))
        for item in items
    ]


def _dated(fresh: Sequence[Item], known: Sequence[Known], wish: ImportWish, zone: tzinfo) -> Dated:
    asked = wish.start is not None or bool(wish.every)
    if all(item.published for item in fresh) and asked:
        told = "--from and --every move nothing: every episode has its date; --redate moves those of the list"
        return Dated(tuple(item.published for item in fresh if item.published), told)
    if not fresh:
        return Dated((), "")
    days = [day for episode in known if (day := episode.file.values.get("published"))]
    return date_episodes(
        [item.published for item in fresh],
        [item.number or 0 for item in fresh],
        Schedule(wish.start, wish.every),
        newest=max(days, key=lambda day: moment(day, zone), default=None),
        now=(wish.now or datetime.now(UTC)).astimezone(zone),
    )


def _moments(known: Sequence[Known]) -> Iterator[tuple[Day, int]]:
    for episode in known:
        if (day := episode.file.values.get("published")) is not None and episode.number is not None:
            yield day, episode.number


def _redated(
    pairs: Sequence[tuple[Item, Known | None]], fresh: Sequence[Item], wish: ImportWish, zone: tzinfo
) -> tuple[list[Item], list[tuple[Item, Known]], str]:
    """Date the whole list anew where it gives no day, new episodes and those the show has, in its order."""
    numbered = iter(fresh)
    items = [next(numbered) if known is None else replace(item, number=known.number) for item, known in pairs]
    dated = date_episodes(
        [item.published for item in items],
        [item.number or 0 for item in items],
        Schedule(wish.start, wish.every),
        newest=None,
        now=(wish.now or datetime.now(UTC)).astimezone(zone),
    )
    found = [replace(item, published=day) for item, day in zip(items, dated.days, strict=True)]
    each = list(zip(found, (known for _, known in pairs), strict=True))
    return (
        [item for item, known in each if known is None],
        [(item, known) for item, known in each if known is not None],
        dated.told,
    )


_Kept = Sequence[tuple[Item, Known]]


def _not_listed(known: Sequence[Known], kept: _Kept) -> tuple[str, ...]:
    listed = {episode.slug for _, episode in kept}
    return tuple(episode.slug for episode in known if episode.slug not in listed)


def _unreadable(kept: _Kept) -> Iterator[Problem]:
    """Tell of episodes in the list whose files cannot be read, and so not changed."""
    for item, episode in kept:
        if not episode.file.document.readable and episode.file.problems:
            problem = episode.file.problems[0]
            what = f"{problem.what}; what the list says of «{item.title}» is not written there"
            yield Problem(what, problem.file, problem.line, problem.remedy)


def _rows(
    lists: Sequence[_List],
    new: Iterator[tuple[Item, PlannedEpisode]],
    kept: Iterator[tuple[tuple[Item, Known], PlannedEpisode | None]],
) -> Iterator[ReadRow]:
    """Tell of every row of every list, in its order, how it was read and what becomes of it."""
    became: dict[tuple[Path, int, int], tuple[Item, str, str]] = {}
    for item, planned in new:
        became[item.file, item.line, item.row] = item, "new draft" if planned.draft else "new", planned.slug
    for (item, episode), change in kept:
        became[item.file, item.line, item.row] = item, "changed" if change else "unchanged", episode.slug
    for each in lists:
        yield from sorted((*_read_rows(each, became), *_skipped_rows(each)), key=lambda row: row.line)


def _read_rows(
    each: _List, became: Mapping[tuple[Path, int, int], tuple[Item, str, str]]
) -> Iterator[ReadRow]:
    for item in each.ordered:
        read, status, slug = became.get((item.file, item.line, item.row), (item, "one with another row", ""))
        yield ReadRow(
            item.file,
            item.line,
            status,
            slug,
            read.number,
            read.title,
            read.subtitle,
            read.published,
            read.topics,
            read.summary,
        )


def _skipped_rows(each: _List) -> Iterator[ReadRow]:
    return (ReadRow(each.told.file, line, f"left out: {why}") for line, why in each.items.skipped)
