"""What each column of a list is of an episode: by what was asked, by its name, by its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pipeline.catalogue.importing.column_cells import FITS, ColumnCells, cells_of, shape_of
from pipeline.catalogue.importing.column_names import fold, is_known, meanings
from pipeline.catalogue.importing.listing import FIELDS, Listing
from pipeline.errors import InvalidColumns, InvalidPage

SEVERAL = frozenset({"topics"})  # fields that may be of several columns: tags and a category, say
_TITLES_OR_TOPICS = frozenset(
    "topic thema sujet tema theme unit module section chapter kapitel chapitre capitulo subject".split()
)
_NAMELESS = re.compile(r"column \d+")  # as tables call a column that has no name
_LONG_TEXT = 40  # characters in the mean: more than a title usually has
_LONGEST_TITLE = 100  # characters in the mean


@dataclass(frozen=True, slots=True)
class Columns:
    """What became of the columns of a list."""

    fields: Mapping[str, str]  # column -> field, in the list's order; «topics» may be there several times
    unused: tuple[str, ...]  # columns that are nothing of an episode
    guessed: tuple[str, ...] = ()  # columns known by their cells alone, not by a name

    def column(self, wanted: str) -> str | None:
        """Give the first column that is a field."""
        return next((name for name, found in self.fields.items() if found == wanted), None)


def understand_columns(listing: Listing, asked: Mapping[str, str] | None = None) -> Columns:
    """Find what each column is of an episode; `asked` says it by field, as `parse_columns` gives it.

    Raises InvalidPage where no column is the title, or one that was asked for is not there.
    """
    table = _Table(listing)
    table.take_asked(asked or {})
    table.take_named()
    table.take_by_cells()
    if listing.rows and "title" not in table.taken.values():
        raise InvalidPage(
            "no column is known to be the title", file=listing.path, remedy=_columns_remedy(listing, table)
        )
    return table.columns()


def parse_columns(text: str) -> dict[str, str]:
    """Read what was asked with `--columns`: «title=Lesson,summary="What it says"» gives columns by field.

    A column whose name holds a comma stands in quotes. Raises InvalidColumns.
    """
    asked: dict[str, str] = {}
    for part in _parts(text):
        name, equals, column = part.partition("=")
        if not equals or not column.strip():
            raise InvalidColumns(f"--columns: «{part.strip()}» names no field and its column")
        wanted = _field(name)
        if wanted in asked:
            raise InvalidColumns(f"--columns: {wanted} is there twice")
        asked[wanted] = column.strip()
    if not asked:
        raise InvalidColumns("--columns names no column")
    return asked


def _parts(text: str) -> Iterator[str]:
    """Part at commas that stand in no quotes, and take the quotes away."""
    part, quote = "", ""
    for sign in text:
        if sign == quote:
            quote = ""
        elif not quote and sign in "\"'" and _may_open(part):
            quote = sign
        elif sign == "," and not quote:
            if part.strip():
                yield part
            part = ""
        else:
            part += sign
    if quote:
        raise InvalidColumns(f"--columns: a quotation mark is not closed: {text}")
    if part.strip():
        yield part


def _may_open(part: str) -> bool:
    """Tell whether a quotation mark here opens something: «Editor's note» has one that does not."""
    return not part.strip() or part.rstrip().endswith("=")


def _field(name: str) -> str:
    plain = fold(name)
    if (wanted := plain.replace(" ", "_")) in FIELDS:
        return wanted
    known = [found for found, sure, _ in meanings(name) if sure == 3]
    if known:
        return known[0]
    close = get_close_matches(wanted, FIELDS, n=1, cutoff=0.6)
    hint = f"did you mean «{close[0]}»? " if close else ""
    raise InvalidColumns(
        f"--columns: an episode has no field «{name.strip()}»",
        remedy=f"{hint}the fields are: {', '.join(FIELDS)}",
    )


