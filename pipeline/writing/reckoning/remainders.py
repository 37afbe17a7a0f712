"""What a share leaves, and what it comes to as one in so many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, minus, over
from pipeline.writing.reckoning.factors import plain_ratio, ratio_said
from pipeline.writing.reckoning.numerals import part_said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either, loosely

CHANCE = re.compile(
    r"\b(?:chance|probability|odds|risk)s?(?: of [\w ]{3,40}?)? (?:is|was|of|at|are|were) "
    rf"{loosely()}$|^ (?:chance|probability|risk)\b"
)
# «with 5 percent of», «three times 20 percent of»: of what it is a share is doubtful.
COMPARING = re.compile(
    r"\b(?:with|(?<!more )(?<!less )(?<!fewer )than|by|(?<!up )to|from|times|at) "
    r"(?:about |only |some |nearly |under |over )?$",
    re.IGNORECASE,
)
_MOST = 60  # percent, from where on the rest is the news
_LOSES = re.compile(rf"\b{either('losing')} {loosely()}$")
_AND = re.compile(rf"(?:,| and|, and) {loosely()}")
_IS = re.compile(rf"\b{either('consisting')} {loosely()}$")
_MAKES_UP = re.compile(rf"\b{either('losing', 'being_part')} {loosely()}$")


def others(reading: Reading) -> Iterator[Draft]:
    """Give what a large percentage or a fraction of one whole leaves: «97 percent of the Earth's water»."""
    shares = [
        f
        for f in reading.amounts
        if (f.dimension == "percent" or f.kind == "part") and not f.per and not f.high
    ]
    if len(shares) != 1:
        return
    figure = shares[0]
    if any(other.is_plain and other.start > figure.end for other in reading.amounts):
        return  # «80 percent of the land; by 1400 it was 30»
    is_stuff = (
        figure.unit
        and figure.value >= 50
        and _IS.search(reading.before(figure))
        and figure.noun
        and not reading.is_plural(figure)
    )
    if is_stuff and re.match(r"\s(?!of\b|less|more|fewer|higher|lower)\w", reading.after(figure)):
        rest = minus(exact(100), Amount(figure.value, figure.bound))
        if rest and not CHANCE.match(reading.after(figure)):
            yield draft("left", "rest", (figure,), (rest,), given=(100,), rest=f"{rest.said()} percent")
        return
    if not _is_of_the(reading, figure):
        return
    whole = Fraction(100) if figure.unit else Fraction(1)
    takes = _LOSES.search(reading.before(figure)) or figure.value >= 60
    if (
        not _takes_part(reading, figure)
        or figure.value >= whole
        or (whole == 100 and not takes)
        or (whole == 1 and figure.value == Fraction(1, 2))
    ):
        return
    rest = minus(exact(whole), Amount(figure.value, figure.bound))
    if rest is None or reading.says(rest.value):
        return
    text = (rest.said() + " percent") if figure.unit else _part_with_bound(rest)
    if text:
        yield draft("left", "rest", (figure,), (rest,), given=(whole,), rest=text)


def _part_with_bound(part: Amount) -> str:
    name = part_said(part.value)
    words = {
        "about": "about ",
        "exactly": "",
        "over": "more than ",
        "under": "less than ",
        "at least": "at least ",
        "at most": "at most ",
    }
    return words[part.bound] + name if name else ""


def _takes_part(reading: Reading, figure: Figure) -> bool:
    """Tell a share from a comparison: «has a third of the Earth's gravity» is no share of anything."""
    before = reading.before(figure)
    if re.match(r" of itself\b", reading.after(figure)) or _MAKES_UP.search(before):
        return True
    subject = re.search(rf"(?:^|[.;:,] (?:and |but )?){loosely()}$", before, re.IGNORECASE)
    tokens = reading.tokens_in(figure.noun_end, figure.noun_end + 60)
    return bool(subject) and any(token.tag in ("VBZ", "VBP", "VBD", "MD") for token in tokens)


def _is_of_the(reading: Reading, figure: Figure) -> bool:
    """Tell a share of one whole («of the world's oxygen») from a measure («a twelfth of a teaspoon»)."""
    after = reading.after(figure)
    if not re.match(r" of (?!an? (?!\w+['’]s )|one |what )", after):
        return bool(_LOSES.search(reading.before(figure))) and bool(re.match(r" of what\b", after))
    if re.match(r" (?:that|which|than|as|of an?|needed)\b", reading.behind(figure)):
        return False
    return not COMPARING.search(reading.before(figure))


def lost_on_the_way(reading: Reading) -> Iterator[Draft]:
    """Give what is missing of nearly all: «passes on 98 percent of the power»."""
    shares = [figure for figure in reading.amounts if figure.dimension == "percent"]
    if len(shares) != 1 or len(reading.amounts) != 1:
        return
    figure = shares[0]
    if figure.high or figure.per or not _MOST <= figure.value < 100 or reading.is_plural(figure):
        return
    rest = minus(exact(100), Amount(figure.value, figure.bound))
    of_one = re.match(r" of (?:the|its|their|his|her|our|all|a [a-z]+'s)\b", reading.after(figure))
    if (
        rest
        and of_one
        and not COMPARING.search(reading.before(figure))
        and not CHANCE.search(reading.before(figure))
    ):
        yield draft("left", "rest", (figure,), (rest,), given=(100,), rest=f"{rest.said()} percent")


def one_in(reading: Reading) -> Iterator[Draft]:
    """Turn a very small share into one of so many: «84 parts per million», «0.04 percent of the air»."""
    sizes = {"ppm": Fraction(10**6), "per mille": Fraction(1000), "percent": Fraction(100)}
    shares = [figure for figure in reading.amounts if figure.dimension in sizes]
    for figure in shares if len(shares) == 1 else ():
        size = sizes.get(figure.dimension)
        if size is None or figure.high or figure.per or not 0 < figure.value < size / 100:
            continue
        stuff = figure.noun and not re.match(r" (?:of|less|more|fewer|higher|lower)\b", reading.after(figure))
        if figure.dimension == "percent" and (
            not (stuff or _is_of_the(reading, figure)) or reading.is_plural(figure) or not figure.noun
        ):
            continue
        amount = over(exact(size), amount_of(figure))
        if amount:
            amount = amount.rounded()
            yield draft("one part in", "inverse", (figure,), (amount,), given=(size,), one_in=amount.said())


def mixtures(reading: Reading) -> Iterator[Draft]:
    """Say two parts of one mixture as so many to one: «77 percent copper and 23 percent tin»."""
    for first, second in reading.neighbours:
        if not all(_is_stuff(reading, figure) for figure in (first, second)):
            continue
        if (
            not _AND.fullmatch(reading.past_noun(first, second))
            or not second.value < first.value <= 100 - second.value
        ):
            continue
        ratio = over(amount_of(first), Amount(second.value, "exactly", 2))
        spoken = plain_ratio(ratio) if ratio else None
        if ratio and spoken:
            yield draft(
                "mixture",
                "quotient",
                (first, second),
                (spoken,),
                ratio=ratio_said(ratio, spoken),
                noun=first.noun,
                other=second.noun,
            )


def _is_stuff(reading: Reading, figure: Figure) -> bool:
    """Tell «77 percent copper» from «77 percent of the votes»."""
    if figure.dimension != "percent" or figure.high or not figure.noun or reading.is_plural(figure):
        return False
    return not reading.after(figure).startswith(" of ")
