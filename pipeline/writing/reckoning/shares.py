"""Sums on shares: what is left of a whole, how many of a hundred, one in how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, minus, over, times
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft

_OF_WHOLE = re.compile(
    r"(?: [a-z]+)?,? (?:out )?of (?:(?:the|its|their|his|her|all|all the|every|these|those|[\w’' -]{2,24}['’]s?)"
    r" )?(?:about |some |first |only )?$"
)
_OF_THEM = re.compile(
    r",? (?:and )?(?:of (?:whom|which|them|these)|(?:among|including) (?:them|which),?)(?: [a-z]+)?,? (?:only |just |about |some )?$"
)
_OF_SUCH = re.compile(r" (?:[a-z]+ )?of (?:them|whom|which|these|those)\b")
_ONLY_THE = re.compile(r"\bonly (?:the )?$")
_PEOPLE = re.compile(
    r"(?:ors|ers|men|women|people|children|patients|ists|ians|students|boys|girls|babies|adults|pilots|recruits)$"
)
_MONEY_BASE = re.compile(r"^(?:[a-z]+ )*(?:price|fee|salary|rent|bill|cost|loan|wage|income|premium|sum|total|turnover)$")
_DOWN = re.compile(r"\b(?:cut|cuts|fell|falls|fall|fallen|drops?|dropped|reduces?|reduced|shrinks?|shrank|declined?|lowers?|lowered"
                   r"|decreased?|dropping|falling|cutting|reducing|lowering)\b[^,;:.]*\bby (?:about |some |more than |over |nearly |up to |at least |almost |around )?$")  # fmt: skip
_UP = re.compile(r"\b(?:rose|rises?|risen|grew|grown?|grows|increase[sd]?|climbed|climbs|raises?|raised|jumped|rising|growing|raising)\b"
                 r"[^,;:.]*\bby (?:about |some |more than |over |nearly |up to |at least |almost |around )?$")  # fmt: skip
_CHANCE = re.compile(r"\b(?:chance|probability|odds|risk)s?(?: of [\w ]{3,40}?)? (?:is|was|of|at|are|were) (?:about |some |only )?$|^ (?:chance|probability|risk)\b")
_DEATHS = re.compile(r"\b(?:deaths?|mortality|died|die|dying)\b", re.IGNORECASE)
_LOOSE = r"(?:only |just |about |some |nearly |almost |roughly |more than |less than |over |under |at least |up to |around )*"
_LOSES = re.compile(rf"\b(?:lost|lose|loses?|saves?|saved|kill(?:s|ed)|destroy(?:s|ed)|wiped out|uses up|used up|takes? up) {_LOOSE}$")
_IS = re.compile(rf"\b(?:is|are|was|were|consists? of|contains?|holds?) {_LOOSE}$")
_MAKES_UP = re.compile(
    rf"\b(?:saves?|saved|lose|makes? up|made up|covers?|covered|accounts? for|accounted for|lost|loses?|kill(?:s|ed)|destroy(?:s|ed)|fills?|filled|wiped out|takes? up|took up|uses up|used up|supplies|supplied|provides|provided) {_LOOSE}$"
)
# Plurals that are sums or levels; a percentage of them is not so many of a hundred.
_LEVELS = re.compile(r"(?:wages|prices|costs|sales|revenues|incomes|temperatures|levels|exports|imports|emissions|calories|profits|earnings|savings|taxes|funds|rates|speeds|goods|losses|gains|needs|expenses|budgets)$")
_OWNS = re.compile(r"^ of (?:the |its )?[\w ]+? (?:owns?|owned|holds?|held|earns?|earned|have|had|possess(?:ed)?|takes?|took) $")


def rests(reading: Reading) -> Iterator[Draft]:
    """Give what is left of a whole of which a part is told: «only 49 of 180 copies survive»."""
    for part, whole in _parts_of_wholes(reading):
        if part.high or whole.high or not 0 < part.value < whole.value:
            continue
        rest = minus(amount_of(whole), amount_of(part))
        if rest is None or reading.says(rest.value):
            continue
        rest = rest.rounded()
        noun = whole.noun if whole.unit is None else whole.unit.plural
        values = (whole.value, part.value)
        counts = whole.unit is None
        ratio = over(amount_of(whole), amount_of(part))
        if ratio and ratio.value >= 20:
            one_in = ratio.rounded()
            yield draft("one in", "quotient", (part, whole), (one_in,), values=values, one_in=one_in.said(), noun=noun)
        else:
            yield draft(
                "rest", "difference", (part, whole), (rest,), values=values, rest=rest.said(counts=counts), noun=noun
            )  # fmt: skip


def _parts_of_wholes(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    counts = [f for f in reading.amounts if f.kind == "count" and f.per == "" or f.unit]
    for first, second in reading.neighbours:
        if first not in counts or second not in counts or first.dimension not in ("", second.dimension):
            continue
        if _is_part_first(reading, first, second):
            yield first, second
    for whole in counts:
        yield from ((part, whole) for part in _later_parts(reading, whole))


def _is_part_first(reading: Reading, first: Figure, second: Figure) -> bool:
    between = reading.between(first, second)
    if second.unit is None and not reading.is_plural(second) and "out of" not in between:
        return False
    if first.value == 1 or first.dimension or "out of" not in between and " of every " in between:
        return False
    return bool(_OF_WHOLE.match(between)) and not (first.noun and first.noun != second.noun)


def _later_parts(reading: Reading, whole: Figure) -> Iterator[Figure]:
    """Give the one part of a whole that is told after it: «of which 49», «38 of them», «Of 52 stations, 17 …»."""
    if whole.dimension not in ("", "length", "mass", "volume", "area") or (not whole.unit and not reading.is_plural(whole)):
        return
    later = [figure for figure in reading.amounts if figure.start > whole.end]
    parts = [figure for figure in later if _is_later_part(reading, whole, figure)]
    bare = [figure for figure in later if figure.is_plain]
    if len(parts) == 1 and len(bare) <= 1:
        yield parts[0]


def _is_later_part(reading: Reading, whole: Figure, part: Figure) -> bool:
    between = reading.text[whole.noun_end : part.start]
    if part.unit or part.noun or part.kind != "count" or re.search(r"[.;:]\s", between):
        return False
    if re.match(r"(?:\s*(?:percent|%)| years?\b| times\b)", reading.after(part)):
        return False
    before = reading.before(whole)
    opened = re.search(r"(?:^|[;:,] )[Oo]f (?:the |its |their |all |all the |some |about )*$", before)
    if _OF_THEM.search(between) or _OF_SUCH.match(reading.after(part)):
        return len([f for f in reading.amounts if whole.end <= f.start < part.start]) == 0
    if opened and whole.unit is None:
        return between.count(",") == 1
    only = _ONLY_THE.search(between) and re.match(r" who\b", reading.after(part))
    return bool(only) and bool(_PEOPLE.search(whole.noun)) and len(_peoples(reading, part)) == 1


def _peoples(reading: Reading, part: Figure) -> list[Figure]:
    return [f for f in reading.amounts if f.end < part.start and _PEOPLE.search(f.noun)]


def parts_of_numbers(reading: Reading) -> Iterator[Draft]:
    """Work out a percentage or a fraction of a number that is told: «a third of its 60,000 people»."""
    for part, whole in reading.neighbours:
        is_share = part.kind == "part" or part.dimension == "percent"
        if not is_share or part.high or whole.high or whole.per or whole.dimension in ("percent", "temperature", "degree", "money"):
            continue
        if not _OF_WHOLE.match(reading.between(part, whole)) or (whole.unit is None and not reading.is_plural(whole)):
            continue
        yield from _part_of(reading, part, whole)
    for whole, part in reading.neighbours:
        is_share = part.kind == "part" or part.dimension == "percent"
        if not is_share or part.high or whole.high or whole.per or not _OF_THEM.search(reading.past_noun(whole, part)):
            if not (is_share and _OF_SUCH.match(reading.after(part)) and re.fullmatch(r"[^;:.]*, (?:and )?(?:about |some |nearly )?", reading.past_noun(whole, part))):
                continue
        if part.high or whole.high or whole.per or whole.dimension in ("percent", "temperature", "degree", "money"):
            continue
        if whole.unit is not None or reading.is_plural(whole):
            yield from _part_of(reading, part, whole)
    yield from _shares_of_opened(reading)


def _shares_of_opened(reading: Reading) -> Iterator[Draft]:
    """Work out «Of the world's 7,000 languages about 40 percent are endangered», where only one share is told."""
    for whole, part in reading.neighbours:
        opened = re.search(r"(?:^|[;:,] )[Oo]f (?:the |its |their |all |all the |some |about |[\w’' -]{2,24}['’]s? )*$", reading.before(whole))
        single = len([f for f in reading.amounts if f.kind == "part" or f.dimension == "percent"]) == 1
        if not opened or not single or (part.kind != "part" and part.dimension != "percent") or part.noun or part.high or whole.high:
            continue
        between = reading.past_noun(whole, part)
        if whole.unit is None and reading.is_plural(whole) and not re.search(r"[.;:]", between) and between.count(",") <= 1:
            yield from _part_of(reading, part, whole)


