"""An amount carried to a size that one can picture: half a litre, a whole spoon, the whole of the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.english import upper_first
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, minus, over, scaled
from pipeline.writing.reckoning.factors import times_said
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import unit_at, units
from pipeline.writing.reckoning.vocabulary import loosely

_FOR_EACH = re.compile(
    r" (?:for|to|per) (?:each|every|a|an|one) (?P<unit>litre|liter|kilo|kilogram|tonne|hectare|acre|pound)\b"
)
_MADE = re.compile(
    rf"\b(?:makes?|made|gives?|gave|yields?|yielded|produces?|produced|holds?|fills?|collects?) {loosely()}$"
)
_PART_OF_A = re.compile(r" of an? (?P<whole>[a-z]+)\b")
_ABOUT_A_PART = re.compile(rf"(?:,| \(|, or|, which (?:is|was)) {loosely()}$")
_OF_THE_WHOLE = re.compile(r" of (?:all )?(?:the|its|their|his|her|what|all)\b")
_LOSES = re.compile(rf"\b(?:loses?|lost|gives? up|sheds?) {loosely()}$")
_OF_ITS_WEIGHT = re.compile(r" of (?:its|their|the) (?:own )?(?:body )?weight\b")
_MILES_A_MINUTE = Fraction(1, 60)
_SLOWEST, _FASTEST = 55, 3000  # miles an hour
_WHOLE = Fraction(6, 100)  # so near a whole number that the ear takes it for one
_SHARES = 3
_THAT_THERE_IS = re.compile(
    r" of (?:the |its )?[a-z ]+? (?:that|which) there (?:is|are|was|were) "
    r"(?P<place>(?:at|in|on) [\w ]{3,30}?)(?=[.,;])"
)
_MARKS: dict[str, tuple[tuple[str, int], ...]] = {
    "second": (("hour", 3600), ("minute", 60)),
    "minute": (("hour", 60),),
}
_CLOSE = Fraction(15, 1000)  # of the mark: a miss that one hears with a sigh


def for_half_of_it(reading: Reading) -> Iterator[Draft]:
    """Halve what goes with one unit: «60 grams of coffee for each litre» is thirty for half a litre."""
    for figure in reading.amounts:
        each = _FOR_EACH.match(reading.behind(figure)) or _FOR_EACH.match(reading.after(figure))
        if not each or not figure.unit or figure.per or figure.dimension not in ("mass", "volume", "money"):
            continue
        if figure.value < 2 or len(reading.amounts) > 1:
            continue
        found = unit_at(f" {each['unit']}", 0)
        ends = [scaled(end, Fraction(1, 2)) for end in (amount_of(figure), high_of(figure))]
        if found is None or any((end.value * 2).denominator != 1 for end in ends):
            continue
        low, high = ends
        values = (figure.value,) if figure.high is None else (figure.value, figure.high)
        amount = low.said() if figure.high is None else f"{low.said()} to {said(high.value)}"
        yield draft(
            "half of it",
            "each times",
            (figure,),
            (low, high)[: len(values)],
            given=(Fraction(1, 2),),
            values=values,
            amount=f"{amount} {figure.unit.said(high.value)}",
            unit=found[0].singular,
        )


def so_many_make_one(reading: Reading) -> Iterator[Draft]:
    """Turn a small part of one thing around: «makes a twelfth of a teaspoon» is twelve for one teaspoon."""
    for figure in reading.amounts:
        whole = _PART_OF_A.match(reading.after(figure))
        if figure.kind != "part" or figure.unit or not whole or figure.value.numerator != 1:
            continue
        if not 3 <= figure.value.denominator <= 1000 or not _MADE.search(reading.before(figure)):
            continue
        amount = over(exact(1), Amount(figure.value, figure.bound))
        if amount and len(reading.amounts) == 1:
            yield draft(
                "make one",
                "inverse",
                (figure,),
                (amount,),
                given=(1,),
                number=amount.said(),
                whole=whole["whole"],
            )


def wholes(reading: Reading) -> Iterator[Draft]:
    """Give the whole of which a part is told: «5,000 miles of track, about a third of the network»."""
    for first, second in reading.neighbours:
        between = reading.past_noun(first, second)
        is_share = (second.kind == "part" and second.value.numerator == 1) or second.dimension == "percent"
        if (
            not is_share
            or second.high
            or first.high
            or first.per
            or first.dimension in ("percent", "time", "calendar")
        ):
            continue
        if not _ABOUT_A_PART.fullmatch(between) or not _OF_THE_WHOLE.match(reading.after(second)):
            continue
        if not (first.unit or reading.is_plural(first)) or first.value < 10:
            continue
        share = Amount(
            second.value / (100 if second.unit else 1), second.bound, second.digits if second.unit else None
        )
        if not Fraction(1, 50) <= share.value <= Fraction(1, 2):
            continue
        whole = over(amount_of(first), share)
        if whole is None or whole.bound not in ("exactly", "about") or reading.says(whole.value):
            continue
        whole = Amount(whole.value, "about", 2).rounded()
        given = (100,) if second.unit else ()
        what = first.unit.said(whole.value) if first.unit else first.noun
        yield draft(
            "the whole", "quotient", (first, second), (whole,), given=given, amount=f"{whole.said()} {what}"
        )


def several_shares(reading: Reading) -> Iterator[Draft]:
    """Count three shares of one whole in a thousand: «50 percent to needs, 30 to wishes, 20 to savings»."""
    shares = [figure for figure in reading.amounts if figure.dimension == "percent"]
    if len(shares) < _SHARES or len(shares) != len(reading.amounts) or any(f.high or f.per for f in shares):
        return
    if sum(figure.value for figure in shares) != 100 or any(
        f.bound not in ("exactly", "about") for f in shares
    ):
        return
    if any(
        figure.noun and figure is not shares[0] and reading.after(figure).startswith(" of ")
        for figure in shares
    ):
        return
    amounts = [Amount(figure.value * 10, figure.bound) for figure in shares]
    *some, last = [amount.said() for amount in amounts]
    yield draft(
        "thousand shared",
        "share of a base",
        shares,
        amounts,
        given=(1000,),
        base="thousand",
        shares=f"{', '.join(some)} and {last}",
    )


def weight_left(reading: Reading) -> Iterator[Draft]:
    """Give what a loss of weight leaves of a kilogram: «loses 15 to 18 percent of its weight»."""
    shares = [f for f in reading.amounts if f.dimension == "percent"]
    if len(shares) != 1 or shares[0].per:
        return
    figure = shares[0]
    if not _LOSES.search(reading.before(figure)) or not _OF_ITS_WEIGHT.match(reading.after(figure)):
        return
    ends = sorted({figure.value, figure.high or figure.value}, reverse=True)
    left = [minus(exact(100), Amount(end, figure.bound)) for end in ends]
    if any(each is None or each.value <= 0 or (each.value * 10).denominator != 1 for each in left):
        return
    amounts = [scaled(each, Fraction(10)) for each in left if each]
    text = amounts[0].said() if len(amounts) == 1 else f"between {amounts[0].said()} and {amounts[1].said()}"
    yield draft("weight left", "less by", (figure,), amounts, given=(1000,), values=ends, amount=text)


def miles_a_minute(reading: Reading) -> Iterator[Draft]:
    """Say miles an hour by the minute, where that is a plain number: «126 miles an hour»."""
    fast = [f for f in reading.amounts if f.unit and f.unit.name == "mile an hour"]
    if len(fast) != 1 or fast[0].high or not _SLOWEST <= fast[0].value <= _FASTEST:
        return
    exactly = scaled(amount_of(fast[0]), _MILES_A_MINUTE)
    whole = Fraction(round(exactly.value))
    if exactly.bound not in ("exactly", "about") or abs(whole - exactly.value) > exactly.value * _WHOLE:
        return
    amount = Amount(whole, "exactly" if whole == exactly.value and exactly.bound == "exactly" else "about")
    text = f"{amount.said()} {units()['mile'].said(amount.value)}"
    yield draft("by the minute", "each times", (fast[0],), (amount,), given=(_MILES_A_MINUTE,), amount=text)


def turned_around(reading: Reading) -> Iterator[Draft]:
    """Turn a part around that compares two places: «a third of the oxygen that there is at sea level»."""
    for figure in reading.amounts:
        there = _THAT_THERE_IS.match(reading.after(figure))
        if figure.kind != "part" or figure.unit or not there or figure.value.numerator != 1:
            continue
        amount = over(exact(1), Amount(figure.value, figure.bound))
        if amount is None or not 2 <= amount.value <= 1000 or len(reading.amounts) > 2:
            continue
        place = there["place"]
        factor = times_said(amount.said())
        yield draft(
            "turned around",
            "inverse",
            (figure,),
            (amount,),
            given=(1,),
            factor=factor,
            place_in=place,
            place=upper_first(place),
        )


def short_of(reading: Reading) -> Iterator[Draft]:
    """Say by how little a time misses a full hour or minute: «1 hour 59 minutes and 40 seconds»."""
    for figure in reading.amounts:
        mark = _MARKS.get(figure.unit.name if figure.unit else "")
        if mark is None or figure.unit is None or figure.high or figure.per or figure.bound != "exactly":
            continue
        ratio = next((r for r in mark if figure.value >= r[1]), None)
        if ratio is None or not re.search(r" (?:and )?[\d.]+ ", reading.text[figure.start : figure.end]):
            continue
        name, size = ratio
        full = Fraction(-(-figure.value // size))
        gap = full * size - figure.value
        if not 0 < gap <= full * size * _CLOSE:
            continue
        said_gap = f"{said(gap)} {figure.unit.said(gap)}"
        mark_said = f"{said(full)} {units()[name].said(full)}"
        yield draft(
            "short of", "short of", (figure,), (Amount(gap),), given=(full, size),
            gap=said_gap, mark=mark_said,
        )  # fmt: skip
