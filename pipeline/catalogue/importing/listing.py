"""What a reader makes of a file, whatever its kind: rows of cells under the names they have there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pipeline.errors import Problem

# What a cell can become of an episode. A reader that knows what a part of its file is uses these names for
# its columns; readers of tables leave the names as people wrote them, for `columns.py` to understand.
FIELDS = (
    "guid",
    "slug",
    "number",
    "season",
    "episode_number",
    "episode_type",
    "title",
    "subtitle",
    "summary",
    "notes",
    "topics",
    "published",
    "link",
    "explicit",
    "reference_seconds",
    "draft",
    "reading",  # links for «Further reading»: (title, address) pairs
)


class Titled(Protocol):
    """An episode that the show has, as far as readers need to know it."""

    @property
    def title(self) -> str:
        """Give its title."""
        ...

    @property
    def subtitle(self) -> str:
        """Give its subtitle, or nothing."""
        ...

    @property
    def topics(self) -> tuple[str, ...]:
        """Give its topics."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One episode as a list has it, nothing cleaned yet."""

    line: int  # where it begins, 1-based; of a spreadsheet its row, of a feed its item's line
    cells: Mapping[str, Any]  # by column; text, or what the format itself says: a number, a date, a list
    path: Path | None = None  # its own file, where the list is of several


@dataclass(frozen=True, slots=True)
class ShowFacts:
    """What a list says of its show as a whole; empty where it says nothing."""

    title: str = ""
    description: str = ""
    author: str = ""
    owner_name: str = ""
    owner_email: str = ""
    language: str = ""
    copyright: str = ""
    category: str = ""  # as Apple spells it
    subcategory: str = ""
    link: str = ""
    image: str = ""  # address of its picture
    explicit: bool | None = None
    kind: str = ""  # episodic or serial
    guid: str = ""  # podcast:guid


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of episodes as it was read, in its own order."""

    path: Path
    kind: str  # of the list, as `--as` names it: csv, tsv, xlsx, markdown-table, feed …
    rows: tuple[Row, ...]
    columns: tuple[str, ...]  # every column there is, also one that no row fills
    about: ShowFacts = field(default_factory=ShowFacts)
    newest_first: bool | None = None  # None: the kind does not tell; dates or the reader of them will
    warnings: tuple[Problem, ...] = ()