def _part_of(reading: Reading, part: Figure, whole: Figure) -> Iterator[Draft]:
    scale = Fraction(1, 100) if part.unit else Fraction(1)
    share = amount_of(part)
    result = times(Amount(share.value * scale, share.bound, share.digits), amount_of(whole))
    if result is None or result.value >= whole.value or (whole.unit is None and result.value < 2):
        return
    result = result.rounded()
    noun = whole.unit.said(result.value) if whole.unit else whole.noun
    yield draft(
        "part of", "part of", (part, whole), (result,), given=(scale,), result=result.said(counts=not whole.unit), noun=noun
    )  # fmt: skip


def hundreds(reading: Reading) -> Iterator[Draft]:
    """Count a percentage in people or things: «of every hundred men, about forty»."""
    shares = [f for f in reading.amounts if f.dimension == "percent" and not f.per and not f.high]
    counted = [f for f in shares if _counts(reading, f)]
    if len(counted) == 2 and len(shares) == 2 and counted[0].noun != counted[1].noun:
        first, second = counted
        if not _OWNS.match(reading.between(first, second)):
            yield from _two_hundreds(first, second)
        return
    if len(shares) == 1 and len(counted) == 1:
        yield from _one_hundred(reading, counted[0])


def _counts(reading: Reading, figure: Figure) -> bool:
    of = re.match(r" of (?:the |all |its |their )?", reading.after(figure))
    if not of or not reading.is_plural(figure) or _LEVELS.search(figure.noun):
        return False
    if re.search(r"\b(?:with|than|by|to|from|at|times) (?:about |only |some |nearly |under |over )?$", reading.before(figure)):
        return False
    return Fraction(1, 10) <= figure.value < 100


