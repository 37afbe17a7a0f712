"""Said words beside heard words, with the fewest edits (Levenshtein), whichever way figures were said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.checking.listening.words import Readings, Word


@dataclass(frozen=True, slots=True)
class Step:
    """A said word and the heard word beside it; one of them is None where the other has no partner."""

    said: Word | None
    heard: Word | None

    @property
    def agrees(self) -> bool:
        """Tell whether both are the same word."""
        return self.said is not None and self.heard is not None and self.said.text == self.heard.text


# The edits so far, and the way here: the way before it and its last step (None at the beginning).
_Cell = tuple[int, Any]


def align(said: Sequence[Word], heard: Sequence[Readings]) -> list[Step]:
    """Give the steps through both, in order; of several readings of a word the best fitting is taken."""
    row: list[_Cell] = [(0, None)]
    for word in said:
        row.append(_longer(row[-1], Step(word, None)))
    for readings in heard:
        ends = [_through(row, reading, said) for reading in readings]
        row = [min(cells, key=lambda cell: cell[0]) for cells in zip(*ends, strict=True)]
    steps = []
    way = row[-1][1]
    while way is not None:
        way, step = way
        steps.append(step)
    return steps[::-1]


def _through(row: list[_Cell], reading: Sequence[Word], said: Sequence[Word]) -> list[_Cell]:
    for word in reading:
        row = _after(row, word, said)
    return row


def _after(row: list[_Cell], heard: Word, said: Sequence[Word]) -> list[_Cell]:
    """Give the best ways that end with this heard word, for each number of said words."""
    following = [_longer(row[0], Step(None, heard))]
    for index, word in enumerate(said):
        beside, extra, missing = row[index], row[index + 1], following[index]
        cost = beside[0] + (word.text != heard.text)
        if cost <= extra[0] + 1 and cost <= missing[0] + 1:
            following.append((cost, (beside[1], Step(word, heard))))
        elif extra[0] <= missing[0]:
            following.append(_longer(extra, Step(None, heard)))
        else:
            following.append(_longer(missing, Step(word, None)))
    return following


def _longer(cell: _Cell, step: Step) -> _Cell:
    return cell[0] + 1, (cell[1], step)
