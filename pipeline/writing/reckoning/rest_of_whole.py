"""What is left of a whole of which a part is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, over
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either, loosely

OF_WHOLE = re.compile(
    r"(?: [a-z]+)?,? (?:out )?of "
    r"(?:(?:the|its|their|his|her|all|all the|every|these|those|[\w’' -]{2,24}['’]s?) )?"
    rf"(?:first )?{loosely()}$"
)
OF_THEM = re.compile(
    r",? (?:and )?(?:of (?:whom|which)(?: [a-z]+){0,3}|of (?:them|these)"
    r"|(?:among|including) (?:them|which),?)(?: [a-z]+)?,? "
    rf"{loosely()}$"
)
OF_SUCH = re.compile(r" (?:[a-z]+ )?of (?:them|whom|which|these|those)\b")
# «Of the 52 stations on the line, …»
OPENED = re.compile(
    r"(?:^|[;:,] (?:and |but )?)[Oo]f (?:the |its |their |all |all the |some |about |[\w’' -]{2,24}['’]s? )*$"
)
_AMONG = re.compile(r" among (?:(?:the|its|their|[\w’' -]{2,24}['’]s?) )?(?:about |some )?$")
_PER_MANY = re.compile(r" (?:per|in every|for every|out of every|to every|in each) $")
_ROUND = tuple(10**power for power in range(2, 10))
_ONLY_THE = re.compile(r"\bonly (?:the )?$")
_PEOPLE = re.compile(rf"{either('people')}$")


def rests(reading: Reading) -> Iterator[Draft]:
    """Give what is left of a whole of which a part is told: «only 49 of 180 copies survive»."""
    for part, whole in _parts_of_wholes(reading):
        if part.high or whole.high or not 0 < part.value < whole.value:
            continue
        last = max(part.end, whole.end)
        if any(
            other.is_plain and other.start > last for other in reading.amounts if _is_later(reading, other)
        ):
            continue  # «12 of 100 pupils left, in 2020 six»
        rest = _difference(whole, part)
        if rest is None or reading.says(rest.value):
            continue
        rest = rest.rounded()
        noun = (whole.noun or part.noun) if whole.unit is None else whole.unit.plural
        values = (whole.value, part.value)
        measure = _measure(reading, whole, rest) if whole.unit else ""
        ratio = over(amount_of(whole), amount_of(part))
        if ratio and ratio.value >= 20:
            one_in = ratio.rounded()
            yield draft(
                "one in", "quotient", (part, whole), (one_in,), values=values, one_in=one_in.said(), noun=noun
            )
        else:
            yield draft(
                "left" if whole.unit else "rest",
                "difference",
                (part, whole),
                (rest,),
                values=values,
                rest=f"{rest.said(counts=not whole.unit)} {measure}".strip(),
            )


def _is_later(reading: Reading, figure: Figure) -> bool:
    return bool(
        re.search(rf"(?:in|by) \d{{4}},? {loosely()}$|(?:today|now),? {loosely()}$", reading.before(figure))
    )


def _measure(reading: Reading, whole: Figure, rest: Amount) -> str:
    """Give the unit as the summary has it: «nights» and not «days»."""
    written = reading.text[whole.start : whole.end].split()[-1]
    if whole.unit and whole.unit.name == "day" and written.endswith("s"):
        return written if rest.value != 1 else written[:-1]
    return whole.unit.said(rest.value) if whole.unit else ""


def _difference(whole: Figure, part: Figure) -> Amount | None:
    if whole.bound == part.bound == "exactly" and (whole.value - part.value).denominator == 1:
        return Amount(whole.value - part.value)
    return minus(amount_of(whole), amount_of(part))


def per_so_many(reading: Reading) -> Iterator[Draft]:
    """Turn «15 bugs in every 1,000 lines» into one in so many."""
    for part, whole in reading.neighbours:
        if part.unit or whole.unit or part.high or whole.high or part.kind != "count" or whole.value < 100:
            continue
        if not _PER_MANY.fullmatch(reading.past_noun(part, whole)) or part.value < 2:
            continue
        ratio = over(amount_of(whole), amount_of(part))
        if ratio and ratio.value >= 3 and whole.value in _ROUND:
            one_in = ratio.rounded()
            values = (whole.value, part.value)
            yield draft("one in", "quotient", (part, whole), (one_in,), values=values, one_in=one_in.said())


def _parts_of_wholes(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    counts = [f for f in reading.amounts if (f.kind == "count" and f.per == "") or f.unit]
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
    if second.unit and first.noun:
        return False
    if first.value == 1 or first.dimension or ("out of" not in between and " of every " in between):
        return False
    if _AMONG.match(reading.past_noun(first, second)) and reading.is_plural(first):
        return True
    return bool(OF_WHOLE.match(between)) and not (first.noun and second.noun and first.noun != second.noun)


def _later_parts(reading: Reading, whole: Figure) -> Iterator[Figure]:
    """Give the one part of a whole that is told after it: «of which 49», «38 of them», «Of 52, 17 …»."""
    opened_days = whole.unit and whole.unit.name == "day" and OPENED.search(reading.before(whole))
    if whole.dimension not in ("", "length", "mass", "volume", "area") and not opened_days:
        return
    if not whole.unit and not reading.is_plural(whole):
        return
    later = [figure for figure in reading.amounts if figure.start > whole.end]
    parts = [figure for figure in later if _is_later_part(reading, whole, figure)]
    end = re.search(r"[.;:]\s|$", reading.text[whole.end :])
    bare = [figure for figure in later if figure.is_plain and end and figure.start < whole.end + end.start()]
    of_them = [figure for figure in parts if OF_SUCH.match(reading.after(figure))]
    if len(parts) == 1 and (len(bare) <= 1 or of_them):
        yield parts[0]


def _is_later_part(reading: Reading, whole: Figure, part: Figure) -> bool:
    between = reading.text[whole.noun_end : part.start]
    if part.unit or part.noun or part.kind != "count" or re.search(r"[.;:]\s", between):
        return False
    if re.match(r"(?:\s*(?:percent|%)| years?\b| times\b)", reading.after(part)):
        return False
    opened = OPENED.search(reading.before(whole))
    if OF_THEM.search(between) or OF_SUCH.match(reading.after(part)):
        return len([f for f in reading.amounts if whole.end <= f.start < part.start]) == 0
    if opened:
        commas = between.count(",")
        verbs = [
            t for t in reading.tokens_in(whole.noun_end, part.start) if t.tag in ("VBD", "VBZ", "VBP", "MD")
        ]
        plain = part.is_plain and re.match(r"[.,;]|$| (?:in|into|on|at|by|are|were)\b", reading.after(part))
        return commas == 1 or (commas == 0 and (not verbs or (len(verbs) == 1 and bool(plain))))
    only = _ONLY_THE.search(between) and re.match(r" who\b", reading.after(part))
    return bool(only) and bool(_PEOPLE.search(whole.noun)) and len(_peoples(reading, part)) == 1


def _peoples(reading: Reading, part: Figure) -> list[Figure]:
    return [f for f in reading.amounts if f.end < part.start and _PEOPLE.search(f.noun)]
