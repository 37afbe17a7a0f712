"""Artwork, site and feeds from what is rendered, each written as it is made, the show's feed last."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.audio.artwork.about import fingerprint
from pipeline.catalogue.picture import Picture
from pipeline.catalogue.show import Show
from pipeline.catalogue.standing import keep_copies
from pipeline.errors import NothingToPublish, OutputFailed
from pipeline.freshness.made import STANDS, Made, Stands, key_of
from pipeline.layout import addresses
from pipeline.layout.public_files import COVER_NOTES_PATH
from pipeline.layout.record import Record
from pipeline.process.collecting import give_back_memory
from pipeline.process.files import holds, write_all
from pipeline.publishing.covers import Mapper, prepare_covers
from pipeline.publishing.episode_keys import episode_keys
from pipeline.publishing.feeds.changes import EpisodeChange, FeedComparison
from pipeline.publishing.feeds.feed import GENERATOR, ChosenTexts, feed_files
from pipeline.publishing.feeds.key_points import points_name
from pipeline.publishing.feeds.soundbites import passage_name
from pipeline.publishing.listing import out_by, present, records_to_list, source_date
from pipeline.publishing.pruning import abandoned_files, superseded_pictures, superseded_sounds, waiting_files
from pipeline.publishing.site.build import files_made_here, site_files

_NAMED_AT_MOST = 3
_AT_ONCE, _MOST_AT_ONCE = 200, 5_000_000  # files in memory, and signs of them
_MADE_HERE = f"<generator>{GENERATOR}</generator>".encode()


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """How to publish."""

    as_of: datetime | None = None  # list what is out by then; aware; None: now
    prune: bool = False  # remove what removed episodes left behind
    dry_run: bool = False  # only find out; write nothing


@dataclass(frozen=True, slots=True)
class Published:
    """What became of the files, by path below `output/`, and of the episodes, by slug; or what would."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    episodes: tuple[str, ...]  # in the feed, oldest first
    left_out: tuple[str, ...]  # not rendered, or their recording is not whole
    remarks: tuple[str, ...] = ()  # what a person may want to know
    upcoming: tuple[str, ...] = ()  # rendered, and to be listed when their date has come
    changes: tuple[EpisodeChange, ...] = ()  # against the feed that stood before


_PLAIN = PublishOptions()


def publish(show: Show, output: Path, options: PublishOptions = _PLAIN, *, map: Mapper = map) -> Published:  # noqa: A002
    """Write covers, pages and feeds of all episodes rendered and out, and remove what has become obsolete.

    Covers come first, then pages, and feeds last, so that no feed names a file that is not there; what only
    earlier feeds named goes after that. `map` may be an executor's, to draw covers side by side. Raises
    NothingToPublish, InvalidCover, OutputFailed.
    """
    rendered = records_to_list(show, output)
    listed = out_by(show, options.as_of or present())
    records = {
        episode.slug: rendered[episode.slug] for episode in listed.episodes if episode.slug in rendered
    }
    if not records:
        raise _nothing(show, rendered, output)
    made = Made.of(show.root, output)
    keys = episode_keys(listed, records, output)
    covers = prepare_covers(listed, _topics(listed, records), output, map, records.values(), made)
    if covers.drawn:
        give_back_memory()
    built, site = source_date(), site_files(listed, records, output, made=made, keys=keys)
    desk = _Desk(output, dry_run=options.dry_run)
    desk.put([*covers.drawn.items(), (COVER_NOTES_PATH, covers.notes)])
    covers = replace(covers, drawn={})  # large, and written
    desk.put(site)
    pages = frozenset(desk.paths)
    comparison = FeedComparison()
    texts = ChosenTexts(output=output, made=made, keys=keys)
    feeds = feed_files(listed, records, built=built, texts=texts, made=made, keys=keys)
    desk.put(_compared(feeds, comparison, output))
    abandoned = [path for path in abandoned_files(show, output) if path not in pages]
    gone = [*covers.obsolete, *files_made_here(output, {*pages, *abandoned, *waiting_files(show, output)})]
    gone += _obsolete_feeds(output, desk.paths)
    gone += superseded_sounds(output, rendered.values())  # once no feed names them
    gone += superseded_pictures(output, rendered)
    gone += abandoned if options.prune else []
    remarks = tuple(_remarks(listed, records, made))
    if not options.dry_run:
        for slug in records:
            made.keep(passage_name(slug))
            made.keep(points_name(slug))
        made.save(show.root)
        keep_copies(show, output)
        for path in gone:
            _remove(output, path)
    changes = comparison.changes()
    return Published(
        written=tuple(desk.changed),
        unchanged=tuple(sorted({*desk.paths, *covers.kept} - {*desk.changed})),
        removed=tuple(gone),
        episodes=tuple(records),
        left_out=tuple(episode.slug for episode in show.episodes if episode.slug not in rendered),
        remarks=(
            *remarks,
            *_broken_promises(changes),
            *_withdrawn(show, changes),
            *_left_behind(changes, () if options.prune else abandoned),
            *_same_moments(listed, changes),
        ),
        upcoming=tuple(slug for slug in rendered if slug not in records),
        changes=changes,
    )


