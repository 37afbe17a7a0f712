"""What a comparison leaves to reckon: how much lower than, how many times as high as, from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, minus_as_told, over, scaled
from pipeline.writing.reckoning.factors import duration, plain_ratio, ratio_said, times_said
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either, loosely

_LESS_THAN = re.compile(
    rf" (?:{either('less')}|narrower|younger|thinner|nearer|earlier)\b[^.,;]{{0,40}} "
    rf"than (?:the |its |their )?{loosely()}"
)
_MORE_THAN = re.compile(
    rf" (?:{either('more')}|wider|taller|deeper|thicker|farther|further|dearer)\b[^.,;]{{0,40}} "
    rf"than (?:the |its )?{loosely()}"
)
_TIMES_AS = re.compile(
    r",? (?:or |which is |nearly |almost |about )?"
    r"(?P<times>twice|two|three|four|five|six|seven|eight|nine|ten)(?: times)? as "
    r"[a-z]+ as (?!it |they |he |she |before|ever|usual)"
)
_TIMES = dict(zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True)) | {
    "twice": 2
}
_OF_THEM = re.compile(r" of (?:them|these|those|whom|which)\b")
_DIMENSIONS = ("length", "mass", "volume", "area", "money", "speed")
_WIDE = 5  # times as much at the upper end: a range that tells something of itself
_PARTS = sorted({Fraction(a, b) for b in (2, 3, 4, 5, 6, 8, 10) for a in range(1, b)})
_NEAR = Fraction(4, 100)


def less_than_that(reading: Reading) -> Iterator[Draft]:
    """Take or add the difference: «1,400 metres lower than the 4,300 metres it had been»."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.per or second.per or not first.unit or not second.unit:
            continue
        between = reading.between(first, second)
        less, more = _LESS_THAN.fullmatch(between), _MORE_THAN.fullmatch(between)
        if not (less or more) or first.dimension not in _DIMENSIONS or first.unit != second.unit:
            continue
        if less:
            result = minus_as_told(amount_of(second), amount_of(first))
            operation, values = "difference", (second.value, first.value)
        else:
            bound = "about" if "about" in (first.bound, second.bound) else "exactly"
            plain = {first.bound, second.bound} <= {"about", "exactly"}
            result = Amount(first.value + second.value, bound) if plain else None  # type: ignore[arg-type]
            operation, values = "total", (first.value, second.value)
        if result is None or result.value <= 0 or reading.says(result.value):
            continue
        result = result if result.bound == "exactly" else result.rounded()
        text = duration(result, first.unit)
        yield draft("comes to", operation, (first, second), (result,), values=values, amount=text)


def times_as_high(reading: Reading) -> Iterator[Draft]:
    """Divide «33 kilometres into the sky, three times as high as airliners fly»."""
    for figure in reading.amounts:
        if not figure.unit or figure.high or figure.per or figure.dimension not in _DIMENSIONS:
            continue
        told = _TIMES_AS.search(reading.text, figure.end, min(len(reading.text), figure.end + 60))
        between = reading.text[figure.end : told.start()] if told else ";"
        if not told or re.search(r"[.;:,]|\d", between):
            continue
        number = _TIMES[told["times"]]
        share = over(amount_of(figure), Amount(Fraction(number)))
        if share and share.value >= 1:
            share = share if (share.value * 2).denominator == 1 else share.rounded()
            part = part_said(Fraction(1, number))
            text = f"{share.said()} {figure.unit.said(share.value)}"
            yield draft(
                "a part of that",
                "each times",
                (figure,),
                (share,),
                given=(Fraction(1, number),),
                part=part,
                amount=text,
            )
            return


def wide_ranges(reading: Reading) -> Iterator[Draft]:
    """Say how wide a range is: «between 40,000 and 400,000 scrolls»."""
    if len(reading.amounts) != 1:
        return
    figure = reading.amounts[0]
    if figure.high is None or figure.dimension in ("temperature", "degree", "point", "percent", "times"):
        return
    ratio = Amount(figure.high / figure.value) if figure.value > 0 else Amount(Fraction(1))
    spoken = plain_ratio(ratio) if ratio.value >= _WIDE else None
    if spoken:
        factor = times_said(ratio_said(ratio, spoken))
        yield draft(
            "range", "quotient", (figure,), (spoken,), values=(figure.high, figure.value), factor=factor
        )


def so_many_of_them(reading: Reading) -> Iterator[Draft]:
    """Say a count out of a count as a plain share: «receives 15,000 items and keeps some 10,000 of them»."""
    for first, second in reading.neighbours:
        if (
            first.kind != "count"
            or second.kind != "count"
            or not reading.is_plural(first)
            or first.per
            or second.per
        ):
            continue
        if first.high or second.high or not _OF_THEM.match(reading.behind(second)) or second.noun:
            continue
        share = over(amount_of(second), amount_of(first))
        if share is None or not Fraction(1, 10) <= share.value < 1 or second.value < _WIDE:
            continue
        part = min(_PARTS, key=lambda each: abs(each - share.value))
        if abs(part - share.value) > share.value * _NEAR or share.bound not in ("exactly", "about"):
            continue
        bound = "" if part == share.value and share.bound == "exactly" else "about "
        some = f"{bound}{said(Fraction(part.numerator))} in {said(Fraction(part.denominator))}"
        spoken = scaled(Amount(part, share.bound), Fraction(part.denominator))
        given = (Fraction(part.denominator),)
        yield draft("hundred", "quotient", (second, first), (spoken,), given=given, share=some)


def speed_of_news(reading: Reading) -> Iterator[Draft]:
    """Divide a way by the time it took: «heard 4,800 kilometres away, about four hours later»."""
    for way, time in reading.neighbours:
        if way.dimension != "length" or not way.unit or not time.unit or time.unit.name != "hour":
            continue
        if way.unit.name not in ("kilometre", "mile") or way.high or time.high or way.per or time.per:
            continue
        if not re.fullmatch(rf" away,? (?:only )?{loosely()}", reading.between(way, time)):
            continue
        speed = over(amount_of(way), amount_of(time))
        if speed and re.match(r" (?:later|after)\b", reading.after(time)) and time.value > 1:
            speed = speed.rounded()
            text = f"{speed.said()} {way.unit.said(speed.value)}"
            yield draft("pace", "quotient", (way, time), (speed,), amount=text, span="an hour")
