"""What the numbers of a list come to: «18 in singles, 31 in doubles and 10 in mixed»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, draft

_LEAST = 3  # numbers of a list
_BETWEEN = re.compile(r"[^.;:!?—–\d]*(?:,|\band\b)[^.;:!?—–\d]*")
_OF_THEM = re.compile(r"\b(?:of (?:which|whom|them|these|those)|than|then|or|from|instead)\b")


def listed(parsed: Parsed) -> Iterator[Draft]:
    """Add up three or more numbers of the same things that stand in a row."""
    run: list[Quantity] = []
    for each in parsed.quantities:
        if run and _goes_on(parsed, run[-1], each):
            run.append(each)
            continue
        yield from filter(None, [_total(run)])
        run = [each] if _is_first(each) else []
    yield from filter(None, [_total(run)])


def _is_first(each: Quantity) -> bool:
    figure = each.figure
    return figure.kind == "count" and bool(figure.noun) and not (figure.unit or figure.per) and not each.is_range


def _goes_on(parsed: Parsed, last: Quantity, each: Quantity) -> bool:
    figure, between = each.figure, parsed.reading.text[last.end : each.start]
    counted = figure.kind == "count" and not (figure.unit or figure.per) and not each.is_range
    alike = each.head == last.head and bool(each.head)
    return counted and alike and bool(_BETWEEN.fullmatch(between)) and not _OF_THEM.search(between)


def _total(run: list[Quantity]) -> Draft | None:
    figures = tuple(each.figure for each in run)
    if len(run) < _LEAST or {each.bound for each in figures} - {"exactly", "about"}:
        return None
    about = any(each.bound == "about" for each in figures)
    total = Amount(sum((each.value for each in figures), Fraction(0)), "about" if about else "exactly")
    if total.value.denominator != 1 or total.value in [each.value for each in figures]:
        return None
    *rest, last = (said(each.value) for each in figures)
    made = draft("all of a list", "total", figures, (total,))
    return made.filled({"parts": f"{', '.join(rest)} and {last}", "total": f"{total.said()} {run[0].noun}"})
