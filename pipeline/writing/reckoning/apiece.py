"""What falls to each of many: of a whole, of a price, of what they do together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, over
from pipeline.writing.reckoning.factors import duration
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import loosely

_ENOUGH_FOR = re.compile(
    rf",? (?:which|that|and|enough to|enough for) (?:makes?|fills?|is enough for|gives?|yields?"
    rf"|feeds?|serves?) {loosely()}"
)
_TOGETHER = re.compile(r" (?:together|between them|altogether|among them|in all)(?=[.,;]|$| and\b)")
_LOOK_AFTER = re.compile(
    rf" (?:look|looks|looked|care|cared) (?:after|for) {loosely()}| (?:teach|taught|serve|served) {loosely()}"
)
_SPREAD = re.compile(
    rf",? (?:spread|divided|shared|split)(?: out)? (?:over|across|among|between|into) {loosely()}"
)
_GROUP = re.compile(
    r"(?:^|[.;] )(?:A|An|The|Each|Every) (?:[a-z]+ )?(?:flock|herd|colony|swarm|crew|shoal|class"
    r"|village|town|city|family|pack"
    rf"|army|team|hive|pride|troop|school|hospital|canteen) of {loosely()}$"
)
_CONSUMES = re.compile(
    rf" (?:[a-z]+ )?(?:eats?|ate|drinks?|drank|drops?|dropped|uses?|used|needs?|needed|produces?"
    rf"|produced|leaves|left|consumes?"
    rf"|consumed|burns?|burned|wastes?|wasted|makes?|made) {loosely()}"
)
_SMALLER = {"tonne": "kilogram", "kilogram": "gram", "gram": "milligram", "litre": "millilitre"}
_GIVES = re.compile(rf"^(?:A|An|One|Each|Every) [a-z -]+ (?:gives?|yields?|holds?|makes?) {loosely()}$")
_TAKES = re.compile(
    rf"[,;] (?:and |but )?(?:an?|each|one|every) [a-z -]+ (?:takes?|needs?|uses?) {loosely()}$"
)
_FOR_EVERY = re.compile(r" (?:for|to) (?:every|each|the) (?P<coin>dollar|euro)\b(?! (?:more|less))")


def for_each(reading: Reading) -> Iterator[Draft]:
    """Share out «225 litres, which makes 300 bottles»."""
    for first, second in reading.neighbours:
        if first.high or second.high or second.kind != "count" or second.value < 3 or first.per or second.per:
            continue
        if first.dimension not in ("mass", "volume", "money") or not reading.is_plural(second):
            continue
        if not _ENOUGH_FOR.fullmatch(reading.past_noun(first, second)) or first.unit is None:
            continue
        share = over(amount_of(first), amount_of(second))
        if share is None:
            continue
        unit, scale = first.unit, Fraction(1)
        smaller = {"tonne": "kilogram", "kilogram": "gram"}.get(unit.name)
        if share.value < 1 and smaller:
            unit, scale = units()[smaller], unit.size / units()[smaller].size
        share = Amount(share.value * scale, share.bound, share.digits)
        share = share if share.bound == "exactly" and share.value * 100 % 1 == 0 else share.rounded()
        yield draft(
            "for each",
            "quotient",
            (first, second),
            (share,),
            given=(scale,),
            amount=f"{share.said()} {unit.said(share.value)}",
        )


def to_the_coin(reading: Reading) -> Iterator[Draft]:
    """Give what is missing in «82 cents for every dollar»."""
    for figure in reading.amounts:
        coin = _FOR_EVERY.match(reading.after(figure))
        if (
            not coin
            or figure.high
            or not figure.unit
            or figure.unit.name != "cent"
            or not 1 < figure.value < 100
        ):
            continue
        gap = minus(Amount(Fraction(100)), amount_of(figure))
        if gap and gap.bound in ("exactly", "about"):
            text = f"{gap.said()} {figure.unit.said(gap.value)}"
            yield draft("to the coin", "rest", (figure,), (gap,), given=(100,), gap=text, coin=coin["coin"])


def together(reading: Reading) -> Iterator[Draft]:
    """Share out what so many do or weigh together: «Twelve pickers fill 300 crates a day between them»."""
    for first, second in reading.neighbours:
        if (
            first.high
            or second.high
            or first.unit
            or first.per
            or first.value < 2
            or not reading.is_plural(first)
        ):
            continue
        if any(other.start < first.start for other in reading.amounts):
            continue  # «Two bakers and 300 loaves»
        if not _TOGETHER.match(reading.behind(second)) or re.search(
            r"[.;:,]", reading.past_noun(first, second)
        ):
            continue
        if second.dimension not in ("", "mass", "length", "volume", "money") or second.kind == "part":
            continue
        if second.unit is None and not reading.is_plural(second):
            continue
        share = over(amount_of(second), amount_of(first))
        if share is None or share.value <= 0:
            continue
        unit, scale = second.unit, Fraction(1)
        smaller = (
            {"tonne": "kilogram", "kilogram": "gram", "kilometre": "metre"}.get(unit.name) if unit else None
        )
        if unit and share.value < 1 and smaller:
            unit, scale = units()[smaller], unit.size / units()[smaller].size
        share = Amount(share.value * scale, share.bound, share.digits)
        share = Amount(share.value, share.bound, max(2, share.digits) if share.digits else None).rounded()
        if unit is None and share.value < 2:
            continue
        what = unit.said(share.value) if unit else second.noun
        text = f"{share.said()} {what}" + (f" a {second.per}" if second.per else "")
        yield draft("for each", "quotient", (second, first), (share,), given=(scale,), amount=text)


def looked_after(reading: Reading) -> Iterator[Draft]:
    """Share out «three nurses look after 36 patients», where it goes without remainder."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.unit or second.unit or first.per or second.per:
            continue
        if not (reading.is_plural(first) and reading.is_plural(second)) or first.value < 2:
            continue
        if not _LOOK_AFTER.fullmatch(reading.past_noun(first, second)):
            continue
        share = over(amount_of(second), amount_of(first))
        if share and share.value >= 2 and share.value.denominator == 1:
            share = Amount(share.value, share.bound)
            text = f"{share.said()} {second.noun}"
            yield draft("for each", "quotient", (second, first), (share,), amount=text)


