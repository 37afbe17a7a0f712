"""A percentage worked out on an example that the summary offers: «…, in a yard with twenty hives»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import loosely

_OFFERS = re.compile(
    rf"^[^.]*?[,;] (?:and |so |but |or |that is |which means )*(?:in|for|on|from|with) an? "
    rf"[a-z-]+(?: [a-z-]+)? (?:of|with) {loosely()}"
)
_OF_NOUN = re.compile(r"^ of (?:the |all |its |their )?")
_WHOLE = Fraction(1, 5)


def illustrations(reading: Reading) -> Iterator[Draft]:
    """Work a percentage out on the round number that follows it as its example."""
    shares = [f for f in reading.amounts if f.dimension == "percent" and not f.high and not f.per]
    if len(shares) != 1:
        return
    share = shares[0]
    if not _OF_NOUN.match(reading.after(share)) or not reading.is_plural(share) or not 0 < share.value < 100:
        return
    for whole in reading.amounts:
        if whole.start < share.end or not _is_example(reading, share, whole):
            continue
        exactly = share.value * whole.value / 100
        near = Amount(Fraction(round(exactly)), "exactly" if exactly.denominator == 1 else "about")
        if (
            share.bound not in ("exactly", "about")
            or near.value < 1
            or abs(near.value - exactly) > exactly / 10
        ):
            continue
        spoken = Amount(near.value, "about" if share.bound == "about" else near.bound)
        yield draft(
            "illustration",
            "part of",
            (share, whole),
            (spoken,),
            given=(Fraction(1, 100),),
            whole=said(whole.value),
            result=spoken.said(),
        )
        return


def _is_example(reading: Reading, share: Figure, whole: Figure) -> bool:
    if whole.unit or whole.high or whole.bound not in ("exactly", "about") or whole.kind != "count":
        return False
    if whole.value.denominator != 1 or whole.value < 5:
        return False
    between = reading.between(share, whole)
    return bool(_OFFERS.match(between)) and len(between) < 120
