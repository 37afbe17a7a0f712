"""What belongs together: parts that make a whole, votes on both sides, a way there and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, plus_as_told, scaled
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.shares import share_said

_EACH_OF_TWO = re.compile(
    r"[^,;:.]*\b(?P<one>first|one|morning|outward|left|summer|upper|former|northern|eastern|outer|boys"
    r"|men)\b[^;:.]*,? and "
    r"(?:[a-z]+ ){0,3}$"
)
_OTHER = re.compile(
    r"[^,;:.]*\b(?P<two>second|other|afternoon|evening|return|right|winter|lower|latter|southern|western"
    r"|inner|girls|women)\b"
)
_PARTNERS = {
    ("first", "second"), ("one", "other"), ("morning", "afternoon"), ("morning", "evening"),
    ("outward", "return"), ("left", "right"), ("summer", "winter"), ("upper", "lower"), ("former", "latter"),
    ("northern", "southern"), ("eastern", "western"), ("outer", "inner"),
}  # fmt: skip
_VOTES = re.compile(r"votes?$|voices$|ballots$")
_BOTH_WAYS = re.compile(
    r"\b(?:round[- ]trip|return (?:journey|trip|voyage|flight)|there and back)(?:[^.;:,]{0,30}?)(?: of|"
    r" is| was| takes| took| covers)? (?:[a-z]+ ){0,3}$"
)
_AND_BACK = re.compile(r"[^.;:,]{0,25}\b(?:there and back|both ways|for the round trip|round trip)\b")
_FURTHER = re.compile(r"\b(?:a further|an additional|an extra) (?:some |about |nearly )?$")
_PLACED = re.compile(r" (in|on|at|for|from|by|to) (?:the |[A-Z])[^,;:.]*")
_AND = re.compile(r",? and (?:[a-z]+ )?$")
_LARGE = 10_000
_PAIR = 2
_ENDS_OF_CHANGE = ("of", "from", "to", "by")
_LEAST_VOTES = 15
_LEAST_SUM = 4


def parts_together(reading: Reading) -> Iterator[Draft]:
    """Add up parts that are told one by one: «five people on the first trip and four on the second»."""
    parsed = parse(reading)
    for first, second in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        if not _may_be_added(first, second):
            continue
        one = _EACH_OF_TWO.fullmatch(parsed.between(first, second))
        two = _OTHER.match(parsed.behind(second))
        if not (one and two) or (one["one"], two["two"]) not in _PARTNERS:
            continue
        total = first.figure.value + second.figure.value
        bound = first.figure.bound if first.figure.bound == second.figure.bound else "about"
        if total < _LEAST_SUM or bound not in ("exactly", "about"):
            continue
        third = parsed.quantities.index(second) + 1
        if third < len(parsed.quantities) and parsed.quantities[third].noun == first.noun:
            continue
        spoken = Amount(total, bound)
        yield draft(
            "in all", "total", (first.figure, second.figure), (spoken,), total=f"{spoken.said()} {first.noun}"
        )


def rows_together(reading: Reading) -> Iterator[Draft]:
    """Add up three or more that stand in a row: «276 whales in the North, 563 in the South and …»."""
    parsed = parse(reading)
    counts = [each for each in parsed.quantities if each.figure.kind == "count"]
    first, others = counts[:1], counts[1:]
    if len(others) < _PAIR or first[0].lead or not all(_may_be_added(first[0], each) for each in others):
        return
    between = [parsed.between(*pair) for pair in pairwise(counts)]
    placed = [_PLACED.match(text) for text in (*between, parsed.behind(counts[-1]))]
    joined = all(text.endswith(", ") for text in between[:-1]) and _AND.search(between[-1])
    if not joined or any(each is None for each in placed) or len({each[1] for each in placed if each}) != 1:
        return
    bounds = {each.figure.bound for each in counts}
    if bounds - {"exactly", "about"} or len({each.sentence for each in counts}) != 1:
        return
    total = sum(each.figure.value for each in counts)
    if reading.says(Fraction(total)):
        return
    spoken = (
        Amount(Fraction(total), "about", 2).rounded()
        if total > _LARGE
        else Amount(Fraction(total), bounds.pop())
    )
    yield draft(
        "in all",
        "total",
        tuple(each.figure for each in counts),
        (spoken,),
        total=f"{spoken.said()} {first[0].noun}",
    )


def _may_be_added(first: Quantity, second: Quantity) -> bool:
    figures = (first.figure, second.figure)
    if any(each.unit or each.per or each.high or each.kind != "count" for each in figures):
        return False
    return bool(first.figure.noun) and second.figure.is_plain and first.sentence == second.sentence


def votes(reading: Reading) -> Iterator[Draft]:
    """Say which share of the votes was for it: «By 25 votes to seven»."""
    parsed = parse(reading)
    for first, second in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        if not _VOTES.search(first.figure.noun) or not re.fullmatch(
            r" (?:to|against) ", parsed.between(first, second)
        ):
            continue
        if (
            first.is_range
            or second.is_range
            or not (second.figure.is_plain or _VOTES.search(second.figure.noun))
        ):
            continue
        total = first.figure.value + second.figure.value
        if first.lead == "from" or abs(first.figure.value / total - Fraction(1, 2)) < Fraction(1, 20):
            continue
        if {first.figure.bound, second.figure.bound} != {"exactly"} or total < _LEAST_VOTES:
            continue
        if words := share_said(Amount(first.figure.value / total)):
            yield draft(
                "share of votes", "share of both", (first.figure, second.figure),
                (Amount(words[1]), Amount(total)),
                share=words[0], total=said(total).removeprefix("a "),
            )  # fmt: skip


def one_way(reading: Reading) -> Iterator[Draft]:
    """Halve a way that goes there and back: «a round trip of 10,000 to 14,000 miles»."""
    for quantity in parse(reading).quantities:
        figure = quantity.figure
        if figure.unit is None or quantity.dimension not in ("length", "time") or figure.per:
            continue
        before, after = reading.text[: figure.start], reading.text[figure.end :]
        if not (_BOTH_WAYS.search(before) or _AND_BACK.match(after)):
            continue
        if re.search(r"\b(?:each way|one way|every way)\b", reading.text):
            continue
        if quantity.dimension == "time" and not _AND_BACK.match(after) and "stay" in reading.text:
            continue
        half = Fraction(1, 2)
        low, high = (scaled(end, half) for end in (amount_of(figure), high_of(figure)))
        values = (figure.value,) if figure.high is None else (figure.value, figure.high)
        if any((each * half * 10).denominator != 1 for each in values):
            continue
        amount = low.said() if figure.high is None else f"{low.said()} to {said(high.value)}"
        spoken = (low, high)[: len(values)]
        yield draft(
            "each way", "each times", (figure,), spoken, given=(half,), values=values,
            amount=f"{amount} {figure.unit.said(high.value)}",
        )  # fmt: skip


def with_more(reading: Reading) -> Iterator[Draft]:
    """Add what came later: «Five digits were introduced …; two decades later a further four were added»."""
    parsed = parse(reading)
    counts = [each for each in parsed.quantities if each.figure.kind == "count"]
    if len(counts) != _PAIR:
        return
    first, more = counts
    alike = more.figure.is_plain or more.head == first.head
    if first.is_range or more.is_range or first.figure.per or not reading.is_plural(first.figure):
        return
    if not alike or not _FURTHER.search(reading.before(more.figure)) or first.lead in _ENDS_OF_CHANGE:
        return
    total = plus_as_told(amount_of(first.figure), amount_of(more.figure))
    if total and total.value >= _LEAST_SUM:
        text = f"{total.said()} {first.noun}"
        yield draft("in all", "total", (first.figure, more.figure), (total,), total=text)
