"""Wholes put together from what each part holds, and parts found from a whole that comes in so many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, over, times
from pipeline.writing.reckoning.changes import duration, plain_ratio, ratio_said, times_said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import either, loosely

_EACH = re.compile(r"(?:,| in| on| to)? each(?! (?:year|day|week|month|hour|time|side|minute|night|season))\b")
_EVERY = re.compile(r"^(?:a|an|each|every|one) ", re.IGNORECASE)
_HOLDS = frozenset(
    "has have holds hold contains contain carries carry gives give yields yield needs need weighs weigh takes take".split()
)
_IN_STAGES = re.compile(rf",? in {loosely()}")
_LONG_WITH = re.compile(
    rf" (?:long|wide|high) and (?:carries|has|holds|bears|counts|rests on|stands on|is hung with) {loosely()}"
)
_ENOUGH_FOR = re.compile(
    rf",? (?:which|that|and|enough to|enough for) (?:makes?|fills?|is enough for|gives?|yields?|feeds?|serves?) {loosely()}"
)
_IN_A_PLACE = re.compile(rf"(?:^|[.;] )(?:In|On|For) (?:a|an|the) [a-z-]+(?: [a-z-]+)? (?:of|with) {loosely()}$")
_TOGETHER = re.compile(r" (?:together|between them|altogether|among them|in all)(?=[.,;]|$| and\b)")
_SPREAD = re.compile(rf",? (?:spread|divided|shared|split)(?: out)? (?:over|across|among|between|into) {loosely()}")
_GROUP = re.compile(
    r"(?:^|[.;] )(?:A|An|The|Each|Every) (?:[a-z]+ )?(?:flock|herd|colony|swarm|crew|shoal|class|village|town|city|family|pack"
    rf"|army|team|hive|pride|troop|school|hospital|canteen) of {loosely()}$"
)
_CONSUMES = re.compile(
    rf" (?:[a-z]+ )?(?:eats?|ate|drinks?|drank|drops?|dropped|uses?|used|needs?|needed|produces?|produced|leaves|left|consumes?"
    rf"|consumed|burns?|burned|wastes?|wasted|makes?|made) {loosely()}"
)
_SMALLER = {"tonne": "kilogram", "kilogram": "gram", "gram": "milligram", "litre": "millilitre"}
_A_UNIT = re.compile(r"(?:A|An|One|Each|Every) (?P<unit>[a-z]+)(?: of [a-z -]{2,30}?)? (?:[a-z]+) ")
_HAS = re.compile(rf"[,;] (?:and |so )?(?:an?|the|one|each) [^,;.]* (?:has|needs?|holds?|takes?|weighs?|is|contains?|uses?|had|needed|took|weighed) {loosely()}$")
_GIVES = re.compile(rf"^(?:A|An|One|Each|Every) [a-z -]+ (?:gives?|yields?|holds?|makes?) {loosely()}$")
_TAKES = re.compile(rf"[,;] (?:and |but )?(?:an?|each|one|every) [a-z -]+ (?:takes?|needs?|uses?) {loosely()}$")
_BUILT_FOR = re.compile(
    rf",? (?:though|although|but|while|where)(?: [a-z]+){{0,3}} (?P<built>built|designed|meant|planned|made|intended) for "
    rf"{loosely()}$"
)
_MANY_FOR_ONE = 10
_FOR_EVERY = re.compile(r" (?:for|to|on) (?:every|each|the) (?P<coin>dollar|euro)\b(?! (?:more|less))")
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
    spoken = spoken.rounded()
    text = f"{spoken.said()} {unit.said(spoken.value) if unit else second.noun}"
    yield draft(
        "total", "each times", (first, second), (spoken,), given=(second.value * scale,),
        values=(first.value,), total=text,
    )  # fmt: skip


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


def together(reading: Reading) -> Iterator[Draft]:
    """Share out what so many do or weigh together: «Twelve pickers fill 300 crates a day between them»."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.unit or first.per or first.value < 2 or not reading.is_plural(first):
            continue
        if not _TOGETHER.match(reading.behind(second)) or re.search(r"[.;:,]", reading.past_noun(first, second)):
            continue
        if second.dimension not in ("", "mass", "length", "volume", "money") or second.kind == "part":
            continue
        if second.unit is None and not reading.is_plural(second):
            continue
        share = over(amount_of(second), amount_of(first))
        if share is None or share.value <= 0:
            continue
        unit, scale = second.unit, Fraction(1)
        smaller = {"tonne": "kilogram", "kilogram": "gram", "kilometre": "metre"}.get(unit.name) if unit else None
        if unit and share.value < 1 and smaller:
            unit, scale = units()[smaller], unit.size / units()[smaller].size
        share = Amount(share.value * scale, share.bound, share.digits)
        share = Amount(share.value, share.bound, max(2, share.digits) if share.digits else None).rounded()
        if unit is None and share.value < 2:
            continue
        what = unit.said(share.value) if unit else second.noun
        text = f"{share.said()} {what}" + (f" a {second.per}" if second.per else "")
        yield draft("for each", "quotient", (second, first), (share,), given=(scale,), amount=text)


