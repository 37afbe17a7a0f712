"""JSON and JSON Lines, with the line on which each record begins."""

from __future__ import annotations

import json
import re
from typing import Any

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.records import Placed, PlacedList, PlacedMap, records_listing
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.limits import MOST_CELLS, long_number
from pipeline.errors import UNPARSED, InvalidPage, Problem

_SPACE = re.compile(r"[ \t\n\r]*")
_LOOKS = re.compile(r"\s*(?:\{\s*(?:\"|\}\s*\Z)|\[\s*(?:[\[{\"]|\]\s*\Z))")
_DEEPEST = 40  # levels walked with their places; json itself reads what lies deeper
_REMEDY = "see that every bracket and quotation mark is closed and commas stand only between"


def looks_like_json(text: str) -> bool:
    """Tell whether a text begins as JSON does."""
    return (bool(_LOOKS.match(text)) and not text.lstrip().startswith("[[")) or _is_nested(text)


def _is_nested(text: str) -> bool:
    return bool(re.match(r"\s*\[\s*\[\s*[\"\d\[]", text))


def looks_like_json_lines(text: str) -> bool:
    """Tell whether the first lines are a JSON object each."""
    lines = [line for line in text[:200_000].split("\n")[:5] if line.strip()]
    return len(lines) > 1 and all(re.match(r"\s*\{\s*\".*\}\s*,?\s*$", line) for line in lines[:2])


def read_json(source: Source) -> Listing:
    """Read a JSON document. Raises InvalidPage for a fault in it, with the line, or where it has no list."""
    walker = _Walker(source.text)
    try:
        document, end = walker.value(walker.skip(0), 0)
        end = walker.skip(end)
        walker.refuse_rest(end)
    except json.JSONDecodeError as error:
        what = f"is not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise InvalidPage(what, file=source.path, line=error.lineno, remedy=_REMEDY) from error
    except RecursionError as error:
        what = "is nested too deeply"
        raise InvalidPage(
            what, file=source.path, line=walker.at_line, remedy="bring the list alone"
        ) from error
    except ValueError as error:
        excess = long_number(source.text)
        what, line = (excess.what, excess.line) if excess else (f"is not JSON: {error}", walker.at_line)
        raise InvalidPage(what, file=source.path, line=line, remedy=_REMEDY) from error
    except _TooManyError as error:
        what = f"holds more than {MOST_CELLS:,} values"
        raise InvalidPage(
            what, file=source.path, line=walker.at_line, remedy="bring the list alone"
        ) from error
    return records_listing(source.path, "json", document, source.warnings)


def read_json_lines(source: Source) -> Listing:
    """Read a JSON object from each line; lines that are none are left out, and named together."""
    items, faulty = PlacedList(), []
    for number, line in enumerate(source.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            walker = _Walker(line.strip().rstrip(","))
            value, end = walker.value(0, 0)
            if end != len(walker.text) or not isinstance(value.value, PlacedMap):
                faulty.append(number)
                continue
        except (_TooManyError, *UNPARSED):
            faulty.append(number)
            continue
        items.append(_at(value, number))
    warnings = list(source.warnings)
    if faulty:
        places = ", ".join(map(str, faulty[:3])) + (" …" if len(faulty) > 3 else "")
        what = f"{len(faulty)} lines are no JSON objects, and are left out (lines {places})"
        if len(faulty) == 1:
            what = "a line is no JSON object, and is left out"
        if not items:
            raise InvalidPage(what, file=source.path, line=faulty[0], remedy=_REMEDY)
        warnings.append(Problem(what, source.path, faulty[0], _REMEDY))
    return records_listing(source.path, "jsonl", Placed(1, items), warnings)


def _at(value: Placed, line: int) -> Placed:
    members = {name: Placed(line, member.value) for name, member in value.value.items()}
    return Placed(line, PlacedMap(members))


class _TooManyError(Exception):
    """There are more values than any list has."""


class _Walker:
    """Reads objects and lists step by step, to know the line of each, and leaves values to `json`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.decoder = json.JSONDecoder(strict=False)
        self._line, self._place = 1, 0
        self._values = 0

    @property
    def at_line(self) -> int:
        """Give the line of the value that was read last."""
        return self._line

    def line(self, place: int) -> int:
        """Count lines from the last place on: places come in order."""
        if place < self._place:
            return self.text.count("\n", 0, place) + 1
        self._line += self.text.count("\n", self._place, place)
        self._place = place
        return self._line

    def skip(self, place: int) -> int:
        match = _SPACE.match(self.text, place)
        return match.end() if match else place

    def value(self, place: int, depth: int) -> tuple[Placed, int]:
        line = self.line(place)
        self._values += 1
        if self._values > MOST_CELLS:
            raise _TooManyError
        sign = self.text[place : place + 1]
        if depth < _DEEPEST and sign == "{":
            members, end = self.members(place + 1, depth + 1)
            return Placed(line, members), end
        if depth < _DEEPEST and sign == "[":
            items, end = self.items(place + 1, depth + 1)
            return Placed(line, items), end
        plain: Any
        plain, end = self.decoder.raw_decode(self.text, place)
        return Placed(line, plain), end

    def refuse_rest(self, end: int) -> None:
        if end != len(self.text):
            raise json.JSONDecodeError("something follows its end", self.text, end)

    def members(self, place: int, depth: int) -> tuple[PlacedMap, int]:
        found = PlacedMap()
        place = self.skip(place)
        if self.text[place : place + 1] == "}":
            return found, place + 1
        while True:
            if self.text[place : place + 1] != '"':
                raise json.JSONDecodeError("a name in quotation marks is expected", self.text, place)
            name, place = self.decoder.raw_decode(self.text, place)
            place = self.expect(place, ":")
            found[name], place = self.value(place, depth)
            place, ended = self.go_on(place, "}")
            if ended:
                return found, place

    def items(self, place: int, depth: int) -> tuple[PlacedList, int]:
        found = PlacedList()
        place = self.skip(place)
        if self.text[place : place + 1] == "]":
            return found, place + 1
        while True:
            item, place = self.value(place, depth)
            found.append(item)
            place, ended = self.go_on(place, "]")
            if ended:
                return found, place

    def expect(self, place: int, sign: str) -> int:
        place = self.skip(place)
        if self.text[place : place + 1] != sign:
            raise json.JSONDecodeError(f"«{sign}» is expected", self.text, place)
        return self.skip(place + 1)

    def go_on(self, place: int, end: str) -> tuple[int, bool]:
        """Step over a comma, or over the end; a comma before the end is overlooked."""
        place = self.skip(place)
        if self.text[place : place + 1] == ",":
            place = self.skip(place + 1)
            if self.text[place : place + 1] != end:
                return place, False
        if self.text[place : place + 1] != end:
            raise json.JSONDecodeError(f"«,» or «{end}» is expected", self.text, place)
        return place + 1, True


def front_object(text: str) -> tuple[dict[str, Any], int] | None:
    """Read a JSON object at the head of a text, as Hugo's front matter; gives it and where it ends."""
    start = len(text) - len(text.lstrip())
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except UNPARSED:
        return None
    return (value, end) if isinstance(value, dict) else None
