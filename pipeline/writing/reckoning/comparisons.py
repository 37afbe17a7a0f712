"""How two values of one quantity compare: so many times as much, such a part, so much more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.language.tagger import is_spelled_small
from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, minus_as_told, over
from pipeline.writing.reckoning.factors import PLAIN_TO_SEE, part_of, plain_ratio, ratio_said, times_said
from pipeline.writing.reckoning.frames import changes, frame_of
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity, is_content, is_share
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.shares import change_said, share_said
from pipeline.writing.reckoning.spans import SECONDS, SECONDS_OF
from pipeline.writing.reckoning.things import things_of
from pipeline.writing.reckoning.vocabulary import either

_FACTOR = re.compile(
    r"\b(?:(?:increase|rise|growth|fall|drop|disparity) of [^,;.]{0,30}(?:times|per ?cent|%)|double[sd]?"
    r"|doubling|tripl\w+|quadrupl\w+|halv\w+|half as|twice|thrice|\w+fold"
    r"|times (?:as|more|less|the|that|its|what|larger|bigger|higher|longer|faster|smaller)"
    r"|half (?:the|that|its|what)|by (?:[a-z]+ ){0,3}(?:half|a (?:third|quarter|fifth|tenth)|two thirds"
    r"|three quarters|[a-z\d.]+ ?(?:%|per ?cent)))(?!\w)"
)
_SCORE = re.compile(r"(?: to |–|-|, )\d| votes? to ")
_WEIGHED = re.compile(rf"\b{either('weight_words')}\b")
_HEAVY = re.compile(r"\bweigh|\bheav")
_MUCH = {"time": "long", "mass": "much", "money": "much", "volume": "much", "area": "large", "speed": "fast"}
_LENGTHS = frozenset("high long wide deep far thick".split())
_LEAST = Fraction(3, 2)  # times as much
_MOST_PART = 10  # up to here the lesser is a plain part of the larger
_DECIMAL = 3  # below it a ratio that is near no plain number is said with one decimal
_SMALL_CHANGE = (Fraction(1, 25), Fraction(1, 2))
_MANY = 20
_SHORTEST = 3
_STUFFS = ("percent", "area", "mass", "volume", "money")
_YET_ONLY = re.compile(
    r"\b(?:yet|but|though|although) (?:[a-z]+ ){0,3}?(?:only|just|barely|a mere|no more than) "
)
_GOAL = re.compile(r"\b(?:pledg|promis|aim|goal|target|plan|hope|hoping|vow|meant to|wanted to|by 20\d\d)")
_NEAR = 70  # characters
_MOST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class _Ratio:
    """Two quantities on one scale, and how many times the larger is the smaller."""

    first: Quantity
    second: Quantity
    one: Amount
    two: Amount
    exactly: Amount
    spoken: Amount

    @property
    def rises(self) -> bool:
        return self.two.value > self.one.value

    @property
    def figures(self) -> tuple[Figure, Figure]:
        pair = (self.first.figure, self.second.figure)
        return pair[::-1] if self.rises else pair

    @property
    def number(self) -> str:
        return ratio_said(self.exactly, self.spoken)


def comparisons(reading: Reading) -> Iterator[Draft]:
    """Say how many times the one is the other, where the sentence sets the two against each other."""
    parsed = parse(reading)
    for first, second in parsed.pairs():
        frame = frame_of(parsed, first, second)
        if not frame or _is_score(first) or _is_score(second) or _is_told(parsed, first, second):
            continue
        if first.is_range:
            yield from _upper_ends(parsed, first, second)
        elif second.is_range:
            yield from _against_range(parsed, first, second, frame)
        elif ratio := _ratio(first, second):
            yield from _compared(parsed, ratio, frame)
        else:
            yield from _by_a_little(first, second, frame)


def _is_score(quantity: Quantity) -> bool:
    return quantity.lead != "from" and bool(_SCORE.match(quantity.behind))


def _is_told(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether the sentence says itself how many times, or by what part."""
    rest = re.split(r"[;:.] ", second.behind)[0][:_NEAR]
    return bool(_FACTOR.search(parsed.sentence(first) + first.behind[: second.end - first.figure.end] + rest))


def _ratio(first: Quantity, second: Quantity) -> _Ratio | None:
    one, two = on_one_scale(first.figure, second.figure)
    large, small = (one, two) if one.value >= two.value else (two, one)
    ratio = over(large, small)
    if ratio is None or ratio.value < _LEAST:
        return None
    spoken = plain_ratio(ratio)
    if "part" in (first.figure.kind, second.figure.kind) and ratio.value >= _MOST_PART:
        spoken = _in_tens(ratio)  # «almost a third» is no number with two digits
    if spoken is None and ratio.bound in ("exactly", "about") and ratio.value < _DECIMAL:
        spoken = Amount(Fraction(round(ratio.value * 10), 10), "about")
    if spoken is None or (spoken.value.denominator != 1 and _is_plain_to_see(first, second)):
        return None
    return _Ratio(first, second, one, two, ratio, spoken)


