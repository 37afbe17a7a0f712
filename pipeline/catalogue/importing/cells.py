"""One cell of a list made a clean value of an episode, as tolerant as people's lists are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any

from pipeline.catalogue.addresses import web_address
from pipeline.catalogue.links import Link
from pipeline.catalogue.text import one_line, slug_of, without_stray_characters
from pipeline.catalogue.values import BadValueError, topic

_YES = {"true", "yes", "y", "1", "x", "✓", "✔", "explicit", "ja", "oui", "sí", "si"}
_NO = {"false", "no", "n", "0", "clean", "nein", "non"}
_DRAFT = frozenset(
    "draft|drafted|drafting|idea|ideas|todo|to do|to-do|open|planned|backlog|unpublished|not started|"
    "in progress|in-progress|doing|wip|private|review|in review|"
    "entwurf|offen|geplant|brouillon|borrador".split("|")
)
_FINISHED = frozenset(
    "published|public|done|live|final|finished|complete|completed|ready|scheduled|fertig|veröffentlicht|publié|"
    "terminé|publicado|listo".split("|")
)
_NUMBER = re.compile(r"(?:[^\W\d]+[. ]*)?#?\s*(\d{1,9})(?:\.0*)?")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d(?:\.\d+)?)")
_SPELLED = re.compile(
    r"(?:(\d{1,6})\s*h(?:ours?|rs?)?)?[\s,]*(?:(\d{1,6})\s*m(?:in(?:ute)?s?\.?)?)?[\s,]*"
    r"(?:(\d{1,9}(?:\.\d+)?)\s*s(?:ec(?:ond)?s?)?)?\.?",
    re.IGNORECASE,
)
_LONGEST_SECONDS = 86_400


def words(value: Any) -> str:
    """Give a cell as one line of text; numbers that are whole without a fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(words, value)))
    return one_line(without_stray_characters(str(value)))


def guid(value: Any) -> str:
    """Read a guid to the letter: apps compare every sign of it."""
    return without_stray_characters(value).strip() if isinstance(value, str) else words(value)


def body(value: Any) -> str:
    """Give a cell as text of several lines, for notes."""
    text = "" if value is None else without_stray_characters(str(value))
    return re.sub(r"\r\n?", "\n", text).strip()


def whole_number(value: Any) -> int | None:
    """Read «3», «3.0», «#3», «Ep. 3»."""
    text = words(value)
    if not text:
        return None
    if not (found := _NUMBER.fullmatch(text)):
        raise BadValueError(f"is no number: «{text[:60]}»")
    return int(found[1])


def flag(value: Any) -> bool | None:
    """Read yes or no in its usual spellings."""
    text = words(value).casefold()
    return True if text in _YES else False if text in _NO else None


def draft(value: Any) -> bool | None:
    """Read whether it is a draft: yes or no, or a status such as «Draft» or «Published»; None for another."""
    said = words(value).casefold()
    return True if said in _DRAFT else False if said in _FINISHED else flag(value)


def episode_type(value: Any) -> str:
    """Read what kind of episode it is; «» for anything that feeds do not know."""
    text = words(value).casefold()
    return text if text in ("full", "trailer", "bonus") else ""


def seconds(value: Any) -> float | None:
    """Read a length: «105», «1:45», «0:01:45», «1 min 45 s», or what a spreadsheet has as a time."""
    if isinstance(value, timedelta):
        found = value.total_seconds()
    elif isinstance(value, time):
        found = value.hour * 3600.0 + value.minute * 60 + value.second
    else:
        found = _seconds_of(words(value))
    return found if 1 <= found <= _LONGEST_SECONDS else None


def _seconds_of(text: str) -> float:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, rest = clock.groups()
        return int(hours or 0) * 3600.0 + int(minutes) * 60 + float(rest)
    if text and (spelled := _SPELLED.fullmatch(text)):
        hours, minutes, rest = spelled.groups()
        return int(hours or 0) * 3600.0 + int(minutes or 0) * 60 + float(rest or 0)
    return 0.0


def address(value: Any) -> str:
    """Read a web address; an odd one raises BadValueError."""
    text = words(value)
    return web_address(text) if text else ""


def topics(value: Any) -> tuple[str, ...]:
    """Read a list of topics, or a text that holds several: parted by «;», «|», « > », else by commas."""
    if isinstance(value, list | tuple):
        names = [words(item) for item in value]
    else:
        names = _split_topics(words(value))
    usable = {slug_of(name): name for name in reversed(names) if _is_topic(name)}
    return tuple(name for name in dict.fromkeys(names) if usable.get(slug_of(name)) == name)


def _split_topics(text: str) -> list[str]:
    if re.fullmatch(r"(?:#\w[\w-]*[\s,]*)+", text):
        return [name for name in re.split(r"[\s,#]+", text) if name]
    text = text.strip("[]{}") if text[:1] in "[{" else text
    for mark in (";", "|", " > ", " › ", ","):
        if mark in text:
            return [name.strip().strip("\"'#") for name in text.split(mark) if name.strip()]
    return [text.strip("\"'#")] if text else []


def _is_topic(name: str) -> bool:
    try:
        topic(name)
    except BadValueError:
        return False
    return True


def links(value: Any) -> tuple[Link, ...]:
    """Read (title, address) pairs; what is no web address is left out."""
    found = []
    for title, place in value or ():
        try:
            found.append(Link(words(title) or words(place), web_address(words(place))))
        except BadValueError:
            continue
    return tuple(found)


# How the cell of each field is read; days apart, because a whole column decides how they are written.
READERS: Mapping[str, Callable[[Any], Any]] = {
    "guid": guid,
    "slug": words,
    "number": whole_number,
    "season": whole_number,
    "episode_number": whole_number,
    "episode_type": episode_type,
    "title": words,
    "subtitle": words,
    "summary": words,
    "notes": body,
    "topics": topics,
    "link": address,
    "explicit": flag,
    "reference_seconds": seconds,
    "draft": draft,
    "reading": links,
}
