"""What a key may hold: readers that give the clean value or say what is wrong with it.

A reader takes what TOML or YAML gave and raises BadValueError, whose message completes a sentence that begins
with the key: «speed must be a number from 0.5 to 2, not text».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.catalogue.languages import LANGUAGES
from pipeline.catalogue.limits import LONGEST_TITLE
from pipeline.catalogue.text import character_name, is_slug, one_line, slug_of, stray_character

Reader = Callable[[Any], Any]

_KINDS: Mapping[type, str] = {
    bool: "true or false",
    str: "text",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    datetime: "a date and time",
    date: "a date",
    type(None): "nothing",
}
_LONGEST_TOPIC = 80
LONGEST_GUID = 2000  # bytes of UTF-8: as long as an address may be
FIRST_YEAR, LAST_YEAR = 1970, 9990  # in which an episode can come out


class BadValueError(ValueError):
    """A value that its key cannot hold; `path` leads to the part of it that is wrong."""

    def __init__(self, what: str, *, path: tuple[str | int, ...] = (), remedy: str = "") -> None:
        super().__init__(what)
        self.path = path
        self.remedy = remedy


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Give «did you mean …?» for a word that is close to one of the choices, else nothing."""
    by_folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return f"did you mean «{by_folded[close[0]]}»?" if close else ""


def expect(value: Any, kind: type, wanted: str) -> None:
    """Refuse a value of another kind than wanted."""
    if type(value) is not kind:
        remedy = 'put it in quotes: "…"' if kind is str and not isinstance(value, list | dict) else ""
        raise BadValueError(f"must be {wanted}, not {_KINDS.get(type(value), 'this')}", remedy=remedy)


def clean(value: Any) -> str:
    """Read text of any shape without stray characters."""
    expect(value, str, "text")
    if stray := stray_character(value):
        raise BadValueError(f"holds the control character {character_name(stray[0])}", remedy="take it out")
    return str(value)


def text(longest_bytes: int = LONGEST_TITLE) -> Reader:
    """Read one line of text of at most so many bytes in UTF-8; line breaks become spaces."""

    def read(value: Any) -> str:
        line = one_line(clean(value))
        _fits(line, longest_bytes)
        return line

    return read


def key_text(key: str, longest_bytes: int = 255) -> str:
    """Read a key of a table that says something itself, as `text` does; an empty one says nothing."""
    line = str(text(longest_bytes)(key))
    if not line:
        raise BadValueError("has an empty name")
    return line


def paragraphs(longest_bytes: int) -> Reader:
    """Read text of several paragraphs, which blank lines part."""

    def read(value: Any) -> str:
        parts = (one_line(part) for part in re.split(r"\n\s*\n", clean(value)))
        joined = "\n\n".join(part for part in parts if part)
        _fits(joined, longest_bytes)
        return joined

    return read


def _fits(line: str, longest_bytes: int) -> None:
    if (size := len(line.encode("utf-8"))) > longest_bytes:
        raise BadValueError(f"is {size} bytes long; {longest_bytes} is the most", remedy="make it shorter")


def shaped(pattern: str, wanted: str) -> Reader:
    """Read text that wholly matches a regular expression."""
    shape = re.compile(pattern)

    def read(value: Any) -> str:
        line = one_line(clean(value))
        if not shape.fullmatch(line):
            raise BadValueError(f"must be {wanted}, not «{line}»")
        return line

    return read


def one_of(choices: Iterable[Any], wanted: str) -> Reader:
    """Read one of the choices, in exactly their spelling."""
    allowed = tuple(choices)

    def read(value: Any) -> Any:
        expect(value, type(allowed[0]), wanted)
        if value not in allowed:
            named = isinstance(value, str)
            remedy = (suggestion(value, allowed) if named else "") or "one of: " + ", ".join(
                map(str, allowed)
            )
            raise BadValueError(f"must be {wanted}, not {f'«{value}»' if named else value}", remedy=remedy)
        return value

    return read


def number(low: float, high: float) -> Reader:
    """Read a number from `low` to `high`."""

    def read(value: Any) -> float:
        wanted = f"a number from {low:g} to {high:g}"
        if type(value) not in (int, float):
            expect(value, float, wanted)
        if not low <= value <= high:  # also refuses «nan»
            raise BadValueError(f"must be {wanted}, not {value}")
        return float(value)

    return read


def whole_number(low: int, high: int) -> Reader:
    """Read a whole number from `low` to `high`."""

    def read(value: Any) -> int:
        expect(value, int, wanted := f"a whole number from {low} to {high}")
        if not low <= value <= high:
            raise BadValueError(f"must be {wanted}, not {value}")
        return int(value)

    return read


def flag(value: Any) -> bool:
    """Read true or false."""
    expect(value, bool, "true or false")
    return bool(value)


