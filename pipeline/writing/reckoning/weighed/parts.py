"""A share and an amount: what that share of it is, the rest, the whole behind it, and a share of a share."""

from __future__ import annotations

from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, flipped, over, times
from pipeline.writing.reckoning.factors import UNSCALED
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.spans import so_many
from pipeline.writing.reckoning.weighed.measuring import plainly
from pipeline.writing.reckoning.weighed.naming import names

_HUNDRED = 100


def percent_of(share: Quantity, whole: Quantity) -> Draft | None:
    """Say what a share of an amount comes to."""
    part = _as_share(share)
    return _taken("that share of it", part, share, whole) if part else None


def rest_of(share: Quantity, whole: Quantity) -> Draft | None:
    """Say what an amount without a share of it comes to."""
    part = _as_share(share)
    if part is None:
        return None
    rest = Amount(1 - part.value, flipped(part.bound), part.digits)
    return _taken("the rest of it", rest, share, whole)


def whole_behind(share: Quantity, part: Quantity) -> Draft | None:
    """Say the whole of which an amount is a share."""
    fraction = _as_share(share)
    if fraction is None or not _can_have_parts(part):
        return None
    whole = over(amount_of(part.figure), fraction)
    so = so_many(whole, part.figure.unit, part.noun) if whole else None
    if so is None:
        return None
    figures, values = (part.figure, share.figure), (part.figure.value, fraction.value)
    made = draft("the whole of it", "quotient", figures, (so[0],), values=values, amount=so[1])
    return made.filled(names(part, share))


def share_of_share(inner: Quantity, outer: Quantity) -> Draft | None:
    """Say what a share of a share is of the whole."""
    one, two = _as_share(inner), _as_share(outer)
    both = times(one, two) if one and two and inner.start >= outer.start else None
    if one is None or two is None or both is None:
        return None
    spoken = Amount(both.value * _HUNDRED, both.bound, both.digits).rounded()
    figures, values = (inner.figure, outer.figure), (one.value, two.value)
    made = draft("share of a share", "part of", figures, (spoken,), given=(_HUNDRED,), values=values)
    return made.filled({"amount": f"{spoken.said()} percent", **names(outer, inner)})


def _taken(kind: str, part: Amount, share: Quantity, whole: Quantity) -> Draft | None:
    """Multiply an amount by a part of one."""
    amount = times(part, amount_of(whole.figure)) if _can_have_parts(whole) else None
    so = plainly(whole, amount) if amount else None
    if so is None or so[0].value == 0:
        return None
    spoken, text, scale = so
    figures, values = (share.figure, whole.figure), (part.value, whole.figure.value)
    made = draft(kind, "part of", figures, (spoken,), given=(scale,), values=values, amount=text)
    return made.filled(names(whole, share))


def _as_share(quantity: Quantity) -> Amount | None:
    """Give a percentage or a part as a share of one; None for what is none, or all or more."""
    share = _share(quantity)
    return share if share and 0 < share.value < 1 else None


def _share(quantity: Quantity) -> Amount | None:
    figure = quantity.figure
    if figure.kind == "part" and not figure.unit:
        return amount_of(figure)
    return over(amount_of(figure), exact(_HUNDRED)) if quantity.dimension == "percent" else None


def _can_have_parts(quantity: Quantity) -> bool:
    if _share(quantity) is not None or quantity.dimension in UNSCALED:
        return False
    return bool(quantity.figure.unit or quantity.noun)
