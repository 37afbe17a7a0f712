"""A PDF's pieces of text as passages: columns in their order, without what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.catalogue.text import one_line
from pipeline.drafting.sources.hyphens import Hyphens
from pipeline.drafting.sources.passages import Passage, ReadText, is_apart
from pipeline.drafting.sources.pdf_pages import Page, Piece, read_pages

_SMALL, _LARGE = 0.87, 1.12  # of the body's size: notes and captions are smaller, headings larger
_SAME_LINE, _RAISED = 0.35, 0.6  # of the size: as far as letters, and superscripts, leave their line
_SMALLER = 0.8  # of the size: a superscript
_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u00a0": " ",
        "\u2011": "-",
    }
)
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[\divxlc]{1,5}(?:\s*(?:/|of)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_BULLET = re.compile(r"[•●▪■◦‣∗*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s")
_EDGE_ROWS = 2  # lines at the top and at the bottom that may be a header or a footer


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a column."""

    text: str
    x: float
    y: float
    size: float
    page: int
    column: int
    bold: bool


def read_pdf(data: bytes) -> ReadText:
    """Read a PDF's text. Raises UnreadableDocument."""
    title, pages = read_pages(data)
    rows = [row for number, page in enumerate(pages, start=1) for row in _rows(page, number)]
    body = _usual_size(rows)
    rows = [row for row in _without_edges(rows) if row.size >= _SMALL * body]
    hyphens = Hyphens(row.text for row in rows)
    passages = tuple(_passages(rows, body, hyphens))
    return ReadText(title or _largest(rows, body), passages)


def _rows(page: Page, number: int) -> list[_Row]:
    """Put a page's pieces together to lines, column after column."""
    gutter = _gutter(page)
    lines: list[list[Piece]] = []
    for piece in page.pieces:
        if lines and _goes_on(lines[-1], piece, gutter):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    rows = [_row(line, number, int(line[0].x >= gutter)) for line in lines]
    if gutter < page.width and _is_mixed(rows):
        rows.sort(key=lambda row: (row.column, -row.y))
    return rows


def _gutter(page: Page) -> float:
    """Find where a second column begins; beyond the page where there is none.

    Very many lines then have a piece that begins at one place right of the middle.
    """
    heights = {round(piece.y) for piece in page.pieces}
    left = min((piece.x for piece in page.pieces), default=0.0)
    begins = Counter(round(piece.x) for piece in page.pieces if piece.x > left + 0.3 * page.width)
    for x, _ in begins.most_common(3):
        here = {round(p.y) for p in page.pieces if abs(p.x - x) <= 1.5}
        beside = {round(p.y) for p in page.pieces if abs(p.x - left) <= 12}
        if len(here) >= max(6, 0.3 * len(heights)) and len(beside) >= 6:
            return x - 2.0
    return float("inf")


def _goes_on(line: Sequence[Piece], piece: Piece, gutter: float) -> bool:
    """Tell whether a piece belongs to the line of those before it."""
    last, size = line[-1], max(line[0].size, piece.size)
    same_column = (line[0].x >= gutter) == (piece.x >= gutter)
    off = (_RAISED if piece.size < _SMALLER * size else _SAME_LINE) * size
    return same_column and abs(piece.y - line[0].y) <= off and piece.x >= last.x - 1.0


def _row(line: Sequence[Piece], page: int, column: int) -> _Row:
    sizes: Counter[float] = Counter()
    for piece in line:
        sizes[round(piece.size, 1)] += len(piece.text)
    size = sizes.most_common(1)[0][0]
    text = ""
    for piece in line:
        part = piece.text
        if piece.size < _SMALLER * size and re.fullmatch(r"\s*[\d,*†‡§a-z]{1,5}\s*", part):
            # Raised: after a figure or a unit a power, which must not be lost; else the mark of a note.
            part = f"^{part.strip()}" if re.search(r"(?:\d|\b[a-zA-Z]{1,2})\s*$", text) else ""
        elif text and not text[-1].isspace() and not part[0].isspace() and _is_apart(line, piece):
            part = f" {part}"
        text += part
    written = re.sub(r"\s+(?=[,;:.)](?:\s|$))", "", one_line(text.translate(_LIGATURES)))
    bold = all(piece.bold for piece in line)
    return _Row(written, line[0].x, line[0].y, size, page, column, bold)


