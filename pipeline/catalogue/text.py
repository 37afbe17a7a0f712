"""Text as people write it in files: reading it, tidying it, and making file names of it."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path

from pipeline.catalogue.limits import LARGEST_PAGE, too_large
from pipeline.errors import Problem

# What XML 1.0 (section 2.2) cannot carry, and the C1 controls, which it discourages. Named one by one: Python
# takes a hundred times as long to compile the ranges of all that is left.
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Letters that have no decomposition in Unicode, as they are usually written in ASCII.
_ASCII_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ð": "d", "þ": "th"}
    | {"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "'": "", "’": "", "‘": ""}
)
# Unicode's embeddings, overrides and isolates (UAX #9): left open, they turn around what stands beside them.
DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NO_DIRECTIONS = dict.fromkeys(DIRECTIONS)
# What players of subtitles and apps that show a description take for markup, closed or not.
_TAG = re.compile(r"<(?=[A-Za-z/!?])([^<>]*)>")
_OPEN_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_OVERRIDE = re.compile(r"\{(?=\\)([^{}]*)\}?")  # of SubStation Alpha, which SubRip's players know too
# Names that mean devices on Windows, with whatever suffix.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
_LONGEST_SLUG = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_FILE_SLUG = 100  # somewhat longer than we make them
_TITLE_DASH = " — "


def read_text(path: Path, largest: int = LARGEST_PAGE) -> tuple[str, Problem | None]:
    """Read a UTF-8 file of at most so many bytes, without a byte order mark, its line ends as they are.

    Where that fails the text is empty and the problem says why, with the line.
    """
    try:
        if problem := _unfit(path, largest):
            return "", problem
        data = path.read_bytes()
    except OSError as error:
        return "", Problem(f"cannot be read: {error.strerror}", path)
    if data.startswith(_UTF16_MARKS):
        return "", Problem("is UTF-16, not UTF-8", path, remedy="save it as UTF-8")
    if b"\0" in data:
        return "", Problem("is not text: it holds zero bytes", path)
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: byte 0x{data[error.start]:02x} fits no character"
        return "", Problem(what, path, line, remedy="save it as UTF-8")


def _unfit(path: Path, largest: int) -> Problem | None:
    facts = path.stat()
    if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):  # a pipe would be waited for
        return Problem("is no file", path, remedy="put a file in its place, or take it away")
    if what := too_large(facts.st_size, largest):
        return Problem(what, path, remedy="see that it is the right file, or make several of it")
    return None


def stray_character(text: str) -> re.Match[str] | None:
    """Find the first control character or other sign that no feed can carry."""
    return _STRAY.search(text)


def without_stray_characters(text: str) -> str:
    """Put spaces where stray characters are, so that every other place stays where it is."""
    return text if text.isascii() and text.isprintable() else _STRAY.sub(" ", text)


def character_name(character: str) -> str:
    """Name a character that cannot be shown, as «U+0007»."""
    return f"U+{ord(character):04X}"


def one_line(text: str) -> str:
    """Join the words of a text with single spaces, its characters composed (Unicode NFC).

    Signs that turn the direction of writing are left out.
    """
    composed = text if text.isascii() else unicodedata.normalize("NFC", text.translate(_NO_DIRECTIONS))
    return " ".join(composed.split())


def without_directions(text: str) -> str:
    """Give a text that turns around nothing beside it, wherever it is shown."""
    return text if text.isascii() else text.translate(_NO_DIRECTIONS)


def without_markup(text: str) -> str:
    """Give a text for readers that know no escapes: what they take for a tag gets other brackets."""
    text = _OPEN_TAG.sub("‹", _TAG.sub(r"‹\1›", text))
    return _OVERRIDE.sub(r"(\1)", text)


def match_key(text: str) -> str:
    """Give what two spellings of one title have in common: case, quotes, dashes and spaces apart."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub("[‘’`´]", "'", re.sub("[“”„«»]", '"', re.sub("[‐‑‒–—−]", "-", plain)))
    return one_line(plain)


def heading_words(text: str) -> str:
    """Give what stands after the signs of a heading, without those that may close it (CommonMark 4.2)."""
    words = text.strip()
    bare = words.rstrip("#")
    return bare.rstrip() if bare != words and bare[-1:].isspace() else words


def without_comments(text: str) -> tuple[str, int | None]:
    """Blank HTML's comments, line ends kept; one that does not end cuts the text, and its place is given."""
    kept: list[str] = []
    at = 0
    while (opening := text.find("<!--", at)) >= 0:
        closing = text.find("-->", opening + len("<!--"))
        kept.append(text[at:opening])
        if closing < 0:
            return "".join(kept), opening
        at = closing + len("-->")
        kept.append("\n" * text.count("\n", opening, at))
    return "".join((*kept, text[at:])), None


def split_title(line: str) -> tuple[str, str]:
    """Split «LoRA — low-rank adaptation» at its first dash into title and subtitle."""
    title, _, subtitle = one_line(line).partition(_TITLE_DASH)
    return title, subtitle


def join_title(title: str, subtitle: str) -> str:
    """Undo `split_title`."""
    return f"{title}{_TITLE_DASH}{subtitle}" if subtitle else title


def is_slug(text: str) -> bool:
    """Tell whether a text can name an episode: small letters and digits, joined by single hyphens."""
    return len(text) <= _LONGEST_FILE_SLUG and _SLUG.fullmatch(text) is not None and text not in _DEVICES


def slug_of(text: str) -> str:
    """Make a file name of a title or a topic: «Générer & créer» gives `generer-creer`.

    Empty when the text has no letter or digit that ASCII can stand for. What Windows takes for a device gets
    a word more.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_ASCII_LETTERS))
    ascii_only = decomposed.encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if slug in _DEVICES:
        return f"{slug}-page"
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def line_of(file: Path, pattern: str) -> int | None:
    """Find the first line of a file that a pattern is found in, from 1."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return next((number for number, line in enumerate(lines, start=1) if re.search(pattern, line)), None)
