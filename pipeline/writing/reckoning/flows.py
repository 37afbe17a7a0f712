"""Whether so many came one after another, so that a rate of them means something.

«21,000 people worked on it» were there together; «21,000 coins were struck» were struck one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.tagger import Token
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.vocabulary import either, listed, loosely

_EVENTS = re.compile(rf"{either('happenings')}$", re.IGNORECASE)
_STOPS = frozenset(", ; : . ( ) — – ! ? and but or who which that while when where to in".split())
_IN_A_LIST = re.compile(rf"(?:,| and| or|, and|, or) {loosely()}")
_AND_ONE = re.compile(r",? (?:and|or) (?:an?|one|his|her|its|their|several|many|countless) ")
_OVER_IT = ("with", "in")  # «covered the ceiling with 300 figures», «wrote it in 300 letters»


def flows(reading: Reading, quantity: Quantity) -> bool:
    """Tell an amount that came bit by bit from a crowd, a stock and one member of a list."""
    if _is_in_a_list(reading, quantity):
        return False
    if quantity.figure.unit or quantity.dimension or _EVENTS.search(quantity.figure.noun):
        return True
    own = _own_verb(reading, quantity)
    if own is not None:
        return own
    if quantity.lead == "through":
        return True
    covered = quantity.lead in _OVER_IT and quantity.verb in listed("covering_over")
    return covered or (quantity.lead == "" and _is_flow(quantity.verb))


def _is_flow(verb: str) -> bool:
    """Tell a verb of flow in any form: «photograph», «photographs», «photographed»."""
    stem = verb.removesuffix("ing").removesuffix("s")
    return bool({verb, f"{stem}ed", f"{stem}d", f"{verb}d"} & listed("flowing"))


def _is_in_a_list(reading: Reading, quantity: Quantity) -> bool:
    """Tell one of «32 pigeons, 18 dogs and a cat»."""
    counts = [each for each in parse(reading).quantities if not each.dimension]
    if quantity not in counts:
        return False
    place = counts.index(quantity)
    pairs = [*zip(counts[max(0, place - 1) : place], [quantity], strict=False)]
    pairs += [*zip([quantity], counts[place + 1 : place + 2], strict=False)]
    listing = any(_IN_A_LIST.fullmatch(reading.text[one.end : two.start]) for one, two in pairs)
    return listing or bool(_AND_ONE.match(reading.text, quantity.end))


def _own_verb(reading: Reading, quantity: Quantity) -> bool | None:
    """Tell whether the verb of which so many are the subject is one of flow; None where it has none."""
    tokens = _up_to_a_joint(reading.tokens_in(quantity.end, len(reading.text)))
    verbs = [token for token in tokens if token.tag in ("VBD", "VBZ", "VBP", "VBN", "MD", "VB")]
    if not verbs:
        return None
    last = verbs[-1].text.lower()
    if last in listed("happening"):
        return True
    if len(verbs) > 1:
        return last in listed("flowing")
    # «Sold 300 horses bred there» has its verb before it; «20,000 men built it» is no flow of men.
    return None if verbs[0].tag == "VBN" else False


def _up_to_a_joint(tokens: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.text.lower() in _STOPS:
            break
        found.append(token)
    return found
