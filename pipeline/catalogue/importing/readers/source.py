"""A file that somebody calls a list, as bytes and as text, whatever program saved it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.limits import LARGEST_LIST, MOST_LINES, too_large
from pipeline.catalogue.text import character_name, stray_character, without_stray_characters
from pipeline.errors import InvalidPage, Problem

_MARKS = (  # byte order marks; the longer first
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FOREIGN_LETTERS = re.compile(r"[^\W\d_a-zA-Z]{4}|[a-zà-ÿ][ŽŠŒŸ]")
_REPLACEMENT = "\ufffd"
_LONG_BLANK = re.compile(" {256,}")  # no list means anything by them, and patterns go through them slowly


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read; its lines end in line feeds and no byte order mark."""

    path: Path
    data: bytes
    text: str = ""
    warnings: tuple[Problem, ...] = ()

    @property
    def suffix(self) -> str:
        """Give the suffix in small letters: a hint where the content leaves a doubt."""
        return self.path.suffix.lower()


def read_bytes(path: Path) -> bytes:
    """Read a file of reasonable size. Raises InvalidPage where there is none, or it is empty."""
    if not path.is_file():
        what = "is no file" if path.exists() else "there is no such file"
        raise InvalidPage(what, file=path, remedy="see that the path is right")
    try:
        if what := too_large(path.stat().st_size, LARGEST_LIST):
            raise InvalidPage(what, file=path, remedy="bring the list alone")
        data = path.read_bytes()
    except OSError as error:
        raise InvalidPage(
            f"cannot be read: {error.strerror}", file=path, remedy="see who may read it"
        ) from error
    if not data.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        raise InvalidPage(
            "is empty", file=path, remedy="bring a list with a title and a summary for each episode"
        )
    return data


def decoded(path: Path, data: bytes) -> Source:
    """Decode a file of text: Unicode by its mark or its shape, else Windows-1252 where that is sure.

    What was assumed, and what was odd, is in `warnings`. Raises InvalidPage for what is no text.
    """
    text, warnings = _decode(path, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    if "\0" in text:
        raise _binary(path)
    if text.count("\n") > MOST_LINES:
        what = f"has more than {MOST_LINES:,} lines"
        raise InvalidPage(what, file=path, line=MOST_LINES + 1, remedy="bring the list alone")
    warnings.extend(_oddities(path, text))
    text = _LONG_BLANK.sub(" ", text)
    return Source(path, data, without_stray_characters(text.replace("\f", "\n")), tuple(warnings))


def _decode(path: Path, data: bytes) -> tuple[str, list[Problem]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(path, data, name), []
    if name := _zero_pattern(data):
        text = _decode_strictly(path, data, name)
        return text, [
            Problem("has no byte order mark; it was read as UTF-16", path, remedy="save it as UTF-8")
        ]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return _from_windows(path, data, error)


def _decode_strictly(path: Path, data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not wholly {error.encoding.upper()}: byte 0x{data[error.start]:02x} fits no character"
        raise InvalidPage(what, file=path, line=line, remedy="save it again as UTF-8") from error


def _zero_pattern(data: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes, every second one in Western text."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) > 0.7 * (len(head) // 2):
        return "utf-16-le" if odd else "utf-16-be"
    return ""


def _from_windows(path: Path, data: bytes, error: UnicodeDecodeError) -> tuple[str, list[Problem]]:
    """Decode as Windows-1252, as Excel saves «CSV»; refuse where the letters would be nonsense."""
    line = data.count(b"\n", 0, error.start) + 1
    if 0 in data or _control_share(data) > 0.01:
        raise _binary(path)
    remedy = "save it again as UTF-8 (in Excel: «CSV UTF-8»)"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    plain = len(data) - sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    valid = len(data.decode("utf-8", "ignore").encode()) - plain
    if not text or 2 * valid > len(data) - plain or _is_nonsense(text):
        what = f"is not UTF-8 (byte 0x{data[error.start]:02x}), and what else it is, is not sure"
        raise InvalidPage(what, file=path, line=line, remedy=remedy)
    return text, [
        Problem("is not UTF-8; it was read as Windows-1252, as Excel writes it", path, line, remedy)
    ]


def _is_nonsense(text: str) -> bool:
    if _FOREIGN_LETTERS.search(text):
        return True
    foreign = [sign for sign in text if sign > "\x7f"]
    return 5 * sum(map(_is_odd, foreign)) > len(foreign)


def _is_odd(sign: str) -> bool:
    """Tell a sign that Western texts seldom have, and bytes of other encodings often are."""
    if sign in "°²³±×÷½¼¾®©™":
        return False
    return sign in "‚ƒ†‡ˆ‰" or unicodedata.category(sign) in {"So", "Sm", "Sk", "No", "Cf"}


def _control_share(data: bytes) -> float:
    head = data[:10_000]
    return sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a" for byte in head) / len(head)


def _oddities(path: Path, text: str) -> Iterator[Problem]:
    controls = _stray_count(text)
    if controls > max(20, len(text) // 200):
        raise _binary(path)
    if controls and (stray := stray_character(text.replace("\f", "\n"))):
        line = text.count("\n", 0, stray.start()) + 1
        yield Problem(
            f"holds the control character {character_name(stray[0])}; it was read as a space", path, line
        )
    if _REPLACEMENT in text:
        line = text.count("\n", 0, text.index(_REPLACEMENT)) + 1
        what = f"was saved in the wrong encoding: {text.count(_REPLACEMENT)} characters have become «\ufffd»"
        yield Problem(what, path, line, "save the original again as UTF-8")


def _stray_count(text: str) -> int:
    plain = without_stray_characters(text)
    return 0 if plain == text else sum(a != b for a, b in zip(plain, text, strict=True))


def _binary(path: Path) -> InvalidPage:
    remedy = "export the list as CSV, or save it as text"
    return InvalidPage("is a binary file, not a list", file=path, remedy=remedy)
