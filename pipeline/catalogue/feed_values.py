"""The tables inside `[feed]`, read and checked as `values` does with the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.catalogue.addresses import site_address
from pipeline.catalogue.feed_settings import Location, Season, Statement
from pipeline.catalogue.limits import LONGEST_DESCRIPTION
from pipeline.catalogue.values import (
    BadValueError,
    Reader,
    expect,
    key_text,
    one_of,
    shaped,
    suggestion,
    text,
)

_NAME_BYTES = 128  # Podcasting 2.0 namespace: what a name may hold
_OURS = "ai-content"  # said of every episode, whatever the settings


def seasons(value: Any) -> tuple[Season, ...]:
    """Read a table of seasons: their numbers, and what each is called."""
    expect(value, dict, "a table of numbers and names")
    read = text(_NAME_BYTES)
    found = []
    for number, name in value.items():
        if not re.fullmatch(r"[1-9][0-9]{0,4}", number):
            raise BadValueError(f"names a season «{number}», which is no number from 1", path=(number,))
        found.append(Season(int(number), _part(number, name, read)))
    return tuple(sorted(found, key=lambda season: season.number))


def statements(value: Any) -> tuple[Statement, ...]:
    """Read a table of texts for machines by their purpose."""
    expect(value, dict, "a table of purposes and texts")
    for purpose in value:
        if purpose.casefold() == _OURS:
            raise BadValueError(f"cannot say «{purpose}»: every feed says it", path=(purpose,))
    read = text(LONGEST_DESCRIPTION)  # podcast:txt: the same
    return tuple(
        Statement(_part(purpose, purpose, _purpose), _part(purpose, said, read))
        for purpose, said in value.items()
    )


def _purpose(value: Any) -> str:
    return key_text(value, _NAME_BYTES)


_GEO = 'a geo URI such as "geo:48.2,16.37"'
_DEGREES = r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?"
_geo_shape = shaped(rf"geo:{_DEGREES},{_DEGREES}(?:,-?[0-9]{{1,7}}(?:\.[0-9]+)?)?(?:;[a-z0-9=.;-]+)?", _GEO)


def geo(value: Any) -> str:
    """Read a place on the globe (RFC 5870): degrees north and east."""
    found = str(_geo_shape(value))
    north, east = (abs(float(part)) for part in re.findall(_DEGREES, found)[:2])
    if north > 90 or east > 180:
        raise BadValueError(
            f"must be {_GEO}, not «{found}»", remedy="first the degrees north, then those east"
        )
    return found


_LOCATION: Mapping[str, Reader] = {
    "name": text(_NAME_BYTES),
    "geo": geo,
    "osm": shaped(r"[NWR][0-9]+(?:#[0-9]+)?", 'an object of OpenStreetMap such as "R109166"'),
    "country": shaped(r"[A-Z]{2}", 'two letters of ISO 3166 such as "AT"'),
    "rel": one_of(("subject", "creator"), "subject or creator"),
}


def location(value: Any) -> Location:
    """Read a place: its name, and where it is on a map."""
    expect(value, dict, "a table with a name")
    for key in value:
        if key not in _LOCATION:
            near = suggestion(key, _LOCATION) or f"the keys are: {', '.join(_LOCATION)}"
            raise BadValueError(f"has no key «{key}»", path=(key,), remedy=near)
    if not value.get("name"):
        raise BadValueError("needs a name", remedy='write { name = "Vienna, Austria" }')
    return Location(**{key: _part(key, part, _LOCATION[key]) for key, part in value.items()})


# Of a recurrence rule (RFC 5545, section 3.3.10), what each part may say.
_DAYS = r"(?:[+-]?[0-9]{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBERS = r"[+-]?[0-9]{1,3}(?:,[+-]?[0-9]{1,3})*"
_RULE: Mapping[str, str] = {
    "FREQ": "SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9][0-9]{0,4}",
    "COUNT": r"[1-9][0-9]{0,4}",
    "UNTIL": r"[0-9]{8}(?:T[0-9]{6}Z?)?",
    "BYDAY": rf"{_DAYS}(?:,{_DAYS})*",
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
} | dict.fromkeys("BYSECOND BYMINUTE BYHOUR BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS".split(), _NUMBERS)
_rule_shape = shaped(
    r"FREQ=[A-Z]+(?:;[A-Z]+=[A-Z0-9,+-]+)*", "a recurrence rule such as FREQ=WEEKLY;BYDAY=TH"
)


def recurrence(value: Any) -> str:
    """Read a recurrence rule."""
    rule = str(_rule_shape(value))
    parts = [part.split("=") for part in rule.split(";")]
    for name, said in parts:
        if name not in _RULE:
            near = suggestion(name, _RULE) or f"the parts are: {', '.join(_RULE)}"
            raise BadValueError(f"has a part «{name}», which no rule has", remedy=near)
        if not re.fullmatch(_RULE[name], said):
            raise BadValueError(
                f"has «{name}={said}», which no rule has", remedy="see RFC 5545, section 3.3.10"
            )
    if len({name for name, _ in parts}) < len(parts):
        raise BadValueError(f"says something twice: «{rule}»")
    return rule


def prefix(value: Any) -> str:
    """Read the address of a service that counts downloads; what is counted is written after it."""
    return f"{site_address(value)}/"


def _part(key: str, value: Any, read: Reader) -> Any:
    try:
        return read(value)
    except BadValueError as bad:
        raise BadValueError(f"«{key}» {bad}", path=(key,), remedy=bad.remedy) from bad