def _in_tens(ratio: Amount) -> Amount | None:
    """Round to tens, down where it is more than that; None where it is less than that."""
    if ratio.bound in ("over", "at least"):
        return Amount(Fraction(int(ratio.value / 10) * 10), ratio.bound)
    return (
        None
        if ratio.bound in ("under", "at most")
        else Amount(Fraction(round(ratio.value / 10) * 10), "about")
    )


def _is_plain_to_see(first: Quantity, second: Quantity) -> bool:
    """Tell two small whole numbers, that a listener compares alone."""
    values = (first.figure.value, second.figure.value)
    return all(value <= PLAIN_TO_SEE and value.denominator == 1 for value in values)


def _compared(parsed: Parsed, ratio: _Ratio, frame: str) -> Iterator[Draft]:
    others = [each.figure.value for each in parsed.quantities if each not in (ratio.first, ratio.second)]
    if ratio.spoken.value in others:
        return  # the summary says it
    first, second = ratio.first, ratio.second
    much = _much_it_became(parsed, first, second, frame) or _much(parsed, first, second)
    blanks = {"factor": times_said(ratio.number), "much": f"as {much}"}
    # «Two years instead of seven» is told of the two years; else the later number is the one told of.
    more = ratio.rises != (frame == "instead")
    part = None if more or not much else _part(ratio, of_first=frame == "instead")
    if frame == "estimate" and ratio.rises:
        kind = "over the estimate"
    elif much and more:
        kind = "times as much"
    elif part:
        yield _as_part(ratio, *part, much)
        return
    elif frame in ("instead", "estimate"):
        return
    elif _leaves_one(ratio, frame, much):
        kind, blanks["number"], blanks["noun"] = "one left", ratio.number, ratio.first.noun
    elif names := _names(parsed, first.figure, second.figure, frame, rises=ratio.rises):
        kind, (blanks["large"], blanks["small"]) = "named", names
    else:  # «the first figure is so many times the second» names nothing
        yield from _left(parsed, ratio, frame, much)
        return
    scale = scale_of(*ratio.figures)
    given = (scale,) if scale != 1 else ()
    made = draft(kind, "quotient", ratio.figures, (ratio.spoken,), given=given)
    yield replace(made, blanks=blanks)


def _part(ratio: _Ratio, *, of_first: bool) -> tuple[str, Fraction] | None:
    """Say what part the lesser is of the larger; None where it has no plain name."""
    spoken = ratio.spoken
    if spoken.value > _MOST_PART:
        return None
    if spoken.bound in ("exactly", "about"):
        share = over(ratio.one, ratio.two) if of_first else over(ratio.two, ratio.one)
        words = share_said(share) if share else None
        return words if words and " in " not in words[0] else None
    number = ratio.number
    if spoken.bound == "over" and spoken.value >= 2:
        spoken = Amount(Fraction(int(spoken.value)), "over")  # «more than 8.5 times»: less than an eighth
        number = spoken.said()
    name = part_of(spoken, number)
    return (name, 1 / spoken.value) if name else None


def _small_part(ratio: _Ratio) -> tuple[str, Fraction] | None:
    """Say «about an eighth», which is no more than one in so many of one thing that has dwindled."""
    share = over(ratio.two, ratio.one)
    words = share_said(share) if share and ratio.spoken.value <= _MOST_PART else None
    name = part_said(words[1]) if words and "one in " in words[0] else ""
    return (
        (words[0].partition("one in ")[0].replace("fewer", "less") + name, words[1])
        if words and name
        else None
    )


def _as_part(ratio: _Ratio, words: str, part: Fraction, much: str) -> Draft:
    lesser, larger = ratio.figures[::-1]
    scale = scale_of(lesser, larger)
    given = (scale,) if scale != 1 else ()
    spoken = (Amount(part),)
    return draft(
        "part as much", "quotient", (lesser, larger), spoken, given=given, part=words, much=f"as {much}"
    )


def _leaves_one(ratio: _Ratio, frame: str, much: str) -> bool:
    """Tell things or people that were so many, and of so many one is left."""
    counted = much.startswith("many ") and not ratio.first.figure.per
    whole = ratio.spoken.value.denominator == 1 and ratio.number == ratio.spoken.said()
    return frame == "change" and counted and whole and not ratio.rises


