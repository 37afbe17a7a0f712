"""How much falls to a day or a minute of a stretch of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.language.tagger import Token
from pipeline.writing.reckoning.flows import flows
from pipeline.writing.reckoning.paces import paced
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.spans import is_no_span
from pipeline.writing.reckoning.vocabulary import either, listed, loosely

_SEASONS = re.compile(
    r"(?:summer|winter|season|spring|night|morning|evening|afternoon|weekend|session|sitting|trip|visit)s$"
)
_IN_TIME = frozenset("in over during throughout across".split())
_LASTING = frozenset("last lasts lasted lasting take takes took taken taking spread".split())
_NEEDING = frozenset(
    "take takes took taken need needs needed require requires required spend spends spent".split()
)
_NEVER = frozenset(
    "percent temperature degree time times speed area ppm point frequency pressure power".split()
)
_WAYS = re.compile(rf"\b{either('ways')}$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"[;:.]|,(?! (?:with|without|in|at|on|through|across|despite|by) | [a-z]+ (?:or|and) )"
    r"|\b(?:and|but|which|that|who|while|when|where|until|after|before|because|so)\b"
)
_TURN = re.compile(r"[;:.]|\b(?:but|while|when|until|after|before|because|now|still|every|each|by)\b")
_OPENING = re.compile(
    rf"(?:In|Over|Within|During|For|Throughout) (?:the |his |her |its |their |only |just )*{loosely()}"
)
_TO_DO = re.compile(
    r",?(?: [^.;:]{0,25},)? to (?!be\b|become\b|have\b|get\b)[a-z]+\b (?:(?!\bof\b)[^.;:,]){0,25}"
)
_YEARS_TOLD = re.compile(r", \d{4}(?: to |–|-)\d{4},")  # «needed four summers, 1807 to 1810, to raise …»
# What may stand between an amount and the time that it took, and between the time and the amount.
_THAT_LASTED = re.compile(rf" (?:[a-z]+ )?(?:that |which )?(?:lasted|lasting|took|taking) {loosely()}")
_A_JOURNEY = re.compile(
    rf"(?: away| off)?[^,;:.\d]{{0,50}}, an? [^,;:.\d]{{3,50}} (?:that|which) (?:lasted|took) {loosely()}"
)
_AWAY = re.compile(rf"(?: away| off)?(?:,| and)? {loosely()}")
_LATER = re.compile(r" (?:later|afterwards)\b")
_HEARD = re.compile(r"\b(?:heard|felt|seen|picked up|noticed|arrived|landed|came ashore|struck|reached)\b")
_AT_A_PLACE = re.compile(r"(?: (?:at|in) (?:[A-Z][\w’'-]+ ?){1,3}| in \d{4})+(?= to )")
_DONE_IN = re.compile(r".*\b(?:done|covered|flown|run|completed|crossed|made) in (?:[a-z]+ )?", re.DOTALL)
_IN_WHICH = re.compile(rf",? (?:in|during|over) which {loosely()}")
_AND_BROUGHT = re.compile(rf" and {either('costing_lives')} {loosely()}")
_OF_IT_COST = re.compile(rf" of [^,;:.]{{3,60}} {either('costing_lives')} {loosely()}")
_AND_COVERED = re.compile(rf" and (?:covered|covers|crossed|flew|ran|climbed|travelled|reached) {loosely()}")
_FOR_SO_FAR = re.compile(rf" for (?:its |the |their )?{loosely()}")
_SO_FAR = re.compile(rf", {loosely()}")
_RAISED = re.compile(r"\bto (?:raise|build|dig|bore|drive|lay|erect|sink|tunnel|put up|cut)\b")
_LEAST = 3  # things


def stretches(reading: Reading) -> Iterator[Draft]:
    """Say how much falls to each day or year of a stretch: «rolled it 2,900 feet inland in 23 days»."""
    parsed = parse(reading)
    for amount in parsed.quantities:
        if not is_done(reading, amount):
            continue
        for time in parsed.quantities:
            if time.sentence == amount.sentence and is_stretch(time) and _takes(parsed, amount, time):
                yield from paced(amount, time)


def arrivals(reading: Reading) -> Iterator[Draft]:
    """Say how fast something went that came so far so much later, or was moved on a journey of so long.

    «Heard 4,800 km away, about four hours later»; «rolled it 2,900 feet away, a trip that lasted 23 days».
    """
    parsed = parse(reading)
    for way, time in pairwise(parsed.quantities):
        if way.attribute != "far" or time.dimension != "time" or way.sentence != time.sentence:
            continue
        if any(each.is_range or each.is_adjective or each.figure.per for each in (way, time)):
            continue
        between = reading.text[way.figure.end : time.start]
        heard = _HEARD.search(parsed.sentence(way)) and _AWAY.fullmatch(between) and _LATER.match(time.behind)
        moved = way.verb not in listed("lasting_states") and not _is_placed(way)
        if heard or (moved and _A_JOURNEY.fullmatch(between)):
            yield from paced(way, time)


def is_done(reading: Reading, quantity: Quantity) -> bool:
    """Tell an amount that is done, made or gone from a height, a level and what is merely there."""
    figure = quantity.figure
    if figure.per or figure.high or figure.kind == "part" or quantity.dimension in _NEVER:
        return False
    if quantity.verb in listed("lasting_states") or _is_placed(quantity) or _has_its_pace(reading, quantity):
        return False
    if quantity.is_adjective or quantity.attribute:
        went = quantity.attribute in ("", "long") and _WAYS.search(figure.noun)
        return bool(went) or (quantity.attribute == "deep" and not quantity.is_adjective)
    return figure.unit is not None or (figure.value >= _LEAST and reading.is_plural(figure))


def _is_placed(quantity: Quantity) -> bool:
    far_at = quantity.lead == "at" and quantity.dimension == "length"  # «At 1.7 miles the shortest flight …»
    return quantity.lead in listed("placing") and not far_at


def _has_its_pace(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether the summary gives a pace itself: «in three months, averaging 112 metres every day»."""
    return any(
        each.figure.per
        and each.dimension == quantity.dimension
        and (each.figure.unit or each.head == quantity.head or each.takes_over)
        for each in parse(reading).quantities
    )


