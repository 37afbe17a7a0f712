"""When a quantity is told of: the year in its clause, «today», «two years later»."""

from __future__ import annotations

import re

from pipeline.writing.reckoning.quantity import Parsed, Quantity

_YEAR = r"((?:1\d|20)\d\d)\b"
_LATER = re.compile(r"(?: [a-z-]+){1,4} (?:later|afterwards|on|earlier)\b")
_BEHIND = re.compile(
    r"(?: [a-z]+(?: [a-zA-Z]+)?)?(?: of the [a-z]+)?(?: [a-z ]{0,30})? "
    rf"(?:in|by|at|from|of)(?: the)?(?: [A-Z][a-z]+)? {_YEAR}|(?: [a-z]+){{0,2}} (today|now)\b"
)
_NEW_CLAUSE = re.compile(r"[,;:] (?=(?:and |but )?(?:in|by|today|now)\b)|[.;] ")
_BEFORE = re.compile(r"(?:Before|Until) [^,;:.\d]{3,40}, ")
_SINCE = re.compile(rf"(?:When|After|Since|Before|Until) [^,;.]*\bin {_YEAR}")
_OPENING = re.compile(
    rf"(?:and |but )?(?:[Ii]n |[Bb]y )(?:the |early |late |[A-Z][a-z]+ )*{_YEAR}"
    r"|(?:and |but )?([Tt]oday|[Nn]ow(?:adays)?)\b"
)
_NEAR = 70  # characters of a clause before its number


def date_of(parsed: Parsed, quantity: Quantity) -> str:
    """Give the date that a quantity is told of, "" where none stands in its clause."""
    behind = re.split(r"[,;:]", parsed.behind(quantity))[0]
    if _LATER.match(behind):
        return "later"
    if found := _BEHIND.match(behind):
        return found[1] or found[2]
    before = _NEW_CLAUSE.split(parsed.reading.text[: quantity.start])[-1]
    if _BEFORE.match(before):
        return "before"
    if since := _SINCE.match(before):
        return since[1]
    opening = _OPENING.match(before)
    return (opening[1] or opening[2]) if opening and len(before) < _NEAR else ""
