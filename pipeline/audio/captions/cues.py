"""Text divided into what a screen shows at a time, broken where a reader would pause."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from pipeline.audio.captions.phrases import COMMA, break_cost
from pipeline.audio.recording import TimedSentence, TimedWord

LINE_CHARACTERS = 37  # what broadcasters and phones agree on
LONGEST_SECONDS = 6.0
SHORTEST_SECONDS = 1.0  # where the speech leaves room
CLOSED_GAP_SECONDS = 0.2  # a shorter gap between two cues would only flicker

# What a cue costs beside its breaks; the cheapest division wins.
_CUE = 1.2  # so that there are not more than needed
_CUE_BREAK = 1.4  # times what phrases say of a break
_LINE_BREAK = 0.6
_IMBALANCE = 1.2  # of one line
_LONE_WORD_LINE = 1.5
_LONE_WORD_CUE = 3.0
_CHARACTER_TOO_FEW = 0.15
_FEW_CHARACTERS = 18
_INNER_STOP = 0.3  # a comma or more, where the cue might have ended; a sentence's end is one too
_CUT_SENTENCE = 1.8  # for each in a cue with another
_OVERLONG_CHARACTER = 100.0
_SECOND_TOO_SHORT = 5.0
_SECOND_TOO_LONG = 20.0
_SECOND_OF_SILENCE = 2.0
_COMFORTABLE_SECONDS = 1.5
_UNNOTICED_PAUSE_SECONDS = 0.5

_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")  # a no-break space is part of the word


@dataclass(frozen=True, slots=True)
class Cue:
    """One or two lines, shown from `start` to `end` in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str = ""  # by name; empty where only one speaks
    turn: bool = False  # the speaker has just begun


def cues(sentences: Sequence[TimedSentence], names: Mapping[str, str]) -> tuple[Cue, ...]:
    """Divide the text into cues of at most two lines, balanced and broken at phrases.

    A cue keeps to one paragraph and one speaker. Where `names` (role to name) knows more than one of the
    speakers, cues carry the name, and the first of each turn leaves room for it. Only a word longer than
    a line makes a line longer than `LINE_CHARACTERS`.
    """
    found: list[Cue] = []
    before = None
    for role, words in _runs(sentences):
        speaker = names.get(role, "") if len(names) > 1 else ""
        run = _Run(words, len(f"{speaker}: ") if speaker and role != before else 0)
        for first, last in run.divide():
            turn = role != before and first == 0
            found.append(
                Cue(words[first].start, run.shown_end(first, last), run.lines(first, last), speaker, turn)
            )
        before = role
    return tuple(found)


def pieces(text: str) -> list[str]:
    """Give the words of a text, a no-break space taken for a letter."""
    return [piece for piece in _BLANKS.split(text) if piece]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: float
    end: float
    next_start: float  # of the word that follows, whoever says it; infinite after the last
    break_cost: float
    ends_sentence: bool