def _is_apart(line: Sequence[Piece], piece: Piece) -> bool:
    """Guess from the place whether a space stands before a piece: some files set each word by itself."""
    before = line[line.index(piece) - 1]
    return piece.x - before.x > 0.44 * before.size * len(before.text) + 0.3 * piece.size


def _is_mixed(rows: Sequence[_Row]) -> bool:
    """Tell whether the file sets its columns line by line, not one after the other."""
    changes = sum(one.column != other.column for one, other in pairwise(rows))
    return changes > 6


def _usual_size(rows: Sequence[_Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_edges(rows: Sequence[_Row]) -> list[_Row]:
    """Leave out headers, footers and page numbers: what comes again at the edge of pages, figures apart."""
    by_page: dict[int, list[_Row]] = {}
    for row in rows:
        by_page.setdefault(row.page, []).append(row)
    edges: list[_Row] = []
    for page in by_page.values():
        heights = sorted({round(row.y) for row in page})
        outer = (
            {*heights[:_EDGE_ROWS], *heights[-_EDGE_ROWS:]} if len(heights) > 2 * _EDGE_ROWS else set(heights)
        )
        edges += [row for row in page if round(row.y) in outer]
    times = Counter(_edge_key(row) for row in edges)
    again = {row for row in edges if times[_edge_key(row)] > 1 or _PAGE_NUMBER.fullmatch(row.text)}
    return [row for row in rows if row not in again]


def _edge_key(row: _Row) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", row.text.casefold()), round(row.y / 4)


def _passages(rows: Sequence[_Row], body: float, hyphens: Hyphens) -> Iterator[Passage]:
    """Put lines together to paragraphs; a doubtful end of one is taken for an end."""
    full = _full_length(rows)
    paragraph: list[_Row] = []
    for row in rows:
        heading = row.size > _LARGE * body or (row.bold and len(row.text) < 90)
        if paragraph and (heading or _begins_anew(paragraph[-1], row, body, full)):
            yield from _paragraph(paragraph, hyphens)
            paragraph = []
        if heading:
            yield Passage(row.text, row.page, "heading", 1 if row.size > _LARGE * body else 2)
        elif _is_plain_heading(row, full):
            yield Passage(row.text, row.page, "heading", 2)
        else:
            paragraph.append(row)
    yield from _paragraph(paragraph, hyphens)


def _is_plain_heading(row: _Row, full: int) -> bool:
    """Tell «5 References», set like the body, from the last line of a paragraph."""
    short = len(row.text) < 0.5 * full
    return short and is_apart(row.text)


def _full_length(rows: Sequence[_Row]) -> int:
    """Give the letters of a usual full line."""
    lengths = sorted(len(row.text) for row in rows)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _begins_anew(last: _Row, row: _Row, body: float, full: int) -> bool:
    finished = last.text.endswith((".", "!", "?", ":", ".”", '."'))
    if (last.page, last.column) != (row.page, row.column) or row.y > last.y:
        return finished or not row.text[:1].islower()
    if last.y - row.y > 1.7 * body or _BULLET.match(row.text):
        return True
    short = len(last.text) < 0.6 * full
    return short and (finished or row.text[:1].isupper())


def _paragraph(rows: Sequence[_Row], hyphens: Hyphens) -> Iterator[Passage]:
    if rows:
        yield Passage(hyphens.joined([row.text for row in rows]), rows[0].page)


def _largest(rows: Sequence[_Row], body: float) -> str:
    """Take what is set largest on the first page for the title, if it is larger than headings are."""
    first = [row for row in rows if row.page == 1]
    size = max((row.size for row in first), default=0.0)
    if size <= 1.3 * body:
        return ""
    return one_line(" ".join(row.text for row in first if row.size == size))
