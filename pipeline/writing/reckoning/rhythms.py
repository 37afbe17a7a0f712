"""What comes round every so often, told as so many times in a longer span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, over
from pipeline.writing.reckoning.rates import SECONDS, SPAN_SAID
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either

_EVERY = re.compile(r"\b(?:every|each|once (?:in|every)) (?:about |some |roughly )?$|\bevery (?:about )?$")
_NO_RHYTHM = re.compile(
    r"\b(?:doubl|halv|half|by|per|percent|degree|least|almost every)\w*\b[^,;]*\bevery (?:about |some )?$"
)
_UNCEASING = re.compile(
    rf"\b(?:orbits?|orbited|circles?|rotates?|spins|turns|erupts?|flashes|pulses)\b|\b{either('unceasing')}\b"
)
_SPANS = {
    "minute": ("hour", "day"),
    "hour": ("day", "week"),
    "second": ("minute", "hour"),
    "day": ("year",),
    "week": ("year",),
    "month": ("year",),
    "year": ("century",),
}


def _goes_on(before: str) -> bool:
    """Tell whether something that never rests comes round «every …»."""
    return bool(_UNCEASING.search(before) and _EVERY.search(before)) and not _NO_RHYTHM.search(before)


def rhythms(reading: Reading) -> Iterator[Draft]:
    """Say a rhythm as so many times in a longer span: «every 20 minutes» is «three times an hour»."""
    for figure in reading.amounts:
        if figure.dimension not in ("time", "calendar") or figure.high or not figure.unit or figure.value < 2:
            continue
        before = reading.before(figure)
        if not _goes_on(before) or any(other.is_plain for other in reading.amounts):
            continue
        if any(
            f.end <= figure.start and figure.start - f.noun_end < 12 and f is not figure
            for f in reading.amounts
        ):
            continue
        for span in _SPANS.get(figure.unit.name, ()):
            amount = over(exact(SECONDS[span] / SECONDS[figure.unit.name]), amount_of(figure))
            if amount is None or not 2 <= amount.value <= 100:
                continue
            spoken = Amount(Fraction(round(amount.value)), "about")
            if (
                amount.bound not in ("exactly", "about")
                or abs(spoken.value - amount.value) > amount.value / 20
            ):
                continue
            if amount.value.denominator == 1:
                spoken = amount
            given = (SECONDS[span] / SECONDS[figure.unit.name],)
            kind = "rhythm of a day" if span == "day" else "rhythm"
            if kind != "rhythm" and re.search(r"\b[ap]\.?m\b", reading.text):
                break
            yield draft(
                kind,
                "inverse",
                (figure,),
                (spoken,),
                given=given,
                amount=_times_said(spoken),
                span=SPAN_SAID[span],
            )
            break


def _times_said(amount: Amount) -> str:
    return (
        f"{amount.said()} times"
        if amount.value != 2
        else f"{'about ' if amount.bound == 'about' else ''}twice"
    )
