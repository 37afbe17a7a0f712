"""The numbers of a text as data: how much, how surely, in what unit, of what, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from pipeline.language.tagger import Token, tag
from pipeline.writing.reckoning.numerals import Numeral, numeral_at
from pipeline.writing.reckoning.units import CURRENCY_SIGNS, Unit, unit_at, units

Bound = Literal["exactly", "about", "under", "over", "at most", "at least"]
Kind = Literal["count", "measure", "part", "year", "label", "ratio"]

_BOUND_WORDS: dict[Bound, str] = {
    "at least": r"at least|no fewer than|no less than|not less than|a minimum of|as few as|as little as",
    "at most": r"at most|up to|no more than|not more than|a maximum of|as many as|as much as|within",
    "over": r"(?:a little |a bit |just |well |slightly |far )?(?:more than|over|above|beyond)|upwards of|>",
    "under": r"(?:a little |a bit |just |well |slightly |far )?(?:less than|fewer than|under|below)|<",
    "about": r"about|around|roughly|approximately|some|nearly|almost|close to|circa|c\.|ca\.|an estimated|~|≈"
    r"|perhaps|on average|an average of|typically|usually|often",
}
_BOUND = {
    bound: re.compile(rf"(?<![\w-])(?:{words})\s*(?:the |only |just |a |an |every )?$", re.IGNORECASE)
    for bound, words in _BOUND_WORDS.items()
}
_CANDIDATE = re.compile(
    r"(?<![\w.,/-])(?:[$€£¥]\s?)?(?=[\dA-Za-z])|(?<=[\s(])[-−](?=\d)|(?<=–)(?=\d)|(?<=\d-)(?=\d)"
)
_TO = re.compile(
    r"(?P<unit>\s?°[CF]?|\s?%)?\s?(?:–|-|−| to | or | and )\s?(?P<currency>[$€£¥])?(?=[\dA-Za-z])"
)
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:no\.|number|page|chapter|part|phase|figure|level|grade|section|article|type|version|model|route|size"
    r"|age|aged|age of|channel|room|line|day|week|volume|act)\s|[#§])$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?::\d\d\b|\s?[ap]\.?m\b|\s?o'clock|\s?o’clock|\s(?:in|of) the (?:morning|night|afternoon|evening))"
)
_OLD = re.compile(r"[- ]years?[- ]old\b|\syears of age\b")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_OF_MONTH = re.compile(rf"(?:st|nd|rd|th)?\s{_MONTH}\b")
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s$")
_YEAR = re.compile(r"(?:1\d|20)\d\d(?![\d,.]*\d|%|s\b)")
_ERA = re.compile(r"\s(?:BCE?|B\.C\.)(?!\w)")
_BEFORE_YEAR = re.compile(
    rf"(?:^|[(\[–-]|\b(?:in|since|by|from|until|till|to|of|before|after|during|and|between|about|around|the|a|an|year"
    rf"|early|late|around|summer|winter|spring|autumn|{_MONTH},?|or|only|till|for|than)\s)$",
    re.IGNORECASE,
)
_COUNTED_OF = re.compile(
    r"\b(?:population|total|cast|crew|army|force|number|length|height|depth|speed|weight|maximum|minimum|average"
    r"|mass) of\s$"
)
_GROWTH_FROM = re.compile(
    r"\b(?:grew|rose|fell|climbed|dropped|increased|went|jumped|sank|shrank|up|down) from\s$"
)
_PER = re.compile(
    r"(?P<gap>(?:\s[a-z-]+){0,5}?)\s?(?:\b(?:a|an|per|each|every|one)\s|/)(?P<unit>second|minute|hour|day|night"
    r"|week|month|year|century|decade|s|h)\b(?!-| (?:hand|time|one|or so)\b)"
)
_OF = re.compile(r"\s(?:of (?:the |its |their |his |her |all |all the |every )?)")
_ONE_UNIT = re.compile(r"(?P<half>half )?an? (?=[a-z])", re.IGNORECASE)
_IN_NOUN = ("JJ", "NN", "VBN", "VBG", "HYPH", "POS")


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
    return tuple(_with_ratios(text, list(_joined(text, found))))


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
    opened = match[0].strip()
    numeral = numeral_at(text, match.end()) or _one_unit(text, match.end())
    if numeral is None or _is_article(text, match.end(), numeral):
        return None
    start = match.start() if opened else match.end()
    if label := _as_label_or_year(text, start, numeral, tokens):
        return label
    if opened in ("-", "−"):
        numeral = replace(numeral, value=-numeral.value)
    return _measured(
        text, start, numeral, units()[CURRENCY_SIGNS[opened]] if opened in CURRENCY_SIGNS else None, tokens
    )


def _one_unit(text: str, start: int) -> Numeral | None:
    """Read «a centimetre a year», «half a millimetre a day»: a number only as a rate."""
    match = _ONE_UNIT.match(text, start)
    found = unit_at(text, match.end() - 1) if match else None
    if not match or not found or not re.compile(r" (?:a|an|per|each|every) [a-z]").match(text, found[1]):
        return None
    return Numeral(Fraction(1, 2 if match["half"] else 1), 1, match.end() - 1)


def _is_article(text: str, start: int, numeral: Numeral) -> bool:
    """Tell «one» the pronoun from a number: it counts where a unit, «in» or «of» and a number follows."""
    if text[start : numeral.end].lower() != "one":
        return False
    return not (
        unit_at(text, numeral.end)
        or re.compile(r" (?:in|of|out of) (?:every )?[\w]").match(text, numeral.end)
    )


def _as_label_or_year(text: str, start: int, numeral: Numeral, tokens: Sequence[Token]) -> Figure | None:
    before, after = text[:start], text[numeral.end :]
    kind: Kind | None = None
    value, end = numeral.value, numeral.end
    if era := _ERA.match(text, numeral.end):
        kind, value, end = "year", -value, era.end()
    elif re.search(r"\bAD\s$", before) or _is_year(text, start, numeral, tokens):
        kind = "year"
    elif (
        _LABEL_BEFORE.search(before)
        or _CLOCK.match(after)
        or _OLD.match(after)
        or _DAY_OF_MONTH.match(after)
        or (_AFTER_MONTH.search(before) and value <= 31)
        or _names_a_thing(start, numeral, tokens, text)
    ):
        kind = "label"
    if kind is None:
        return None
    return Figure(value, None, _bound(before), numeral.digits, kind, None, "", "", start, end, end)


def _is_year(text: str, start: int, numeral: Numeral, tokens: Sequence[Token]) -> bool:
    match = _YEAR.match(text, start)
    if not match or match.end() != numeral.end or unit_at(text, numeral.end):
        return False
    before = text[:start]
    if not _BEFORE_YEAR.search(before) or _COUNTED_OF.search(before) or _GROWTH_FROM.search(before):
        return False
    following = next((token for token in tokens if token.start >= numeral.end), None)
    if re.search(r"\b[A-Z][\w’']* of\s$", before):  # «the Iron Bridge of 1779»
        return True
    if following and following.start == numeral.end + 1 and following.tag in ("NNS", "JJ", "CD", "NN", "NNP"):
        return bool(re.search(r"\b(?:the|a|an|of)\s$", before, re.IGNORECASE)) and following.tag != "NNS"
    return True


def _names_a_thing(start: int, numeral: Numeral, tokens: Sequence[Token], text: str) -> bool:
    """Tell a number that is part of a name, as in «Apollo 11», from one that counts."""
    before = [token for token in tokens if token.end <= start]
    if (
        numeral.value.denominator != 1
        or not before
        or not before[-1].text[-1].isalnum()
        or before[-1].tag not in ("NNP", "NNPS")
        or before[-1].end + 1 != start
        or before[-1].start == 0
    ):
        return False
    return not unit_at(text, numeral.end) and not _noun_after(numeral.end, tokens)[0]


def _measured(
    text: str, start: int, numeral: Numeral, unit: Unit | None, tokens: Sequence[Token]
) -> Figure | None:
    high, high_end, digits = _high(text, start, numeral)
    end = high_end or numeral.end
    if unit is None and (found := unit_at(text, end)):
        unit, end = found
    if unit is None and high_end:
        between = _TO.match(text, numeral.end)
        if between and (sign := unit_at(text, numeral.end)):
            unit = sign[0]
    kind: Kind = "part" if numeral.is_part else "measure" if unit else "count"
    noun, noun_end = _of_what(text, end, tokens, kind)
    per, per_end = _per(text, noun_end, end, tokens)
    bound = _bound(text[:start], text[end:])
    whole_end = max(per_end, noun_end)
    return Figure(numeral.value, high, bound, digits, kind, unit, noun, per, start, end, whole_end)


def _high(text: str, start: int, numeral: Numeral) -> tuple[Fraction | None, int, int]:
    """Read the upper end of a range: «25–50», «5 to 10», «between 4 and 6»."""
    match = _TO.match(text, numeral.end)
    if not match or numeral.is_part:
        return None, 0, numeral.digits
    joint = match[0].strip(" °CF%$€£¥")
    second = numeral_at(text, match.end())
    if second is None or second.is_part or second.value <= numeral.value:
        return None, 0, numeral.digits
    before = text[:start]
    if joint == "and" and not re.search(r"\bbetween\s(?:about |some |roughly )?$", before, re.IGNORECASE):
        return None, 0, numeral.digits
    if joint == "to" and re.search(
        r"\bfrom\s(?:about |some |roughly |under |over )?$", before, re.IGNORECASE
    ):
        return None, 0, numeral.digits
    if joint == "or" and second.value > numeral.value * 2:
        return None, 0, numeral.digits
    value = second.value
    return value, second.end, max(numeral.digits, second.digits)


def _bound(before: str, after: str = "") -> Bound:
    if re.match(r"\s?(?:or more|or longer|\+)(?!\w)", after):
        return "at least"
    if re.match(r"\s?(?:or less|or fewer|or under)\b", after):
        return "at most"
    return next((bound for bound, words in _BOUND.items() if words.search(before)), "exactly")


def _of_what(text: str, end: int, tokens: Sequence[Token], kind: Kind) -> tuple[str, int]:
    """Give the noun that a number counts, or that follows «of» behind a unit, and where it ends."""
    if kind == "count":
        noun, noun_end = _noun_after(end, tokens)
        if noun:
            return noun, noun_end
        return "", end
    if of := _OF.match(text, end):
        noun, noun_end = _noun_after(of.end() - 1, tokens)
        return noun, noun_end if noun else end
    if kind == "measure":
        noun, noun_end = _noun_after(end, tokens)
        return noun, noun_end if noun else end
    return "", end


def _noun_after(end: int, tokens: Sequence[Token]) -> tuple[str, int]:
    """Give the group of words up to its last noun that begins right after a place."""
    group: list[Token] = []
    for token in tokens:
        if token.start < end or (not group and token.start > end + 1):
            continue
        hyphen = token.text in "-–" and group and not token.whitespace
        if not (token.tag.startswith(_IN_NOUN) or hyphen):
            break
        group.append(token)
        following = next((each for each in tokens if each.start >= token.end), None)
        if token.tag in ("NNS", "NNPS") and not hyphen and not _goes_on(token, following):
            break
    while group and not group[-1].tag.startswith("NN"):
        group.pop()
    if not group or not group[0].text[0].isalpha():
        return "", end
    first, last = group[0], group[-1]
    return "".join(token.text + token.whitespace for token in group).strip(), last.end if first else end


def _goes_on(token: Token, following: Token | None) -> bool:
    """Tell «men's wages» and «e-mails» from a plural that ends its group."""
    if following is None:
        return False
    return following.tag == "POS" or (following.text == "-" and not token.whitespace)


def _per(text: str, noun_end: int, end: int, tokens: Sequence[Token]) -> tuple[str, int]:
    """Read «a day», «per hour», «/s» behind a number and its noun, with a few words between, but no verb."""
    match = _PER.match(text, max(noun_end, end))
    if not match:
        return "", 0
    between = [token for token in tokens if max(noun_end, end) <= token.start < match.start("unit")]
    if any(token.tag.startswith("VB") or token.tag == "TO" for token in between):
        return "", 0
    if any(
        token.text in ("in", "for", "after", "every", "with", "on", "at", "from") for token in between[:-1]
    ):
        return "", 0
    following = next((token for token in tokens if token.start >= match.end()), None)
    if (
        match["unit"] == "second"
        and following
        and following.tag in ("NN", "NNS", "JJ")
        and following.start == match.end() + 1
    ):
        return "", 0
    return {"s": "second", "h": "hour", "night": "day"}.get(match["unit"], match["unit"]), match.end()


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
        bound=large.bound,
        start=large.start,
        digits=len(str(int(value))) + (value.denominator != 1),
    )
