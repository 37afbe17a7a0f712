"""The numbers of a text as data: how much, how surely, in what unit, of what, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from pipeline.language.tagger import Token, tag
from pipeline.writing.reckoning.labels import is_label, year_at
from pipeline.writing.reckoning.lapses import lapse_at
from pipeline.writing.reckoning.nouns import of_what, span_of
from pipeline.writing.reckoning.numerals import Numeral, numeral_at, scale_of
from pipeline.writing.reckoning.units import CURRENCY_SIGNS, Unit, unit_at, units

Bound = Literal["exactly", "about", "under", "over", "at most", "at least"]
Kind = Literal["count", "measure", "part", "year", "label", "ratio"]
_BOUND_WORDS: dict[Bound, str] = {
    "at least": r"(?:never|not|cannot|n['’]t)(?: \w+)? (?:less than|fewer than|under|below)|at least"
    r"|no fewer than|no less than|a minimum of|as few as|as little as",
    "at most": r"(?:never|rarely|seldom|hardly|not|cannot|n['’]t)(?: \w+)? (?:more than|over|above)"
    r"|at most|up to"
    r"|no more than|a maximum of|as many as|as much as|within",
    "over": r"(?:a little |a bit |just |well |slightly |far )?(?:more than|over|above|beyond)|upwards of|>",
    "under": r"(?:a little |a bit |just |well |slightly |far )?(?:less than|fewer than|under|below)|<",
    "about": r"about|around|roughly|approximately|some|nearly|almost|close to|circa|c\.|ca\.|an estimated|~|≈"
    r"|perhaps|barely|something like|on average|an average of|typically|usually|often",
}
_BOUND = {
    bound: re.compile(rf"(?<![\w-])(?:{words})\s*(?:the |only |just |a |an |every )?$", re.IGNORECASE)
    for bound, words in _BOUND_WORDS.items()
}
_CANDIDATE = re.compile(
    r"(?<![\w.,/-])(?<!or )(?<!\d )minus (?=[\dA-Za-z])"
    r"|(?<![\w.,/-])(?:(?:(?:US|AU|NZ|HK|[CA])(?=\$))?[$€£¥]\s?)?(?=[\dA-Za-z])|(?<=[\s(])[-−](?=\d)"
    r"|(?<=–)(?=\d)|(?<=\d-)(?=\d)"
)
_TO = re.compile(
    r"(?P<unit>\s?°[CF]?|\s?%)?\s?(?:–|-|−| to | or | and )\s?(?P<currency>[$€£¥])?(?=[\dA-Za-z])"
)
_FROM = re.compile(r"\bfrom (?:about |some |roughly |around |nearly |almost |under |over )?$", re.IGNORECASE)
_NEXT_TO = re.compile(
    r"^[^;:.,]*,? to (?:about |some |roughly |around |nearly |almost |under |over |only )*$"
)
_PART_OF_A_UNIT = re.compile(r" of an? (?=[a-z])")
_BROUGHT_UP = re.compile(
    r"\b(?:put|puts|putting|brought|brings|pushed|pushes|drove|lifted|bid)"
    r" (?:[\w’'-]+ ){1,3}up to $",
    re.IGNORECASE,
)
_FEW = 12
_OVER_A_SPACE = re.compile(
    r"\b(?:spread|spreads|stretch\w*|extend\w*|shared|divided|split|scattered|distributed) (?:out )?over $"
)
_SOMEBODY = re.compile(r" (?:[A-Za-z]+ )?[a-z]+s\b(?<!dollars)(?<!euros)(?<!pounds)")
_MORE = re.compile(r" more(?= [a-z])")
_BELOW_SCALE = 1000
_SMALLER = {"hour": "minute", "minute": "second"}
_ENDS = re.compile(r"(?:[.,;:)]|$| to\b| in\b| and\b| by\b| against\b)(?!\d)")
_PAID = re.compile(
    r"\b(?:interest|mortgages?|cards?|banks?|savings?|invoices?|salary|salaries|wages?|rents?|fees?"
    r"|prices?|priced|costs?"
    r"|pays?|paid|earns?|earned|tax(?:es)?|debts?|loans?|budgets?|income|bills?|fines?|fined|prizes?"
    r"|worth|sold|bought"
    r"|money|charges?|charged|spends?|spent|clients?|deposits?)\b",
    re.IGNORECASE,
)
_WEIGHED = re.compile(r"\b(?:weigh\w*|heavy|heavier|lift\w*|carr(?:y|ies|ied))\b", re.IGNORECASE)
_EACH_HALF = re.compile(r"\b(?:each|every|per|a) half[ -]$")  # «a thousand times each half-hour»
_ONE_UNIT = re.compile(r"(?P<half>half )?an? (?=[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text. `value` is exact; a range has `high` too; `start` and `end` are characters."""

    value: Fraction
    high: Fraction | None
    bound: Bound
    digits: int  # significant digits, as the source has them
    kind: Kind
    unit: Unit | None
    noun: str  # what is counted or measured: «voters» in «38 % of voters», «copper» in «77 percent copper»
    per: str  # the unit of time of a rate: «day» in «2,000 eggs a day»
    start: int
    end: int  # of number and unit
    noun_end: int  # of the noun and «a day» as well

    @property
    def dimension(self) -> str:
        """Give what the unit measures, "" for a count."""
        return self.unit.dimension if self.unit else ""

    @property
    def is_plain(self) -> bool:
        """Tell whether it is a bare number, as the second in «300 bones, a grown-up 206»."""
        return self.kind == "count" and not self.noun and not self.per and not self.unit


