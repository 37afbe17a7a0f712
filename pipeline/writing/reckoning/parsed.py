"""A summary parsed into quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.language.tagger import Token
from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.completing import ratios, with_openings, with_units
from pipeline.writing.reckoning.nouns import noun_after
from pipeline.writing.reckoning.quantity import ENDS, Parsed, Quantity
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.vocabulary import either

_VERBS = ("VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD")
_HELPING = frozenset(
    "is are was were be been being has have had do does did will would can could may might".split()
)
_IN_A_THING = re.compile(
    r"\b(?:in|over|within|during|into) (?:an?|the|his|her|its|their) (?:[a-z-]+ ?){1,3}$"
)
_BOUNDING = frozenset(
    "about around some roughly nearly almost approximately perhaps just only barely over under above below an"
    " a the estimated another its his her their no least most up close like something well fully scarcely"
    " hardly"
    " more less fewer than at even exactly precisely still as few many mere $ £ € ¥ - (".split()
)
_THE_NUMBER = re.compile(
    r"\b(?:number|numbers|population|total|count|ranks|flock|herd) (?:[a-z]+ ){0,2}(?:to|at|of)"
    r" (?:[a-z]+ ){0,3}$"
)
_NUMBER_OF = re.compile(r"(?:The|Its|Their) (?:total )?number of ")
_OF_THOSE = re.compile(r" of (?:the|its|their|his|her|these|those) (?!\d)(?=[a-z])")  # «eleven of the dogs»
_OUT_OF = re.compile(
    r" (?:out )?of (?:the |its |their |his |her |those |all |all the )?(?:[a-z]+ ){0,2}"
    r"(?:some |about |nearly |over )?"
)
_EITHER = frozenset("over under above below at as".split())  # prepositions as well
# What a measure is told of, by the word behind it.
_ATTRIBUTES = {
    word: name
    for name, words in (
        ("high", "high tall height"),
        ("long", "long length"),
        ("wide", "wide across width diameter broad"),
        ("deep", "deep depth down"),
        ("thick", "thick"),
        ("far", "away off from"),
        ("above", "above"),
        ("below", "below beneath"),
        ("old", "old"),
        ("apart", "apart"),
        ("short", "short"),
        ("ahead", "ahead behind"),
        ("later", "later after before ago earlier afterwards"),
        (
            "more",
            "taller longer higher more less older shorter heavier lighter better younger narrower nearer",
        ),
        ("more", "larger smaller lower wider deeper faster further farther"),
    )
    for word in words.split()
}


@lru_cache(maxsize=64)
def parse(reading: Reading) -> Parsed:
    """Parse a summary's figures into quantities."""
    found: list[Quantity] = []
    paired: set[int] = set()
    amounts = sorted((*(f for f in reading.amounts if f.value > 0), *ratios(reading)), key=lambda f: f.start)
    kept: list[Figure] = []
    for figure in amounts:
        if kept and _is_the_same(reading, kept[-1], figure):
            paired.add(kept[-1].start)
        else:
            kept.append(figure)
    for figure in with_openings(reading, with_units(reading, kept)):
        found.append(_quantity(reading, figure, found, has_pair=figure.start in paired))
    return Parsed(reading, tuple(found))


