"""Wholes put together from what each part holds, and parts found from a whole that comes in so many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import either, loosely

_EACH = re.compile(
    r"(?:,| in| on| to)? each(?! (?:year|day|week|month|hour|time|side|minute|night|season))\b"
)
_FOR_EACH_OF = re.compile(r" for each of (?:the |its |his |her |their )")
_EACH_OF_WHICH = re.compile(rf",? (?:of which each|each of which|and each|each of them) [a-z]+ {loosely()}")
_PLAIN = 10**5  # so large a product is still said to the last digit
_EVERY = re.compile(r"^(?:a|an|each|every|one) ", re.IGNORECASE)
_HOLDS = frozenset(
    "has have holds hold contains contain carries carry gives give yields yield needs need"
    " weighs weigh takes take".split()
)
_IN_STAGES = re.compile(rf",? in {loosely()}")
_LONG_WITH = re.compile(
    rf" (?:long|wide|high) and (?:carries|has|holds|bears|counts|rests on|stands on|is hung with) {loosely()}"
)
_A_UNIT = re.compile(r"(?:A|An|One|Each|Every) (?P<unit>[a-z]+)(?: of [a-z -]{2,30}?)? (?:[a-z]+) ")
_HAS = re.compile(
    rf"[,;] (?:and |so )?(?:an?|the|one|each) [^,;.]* (?:has|needs?|holds?|takes?|weighs?|is"
    rf"|contains?|uses?|had|needed|took|weighed) {loosely()}$"
)
_LENGTHS = ("metre", "kilometre")
_STAGES = re.compile(rf"\b{either('stages')}$")


def held_by_each(reading: Reading) -> Iterator[Draft]:
    """Multiply «two main cables hold 27,572 wires each», where two is told in the subject."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.per or second.per or first.value < 2:
            continue
        if first.kind != "count" or not reading.is_plural(first) or not _EACH.match(reading.behind(second)):
            continue
        if second.unit is None and not reading.is_plural(second):
            continue
        if second.unit and second.dimension not in ("mass", "volume", "time", "length", "money"):
            continue
        between = reading.past_noun(first, second)
        if re.search(r"[.,;:]| (?:and|or|in|by|for|from|of) ", between):
            continue
        yield from _total(reading, first, second)


def chains(reading: Reading) -> Iterator[Draft]:
    """Multiply «a cocoon holds about 900 metres» by «a blouse needs 630 cocoons»."""
    for second, first in reading.neighbours:  # what one holds, then how many
        if first.high or second.high or first.per or second.per or first.kind != "count" or first.value < 3:
            continue
        if not reading.is_plural(first) or second.dimension not in ("", "length", "mass", "volume"):
            continue
        if second.unit is None and not reading.is_plural(second):
            continue
        one = _holder(reading, second)
        if one and first.noun.split()[-1] in (f"{one}s", f"{one}es") and _is_apart(reading, second, first):
            yield from _total(reading, first, second)


def _holder(reading: Reading, figure: Figure) -> str:
    """Give the noun of «A cocoon holds …» at the start of the sentence."""
    start = max((m.end() for m in re.finditer(r"[.;] ", reading.before(figure))), default=0)
    tokens = reading.tokens_in(start, figure.start)
    if not tokens or not _EVERY.match(reading.text[start:]):
        return ""
    verb = next((n for n, token in enumerate(tokens) if token.text in _HOLDS), 0)
    if verb < 2 or any(not token.tag.startswith(("NN", "JJ", "DT", "HYPH", "CD")) for token in tokens[:verb]):
        return ""
    return tokens[verb - 1].text


def _is_apart(reading: Reading, one: Figure, many: Figure) -> bool:
    between = reading.past_noun(one, many)
    return bool(re.match(r"[^.]*(?:[,;] (?:and |so )?|; )(?:a|an|the|one|each) [^,;.]*$", between))


