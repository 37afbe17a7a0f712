"""Sums that multiply or share out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, over, times
from pipeline.writing.reckoning.changes import duration
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units

_BY = re.compile(r"^(?: by |-by-| ?[×x] ?)(?:about )?$")


def areas(reading: Reading) -> Iterator[Draft]:
    """Multiply two sides: «a board of 8 by 8 squares», «12 by 20 metres»."""
    for first, second in reading.neighbours:
        if not _BY.match(reading.between(first, second)) or first.high or second.high or first.noun:
            continue
        if (first.unit and first.unit != second.unit) or first.value < 3 or second.value < 3:
            continue
        if second.unit and second.unit.name not in ("metre", "foot", "kilometre", "mile", "centimetre"):
            continue
        if any(
            _BY.match(reading.between(second, each)) for each in reading.amounts if each.start > second.end
        ):
            continue
        area = times(amount_of(first), amount_of(second))
        if area is None or reading.says(area.value):
            continue
        what = ""
        if second.unit:
            square = units().get(f"square {second.unit.name}")
            what = square.plural if square else f"square {second.unit.plural}"
        elif reading.is_plural(second):
            what = second.noun
        if second.unit and not what:
            continue
        if second.unit is None and area.value.denominator == 1:
            area = Amount(area.value, area.bound)
        area = area.rounded()
        yield draft(
            "area",
            "product",
            (first, second),
            (area,),
            area=f"{area.said()} {what}".strip(),
            first=said(first.value),
            second=said(second.value),
        )


def totals(reading: Reading) -> Iterator[Draft]:
    """Multiply things by what each of them holds: «15 rows of 15 letters», «four cycles of 90 minutes»."""
    for first, second in reading.neighbours:
        if (
            first.unit
            or first.per
            or second.per
            or first.kind != "count"
            or second.high
            or not reading.is_plural(first)
        ):
            continue
        if (
            not re.fullmatch(r" of (?:about |some |exactly )?", reading.past_noun(first, second))
            or first.value < 2
        ):
            continue
        if second.dimension not in ("", "time", "mass", "volume") or (
            second.unit is None and not reading.is_plural(second)
        ):
            continue
        if second.unit is None and (second.value < 2 or second.kind != "count"):
            continue
        yield from _total(reading, first, second)


def _total(reading: Reading, first: Figure, second: Figure) -> Iterator[Draft]:
    amounts = [times(amount, amount_of(second)) for amount in (amount_of(first), high_of(first))]
    low, high = amounts
    if low is None or high is None or reading.says(low.value):
        return
    values = (first.value,) if first.high is None else (first.value, first.high)
    spoken = [
        Amount(each.value, each.bound) if each.value.denominator == 1 else each.rounded()
        for each in (low, high)
    ][: len(values)]
    bound = "about " if low.bound == "about" else ""
    if second.unit and second.unit.name == "minute" and all(each.value % 60 == 0 for each in spoken):
        hours = [each.value / 60 for each in spoken]
        text = bound + " to ".join(said(each) for each in hours) + (" hours" if hours[-1] > 1 else " hour")
        yield draft(
            "total",
            "each times",
            (first, second),
            [Amount(h, low.bound) for h in hours],
            given=(second.value / 60,),
            values=values,
            total=text,
        )
        return
    what = second.unit.plural if second.unit else second.noun
    if second.unit and first.high is None and second.unit.name == "minute" and low.bound == "exactly":
        text = duration(spoken[0].value, "minute")
    else:
        text = f"{spoken[0].said()}{f' to {said(spoken[1].value)}' if len(spoken) > 1 else ''} {what}"
    yield draft(
        "total", "each times", (first, second), spoken, given=(second.value,), values=values, total=text
    )


def stretches(reading: Reading) -> Iterator[Draft]:
    """Multiply watchers by the years of their watch: «150,000 stars for 4 years»."""
    for first, second in reading.neighbours:
        if (
            first.unit
            or first.per
            or first.high
            or second.high
            or second.dimension not in ("calendar",)
            or first.value < 3
        ):
            continue
        if not reading.is_plural(first) or not re.fullmatch(
            r" for (?:about |some |over |more than )?", reading.past_noun(first, second)
        ):
            continue
        if not second.unit or second.unit.name != "year" or second.value < 2:
            continue
        product = times(amount_of(first), amount_of(second))
        if product:
            product = product.rounded()
            yield draft(
                "stretch",
                "product",
                (first, second),
                (product,),
                total=product.said(),
                each=f"{said(second.value)} years",
                noun=first.noun,
            )


def shared_out(reading: Reading) -> Iterator[Draft]:
    """Share things out over what holds them, where that goes without remainder: «52 cards in 4 suits»."""
    for first, second in reading.neighbours:
        if (
            first.unit
            or second.unit
            or first.high
            or second.high
            or not (reading.is_plural(first) and reading.is_plural(second))
        ):
            continue
        between = reading.past_noun(first, second)
        if not re.fullmatch(
            r" (?:bundled |divided |arranged |grouped |split |sorted |packed |set )?(?:in|into|among|between|on) ",
            between,
        ):
            continue
        if (
            second.value < 2
            or first.value % second.value
            or first.value / second.value < 3
            or first.value % 10 == 0
        ):
            continue
        if first.bound != "exactly" or second.bound != "exactly":
            continue
        share = over(amount_of(first), amount_of(second))
        if share:
            yield draft("shared out", "quotient", (first, second), (share,), share=share.said())


def prices(reading: Reading) -> Iterator[Draft]:
    """Give the price of one where so many were bought for so much."""
    if not re.search(r"\b(?:bought|sold|paid|buys|sells|cost)\b", reading.text):
        return
    for first, second in reading.neighbours:
        if (
            second.dimension != "money"
            or first.dimension not in ("area", "length", "mass", "")
            or first.high
            or second.high
            or not second.unit
        ):
            continue
        if not re.fullmatch(
            r"[^;:.]{0,30}?,? for (?:about |some |only |just )?", reading.past_noun(first, second)
        ) or reading.has_verb(first.noun_end, second.start):
            continue
        if (first.unit is None and not reading.is_plural(first)) or first.value < 2:
            continue
        price = over(amount_of(second), amount_of(first))
        if price is None or price.value < 1:
            continue
        price = price.rounded()
        what = first.unit.singular if first.unit else ""
        each = f"{'an' if what[:1] in 'aeiou' else 'a'} {what}" if what else "for each of them"
        yield draft(
            "price",
            "quotient",
            (second, first),
            (price,),
            price=f"{price.said()} {second.unit.said(price.value)}",
            each=each,
        )
