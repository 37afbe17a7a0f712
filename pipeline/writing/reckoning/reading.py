"""A summary as the rules of sums read it: its text, its tags, its figures, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from pipeline.language.tagger import Token, tag
from pipeline.writing.quantities import Figure, figures_in
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.formula import Formula

_CLAUSE_END = re.compile(r"\s*[;:—]\s|(?<=[.!?])\s+(?=[A-Z0-9])|\s–\s|, (?=(?:and|but|so|while|whereas)\b)")

_SENTENCE_END = re.compile(r"[.;:!?]\s+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sum before it has words: the bank of lines, what fills them, and the figures it rests on."""

    kind: str
    formula: Formula
    blanks: Mapping[str, str]
    used: tuple[Figure, ...]

    def filled(self, blanks: Mapping[str, str]) -> Draft:
        """Give it with more blanks filled."""
        return replace(self, blanks={**self.blanks, **blanks})


@dataclass(frozen=True)
class Reading:
    """A summary, read once."""

    text: str
    counted: str = ""  # what a percentage of the subject counts, if its pack says so
    title: str = ""
    figures: tuple[Figure, ...] = field(init=False, compare=False)  # they follow from the text

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", figures_in(self.text))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Give the text's words and signs with their tags."""
        return tag(self.text)

    @property
    def amounts(self) -> tuple[Figure, ...]:
        """Give the figures that count or measure, without years, labels and «one in ten»."""
        return tuple(figure for figure in self.figures if figure.kind not in ("year", "label", "ratio"))

    @property
    def years(self) -> tuple[Figure, ...]:
        """Give the figures that name a year."""
        return tuple(figure for figure in self.figures if figure.kind == "year")

    @property
    def neighbours(self) -> Iterator[tuple[Figure, Figure]]:
        """Give each figure with the next one; years and labels between them do not count."""
        return zip(self.amounts, self.amounts[1:], strict=False)

    def between(self, first: Figure, second: Figure) -> str:
        """Give the text between two figures; the noun of the first is part of it."""
        return self.text[first.end : second.start]

    def past_noun(self, first: Figure, second: Figure) -> str:
        """Give the text between two figures, behind the noun of the first."""
        return self.text[min(first.noun_end, second.start) : second.start]

    def before(self, figure: Figure) -> str:
        """Give the text in front of a figure."""
        return self.text[: figure.start]

    def after(self, figure: Figure) -> str:
        """Give the text behind a figure and its unit."""
        return self.text[figure.end :]

    def behind(self, figure: Figure) -> str:
        """Give the text behind a figure and its noun."""
        return self.text[figure.noun_end :]

    def has_verb(self, start: int, end: int) -> bool:
        """Tell whether a finite verb or a participle stands between two places."""
        return any(token.tag.startswith(("VB", "MD")) for token in self.tokens_in(start, end))

    def tokens_in(self, start: int, end: int) -> Sequence[Token]:
        """Give the tokens that lie between two places."""
        return [token for token in self.tokens if token.start >= start and token.end <= end]

    def token_after(self, place: int) -> Token | None:
        """Give the first token that begins at a place or behind it."""
        return next((token for token in self.tokens if token.start >= place), None)

    def is_plural(self, figure: Figure) -> bool:
        """Tell whether a figure's noun is a plural, things or people that can be counted."""
        place = self.text.find(figure.noun, figure.end)
        end = place + len(figure.noun) if figure.noun and place >= 0 else figure.noun_end
        tags = [t.tag for t in self.tokens_in(figure.end, end) if t.tag.startswith("NN")]
        return (bool(figure.noun) and bool(tags) and tags[-1] in ("NNS", "NNPS")) or figure.noun.endswith(
            "people"
        )

    def sentence_start(self, place: int) -> int:
        """Give where the sentence of a place begins; a semicolon and a colon end one too."""
        return max((match.end() for match in _SENTENCE_END.finditer(self.text, 0, place)), default=0)

    def clause_of(self, place: int) -> str:
        """Give the clause in which a place lies."""
        start = 0
        for match in _CLAUSE_END.finditer(self.text):
            if match.start() >= place:
                return self.text[start : match.start()].strip()
            start = match.end()
        return self.text[start:].strip()

    def says(self, value: Fraction) -> bool:
        """Tell whether a number stands in the summary already."""
        return any(value in (figure.value, figure.high) for figure in self.amounts)


def draft(
    kind: str,
    operation: str,
    inputs: Sequence[Figure],
    spoken: Sequence[Amount],
    *,
    given: Sequence[Fraction | int] = (),
    values: Sequence[Fraction] = (),
    **blanks: str,
) -> Draft:
    """Put a sum together; the `values` go into the formula instead of those of the figures, if given."""
    numbers = tuple(values) or tuple(figure.value for figure in inputs)
    formula = Formula(
        operation, numbers, tuple(Fraction(n) for n in given), tuple(each.value for each in spoken)
    )
    return Draft(kind, formula, blanks, tuple(inputs))