def spread(reading: Reading) -> Iterator[Draft]:
    """Share out «about 15 hours, spread over four evenings»."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.per or second.per or not first.unit or second.value < 2:
            continue
        if first.dimension not in ("time", "length", "mass", "volume", "money"):
            continue
        if not _SPREAD.fullmatch(reading.past_noun(first, second)) or not (second.noun or second.unit):
            continue
        if second.unit and second.unit.name not in ("day", "week"):
            continue
        share = over(amount_of(first), Amount(second.value))  # «spread over four» bounds nothing
        if share is None or share.value < 1:
            continue
        unit, scale = first.unit, Fraction(1)
        if unit.name == "hour" and share.value.denominator in (2, 3, 4):
            unit, scale = units()["minute"], Fraction(60)
            share = Amount(share.value * scale, share.bound)
        else:
            share = share.rounded()
        text = duration(share, unit)
        yield draft("for each", "quotient", (first, second), (share,), given=(scale,), amount=text)


def of_a_group(reading: Reading) -> Iterator[Draft]:
    """Share out what a group eats or leaves: «A flock of 100,000 starlings drops half a tonne of dung a night»."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.unit or first.per or not reading.is_plural(first) or first.value < 2:
            continue
        if second.dimension not in ("mass", "volume") or not _GROUP.search(reading.before(first)):
            continue
        if not _CONSUMES.fullmatch(reading.past_noun(first, second)) or second.unit is None:
            continue
        share = over(amount_of(second), amount_of(first))
        if share is None:
            continue
        unit, scale = second.unit, Fraction(1)
        while share.value * scale < 1 and (smaller := _SMALLER.get(unit.name)):
            scale *= unit.size / units()[smaller].size
            unit = units()[smaller]
        if share.value * scale < 1:
            continue
        spoken = Amount(share.value * scale, share.bound, share.digits).rounded()
        text = f"{spoken.said()} {unit.said(spoken.value)}"
        yield draft("for each", "quotient", (second, first), (spoken,), given=(scale,), amount=text)


def price_each(reading: Reading) -> Iterator[Draft]:
    """Share out a price: «A bus for 49 pupils costs 735 euros»."""
    for first, second in reading.neighbours:
        if first.high or second.high or first.unit or not reading.is_plural(first) or first.value < 2:
            continue
        if second.dimension != "money" or second.unit is None or second.per:
            continue
        if not re.search(r"\bfor $", reading.before(first)) or not re.fullmatch(
            rf" (?:costs?|cost) {loosely()}", reading.past_noun(first, second)
        ):
            continue
        share = over(amount_of(second), amount_of(first))
        if share and share.value >= 1:
            share = share.rounded()
            text = f"{share.said()} {second.unit.said(share.value)}"
            yield draft("for each", "quotient", (second, first), (share,), amount=text)


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


def enough_for(reading: Reading) -> Iterator[Draft]:
    """Divide «A sheep gives four kilos of wool» by «a pullover takes 800 grams»."""
    if len(reading.amounts) != 2:
        return
    whole, one = reading.amounts
    if whole.high or one.high or whole.per or one.per or not whole.unit or not one.unit or one.noun:
        return
    if whole.dimension not in ("mass", "volume", "length") or whole.dimension != one.dimension:
        return
    if not _GIVES.search(reading.before(whole)) or not _TAKES.search(reading.past_noun(whole, one)):
        return
    scale = whole.unit.size / one.unit.size
    number = over(Amount(amount_of(whole).value * scale, whole.bound, amount_of(whole).digits), amount_of(one))
    if number is None or number.value < 2:
        return
    nearest = Fraction(round(number.value))
    if abs(nearest - number.value) > number.value / 20:
        return
    spoken = Amount(nearest, number.bound if nearest == number.value else "about")
    yield draft("enough for", "quotient", (whole, one), (spoken,), given=(scale,), number=spoken.said())


