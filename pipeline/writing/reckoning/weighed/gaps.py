"""How long it is from one thing to the next: «one cat every three days»."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, flipped
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.spans import SECONDS
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.weighed.measuring import span_for

_MOST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Every:
    """A gap as it is said."""

    spoken: Amount  # in its unit
    unit: Fraction  # seconds
    text: str  # «about three days»
    plain: str  # «three days», where `one` has the bound
    one: str  # «about one cat»


def every(gap: Amount, things: Figure) -> Every | None:
    """Say a gap in seconds in whole ones or halves of a unit; None where it comes out in neither."""
    name = span_for(gap.value)
    if not name:
        return None
    digits = min(gap.digits or _MOST_DIGITS, _MOST_DIGITS)
    spoken = Amount(gap.value / SECONDS[name], gap.bound, digits).rounded()
    if spoken.value.denominator not in (1, 2):
        return None
    unit = units()[name].said(spoken.value)
    one = Amount(Fraction(1), flipped(spoken.bound)).said()
    return Every(
        spoken,
        SECONDS[name],
        f"{spoken.said()} {unit}",
        f"{said(spoken.value)} {unit}",
        f"{one} {singular(things.noun)}" if things.noun else one,
    )
