"""Every sum that the figures of a summary could give, whatever they are told of.

The lines of these kinds say arithmetic and no more («the one is about three times the other»), so that they
hold wherever the numbers do. Whether a listener gains by one is weighed in `weighing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import floor, log10

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import (
    Amount,
    amount_of,
    exact,
    minus_as_told,
    over,
    plus_as_told,
    times,
)
from pipeline.writing.reckoning.factors import UNSCALED, duration, plain_ratio, ratio_said, times_said
from pipeline.writing.reckoning.frames import frame_of
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity, are_alike
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.shares import change_said, part_of_stuff, share_said
from pipeline.writing.reckoning.spans import SECONDS, SECONDS_OF, SPAN_SAID, fitting, so_many
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.weighed.moments import apart, moments

_LEAST_RATIO = Fraction(3, 2)
_MOST_RATIO = Fraction(10) ** 9
_MOST_SHARE = Fraction(19, 20)
_LEAST_SHARE = Fraction(1, 2000)
_LEAST_CHANGE = Fraction(1, 25)
_PER = ("", "money", "mass", "volume", "length", "area", "energy", "times")
_OVER = ("length", "mass", "volume", "area")
_SPANS = ("second", "minute", "hour", "day", "week", "month", "year")
_PLAIN_FROM, _PLAIN_TO = 2, 2000  # numbers that a listener pictures
_EACH = re.compile(r"\b(?:each|every|apiece|a piece|per)\b")
_NEARLY_ALIKE = Fraction(11, 10)  # up to here the difference says more than a part
_PLAIN = 2  # digits of numbers whose difference is easily heard
_MOST_ADDED = 20
_PICTURED = 20  # about so many are pictured best
_HUNDRED = 100
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


def proposals(reading: Reading) -> Iterator[Draft]:
    """Give every sum that the figures could give, in the order of the figures."""
    parsed = parse(reading)
    for quantity in parsed.quantities:
        of_one = (
            _share_of_a_hundred(quantity),
            _other_span(quantity),
            _one_every(quantity),
            _restated(quantity),
        )
        yield from filter(None, of_one)
    for first, second in parsed.pairs():
        yield from _of_two(parsed, first, second)
    for one, two in combinations(moments(reading), 2):
        if made := apart(one, two):
            yield made
    for quantity in parsed.quantities:
        yield from filter(None, (_year_away(quantity, year) for year in reading.years))


def _of_two(parsed: Parsed, first: Quantity, second: Quantity) -> Iterator[Draft]:
    if first.is_range or second.is_range or 0 in (first.figure.value, second.figure.value):
        return
    is_next = parsed.quantities.index(second) - parsed.quantities.index(first) == 1
    if _measure_alike(parsed, first, second):
        yield from _of_two_alike(first, second, is_next=is_next)
    for one, two in ((first, second), (second, first)):
        yield from filter(
            None, (_over_time(one, two), _for_each(one, two), _per_unit(one, two), _time_for(one, two))
        )
        yield from filter(None, (_in_that_time(one, two), _percent_of(one, two), _rest_of(one, two)))
        if is_next:
            yield from filter(None, (_whole_behind(one, two), _share_of_share(one, two)))
        if is_next or _EACH.search(parsed.reading.text):
            yield from filter(None, (_all_of_them(one, two),))


def _of_two_alike(first: Quantity, second: Quantity, *, is_next: bool) -> Iterator[Draft]:
    """Set two that measure alike against each other in the plainest way, and take one as a part of the other."""
    sizes = (first.figure.value * _unit_size(first, second), second.figure.value * _unit_size(second, first))
    large, small = (first, second) if sizes[0] >= sizes[1] else (second, first)
    gap, more = _gap(large, small), _more(large, small)
    near = max(sizes) < _NEARLY_ALIKE * min(sizes)
    plain = (
        gap
        and gap.formula.spoken[0] * 1000 % 1 == 0
        and max(large.figure.digits, small.figure.digits) <= _PLAIN
    )
    if against := _times(large, small) or (gap if near or plain else more or gap):
        yield against
    yield from filter(None, (_part(small, large), _left(large, small)))
    if is_next and max(sizes) <= _MOST_ADDED * min(sizes):
        yield from filter(None, (_together(first, second),))


def named(quantity: Quantity | Figure, *, own: bool = True, bounded: bool = False) -> str:
    """Name a figure by its number and what it counts or measures: «26 minutes», «17,770 movies».

    `own` names its noun, not only its unit; `bounded` says what bounds it («more than forty»), but no «about».
    """
    figure = quantity.figure if isinstance(quantity, Quantity) else quantity
    if figure.kind == "year":
        return str(int(figure.value))
    amount = Amount(figure.value, figure.bound if bounded and figure.bound != "about" else "exactly")
    if figure.kind == "part":
        return part_said(figure.value) or said(figure.value)
    if figure.unit:
        if figure.unit.name == "minute":
            return duration(Amount(figure.value), figure.unit)
        name = figure.unit.said(figure.value)
    else:
        name = figure.noun if own else ""
    per = f" {SPAN_SAID[figure.per]}" if figure.per in SPAN_SAID else ""
    return f"{amount.said()} {name}".rstrip() + per


def _names(large: Quantity | Figure, small: Quantity | Figure, subject: str = "large") -> dict[str, str]:
    """Name two figures; the same noun once, and what bounds the one that a sentence begins with."""
    one, two = named(large, bounded=subject == "large"), named(small, bounded=subject == "small")
    same = (
        isinstance(large, Quantity) and isinstance(small, Quantity) and large.figure.noun == small.figure.noun
    )
    if same and not large.figure.unit and large.figure.noun:
        two = named(small, own=False, bounded=subject == "small")
    return {"large": one, "small": two}


# One figure --------------------------------------------------------------------------------------------


def _share_of_a_hundred(quantity: Quantity) -> Draft | None:
    """Say a percentage as one in so many, or a plain part."""
    figure = quantity.figure
    if quantity.dimension != "percent" or quantity.is_range or figure.kind == "part" or figure.per:
        return None
    share = over(amount_of(figure), exact(_HUNDRED))
    found = share_said(share, of_many=True) if share and _LEAST_SHARE <= share.value < _MOST_SHARE else None
    if not found:
        return None
    spoken = (Amount(found[1]),)
    return draft(
        "plainly a part",
        "share of one",
        (figure,),
        spoken,
        given=(_HUNDRED,),
        share=found[0],
        small=named(quantity),
    )


def _other_span(quantity: Quantity) -> Draft | None:
    """Say a rate over the neighbouring span in which its number is plainest."""
    figure = quantity.figure
    if (
        figure.per not in _SPANS
        or figure.kind == "part"
        or quantity.is_range
        or quantity.dimension not in _PER
    ):
        return None
    if not (figure.unit or quantity.noun) or figure.value <= 0:
        return None
    place = _SPANS.index(figure.per)
    found = []
    for span in (*_SPANS[max(0, place - 2) : place], *_SPANS[place + 1 : place + 3], "year"):
        ratio = SECONDS[span] / SECONDS[figure.per]
        amount = times(amount_of(figure), Amount(ratio, digits=2)) if span != figure.per else None
        if amount is None:
            continue
        unit, amount, _ = fitting(figure.unit, amount, amount)
        so = so_many(amount, unit, quantity.noun) if _PLAIN_FROM <= amount.value <= _MOST_RATIO else None
        if so:
            scale = figure.unit.size / unit.size if figure.unit and unit else Fraction(1)
            found.append((abs(log10(float(amount.value)) - log10(_PICTURED)), span, so, ratio * scale))
    if not found:
        return None
    _, span, so, factor = min(found)
    return draft(
        "over another span", "each times", (figure,), (so[0],), given=(factor,), amount=so[1],
        span=SPAN_SAID[span], small=named(quantity),
    )  # fmt: skip


def _one_every(quantity: Quantity) -> Draft | None:
    """Say how far apart in time the things of a rate are."""
    figure = quantity.figure
    if figure.per not in SECONDS or figure.unit or quantity.is_range or not figure.noun or figure.value < 2:
        return None
    gap = over(exact(SECONDS[figure.per]), amount_of(figure))
    made = _each_after(gap, figure, "inverse", (figure,), SECONDS[figure.per]) if gap else None
    return made and Draft(
        "one every so often", made.formula, {**made.blanks, "small": named(quantity)}, made.used
    )


def _restated(quantity: Quantity) -> Draft | None:
    """Say a length of time in a larger unit: «264 hours» are eleven days."""
    figure = quantity.figure
    if (
        quantity.dimension != "time"
        or figure.per
        or quantity.is_range
        or not figure.unit
        or figure.value <= 1
    ):
        return None
    seconds = _size(quantity)
    name = next((name for name in reversed(_SPANS) if seconds >= Fraction(3, 2) * SECONDS[name]), "")
    if (
        not name
        or name == figure.unit.name
        or SECONDS[name] <= figure.unit.size * SECONDS_OF[figure.unit.dimension]
    ):
        return None
    value = seconds / SECONDS[name]
    digits = None if value.denominator == 1 and figure.bound == "exactly" else 2
    spoken = Amount(value, figure.bound, digits).rounded()
    halves = spoken.value * 2
    if halves.denominator != 1 and spoken.bound in ("exactly", "about"):
        spoken = Amount(Fraction(round(value)), "about")
    return draft(
        "in a larger unit", "each times", (figure,), (spoken,), given=(value / figure.value,),
        amount=f"{spoken.said()} {units()[name].said(spoken.value)}", small=named(quantity),
    )  # fmt: skip


def _one_every(quantity: Quantity) -> Draft | None:
    """Say how far apart in time the things of a rate are."""
    figure = quantity.figure
    if figure.per not in SECONDS or figure.unit or quantity.is_range or not figure.noun or figure.value < 2:
        return None
    gap = over(exact(SECONDS[figure.per]), amount_of(figure))
    made = _each_after(gap, figure, "inverse", (figure,), SECONDS[figure.per]) if gap else None
    return made and Draft(
        "one every so often", made.formula, {**made.blanks, "small": named(quantity)}, made.used
    )


# Two figures that measure alike ---------------------------------------------------------------------------


def _measure_alike(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether two are of one kind; a bare number is of the kind of the one right before it."""
    one, two = first.figure, second.figure
    if first.dimension in UNSCALED or "part" in (one.kind, two.kind):
        return False
    if first.attribute and second.attribute and first.attribute != second.attribute:
        return False  # a height and a width
    if two.is_plain and first.dimension != "percent":
        told = bool(frame_of(parsed, first, second)) or (bool(first.lead) and first.lead == second.lead)
        is_next = parsed.quantities.index(second) - parsed.quantities.index(first) == 1
        return told if one.unit or one.per else told or is_next or are_alike(first, second)
    if one.per != two.per:
        return False
    return first.dimension == second.dimension == "time" or are_alike(first, second)