def _base(*values: Fraction) -> int:
    base = 100
    while any((value * base / 100) < 1 or (value * base / 100).denominator != 1 for value in values) and base < 10000:
        base *= 10
    return base


def _two_hundreds(first: Figure, second: Figure) -> Iterator[Draft]:
    base = _base(first.value, second.value)
    amounts = [Amount(f.value * base / 100, f.bound) for f in (first, second)]
    yield draft(
        "two hundreds", "share of a base", (first, second), amounts, given=(base,),
        base=said(Fraction(base)).replace("a ", "", 1), noun=first.noun, other=second.noun,
        share=amounts[0].said(counts=True), other_share=amounts[1].said(counts=True),
    )  # fmt: skip


def _one_hundred(reading: Reading, figure: Figure) -> Iterator[Draft]:
    following = reading.token_after(figure.noun_end)
    narrowed = following is not None and (following.tag in ("WP", "WDT", "VBN", "VBG", "WRB") or following.text in ("who", "that", "aged", "over", "under", "with", "without", "between"))  # fmt: skip
    base = _base(figure.value)
    share = Amount(figure.value * base / 100, figure.bound)
    noun = "of them" if narrowed or "’s" in figure.noun or "'s" in figure.noun else figure.noun
    rest = minus(exact(base), share)
    if rest is None or share.value == base / 2:
        return
    yield draft(
        "hundred", "share of a base", (figure,), (share,), given=(base,),
        base=said(Fraction(base)).replace("a ", "", 1), noun=noun, share=share.said(counts=True),
    )  # fmt: skip


def others(reading: Reading) -> Iterator[Draft]:
    """Give what a large percentage or a fraction of one whole leaves: «97 percent of the Earth's water»."""
    shares = [f for f in reading.amounts if (f.dimension == "percent" or f.kind == "part") and not f.per and not f.high]
    if len(shares) != 1:
        return
    figure = shares[0]
    is_stuff = figure.unit and figure.value >= 50 and _IS.search(reading.before(figure)) and figure.noun and not reading.is_plural(figure)
    if is_stuff and re.match(r"\s(?!of\b|less|more|fewer|higher|lower)\w", reading.after(figure)):
        rest = minus(exact(100), Amount(figure.value, figure.bound))
        if rest and not _CHANCE.match(reading.after(figure)):
            yield draft("leaves", "rest", (figure,), (rest,), given=(100,), rest=f"{rest.said()} percent")
        return
    if not _is_of_the(reading, figure):
        return
    whole = Fraction(100) if figure.unit else Fraction(1)
    takes = _LOSES.search(reading.before(figure)) or figure.value >= 60
    if not _takes_part(reading, figure) or figure.value >= whole or (whole == 100 and not takes) or (whole == 1 and figure.value == Fraction(1, 2)):
        return
    rest = minus(exact(whole), Amount(figure.value, figure.bound))
    if rest is None or reading.says(rest.value):
        return
    text = (rest.said() + " percent") if figure.unit else _part_with_bound(rest)
    if text:
        yield draft("leaves", "rest", (figure,), (rest,), given=(whole,), rest=text)


