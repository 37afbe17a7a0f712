"""Records of JSON and YAML, whatever is around them: found, laid flat, made a listing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.column_names import is_known
from pipeline.catalogue.importing.listing import Listing, Row, ShowFacts
from pipeline.catalogue.importing.readers.marks import taken_apart
from pipeline.catalogue.importing.readers.tables import Record, table_listing
from pipeline.errors import InvalidPage, Problem

_DEEPEST = 3  # levels of records inside records that are laid flat
_REMEDY = "bring a list of records with a title and a summary each"
_GROUP_NAMES = frozenset({"title", "name", "titel", "titre", "nom", "nombre", "titulo", "título"})
_ABOUT = {
    "title": ("title", "name", "show", "podcast"),
    "description": ("description", "summary", "subtitle"),
    "author": ("author", "authors", "host"),
    "language": ("language", "lang"),
    "copyright": ("copyright",),
    "link": ("link", "url", "home_page_url", "website"),
    "image": ("image", "icon", "cover", "artwork"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A value with the line on which it begins."""

    line: int
    value: Any


class PlacedList(list[Placed]):
    """The elements of a list, with their lines."""


class PlacedMap(dict[str, Placed]):
    """The members of a mapping, with their lines."""


def records_listing(path: Path, kind: str, document: Placed, warnings: Sequence[Problem] = ()) -> Listing:
    """Make a listing of a document: a list of records, or a mapping that holds one, or titles to summaries.

    Raises InvalidPage where there is no such thing.
    """
    items, holder = _find_list(document)
    if not items:
        raise InvalidPage("has no list of episodes in it", file=path, line=document.line, remedy=_REMEDY)
    if all(isinstance(item.value, PlacedList) for item in items):
        records = [Record(item.line, [bare(cell) for cell in item.value]) for item in items]
        return table_listing(path, kind, records, warnings)
    warnings = list(warnings)
    maps = [item for item in items if isinstance(item.value, PlacedMap)]
    if len(items) > len(maps) > 0 and all(len(item.value) > 1 for item in maps):
        other = [item for item in items if not isinstance(item.value, PlacedMap)]
        what = f"{len(other)} of {len(items)} elements of the list are no records, and are left out"
        warnings.append(Problem(what, path, other[0].line))
        items = maps
    rows = list(_rows(items))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return Listing(path, kind, tuple(rows), columns, about_of(holder), warnings=tuple(warnings))


def bare(value: Any) -> Any:
    """Give a value without the places in it."""
    if isinstance(value, Placed):
        return bare(value.value)
    if isinstance(value, PlacedList):
        return [bare(item) for item in value]
    if isinstance(value, PlacedMap):
        return {name: bare(item) for name, item in value.items()}
    return value


def _find_list(document: Placed) -> tuple[list[Placed], PlacedMap]:
    """Find the largest list of records in a document, and the mapping that holds it."""
    best: tuple[int, list[Placed], PlacedMap] = (0, [], PlacedMap())
    for holder, value in _candidates(document.value, PlacedMap(), 0):
        items = _as_items(value)
        if (worth := _worth(items)) > best[0]:
            best = worth, items, holder
    return best[1], best[2]


def _candidates(value: Any, holder: PlacedMap, depth: int) -> Iterator[tuple[PlacedMap, Any]]:
    yield holder, value
    if isinstance(value, PlacedList) and (inner := _one_level_down(value)):
        yield holder, inner
    if isinstance(value, PlacedMap) and depth < 4:
        for member in value.values():
            if isinstance(member.value, PlacedList | PlacedMap):
                yield from _candidates(member.value, value, depth + 1)


def _one_level_down(groups: PlacedList) -> PlacedList:
    """Gather the records inside records: episodes inside seasons, each with its season's name."""
    inner = PlacedList()
    for group in groups:
        if not isinstance(group.value, PlacedMap):
            return PlacedList()
        lists = [member.value for member in group.value.values() if _holds_records(member)]
        names = [
            m for n, m in group.value.items() if n.casefold() in _GROUP_NAMES and isinstance(m.value, str)
        ]
        if len(lists) != 1:
            return PlacedList()
        for item in lists[0]:
            if isinstance(item.value, PlacedMap):
                extra = {"section": names[0]} if names else {}
                inner.append(Placed(item.line, PlacedMap(extra | dict(item.value))))
    return inner if all(_is_titled(item) for item in inner) else PlacedList()


