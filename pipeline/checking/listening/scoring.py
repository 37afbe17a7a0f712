"""The word error rate of what was heard against what was to be said, and each error in its place.

Spelling is the recogniser's affair: stretches of the same letters («fine-tuning», «fine tuning») or of the
same sound («weights», «waits») are no errors. For names it cannot know it may write anything, so that an
error is a reason to listen, and acronyms are better guarded by their phonemes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pipeline.checking.listening.alignment import Step, align
from pipeline.checking.listening.sounds import sound_of
from pipeline.checking.listening.words import Word, heard_words, said_words
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.words import SpokenSentence

Kind = Literal["missing", "extra", "wrong"]
_PUNCTUATION = '.,;:!?()"“”'
_LONGEST_STRETCH = 4  # words that may be one word, or other words, on the other side


@dataclass(frozen=True, slots=True)
class Error:
    """One word that was not heard as it was to be said."""

    kind: Kind
    said: str  # empty where the word is extra
    heard: str  # empty where the word is missing
    sentence: int  # 0-based; an extra word belongs to the sentence of the word before it
    shown: str  # the script's word, empty where the word is extra


@dataclass(frozen=True, slots=True)
class Score:
    """How one file was heard."""

    words: int  # that were to be said
    errors: tuple[Error, ...]

    @property
    def rate(self) -> float:
        """Give the word error rate, 0.01 for one error in a hundred words."""
        return len(self.errors) / max(1, self.words)


def score(sentences: Iterable[SpokenSentence], heard: str, lexicon: Lexicon) -> Score:
    """Compare the spoken sentences of a file with what a recogniser wrote down.

    `lexicon` is the show's: the recogniser may write a term as the script does.
    """
    said = said_words(sentences)
    errors: list[Error] = []
    before = said[0] if said else None
    for agrees, steps in groupby(align(said, heard_words(heard, lexicon)), key=lambda step: step.agrees):
        stretch = list(steps)
        if not agrees:
            errors += _errors(stretch, before.sentence if before else 0)
        before = next((step.said for step in reversed(stretch) if step.said), before)
    return Score(len(said), tuple(errors))


def better(scores: Iterable[Score]) -> Score:
    """Give the score with the fewest errors: what one recogniser heard was said."""
    return min(scores, key=lambda each: each.rate)


def pooled_rate(scores: Sequence[Score]) -> float:
    """Give the word error rate over several files."""
    return sum(len(each.errors) for each in scores) / max(1, sum(each.words for each in scores))


def worst_words(scores: Iterable[Score]) -> list[tuple[str, int]]:
    """List the script's words that were misheard, with how often, the most frequent first."""
    misheard = (error.shown.strip(_PUNCTUATION) for each in scores for error in each.errors if error.shown)
    return Counter(misheard).most_common()


def _errors(stretch: Sequence[Step], sentence: int) -> list[Error]:
    """Find the fewest errors in a stretch where words differ, once those that only look so are forgiven."""
    said = [step.said for step in stretch if step.said]
    heard = [step.heard for step in stretch if step.heard]
    errors: list[Error] = []
    for step in _forgiving_steps(said, heard):
        if step.said is None and step.heard is not None:
            errors.append(Error("extra", "", step.heard.text, sentence, ""))
        elif step.said is not None:
            sentence = step.said.sentence
            kind: Kind = "wrong" if step.heard else "missing"
            heard_text = step.heard.text if step.heard else ""
            errors.append(Error(kind, step.said.text, heard_text, sentence, step.said.shown))
    return errors


def _forgiving_steps(said: Sequence[Word], heard: Sequence[Word]) -> list[Step]:
    """Align two stretches, skipping at no cost parts of them with the same letters or the same sound."""
    best: dict[tuple[int, int], list[Step]] = {(0, 0): []}
    for i in range(len(said) + 1):
        for j in range(len(heard) + 1):
            ways = []
            if i and j:
                ways = [best[x, y] for x, y in _forgiven(said, heard, i, j)]
                ways.append([*best[i - 1, j - 1], Step(said[i - 1], heard[j - 1])])
            if i:
                ways.append([*best[i - 1, j], Step(said[i - 1], None)])
            if j:
                ways.append([*best[i, j - 1], Step(None, heard[j - 1])])
            if ways:
                best[i, j] = min(ways, key=len)
    return best[len(said), len(heard)]


def _forgiven(said: Sequence[Word], heard: Sequence[Word], i: int, j: int) -> list[tuple[int, int]]:
    """List where stretches begin that end here and agree in letters or in sound."""
    return [
        (x, y)
        for x in range(max(0, i - _LONGEST_STRETCH), i)
        for y in range(max(0, j - _LONGEST_STRETCH), j)
        if _alike(said[x:i], heard[y:j])
    ]


def _alike(said: Sequence[Word], heard: Sequence[Word]) -> bool:
    letters = "".join(word.text for word in heard)
    if letters == "".join(word.text for word in said) or _is_shown_so(said, letters):
        return True
    return _sound(said) == _sound(heard)


def _is_shown_so(said: Sequence[Word], letters: str) -> bool:
    """Tell «PaLM», which is said by its respelling, heard as «palm»."""
    return len(said) == 1 and letters == "".join(filter(str.isalnum, said[0].shown.casefold()))


def _sound(words: Sequence[Word]) -> str:
    return "".join(sound_of(word.written, word.phonemes) for word in words)
