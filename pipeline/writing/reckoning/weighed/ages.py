"""Ages: how old somebody was so many years later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.weighed.measuring import years_in
from pipeline.writing.reckoning.weighed.naming import named

_YOUNGEST, _OLDEST = 4, 110
_LEAST = 2  # years that are added
_BEFORE = re.compile(
    r"(?:\baged|\bage of|\bat the age of|\b(?:was|is|were|turned|turning|at|though|when)"
    r" (?:then |only |just |still |barely |already |nearly |almost |about )*"
    r"|\b(?:man|woman|boy|girl|lad|child|widow|widower|student|pupil|king|queen|apprentice|clerk|bride) of"
    r"|\b[A-Z][a-z]+,(?: (?:then|just|only|still|now))?) ?$"
)
_AFTER = re.compile(
    r"(?:[-\s]years?[-\s]olds?\b|(?=[,;:.)]| when\b| and\b| in \d{4}\b| at the\b| years of age\b|$))"
)
_ONCE_MORE = re.compile(r"\b(?:another|further|for|lived|reigned|ruled|until|till|waited) (?:[a-z]+ ){0,2}$")
_LATER = re.compile(r" (?:later|more|longer|afterwards|on|after (?:that|her|his|their|the|this)|to live)\b")


def ages(parsed: Parsed) -> Iterator[Draft]:
    """Give the age that somebody reached so many years after an age that is told."""
    for age in parsed.reading.figures:
        if _is_age(parsed.reading, age):
            yield from filter(None, (_later(parsed, age, span) for span in parsed.quantities))


def _is_age(reading: Reading, figure: Figure) -> bool:
    if figure.unit and not (figure.unit.name == "year" and re.match(r" old\b", reading.text[figure.end :])):
        return False
    if figure.kind in ("year", "part", "ratio") or figure.per or figure.noun or figure.high is not None:
        return False
    whole = figure.value.denominator == 1 and _YOUNGEST <= figure.value <= _OLDEST
    behind = _AFTER.match(reading.text, figure.end)
    if not whole or not behind:
        return False
    return bool(behind[0] or _BEFORE.search(reading.text[: figure.start]))


def _later(parsed: Parsed, age: Figure, span: Quantity) -> Draft | None:
    """Add a span that follows an age in its sentence or the next clause."""
    text, years = parsed.reading.text, years_in(span)
    more = _ONCE_MORE.search(text[: span.start]) or _LATER.match(text, span.figure.end)
    if not more or years is None or years < _LEAST or span.start <= age.start:
        return None
    if {age.bound, span.figure.bound} - {"exactly", "about"} or age.value + years > _OLDEST:
        return None
    spoken, figures = Amount(age.value + years, "about"), (age, span.figure)
    made = draft("age later", "total", figures, (spoken,), values=(age.value, years))
    return made.filled({"age": said(age.value), "span": named(span), "other": spoken.said()})