def figures_in(text: str) -> tuple[Figure, ...]:
    """Find the numbers of a text, years and labels (page 12, K2) too, in their order."""
    tokens = tag(text)
    found: list[Figure] = []
    at = 0
    while match := _CANDIDATE.search(text, at):
        figure = _figure(text, match, tokens)
        if figure is None:
            at = max(match.end(), match.start() + 1)
            continue
        found.append(figure)
        at = max(figure.end, match.start() + 1)
    return tuple(_with_ratios(text, _of_one_scale(text, list(_joined(text, found)))))


def _of_one_scale(text: str, figures: list[Figure]) -> list[Figure]:
    """Give both ends of a change the scale that is told once: «from 84.5 to 23.4 million hectolitres»."""
    for place, (first, second) in enumerate(pairwise(figures)):
        if not (_FROM.search(text[: first.start]) and _NEXT_TO.search(text[first.end : second.start])):
            continue
        one, two = (scale_of(text[each.start : each.end]) for each in (first, second))
        if one == 1 and two > 1 and first.is_plain and first.value < _BELOW_SCALE:
            figures[place] = replace(first, value=first.value * two)
        elif two == 1 and one > 1 and second.is_plain and second.value < _BELOW_SCALE:
            figures[place + 1] = replace(second, value=second.value * one)
    return figures