def is_stretch(quantity: Quantity) -> bool:
    """Tell a length of time, or so many summers or nights, from an age and a place in time."""
    figure = quantity.figure
    if figure.high or figure.per or quantity.attribute in ("later", "old", "apart", "more"):
        return False
    return quantity.dimension == "time" or (figure.value > 1 and bool(_SEASONS.search(figure.noun)))


def _takes(parsed: Parsed, amount: Quantity, time: Quantity) -> bool:
    """Tell whether an amount is what was done in a time."""
    if is_no_span(time.behind) or not flows(parsed.reading, amount):
        return False
    if amount.start < time.start:
        return _is_done_in(parsed, amount, time)
    between = parsed.reading.text[time.end : amount.start]
    return _brings(amount, time, between) or _opens(parsed, amount, time, between)


def _is_done_in(parsed: Parsed, amount: Quantity, time: Quantity) -> bool:
    """Read «rolled it 2,900 feet inland in 23 days», «a 219-mile track that lasted three hours»."""
    between = parsed.between(amount, time)
    if _THAT_LASTED.fullmatch(between):
        return amount.figure.unit is not None
    if amount.lead == "at":
        return amount.dimension == "length" and bool(_DONE_IN.fullmatch(between))
    near = not any(amount.start < each.start < time.start for each in parsed.quantities)
    went_for = (
        time.lead == "for" and amount.dimension == "length" and amount.verb not in listed("lasting_states")
    )
    if not (time.lead in _IN_TIME or went_for) or not near or _NEW_CLAUSE.search(between):
        return False
    return _is_one_act(parsed.reading.tokens_in(amount.end, time.start))


def _is_one_act(tokens: Sequence[Token]) -> bool:
    """Tell «a million pairs were sold in four days», where the verb is the amount's own, from a new verb."""
    verbs = [
        token
        for before, token in zip((None, *tokens), tokens, strict=False)
        if token.tag in ("VB", "VBD", "VBZ", "VBP", "VBN", "MD") and (before is None or before.text != "-")
    ]
    helping = all(token.text in ("was", "were", "been", "have", "had", "has", "be") for token in verbs[:-1])
    return not verbs or (len(verbs) > 1 and verbs[-1].tag in ("VBN", "VBD") and helping)


def _brings(amount: Quantity, time: Quantity, between: str) -> bool:
    """Read «lasted 25 hours and brought 3,776 arrests», «thirteen minutes for eight miles»."""
    counted, way = amount.figure.unit is None, amount.dimension == "length"
    if _IN_WHICH.fullmatch(between):
        return True
    if amount.dimension == "money":
        return time.lead == "in" and bool(_FOR_SO_FAR.fullmatch(between))
    lasted = time.verb in _LASTING and (counted or way)
    if lasted and (_AND_BROUGHT if counted else _AND_COVERED).fullmatch(between):
        return True
    if counted:
        return bool(_OF_IT_COST.fullmatch(between))
    along = _FOR_SO_FAR.fullmatch(between) or (time.lead == "for" and _SO_FAR.fullmatch(between))
    return way and bool(along)


def _opens(parsed: Parsed, amount: Quantity, time: Quantity, between: str) -> bool:
    """Read «For eight days in April 2010 a volcano cancelled some 107,000 flights»."""
    near = not any(time.start < each.start < amount.start for each in parsed.quantities)
    if not near or not _OPENING.fullmatch(parsed.sentence(time)) or _TURN.search(between):
        return False
    return bool(amount.verb) and not amount.lead and between.count(",") <= 1


def built(reading: Reading) -> Iterator[Draft]:
    """Share out a work over what it took: «needed four summers … to raise a 35-metre tower»."""
    for time, amount in pairwise(parse(reading).quantities):
        figure = amount.figure
        if not is_stretch(time) or is_no_span(time.behind) or time.sentence != amount.sentence:
            continue
        if time.verb not in _NEEDING or figure.high or figure.per:
            continue
        if amount.dimension not in ("", "length", "mass"):
            continue
        between = _AT_A_PLACE.sub("", _YEARS_TOLD.sub("", reading.text[time.end : amount.start]))
        if amount.is_adjective and not _RAISED.search(between):
            continue  # a statue's height is not carved by the year
        if _TO_DO.fullmatch(between) and (
            figure.unit or (figure.value >= _LEAST and reading.is_plural(figure))
        ):
            yield from paced(amount, time)
