"""Whether two sentences say the same, and whether a line is about what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.knowledge.words import content_stems
from pipeline.writing.script.sentences import split_sentences

SAME_SHARE = 0.5  # of the shorter sentence's content words: with so many, it is the same thought
_SAME_SHARE_MARKED = 0.3  # the same, where two figures or names are shared
_MARKS = 2
_FEWEST_SHARED = 3  # words
_MARK = re.compile(r"\d[\d.,]*\d|\d|(?<=[a-z,] )[A-Z][\w’'-]+")
_ROWS = ((2, 0), (4, 3))  # words in a row, and how many of them may mean nothing by themselves
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


def says_again(text: str, told: str, subject: frozenset[str], enough: float = SAME_SHARE) -> bool:
    """Tell whether a sentence of a text says what a sentence told before says.

    `subject` are the stems of what the episode is called: they come back in every sentence.
    """
    ones, others = split_sentences(text), split_sentences(told)
    return any(same(one, other, subject, enough) for one in ones for other in others)


def same(one: str, other: str, subject: frozenset[str], enough: float = SAME_SHARE) -> bool:
    """Tell whether two sentences say the same: in most words, or in some, with the same figures or names."""
    stems = content_stems(one) - subject, content_stems(other) - subject
    shared, fewer = stems[0] & stems[1], min(map(len, stems))
    if len(shared) < _FEWEST_SHARED:
        return False
    marks = set(_MARK.findall(one)) & set(_MARK.findall(other))
    share = _SAME_SHARE_MARKED if len(marks) >= _MARKS else enough
    return len(shared) >= share * fewer


def shared_stems(text: str, told: Iterable[str], subject: frozenset[str]) -> int:
    """Count what a text has in common with what is told, beyond the subject's own name."""
    return len((content_stems(text) & content_stems(" ".join(told))) - subject)


def shares_words(text: str, told: str) -> bool:
    """Tell whether two texts have words in a row in common: two that mean something, or four of any kind."""
    return any(set(_runs(text, *run)) & set(_runs(told, *run)) for run in _ROWS)


def _runs(text: str, length: int, most_plain: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[\w’'-]+", text.casefold())
    for run in zip(*(words[start:] for start in range(length)), strict=False):
        if sum(not content_stems(word) for word in run) <= most_plain:
            yield run


def has_no_new_figure(text: str, told: str) -> bool:
    """Tell whether a text has figures, and all of them were told."""
    figures = set(_FIGURE.findall(text))
    return bool(figures) and figures <= set(_FIGURE.findall(told))