@dataclass(slots=True)
class _Table:
    """A list whose columns are being found out."""

    listing: Listing
    taken: dict[str, str] = field(default_factory=dict)  # column -> field
    guessed: list[str] = field(default_factory=list)
    seen: dict[str, ColumnCells] = field(default_factory=dict)

    def cells(self, column: str) -> ColumnCells:
        if column not in self.seen:
            self.seen[column] = cells_of(row.cells.get(column) for row in self.listing.rows)
        return self.seen[column]

    @property
    def left(self) -> list[str]:
        return [column for column in self.listing.columns if column not in self.taken]

    def take_asked(self, asked: Mapping[str, str]) -> None:
        for wanted, name in asked.items():
            column = _find_column(self.listing, name)
            if column in self.taken:
                raise InvalidPage(
                    f"the column «{column}» cannot be both {self.taken[column]} and {wanted}",
                    file=self.listing.path,
                    remedy="ask for another column with --columns",
                )
            self.taken[column] = wanted

    def take(self, column: str, wanted: str) -> bool:
        if column in self.taken or (wanted not in SEVERAL and wanted in self.taken.values()):
            return False
        self.taken[column] = wanted
        return True

    def take_named(self) -> None:
        """Go from the surest name to the least sure; cells that speak against a name rule it out."""
        choices = sorted(
            (-sure, rank, position, column, wanted)
            for position, column in enumerate(self.listing.columns)
            if column not in self.taken
            for wanted, sure, rank in self.meanings(column)
        )
        for _, _, _, column, wanted in choices:
            self.take(column, wanted)

    def meanings(self, column: str) -> Iterator[tuple[str, float, int]]:
        """Give the fields a column may be by its name and its cells: with how sure that is, and a rank."""
        cells = self.cells(column)
        if column in FIELDS and (column != "published" or cells.are_dates):
            of_season = column == "episode_number" and self.listing.kind != "feed" and not self.has_seasons
            yield ("number" if of_season else column), 5, 0
            return
        unsure = fold(column) in _TITLES_OR_TOPICS
        for wanted, sure, rank in meanings(column):
            if wanted == "episode_number" and rank == 0 and not self.has_seasons:
                continue  # «Episode number»: of the show
            if wanted == "title" and cells.values and cells.are_numbers and not cells.are_words:
                yield "number", 0.8, rank  # «Lesson» over 1, 2, 3
            elif wanted in FITS and not FITS[wanted](cells):
                if wanted == "guid" and cells.count_up:
                    yield "number", 0.7, rank
                elif wanted == "number" and cells.are_words and not cells.are_numbers:
                    yield "title", 0.6, rank  # «Ep» over titles
            elif wanted == "title" and unsure:
                yield wanted, 0.9, rank
            elif wanted == "topics" and unsure:
                yield wanted, 0.85, rank
            else:
                yield from self._competing(wanted, sure, rank)

    def _competing(self, wanted: str, sure: float, rank: int) -> Iterator[tuple[str, float, int]]:
        yield wanted, sure, rank
        if wanted == "summary":  # «Description» beside «Summary»
            yield "notes", 0.5, rank
        if wanted == "number":
            yield "episode_number", 0.5 if not self.has_seasons else sure + 0.5, rank

    @property
    def has_seasons(self) -> bool:
        return any(found == "season" for name in self.listing.columns for found, _, _ in meanings(name))

    def take_by_cells(self) -> None:
        """Find what no name told: of a nameless table all, of another the title and the summary alone."""
        nameless = not any(is_known(column) for column in self.listing.columns)
        for column in self.left:
            unnamed = nameless or _NAMELESS.fullmatch(column)
            if unnamed and (found := shape_of(self.cells(column))):
                self._guess(column, found)
        self._take_texts(alone=not nameless)
        if nameless:
            self._take_last_text()
            self._take_topics()

    def _take_texts(self, *, alone: bool) -> None:
        """Take the longest text as the summary and a short one that varies as the title."""
        texts = [column for column in self.left if self.cells(column).values and self.cells(column).are_words]
        long = [column for column in texts if self.cells(column).length > _LONG_TEXT]
        if "title" not in self.taken.values():
            short = [
                c for c in texts if self._may_be_title(c) and (len(texts) > 1 or c not in long or not alone)
            ]
            short = [c for c in short if c not in long] or self._shortest(short, texts)
            if short and (len(short) == 1 or not alone):
                self._guess(short[0], "title")
        if "summary" not in self.taken.values():
            long = [column for column in long if column not in self.taken]
            if long and (len(long) == 1 or not alone):
                self._guess(max(long, key=lambda column: self.cells(column).length), "summary")

    def _shortest(self, short: Sequence[str], texts: Sequence[str]) -> list[str]:
        """Give the shortest text of several, where the titles are as long as sentences."""
        return (
            sorted(short, key=lambda column: self.cells(column).length)[:1] if len(texts) > 1 else list(short)
        )

    def _may_be_title(self, column: str) -> bool:
        cells = self.cells(column)
        return cells.variety > 0.9 and cells.length <= _LONGEST_TITLE

    def _take_topics(self) -> None:
        """Take a column of few different short texts as topics, and a text beside the summary as notes."""
        for column in self.left:
            cells = self.cells(column)
            if not cells.values or not cells.are_words:
                continue
            if cells.length <= _LONG_TEXT and (cells.variety < 0.7 or _lists(cells)):
                self._guess(column, "topics")
            elif cells.length > _LONG_TEXT:
                self._guess(column, "notes")

    def _take_last_text(self) -> None:
        """Take the one other text of a nameless table as the summary, however short it is."""
        texts = [c for c in self.left if self.cells(c).values and self.cells(c).are_words]
        title = next((c for c, found in self.taken.items() if found == "title"), None)
        if title is None or len(texts) != 1:
            return
        cells = self.cells(texts[0])
        if cells.length > self.cells(title).length and cells.variety > 0.9:
            self._guess(texts[0], "summary")

    def _guess(self, column: str, wanted: str) -> None:
        if self.take(column, wanted):
            self.guessed.append(column)

    def columns(self) -> Columns:
        ordered = {column: self.taken[column] for column in self.listing.columns if column in self.taken}
        return Columns(ordered, tuple(self.left), tuple(self.guessed))


