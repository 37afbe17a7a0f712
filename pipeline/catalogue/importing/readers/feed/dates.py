"""Dates as feeds write them, each with its zone: RFC 822, ISO 8601, and what people make of the two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from pipeline.catalogue.values import FIRST_YEAR, LAST_YEAR

_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
# Zones by name, in minutes east of UTC: those of RFC 822 (section 5.1), and others that mean one thing only.
_ZONES: Mapping[str, int] = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MET": 60,
    "MEST": 120, "EET": 120, "EEST": 180, "MSK": 180, "SAST": 120, "SGT": 480, "HKT": 480, "JST": 540,
    "KST": 540, "AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "NST": -210, "NDT": -150, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
}  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
)
_ZONE = r"(?P<zone>(?:UTC|GMT)?\s*[+-]\d{1,2}:?(?:\d{2})?|[A-Za-z]{1,5})?(?:\s*\([^()]*\))?"
_WEEKDAY = r"(?:[^\W\d]+\.?\s*,?\s+)?"
_MONTH = r"(?P<month>[A-Za-z]{3})[a-z]*\.?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}|\d{{2}}),?(?:\s+(?:at\s+)?{_TIME}\s*{_ZONE})?",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_TIME}\s*{_ZONE})?",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+{_ZONE}\s*(?P<year>\d{{4}})",  # of C's asctime
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:[Tt\s]\s*{_TIME}\s*{_ZONE})?",
    )
)
_SECONDS = re.compile(r"\d{9,10}")


def feed_date(written: str) -> date | datetime | None:
    """Read a date: with its time if it has one, aware where it says its zone; None where it is none.

    The weekday is not asked, which is often the wrong one. Parts of a second are left out, which RSS cannot
    carry.
    """
    text = " ".join(written.split())[:100]
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC)
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if found is None:
        return None
    try:
        return _moment(found)
    except (ValueError, OverflowError, KeyError):
        return None


def names_unknown_zone(written: str, moment: date) -> bool:
    """Tell whether a date names a zone that its letters do not tell."""
    lacks_zone = isinstance(moment, datetime) and moment.tzinfo is None
    return lacks_zone and bool(re.search(r":\d\d\s*(?![AaPp][Mm]$)[A-Za-z]{2,5}$", written.strip()))


def _moment(found: re.Match[str]) -> date | datetime | None:
    parts = found.groupdict()
    month = int(parts["month"]) if parts["month"].isdigit() else _MONTHS[parts["month"].lower()]
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if half := (parts["half"] or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    day = date(_year(parts["year"]), month, int(parts["day"]))
    if parts["hour"] is None:
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    moment = datetime.combine(day, time(), _zone(parts["zone"] or "")) + timedelta(
        hours=hour, minutes=minute, seconds=min(second, 59)
    )  # a leap second
    good = hour <= 24 and minute < 60 and FIRST_YEAR <= moment.year <= LAST_YEAR
    return moment if good else None


def _year(written: str) -> int:
    """Read a year; of two digits after RFC 2822, section 4.3."""
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < 50 else 1900)


def _zone(written: str) -> tzinfo | None:
    name = written.strip().upper()
    if name in _ZONES:
        return _fixed(_ZONES[name])
    offset = re.fullmatch(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?", name)
    if offset is None:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return _fixed(-minutes if offset[1] == "-" else minutes)


def _fixed(minutes: int) -> tzinfo:
    return timezone(timedelta(minutes=minutes)) if minutes else UTC
