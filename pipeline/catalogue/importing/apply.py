"""Import of topic pages: what they would change in a show, and doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from pipeline.catalogue.frontmatter import Document, read_document
from pipeline.catalogue.identity import free_slug, lasting_guid
from pipeline.catalogue.importing.merging import Entry, ambiguous_titles, episode_key, merge_pages
from pipeline.catalogue.importing.pages import Page, read_page
from pipeline.catalogue.importing.plan import FieldChange, ImportPlan, ImportWish, PlannedEpisode
from pipeline.catalogue.keys import EPISODE_KEYS
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import slug_of
from pipeline.catalogue.values import BadValueError
from pipeline.catalogue.yaml_edit import Value, front_matter, with_values
from pipeline.errors import InvalidPage, InvalidShow, Problem
from pipeline.files import write_whole


def plan_import(show_root: Path, pages: Sequence[Path], wish: ImportWish | None = None) -> ImportPlan:
    """Find what the pages would add to the show and change in it; writes nothing.

    A page's values win over those of the file. A guid, a number, a slug and notes never change, what a page
    leaves out stays, and topics are only added. Raises InvalidPage for a file that is no topic page (or
    InvalidShow for several), and InvalidShow for a faulty show or new episodes without a date.
    """
    del wish
    show = load_show(show_root)
    read_pages = _read_pages(pages)
    merged = merge_pages(read_pages, show.episodes)
    ambiguous = ambiguous_titles(read_pages, show.episodes)
    existing = {episode_key(episode, ambiguous): episode for episode in show.episodes}
    _refuse_faulty(merged.entries, existing)
    kept = [(existing[entry.key], entry) for entry in merged.entries if entry.key in existing]
    changed = [planned for episode, entry in kept if (planned := _change(episode, entry))]
    on_pages = {episode.slug for episode, _ in kept}
    return ImportPlan(
        new=_plan_new(show, [entry for entry in reversed(merged.entries) if entry.key not in existing]),
        changed=tuple(changed),
        unchanged=len(kept) - len(changed),
        not_on_pages=tuple(episode.slug for episode in show.episodes if episode.slug not in on_pages),
        warnings=merged.warnings,
    )


def apply_import(plan: ImportPlan) -> list[Path]:
    """Write the files of a plan, each whole; gives those written. Raises OutputFailed."""
    planned = [*plan.new, *plan.changed]
    return [episode.file for episode in planned if write_whole(episode.file, episode.content)]


def _read_pages(paths: Sequence[Path]) -> list[Page]:
    pages, errors = [], []
    for path in paths:
        try:
            pages.append(read_page(path))
        except InvalidPage as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise InvalidShow([Problem(e.what, Path(e.file or ""), e.line, e.remedy) for e in errors])
    return pages


def _refuse_faulty(entries: Iterable[Entry], existing: Mapping[str, Episode]) -> None:
    problems = []
    for entry in entries:
        for name, fault in _faults(entry):
            what = f"the {name} of «{entry.title}» {fault}"
            problems.append(Problem(what, entry.page, entry.line, "mend the page; nothing was written"))
        if entry.published is None and entry.key not in existing:
            what = f"«{entry.title}» has no date, on this page or another"
            remedy = "import it together with a page that shows dates; nothing was written"
            problems.append(Problem(what, entry.page, entry.line, remedy))
    if problems:
        raise InvalidShow(problems)


def _faults(entry: Entry) -> Iterator[tuple[str, str]]:
    """Find values that the loader would refuse."""
    for name in ("title", "subtitle", "summary"):
        try:
            EPISODE_KEYS[name].read(getattr(entry, name))
        except BadValueError as error:
            yield name, str(error)


def _plan_new(show: Show, entries: Iterable[Entry]) -> tuple[PlannedEpisode, ...]:
    """Give new episodes, oldest first, the next numbers, free slugs and lasting guids."""
    slugs = {episode.slug for episode in show.episodes}
    guids = {episode.guid for episode in show.episodes}
    number = max((episode.number for episode in show.episodes), default=0)
    planned = []
    for entry in entries:
        number += 1
        slug = free_slug(entry.title, slugs)
        guid = lasting_guid(show.site_url, slug, guids)
        slugs.add(slug)
        guids.add(guid)
        identity: dict[str, Value | None] = {"guid": guid, "number": number}
        content = front_matter(identity | _facts(entry))
        planned.append(PlannedEpisode(slug, entry.title, show.root / "episodes" / f"{slug}.md", content))
    return tuple(planned)


def _facts(entry: Entry) -> dict[str, Value | None]:
    return {
        "title": entry.title,
        "subtitle": entry.subtitle,
        "summary": entry.summary,
        "topics": entry.topics,
        "published": entry.published,
        "reference_seconds": entry.reference_seconds,
    }


def _change(episode: Episode, entry: Entry) -> PlannedEpisode | None:
    document = read_document(episode.file)
    changes = tuple(_changes(episode, document, entry))
    if not changes:
        return None
    mark = "\ufeff" if episode.file.read_bytes().startswith(b"\xef\xbb\xbf") else ""
    content = mark + with_values(document, [(change.name, change.new) for change in changes])
    return PlannedEpisode(episode.slug, episode.title, episode.file, content, changes)


def _changes(episode: Episode, document: Document, entry: Entry) -> Iterator[FieldChange]:
    """Compare what the file says with what the pages say."""
    known = {slug_of(name) for name in episode.topics}
    topics = (*episode.topics, *(name for name in entry.topics if slug_of(name) not in known))
    for name, wanted in (_facts(entry) | {"topics": topics}).items():
        said = _day(document.values[name]) if name == "published" else getattr(episode, name)
        if wanted and wanted != said:
            yield FieldChange(name, said or None, wanted)


def _day(published: date | datetime | str) -> date:
    """Give the day a file names, in the file's own zone if it names a time too."""
    if isinstance(published, datetime):
        return published.date()
    return published if isinstance(published, date) else date.fromisoformat(published[:10])
