"""Two things that the summary sets against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.tagger import Token
from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import amount_of, minus, over
from pipeline.writing.reckoning.changes import (
    FROM,
    UNSCALED,
    contrast,
    on_one_scale,
    plain_ratio,
    ratio_said,
    same_quantity,
)
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either, loosely

_AGAINST = re.compile(rf"\b{either('against')}(?!\w)[^;.]*$")
_GIVES = re.compile(rf"(?:^|[ ,])(?:which )?{either('giving')} {loosely()}$")
_HELPING = frozenset("is are was were be been has have had do does did will would can could may".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BESIDE = re.compile(rf",? {either('against')} {loosely()}")
_JOINT = re.compile(r"[,;] |\band ")
_MORE_THAN = re.compile(r"\b(?:more|less|fewer|other|\w+er)(?: \w+)? than\b")
_SENTENCE = re.compile(r"[.;]\s")
_ENDS = re.compile(r"(?:[,.;:]|$| (?:in|by|at|on) | today\b| now\b)")
_NO_ELLIPSIS = re.compile(r"\b(?:by|after|within|until|since|for|of|at) (?:about )?$")
_NEXT = re.compile(r"[^;:.]*[,;] |[^;:.,]* and ")
_SIZES = re.compile(
    r"\b(?:depth|width|height|length|weight|diameter|thickness|long|wide|high|deep|tall|thick|across)\b"
)
_ANOTHER = re.compile(
    r"(?:;|, (?:and|but|while|whereas)|,) [^,;.]*\b(?:ones?|that of|those|others?|today|now)\b[^,;.]*$"
)
_ELSEWHERE = re.compile(rf", in (?:the )?[A-Z][\w ]+ {loosely()}$")
_THOUGH = re.compile(rf"[,;] (?:and|but|though|while|whereas|yet|today|now) {loosely()}$|; {loosely()}$")
_IN_YEAR = re.compile(r" in \d{4}\b")
_AS_MUCH = re.compile(rf"\bas (?:much|many)(?: \w+)? as {loosely()}$")
_AS_WITH = re.compile(r"\bas (?:an?|the) [\w ]+ with $")
_OF_NUMBERS = re.compile(r"\bof (?:them|whom|which|these)\b")


def contrasts(reading: Reading) -> Iterator[Draft]:
    """Say by what factor two things differ that the summary sets against each other."""
    for first, second in reading.neighbours:
        if first.high or second.high or not _is_contrast(reading, first, second):
            continue
        unit = second.unit or first.unit
        counts_times = unit and unit.dimension == "times" and not first.per
        if not counts_times and not (unit and unit.dimension in UNSCALED):
            yield from contrast(first, second)


def _is_contrast(reading: Reading, first: Figure, second: Figure) -> bool:
    if not same_quantity(first, second) or FROM.search(reading.before(first)) or first.is_plain:
        return False
    if 1 in (first.value, second.value) or (second.per and second.per != first.per):
        return False
    between = reading.past_noun(first, second)
    if second.is_plain and not (_is_only_one(reading, first) or _BESIDE.fullmatch(between)):
        return False  # «80 people at 90 kilometres per hour against 100»: of which, nobody can say
    if any(other.is_plain for other in reading.amounts if other.start > second.end):
        return False  # of three numbers, no two are the pair
    if (_AGAINST.search(between) or _is_as_much(reading, first, between)) and not _MORE_THAN.search(between):
        return first.dimension != "percent" or not (first.noun and second.noun and first.noun != second.noun)
    return (
        _is_elliptic(reading, first, second, between)
        or _is_same_again(reading, first, second, between)
        or _is_other_share(reading, first, second, between)
    )


def _is_as_much(reading: Reading, first: Figure, between: str) -> bool:
    """Tell «as much light with 9 watts as a bulb with 60»."""
    return bool(_AS_WITH.search(between)) and bool(
        re.search(r"\bas (?:much|many|\w+)\b", reading.before(first))
    )


def _is_only_one(reading: Reading, figure: Figure) -> bool:
    """Tell whether no other amount stands before a figure in its sentence."""
    start = max((match.end() for match in _SENTENCE.finditer(reading.before(figure))), default=0)
    others = [other for other in reading.amounts if other.kind != "part" and other.dimension != "times"]
    return not any(start <= other.start < figure.start for other in others)


def _is_elliptic(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «300 bones, a grown-up 206»: a bare number takes over the whole of the first one's sense."""
    if not second.is_plain or not _ENDS.match(reading.after(second)):
        return False
    preposition = _NO_ELLIPSIS.search(between)
    if _OF_NUMBERS.search(between) or (preposition and not reading.before(first).endswith(preposition[0])):
        return False
    return bool(_NEXT.match(between)) and _says_the_same(reading, first, second)