def _size(quantity: Quantity) -> Fraction:
    """Give the value in the base unit of the dimension; lengths of time in seconds."""
    unit = quantity.figure.unit
    if unit is None:
        return quantity.figure.value
    return quantity.figure.value * unit.size * SECONDS_OF.get(unit.dimension, Fraction(1))


def _ratio(large: Quantity, small: Quantity) -> tuple[Amount, Fraction] | None:
    """Divide two; give the constant too by which the written numbers' quotient is multiplied."""
    ratio = over(amount_of(large.figure), amount_of(small.figure))
    if ratio is None:
        return None
    scale = _unit_size(large, small) / _unit_size(small, large)
    return Amount(ratio.value * scale, ratio.bound, ratio.digits), scale


def _unit_size(quantity: Quantity, other: Quantity) -> Fraction:
    unit = quantity.figure.unit or other.figure.unit
    return unit.size * SECONDS_OF.get(unit.dimension, Fraction(1)) if unit else Fraction(1)


def _times(large: Quantity, small: Quantity) -> Draft | None:
    found = _ratio(large, small)
    if not found or not _LEAST_RATIO <= found[0].value <= _MOST_RATIO:
        return None
    spoken = plain_ratio(found[0])
    factor = times_said(ratio_said(found[0], spoken)) if spoken else ""
    if spoken is None:
        spoken, factor = _between_wholes(found[0])
    return draft(
        "the one and the other",
        "quotient",
        (large.figure, small.figure),
        (spoken,),
        given=(found[1],),
        factor=factor,
        **_names(large, small),
    )