def _part_with_bound(part: Amount) -> str:
    name = part_said(part.value)
    words = {"about": "about ", "exactly": "", "over": "more than ", "under": "less than ", "at least": "at least ", "at most": "at most "}  # fmt: skip
    return words[part.bound] + name if name else ""


def _takes_part(reading: Reading, figure: Figure) -> bool:
    """Tell a share from a comparison («has a third of the Earth's gravity»): it is a subject, or makes up, covers, loses."""
    before = reading.before(figure)
    if re.match(r" of itself\b", reading.after(figure)) or _MAKES_UP.search(before):
        return True
    subject = re.search(rf"(?:^|[.;:,] (?:and |but )?)(?:{_LOOSE})?$", before, re.IGNORECASE)
    tokens = reading.tokens_in(figure.noun_end, figure.noun_end + 60)
    return bool(subject) and any(token.tag in ("VBZ", "VBP", "VBD", "MD") for token in tokens)


def _is_of_the(reading: Reading, figure: Figure) -> bool:
    """Tell a share of one whole («of the world's oxygen») from a measure («a twelfth of a teaspoon»)."""
    after = reading.after(figure)
    if not re.match(r" of (?!an? |one |what )", after):
        return False
    sample = reading.before(figure)
    return not re.search(r"\b(?:with|than|by|to|from|times|at) (?:about |only |some |nearly )?$", sample)


def one_in(reading: Reading) -> Iterator[Draft]:
    """Turn a very small share into one of so many: «84 parts per million», «0.04 percent of the air»."""
    sizes = {"ppm": Fraction(10**6), "per mille": Fraction(1000), "percent": Fraction(100)}
    for figure in reading.amounts:
        size = sizes.get(figure.dimension)
        if size is None or figure.high or figure.per or not 0 < figure.value < size / 100:
            continue
        stuff = figure.noun and not re.match(r" (?:of|less|more|fewer|higher|lower)\b", reading.after(figure))
        if figure.dimension == "percent" and (not (stuff or _is_of_the(reading, figure)) or reading.is_plural(figure) or not figure.noun):
            continue
        amount = over(exact(size), amount_of(figure))
        if amount:
            amount = amount.rounded()
            yield draft("one part in", "inverse", (figure,), (amount,), given=(size,), one_in=amount.said())


def chances(reading: Reading) -> Iterator[Draft]:
    """Say a chance in percent as so many times in ten or a hundred."""
    for figure in reading.amounts:
        if figure.dimension != "percent" or figure.high or not 1 <= figure.value < 100:
            continue
        if not (_CHANCE.search(reading.before(figure)) or _CHANCE.match(reading.after(figure))):
            continue
        base = 10 if figure.value % 10 == 0 else 20 if figure.value % 5 == 0 else 100
        amount = Amount(figure.value * base / 100, figure.bound)
        if amount.value.denominator == 1 and figure.value != 50:
            yield draft("chance", "share of a base", (figure,), (amount,), given=(base,), share=amount.said(), base=said(Fraction(base)))


def less_and_more(reading: Reading) -> Iterator[Draft]:
    """Set a hundred beside «15 percent less moisture», «fell by more than 90 percent»."""
    changes = [f for f in reading.amounts if f.dimension == "percent" and not f.per and not f.high]
    for figure in changes:
        after, before = reading.after(figure), reading.before(figure)
        down = re.match(r" (?:less|fewer|lower|lighter|cheaper|shorter|smaller|slower)\b", after) or _DOWN.search(before)
        up = re.match(r" (?:more|higher|heavier|longer|larger|faster)\b", after) or _UP.search(before)
        if not (down or up) or figure.value < (5 if down else 20) or (down and figure.value >= 100):
            continue
        if re.search(r"\b(?:degrees?|temperature|°)\b", reading.text):
            continue
        change = amount_of(figure)
        flipped = minus(exact(100), Amount(change.value, change.bound))
        amount = flipped if down else Amount(100 + change.value, change.bound)
        if amount is None:
            continue
        kind = "changed" if _DOWN.search(before) or _UP.search(before) else "compared"
        yield draft(kind, "less by" if down else "more by", (figure,), (amount,), given=(100,), result=amount.said())
        return