def _is_same_again(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «spans 30 metres; the other spans 1,991 metres»: the same verb, or none, with another subject."""
    if not first.unit or not second.unit or first.dimension == "percent" or second.noun:
        return False
    if _IN_YEAR.match(reading.behind(first)) and _IN_YEAR.match(reading.after(second)):
        return _is_only_one(reading, first) and _says_the_same(reading, first, second)
    if first.noun:
        return False
    if not _is_only_one(reading, first) or not re.match(r"[^;:.]*[;,] ", between) or first.per or second.per:
        return False
    if (
        _SIZES.search(between)
        or _SIZES.search(reading.after(second)[:20])
        or _SIZES.search(reading.after(first)[:20])
    ):
        return False
    subject = any(t.tag.startswith(("NN", "DT")) for t in reading.tokens_in(first.end, second.start))
    return subject and _says_the_same(reading, first, second)


def _says_the_same(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether no verb stands between two figures, or only the one that stands before the first."""
    start = max((m.end() for m in _JOINT.finditer(reading.text, first.noun_end, second.start)), default=0)
    start = max(start, first.noun_end)
    new = _verbs(reading.tokens_in(start, second.start))
    before = reading.tokens_in(0, first.start)
    old = [t for t in before if t.tag in _FINITE] or before
    return not new or (len(new) == 1 and _root(new[0]) in {_root(t.text.lower()) for t in old[-3:]})


def _verbs(tokens: Sequence[Token]) -> list[str]:
    """Give the verbs that say something, and helping ones only where they stand alone."""
    verbs = [token.text.lower() for token in tokens if token.tag in (*_FINITE, "VBN", "VB")]
    telling = [verb for verb in verbs if verb not in _HELPING]
    return telling or verbs


def _root(verb: str) -> str:
    """Give what the forms of a verb have in common: «held» and «holds», «ran» and «runs»."""
    if verb in ("is", "are", "was", "were"):
        return "be"
    if verb in ("has", "have", "had"):
        return "have"
    return re.sub(r"[aeiouy]", "", re.sub(r"(?:ed|s)$", "", verb)) or verb


def _is_other_share(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «6 percent of the coal's energy; an electric one 85 percent»: two shares of the same."""
    if first.dimension != "percent" or second.dimension != "percent" or not first.noun or second.noun:
        return False
    if reading.after(second).startswith(" of "):
        return False
    if _IN_YEAR.match(reading.after(second)) and _IN_YEAR.match(reading.behind(first)):
        return True
    if _ELSEWHERE.search(between) and reading.before(first)[:3] == "In ":
        return True
    following = reading.token_after(second.end)
    acts = following is not None and following.tag in ("MD", "VBZ", "VBP", "VBD")
    return bool(_ANOTHER.search(between)) or (acts and bool(_THOUGH.search(between)))


def yields(reading: Reading) -> Iterator[Draft]:
    """Give how much of one stuff makes one of another: «30 kilograms of leaf give some 7 of tea»."""
    for first, second in reading.neighbours:
        between = reading.past_noun(first, second)
        if not _are_stuffs(reading, first, second) or not (
            _GIVES.search(between) or _AS_MUCH.search(between)
        ):
            continue
        scaled = on_one_scale(first, second)
        if scaled is None or (1 in (first.value, second.value) and first.unit == second.unit):
            continue
        large, small = sorted(scaled, key=lambda amount: -amount.value)
        many, one = (first, second) if large is scaled[0] else (second, first)
        ratio = over(large, small)
        spoken = plain_ratio(ratio) if ratio else None
        if ratio is None or spoken is None or spoken.value < 2:
            continue
        unit = min((each.unit for each in (first, second) if each.unit), key=lambda unit: unit.size)
        yield draft(
            "yields",
            "quotient",
            (first, second),
            (spoken,),
            values=(large.value, small.value),
            ratio=ratio_said(ratio, spoken),
            many=many.noun,
            one=one.noun,
            unit=unit.singular,
            units=unit.plural,
        )


def _are_stuffs(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether two weights or volumes are of two stuffs: «40 grams of wax», «2 kilograms of honey»."""
    if first.high or second.high or first.dimension != second.dimension:
        return False
    if first.dimension not in ("mass", "volume") or not first.noun or not second.noun:
        return False
    both = all(reading.after(figure).startswith(" of ") for figure in (first, second))
    return both and first.noun != second.noun


def disagreements(reading: Reading) -> Iterator[Draft]:
    """Give the gap of two values that the summary calls a disagreement, a margin or a difference."""
    if not re.search(
        r"\b(?:disagree(?:s|d|ment)?|margin|difference|differ|discrepancy|tension|gap)\b", reading.text
    ):
        return
    for first, second in reading.neighbours:
        if (
            first.high
            or second.high
            or not same_quantity(first, second)
            or not (second.is_plain or first.unit == second.unit)
        ):
            continue
        large, small = (first, second) if first.value > second.value else (second, first)
        gap = minus(amount_of(large), amount_of(small))
        if (
            gap
            and gap.value > 0
            and re.search(r"\b(?:against|and|while|but|give|versus)\b|[,;]", reading.between(first, second))
        ):
            measure = first.unit or second.unit
            unit = measure.plural if measure else ""
            if not reading.says(gap.value):
                yield draft("gap", "difference", (large, small), (gap,), gap=f"{gap.said()} {unit}".strip())
            return
