"""A PDF's pieces of text as passages: columns in their order, without what stands on every page."""

from __future__ import annotations

import re
from bisect import bisect
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
_FEWEST_LINES = 6  # of a column
_NARROWEST = 0.2  # of the page's width: a column
_WIDEST = 0.75  # of the size: a letter, on average over a line in capitals
_NARROW, _WIDE = frozenset("fijlrtI.,:;'’|!()[] "), frozenset("mwMW—")
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
    gutters = _gutters(page)
    lines: list[list[Piece]] = []
    for piece in page.pieces:
        if lines and _goes_on(lines[-1], piece, gutters):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    word_by_word = _sets_words(page)
    rows = [_row(line, number, bisect(gutters, line[0].x), word_by_word=word_by_word) for line in lines]
    if gutters and _is_mixed(rows):
        rows.sort(key=lambda row: (row.column, -row.y))
    return rows


def _gutters(page: Page) -> list[float]:
    """Find where further columns begin, from left to right; none on most pages.

    In each, many lines begin at one place, well right of where the column before begins.
    """
    left = min((piece.x for piece in page.pieces), default=0.0)
    heights = len({round(piece.y) for piece in page.pieces})
    if len({round(piece.y) for piece in page.pieces if piece.x - left <= 12}) < _FEWEST_LINES:
        return []
    begins: dict[int, set[int]] = {}
    for piece in page.pieces:
        for x in (round(piece.x) - 1, round(piece.x), round(piece.x) + 1):
            begins.setdefault(x, set()).add(round(piece.y))
    gutters: list[float] = []
    before = left
    for x in sorted(begins):
        often = len(begins[x]) >= max(_FEWEST_LINES, 0.3 * heights)
        if often and x > before + _NARROWEST * page.width:
            gutters.append(x - 2.0)
            before = x
    return gutters


def _goes_on(line: Sequence[Piece], piece: Piece, gutters: Sequence[float]) -> bool:
    """Tell whether a piece belongs to the line of those before it."""
    last, size = line[-1], max(line[0].size, piece.size)
    same_column = bisect(gutters, line[0].x) == bisect(gutters, piece.x)
    off = (_RAISED if piece.size < _SMALLER * size else _SAME_LINE) * size
    reach = last.x + _WIDEST * last.size * len(last.text) + 2 * size  # beyond it stands something else
    return same_column and abs(piece.y - line[0].y) <= off and last.x - 1.0 <= piece.x <= reach


def _row(line: Sequence[Piece], page: int, column: int, *, word_by_word: bool) -> _Row:
    sizes: Counter[float] = Counter()
    for piece in line:
        sizes[round(piece.size, 1)] += len(piece.text)
    size = sizes.most_common(1)[0][0]
    text = ""
    for before, piece in zip((line[0], *line), line, strict=False):
        part = piece.text
        if piece.size < _SMALLER * size and re.fullmatch(r"\s*[\d,*†‡§a-z]{1,5}\s*", part):
            # Raised: after a figure or a unit a power, which must not be lost; else the mark of a note.
            part = f"^{part.strip()}" if re.search(r"(?:\d|\b[a-zA-Z]{1,2})\s*$", text) else ""
        elif (
            text
            and not text[-1].isspace()
            and not part[0].isspace()
            and _is_apart(before, piece, word_by_word=word_by_word)
        ):
            part = f" {part}"
        text += part
    written = re.sub(r"\s+(?=[,;:.)](?:\s|$))", "", one_line(text.translate(_LIGATURES)))
    bold = all(piece.bold for piece in line)
    return _Row(written, line[0].x, line[0].y, size, page, column, bold)


def _is_apart(before: Piece, piece: Piece, *, word_by_word: bool) -> bool:
    """Tell whether a space stands between two pieces, where the file has not put one."""
    return word_by_word or piece.x - before.x - _width(before) > 0.15 * piece.size


def _width(piece: Piece) -> float:
    """Estimate how wide a piece is, as most fonts for reading have their letters."""
    widths = (
        0.27 if sign in _NARROW else 0.8 if sign in _WIDE else 0.65 if sign.isupper() else 0.52
        for sign in piece.text
    )
    return sum(widths) * piece.size


def _sets_words(page: Page) -> bool:
    """Tell whether a file sets each word by itself, and no spaces."""
    several = sum(" " in piece.text.strip() for piece in page.pieces)
    longer = sum(len(piece.text.strip()) > 2 for piece in page.pieces)
    return longer > 0.5 * len(page.pieces) and several < 0.1 * len(page.pieces)


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