def _is_the_same(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell the second unit of «330 feet (100 m)», and «9 a.m.» from a second thing."""
    between = reading.text[first.end : second.start]
    if not (first.unit and second.unit) or first.unit == second.unit:
        return False
    if re.fullmatch(
        r"[a-z ]{0,20} ?\((?:about |some |roughly |or |nearly |around |over |more than )*", between
    ):
        return True
    close = re.fullmatch(
        r",? (?:or|that is|equivalent to|equal to) (?:about |some |roughly |nearly |around )*", between
    )
    return bool(close) and first.dimension == second.dimension


def _quantity(reading: Reading, figure: Figure, found: Sequence[Quantity], *, has_pair: bool) -> Quantity:
    before = reading.tokens_in(0, figure.start)
    sentence = sum(token.text in ENDS for token in before)
    clause = sum(
        token.text in (",", "(", "and", "but", "while", "whereas") or token.text in ENDS for token in before
    )
    return Quantity(
        figure,
        _lead(before),
        _verb(before),
        figure.noun or _inherited(figure, found, sentence, reading),
        _attribute(reading, figure),
        sentence,
        clause,
        has_pair,
        _is_adjective(reading, figure),
        reading.text[figure.end :],
        _takes_over(reading, figure, found),
    )


def _is_adjective(reading: Reading, figure: Figure) -> bool:
    """Tell «a 35-metre tower»."""
    hyphen = "-" in reading.text[figure.start : figure.end]
    return hyphen and figure.unit is not None and bool(figure.noun)


def _lead(before: Sequence[Token]) -> str:
    """Give the preposition before a number, past «about», «more than», «up to», «an estimated»."""
    place = len(before) - 1
    while place >= 0:
        low = before[place].text.lower()
        if low == "to" and place and before[place - 1].text.lower() == "up":
            place -= 2
            continue
        if low == "of" and place and before[place - 1].text.lower() in ("upwards", "total", "average"):
            place -= 2
            continue
        if low not in _BOUNDING or (low in _EITHER and not _is_bound(before, place)):
            break
        place -= 1
    if place < 0:
        return ""
    token = before[place]
    low = token.text.lower()
    if low in ("of", "lasting") and _IN_A_THING.search(
        " ".join(each.text for each in before[max(0, place - 5) : place])
    ):
        return "in"  # «in a working life of 50 years»
    return low if token.tag in ("IN", "TO") or low in ("every", "each", "per", "past") else ""


def _is_bound(before: Sequence[Token], place: int) -> bool:
    """Tell the «over» of «over 300 people» and «for over an hour» from the one of «over four years»."""
    low = before[place].text.lower()
    if low == "at":
        return place + 1 < len(before) and before[place + 1].text.lower() in ("least", "most")
    if low == "as":
        return True
    noun_before = place > 0 and (
        before[place - 1].tag.startswith("NN") or before[place - 1].text.lower() in ("spread", ",")
    )
    if low == "over" and noun_before:
        return False  # «300 billion dollars over five years»
    return place + 1 == len(before)


def _verb(before: Sequence[Token]) -> str:
    """Give the root of the nearest verb before a place in its sentence that says something."""
    for token in reversed(before):
        if token.text in ENDS:
            return ""
        if token.tag in _VERBS and token.text.lower() not in _HELPING:
            return token.text.lower()
    return next((t.text.lower() for t in reversed(before) if t.tag in _VERBS), "")


def _inherited(figure: Figure, found: Sequence[Quantity], sentence: int, reading: Reading) -> str:
    """Give a bare number the noun of the last one that has a noun and no unit: «five people and four»."""
    if figure.dimension == "percent" and not figure.noun:
        return next((each.noun for each in reversed(found) if each.dimension == "percent"), "")
    after = reading.token_after(figure.end)
    goes_on = after is not None and _goes_on(after) and after.start <= figure.end + 1
    if not figure.is_plain or goes_on:
        return ""
    whole = _whole_behind(reading, figure)
    if whole or re.search(
        r"\b(?:he|she|who) (?:was|were)(?: [a-z]+)? $|(?<!instead )\bof $", reading.text[: figure.start]
    ):
        return whole  # or an age, or the number of a group
    if _THE_NUMBER.search(reading.text[: figure.start]):
        return next((each.noun for each in reversed(found) if each.figure.kind == "count" and each.noun), "")
    if re.compile(r"(?: [a-z]+)? who\b").match(reading.text, figure.end):
        return next((each.noun for each in reversed(found) if _are_people(each)), "")
    last = found[-1] if found else None
    alike = last and last.figure.kind == "count" and sentence - last.sentence <= 1
    return _number_of(reading, figure) or (last.noun if last and alike else "")


def _are_people(quantity: Quantity) -> bool:
    people = re.search(rf"{either('people')}$", quantity.noun.lower())
    return quantity.figure.kind == "count" and people is not None


def _whole_behind(reading: Reading, figure: Figure) -> str:
    """Give what a number is part of: «two of the surviving 680 pages», «eleven of the dogs»."""
    whole = next((each for each in reading.amounts if each.start > figure.end), None)
    if whole and whole.kind == "count" and _OUT_OF.fullmatch(reading.text, figure.end, whole.start):
        return whole.noun
    those = _OF_THOSE.match(reading.text, figure.end)
    return noun_after(those.end() - 1, reading.tokens)[0] if those else ""


def _number_of(reading: Reading, figure: Figure) -> str:
    """Give what is counted in «The number of colonies in the country went down from 5.9 million»."""
    before = reading.text[: figure.start]
    subject = _NUMBER_OF.match(before, reading.sentence_start(figure.start))
    changes = re.search(r"\bfrom (?:[a-z]+ ){0,2}$", before)
    return noun_after(subject.end() - 1, reading.tokens)[0] if subject and changes else ""


def _goes_on(after: Token) -> bool:
    """Tell whether the word behind a number is what it counts; «today» is not."""
    if after.text.lower() in (
        "today",
        "now",
        "yesterday",
        "altogether",
        "together",
        "apiece",
        "each",
        "overall",
    ):
        return False
    return after.tag.startswith(("NN", "JJ")) or after.text in ("-", "%")


def _takes_over(reading: Reading, figure: Figure, found: Sequence[Quantity]) -> bool:
    """Tell a bare number that has the unit of the last one: «18 days, his next patient 500»."""
    after = reading.token_after(figure.end)
    bare = after is None or not (_goes_on(after) or after.tag == "VBN") or after.start > figure.end + 1
    of_a_group = re.search(
        r"\b(?:(?<!instead )of|(?:he|she|who|they) (?:was|were)) (?:[a-z]+ )?$", reading.text[: figure.start]
    )
    return figure.is_plain and bare and bool(found) and not of_a_group and figure.value != 1


def _attribute(reading: Reading, figure: Figure) -> str:
    """Give what a measure is told of: by the word behind it, or «a height of» before it."""
    if not figure.unit:
        return ""
    after = re.match(r"(?: \([^)]*\))?[ -](?:in )?([a-z]+)", reading.text[figure.end :])
    if after and after[1] == "from" and re.match(r" from [^,;:.]{1,40} to ", reading.text[figure.end :]):
        return ""  # the way that was gone
    if (
        after
        and after[1] in _ATTRIBUTES
        and not (after[1] in ("from", "under") and figure.dimension == "time")
        and (_ATTRIBUTES[after[1]] != "later" or figure.dimension in ("time", "calendar"))
    ):
        return _ATTRIBUTES[after[1]]
    before = re.search(
        r"\b(height|length|width|depth|diameter) of (?:[a-z]+ ){0,2}$", reading.text[: figure.start]
    )
    if before:
        return _ATTRIBUTES[before[1]]
    return ""