def language(value: Any) -> str:
    """Read a language code as feeds have it: two letters of ISO 639-1, and a region if wanted."""
    code = one_line(clean(value)).lower()
    if not re.fullmatch(r"[a-z]{2}(?:-[a-z]{2}|-[0-9]{3})?", code) or code[:2] not in LANGUAGES:
        raise BadValueError(
            f"must be a language code, not «{value}»", remedy='two letters, and a region if wanted: "en-us"'
        )
    return code


def timezone(value: Any) -> str:
    """Read a time zone by its name in the IANA database, such as Europe/Berlin."""
    name = one_line(clean(value))
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        remedy = 'write it as in the IANA database: "Europe/Berlin", "America/New_York", "UTC"'
        raise BadValueError(f"must be a time zone, not «{name}»", remedy=remedy) from error
    return name


def guid(value: Any) -> str:
    """Read an episode's guid: any one line, kept to the letter but for space around it.

    What apps know an episode by is often an address, and may be a title with spaces in it.
    """
    line = clean(value).strip()
    if not line or len(line.splitlines()) > 1 or "\t" in line:
        raise BadValueError("must be one line, such as a UUID" if line else "must not be empty")
    _fits(line, LONGEST_GUID)
    return line


def uuid(value: Any) -> str:
    """Read a UUID in its usual spelling, of one of the versions that there are (RFC 9562, section 4.2)."""
    line = one_line(clean(value)).lower()
    try:
        good = str(UUID(line)) == line and UUID(line).version in range(1, 9)
    except ValueError:
        good = False
    if not good:
        remedy = "write the podcast:guid of the feed you move; without the line it is made of the address"
        raise BadValueError(f"must be a UUID, not «{line}»", remedy=remedy)
    return line


def names(value: Any) -> tuple[str, ...]:
    """Read a list of texts, none of them empty or there twice."""
    expect(value, list, "a list")
    found: dict[str, str] = {}  # by its folded letters
    for position, item in enumerate(value):
        try:
            line = text()(item)
        except BadValueError as bad:
            raise BadValueError(f"has an item that {bad}", path=(position,), remedy=bad.remedy) from bad
        if not line:
            raise BadValueError("has an empty item", path=(position,))
        if line.casefold() in found:
            raise BadValueError(f"names «{line}» twice", path=(position,), remedy="take one of them out")
        found[line.casefold()] = line
    return tuple(found.values())


def slugs(value: Any) -> tuple[str, ...]:
    """Read a list of slugs, such as an episode file has for a name."""
    found = names(value)
    for position, name in enumerate(found):
        if not is_slug(name):
            better = slug_of(name.strip("/").rpartition("/")[2])
            remedy = "write only the name that its file had, without a path" + (
                f": {better}" if better else ""
            )
            raise BadValueError(f"has an item that is no slug: «{name}»", path=(position,), remedy=remedy)
    return found


def several_of(choices: Iterable[str], wanted: str) -> Reader:
    """Read a list of some of the choices; it comes out in their order."""
    allowed = tuple(choices)
    one = one_of(allowed, wanted)

    def read(value: Any) -> tuple[str, ...]:
        chosen = names(value)
        for position, name in enumerate(chosen):
            try:
                one(name)
            except BadValueError as bad:
                raise BadValueError(f"has an item that {bad}", path=(position,), remedy=bad.remedy) from bad
        return tuple(name for name in allowed if name in chosen)

    return read


def topic(value: str) -> str:
    """Check a topic: short enough for a menu, and with something an address can be made of."""
    if len(value) > _LONGEST_TOPIC:
        raise BadValueError(f"has a topic of {len(value)} characters; {_LONGEST_TOPIC} is the most")
    if not slug_of(value):
        raise BadValueError(f"has the topic «{value}», which has no letter that an address can be made of")
    return value


def topics(value: Any) -> tuple[str, ...]:
    """Read an episode's topics."""
    if isinstance(value, str):
        raise BadValueError("must be a list, not text", remedy=f"write topics: [{one_line(value)}]")
    return tuple(topic(name) for name in names(value))


def day(value: Any) -> date | datetime:
    """Read a date, or a date and time: in UTC, or without a zone where none is written."""
    moment = _from_iso(value) if isinstance(value, str) else value
    if not isinstance(moment, date):
        expect(value, date, "a date")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadValueError(f"must be a date from {FIRST_YEAR} to {LAST_YEAR}, not {moment.year}")
    if isinstance(moment, datetime):
        return moment.astimezone(UTC) if moment.tzinfo else moment
    return date(moment.year, moment.month, moment.day)


def _from_iso(value: str) -> date | datetime:
    try:
        return date.fromisoformat(value) if len(value) <= len("2026-02-19") else datetime.fromisoformat(value)
    except ValueError as error:
        raise BadValueError(f"is not a date: «{one_line(value)}»", remedy="write it as 2026-02-19") from error
