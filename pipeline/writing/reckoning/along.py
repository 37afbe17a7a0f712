"""What falls to each unit of a length: what a kilometre of tunnel cost, what a metre of deck weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either, loosely

_WORK = re.compile(rf"(?:{either('works')})$")
_COST = re.compile(
    rf"\b(?:cost|costing|costs) {loosely()}$"
    rf"|\b(?:built|finished|completed|opened|dug|laid)\b[^;:]*\b(?:for|at a cost of|and) {loosely()}$"
)
_WEIGHS = re.compile(rf"\b(?:weighing|weighs|weighed) {loosely()}$")
_TAKEN_OUT = re.compile(
    rf"\b(?:brought out|dug out|removed|excavated|shifted|yielded|used|swallowed|needed|took) {loosely()}$"
)
_OF_ANOTHER = re.compile(r"\balone\b|[;:]|\b(?:and|but|while|where|whose) (?:the|an?|its|their|one|all)\b")
_EACH = re.compile(r" (?:each|apiece|a (?:metre|mile|kilometre|piece)|per)\b")
_LEAST = Fraction(3, 2)


def along(reading: Reading) -> Iterator[Draft]:
    """Divide what a bridge, tunnel or railway cost, weighs or took by its length, both of the whole."""
    parsed = parse(reading)
    works = [each for each in parsed.quantities if _is_work(each)]
    if len(works) != 1:
        return
    work = works[0]
    for amount in parsed.quantities:
        if amount.start < work.start or amount.sentence != work.sentence:
            continue
        if _is_whole(parsed, amount) and not _OF_ANOTHER.search(parsed.between(work, amount)):
            yield from _along(work, amount)


def _is_work(quantity: Quantity) -> bool:
    """Tell the length of something built: «the 57-km tunnel», «a 164.8 km railway viaduct»."""
    figure = quantity.figure
    if figure.unit is None or quantity.dimension != "length" or figure.high or figure.per:
        return False
    return not quantity.attribute and figure.value >= 2 and bool(_WORK.search(figure.noun))


def _is_whole(parsed: Parsed, amount: Quantity) -> bool:
    """Tell what the whole cost, weighs or took from a part, a rate and a share."""
    figure, before = amount.figure, parsed.sentence(amount)
    if figure.high or figure.per or amount.is_adjective or amount.attribute or _EACH.match(amount.behind):
        return False
    alike = [each for each in parsed.quantities if each.dimension == amount.dimension]
    if len(alike) != 1:
        return False
    if amount.dimension == "money":
        return bool(_COST.search(before))
    return amount.dimension == "mass" and bool(_WEIGHS.search(before) or _TAKEN_OUT.search(before))


def _along(work: Quantity, amount: Quantity) -> Iterator[Draft]:
    share = over(amount_of(amount.figure), amount_of(work.figure))
    one, two = amount.figure, work.figure
    if share is None or one.unit is None or two.unit is None or share.value < _LEAST:
        return
    spoken = Amount(share.value, share.bound, max(2, share.digits or 2)).rounded()
    of = f" of {one.noun}" if one.noun else ""
    yield draft(
        "for every", "quotient", (one, two), (spoken,),
        amount=f"{spoken.said()} {one.unit.said(spoken.value)}{of}",
        each=f"{two.unit.singular} of the {two.noun.split()[-1].lower()}",
    )  # fmt: skip
