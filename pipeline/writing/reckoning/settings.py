"""One quantity under two settings: «At 300 kilometres an hour … 3.5 kilometres, at 200 only 1.6»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import over
from pipeline.writing.reckoning.factors import (
    UNSCALED,
    on_one_scale,
    part_of,
    plain_ratio,
    ratio_said,
    same_quantity,
    times_said,
)
from pipeline.writing.reckoning.measures import as_much
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import loosely

_INSTEAD = re.compile(rf",? (?:instead of|rather than) {loosely()}")
_SETTING = r"(?:at|with|in|on|from|under|after|by)"
_OPENS = re.compile(rf"(?:^|[.:;] |, ){_SETTING} $", re.IGNORECASE)
_AGAIN = re.compile(rf"[,;] (?:and |but )?(?P<preposition>{_SETTING}) $", re.IGNORECASE)
_VALUE = re.compile(rf"^,?(?: it| he| she| they)?(?: (?:is|takes|needs|does|lasts|was))? {loosely()}$")


def two_settings(reading: Reading) -> Iterator[Draft]:
    """Say by what factor a quantity differs between two settings that are themselves numbers."""
    if len(reading.amounts) != 4 or any(figure.high for figure in reading.amounts):
        return
    one, first, two, second = reading.amounts
    opened = _OPENS.search(reading.before(one))
    again = _AGAIN.search(reading.past_noun(first, two))
    if not opened or not again or again["preposition"].lower() not in opened[0].lower():
        return
    if one.unit is None or not (two.is_plain or two.unit == one.unit) or not same_quantity(one, two):
        return
    if first.unit is None and not reading.is_plural(first):
        return
    if not (second.is_plain or second.unit) or not same_quantity(first, second):
        return
    if re.search(r"[,;:.] ", reading.between(one, first)) or not _VALUE.match(reading.past_noun(two, second)):
        return
    yield from _compared(reading, (one, two), (first, second), again["preposition"])


def _compared(
    reading: Reading, settings: tuple[Figure, Figure], pair: tuple[Figure, Figure], preposition: str
) -> Iterator[Draft]:
    measure = pair[0].unit or pair[1].unit
    scaled = on_one_scale(*pair)
    much = "as far" if measure and measure.dimension == "length" else as_much(reading, *pair)
    if scaled is None or not much or (measure and measure.dimension in UNSCALED):
        return
    large, small = sorted(scaled, key=lambda amount: -amount.value)
    ratio = over(large, small)
    spoken = plain_ratio(ratio) if ratio else None
    if ratio is None or spoken is None:
        return
    placed = [f"{preposition} {reading.text[figure.start : figure.end]}" for figure in settings]
    if large is scaled[1]:
        placed.reverse()
    yield draft(
        "contrast",
        "quotient",
        pair,
        (spoken,),
        values=(large.value, small.value),
        factor=times_said(ratio_said(ratio, spoken)),
        much="as much" if much == "as far" and not _is_way(reading) else much,
        at_large=placed[0],
        at_small=placed[1],
    )


def _is_way(reading: Reading) -> bool:
    return bool(re.search(r"\b(?:stop|brak\w+|travel\w*|way|distance|far|range|reach\w*)\b", reading.text))


def instead(reading: Reading) -> Iterator[Draft]:
    """Compare «20 minutes instead of 60» in one phrase, by a part or a factor where that is plain."""
    for first, second in reading.neighbours:
        if (
            first.high
            or second.high
            or first.kind == "part"
            or not _INSTEAD.fullmatch(reading.past_noun(first, second))
        ):
            continue
        if not same_quantity(first, second) or first.is_plain:
            continue
        unit = first.unit or second.unit
        much = as_much(reading, first, second)
        scaled = on_one_scale(first, second)
        if scaled is None or not much or (unit and unit.dimension in (*UNSCALED, "percent")):
            continue
        large, small = sorted(scaled, key=lambda amount: -amount.value)
        ratio = over(large, small)
        spoken = plain_ratio(ratio) if ratio and ratio.value >= Fraction(7, 5) else None
        if ratio is None or spoken is None:
            continue
        number = ratio_said(ratio, spoken)
        falls = small is scaled[0]
        part = part_of(spoken, number) if falls else times_said(number)
        if part:
            yield draft(
                "instead", "quotient", (first, second), (spoken,), values=(large.value, small.value),
                factor=part, much=much,
            )  # fmt: skip