def _total(reading: Reading, first: Figure, second: Figure) -> Iterator[Draft]:
    product = times(amount_of(first), amount_of(second))
    if product is None or reading.says(product.value) or product.bound in ("over", "under"):
        return
    unit, scale = second.unit, Fraction(1)
    if unit and unit.name == "metre" and product.value >= 2000:
        unit, scale = units()["kilometre"], Fraction(1, 1000)
    if unit and unit.name == "gram" and product.value >= 2000:
        unit, scale = units()["kilogram"], Fraction(1, 1000)
    spoken = Amount(product.value * scale, product.bound, product.digits)
    is_plain = product.bound == "exactly" and spoken.value.denominator == 1 and spoken.value < _PLAIN
    spoken = Amount(spoken.value) if is_plain else spoken.rounded()
    text = f"{spoken.said()} {unit.said(spoken.value) if unit else second.noun}"
    text += f" a {second.per}" if second.per else ""
    yield draft(
        "total", "each times", (first, second), (spoken,), given=(second.value * scale,),
        values=(first.value,), total=text,
    )  # fmt: skip


def for_each_of(reading: Reading) -> Iterator[Draft]:
    """Multiply «180 euros for each of the 24 pupils», «twelve looms, of which each makes 60 metres»."""
    for first, second in reading.neighbours:
        between = reading.past_noun(first, second)
        if first.high or second.high:
            continue
        if _FOR_EACH_OF.fullmatch(between) and first.unit and not second.unit and reading.is_plural(second):
            yield from _total(reading, second, first)
        elif (
            _EACH_OF_WHICH.fullmatch(between) and not first.unit and reading.is_plural(first) and second.unit
        ):
            yield from _total(reading, first, second)


def stages(reading: Reading) -> Iterator[Draft]:
    """Share a whole out over its stages: «3,400 kilometres in 21 stages»."""
    for first, second in reading.neighbours:
        if first.high or second.high or second.value < 2 or second.kind != "count" or second.per or first.per:
            continue
        if not _IN_STAGES.fullmatch(reading.past_noun(first, second)) or not _STAGES.search(second.noun):
            continue
        if first.dimension not in ("length", "mass", "volume", "money") and not reading.is_plural(first):
            continue
        if first.kind == "part" or first.dimension in ("percent", "time", "calendar", "times"):
            continue
        share = over(amount_of(first), amount_of(second))
        if share is None or share.value < 2:
            continue
        share = share.rounded()
        what = first.unit.said(share.value) if first.unit else first.noun
        yield draft(
            "average",
            "quotient",
            (first, second),
            (share,),
            amount=f"{share.said()} {what}",
            each=_singular(second.noun.split()[-1]),
        )


def by_the_unit(reading: Reading) -> Iterator[Draft]:
    """Multiply «A gram of fresh yeast holds ten billion cells» by the «42 grams» that are told after it."""
    if len(reading.amounts) != 2:
        return
    first, second = reading.amounts
    opened = _A_UNIT.match(reading.text)
    if not opened or first.high or second.high or first.per or second.per:
        return
    measure = units().get(opened["unit"])
    if measure is None or not (second.unit == measure or second.is_plain):
        return
    if not (reading.is_plural(first) or (first.unit and first.unit != measure)):
        return
    if reading.has_verb(0, opened.end("unit")) or not _HAS.search(reading.past_noun(first, second)):
        return
    if not re.match(r"[.,;]|$", reading.behind(second)):
        return
    yield from _total(reading, second, first)


def _singular(plural: str) -> str:
    """Give the singular of a noun of the list of stages."""
    irregular = {"matches": "match", "boxes": "box", "series": "series", "losses": "loss"}
    return irregular.get(plural, plural.removesuffix("s"))


def spacings(reading: Reading) -> Iterator[Draft]:
    """Say how far apart things are: «80 kilometres long and carries 3,000 hooks»."""
    for first, second in reading.neighbours:
        if not first.unit or first.unit.name not in _LENGTHS or first.high or second.high:
            continue
        if second.kind != "count" or not reading.is_plural(second) or second.value < 10 or second.per:
            continue
        if not _LONG_WITH.fullmatch(reading.past_noun(first, second)):
            continue
        scale = first.unit.size
        gap = over(
            Amount(amount_of(first).value * scale, first.bound, amount_of(first).digits), amount_of(second)
        )
        if gap is None or gap.bound not in ("exactly", "about") or not 2 <= gap.value <= 1000:
            continue
        gap = gap.rounded()
        about = "about " if gap.bound == "about" else ""
        yield draft(
            "spacing",
            "quotient",
            (first, second),
            (gap,),
            given=(scale,),
            every=f"{about}every {said(gap.value)} {units()['metre'].said(gap.value)}",
        )
