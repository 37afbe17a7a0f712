"""What an episode file can hold of what a list says: every value goes by the reader that will load it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.importing.troubles import Troubles
from pipeline.catalogue.keys import EPISODE_KEYS
from pipeline.catalogue.limits import LARGEST_PAGE
from pipeline.catalogue.values import FIRST_YEAR, LAST_YEAR, BadValueError
from pipeline.errors import InvalidPage, Problem

# Fields of an item that an episode's front matter has under the same name. Texts that are too long were cut,
# and numbers that are none of an episode are given anew.
_FIELDS = (
    *("guid", "season", "episode_number", "episode_type", "topics", "published"),
    *("link", "explicit", "reference_seconds", "draft"),
)
_NOTHING = (None, "", ())
_MOST_TOPICS = 100  # more stand on no line of an episode file
_MOST_NOTES = LARGEST_PAGE * 3 // 4  # bytes; the rest of the file is for its facts and links
_NO_DAYS = f"days before {FIRST_YEAR} or after {LAST_YEAR}, which no episode can have"
_DAYS_REMEDY = (
    "correct them or leave them empty; where the column is not when episodes come out, give it another name"
)


@dataclass(frozen=True, slots=True)
class Held:
    """Items that episode files can hold, and what was left out of them."""

    items: tuple[Item, ...]
    warnings: tuple[Problem, ...]


def hold(items: Sequence[Item], path: Path) -> Held:
    """Leave out of the items of a list what no episode file can hold, and tell of it.

    Raises InvalidPage for a day that no episode can have: one made up would publish it when nobody meant it.
    """
    troubles, days = Troubles(path), Troubles(path)
    kept = tuple(_held(item, troubles, days) for item in items)
    for problem in days.problems():
        raise InvalidPage(problem.what, file=problem.file, line=problem.line, remedy=problem.remedy)
    return Held(kept, tuple(troubles.problems()))


def _held(item: Item, troubles: Troubles, days: Troubles) -> Item:
    unfit = [name for name in _FIELDS if not _fits(name, getattr(item, name))]
    for name in unfit:
        said = str(getattr(item, name))
        detail = f"«{said[:40]}{'…' if len(said) > 40 else ''}»"
        if name == "published":
            days.add(_NO_DAYS, item.line, path=item.file, detail=detail, remedy=_DAYS_REMEDY)
        else:
            what = f"the {name} is none that an episode can have and is left out"
            troubles.add(what, item.line, path=item.file, detail=detail)
    fit = replace(item, **{name: _empty(name) for name in unfit}) if unfit else item
    return _of_fit_size(fit, troubles)


def _of_fit_size(item: Item, troubles: Troubles) -> Item:
    if len(item.topics) > _MOST_TOPICS:
        what = f"of more than {_MOST_TOPICS} topics the first are taken"
        troubles.add(what, item.line, path=item.file)
        item = replace(item, topics=item.topics[:_MOST_TOPICS])
    if len(item.notes) > _MOST_NOTES // 4 and len(notes := item.notes.encode()) > _MOST_NOTES:
        what = "the notes are longer than an episode file can be and are cut"
        troubles.add(what, item.line, path=item.file)
        item = replace(item, notes=notes[:_MOST_NOTES].decode(errors="ignore"))
    return item


def _fits(name: str, value: Any) -> bool:
    if value in _NOTHING:
        return True
    try:
        EPISODE_KEYS[name].read(list(value) if isinstance(value, tuple) else value)
    except BadValueError:
        return False
    return True


def _empty(name: str) -> Any:
    return Item.__dataclass_fields__[name].default
