"""What is known of a proposed sum: of its figures, of the words about them, and of what it would say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import floor, log10

from pipeline.language.tagger import Token
from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.dates import date_of
from pipeline.writing.reckoning.frames import frame_of
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.vocabulary import lists_of

_NEAR = 3  # words to each side of a figure
_BETWEEN = 12  # words between two figures that are looked at one by one
_STEPS = (1.05, 1.25, 1.5, 2, 3, 5, 10, 30, 100, 1000, 10**5)
_FAR = (1, 2, 3, 5, 8, 12, 20)
_JOINTS = ("CC", "WDT", "WP", "WP$", "WRB")
_MOST_JOINTS = 5


class Features:
    """What is known of the sums of one summary; what each figure tells, and each pair, is asked for once."""

    def __init__(self, reading: Reading) -> None:
        """Parse a summary."""
        self.parsed = parse(reading)
        self._quantities = {each.start: each for each in self.parsed.quantities}
        self._told: dict[tuple[int, ...], tuple[str, ...]] = {}

    def of(self, draft: Draft) -> Iterator[tuple[str, ...]]:
        """Give all that holds of a sum, by what it is about, each once."""
        figures = [self._quantities.get(figure.start, figure) for figure in draft.used[:2]]
        yield _once(_of_the_sum(self.parsed.reading, draft))
        yield _once(_of_the_summary(self.parsed, figures))
        for place, figure in enumerate(figures, 1):
            yield self._keep(
                (place, figure.start), (f"{place} {each}" for each in _of_figure(self.parsed, figure))
            )
        if len(figures) > 1:
            first, second = figures
            yield self._keep((0, first.start, second.start), _of_both(self.parsed, first, second))

    def _keep(self, place: tuple[int, ...], told: Iterator[str]) -> tuple[str, ...]:
        if place not in self._told:
            self._told[place] = _once(told)
        return self._told[place]


def features(reading: Reading, draft: Draft) -> list[str]:
    """Name all that holds of a sum, each once and in a fixed order, first as it holds of its kind alone."""
    told = [each for part in Features(reading).of(draft) for each in part]
    return [f"{draft.kind}:", *(f"{draft.kind}: {each}" for each in told), *told]


def _once(told: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told))


def _of_the_sum(reading: Reading, draft: Draft) -> Iterator[str]:
    """Tell of the result: how large it is, how plainly it is said, whether the summary says it already."""
    spoken = draft.formula.spoken[0] if draft.formula.spoken else draft.formula.results[0]
    yield f"result {_step(float(spoken))}"
    yield "result whole" if spoken.denominator == 1 else "result broken"
    words = " ".join(draft.blanks.values())
    for word in ("about", "less than", "more than", "at most", "at least", "almost", "a little"):
        if word in words:
            yield f"result {word}"
    if any(each in (f.value, f.high) for each in draft.formula.spoken for f in reading.amounts):
        yield "result told"
    yield f"result words {min(len(words.split()), 9)}"


def _of_the_summary(parsed: Parsed, figures: Sequence[Quantity | Figure]) -> Iterator[str]:
    yield f"figures {min(len(parsed.quantities), 7)}"
    yield f"years {min(len(parsed.reading.years), 3)}"
    yield f"sentences {min(len(re.findall(r'[.!?;:](?: |$)', parsed.reading.text)), 3)}"
    if parsed.reading.text.startswith(("How ", "Why ", "What ", "Where ", "When ")):
        yield "asks"
    dimensions = [each.dimension for each in parsed.quantities]
    for each in figures:
        if isinstance(each, Quantity):
            yield f"alike {min(dimensions.count(each.dimension), 4)}"


def _of_figure(parsed: Parsed, figure: Quantity | Figure) -> Iterator[str]:
    """Tell of one figure: what it measures, its bound, what leads to it, and the words about it."""
    plain = figure.figure if isinstance(figure, Quantity) else figure
    yield f"kind {plain.kind}"
    yield f"dimension {plain.dimension}"
    yield f"bound {plain.bound}"
    yield f"size {_step(float(plain.value))}"
    yield f"unit {plain.unit.name if plain.unit else ''}"
    if isinstance(figure, Quantity):
        yield from _of_quantity(parsed, figure)
    tokens = parsed.reading.tokens
    before = [token for token in tokens if token.end <= plain.start]
    behind = [token for token in tokens if token.start >= plain.noun_end]
    for place, token in enumerate(reversed(before[-_NEAR:]), 1):
        yield f"before {place} {_word(token)}"
        yield f"before {token.tag}"
        yield from (f"before in {name}" for name in lists_of(token.text.lower()))
    for place, token in enumerate(behind[:_NEAR], 1):
        yield f"behind {place} {_word(token)}"
        yield f"behind {token.tag}"
        yield from (f"behind in {name}" for name in lists_of(token.text.lower()))
    if not before:
        yield "opens"
    inside = parsed.reading.text[: plain.start]
    if inside.count("(") > inside.count(")"):
        yield "in brackets"


def _of_quantity(parsed: Parsed, quantity: Quantity) -> Iterator[str]:
    figure = quantity.figure
    yield f"lead {quantity.lead}"
    yield f"attribute {quantity.attribute}"
    yield f"per {figure.per}"
    yield f"noun {quantity.head}"
    yield from (f"noun in {name}" for name in lists_of(figure.noun.lower().rsplit(" ", 1)[-1]))
    yield f"verb {quantity.verb}"
    yield from (f"verb in {name}" for name in lists_of(quantity.verb))
    for name in ("has_pair", "is_adjective", "takes_over"):
        if getattr(quantity, name):
            yield name
    if figure.is_plain:
        yield "plain"
    if date_of(parsed, quantity):
        yield "dated"
    yield f"place {min(parsed.quantities.index(quantity), 4)}"
    if quantity is parsed.quantities[-1]:
        yield "last"


def _of_both(parsed: Parsed, first: Quantity | Figure, second: Quantity | Figure) -> Iterator[str]:
    """Tell how two figures stand to each other, and what stands between them."""
    one, two = (each.figure if isinstance(each, Quantity) else each for each in (first, second))
    turned = one.start > two.start
    yield "turned" if turned else "in order"
    left, right = (two, one) if turned else (one, two)
    tokens = parsed.reading.tokens_in(min(left.noun_end, right.start), right.start)
    yield f"apart {_bucket(len(tokens))}"
    others = [each for each in parsed.quantities if left.start < each.start < right.start]
    yield f"between {min(len(others), 3)} figures"
    ends = sum(token.text in ".;:!?—–" for token in tokens)
    yield f"between {min(ends, 2)} ends"
    yield f"between {min(sum(token.text == ',' for token in tokens), 3)} commas"
    for token in tokens[:_BETWEEN]:
        yield f"between {_word(token)}"
        yield from (f"between in {name}" for name in lists_of(token.text.lower()))
    if len(tokens) <= _BETWEEN // 2:
        yield f"between all {' '.join(_word(token) for token in tokens)}"
    words = [_word(token) for token in tokens]
    yield from (f"between {first} {second}" for first, second in pairwise(words[:_BETWEEN]))
    yield f"between ends {' '.join(words[:2])} … {' '.join(words[-2:])}"
    joints = [token.text.lower() for token in tokens if token.tag in _JOINTS or token.text in ",;:.()—–"]
    yield f"joints {' '.join(joints[:_MOST_JOINTS])}"
    verbs = [token for token in tokens if token.tag.startswith("VB") or token.tag == "MD"]
    yield f"between {min(len(verbs), 3)} verbs"
    yield f"units {one.dimension} {two.dimension}"
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        yield from _of_quantities(parsed, first, second)


def _of_quantities(parsed: Parsed, first: Quantity, second: Quantity) -> Iterator[str]:
    early, late = sorted((first, second), key=lambda each: each.start)
    yield f"leads {early.lead} {late.lead}"
    yield f"attributes {early.attribute} {late.attribute}"
    yield f"frame {frame_of(parsed, early, late)}"
    for name, same in (
        ("noun", bool(early.head) and early.head == late.head),
        ("verb", early.verb == late.verb),
        ("sentence", early.sentence == late.sentence),
        ("clause", early.clause == late.clause),
        ("unit", early.figure.unit == late.figure.unit),
        ("plain", early.figure.is_plain == late.figure.is_plain),
    ):
        yield f"{'same' if same else 'other'} {name}"
    ratio = first.figure.value / second.figure.value
    yield f"ratio {_step(float(ratio))}"
    dates = [bool(date_of(parsed, each)) for each in (early, late)]
    yield f"dates {dates[0]} {dates[1]}"


def _word(token: Token) -> str:
    """Give a word as it counts: closed classes and verbs by themselves, other words by their tags."""
    low = token.text.lower()
    return low if token.tag not in ("NN", "NNP", "NNPS", "CD", "NNS") or low in _KEPT else token.tag


_KEPT = frozenset("average total rest half day year today cost price".split())


def _step(value: float) -> str:
    """Give a magnitude in few steps, finer near one."""
    if value <= 0:
        return "0"
    if value < 1:
        return f"1/{_step(1 / value)}"
    return next((f"<{step}" for step in _STEPS if value < step), f"1e{floor(log10(value))}")


def _bucket(count: int) -> str:
    return next((f"<{each}" for each in _FAR if count < each), "far")