def _between_wholes(ratio: Amount) -> tuple[Amount, str]:
    """Say a factor that is near no plain one: «more than twice», «nearly three times»."""
    low = Fraction(floor(ratio.value))
    if ratio.value - low > Fraction(4, 5) and ratio.bound in ("exactly", "about"):
        return Amount(low + 1), f"nearly {times_said(said(low + 1))}"
    words = {"under": "less than", "at most": "at most"}.get(ratio.bound)
    if words:
        return Amount(low + 1), f"{words} {times_said(said(low + 1))}"
    return Amount(low), "at least half as much again as" if low == 1 else f"more than {times_said(said(low))}"


def _more(large: Quantity, small: Quantity) -> Draft | None:
    found = _ratio(large, small)
    if not found or not 1 + _LEAST_CHANGE <= found[0].value < 2 or found[0].bound not in ("exactly", "about"):
        return None
    part = change_said(found[0].value - 1)
    if part is None:
        return None
    values = (small.figure.value * _unit_size(small, large), large.figure.value * _unit_size(large, small))
    spoken = (Amount(part[1]),)
    return draft(
        "more by a part",
        "changed by",
        (small.figure, large.figure),
        spoken,
        values=values,
        part=part[0],
        **_names(large, small),
    )


def _part(small: Quantity, large: Quantity) -> Draft | None:
    found = _ratio(small, large)
    if small.figure.value == 1 and not small.figure.unit:
        return None  # «one of 37» is one in 37
    if not found or not _LEAST_SHARE <= found[0].value <= _MOST_SHARE:
        return None
    share = share_said(found[0], of_many=not large.dimension)
    if share and large.dimension and "one in " in share[0]:
        share = part_of_stuff(share)
    if not share:
        return None
    kind = "one in so many of them" if " in " in share[0] else "a part of the whole"
    spoken = (Amount(share[1]),)
    return draft(
        kind,
        "quotient",
        (small.figure, large.figure),
        spoken,
        given=(found[1],),
        share=share[0],
        **_names(large, small, "small"),
    )


