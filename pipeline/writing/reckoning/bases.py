"""Percentages of something made up for the ear: a price, a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, minus
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either, loosely

_MONEY_BASE = re.compile(rf"^(?:[a-z]+ )*{either('money_bases')}$")
_BASES = (1000, 2000, 4000, 10000)
_OF_ONE = re.compile(r" of (?:the|its|their|his|her|a|your) ")
_DOWN = re.compile(rf"\b{either('falling')}\b[^,;:.]*\bby {loosely()}$")
_TAKEN = re.compile(
    rf"\b(?:cut|cuts|reduce|reduces|reduced|lower|lowers"
    rf"|lowered) (?P<things>[a-z -]{{3,40}}?) by {loosely()}$"
)
_LEVELS = re.compile(rf"{either('levels')}$")
_UP = re.compile(rf"\b{either('rising')}\b[^,;:.]*\bby {loosely()}$")


def _round_base(*shares: Fraction) -> int:
    """Choose a price, obviously made up, of which the shares come out in hundreds, else in tens."""
    for step in (10000, 1000):
        for base in _BASES[:-1] if step == 10000 else _BASES:
            if all(share * base % step == 0 for share in shares):
                return base
    return _BASES[0]


def less_and_more(reading: Reading) -> Iterator[Draft]:
    """Set a hundred beside «15 percent less moisture», «fell by more than 90 percent»."""
    changes = [f for f in reading.amounts if f.dimension == "percent" and not f.per and not f.high]
    for figure in changes:
        after, before = reading.after(figure), reading.before(figure)
        down = re.match(
            r" (?:less|fewer|lower|lighter|cheaper|shorter|smaller|slower)\b", after
        ) or _DOWN.search(before)
        up = re.match(r" (?:more|higher|heavier|longer|larger|faster)\b", after) or _UP.search(before)
        if (
            len(changes) > 1
            or any(other.is_plain for other in reading.amounts)
            or not (down or up)
            or figure.value < (5 if down else 20)
            or (down and figure.value >= 100)
        ):
            continue
        if re.match(r" \w+ temperature|.{0,30}degree", after) or re.search(
            r"\b[Tt]emperature\b[^;.]*$", before
        ):
            continue
        change = amount_of(figure)
        flipped = minus(exact(100), Amount(change.value, change.bound))
        amount = flipped if down else Amount(100 + change.value, change.bound)
        if amount is None:
            continue
        kind = "changed" if _DOWN.search(before) or _UP.search(before) else "compared"
        things = _things_changed(reading, figure) if kind == "changed" and down else ""
        kind = "changed things" if things else kind
        yield draft(
            kind,
            "less by" if down else "more by",
            (figure,),
            (amount,),
            given=(100,),
            result=amount.said(counts=bool(things)),
            things=things,
        )
        return


def _things_changed(reading: Reading, figure: Figure) -> str:
    """Give what a verb takes away: «fatal crashes» in «cuts fatal crashes by 90 percent»."""
    match = _TAKEN.search(reading.before(figure))
    if not match:
        return ""
    tokens = reading.tokens_in(match.start("things"), match.end("things"))
    plain = all(token.tag.startswith(("NN", "JJ", "VBN", "VBG")) for token in tokens)
    if not tokens or not plain or tokens[-1].tag != "NNS" or _LEVELS.search(match["things"]):
        return ""
    return match["things"]


def on_a_base(reading: Reading) -> Iterator[Draft]:
    """Take a made-up price for a percentage of one: «say the price is four thousand»."""
    for figure in reading.amounts:
        if figure.dimension != "percent" or figure.per or not _MONEY_BASE.match(figure.noun):
            continue
        if not _OF_ONE.match(reading.after(figure)) or figure.value >= 100:
            continue
        ends = (amount_of(figure), high_of(figure))[: 1 if figure.high is None else 2]
        base = _round_base(*(end.value for end in ends))
        shares = [Amount(end.value * base / 100, "exactly" if figure.high else end.bound) for end in ends]
        yield draft(
            "say between" if figure.high else "say",
            "share of a base",
            (figure,),
            shares,
            given=(base,),
            values=tuple(end.value for end in ends),
            noun=figure.noun.split()[-1],
            base=said(Fraction(base)),
            low=shares[0].said(),
            high=shares[-1].said(),
        )


def times_less(reading: Reading) -> Iterator[Draft]:
    """Set one against so many: «64 times smaller than», «reduces it by 10 to 100 times»."""
    for figure in reading.amounts:
        if figure.dimension != "times" or figure.per or figure.value < 3:
            continue
        smaller = re.match(rf" (?:{either('shrinking')}|less \w+|fewer \w+) than\b", reading.after(figure))
        if smaller and figure.high is None and figure.bound in ("exactly", "about"):
            amount = amount_of(figure)
            yield draft(
                "times less",
                "each times",
                (figure,),
                (amount,),
                given=(1,),
                base=_after_each(amount),
                many=amount.said(),
            )
        elif figure.high and figure.bound == "exactly" and _DOWN.search(reading.before(figure)):
            yield from _divided(figure, figure.high)


def _after_each(amount: Amount) -> str:
    """Say an amount as it follows «for every» and «there are»: «thousand», not «a thousand»."""
    return re.sub(r"^((?:about )?)a ", r"\g<1>", amount.said())


def _divided(figure: Figure, most: Fraction) -> Iterator[Draft]:
    amounts = [Amount(most / most), Amount(most / figure.value)]
    if all(amount.value.denominator == 1 for amount in amounts):
        yield draft(
            "times less between",
            "parts of",
            (figure,),
            amounts,
            given=(most,),
            values=(most, figure.value),
            base=said(most),
            low=amounts[0].said(),
            high=amounts[1].said(),
        )