def mixtures(reading: Reading) -> Iterator[Draft]:
    """Say two parts of one mixture as so many to one: «77 percent copper and 23 percent tin»."""
    for first, second in reading.neighbours:
        if first.dimension != "percent" or second.dimension != "percent" or first.high or second.high:
            continue
        if not (first.noun and second.noun) or reading.after(first).startswith(" of ") or reading.after(second).startswith(" of "):
            continue
        if not re.fullmatch(r"(?:,| and|, and) (?:about |some |only )?", reading.past_noun(first, second)):
            continue
        if reading.is_plural(first) or reading.is_plural(second) or first.value <= second.value or first.value + second.value > 100:
            continue
        ratio = over(amount_of(first), Amount(second.value, "exactly", 2))
        if ratio and ratio.value >= Fraction(3, 2):
            nearest = Fraction(round(ratio.value))
            spoken = Amount(nearest, "about") if abs(nearest - ratio.value) <= ratio.value / 20 else Amount(Fraction(int(ratio.value)), "over")
            if spoken.bound == "over" and first.bound not in ("exactly", "about"):
                continue
            yield draft("mixture", "quotient", (first, second), (spoken,), ratio=spoken.said(), noun=first.noun, other=second.noun)


def unequal(reading: Reading) -> Iterator[Draft]:
    """Set what some own against an equal share: «20 percent of the people owned 80 percent of the land»."""
    for first, second in reading.neighbours:
        if first.dimension != "percent" or second.dimension != "percent" or first.high or second.high:
            continue
        people = reading.is_plural(first) or re.search(r"\b(?:richest|wealthiest) $", reading.before(first))
        if not people or not second.noun or second.value <= first.value:
            continue
        between = reading.between(first, second)
        if not (_OWNS.match(between.replace("about ", "")) or re.match(r" (?:own|hold|held|owned|have|had|earn|earned) (?:about |some )?$", between)):
            continue
        ratio = over(amount_of(second), Amount(first.value, first.bound))
        if ratio:
            ratio = ratio.rounded()
            yield draft("unequal", "unequal", (first, second), (ratio,), ratio=ratio.said())


def on_a_base(reading: Reading) -> Iterator[Draft]:
    """Take a made-up price for a percentage of one: «say the price is four thousand»."""
    for figure in reading.amounts:
        if figure.dimension != "percent" or figure.per or not _MONEY_BASE.match(figure.noun):
            continue
        if not re.match(r" of (?:the|its|their|his|her|a|your) ", reading.after(figure)) or figure.value >= 100:
            continue
        low, high = amount_of(figure), high_of(figure)
        base = 1000 if low.value % 1 == 0 else 10000
        amounts = [Amount(each.value * base / 100, "exactly" if figure.high else each.bound) for each in (low, high)]
        noun = figure.noun.split()[-1]
        if figure.high:
            values = (figure.value, figure.high)
            yield draft(
                "say between", "share of a base", (figure,), amounts, given=(base,), values=values, noun=noun,
                base=said(Fraction(base)), low=amounts[0].said(), high=amounts[1].said(),
            )  # fmt: skip
        else:
            yield draft("say", "share of a base", (figure,), amounts[:1], given=(base,), noun=noun, base=said(Fraction(base)), low=amounts[0].said())


def changes_in_people(reading: Reading) -> Iterator[Draft]:
    """Count a share that changed in people, where a pack says whom it counts."""
    from pipeline.writing.reckoning.pairs import from_to

    for first, second in from_to(reading):
        if not reading.counted or first.dimension != "percent" or (second.unit and second.dimension != "percent"):
            continue
        base = 1000
        amounts = [Amount(f.value * base / 100, f.bound) for f in (first, second)]
        died = "died " if _DEATHS.search(reading.before(first)[-60:]) else ""
        yield draft(
            "changed people", "share of a base", (first, second), amounts, given=(base,), counted=reading.counted, died=died,
            before=amounts[0].said(counts=True), after=amounts[1].said(counts=True), base="thousand",
        )  # fmt: skip