def _is_titled(item: Placed) -> bool:
    return any(name.casefold() in _GROUP_NAMES for name in item.value)


def _as_items(value: Any) -> list[Placed]:
    """Give the records of a list, or of a mapping from titles to summaries or records."""
    if isinstance(value, PlacedList):
        return list(value)
    if not isinstance(value, PlacedMap) or not value:
        return []
    kinds = {type(member.value) for member in value.values()}
    known = sum(map(is_known, value))
    first = min(member.line for member in value.values())
    if kinds == {PlacedMap} and len(value) > 1:
        return [
            Placed(m.line, PlacedMap({"title": Placed(m.line, name)} | dict(m.value)))
            for name, m in value.items()
        ]
    if kinds <= {str, type(None)} and 2 * known < len(value):
        return [
            Placed(m.line, PlacedMap(title=Placed(m.line, name), summary=Placed(m.line, m.value or "")))
            for name, m in value.items()
        ]
    if known >= 2 and any(name.casefold() in {"title", "name", "titel", "titre"} for name in value):
        return [] if any(map(_holds_records, value.values())) else [Placed(first, value)]
    return []


def _holds_records(member: Placed) -> bool:
    """Tell whether a member is a list of records: then the mapping around it is the show, no episode."""
    return isinstance(member.value, PlacedList) and any(isinstance(m.value, PlacedMap) for m in member.value)


def _worth(items: Sequence[Placed]) -> int:
    """Count what may be an episode: records twice, lines of text once."""
    worth: dict[type, int] = {PlacedMap: 4, PlacedList: 2, str: 1}
    total = sum(worth.get(type(item.value), 0) for item in items)
    total -= sum(
        2
        for item in items
        if isinstance(item.value, PlacedMap) and any(map(_holds_records, item.value.values()))
    )
    lists = sum(isinstance(item.value, PlacedList) and len(item.value) > 1 for item in items)
    return total if not lists or lists == len(items) else total - 2 * lists


def _rows(items: Sequence[Placed]) -> Iterator[Row]:
    entries = iter(taken_apart(item.value for item in items if _is_text(item.value)))
    for item in items:
        value = item.value
        if isinstance(value, PlacedMap):
            yield Row(item.line, _record_cells(value))
        elif _is_text(value):
            entry = next(entries)
            cells = {"title": entry.title, "summary": entry.summary, "link": entry.link}
            yield Row(item.line, {name: text for name, text in cells.items() if text})


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _record_cells(record: PlacedMap) -> dict[str, Any]:
    """Lay a record flat; one of a single unknown key is a title and its summary."""
    if len(record) == 1:
        (name, member), *_ = record.items()
        if not is_known(name) and isinstance(member.value, str | type(None)):
            return {"title": name, "summary": member.value or ""}
        if isinstance(member.value, PlacedMap) and not is_known(name):
            return {"title": name} | flat_cells(bare(member))
    return flat_cells(bare(record))


def flat_cells(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """Lay the records inside a record flat: `{"snippet": {"title": …}}` has the cell «snippet.title»."""
    cells: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            cells |= flat_cells(value, f"{prefix}{name}.", depth + 1)
        elif isinstance(value, list):
            cells[prefix + name] = [_label(item) for item in value if not isinstance(item, list)]
        elif value is not None:
            cells[prefix + name] = value
    return cells


def _label(item: Any) -> Any:
    """Give the name of a record in a list: `{"id": 4, "name": "Bread"}` is «Bread»."""
    if not isinstance(item, dict):
        return item
    known = ("name", "title", "label", "value", "term")
    return next((item[key] for key in known if isinstance(item.get(key), str)), "")


def about_of(holder: PlacedMap) -> ShowFacts:
    """Take what the mapping around the list says of the show."""
    facts: dict[str, Any] = {}
    for fact, names in _ABOUT.items():
        for name in names:
            value = bare(holder[name]) if name in holder else None
            if isinstance(value, list) and value:
                value = _label(value[0])
            if isinstance(value, dict):
                value = next((value[key] for key in ("name", "title", "url") if key in value), None)
            if isinstance(value, str) and value.strip():
                facts.setdefault(fact, value.strip())
    return ShowFacts(**facts)