def _lists(cells: ColumnCells) -> bool:
    """Tell whether many cells list things: «Meat, Basics»."""
    return sum("," in text or ";" in text for text in cells.texts) > 0.3 * len(cells.texts)


def _find_column(listing: Listing, name: str) -> str:
    """Find a column by its name, whatever the case and accents, or by its place, counted from 1."""
    if name in listing.columns:
        return name
    same = [column for column in listing.columns if fold(column) == fold(name)]
    if same:
        return same[0]
    if name.isdecimal() and 1 <= int(name) <= len(listing.columns):
        return listing.columns[int(name) - 1]
    close = get_close_matches(fold(name), [fold(column) for column in listing.columns], n=1, cutoff=0.6)
    meant = next((column for column in listing.columns if close and fold(column) == close[0]), None)
    hint = f"did you mean «{meant}»? " if meant else ""
    raise InvalidPage(
        f"there is no column «{name}»", file=listing.path, remedy=f"{hint}the columns are: {_named(listing)}"
    )


def _named(listing: Listing) -> str:
    return ", ".join(f"«{column}»" for column in listing.columns) or "none"


def _columns_remedy(listing: Listing, table: _Table) -> str:
    texts = [column for column in table.left if table.cells(column).are_words] or list(listing.columns)
    example = texts[0] if texts else "Lesson"
    if set(example) & set(', "'):
        example = '"' + example.replace('"', "") + '"'
    return f"say which it is: --columns title={example}; the columns are: {_named(listing)}"