def _names(
    parsed: Parsed, first: Figure, second: Figure, frame: str, *, rises: bool
) -> tuple[str, str] | None:
    """Give the two things or places that are compared, as «for a bloodhound» and «for a human»."""
    if frame != "contrast":
        return None
    things = things_of(parsed.reading, first, second)
    if things is None or any(len(thing.words.split()) > _MOST_NAME for thing in things):
        return None
    one, two = (thing.placed for thing in things)
    large, small = (two, one) if rises else (one, two)
    large, small = (_in_the_middle(each) for each in (large, small))
    return large[0].upper() + large[1:], small


def _in_the_middle(placed: str) -> str:
    """Write a name that stood at a sentence's beginning as it is written within one."""
    preposition, _, name = placed.partition(" ")
    word = re.split(r"[ '’]", name)[0]
    small = word[1:].islower() and is_spelled_small(word)  # «MNIST» stays
    return f"{preposition} {name[0].lower()}{name[1:]}" if small else placed


def _left(parsed: Parsed, ratio: _Ratio, frame: str, much: str) -> Iterator[Draft]:
    """Say what share is left of what there was, or has been done of what was to be."""
    first, second = ratio.first, ratio.second
    reached = _YET_ONLY.search(parsed.between(first, second)) and _GOAL.search(parsed.sentence(second))
    one_thing = reached and second.figure.is_plain and not second.figure.noun
    moved = changes(parsed, first) or changes(parsed, second) or first.lead == "from"
    dwindled = moved and frame == "change" and bool(first.figure.unit) and first.dimension in _STUFFS
    dwindled = dwindled and (bool(much) or first.dimension != "percent")
    if frame == "change" and much and not ratio.rises and (small := _small_part(ratio)):
        yield _as_part(ratio, *small, much)
        return
    if ratio.rises or not (one_thing or dwindled):
        return
    part = over(ratio.two, ratio.one)
    words = share_said(part, of_many=True) if part else None
    if words is None:
        return
    said_so = words[0]
    if dwindled:
        said_so = f"{said_so.replace('one in', 'one part in').replace('fewer', 'less')} of what it was"
    lesser, larger = ratio.figures[::-1]
    scale = scale_of(lesser, larger)
    yield draft(
        "part left", "quotient", (lesser, larger), (Amount(words[1]),),
        given=(scale,) if scale != 1 else (), share=said_so,
    )  # fmt: skip


def _by_a_little(first: Quantity, second: Quantity, frame: str) -> Iterator[Draft]:
    """Say a small change as a part of what there was, and a difference of money as money."""
    one, two = on_one_scale(first.figure, second.figure)
    paid = first.dimension == "money" and frame in ("change", "contrast")
    if paid or frame == "beaten":
        yield from _by_so_much(first, second)
    elif frame == "change" and first.dimension not in ("percent", "frequency"):
        change = abs(two.value - one.value) / one.value
        if {one.bound, two.bound} != {"exactly"} or not _SMALL_CHANGE[0] <= change < _SMALL_CHANGE[1]:
            return
        if words := change_said(change):
            less = ("less" if first.dimension else "fewer") if two.value < one.value else "more"
            figures = (first.figure, second.figure)
            yield draft("part less", "changed by", figures, (Amount(words[1]),), part=words[0], less=less)


def _by_so_much(first: Quantity, second: Quantity) -> Iterator[Draft]:
    """Say by how much the one is more: «165 million km², outstrips … (149 million)»."""
    largest = max(first.figure.value, second.figure.value)
    if is_share(first.figure) or scale_of(first.figure, second.figure) != 1 or largest <= PLAIN_TO_SEE:
        return
    rises = second.figure.value > first.figure.value
    figures = (second.figure, first.figure) if rises else (first.figure, second.figure)
    gap = minus_as_told(*(amount_of(each) for each in figures))
    unit = second.figure.unit or first.figure.unit
    what = unit.said(gap.value) if unit and gap else first.noun
    if gap is None or not what or gap.bound not in ("exactly", "about") or gap.value < 1:
        return
    gap = gap if gap.bound == "exactly" else gap.rounded()
    more = "less" if first.dimension == "money" and not rises else "more"
    yield draft("gap", "difference", figures, (gap,), gap=f"{gap.said()} {what}", more=more)