def slopes(reading: Reading) -> Iterator[Draft]:
    """Say a slope by the kilometre: «climbs 200 metres over 20 kilometres»."""
    for first, second in reading.neighbours:
        if not (first.unit and second.unit) or first.high or second.high or second.value < 2:
            continue
        if first.unit.name != "metre" or second.unit.name != "kilometre" or first.per or second.per:
            continue
        if not re.search(rf"\b(?:climbs?|climbed|rises?|rose|falls?|fell|drops?|dropped) {loosely()}$", reading.before(first)):
            continue
        if not re.fullmatch(rf" (?:over|in|within|on) {loosely()}", reading.past_noun(first, second)):
            continue
        slope = over(amount_of(first), Amount(second.value, "exactly", amount_of(second).digits))
        if slope and slope.value >= 1:
            slope = slope.rounded()
            text = f"{slope.said()} {first.unit.said(slope.value)}"
            yield draft("slope", "quotient", (first, second), (slope,), amount=text)


def beyond(reading: Reading) -> Iterator[Draft]:
    """Set a number against what was planned: «65,000 vehicles a day, though it was built for 30,000»."""
    for first, second in reading.neighbours:
        built = _BUILT_FOR.search(reading.past_noun(first, second))
        if not built or first.high or second.high or not (first.unit or reading.is_plural(first)):
            continue
        if not (second.is_plain or second.unit == first.unit) or second.per not in ("", first.per):
            continue
        ratio = over(amount_of(first), amount_of(second))
        spoken = plain_ratio(ratio) if ratio else None
        if ratio is None or spoken is None or ratio.value < Fraction(7, 5):
            continue
        factor = times_said(ratio_said(ratio, spoken))
        yield draft("beyond", "quotient", (first, second), (spoken,), factor=factor, built=built["built"])


def one_for_every(reading: Reading) -> Iterator[Draft]:
    """Set the few against the many of one place: «in a novel of 120,000 words … eleven mistakes»."""
    if len(reading.amounts) != 2:
        return
    many, few = reading.amounts
    opened = _IN_A_PLACE.search(reading.before(many))
    if not opened or many.high or few.high or many.per or few.per or many.unit or few.unit:
        return
    if not (reading.is_plural(many) and reading.is_plural(few)) or few.value < 2:
        return
    if re.search(r"[,;:.] |\b(?:and|of|who|which|that|every|each)\b", reading.past_noun(many, few)):
        return
    ratio = over(amount_of(many), amount_of(few))
    if ratio is None or ratio.value < _MANY_FOR_ONE:
        return
    ratio = ratio.rounded()
    yield draft(
        "one for every", "quotient", (many, few), (ratio,), every=_every(ratio), noun=many.noun
    )


def _every(ratio: Amount) -> str:
    about = "about " if ratio.bound == "about" else ""
    return f"{about}every {ratio.said().removeprefix('about ')}"


def for_each(reading: Reading) -> Iterator[Draft]:
    """Share out «225 litres, which makes 300 bottles»."""
    for first, second in reading.neighbours:
        if first.high or second.high or second.kind != "count" or second.value < 3 or first.per or second.per:
            continue
        if first.dimension not in ("mass", "volume", "money") or not reading.is_plural(second):
            continue
        if not _ENOUGH_FOR.fullmatch(reading.past_noun(first, second)) or first.unit is None:
            continue
        share = over(amount_of(first), amount_of(second))
        if share is None:
            continue
        unit, scale = first.unit, Fraction(1)
        smaller = {"tonne": "kilogram", "kilogram": "gram"}.get(unit.name)
        if share.value < 1 and smaller:
            unit, scale = units()[smaller], unit.size / units()[smaller].size
        share = Amount(share.value * scale, share.bound, share.digits)
        share = share if share.bound == "exactly" and share.value * 100 % 1 == 0 else share.rounded()
        yield draft(
            "for each",
            "quotient",
            (first, second),
            (share,),
            given=(scale,),
            amount=f"{share.said()} {unit.said(share.value)}",
        )


def to_the_coin(reading: Reading) -> Iterator[Draft]:
    """Give what is missing in «82 cents for every dollar»."""
    for figure in reading.amounts:
        coin = _FOR_EVERY.match(reading.after(figure))
        if not coin or figure.high or not figure.unit or figure.unit.name != "cent" or not 1 < figure.value < 100:
            continue
        gap = minus(Amount(Fraction(100)), amount_of(figure))
        if gap and gap.bound in ("exactly", "about"):
            text = f"{gap.said()} {figure.unit.said(gap.value)}"
            yield draft("to the coin", "rest", (figure,), (gap,), given=(100,), gap=text, coin=coin["coin"])


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
        gap = over(Amount(amount_of(first).value * scale, first.bound, amount_of(first).digits), amount_of(second))
        if gap is None or not 2 <= gap.value <= 1000:
            continue
        gap = gap.rounded()
        yield draft(
            "spacing",
            "quotient",
            (first, second),
            (gap,),
            given=(scale,),
            gap=f"{gap.said()} {units()['metre'].said(gap.value)}",
        )