class _Desk:
    """Puts files in place as they are made, a few hundred at a time, and remembers their paths."""

    def __init__(self, output: Path, *, dry_run: bool) -> None:
        self._output, self._dry_run = output, dry_run
        self.paths: dict[str, None] = {}
        self.changed: list[str] = []

    def put(self, files: Iterable[tuple[str, bytes | str | Stands]]) -> None:
        """Write those that differ from what is there, in the order given."""
        for batch in _batches(self._to_compare(files)):
            differing = [(path, data) for path, data in batch if not holds(self._output / path, data)]
            if not self._dry_run:
                write_all([(self._output / path, data) for path, data in differing])
            self.changed += [path for path, _ in differing]

    def _to_compare(
        self, files: Iterable[tuple[str, bytes | str | Stands]]
    ) -> Iterator[tuple[str, bytes | str]]:
        for path, data in files:
            self.paths[path] = None
            if data is not STANDS:
                yield path, data


def _batches(files: Iterable[tuple[str, bytes | str]]) -> Iterator[list[tuple[str, bytes | str]]]:
    """Divide files into as many at a time as memory should hold."""
    batch: list[tuple[str, bytes | str]] = []
    size = 0
    for path, data in files:
        batch.append((path, data))
        size += len(data)
        if len(batch) == _AT_ONCE or size > _MOST_AT_ONCE:
            yield batch
            batch, size = [], 0
    yield batch


def _compared(
    feeds: Iterable[tuple[str, bytes | Stands]], comparison: FeedComparison, output: Path
) -> Iterator[tuple[str, bytes | Stands]]:
    """Show the pages of the main feed to the comparison on their way, with those that stand."""
    standing = _standing_pages(output)
    for path, data in feeds:
        if "/" not in path and path.endswith(".xml"):
            known = standing.pop(path, None)
            if data is not STANDS:
                comparison.add(known.read_bytes() if known else None, data)
        yield path, data
    for file in standing.values():
        comparison.add(file.read_bytes(), None)


def _nothing(show: Show, rendered: Mapping[str, Record], output: Path) -> NothingToPublish:
    first = next((episode for episode in show.episodes if episode.slug in rendered), None)
    if first is None:
        return NothingToPublish("no episode is rendered, so there is nothing to publish", file=output)
    what = f"nothing is out yet: the first is «{first.slug}», on {first.published:%Y-%m-%d %H:%M %Z}"
    return NothingToPublish(what, file=output, remedy="try it with --as-of, or change its date")


def _topics(show: Show, records: Mapping[str, Record]) -> list[str]:
    """List the topics that have an episode to hear."""
    named = (topic for episode in show.episodes if episode.slug in records for topic in episode.topics)
    return list(dict.fromkeys(named))


def _obsolete_feeds(output: Path, feeds: Container[str]) -> list[str]:
    """List the feeds of our own making, and their further pages, that this run does not make again."""
    found = sorted([*output.glob("feed-*.xml"), *(output / "topics").glob("*/feed*.xml")])
    paths = {file.relative_to(output).as_posix(): file for file in found if not file.is_symlink()}
    return [path for path, file in paths.items() if path not in feeds and _MADE_HERE in file.read_bytes()]


