"""Recovering topics that a page runs together: «Crop RotationSoil HealthGardening».

Topics may join where a capital follows a small letter or a digit, where a letter follows a closing mark, or
where a run of capitals goes over into a word («AIGenAI»). Not every such place is a joint: «GenAI» is one
word. What decides, in this order:

1. A word of the pages' own prose spans the place: there is no joint in it.
2. A topic that is known (the show's, the pages' headings) begins or ends there.
3. A stretch between two joints has no doubtful place in it: it is a topic, and known from then on.
4. The words that meet there are both words of the pages' prose, or of topics found before.
5. The stretches that meet there are met apart from each other: beside stretches that are themselves free, or,
   where the left one is a phrase, beside others at all (a single word is not enough: «OpenAI», «OpenType»).
   This is distributional evidence, after Z. Harris, «From phoneme to morpheme», Language 31, 1955.

A place that none of these decides stays doubtful, and the stretch around it is given back as unclear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.catalogue.importing.topic_pages.topic_joints import RunTogether, find_joints, stem_of, words_of
from pipeline.catalogue.importing.topic_pages.topic_pieces import Piece, split

_START, _END = "\0start", "\0end"  # what stands beside the first and the last stretch of a line


@dataclass(frozen=True, slots=True)
class Recovered:
    """The topics of one line in their order, and the stretches that could not be told apart."""

    topics: tuple[str, ...]
    unclear: tuple[str, ...] = ()


def recover_topics(
    lines: Iterable[str], known: Collection[str], prose: Iterable[str] = ()
) -> dict[str, Recovered]:
    """Split each line into topics; `prose` is all other text of the pages the lines come from."""
    words = set(words_of([*prose, *known]))
    texts = [find_joints(line, words) for line in dict.fromkeys(lines)]
    topics = _grow(texts, set(known), {stem_of(word) for word in words})
    return {text.line: _recovered(split(text, topics)) for text in texts}


def _recovered(pieces: Sequence[Piece]) -> Recovered:
    topics = dict.fromkeys(piece.text for piece in pieces if piece.is_topic)
    return Recovered(tuple(topics), tuple(piece.text for piece in pieces if not piece.is_topic))


def _grow(texts: Sequence[RunTogether], topics: set[str], stems: set[str]) -> set[str]:
    """Add to the topics what the lines show to be one, until nothing more is found."""
    while True:
        splits = [(text, split(text, topics)) for text in texts]
        found = {topic for text, pieces in splits for topic in _certain(text, pieces, set())}
        if not found:
            decided = _decided_by_words(splits, stems | {stem_of(word) for word in words_of(topics)})
            found = {topic for text, pieces in splits for topic in _certain(text, pieces, decided[text.line])}
        if not found:
            decided = _decided_by_neighbours(splits)
            found = {topic for text, pieces in splits for topic in _certain(text, pieces, decided[text.line])}
        if not found:
            return topics
        topics = topics | found


_Splits = Sequence[tuple[RunTogether, Sequence[Piece]]]
_Decided = Mapping[str, set[int]]  # by line


def _certain(text: RunTogether, pieces: Sequence[Piece], decided: set[int]) -> set[str]:
    """Find new topics: what lies between decided places with no doubtful place in it."""
    found = set()
    for piece in pieces:
        if piece.is_topic or piece.is_tied:
            continue
        inner = text.inner_joints(piece.start, piece.end)
        edges = [piece.start, *(at for at in inner if at in decided), piece.end]
        for start, end in pairwise(edges):
            if not set(text.inner_joints(start, end)) - decided:
                found.add(text.line[start:end])
    return found


def _decided_by_words(splits: _Splits, stems: Collection[str]) -> _Decided:
    """Find the joints at which two words meet that are also met by themselves."""
    return {
        text.line: {
            at
            for piece in pieces
            if not piece.is_topic
            for at in text.inner_joints(piece.start, piece.end)
            if all(stem_of(half) in stems for half in text.halves(at))
        }
        for text, pieces in splits
    }


@dataclass(slots=True)
class _Neighbours:
    """Which stretches are met before and after which."""

    after: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    before: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, stretches: Sequence[str]) -> None:
        for left, right in pairwise([_START, *stretches, _END]):
            self.after[left].add(right)
            self.before[right].add(left)

    def are_met_apart(self, left: str, right: str) -> bool:
        """Tell whether the left one is met where it surely ends, or the right one where it surely begins."""
        others_after = self.after[left] - {right}
        others_before = self.before[right] - {left}
        ends = any(other == _END or self.before[other] - {left} for other in others_after)
        begins = any(other == _START or self.after[other] - {right} for other in others_before)
        return ends or begins or (_is_phrase(left) and (bool(others_after) or _vary({left, *others_before})))


def _is_phrase(stretch: str) -> bool:
    return " " in stretch


def _vary(stretches: Collection[str]) -> bool:
    """Tell whether these are several phrases, and not all with the small letter of an «iPad» at their end."""
    phrases = [stretch for stretch in stretches if _is_phrase(stretch)]
    endings = {stretch[-1] for stretch in stretches}
    return len(phrases) > 1 and (len(endings) > 1 or endings == {"s"})


def _decided_by_neighbours(splits: _Splits) -> _Decided:
    neighbours = _Neighbours()
    stretches = {text.line: list(_stretches(text, pieces)) for text, pieces in splits}
    for found in stretches.values():
        neighbours.add([stretch for _, stretch in found])
    return {
        line: {
            start for (_, left), (start, right) in pairwise(found) if neighbours.are_met_apart(left, right)
        }
        for line, found in stretches.items()
    }


def _stretches(text: RunTogether, pieces: Sequence[Piece]) -> Iterable[tuple[int, str]]:
    """Cut a line at every place that may be a joint and is not inside a known topic."""
    for piece in pieces:
        inner = [] if piece.is_topic else text.inner_joints(piece.start, piece.end)
        for start, end in pairwise([piece.start, *inner, piece.end]):
            yield start, text.line[start:end]
