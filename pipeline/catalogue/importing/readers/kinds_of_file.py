"""What a file is by its first bytes, and what to bring instead of one that is no list."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.catalogue.importing.readers.archives import DAMAGED
from pipeline.errors import InvalidPage

_AS_TEXT = "export the list as CSV, or copy its text into a file"
_SOUND = "a recording is no list: bring a list of titles and summaries"
_PICTURE = "a picture is no list: bring the list as text, CSV or a spreadsheet"
# The first bytes of kinds that are no list (after the signatures of file(1)), what they are, what to do.
_SIGNATURES: Sequence[tuple[bytes, str, str]] = (
    (b"%PDF", "a PDF", "copy its text into a file, or bring the document it was made of"),
    (b"\x89PNG\r\n", "a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _PICTURE),
    (b"GIF8", "a picture (GIF)", _PICTURE),
    (b"BM", "a picture (BMP)", _PICTURE),
    (b"II*\0", "a picture (TIFF)", _PICTURE),
    (b"MM\0*", "a picture (TIFF)", _PICTURE),
    (b"ID3", "a recording (MP3)", _SOUND),
    (b"\xff\xfb", "a recording (MP3)", _SOUND),
    (b"\xff\xf3", "a recording (MP3)", _SOUND),
    (b"OggS", "a recording (Ogg)", _SOUND),
    (b"fLaC", "a recording (FLAC)", _SOUND),
    (b"\x1f\x8b", "packed with gzip", "unpack it first: gunzip"),
    (b"BZh", "packed with bzip2", "unpack it first: bunzip2"),
    (b"\xfd7zXZ", "packed with xz", "unpack it first: unxz"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3", "an SQLite database", "export the table as CSV"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"PAR1", "a Parquet file", "export the table as CSV"),
    (b"\x7fELF", "a program", _AS_TEXT),
    (b"MZ", "a program", _AS_TEXT),
)
_BOXES = {b"WAVE": ("a recording (WAV)", _SOUND), b"WEBP": ("a picture (WebP)", _PICTURE)}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENTS: Sequence[tuple[str, str, str]] = (
    ("word/", "a Word document", "save it as plain text, or copy its table into a spreadsheet"),
    ("ppt/", "a PowerPoint presentation", "bring its list as text"),
    ("Index/Document.iwa", "an Apple Numbers or Pages document", "export it as CSV or Excel"),
    ("META-INF/container.xml", "an e-book (EPUB)", "bring its list as text"),
)
_HTML = re.compile(
    r"\s*(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|div|p|h1|table|ul|ol|main|section|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(
    r"\s*(?:<\?xml[^>]*+>\s*+|<!--(?>.*?-->)\s*+|<!DOCTYPE[^>]*+>\s*+)*+<(?:\w+:)?([A-Za-z][\w.-]*)",
    re.DOTALL,
)


def refuse_by_signature(path: Path, data: bytes) -> None:
    """Refuse a file whose first bytes tell that it is no list. Raises InvalidPage."""
    found = next(((what, remedy) for sign, what, remedy in _SIGNATURES if data.startswith(sign)), None)
    if data[:4] == b"RIFF":
        found = _BOXES.get(data[8:12], ("a recording or video", _SOUND))
    elif data[4:8] == b"ftyp":
        found = ("a recording or video (MP4)", _SOUND)
    if found and (found[0] not in {"a program", "a picture (BMP)"} or b"\0" in data[:4000]):
        raise _refused(path, *found)


def packed_kind(path: Path, data: bytes) -> str:
    """Give «xlsx», «ods», «xls» for a spreadsheet, «zip» for an archive of other files, or nothing.

    Raises InvalidPage for documents of other programs.
    """
    if data.startswith(_OLE):
        return _ole_kind(path, data)
    if not data.startswith((b"PK\3\4", b"PK\5\6")):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = (
                archive.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in names else ""
            )
    except DAMAGED as error:
        raise _refused(path, "a damaged ZIP archive or spreadsheet", "save or export it again") from error
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "opendocument" in mimetype:
        if "spreadsheet" in mimetype:
            return "ods"
        raise _refused(
            path, "an OpenDocument text or drawing", "save it as plain text, or bring a spreadsheet"
        )
    for sign, what, remedy in _DOCUMENTS:
        if any(name.startswith(sign) for name in names):
            raise _refused(path, what, remedy)
    return "zip"


def _ole_kind(path: Path, data: bytes) -> str:
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls"
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _refused(path, "locked with a password", "save it without one")
    raise _refused(path, "an old Office document", "save it as plain text, or bring a spreadsheet")


def refuse_markup(path: Path, text: str) -> None:
    """Refuse OPML, HTML and other XML (feeds are known before). Raises InvalidPage."""
    if not text.lstrip().startswith("<"):
        return
    element = _XML.match(text)
    name = element[1].lower() if element else ""
    if name == "opml":
        raise _refused(path, "OPML, a list of feeds", "bring the feed of one show: its RSS address or file")
    if name == "html" or _HTML.match(text):
        raise _refused(path, "a web page (HTML)", "bring its feed, or save the page's text instead")
    if element and "</" in text:
        what = f"XML of a kind that is no feed (its first element is <{element[1]}>)"
        raise _refused(path, what, "bring an RSS or Atom feed, or export the list as CSV")


def _refused(path: Path, what: str, remedy: str) -> InvalidPage:
    return InvalidPage(f"is {what}, not a list of episodes", file=path, remedy=remedy)