def _with_ratios(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """Mark both numbers of «one in ten adults»: together they are a share, alone they count nothing."""
    marked: set[int] = set()
    for place, (first, second) in enumerate(pairwise(figures)):
        if (
            first.is_plain
            and second.kind == "count"
            and re.fullmatch(r" in (?:every )?", text[first.end : second.start])
        ):
            marked |= {place, place + 1}
    for place, figure in enumerate(figures):
        yield replace(figure, kind="ratio") if place in marked else figure


def _figure(text: str, match: re.Match[str], tokens: Sequence[Token]) -> Figure | None:
    opened = match[0].strip().lstrip("USACNZHK")
    if not opened and (lapse := lapse_at(text, match.end())):
        seconds, digits, end = lapse
        bound = _bound(text[: match.end()], text[end:])
        return Figure(
            seconds, None, bound, digits, "measure", units()["second"], "", "", match.end(), end, end
        )
    numeral = numeral_at(text, match.end()) or _one_unit(text, match.end())
    if numeral is None or _is_article(text, match.end(), numeral):
        return None
    start = match.start() if opened else match.end()
    if label := _as_label_or_year(text, start, numeral, tokens):
        return label
    if opened in ("-", "−", "minus"):
        numeral = replace(numeral, value=-numeral.value)
    return _measured(text, start, numeral, _currency(opened), tokens)


def _one_unit(text: str, start: int) -> Numeral | None:
    """Read «a centimetre a year», «half a millimetre a day»: a number only as a rate."""
    if each_half := _EACH_HALF.search(text[: start + 5]):
        return Numeral(Fraction(1, 2), 1, start + 4) if each_half.end() == start + 5 else None
    match = _ONE_UNIT.match(text, start)
    found = unit_at(text, match.end() - 1) if match else None
    if not match or not found:
        return None
    bounded = re.search(
        r"\b(?:under|over|less than|more than|nearly|almost|barely|just over|just under|within"
        r"|in only|in just) $",
        text[:start],
    )
    rate = re.compile(r" (?:a|an|per|each|every) [a-z]").match(text, found[1])
    if not match["half"] and not rate and not bounded:
        return None
    return Numeral(Fraction(1, 2 if match["half"] else 1), 1, match.end() - 1)


def _is_article(text: str, start: int, numeral: Numeral) -> bool:
    """Tell «one» the pronoun from a number: it counts where a unit, «in» or «of» and a number follows."""
    if text[start : numeral.end].lower() != "one":
        return False
    if re.search(r"\b(?:every|each|any|no|this|that|the) $", text[:start]) and text[numeral.end :].startswith(
        " of "
    ):
        return True
    if re.compile(r" to \d\d").match(text, numeral.end):
        return True
    return not (
        unit_at(text, numeral.end)
        or re.compile(r" (?:in|of|out of|or|to) (?:every )?[\w]").match(text, numeral.end)
    )


def _as_label_or_year(text: str, start: int, numeral: Numeral, tokens: Sequence[Token]) -> Figure | None:
    value, end, kind = numeral.value, numeral.end, "label"
    if year := year_at(text, start, numeral, tokens):
        value, end, kind = *year, "year"
    elif not is_label(text, start, numeral, tokens):
        return None
    named: Kind = "year" if kind == "year" else "label"
    return Figure(value, None, _bound(text[:start]), numeral.digits, named, None, "", "", start, end, end)


def _measured(
    text: str, start: int, numeral: Numeral, unit: Unit | None, tokens: Sequence[Token]
) -> Figure | None:
    high, high_end, digits = _high(text, start, numeral)
    if high is not None and unit and _SOMEBODY.match(text, high_end):
        high, high_end, digits = None, 0, numeral.digits  # «lent $27 to 42 villagers»
    value = numeral.value
    if high is not None and value * (scale := scale_of(text[numeral.end : high_end])) < high:
        value *= scale  # «5 to 10 million» are millions at both ends
    end = high_end or numeral.end
    if unit is None and (found := unit_at(text, end)) and not _is_of_the_night(text, end, found[1], value):
        unit, end = found
    more = _MORE.match(text, end) if unit is None else None
    found = unit_at(text, more.end()) if more else None
    if found and found[0].dimension in ("time", "calendar"):
        unit, end = found  # «13 more years»
    if unit is None and high_end:
        between = _TO.match(text, numeral.end)
        if between and (sign := unit_at(text, numeral.end)):
            unit = sign[0]
    of_one = _PART_OF_A_UNIT.match(text, numeral.end) if numeral.is_part and unit is None else None
    if of_one and (found := unit_at(text, of_one.end() - 1)):  # «five thousandths of a millimetre»
        unit, end = found
        numeral = replace(numeral, is_part=False)
    if unit is not None and unit.name == "pound" and _is_money(text, end):
        unit = replace(units()["pound sterling"], singular=unit.singular, plural=unit.plural)
    kind: Kind = "part" if numeral.is_part else "measure" if unit else "count"
    noun, noun_end = of_what(text, end, tokens, kind)
    per, per_end = span_of(text, noun_end, end, tokens)
    bound = _bound(text[:start], text[end:])
    whole_end = max(per_end, noun_end)
    return Figure(value, high, bound, digits, kind, unit, noun, per, start, end, whole_end)


def _currency(sign: str) -> Unit | None:
    """Give the unit of a sign of money: «£5» is said «five pounds»."""
    if sign not in CURRENCY_SIGNS:
        return None
    unit = units()[CURRENCY_SIGNS[sign]]
    return replace(unit, singular="pound", plural="pounds") if sign == "£" else unit


def _is_of_the_night(text: str, start: int, end: int, value: Fraction) -> bool:
    """Tell «1,000 night trains» from «1,000 nights»."""
    return value > 1 and text[start:end] == " night"


def _is_money(text: str, end: int) -> bool:
    """Tell pounds that are paid from pounds that weigh, by the company they keep."""
    stuff = re.compile(r" of (?!interest|debt|rent|tax|income|savings|credit)").match(text, end)
    return bool(_PAID.search(text)) and not stuff and not _WEIGHED.search(text)


def _high(text: str, start: int, numeral: Numeral) -> tuple[Fraction | None, int, int]:
    """Read the upper end of a range: «25–50», «5 to 10», «between 4 and 6»."""
    match = _TO.match(text, numeral.end)
    second = numeral_at(text, match.end()) if match and not numeral.is_part else None
    if match is None or second is None or second.is_part or second.value <= numeral.value:
        return None, 0, numeral.digits
    if not _is_range(text[:start], match[0].strip(" °CF%$€£¥"), far=second.value > 2 * numeral.value):
        return None, 0, numeral.digits
    if text[start : numeral.end].lower() == "one" and second.value > _FEW:
        return None, 0, numeral.digits  # «and the small one to 150 grams»
    return second.value, second.end, max(numeral.digits, second.digits)


def _is_range(before: str, joint: str, *, far: bool) -> bool:
    """Tell «between 4 and 6» and «4 to 6» from «4 and 6», «from 4 to 6» and «4 or 60»."""
    if joint == "and":
        return bool(re.search(r"\bbetween\s(?:about |some |roughly )?$", before, re.IGNORECASE))
    if joint == "to":
        loose = r"\bfrom\s(?:about |some |roughly |under |over )?$"
        return not re.search(loose, before, re.IGNORECASE)
    return joint != "or" or not far


def _bound(before: str, after: str = "") -> Bound:
    if re.match(r"\s?(?:or more|or longer|\+)(?!\w)", after):
        return "at least"
    if re.match(r"\s?(?:or less|or fewer|or under)\b", after):
        return "at most"
    if _OVER_A_SPACE.search(before):
        return "exactly"  # «spread over 68,000 square kilometres»
    if _BROUGHT_UP.search(before):
        return "exactly"  # «put the price up to 15,000 dollars»
    return next((bound for bound, words in _BOUND.items() if words.search(before)), "exactly")


def _joined(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Join «6 hours 40 minutes» and «4 feet 8½ inches» into one figure, in the smaller unit."""
    waiting: Figure | None = None
    for figure in found:
        if waiting is not None:
            if joined := _compound(text, waiting, figure):
                waiting = joined
                continue
            yield waiting
        waiting = figure
    if waiting is not None:
        yield waiting


def _compound(text: str, large: Figure, small: Figure) -> Figure | None:
    between = text[large.end : small.start]
    if small.is_plain and between == " " and (unit := _SMALLER.get(large.unit.name if large.unit else "")):
        if small.value >= 60 or not _ENDS.match(text, small.end):
            return None
        small = replace(small, unit=units()[unit], kind="measure")  # «six hours forty»
    if not (large.unit and small.unit) or between not in (" ", " and ", ", ") or large.high or small.high:
        return None
    if large.dimension != small.dimension or large.dimension not in ("time", "calendar", "length", "mass"):
        return None
    ratio = large.unit.size / small.unit.size
    if ratio <= 1 or ratio.denominator != 1 or small.value >= ratio or small.bound != "exactly":
        return None
    value = large.value * ratio + small.value
    return replace(
        small,
        value=value,
        kind="measure",
        bound=large.bound,
        start=large.start,
        digits=len(str(int(value))) + (value.denominator != 1),
    )
