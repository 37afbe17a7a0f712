"""Sums that multiply or share out, and numbers said in another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, over, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.pairs import duration
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units

_BY = re.compile(r"^(?: by |-by-| ?[×x] ?)(?:about )?$")
_MILES = re.compile(r"\b(?:kilometers?|meters?|centimeters?|liters?)\b")
_RISE = re.compile(r"\b(?:by|rises?|rose|falls?|fell|climbs?|drops?|gains?|warms?|cools?|adds?) (?:about |some |up to |only |another )?$")
_LEVEL = re.compile(r"\b(?:at|of|is|was|to|reach(?:es|ed)?|below|above|over|under|an?|the) (?:about |some |around |roughly |only |just )?$")


def areas(reading: Reading) -> Iterator[Draft]:
    """Multiply two sides: «a board of 8 by 8 squares», «12 by 20 metres»."""
    for first, second in reading.neighbours:
        if not _BY.match(reading.between(first, second)) or first.high or second.high or first.noun:
            continue
        if first.unit and first.unit != second.unit or first.value < 3 or second.value < 3:
            continue
        if second.unit and second.unit.name not in ("metre", "foot", "kilometre", "mile", "centimetre"):
            continue
        if any(_BY.match(reading.between(second, each)) for each in reading.amounts if each.start > second.end):
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
            "area", "product", (first, second), (area,), area=f"{area.said()} {what}".strip(), first=said(first.value), second=said(second.value)
        )  # fmt: skip


def totals(reading: Reading) -> Iterator[Draft]:
    """Multiply things by what each of them holds: «15 rows of 15 letters», «four cycles of 90 minutes»."""
    for first, second in reading.neighbours:
        if first.unit or first.per or second.per or first.kind != "count" or second.high or not reading.is_plural(first):
            continue
        if not re.fullmatch(r" of (?:about |some |exactly )?", reading.past_noun(first, second)) or first.value < 2:
            continue
        if second.dimension not in ("", "time", "mass", "volume") or (second.unit is None and not reading.is_plural(second)):
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
    spoken = [Amount(each.value, each.bound) if each.value.denominator == 1 else each.rounded() for each in (low, high)][: len(values)]
    bound = "about " if low.bound == "about" else ""
    if second.unit and second.unit.name == "minute" and all(each.value % 60 == 0 for each in spoken):
        hours = [each.value / 60 for each in spoken]
        text = bound + " to ".join(said(each) for each in hours) + (" hours" if hours[-1] > 1 else " hour")
        yield draft("total", "each times", (first, second), [Amount(h, low.bound) for h in hours], given=(second.value / 60,), values=values, total=text)
        return
    what = second.unit.plural if second.unit else second.noun
    if second.unit and first.high is None and second.unit.name == "minute" and low.bound == "exactly":
        text = duration(spoken[0].value, "minute")
    else:
        text = f"{spoken[0].said()}{f' to {said(spoken[1].value)}' if len(spoken) > 1 else ''} {what}"
    yield draft("total", "each times", (first, second), spoken, given=(second.value,), values=values, total=text)


def stretches(reading: Reading) -> Iterator[Draft]:
    """Multiply watchers by the years of their watch: «150,000 stars for 4 years»."""
    for first, second in reading.neighbours:
        if first.unit or first.per or first.high or second.high or second.dimension not in ("calendar",) or first.value < 3:
            continue
        if not reading.is_plural(first) or not re.fullmatch(r" for (?:about |some |over |more than )?", reading.past_noun(first, second)):
            continue
        if not second.unit or second.unit.name != "year" or second.value < 2:
            continue
        product = times(amount_of(first), amount_of(second))
        if product:
            product = product.rounded()
            yield draft(
                "stretch", "product", (first, second), (product,), total=product.said(), each=f"{said(second.value)} years", noun=first.noun
            )  # fmt: skip


def shared_out(reading: Reading) -> Iterator[Draft]:
    """Share things out over what holds them, where that goes without remainder: «52 cards in 4 suits»."""
    for first, second in reading.neighbours:
        if first.unit or second.unit or first.high or second.high or not (reading.is_plural(first) and reading.is_plural(second)):
            continue
        between = reading.past_noun(first, second)
        if not re.fullmatch(r" (?:bundled |divided |arranged |grouped |split |sorted |packed |set )?(?:in|into|among|between|on) ", between):
            continue
        if second.value < 2 or first.value % second.value or first.value / second.value < 2 or first.value % 10 == 0:
            continue
        if "exactly" != first.bound or second.bound != "exactly":
            continue
        share = over(amount_of(first), amount_of(second))
        if share:
            yield draft("shared out", "quotient", (first, second), (share,), share=share.said())


def prices(reading: Reading) -> Iterator[Draft]:
    """Give the price of one where so many were bought for so much."""
    if not re.search(r"\b(?:bought|sold|paid|buys|sells|cost)\b", reading.text):
        return
    for first, second in reading.neighbours:
        if second.dimension != "money" or first.dimension not in ("area", "length", "mass", "") or first.high or second.high or not second.unit:
            continue
        if not re.fullmatch(r"[^;:.]{0,30}?,? for (?:about |some |only |just )?", reading.past_noun(first, second)) or reading.has_verb(first.noun_end, second.start):
            continue
        if first.unit is None and not reading.is_plural(first) or first.value < 2:
            continue
        price = over(amount_of(second), amount_of(first))
        if price is None or price.value < 1:
            continue
        price = price.rounded()
        what = first.unit.singular if first.unit else ""
        each = f"{'an' if what[:1] in 'aeiou' else 'a'} {what}" if what else "for each of them"
        yield draft("price", "quotient", (second, first), (price,), price=f"{price.said()} {second.unit.said(price.value)}", each=each)


def conversions(reading: Reading) -> Iterator[Draft]:
    """Say a measure in metric units, or in miles and feet where the text spells as Americans do."""
    for figure in reading.amounts:
        if figure.unit is None:
            continue
        if figure.dimension == "temperature":
            yield from _degrees(reading, figure)
            continue
        target = figure.unit.metric
        if not target and _MILES.search(reading.text[figure.start : figure.end]):
            target = {"kilometre": "mile", "metre": "foot", "centimetre": "inch"}.get(figure.unit.name, "")
        if figure.unit.name == "metre a second":
            target = "kilometre an hour"
        if target:
            yield from _converted(reading, figure, target)


_LIFTED = {
    "millimetre": ("metre", 5000), "centimetre": ("metre", 1000), "metre": ("kilometre", 20000), "gram": ("kilogram", 5000),
    "kilogram": ("tonne", 5000), "millilitre": ("litre", 3000), "second": ("minute", 200), "minute": ("hour", 150),
    "hour": ("day", 72), "day": ("week", 60), "month": ("year", 30),
}  # fmt: skip


def lifted(reading: Reading) -> Iterator[Draft]:
    """Say a number that is large for its unit in the next larger one: «76 hours» is «about 3.2 days»."""
    for figure in reading.amounts:
        if figure.unit is None or figure.per or figure.high or figure.unit.name not in _LIFTED:
            continue
        name, least = _LIFTED[figure.unit.name]
        if figure.value < least or figure.value % 365 == 0 or re.match(r"s?-| of (?:the|a|each|every) year", reading.after(figure)):
            continue
        ratio = figure.unit.size / units()[name].size
        if name == "week" and figure.value > 400:
            name, ratio = "year", Fraction(1, 365)
        amount = times(amount_of(figure), exact(ratio))
        if amount and not any(f.unit == units()[name] for f in reading.amounts):
            amount = amount.rounded()
            text = f"{amount.said()} {units()[name].said(amount.value)}"
            yield draft("converted", "each times", (figure,), (amount,), given=(ratio,), amount=text)


def _is_measure(reading: Reading, figure: Figure) -> bool:
    """Tell pounds of weight from pounds of money, and feet that measure from feet that walk."""
    assert figure.unit is not None
    after = reading.after(figure)
    if figure.unit.name == "pound":
        heavy = re.search(r"\b(?:weigh\w*|heavy|heavier|weight|mass|load|lift\w*|carr\w+)\b", reading.text)
        attribute = reading.text[figure.start : figure.end].find("-") > 0
        money = re.search(r"\b(?:price|cost|costs|pay|paid|tax|wages?|earn\w*|rent|fee|sold|bought|fine|prize|money|debt|loan)\b|£", reading.text)
        return not money and bool(heavy or attribute or re.match(r" of ", after))
    if figure.unit.name == "foot" and figure.value < 10:
        return bool(re.match(r" (?:high|tall|long|deep|wide|thick|across|above|below|of|by|apart|in|down|up|under|from)\b", after)) or "-" in reading.text[figure.start : figure.end]
    return True


def _converted(reading: Reading, figure: Figure, target: str) -> Iterator[Draft]:
    assert figure.unit is not None
    if not _is_measure(reading, figure):
        return
    unit = units()[target]
    ratio = figure.unit.size / unit.size
    if unit.name == "centimetre" and figure.value * ratio >= 300:
        unit, ratio = units()["metre"], ratio / 100
    if unit.name == "kilogram" and figure.value * ratio < 1 or figure.per:
        return
    amounts = [times(each, exact(ratio)) for each in (amount_of(figure), high_of(figure))]
    low, high = amounts
    if low is None or high is None or low.value < Fraction(1, 2) or any(f.unit == unit for f in reading.amounts):
        return
    low, high = low.rounded(), high.rounded()
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    number = low.said() if figure.high is None else f"{low.said()} to {said(high.value)}"
    spoken = (low, high)[: len(values)]
    text = f"{number} {unit.said(spoken[-1].value)}"
    yield draft("converted", "each times", (figure,), spoken, given=(ratio,), values=values, amount=text)


def _degrees(reading: Reading, figure: Figure) -> Iterator[Draft]:
    assert figure.unit is not None
    before = reading.before(figure)
    if figure.unit.name != "fahrenheit" or any(f.unit and f.unit.name == "celsius" for f in reading.amounts):
        return
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    if _RISE.search(before) and not re.search(r"\bto (?:about )?$", before):
        amounts = [Amount(each * Fraction(5, 9), figure.bound, 1).rounded() for each in values]
        kind, operation, given = "rise in celsius", "each times", (Fraction(5, 9),)
    elif _LEVEL.search(before):
        amounts = [Amount((each - 32) * Fraction(5, 9), figure.bound, len(str(int(abs(each - 32) * 5 / 9)))).rounded() for each in values]
        kind, operation, given = "in celsius", "celsius", ()
    else:
        return
    bounds = " to ".join(each.said() if not n else said(each.value) for n, each in enumerate(amounts))
    yield draft(kind, operation, (figure,), amounts, given=given, values=values, amount=f"{bounds} degrees")