def _on_scale(large: Quantity, small: Quantity) -> tuple[Amount, Amount, Unit | None, Fraction]:
    """Give both in the unit of the smaller one, and that unit's share of the larger one's."""
    unit = small.figure.unit or large.figure.unit
    scale = _unit_size(large, small) / _unit_size(small, large)
    one = amount_of(large.figure)
    return Amount(one.value * scale, one.bound, one.digits), amount_of(small.figure), unit, scale


def _gap(large: Quantity, small: Quantity) -> Draft | None:
    one, two, unit, scale = _on_scale(large, small)
    gap = minus_as_told(one, two)
    if gap is None or gap.value <= 0 or gap.value == two.value or scale.denominator != 1:
        return None
    amount = _said(gap, unit, large.noun or small.noun)
    if amount is None:
        return None
    values = (one.value, two.value)
    return draft(
        "the gap",
        "difference",
        (large.figure, small.figure),
        (amount[0],),
        values=values,
        gap=amount[1],
        **_names(large, small),
    )


def _said(amount: Amount, unit: Unit | None, noun: str) -> tuple[Amount, str] | None:
    """Say an amount as told, exact where it is exact: things need a noun and come whole."""
    if unit is None and amount.value.denominator != 1:
        return None
    if unit is not None and unit.dimension == "percent":
        points = units()["percentage point"]
        return amount, f"{amount.said()} {points.said(amount.value)}"
    if unit:
        return amount, duration(amount, unit)
    return amount, f"{amount.said()} {singular(noun) if noun and amount.value == 1 else noun}".rstrip()


def _together(first: Quantity, second: Quantity) -> Draft | None:
    one, two, unit, scale = _on_scale(first, second)
    total = plus_as_told(one, two)
    if total is None or first.dimension == "percent" or scale.denominator != 1:
        return None
    amount = _said(total, unit, first.noun or second.noun)
    if amount is None:
        return None
    values = (one.value, two.value)
    return draft(
        "both of them",
        "total",
        (first.figure, second.figure),
        (amount[0],),
        values=values,
        total=amount[1],
        **_names(first, second),
    )


def _left(large: Quantity, small: Quantity) -> Draft | None:
    """Say what remains of the larger one."""
    made = _gap(large, small)
    if made is None or large.dimension == "percent":
        return None
    spoken = tuple(Amount(each) for each in made.formula.spoken)
    return draft(
        "what remains", "difference", (large.figure, small.figure), spoken, values=made.formula.inputs,
        rest=made.blanks["gap"], **_names(large, small),
    )  # fmt: skip


# Two figures that measure differently ------------------------------------------------------------------------


def _is_plain_count(quantity: Quantity) -> bool:
    figure = quantity.figure
    many = figure.kind == "count" and not figure.unit and not figure.per and bool(figure.noun)
    return many and figure.value >= 2 and figure.value.denominator == 1


