"""What a list says differently of an episode that the show has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pipeline.catalogue.episode_file import EpisodeFile
from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.importing.plan import FieldChange, PlannedEpisode
from pipeline.catalogue.importing.sameness import known_episode, line_key
from pipeline.catalogue.text import slug_of
from pipeline.catalogue.yaml_edit import with_values

# Fields whose value in the list, where it gives one, is to be the file's.
_PLAIN = ("summary", "season", "episode_number", "episode_type", "link", "explicit", "reference_seconds")
_USUAL: Mapping[str, Any] = {"episode_type": "full"}  # what a file that says nothing means


def change_of(file: EpisodeFile, item: Item, *, explicit: bool = False) -> PlannedEpisode | None:
    """Give the file with what the list changes in it, every other byte as it was; None where nothing is.

    `explicit` is what the show says, and so what a file means that says nothing.
    """
    if not file.document.readable:
        return None
    changes = tuple(_changes(file, item, {**_USUAL, "explicit": explicit}))
    if not changes:
        return None
    mark = "\ufeff" if file.path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
    content = mark + with_values(file.document, [(change.name, change.new) for change in changes])
    title = str(file.values.get("title", item.title))
    return PlannedEpisode(file.slug, title, file.path, content, changes)


def _changes(file: EpisodeFile, item: Item, usual: Mapping[str, Any]) -> Iterator[FieldChange]:
    yield from _title_changes(file, item)
    for name in _PLAIN:
        said, wanted = file.values.get(name), getattr(item, name)
        if wanted not in (None, "") and wanted != (said if said is not None else usual.get(name)):
            yield FieldChange(name, said, wanted)
    topics = file.values.get("topics", ())
    known = {slug_of(name) for name in topics}
    more = tuple(name for name in item.topics if slug_of(name) not in known)
    if more:
        yield FieldChange("topics", topics or None, (*topics, *more))
    if item.published is not None and not _is_day(file.document.values.get("published"), item.published):
        yield FieldChange("published", file.values.get("published"), item.published)
    if item.draft is False and file.values.get("draft"):
        yield FieldChange("draft", old=True, new=False)


def _title_changes(file: EpisodeFile, item: Item) -> Iterator[FieldChange]:
    """Compare the whole line first: where it parts into title and subtitle may differ from list to list."""
    known = known_episode(file)
    if not item.subtitle and line_key(known) == line_key(item):
        if not known.subtitle and known.title != item.title:
            yield FieldChange("title", known.title, item.title)
        return
    if item.title != known.title:
        yield FieldChange("title", known.title or None, item.title)
    if item.subtitle and item.subtitle != known.subtitle:
        yield FieldChange("subtitle", known.subtitle or None, item.subtitle)


def _is_day(said: Any, wanted: date | datetime) -> bool:
    """Tell whether a file's date is the wanted one; a time of day that a person set stays."""
    if isinstance(said, str):
        try:
            said = datetime.fromisoformat(said)
        except ValueError:
            return False
    if isinstance(wanted, datetime):
        if not isinstance(said, datetime):
            return False
        return said == wanted if (said.tzinfo is None) == (wanted.tzinfo is None) else False
    return (said.date() if isinstance(said, datetime) else said) == wanted
