"""Days and times as people write them in lists: «2 March 2026», «02.03.2026», «Mon, 02 Mar 2026 06:00»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Any

from pipeline.catalogue.text import one_line
from pipeline.catalogue.values import BadValueError

_NOTHING = {"", "-", "–", "—", "?", "tbd", "tba", "tbc", "n/a", "na", "none", "null", "nan", "soon", "later"}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_RFC_2822 = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d{1,2}:\d\d.*")
_FIRST_SECOND = 10**8  # numbers from here on are seconds since 1970 (in 1973), as some JSON has them,
_FIRST_MILLISECOND = 10**11  # and from here on milliseconds
_REMEDY = "write days as 2026-03-02, with a time as 2026-03-02T06:00, or leave them empty"
# Two days that differ in every part: what a text leaves out shows, because the two readings differ there.
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 - parts of a day, no moment


def read_moment(value: Any, *, day_first: bool = False) -> date | datetime | None:
    """Read a day, or a day with its time, aware only where a zone is written; None where nothing is said.

    `day_first` decides what «3/2/2026» is. Raises BadValueError for what is no whole day.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, date):
        return _without_midnight(value)
    if isinstance(value, int | float):
        return _of_number(value)
    text = one_line(str(value))
    if text.casefold() in _NOTHING:
        return None
    try:
        return _of_text(text, day_first=day_first)
    except (ValueError, OverflowError) as error:
        raise BadValueError(f"is no day: «{text[:60]}»", remedy=_REMEDY) from error


def has_days_first(values: Iterable[Any]) -> bool | None:
    """Tell whether days like «3/2/2026» name the day first; None where none of them tells."""
    for value in values:
        found = _YEAR_LAST.match(one_line(value)) if isinstance(value, str) else None
        if found and (found[2] == "." or int(found[1]) > 12):
            return True
        if found and int(found[3]) > 12:
            return False
    return None


def is_ambiguous(value: Any) -> bool:
    """Tell whether a day could be read with the day first or the month first."""
    found = _YEAR_LAST.match(one_line(value)) if isinstance(value, str) else None
    return bool(found) and found[1] != found[3] and max(int(found[1]), int(found[3])) <= 12  # type: ignore[index]


def _without_midnight(value: date) -> date | datetime:
    """Spreadsheets and databases give a day as its midnight."""
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0)  # neither RSS nor an episode file has parts of a second
        return moment.date() if moment.tzinfo is None and moment.time() == time() else moment
    return value


def _of_number(value: float) -> date | datetime:
    if compact := _COMPACT.fullmatch(f"{value:.0f}"):
        return _day(*compact.groups())
    if value >= _FIRST_SECOND:
        seconds = value / 1000 if value >= _FIRST_MILLISECOND else value
        try:
            return datetime.fromtimestamp(int(seconds), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise BadValueError(f"is no day: {value}", remedy=_REMEDY) from error
    raise BadValueError(f"is no day: {value:g}", remedy=_REMEDY)


def _of_text(text: str, *, day_first: bool) -> date | datetime:
    for pattern in (_YEAR_FIRST, _COMPACT, _EAST_ASIAN):
        if found := pattern.fullmatch(text):
            return _day(*found.groups())
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found, day_first=day_first)
    if _YEAR_FIRST.match(text):
        return _with_time(text)
    if _RFC_2822.fullmatch(text):
        return parsedate_to_datetime(text)
    return _in_words(text, day_first=day_first)


def _with_time(text: str) -> date | datetime:
    try:
        return _without_midnight(datetime.fromisoformat(text.replace(" UTC", "Z").replace("/", "-")))
    except ValueError:
        return _in_words(text, day_first=False)


def _year_last(found: re.Match[str], *, day_first: bool) -> date:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day_leads = first > 12 or (second <= 12 and (day_first or found[2] == "."))
    day, month = (first, second) if day_leads else (second, first)
    return date(year if year > 99 else 2000 + year, month, day)


def _day(year: str, month: str, day: str) -> date:
    return date(int(year), int(month), int(day))


def _in_words(text: str, *, day_first: bool) -> date | datetime:
    """Read «March 2nd, 2026» and the like; a text that leaves out day, month or year is refused."""
    import warnings

    from dateutil.parser import UnknownTimezoneWarning, parse

    plain = _ORDINAL.sub("", text)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UnknownTimezoneWarning)
        try:
            one, other = (parse(plain, default=default, dayfirst=day_first) for default in _DEFAULTS)
        except UnknownTimezoneWarning as unknown:
            raise ValueError(text) from unknown
    if one.date() != other.date():
        raise ValueError(text)
    one.utcoffset()  # dateutil takes «6-03-30» for an hour with a zone of any size; datetime does not
    return _without_midnight(one)