class _Run:
    """What one speaker says in one paragraph; `room` is kept free for a name in its first line."""

    def __init__(self, words: Sequence[_Word], room: int) -> None:
        self.words = words
        self.room = room
        self.offsets = [0, *accumulate(len(word.text) + 1 for word in words)]
        self.ends = [0, *accumulate(word.ends_sentence for word in words)]
        self.stops = [0, *accumulate(word.break_cost <= COMMA for word in words)]
        pauses = (max(0.0, word.next_start - word.end - _UNNOTICED_PAUSE_SECONDS) for word in words)
        self.pauses = [0.0, *accumulate(pauses)]

    def divide(self) -> list[tuple[int, int]]:
        """Find the cheapest cuts: for each cue its first word and the one after its last."""
        count = len(self.words)
        best = [0.0] + [math.inf] * count
        begin = [0] * (count + 1)
        for last in range(1, count + 1):
            for first in range(last - 1, -1, -1):
                if first < last - 1 and self._width(first, last) > 2 * LINE_CHARACTERS + 1:
                    break
                if best[first] + _CUE >= best[last]:
                    continue
                cost = best[first] + self._cue_cost(first, last)
                if cost < best[last]:
                    best[last], begin[last] = cost, first
        cuts = [count]
        while cuts[-1] > 0:
            cuts.append(begin[cuts[-1]])
        return list(pairwise(reversed(cuts)))

    def lines(self, first: int, last: int) -> tuple[str, ...]:
        """Give the lines of a cue."""
        cut = self._layout(first, last)[1]
        texts = [word.text for word in self.words[first:last]]
        parts = texts[: cut - first], texts[cut - first :]
        return tuple(" ".join(part) for part in parts if part)

    def shown_end(self, first: int, last: int) -> float:
        """Say when a cue goes: with its last word, but not too soon, and never after the next begins."""
        word = self.words[last - 1]
        end = min(max(word.end, self.words[first].start + SHORTEST_SECONDS), word.next_start)
        return word.next_start if word.next_start - end < CLOSED_GAP_SECONDS else end

    def _cue_cost(self, first: int, last: int) -> float:
        """Weigh its layout, where it ends, how long it stands and what it holds together."""
        final = self.words[last - 1]
        seconds = self.shown_end(first, last) - self.words[first].start
        cost = _CUE + self._layout(first, last)[0]
        cost += _CUE_BREAK * final.break_cost if last < len(self.words) else 0.0
        whole = final.ends_sentence and self._begins_sentence(first)
        cost += (self.ends[last - 1] - self.ends[first]) * (0.0 if whole else _CUT_SENTENCE)
        cost += (self.stops[last - 1] - self.stops[first]) * _INNER_STOP
        cost += (self.pauses[last - 1] - self.pauses[first]) * _SECOND_OF_SILENCE
        if seconds < _COMFORTABLE_SECONDS:
            cost += _COMFORTABLE_SECONDS - seconds + _SECOND_TOO_SHORT * max(0.0, SHORTEST_SECONDS - seconds)
        elif seconds > LONGEST_SECONDS:
            cost += _SECOND_TOO_LONG * (seconds - LONGEST_SECONDS + 0.25)
        if not whole:
            cost += _CHARACTER_TOO_FEW * max(0, _FEW_CHARACTERS - self._width(first, last))
            cost += _LONE_WORD_CUE if last - first == 1 else 0.0
        return cost

    def _layout(self, first: int, last: int) -> tuple[float, int]:
        """Weigh the best setting, and say before which word its second line begins (`last`: it has none)."""
        room = self.room if first == 0 else 0
        width = room + self._width(first, last)
        if width <= LINE_CHARACTERS:
            return 0.0, last
        best = _OVERLONG_CHARACTER * (width - LINE_CHARACTERS), last
        low, high = self._cuts_that_fit(first, last, room)
        for cut in range(low, high + 1):
            upper, lower = room + self._width(first, cut), self._width(cut, last)
            cost = _LINE_BREAK * self.words[cut - 1].break_cost
            cost += _IMBALANCE * abs(upper - lower) / LINE_CHARACTERS
            cost += _OVERLONG_CHARACTER * max(0, upper - LINE_CHARACTERS, lower - LINE_CHARACTERS)
            if cut - first == 1 or last - cut == 1:
                cost += _LONE_WORD_LINE
            best = min(best, (cost, cut))
        return best

    def _cuts_that_fit(self, first: int, last: int, room: int) -> tuple[int, int]:
        """Give the range of second lines that leave no line too long; where there is none, all of them."""
        low = bisect_left(self.offsets, self.offsets[last] - 1 - LINE_CHARACTERS, first + 1, last)
        full = self.offsets[first] + LINE_CHARACTERS - room + 1
        high = bisect_left(self.offsets, full + 1, first + 1, last) - 1
        return (low, high) if low <= high else (first + 1, last - 1)

    def _width(self, first: int, last: int) -> int:
        return self.offsets[last] - self.offsets[first] - 1

    def _begins_sentence(self, index: int) -> bool:
        return index == 0 or self.words[index - 1].ends_sentence


def _runs(sentences: Sequence[TimedSentence]) -> Iterator[tuple[str, list[_Word]]]:
    """Go through what one speaker says in one paragraph, its words prepared."""
    split = [(sentence, [part for word in sentence.words for part in _split(word)]) for sentence in sentences]
    timed = [(word, s, index == len(parts) - 1) for s, parts in split for index, word in enumerate(parts)]
    following = [(word.start, word.text) for word, _, _ in timed[1:]] + [(math.inf, "")]
    rows = zip(timed, following, strict=False)  # one more where there are no words at all
    for (_, role), group in groupby(rows, key=lambda row: (row[0][1].paragraph, row[0][1].speaker)):
        yield (
            role,
            [
                _Word(w.text, w.start, w.end, start, 0.0 if last else break_cost(w.text, text), last)
                for (w, _, last), (start, text) in group
            ],
        )


def _split(word: TimedWord) -> Iterator[TimedWord]:
    """Part a «word» that is shown as several, its time shared out by their letters."""
    texts = pieces(word.text)
    seconds = (word.end - word.start) / max(1, sum(map(len, texts)))
    start = word.start
    for text in texts:
        end = start + seconds * len(text)
        yield TimedWord(text, start, end)
        start = end