def _can_be_shared(quantity: Quantity) -> bool:
    figure = quantity.figure
    if figure.kind in ("part", "ratio") or quantity.dimension not in _PER or figure.per:
        return False
    return bool(figure.unit or quantity.noun)


def _for_each(whole: Quantity, things: Quantity) -> Draft | None:
    """Share one amount out over so many things."""
    if not _is_plain_count(things) or not _can_be_shared(whole) or whole.head == things.head:
        return None
    share = over(amount_of(whole.figure), amount_of(things.figure))
    if share is None or things.figure.noun == whole.figure.noun:
        return None
    unit, share, _ = fitting(whole.figure.unit, share, share)
    if share.value < (Fraction(3, 2) if unit is None else Fraction(1, 100)):
        return None
    so = so_many(share, unit, whole.noun)
    if so is None or so[0].value == 0:
        return None
    scale = whole.figure.unit.size / unit.size if whole.figure.unit and unit else Fraction(1)
    return draft(
        "for each of them", "quotient", (whole.figure, things.figure), (so[0],), given=(scale,), amount=so[1],
        each=singular(things.figure.noun), **_names(whole, things),
    )  # fmt: skip


def _seconds(quantity: Quantity) -> Fraction:
    return _size(quantity)


def _over_time(whole: Quantity, time: Quantity) -> Draft | None:
    """Spread an amount over a length of time: so much a day, or one every so long."""
    if time.dimension != "time" or time.figure.per or not _can_be_shared(whole) or not time.figure.unit:
        return None
    seconds = _size(time)
    length = Amount(seconds, time.figure.bound, max(2, time.figure.digits))
    for span in _spans_for(whole, time):
        if found := _pace(whole, length, span):
            spoken, text, scale = found
            return draft(
                "spread over time", "quotient", (whole.figure, time.figure), (spoken,), given=(SECONDS[span] * scale,),
                values=(whole.figure.value, seconds), amount=text, span=SPAN_SAID[span], **_names(whole, time),
            )  # fmt: skip
    if whole.figure.unit or whole.figure.value < 2:
        return None
    figures = (time.figure, whole.figure)
    gap = over(length, amount_of(whole.figure))
    made = _each_after(gap, whole.figure, "quotient", figures, Fraction(1), seconds) if gap else None
    return made and Draft(made.kind, made.formula, {**made.blanks, **_names(whole, time)}, made.used)


def _spans_for(whole: Quantity, time: Quantity) -> list[str]:
    """Give the spans in which a pace may be told, the plainest first: speeds by the hour, else its own unit."""
    seconds = _size(time)
    spans = [span for span in reversed(_SPANS) if SECONDS[span] < seconds]
    own = time.figure.unit.name if time.figure.unit else ""
    if own in spans and time.figure.value > 1:
        spans = [own, *(span for span in spans if SECONDS[span] < SECONDS[own])]
    by_hour = whole.dimension == "length" and SECONDS["minute"] * 5 <= seconds < SECONDS["day"] * 2
    return ["hour", *spans] if by_hour else spans


def _pace(whole: Quantity, length: Amount, span: str) -> tuple[Amount, str, Fraction] | None:
    """Give so much in one span, as it is said, and the written unit's size in that one."""
    size = SECONDS[span]
    pace = over(amount_of(whole.figure), Amount(length.value / size, length.bound, length.digits))
    if pace is None:
        return None
    unit, pace, _ = fitting(whole.figure.unit, pace, pace)
    so = so_many(pace, unit, whole.noun) if pace.value >= 1 else None
    if so is None or (unit is None and so[0].value < _PLAIN_FROM):
        return None
    return so[0], so[1], whole.figure.unit.size / unit.size if whole.figure.unit and unit else Fraction(1)


def _each_after(
    gap: Amount,
    things: Figure,
    operation: str,
    figures: tuple[Figure, ...],
    given: Fraction,
    seconds: Fraction | None = None,
) -> Draft | None:
    """Say a gap in seconds as one of the things every so long."""
    name = next((name for name in reversed(_SPANS) if gap.value >= Fraction(3, 2) * SECONDS[name]), "")
    if not name:
        return None
    spoken = Amount(gap.value / SECONDS[name], gap.bound, min(gap.digits or 2, 2)).rounded()
    if spoken.value.denominator not in (1, 2):
        return None
    unit = units()[name]
    return draft(
        "one every so long", operation, figures, (spoken,), given=(given / SECONDS[name],),
        values=() if seconds is None else (seconds, things.value), amount=f"{spoken.said()} {unit.said(spoken.value)}",
        one=f"one {singular(things.noun)}" if things.noun else "one", noun=things.noun,
    )  # fmt: skip


