"""Parts of a whole: which share a part is, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, minus_as_told, over, plus_as_told
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity, is_share
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.shares import part_of_stuff, share_said
from pipeline.writing.reckoning.vocabulary import either, listed, loosely

_FEW = 12  # up to here a listener subtracts alone
_LEAST_REST = 2
_RARE = Fraction(1, 50)
_LEAST_WHOLE = 20  # of fewer the rest is plainer than a share
_OF_THEM = re.compile(r" of (?:them|these|those|which|whom|the lot)\b")
_THE_LAST = re.compile(r"\bthe (?:last|first|final) $")
_OPENS = re.compile(r"(?:^|[,;(:] |\band )(?:out )?of (?:[a-z]+ ){0,3}$", re.IGNORECASE)
_OF_SO_MANY = re.compile(
    r" (?:out )?of (?:the|its|their|his|her|all|some|about|a total of|around|more than|over|nearly|almost"
    r"|those|these|[A-Z][\w’']+(?:'s|’s|s'|s’)| )*"
)
_GROUPS_OF = re.compile(rf" of {loosely()}")
_AND_ONLY = re.compile(r"\b(?:and|but|yet) (?:only|just|barely) $")
_OUT_OF = re.compile(r",? out of (?:about |some |nearly |more than |over |almost )?$")
_INCLUDING = re.compile(rf"[^;:.]{{0,60}}, including {loosely()}")
_AND_SO_MANY = re.compile(rf" (?:in|from|on|at|for) [^,;:.]{{3,40}} and {loosely()}")
_PEOPLE = frozenset("people persons lives whole".split())
_KILLED = re.compile(rf" (?:(?:who|that) )?(?:(?:were|was|had) )?(?:been )?{either('killing')}\b")
_NEAR_BY = 45  # characters
_LEAST_SHARE, _MOST_SHARE = Fraction(1, 10**8), Fraction(19, 20)
_BACK = re.compile(r"\bof (?:which|whom|them|these|those),? (?:(?!and |but )[a-z]+ ){0,3}$")


def shares(reading: Reading) -> Iterator[Draft]:
    """Say which share a part is of its whole: «Of the 55 metres of masonry …, 34 are Roman»."""
    parsed = parse(reading)
    for first, second in parsed.pairs():
        if frame := _part_and_whole(parsed, first, second):
            yield from _share(parsed, *frame)


def included(reading: Reading) -> Iterator[Draft]:
    """Say which share those are that a whole includes: «38,000 shops, including 16,000 in America»."""
    parsed = parse(reading)
    for place, (whole, part) in enumerate(pairwise(parsed.quantities)):
        if not _are_included(parsed, whole, part):
            continue
        others = [each for each in parsed.quantities[place + 2 :] if each.sentence == part.sentence]
        if not others:
            yield from _share(parsed, part, whole)
        elif len(others) == 1 and _AND_SO_MANY.fullmatch(parsed.between(part, others[0])):
            yield from _share_together(whole, part, others[0])


def _are_included(parsed: Parsed, whole: Quantity, part: Quantity) -> bool:
    counted = all(is_counted(each) and not (each.dimension or each.is_range) for each in (whole, part))
    if not counted or part.figure.value >= whole.figure.value or not parsed.reading.is_plural(whole.figure):
        return False
    return bool(_INCLUDING.fullmatch(parsed.between(whole, part)))


def _share_together(whole: Quantity, one: Quantity, two: Quantity) -> Iterator[Draft]:
    both = plus_as_told(amount_of(one.figure), amount_of(two.figure))
    share = over(both, amount_of(whole.figure)) if both and two.figure.is_plain else None
    found = share_said(share, of_many=True) if share and share.value < _MOST_SHARE else None
    if found and whole.figure.value > _LEAST_WHOLE:
        figures = (whole.figure, one.figure, two.figure)
        yield draft(
            "share together", "parts together", figures, (Amount(found[1]),), share=found[0], noun=whole.noun
        )


def _part_and_whole(parsed: Parsed, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity] | None:
    """Give the part and the whole of two figures, the part first; None where they are none."""
    if first.is_range or not is_counted(first):
        return None
    if _is_the_last_of(parsed, first, second):
        return second, first
    if first.sentence != second.sentence or not is_counted(second):
        return None
    if _is_part_of(first, second, parsed.between(first, second)):
        return first, second
    less = second.figure.value < first.figure.value and (second.figure.is_plain or second.head == first.head)
    return (second, first) if less and _is_of_whole(parsed, first, second) else None


def _is_the_last_of(parsed: Parsed, whole: Quantity, part: Quantity) -> bool:
    """Tell «707 places …; the last 180 are wrong»."""
    told = part.figure.is_plain and _THE_LAST.search(parsed.reading.text[: part.start])
    others = [each for each in parsed.quantities if whole.start < each.start < part.start]
    nothing_else = all(each.dimension == "time" for each in others)
    return bool(told) and nothing_else and part.figure.value < whole.figure.value


def _is_of_whole(parsed: Parsed, whole: Quantity, part: Quantity) -> bool:
    """Tell «Of the 55 metres …, 34 are Roman», «of which 34», «34 of them», «and only 34 were»."""
    between = parsed.between(whole, part)
    if part.figure.is_plain and _survive(parsed, whole, part, between):
        return True
    if not is_nearest(parsed, whole, part):
        return False
    if _BACK.search(between):
        return True
    behind = parsed.behind(part)
    only = _AND_ONLY.search(between) and re.match(r" (?:have|had|has|were|was|are|ever)\b", behind)
    if part.figure.is_plain and (only or _OF_THEM.match(behind)):
        return True
    opens = whole.lead == "of" and _OPENS.search(parsed.sentence(whole))
    return bool(opens) and not re.search("[;:]", between)


def _survive(parsed: Parsed, whole: Quantity, part: Quantity, between: str) -> bool:
    """Tell «Sixty riders set out …, 21 completed it»."""
    verb = re.match(r" (?:had |have )?([a-z]+)", parsed.behind(part))
    joined = between.endswith((", ", " and ", " but "))
    return joined and not parsed.sentence(whole) and verb is not None and verb[1] in listed("surviving")


def _is_part_of(first: Quantity, second: Quantity, between: str) -> bool:
    """Tell «34 of the 55 metres» and «75 paintings, …, out of 900»."""
    if first.figure.value >= second.figure.value:
        return False
    if second.figure.is_plain and first.noun and _OUT_OF.search(between):
        return True
    if _GROUPS_OF.fullmatch(between) and first.figure.noun and second.figure.is_plain:
        return False  # «two crews of about 155»
    return bool(_OF_SO_MANY.fullmatch(between)) and (first.figure.is_plain or first.head == second.head)


def is_counted(quantity: Quantity) -> bool:
    """Tell things that are counted, and stuff that is measured, from rates, shares and adjectives."""
    figure = quantity.figure
    if figure.per or figure.kind == "part" or quantity.is_adjective:
        return False
    return (
        quantity.dimension in ("", "length", "mass", "area", "volume", "money")
        and figure.value.denominator in (1, 2, 4)
        and figure.value > 1
    )


def is_nearest(parsed: Parsed, whole: Quantity, part: Quantity) -> bool:
    """Tell whether no other whole stands between: «of 20 rooms and 300 beds, 40»."""
    return not any(
        whole.start < each.start < part.start and each.dimension == whole.dimension
        for each in parsed.quantities
    )


def _share(parsed: Parsed, part: Quantity, whole: Quantity) -> Iterator[Draft]:
    if whole.is_range or (part.is_range and part.figure.bound not in ("exactly", "about")):
        return
    top = Amount(high_of(part.figure).value, "at most") if part.is_range else amount_of(part.figure)
    share = over(top, amount_of(whole.figure))
    if share is None or whole.figure.value <= _FEW:
        return
    rare = share.value <= _RARE
    told = not rare and _is_told(parsed, part, whole)
    if told and not _THE_LAST.search(parsed.reading.text[: part.start]):
        return
    if told or whole.figure.value < _LEAST_WHOLE or share.value > _MOST_SHARE:
        if part.is_range:
            return
        yield from _rest(parsed, part, whole)
        return
    found = share_said(share, of_many=not whole.dimension)
    if found and whole.dimension and "one in " in found[0]:
        found = part_of_stuff(found)
    if found and share.value >= _LEAST_SHARE and (rare or not is_power_of_ten(whole.figure.value)):
        figures = (part.figure, whole.figure)
        noun = _whole_said(parsed, whole, whole.noun or part.noun or "whole")
        values = (top.value, whole.figure.value)
        spoken = (Amount(found[1]),)
        kind = "share of all" if noun else "share of them"
        yield draft(kind, "quotient", figures, spoken, values=values, share=found[0], noun=noun)


def _whole_said(parsed: Parsed, whole: Quantity, noun: str) -> str:
    """Name a whole by what it is: people who were killed are the dead; other people need no name."""
    if noun not in _PEOPLE or whole.dimension:
        return noun
    behind = re.split(r"[,;:.]", parsed.behind(whole))[0]
    killed = whole.lead == "" and whole.verb in listed("killing")
    if killed or _KILLED.match(behind):
        return "dead"
    return noun if noun == "whole" else ""


def _rest(parsed: Parsed, part: Quantity, whole: Quantity) -> Iterator[Draft]:
    """Say how many remain, where a share would say no more: «Of the 92 peers, 90 were elected»."""
    if part.dimension or whole.dimension or is_power_of_ten(whole.figure.value):
        return
    if any(each.start > part.start and each.figure.is_plain for each in parsed.quantities):
        return  # the rest is told as well
    rest = minus_as_told(amount_of(whole.figure), amount_of(part.figure))
    if rest is None or rest.value < _LEAST_REST or rest.value.denominator != 1:
        return
    if rest.bound in ("exactly", "about"):
        text = f"{rest.said()} {whole.noun}"
        yield draft("rest", "difference", (whole.figure, part.figure), (rest,), rest=text)


def _is_told(parsed: Parsed, part: Quantity, whole: Quantity) -> bool:
    """Tell «62 lived, close to two in three»: the summary says the share itself."""
    end = max(part.end, whole.end)
    following = [each for each in parsed.quantities if each.start >= end]
    return bool(following) and is_share(following[0].figure) and following[0].start - end < _NEAR_BY


def is_power_of_ten(value: Fraction) -> bool:
    """Tell a whole of which every part is a plain share at sight: «of 1,000 people 412»."""
    return value.denominator == 1 and str(value).rstrip("0") == "1"
