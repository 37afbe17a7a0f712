"""What a sum is made of: a formula that can be worked out again, and the sentences that say its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import factorial

Numbers = tuple[Fraction, ...]


def _each(function: Callable[[Fraction, Fraction], Fraction]) -> Callable[[Numbers, Numbers], Numbers]:
    """Apply a function of an input and the first constant to every input."""
    return lambda inputs, given: tuple(function(each, given[0]) for each in inputs)


# What may be done with the inputs (numbers of the summary) and the given (constants: a hundred, 60 minutes).
OPERATIONS: Mapping[str, Callable[[Numbers, Numbers], Numbers]] = {
    "product": lambda inputs, given: (_product((*inputs, *given)),),
    "each times": _each(lambda each, factor: each * factor),
    "quotient": lambda inputs, given: (inputs[0] / inputs[1] * _product(given),),
    "parts of": lambda inputs, given: tuple(given[0] / each for each in inputs),
    "inverse": lambda inputs, given: (_product(given) / inputs[0],),
    "difference": lambda inputs, given: (inputs[0] - inputs[1] * _product(given),),
    "total": lambda inputs, _: (sum(inputs, Fraction(0)),),
    "years between": lambda inputs, _: (
        inputs[1] - inputs[0] - (1 if inputs[0] < 0 < inputs[1] else 0),  # there was no year nought
    ),
    "per year between": lambda inputs, _: (inputs[0] / (inputs[2] - inputs[1]),),
    "rest": lambda inputs, given: (given[0] - sum(inputs),),
    "short of": lambda inputs, given: (_product(given) - inputs[0],),
    "without a part": lambda inputs, given: (inputs[1] * (1 - inputs[0] * given[0]) * _product(given[1:]),),
    "part of": lambda inputs, given: (inputs[0] * inputs[1] * _product(given),),
    "share of a base": lambda inputs, given: tuple(each / 100 * given[0] for each in inputs),
    "share of one": lambda inputs, given: (inputs[0] / given[0],),
    "less by": lambda inputs, given: tuple(given[0] * (1 - each / 100) for each in inputs),
    "more by": lambda inputs, given: tuple(given[0] * (1 + each / 100) for each in inputs),
    "unequal": lambda inputs, _: (inputs[1] / inputs[0],),
    "doublings": lambda inputs, given: (given[0] * inputs[0], Fraction(2) ** int(given[0])),
    "celsius": lambda inputs, given: tuple((each - 32) * given[0] for each in inputs),
    "factorial": lambda inputs, _: (Fraction(factorial(int(inputs[0]))),),
    "pairs": lambda inputs, _: (inputs[0] * (inputs[0] - 1) / 2,),
    "power of two": lambda inputs, _: (Fraction(2) ** int(inputs[0]),),
    "step by step": lambda inputs, _: (inputs[0] / inputs[1] * inputs[2],),
    "quotient to a power": lambda inputs, given: (
        (inputs[0] / inputs[1]) ** int(given[0]),
        inputs[0] / inputs[1],
    ),
    "up then down": lambda inputs, given: _in_steps(inputs[0], -inputs[1], given[0]),
    "down then up": lambda inputs, given: _in_steps(-inputs[0], inputs[1], given[0]),
    "times each": lambda inputs, given: tuple(inputs[0] * each for each in given),
    "years for each": lambda inputs, _: ((inputs[2] - inputs[1]) / inputs[0],),
    "quotients": lambda inputs, _: tuple(inputs[0] / each for each in inputs[1:]),
    "changed by": lambda inputs, _: (abs(inputs[1] - inputs[0]) / inputs[0],),
    "share of both": lambda inputs, _: (inputs[0] / sum(inputs), sum(inputs, Fraction(0))),
    "days between": lambda inputs, given: (_days(inputs, given) / given[3],),
    "months between": lambda inputs, given: (
        ((inputs[1] - inputs[0]) * 12 + given[1] - given[0]) / given[2],
    ),
    "parts together": lambda inputs, _: (sum(inputs[1:], Fraction(0)) / inputs[0],),
    "square": lambda inputs, _: (inputs[0] ** 2,),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """Numbers of the summary, constants, what is done with them, and what it gives, all exact."""

    operation: str  # a key of OPERATIONS
    inputs: Numbers
    given: Numbers = ()
    spoken: Numbers = ()  # the results as the sentences say them: rounded

    @property
    def results(self) -> Numbers:
        """Work it out."""
        return OPERATIONS[self.operation](self.inputs, self.given)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum worth saying, and the clause of the summary that it belongs to."""

    kind: str
    sentences: tuple[str, ...]
    formula: Formula
    after: str


def _days(inputs: Numbers, given: Numbers) -> Fraction:
    """Count the days from a day, its year and month to another day, its month and so many years later."""
    (day, year, last), (month, until, years) = (map(int, each[:3]) for each in (inputs, given))
    return Fraction((date(year + years, until, last) - date(year, month, day)).days)


def _in_steps(first: Fraction, second: Fraction, start: Fraction) -> Numbers:
    """Take one percentage upon another; give what the second step leaves and what the first made."""
    middle = start * (1 + first / 100)
    return middle * (1 + second / 100), middle


def _product(numbers: Numbers) -> Fraction:
    product = Fraction(1)
    for number in numbers:
        product *= number
    return product