def _time_for(time: Quantity, things: Quantity) -> Draft | None:
    """Say how long each of so many things took."""
    if time.dimension != "time" or time.figure.per or not _is_plain_count(things) or not time.figure.unit:
        return None
    gap = over(
        Amount(_seconds(time), time.figure.bound, max(2, time.figure.digits)), amount_of(things.figure)
    )
    if gap is None:
        return None
    made = _each_after(
        gap, things.figure, "quotient", (time.figure, things.figure), Fraction(1), _seconds(time)
    )
    if made is None:
        return None
    blanks = {"amount": made.blanks["amount"], "each": singular(things.figure.noun), **_names(things, time)}
    return Draft("so long for each of them", made.formula, blanks, made.used)


def _per_unit(whole: Quantity, measure: Quantity) -> Draft | None:
    """Say how much falls to each unit of a measure: lives a kilometre, dollars a kilo."""
    unit = measure.figure.unit
    if unit is None or measure.dimension not in _OVER or not _can_be_shared(whole) or measure.figure.per:
        return None
    if whole.dimension == measure.dimension and whole.head == measure.head:
        return None
    share = over(amount_of(whole.figure), amount_of(measure.figure))
    if share is None or measure.figure.value == 1:
        return None
    kind, scale, each = whole.figure.unit, Fraction(1), unit.singular
    low, share, _ = fitting(kind, share, share)
    if low and kind:
        scale = kind.size / low.size
    if share.value < (1 if low else Fraction(3, 2)):
        return None
    so = so_many(share, low, whole.noun)
    if so is None:
        return None
    return draft(
        "for every unit",
        "quotient",
        (whole.figure, measure.figure),
        (so[0],),
        given=(scale,),
        amount=so[1],
        each=each,
        **_names(whole, measure),
    )


def _all_of_them(things: Quantity, one: Quantity) -> Draft | None:
    """Multiply so many by what each of them is or does."""
    if not _is_plain_count(things) or one.figure.kind in ("part", "ratio") or one.figure.value == 1:
        return None
    if (
        one.dimension in ("percent", "speed", *UNSCALED)
        or not (one.figure.unit or one.noun)
        or one.head == things.head
    ):
        return None
    total = times(amount_of(things.figure), amount_of(one.figure))
    if total is None:
        return None
    unit, total, _ = fitting(one.figure.unit, total, total)
    so = so_many(total, unit, one.noun)
    if so is None:
        return None
    scale = one.figure.unit.size / unit.size if one.figure.unit and unit else Fraction(1)
    per = f" a {one.figure.per}" if one.figure.per else ""
    return draft(
        "all of them",
        "product",
        (things.figure, one.figure),
        (so[0],),
        given=(scale,),
        total=so[1] + per,
        **_names(things, one),
    )


def _in_that_time(rate: Quantity, time: Quantity) -> Draft | None:
    """Multiply a rate by a length of time."""
    figure = rate.figure
    if figure.per not in SECONDS or time.dimension != "time" or time.figure.per or not time.figure.unit:
        return None
    if not (figure.unit or rate.noun):
        return None
    factor = _seconds(time) / SECONDS[figure.per]
    total = times(amount_of(figure), Amount(factor, time.figure.bound, max(2, time.figure.digits)))
    if total is None or factor <= 1:
        return None
    unit, total, _ = fitting(figure.unit, total, total)
    so = so_many(total, unit, rate.noun)
    if so is None:
        return None
    scale = figure.unit.size / unit.size if figure.unit and unit else Fraction(1)
    return draft(
        "in all that time", "part of", (figure, time.figure), (so[0],), given=(scale,), values=(figure.value, factor),
        total=so[1], **_names(rate, time),
    )  # fmt: skip


def _as_share(quantity: Quantity) -> Amount | None:
    """Give a percentage or a part as a share of one."""
    figure = quantity.figure
    if figure.kind == "part" and not figure.unit:
        return amount_of(figure)
    return over(amount_of(figure), exact(_HUNDRED)) if quantity.dimension == "percent" else None