def spread(reading: Reading) -> Iterator[Draft]:
    """Share out «about 15 hours, spread over four evenings»."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.per or second.per or not first.unit or second.value < 2:
            continue
        if first.dimension not in ("time", "length", "mass", "volume", "money"):
            continue
        if not _SPREAD.fullmatch(reading.past_noun(first, second)) or not (second.noun or second.unit):
            continue
        if second.unit and second.unit.name not in ("day", "week"):
            continue
        share = over(amount_of(first), Amount(second.value))  # «spread over four» bounds nothing
        if share is None or share.value < 1:
            continue
        unit, scale = first.unit, Fraction(1)
        if unit.name == "hour" and share.value.denominator in (2, 3, 4):
            unit, scale = units()["minute"], Fraction(60)
            share = Amount(share.value * scale, share.bound)
        else:
            share = share.rounded()
        text = duration(share, unit)
        yield draft("for each", "quotient", (first, second), (share,), given=(scale,), amount=text)


def of_a_group(reading: Reading) -> Iterator[Draft]:
    """Share out what a group eats or leaves: «A flock of 100,000 starlings drops half a tonne of dung»."""
    for first, second in reading.neighbours:
        if (
            first.high
            or second.high
            or first.unit
            or first.per
            or not reading.is_plural(first)
            or first.value < 2
        ):
            continue
        if second.dimension not in ("mass", "volume") or not _GROUP.search(reading.before(first)):
            continue
        if not _CONSUMES.fullmatch(reading.past_noun(first, second)) or second.unit is None:
            continue
        share = over(amount_of(second), amount_of(first))
        if share is None:
            continue
        unit, scale = second.unit, Fraction(1)
        while share.value * scale < 1 and (smaller := _SMALLER.get(unit.name)):
            scale *= unit.size / units()[smaller].size
            unit = units()[smaller]
        if share.value * scale < 1:
            continue
        spoken = Amount(share.value * scale, share.bound, share.digits).rounded()
        text = f"{spoken.said()} {unit.said(spoken.value)}"
        yield draft("for each", "quotient", (second, first), (spoken,), given=(scale,), amount=text)


def price_each(reading: Reading) -> Iterator[Draft]:
    """Share out a price: «A bus for 49 pupils costs 735 euros»."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.unit or not reading.is_plural(first) or first.value < 2:
            continue
        if second.dimension != "money" or second.unit is None or second.per:
            continue
        if not re.search(r"\bfor $", reading.before(first)) or not re.fullmatch(
            rf" (?:costs?|cost) {loosely()}", reading.past_noun(first, second)
        ):
            continue
        share = over(amount_of(second), amount_of(first))
        if share and share.value >= 1:
            share = share.rounded()
            text = f"{share.said()} {second.unit.said(share.value)}"
            yield draft("for each", "quotient", (second, first), (share,), amount=text)


def enough_for(reading: Reading) -> Iterator[Draft]:
    """Divide «A sheep gives four kilos of wool» by «a pullover takes 800 grams»."""
    if len(reading.amounts) != 2:
        return
    whole, one = reading.amounts
    if whole.high or one.high or whole.per or one.per or not whole.unit or not one.unit or one.noun:
        return
    if whole.dimension not in ("mass", "volume", "length") or whole.dimension != one.dimension:
        return
    if not _GIVES.search(reading.before(whole)) or not _TAKES.search(reading.past_noun(whole, one)):
        return
    scale = whole.unit.size / one.unit.size
    number = over(
        Amount(amount_of(whole).value * scale, whole.bound, amount_of(whole).digits), amount_of(one)
    )
    if number is None or number.value < 2:
        return
    nearest = Fraction(round(number.value))
    if abs(nearest - number.value) > number.value / 20:
        return
    spoken = Amount(nearest, number.bound if nearest == number.value else "about")
    yield draft("enough for", "quotient", (whole, one), (spoken,), given=(scale,), number=spoken.said())
