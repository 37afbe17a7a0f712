"""Years and labels: numbers that name a year, a page or a time of day, and count nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from pipeline.language.tagger import Token
from pipeline.writing.reckoning.nouns import noun_after
from pipeline.writing.reckoning.numerals import Numeral
from pipeline.writing.reckoning.units import unit_at

_LABEL_BEFORE = re.compile(
    r"(?:\b(?:no\.|number|page|chapter|part|phase|figure|level|grade|section|article|type|version|model"
    r"|route|size"
    r"|age|aged|age of|channel|room|line|day|week|volume|act)\s|[#§])$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?::\d\d\b|\s?[ap]\.?m\b|\s?o'clock|\s?o’clock|\s(?:in|of) the (?:morning|night|afternoon|evening))"
)
_OLD = re.compile(r"[- ]years?[- ]old\b|\syears of age\b")
_BUILT = frozenset(
    "Bridge Tower Canal River Tunnel Cathedral Building Lake Dam Palace Wall Church Temple"
    " Mountain Viaduct".split()
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_OF_MONTH = re.compile(rf"(?:st|nd|rd|th)?\s{_MONTH}\b")
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s$")
_DECADE = re.compile(r"(?:1\d|20)\d0s\b")  # «in the 1960s»
_DAY_AND_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? $")
_YEAR = re.compile(r"(?:1\d|20)\d\d(?![\d,.]*\d|%|s\b)")
_EARLY_YEAR = re.compile(
    r"(?!100\b)[1-9]\d\d(?=[,;.] [A-Za-z]| and\b|[;.]$)(?!\.\d)"
)  # «rules for nought in 628, and …»
_IN = re.compile(r"\b(?:in|since|until|year) $", re.IGNORECASE)
_IN_YEARS = re.compile(r"(?:1\d|20)\d\d(?: to |–|-| until )(?:1\d|20)\d\d(?=[,;.)]| [a-z])(?! [a-z]+s\b)")
_TO_YEAR = re.compile(
    r"(?:^|[(,] |\bfrom |\bbetween )(?:1\d|20)\d\d(?: to |–|-| until | and )$", re.IGNORECASE
)
_ONE_IN = re.compile(r"\b(?:one|an?) [a-z-]+ in (?:every )?$", re.IGNORECASE)  # «one baby in 20»
_OF_ONE_COIN = re.compile(
    r" (?:cents|pence|pfennigs|centimes) (?:in|of|out of|on) (?:every|each|the)"
    r" (?:dollar|pound|euro|mark|franc)\b"
)
_GIVE_OR_TAKE = re.compile(r"(?:\bplus or minus |\bgive or take |±\s?)$")
_ERA = re.compile(r"\s(?:BCE?|B\.C\.)(?!\w)")
_BEFORE_YEAR = re.compile(
    rf"(?:^|[(\[–-]|\b(?:in|since|by|from|until|till|to|of|before|after|during|and|between|about|around"
    rf"|the|a|an|year"
    rf"|early|late|around|summer|winter|spring|autumn|{_MONTH},?|or|only|till|for|than)\s)$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:^|[.!?] )(?:In|By|Since|Until|Around|About) $"
    r"|(?:[;:] (?:and |but )?|, (?:and|but) )(?:in|by|since|until|around|about) $"
)
_OF_A_YEAR = re.compile(r"(?<!\bof )\bthe\s$", re.IGNORECASE)
_LATE_YEARS = range(1850, 2040)  # with its things counted in several, as seldom an older one has
_COUNTED_OF = re.compile(
    r"\b(?:population|total|cast|crew|army|force|number|length|height|depth|speed|weight|maximum|minimum"
    r"|average"
    r"|mass) of\s$"
)
_GROWTH_FROM = re.compile(
    r"\b(?:grew|rose|fell|climbed|dropped|increased|went|jumped|sank|shrank|up|down) from\s(?:[\d,.]+ to\s)?$"
)


def year_at(text: str, start: int, numeral: Numeral, tokens: Sequence[Token]) -> tuple[Fraction, int] | None:
    """Give the year that a number names, below nought before our era, and where it ends; None for others."""
    if era := _ERA.match(text, numeral.end):
        return -numeral.value, era.end()
    if re.search(r"\bAD\s$", text[:start]) or _is_year(text, start, numeral, tokens):
        return numeral.value, numeral.end
    return None


def is_label(text: str, start: int, numeral: Numeral, tokens: Sequence[Token]) -> bool:
    """Tell a page, an age, a day of the month, a time of day or part of a name from a count."""
    before, after = text[:start], text[numeral.end :]
    if numeral.is_label:
        return True
    day = _AFTER_MONTH.search(before) and numeral.value <= 31
    timed = (
        _DECADE.match(text, start) or _CLOCK.match(after) or _OLD.match(after) or _DAY_OF_MONTH.match(after)
    )
    error = _GIVE_OR_TAKE.search(before)
    of_one = _ONE_IN.search(before) and not (unit_at(text, numeral.end) or noun_after(numeral.end, tokens)[0])
    told_of_one = of_one or _OF_ONE_COIN.match(after)
    return bool(day or timed or error or told_of_one or _LABEL_BEFORE.search(before)) or _names_a_thing(
        start, numeral, tokens, text
    )


def _is_year(text: str, start: int, numeral: Numeral, tokens: Sequence[Token]) -> bool:
    match = _YEAR.match(text, start)
    before = text[:start]
    if not match or match.end() != numeral.end or unit_at(text, numeral.end):
        return bool(_EARLY_YEAR.match(text, start)) and bool(_IN.search(before))
    told = _IN_YEARS.match(text, start) or _TO_YEAR.search(before) or _names_its_year(numeral.end, tokens)
    if told and not _GROWTH_FROM.search(before):
        return True
    dated = _DAY_AND_MONTH.search(before)  # «On 16 December 1773 men dressed as Mohawks …»
    if (
        (not dated and not _BEFORE_YEAR.search(before))
        or _COUNTED_OF.search(before)
        or _GROWTH_FROM.search(before)
    ):
        return False
    opens = _OPENS.search(before)
    if dated or (opens and _acts(numeral.end, tokens)) or re.search(r"\b[A-Z][\w’']* of\s$", before):
        return True  # «In 1900 copper ore held …», «the Iron Bridge of 1779»
    return _may_be_one(before, numeral, tokens)


def _may_be_one(before: str, numeral: Numeral, tokens: Sequence[Token]) -> bool:
    """Tell a year from a count by the word behind it, where what stands before it leaves both open."""
    following = next((token for token in tokens if token.start >= numeral.end), None)
    if not following or following.start != numeral.end + 1 or following.tag not in ("NNS", "JJ", "NN"):
        return True
    if following.tag == "NNS":  # «the 1950 schedules», but not «of the 1950 men»
        return bool(_OF_A_YEAR.search(before)) and numeral.value in _LATE_YEARS
    return bool(re.search(r"\b(?:the|a|an|of)\s$", before, re.IGNORECASE))


def _names_its_year(end: int, tokens: Sequence[Token]) -> bool:
    """Tell «their 2021 title match» from «their 2021 matches»: one thing is not so many."""
    before = [token for token in tokens if token.end < end]
    owner = bool(before) and (before[-1].tag in ("PRP$", "POS") or before[-1].text in ("a", "an", "the"))
    noun, noun_end = noun_after(end, tokens)
    last = next((token for token in tokens if token.end == noun_end), None)
    return owner and bool(noun) and last is not None and last.tag == "NN"


def _acts(end: int, tokens: Sequence[Token]) -> bool:
    """Tell whether a noun group and a finite verb follow a place."""
    _, noun_end = noun_after(end, tokens)
    following = next((token for token in tokens if token.start >= noun_end), None)
    return noun_end > end and following is not None and following.tag in ("VBD", "VBZ", "VBP", "MD")


def _names_a_thing(start: int, numeral: Numeral, tokens: Sequence[Token], text: str) -> bool:
    """Tell a number that is part of a name, as in «Apollo 11», from one that counts."""
    before = [token for token in tokens if token.end <= start]
    if (
        numeral.value.denominator != 1
        or not before
        or not before[-1].text[-1].isalnum()
        or before[-1].tag not in ("NNP", "NNPS")
        or before[-1].end + 1 != start
    ):
        return False
    if before[-1].text in _BUILT and re.search(r"\d[^.;]*[,;] (?:and |but )?the [^,;]*$", text[:start]):
        return False  # «spans 1,991 metres, the old Brooklyn Bridge 486»
    return not unit_at(text, numeral.end) and not noun_after(numeral.end, tokens)[0]
