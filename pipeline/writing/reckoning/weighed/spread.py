"""One amount spread over another: over things, over the units of a measure."""

from __future__ import annotations

from fractions import Fraction

from pipeline.writing.reckoning.amounts import amount_of, over
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.spans import so_many
from pipeline.writing.reckoning.weighed.measuring import can_be_shared, fitted, is_plain_count
from pipeline.writing.reckoning.weighed.naming import names

_MEASURES = ("length", "mass", "volume", "area")
_LEAST_COUNT, _LEAST_MEASURE = Fraction(3, 2), Fraction(1, 100)  # that is said for each


def for_each(whole: Quantity, things: Quantity) -> Draft | None:
    """Share one amount out over so many things."""
    if not is_plain_count(things) or not can_be_shared(whole) or whole.head == things.head:
        return None
    if things.figure.noun == whole.figure.noun:
        return None
    least = _LEAST_MEASURE if whole.figure.unit else _LEAST_COUNT
    return _share("for each of them", whole, things, singular(things.figure.noun), least)


def per_unit(whole: Quantity, measure: Quantity) -> Draft | None:
    """Say how much falls to each unit of a measure: lives a kilometre, dollars a kilo."""
    unit = measure.figure.unit
    if unit is None or measure.dimension not in _MEASURES or measure.figure.per or measure.figure.value == 1:
        return None
    if not can_be_shared(whole) or (whole.dimension == measure.dimension and whole.head == measure.head):
        return None
    least = Fraction(1) if whole.figure.unit else _LEAST_COUNT
    return _share("for every unit", whole, measure, unit.singular, least)


def _share(kind: str, whole: Quantity, over_what: Quantity, each: str, least: Fraction) -> Draft | None:
    """Divide an amount, where at least `least` of its plainest unit falls to each."""
    share = over(amount_of(whole.figure), amount_of(over_what.figure))
    if share is None:
        return None
    unit, share, scale = fitted(whole, share)
    so = so_many(share, unit, whole.noun) if share.value >= least else None
    if so is None or so[0].value == 0:
        return None
    figures = (whole.figure, over_what.figure)
    made = draft(kind, "quotient", figures, (so[0],), given=(scale,), amount=so[1], each=each)
    return made.filled(names(whole, over_what))
