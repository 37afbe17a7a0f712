"""A share and an amount: what that share of it is, the rest, the whole behind it, and a share of a share."""

from __future__ import annotations

from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, flipped, over, times
from pipeline.writing.reckoning.factors import UNSCALED
from pipeline.writing.reckoning.numerals import part_said
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.spans import so_many
from pipeline.writing.reckoning.weighed.measuring import plainly
from pipeline.writing.reckoning.weighed.naming import names

_HUNDRED = 100


def percent_of(share: Quantity, whole: Quantity) -> Draft | None:
    """Say what a share of an amount comes to."""
    part = _as_share(share)
    so = _taken(part, whole) if part else None
    if so is None:
        return None
    spoken, text, scale = so
    figures, given = (share.figure, whole.figure), (scale * _size(share),)
    made = draft("that share of it", "part of", figures, (spoken,), given=given, amount=text)
    return made.filled(names(whole, share))


def rest_of(share: Quantity, whole: Quantity) -> Draft | None:
    """Say what an amount without a share of it comes to."""
    part = _as_share(share)
    so = _taken(Amount(1 - part.value, flipped(part.bound), part.digits), whole) if part else None
    if so is None:
        return None
    spoken, text, scale = so
    figures, given = (share.figure, whole.figure), (_size(share), scale)
    made = draft("the rest of it", "without a part", figures, (spoken,), given=given, amount=text)
    return made.filled(names(whole, share))


def whole_behind(share: Quantity, part: Quantity) -> Draft | None:
    """Say the whole of which an amount is a share."""
    fraction = _as_share(share)
    if fraction is None or not _can_have_parts(part):
        return None
    whole = over(amount_of(part.figure), fraction)
    so = so_many(whole, part.figure.unit, part.noun) if whole else None
    if so is None:
        return None
    figures, given = (part.figure, share.figure), (1 / _size(share),)
    made = draft("the whole of it", "quotient", figures, (so[0],), given=given, amount=so[1])
    return made.filled(names(part, share))


def share_of_share(inner: Quantity, outer: Quantity) -> Draft | None:
    """Say what a share of a share is of the whole."""
    one, two = _as_share(inner), _as_share(outer)
    both = times(one, two) if one and two and inner.start >= outer.start else None
    if one is None or two is None or both is None:
        return None
    spoken = Amount(both.value * _HUNDRED, both.bound, both.digits).rounded()
    figures, given = (inner.figure, outer.figure), (_HUNDRED * _size(inner) * _size(outer),)
    made = draft("share of a share", "part of", figures, (spoken,), given=given)
    return made.filled({"amount": f"{spoken.said()} percent", **names(outer, inner)})


def _taken(part: Amount, whole: Quantity) -> tuple[Amount, str, Fraction] | None:
    """Multiply an amount by a part of one."""
    amount = times(part, amount_of(whole.figure)) if _can_have_parts(whole) else None
    so = plainly(whole, amount) if amount else None
    return so if so and so[0].value else None


def _size(share: Quantity) -> Fraction:
    """Give what one of a share's written number is of the whole."""
    return Fraction(1, 1 if share.figure.kind == "part" and not share.figure.unit else _HUNDRED)


def _as_share(quantity: Quantity) -> Amount | None:
    """Give a percentage or a part as a share of one; None for what is none, or all or more."""
    share = _share(quantity)
    return share if share and 0 < share.value < 1 else None


def _share(quantity: Quantity) -> Amount | None:
    figure = quantity.figure
    if figure.kind == "part" and not figure.unit:
        # What has no name as a part, «17/42», is a place on a list or a date.
        return amount_of(figure) if part_said(figure.value) or figure.value.numerator == 1 else None
    return over(amount_of(figure), exact(_HUNDRED)) if quantity.dimension == "percent" else None


def _is_bare_part(quantity: Quantity) -> bool:
    return quantity.figure.kind == "part" and not quantity.figure.unit


def _can_have_parts(quantity: Quantity) -> bool:
    if _is_bare_part(quantity) or _share(quantity) is not None or quantity.dimension in UNSCALED:
        return False
    return bool(quantity.figure.unit or quantity.noun)
