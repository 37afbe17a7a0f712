"""Shares counted out: how many a share comes to, and a percentage as one in so many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, times
from pipeline.writing.reckoning.numerals import significant
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.part_of_whole import is_nearest, is_power_of_ten
from pipeline.writing.reckoning.quantity import Parsed, Quantity, is_share
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.shares import part_of_stuff, share_said

_OF_THE = re.compile(r" of (?:[\w’']+ ){0,3}(?:nearly |about |some |more than |over )?", re.IGNORECASE)
_LEVELS = re.compile(r"\b(?:price|cost|value|weight|level|energy|wages?|income|height|length)\b")
_SAID_SO = re.compile(
    r"\b(?:one|two|three|\d+) (?:in|out of|from) (?:every )?(?:\d+|[a-z]+)\b.{0,12}(?:games|cases)|\bout"
    r" of (?:every )?(?:\d|ten|five|four)"
)
_OF_LEVEL = re.compile(
    r"\b(?:price|cost|value|wages?|prices|costs|rates?|levels?|speed|fee|income|salary|budget|bill"
    r"|temperatures?)\b"
)
_NEAR, _HALF, _NEARLY_ALL = Fraction(4, 100), Fraction(1, 2), Fraction(9, 10)
_MOST_DIGITS = 3
_MANY = 1000
_LEAST_COUNT = 6


def counts(reading: Reading) -> Iterator[Draft]:
    """Say how many a share comes to: «24 astronauts …, exactly half of whom walked on it»."""
    parsed = parse(reading)
    for first, second in parsed.pairs():
        if _is_share(second) and _is_a_whole(reading, first) and _is_share_of(parsed, second, first):
            yield from _count(second.figure, first)
        elif _is_share(first) and _is_a_whole(reading, second) and first.sentence == second.sentence:
            joined = _OF_THE.fullmatch(reading.text[first.figure.end : second.start])
            if joined and not _LEVELS.search(joined[0]):
                yield from _count(first.figure, second)


def _is_share(quantity: Quantity) -> bool:
    return is_share(quantity.figure) and not quantity.is_range


def _is_share_of(parsed: Parsed, part: Quantity, whole: Quantity) -> bool:
    """Tell «half of whom», «of which 40 percent» and «Of the 250 species …, about 60 percent hunt»."""
    if not is_nearest(parsed, whole, part):
        return False
    text = parsed.reading.text
    if re.match(r" of (?:whom|which|them|these|those)\b", part.behind):
        return True
    if re.search(
        r"\bof (?:whom|which|them|these|those),? (?:(?!and |but )[a-z]+ ){0,3}$", text[: part.start]
    ):
        return True
    opens = re.fullmatch(r"(?:.*[,;:] )?(?:Out o|O)f (?:[\w’']+ ){0,3}", parsed.sentence(whole))
    if (
        re.match(r" of (?:it|that|its (?:length|area|surface|volume|weight))\b", part.behind)
        and whole.dimension
    ):
        return parsed.follows(whole, part)
    return bool(opens) and not part.figure.noun and whole.sentence == part.sentence and part.lead == ""


def _is_a_whole(reading: Reading, whole: Quantity) -> bool:
    figure = whole.figure
    if whole.is_range or figure.kind == "part" or whole.is_adjective:
        return False
    if figure.unit:
        return quantity_is_stuff(whole)
    bare = figure.is_plain and figure.value >= _MANY
    return bare or (bool(whole.noun) and figure.value >= _LEAST_COUNT and reading.is_plural(figure))


def quantity_is_stuff(quantity: Quantity) -> bool:
    """Tell a measure that can be taken apart: so much land, salt or money, but no height, age or place."""
    return quantity.dimension in ("mass", "area", "volume", "money") and not quantity.attribute


def _count(part: Figure, whole: Quantity) -> Iterator[Draft]:
    share = amount_of(part)
    size = Fraction(1, 100) if part.kind != "part" else Fraction(1)
    plain = Amount(share.value * size, share.bound, None if part.kind == "part" else share.digits)
    result = times(plain, amount_of(whole.figure))
    trivial = is_power_of_ten(whole.figure.value) and not whole.figure.unit
    if result is None or not 0 < plain.value < 1 or trivial:
        return
    exact = result.bound == "exactly" and result.value.denominator == 1
    if not exact or significant(result.value) > max(_MOST_DIGITS, whole.figure.digits):
        result = replace(
            result, digits=_MOST_DIGITS if result.bound == "exactly" and part.kind != "part" else 2
        ).rounded()
    if result.value < 2 or (result.value.denominator != 1 and not whole.figure.unit):
        return
    given = (size,) if size != 1 else ()
    what = whole.figure.unit.said(result.value) if whole.figure.unit else whole.figure.noun
    per = f" a {whole.figure.per}" if whole.figure.per else ""
    yield draft(
        "part of", "part of", (part, whole.figure), (result,), given=given,
        amount=f"{result.said(counts=True)} {what}{per}".strip(),
    )  # fmt: skip


def in_so_many(reading: Reading) -> Iterator[Draft]:
    """Say a percentage as one in so many: «8% of people» is about one in twelve."""
    parsed = parse(reading)
    percents = [each for each in parsed.quantities if each.dimension == "percent"]
    told = any(figure.kind in ("ratio", "part") for figure in reading.figures)
    if len(percents) != 1 or told or _SAID_SO.search(reading.text):
        return
    (share,) = percents
    figure = share.figure
    if (
        share.is_range
        or share.lead in ("by", "to", "from")
        or figure.value % 10 == 0
        or not 0 < figure.value < 100
    ):
        return
    of = re.match(
        r" (?:of (?!(?:them|which|whom|these|those|it|that)\b)(?:the |all |its |their |every )*)?[A-Za-z]",
        share.behind,
    )
    compared = re.match(r" (?:more|less|fewer|higher|lower|\w+er)\b", share.behind)
    if compared or (share.lead and not share.behind.startswith(" of")):
        return  # «at an interest rate of 6 percent savings double»
    if not of or not figure.noun or figure.value in (25, 75) or _OF_LEVEL.search(figure.noun):
        return
    counted = reading.is_plural(figure)
    amount = amount_of(figure)
    plain = Amount(amount.value / 100, amount.bound, amount.digits)
    words = share_said(plain, of_many=counted)
    if words and (
        abs(words[1] - plain.value) > plain.value * _NEAR or words[1] == _HALF or plain.value > _NEARLY_ALL
    ):
        return  # a plain share that says less than the percentage does
    if words and not counted and " in " in words[0]:
        words = part_of_stuff(words) if "one in " in words[0] else None
    if words:
        yield draft(
            "in so many", "share of one", (figure,), (Amount(words[1]),), given=(100,), share=words[0]
        )