def _standing_pages(output: Path) -> dict[str, Path]:
    """Find the pages of the main feed as it stands."""
    files = [output / addresses.feed_path(), *sorted(output.glob("feed-*.xml"))]
    return {file.name: file for file in files if file.is_file()}


def _remove(output: Path, path: str) -> None:
    """Remove a file, and its folder with it when that leaves an episode's or a topic's own empty."""
    file = output / path
    try:
        file.unlink(missing_ok=True)
        if path.count("/") > 1 and not any(file.parent.iterdir()):
            file.parent.rmdir()
    except OSError as error:
        raise OutputFailed(f"cannot be removed: {error.strerror}", file=file) from error


def _broken_promises(changes: Iterable[EpisodeChange]) -> Iterable[str]:
    """Tell of what should never change once published: apps would take the episode for a new one."""
    gone = {change.slug for change in changes if change.kind == "removed"}
    for change in changes:
        if change.kind == "added" and change.slug in gone:
            yield f"{change.slug}: its guid is not the one published; apps show it once more, as new"
        if "date" in change.what:
            yield f"{change.slug}: its date is not the one published; apps may sort it anew"


def _withdrawn(show: Show, changes: Iterable[EpisodeChange]) -> Iterable[str]:
    """Tell of what left the feed because its summary is gone, which may have been a slip."""
    gone = {change.slug for change in changes if change.kind == "removed"}
    for draft in show.drafts:
        if draft.slug in gone:
            yield f"{draft.slug}: {draft.why}, so it leaves the feed"


def _left_behind(changes: Iterable[EpisodeChange], abandoned: Collection[str]) -> Iterable[str]:
    """Tell of files of episodes that just left the feed: a listener may have their addresses still."""
    gone = [
        each.slug
        for each in changes
        if each.kind == "removed" and addresses.episode_page(each.slug) in abandoned
    ]
    if gone:
        named = ", ".join(gone[:_NAMED_AT_MOST])
        more = f" and {len(gone) - _NAMED_AT_MOST} more" if len(gone) > _NAMED_AT_MOST else ""
        yield f"{named}{more}: page and recording stay, without a link, until `ninety publish --prune`"


def _same_moments(show: Show, changes: Iterable[EpisodeChange]) -> Iterable[str]:
    """Tell of new episodes that come out with another: no rule forbids it, but apps may show either first."""
    new = {change.slug for change in changes if change.kind == "added"}
    together: dict[datetime, list[str]] = {}
    for episode in show.episodes:
        together.setdefault(episode.published, []).append(episode.slug)
    shared = [slugs for slugs in together.values() if len(slugs) > 1 and not new.isdisjoint(slugs)]
    if shared:
        named = "; ".join(" and ".join(slugs) for slugs in shared[:_NAMED_AT_MOST])
        more = f", and {len(shared) - _NAMED_AT_MOST} more" if len(shared) > _NAMED_AT_MOST else ""
        yield f"come out at the same moment, so that apps may turn them round: {named}{more}"


def _own_pictures(show: Show, records: Mapping[str, Record]) -> Iterable[Picture]:
    """Give the author's pictures that are shown, each once."""
    episodes = [episode for episode in show.episodes if episode.slug in records]
    of_chapters = [picture for episode in episodes for _, picture in episode.chapter_images]
    named = [show.cover.image, *(episode.image for episode in episodes), *of_chapters]
    return dict.fromkeys(picture for picture in named if picture is not None)


def _remarks(show: Show, records: Mapping[str, Record], made: Made) -> Iterable[str]:
    for picture in _own_pictures(show, records):
        for what in picture.converted:
            yield f"episodes/{picture.name}: {what}"
    if show.cover.image:
        return
    names = [show.cover.text or show.title, *_topics(show, records)]
    for name, missing in made.value("unwritable", key_of(names, fingerprint()), lambda: _unwritable(names)):
        yield f"the covers' font lacks «{missing}»: «{name}» is drawn without"


def _unwritable(names: Iterable[str]) -> list[tuple[str, str]]:
    """Give the names that covers cannot bear as they are, with what the font lacks."""
    from pipeline.audio.artwork.cover import unwritable  # which brings what draws

    return [(name, missing) for name in names if (missing := unwritable(name))]