def _upper_ends(parsed: Parsed, first: Quantity, second: Quantity) -> Iterator[Draft]:
    """Set the upper ends of two ranges side by side: «600 to 1,600 people, a bus lane 4,000 to 8,000»."""
    tops = [replace(each, figure=_top(each.figure)) for each in (first, second)]
    ratio, much = _ratio(*tops), _much(parsed, first, second)
    if ratio is None or not much or not ratio.rises:
        return
    values = tuple(figure.value for figure in ratio.figures)
    yield draft(
        "upper ends", "quotient", (first.figure, second.figure), (ratio.spoken,), values=values,
        factor=times_said(ratio.number), much=f"as {much}",
    )  # fmt: skip


def _top(figure: Figure) -> Figure:
    return figure if figure.high is None else replace(figure, value=figure.high, high=None)


def _against_range(parsed: Parsed, first: Quantity, second: Quantity, frame: str) -> Iterator[Draft]:
    """Set one value against a range: «72 hours, ordinary grades for only four to six»."""
    figure = second.figure
    if figure.high is None or (figure.unit and figure.unit != first.figure.unit):
        return
    low, high = (over(amount_of(first.figure), end) for end in (high_of(figure), amount_of(figure)))
    if low is None or high is None or low.value < _LEAST or low.bound not in ("exactly", "about"):
        return
    whole = low.value < _MANY
    low, high = (Amount(Fraction(round(e.value)), e.bound) if whole else e.rounded() for e in (low, high))
    if low.value == high.value or low.value < _LEAST:
        return
    names = _names(parsed, first.figure, figure, frame, rises=False)
    if names is None:
        return
    yield draft(
        "named", "quotients", (first.figure, figure), (low, high),
        values=(first.figure.value, figure.high, figure.value), large=names[0], small=names[1],
        factor=f"{low.said()} to {said(high.value)} times",
    )  # fmt: skip


def on_one_scale(one: Figure, two: Figure) -> tuple[Amount, Amount]:
    """Give both amounts in the second one's unit; months as seconds are about so many."""
    first, second = amount_of(one), amount_of(two)
    near = {one.dimension, two.dimension} == {"time", "calendar"} and first.bound == "exactly"
    scaled = Amount(first.value * scale_of(one, two), "about" if near else first.bound, first.digits)
    return scaled, second


def scale_of(one: Figure, two: Figure) -> Fraction:
    """Give the factor that brings the first figure into the second one's unit and span of time."""
    if is_share(one) and is_share(two):
        return Fraction(100 if one.kind == "part" else 1, 100 if two.kind == "part" else 1)
    pace = Fraction(1)
    if one.per and two.per and one.per != two.per:
        pace = SECONDS[two.per] / SECONDS[one.per]
    if not (one.unit and two.unit) or one.unit == two.unit:
        return pace
    sizes = [each.unit.size * SECONDS_OF.get(each.dimension, Fraction(1)) for each in (one, two) if each.unit]
    return sizes[0] / sizes[1] * pace


def _much_it_became(parsed: Parsed, first: Quantity, second: Quantity, frame: str) -> str:
    """Give by what a percentage is compared with what it became; "" for others."""
    if frame != "change" or first.dimension != "percent" or is_content(parsed, first):
        return ""
    moved = changes(parsed, first) or changes(parsed, second)
    if moved and not second.figure.unit and (first.lead, second.lead) != ("from", "to"):
        return ""  # «fell 89% from its peak of 381 to 41»
    if moved:
        return "high"
    return "many" if parsed.reading.is_plural(first.figure) else "much"


def _much(parsed: Parsed, first: Quantity, second: Quantity) -> str:
    """Give what two quantities are compared by, «many votes», «long», «high»; "" where none is sure."""
    if not first.dimension:
        return _many(parsed, first, second)
    if first.dimension == "time" and first.lead == "on" and first.figure.unit:
        return f"many {first.figure.unit.plural}"
    if first.dimension == "length":
        told = first.attribute or second.attribute
        return told if told in _LENGTHS else ""
    if is_content(parsed, first) and second.figure.noun in ("", first.figure.noun):
        return f"much {first.figure.noun}"
    if first.dimension == "mass" and _WEIGHED.search(parsed.reading.text):
        return "heavy" if _HEAVY.search(parsed.reading.text) else "much"
    return _MUCH.get(first.dimension, "")


def _many(parsed: Parsed, first: Quantity, second: Quantity) -> str:
    """Give what is counted, «many votes»; "" where it is no plural."""
    of_subject = first.lead == "from" and not first.figure.noun and first.noun.endswith("s")
    named = first.noun and (of_subject or parsed.reading.is_plural(first.figure))
    if not named or first.noun[-1].isupper() or len(first.noun) < _SHORTEST:
        return ""  # «Wh»
    return f"many {first.noun}" if second.figure.noun in ("", first.figure.noun) else "many"
