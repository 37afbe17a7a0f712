"""Writing front matter, and changing one value of it while every other byte stays."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import yaml

from pipeline.catalogue.frontmatter import Document, parse_document
from pipeline.catalogue.yaml_numbers import read_yaml

_EMPTY: tuple[object, ...] = (None, "", ())

# Several words, the first beginning with a letter: no number, date or word of YAML's own, and without «: »,
# « #» and line ends no sign of its either. And an address, which has no space.
_PLAIN = re.compile(
    r"(?=\S+ )[A-Za-z]"
    r"(?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff:#]|:(?! |$)|(?<! )#)*(?<! )"
)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9/][A-Za-z0-9._~/?#&=%+@!$*;-]*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Value = str | int | float | date | Sequence[str]


def yaml_value(value: Value) -> str:
    """Write a value on one line, in quotes only where YAML needs them."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | int):
        return str(value)
    return "[" + ", ".join(map(_item, value)) + "]"


def front_matter(values: Mapping[str, Value | None], blank: Collection[str] = ()) -> str:
    """Write fields, a line each, between two lines of dashes; of empty ones only those in `blank`."""
    lines = [
        f"{name}:\n" if value is None or value in _EMPTY else f"{name}: {yaml_value(value)}\n"
        for name, value in values.items()
        if value not in _EMPTY or name in blank
    ]
    return "---\n" + "".join(lines) + "---\n"


def with_values(document: Document, changes: Iterable[tuple[str, Value]]) -> str:
    """Give the document's text with some fields changed in place, or added at the end of the front matter."""
    for name, value in changes:
        document = parse_document(document.path, _with_value(document, name, value))
    return document.text


def _with_value(document: Document, name: str, value: Value) -> str:
    text, written = document.text, yaml_value(value)
    if (found := document.fields.get(name)) is None:
        line_end = "\r\n" if text[: document.closing].endswith("\r\n") else "\n"
        return f"{text[: document.closing]}{name}: {written}{line_end}{text[document.closing :]}"
    space = "" if text[found.start - 1].isspace() else " "  # after a colon that nothing followed
    return text[: found.start] + space + written + text[found.end :]


def _moment(moment: datetime) -> str:
    """Write a moment with its offset as it has it; «Z» for none, nothing where it has no zone."""
    offset = moment.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):  # YAML's hold no seconds
        moment, offset = moment.astimezone(UTC), timedelta()
    written = moment.isoformat(timespec="seconds")
    return written if offset else written.removesuffix("+00:00") + ("Z" if offset is not None else "")


def _scalar(text: str) -> str:
    if any(shape.fullmatch(text) for shape in (_PLAIN, _ADDRESS, _UUID)):
        return text  # to ask YAML takes most of the time of a long list
    return _written(text, "key: {}", {"key": text})


@lru_cache(maxsize=4096)  # topics come again and again
def _item(text: str) -> str:
    return _written(text, "[{}]", [text])


def _written(text: str, place: str, wanted: object) -> str:
    """Write a text plainly if YAML, of either version, then reads it back in that place; else in quotes."""
    for written in (text, "'" + text.replace("'", "''") + "'"):
        try:
            there = place.format(written)
            if read_yaml(there) == yaml.safe_load(there) == wanted:
                return written
        except (yaml.YAMLError, ValueError):
            continue
    return json.dumps(text, ensure_ascii=False)
