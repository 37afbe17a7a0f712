"""A figure in its sentence: its noun, preposition, verb, clause and attribute."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.reading import Reading

ENDS = frozenset(". ; : — – ! ?".split())  # of a sentence, as its figures go together


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in its sentence."""

    figure: Figure
    lead: str  # the preposition before it, behind what only bounds it: «of», «from», «to»; «» for none
    verb: str  # the nearest verb before it in its sentence, as a root
    noun: str  # what it counts or measures, its own or, of a bare number, that of the one before it
    attribute: str  # «high», «far», «later»: what a measure is told of
    sentence: int
    clause: int  # counts commas and conjunctions too
    has_pair: bool  # the same is told in another unit
    is_adjective: bool  # «a 35-metre tower»
    behind: str  # the text behind the number and its unit
    takes_over: bool  # a bare number that means what the one before it means

    @property
    def start(self) -> int:
        """Give where it begins."""
        return self.figure.start

    @property
    def end(self) -> int:
        """Give where it ends, with its noun."""
        return self.figure.noun_end

    @property
    def dimension(self) -> str:
        """Give what it measures; time is time, in seconds or in years; "" for a count."""
        dimension = self.figure.dimension
        return "time" if dimension == "calendar" else dimension

    @property
    def head(self) -> str:
        """Give its noun's last word, without a plural's «s»."""
        return head_of(self.noun)

    @property
    def is_range(self) -> bool:
        """Tell whether it has two ends."""
        return self.figure.high is not None


@dataclass(frozen=True)
class Parsed:
    """The quantities of a summary, in their order, and the tokens between them."""

    reading: Reading
    quantities: tuple[Quantity, ...]

    def between(self, first: Quantity, second: Quantity) -> str:
        """Give the text between two quantities, behind the first one's noun."""
        return self.reading.text[min(first.end, second.start) : second.start]

    def behind(self, quantity: Quantity) -> str:
        """Give the text behind a quantity and its noun, to the end of its sentence."""
        rest = self.reading.text[quantity.end :]
        end = re.search(r"[.;:!?](?:\s|$)", rest)
        return rest[: end.start()] if end else rest

    def sentence(self, quantity: Quantity) -> str:
        """Give the text from the sentence's beginning to a quantity."""
        return self.reading.text[self.reading.sentence_start(quantity.start) : quantity.start]

    def sentence_at(self, place: int) -> int:
        """Give the number of the sentence in which a place lies."""
        return sum(token.text in ENDS for token in self.reading.tokens_in(0, place))

    def pairs(self) -> list[tuple[Quantity, Quantity]]:
        """Give each quantity with every later one of its sentence or the next."""
        return [
            (first, second)
            for place, first in enumerate(self.quantities)
            for second in self.quantities[place + 1 :]
            if second.sentence - first.sentence <= 1
        ]

    def follows(self, first: Quantity, second: Quantity) -> bool:
        """Tell whether a bare number's meaning can only be the first one's: nothing stands between."""
        between = [each for each in self.quantities if first.start < each.start < second.start]
        named = bool(second.noun) and second.noun == first.noun
        return not [each for each in between if each.dimension != "time" or not named]

    def only_between(self, first: Quantity, second: Quantity) -> bool:
        """Tell whether no quantity that could be meant instead stands between two."""
        return not any(
            first.start < other.start < second.start and are_alike(first, other) for other in self.quantities
        )


def head_of(noun: str) -> str:
    """Give a noun's last word as a singular, near enough to compare it."""
    last = noun.rsplit(maxsplit=1)[-1].lower() if noun else ""
    return re.sub(r"(?<=[a-z])ies$", "y", last).removesuffix("s") if len(last) > 3 else last


def are_alike(first: Quantity, second: Quantity) -> bool:
    """Tell whether two quantities measure alike, so that one may be divided by the other."""
    one, two = first.figure, second.figure
    if is_share(one) and is_share(two):
        return True
    if "part" in (one.kind, two.kind) or (two.per and not one.per):
        return False
    if one.unit or two.unit:
        alike = first.dimension == second.dimension or (
            two.is_plain and second.takes_over and second.noun in ("", first.noun)
        )
        if one.dimension == "money" and one.unit and two.unit:
            return alike and _is_one_money(one.unit.name, two.unit.name)
        return alike and bool(one.unit)
    return bool(first.noun and second.noun) and first.head == second.head


def is_content(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell a percentage of a stuff in something, «1.2 per cent caffeine», from one of the thing itself."""
    noun, behind = quantity.figure.noun, quantity.behind
    stuff = bool(noun) and not parsed.reading.is_plural(quantity.figure)
    return quantity.dimension == "percent" and stuff and behind.startswith((f" {noun}", f" of {noun}"))


def is_share(figure: Figure) -> bool:
    """Tell a share of a whole: a percentage or a part."""
    return figure.kind == "part" or figure.dimension == "percent"


def _is_one_money(one: str, two: str) -> bool:
    """Tell pounds and pence, dollars and cents from two currencies."""
    coins = {"penny": "pound sterling", "cent": "dollar"}
    return coins.get(one, one) == coins.get(two, two) or {one, two} == {"euro", "cent"}