def _can_have_parts(quantity: Quantity) -> bool:
    return (
        _as_share(quantity) is None
        and quantity.dimension not in UNSCALED
        and bool(quantity.figure.unit or quantity.noun)
    )


def _percent_of(share: Quantity, whole: Quantity) -> Draft | None:
    """Say what a share of an amount comes to."""
    part = _as_share(share)
    if part is None or not _can_have_parts(whole) or not 0 < part.value < 1:
        return None
    amount = times(part, amount_of(whole.figure))
    if amount is None:
        return None
    unit, amount, _ = fitting(whole.figure.unit, amount, amount)
    so = so_many(amount, unit, whole.noun)
    if so is None or so[0].value == 0:
        return None
    scale = whole.figure.unit.size / unit.size if whole.figure.unit and unit else Fraction(1)
    return draft(
        "that share of it", "part of", (share.figure, whole.figure), (so[0],), given=(scale,),
        values=(part.value, whole.figure.value), amount=so[1],
        **_names(whole, share),
    )  # fmt: skip


def _rest_of(share: Quantity, whole: Quantity) -> Draft | None:
    """Say what an amount without a share of it comes to."""
    part = _as_share(share)
    if part is None or not _can_have_parts(whole) or not 0 < part.value < 1:
        return None
    left = Amount(
        1 - part.value,
        {"under": "over", "over": "under", "at most": "at least", "at least": "at most"}.get(
            part.bound, part.bound
        ),
        part.digits,
    )  # type: ignore[arg-type]
    amount = times(left, amount_of(whole.figure))
    if amount is None:
        return None
    unit, amount, _ = fitting(whole.figure.unit, amount, amount)
    so = so_many(amount, unit, whole.noun)
    if so is None or so[0].value == 0:
        return None
    scale = whole.figure.unit.size / unit.size if whole.figure.unit and unit else Fraction(1)
    return draft(
        "the rest of it", "part of", (share.figure, whole.figure), (so[0],), given=(scale,),
        values=(left.value, whole.figure.value), amount=so[1], **_names(whole, share),
    )  # fmt: skip


def _share_of_share(inner: Quantity, outer: Quantity) -> Draft | None:
    """Say what a share of a share is of the whole."""
    one, two = _as_share(inner), _as_share(outer)
    if (
        one is None
        or two is None
        or inner.start < outer.start
        or not (0 < one.value < 1 and 0 < two.value < 1)
    ):
        return None
    both = times(one, two)
    if both is None:
        return None
    spoken = Amount(both.value * _HUNDRED, both.bound, both.digits).rounded()
    return draft(
        "share of a share", "part of", (inner.figure, outer.figure), (spoken,), given=(_HUNDRED,),
        values=(one.value, two.value), amount=f"{spoken.said()} percent", **_names(outer, inner),
    )  # fmt: skip


def _whole_behind(share: Quantity, part: Quantity) -> Draft | None:
    """Say the whole of which an amount is a share."""
    fraction = _as_share(share)
    if fraction is None or not _can_have_parts(part) or not 0 < fraction.value < 1:
        return None
    whole = over(amount_of(part.figure), fraction)
    so = so_many(whole, part.figure.unit, part.noun) if whole else None
    if so is None:
        return None
    return draft(
        "the whole of it", "quotient", (part.figure, share.figure), (so[0],), values=(part.figure.value, fraction.value),
        amount=so[1], **_names(part, share),
    )  # fmt: skip


# A year and a length of time ---------------------------------------------------------------------------------------------------


def _year_away(span: Quantity, year: Figure) -> Draft | None:
    """Give the year so many years before a year."""
    unit = span.figure.unit
    if unit is None or unit.name not in ("year", "decade", "century") or span.is_range or span.figure.per:
        return None
    years = span.figure.value * unit.size / 12
    if years.denominator != 1 or {span.figure.bound, year.bound} - {"exactly", "about"}:
        return None
    far = "about" if "about" in (span.figure.bound, year.bound) or span.figure.value > 20 else ""
    then = year.value - years
    if not _FIRST_YEAR <= then <= _LAST_YEAR:
        return None
    return draft(
        "so many years before", "difference", (year, span.figure), (Amount(then),), values=(year.value, years),
        year=f"{far + ' ' if far else ''}{int(then)}", **_names(year, span),
    )  # fmt: skip
