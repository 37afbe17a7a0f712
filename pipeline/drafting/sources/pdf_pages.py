"""The pages of a PDF as pieces of text with their places, read by pypdf; and what the PDF calls itself."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pipeline.catalogue.text import without_stray_characters
from pipeline.drafting.sources.passages import UnreadableDocument

MOST_PAGES = 600
# Beside its own errors, what a damaged file can make pypdf run into.
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was set in one go; places and sizes in points, from the lower left corner of the page."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its pieces in the order of the file, and how wide it is, in points."""

    pieces: tuple[Piece, ...]
    width: float


def read_pages(data: bytes) -> tuple[str, tuple[Page, ...]]:
    """Give the title that a PDF has in its properties, or «», and its pages.

    A page that cannot be read is empty. Raises UnreadableDocument.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with _quiet():
        try:
            reader = PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableDocument("is locked with a password")
            count = len(reader.pages)
        except (PyPdfError, *_BROKEN) as error:
            raise UnreadableDocument("is damaged, or no PDF") from error
        if count > MOST_PAGES:
            raise UnreadableDocument(f"has {count} pages; {MOST_PAGES} at most are read")
        pages = []
        for number in range(count):
            try:
                pages.append(_page(reader.pages[number]))
            except (PyPdfError, *_BROKEN):
                pages.append(Page((), 0.0))
        title = _title(reader)
    if not any(page.pieces for page in pages):
        raise UnreadableDocument("holds no text: a scan must be made readable (OCR) first")
    return title, tuple(pages)


def _title(reader: Any) -> str:
    try:
        return without_stray_characters(str((reader.metadata or {}).get("/Title") or ""))
    except Exception:  # noqa: BLE001 - whatever its properties are, the pages have been read
        return ""


def _page(page: Any) -> Page:
    pieces: list[Piece] = []

    def see(text: str, ctm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if text.strip():
            pieces.extend(_pieces(text, ctm, tm, font, size))

    page.extract_text(visitor_text=see)
    return Page(tuple(pieces), float(page.mediabox.width))


def _pieces(text: str, ctm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> Iterator[Piece]:
    """Give a piece for each line of a text; what stands sideways, such as a stamp in the margin, is none."""
    a, b, c, d = (
        tm[0] * ctm[0] + tm[1] * ctm[2],
        tm[0] * ctm[1] + tm[1] * ctm[3],
        tm[2] * ctm[0] + tm[3] * ctm[2],
        tm[2] * ctm[1] + tm[3] * ctm[3],
    )
    if abs(b) > abs(a) or abs(c) > abs(d):
        return
    x = tm[4] * ctm[0] + tm[5] * ctm[2] + ctm[4]
    y = tm[4] * ctm[1] + tm[5] * ctm[3] + ctm[5]
    bold = "bold" in str((font or {}).get("/BaseFont", "")).casefold()
    for line in text.split("\n"):
        if line.strip():
            yield Piece(line, x, y, abs(size * d), bold)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks on damaged files to ourselves: our one line tells."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
