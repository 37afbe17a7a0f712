"""An engine that fails as generative voices do: a word dropped, said twice or slurred; for measuring.

Every fault follows from the sentence and from how often it was asked for, so that runs can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from pipeline.checking.listening.sounds import sounds_in_context
from pipeline.speech.engine import Speech, find_engine
from pipeline.speech.spoken.words import Said, SpokenSentence

KINDS = ("dropped", "doubled", "slurred")
AGAIN = 0.25  # how often a sentence that is asked for anew fails anew
_VOWELS = frozenset("AIWYOQiɪᵻɛæɑɒɔuʊʌəᵊɐɜɚaeo")
_NEUTRAL = "ə"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence."""

    kind: str  # one of KINDS
    word: str  # as it is shown


def planted(sentence: SpokenSentence, kind: str, random: Random) -> tuple[SpokenSentence, Fault] | None:
    """Give a sentence with one fault of a kind; None where it has no word for it."""
    words = list(sentence.words)
    sounds = sounds_in_context(sentence)
    able = [index for index, word in enumerate(words) if word.said]
    if kind == "slurred":
        able = [index for index in able if sum(sign in _VOWELS for sign in sounds[index]) >= 2]
    if not able:
        return None
    index = random.choice(able)
    word = words[index]
    if kind == "dropped":
        del words[index]
    elif kind == "doubled":
        words.insert(index, replace(word, after=""))
    else:
        words[index] = replace(word, said=(Said(word.said[0].text, slurred(sounds[index])),))
    return SpokenSentence(tuple(words)), Fault(kind, word.shown)


def slurred(phonemes: str) -> str:
    """Mumble a word: every vowel becomes the neutral one, and every second consonant is lost."""
    kept, consonants = "", 0
    for sign in phonemes:
        if sign in _VOWELS:
            kept += _NEUTRAL
        elif sign.isalpha() and sign not in "ˈˌː":
            consonants += 1
            kept += sign if consonants % 2 else ""
    return kept


class FaultyEngine:
    """The default engine with planted faults; `kind_of` says which a sentence has at first, «» for none."""

    def __init__(self, kind_of: Callable[[SpokenSentence], str], *, again: float = AGAIN) -> None:
        self._engine = find_engine("hibari")
        self._kind_of = kind_of
        self._again = again
        self._asked: dict[str, int] = {}
        self.faults: dict[bytes, Fault] = {}  # by the samples of what was spoken

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    @property
    def asked(self) -> int:
        """Count how often it was asked for a sentence."""
        return sum(self._asked.values())

    def varies(self, voice: str) -> bool:
        """Say yes: what it is asked for again may come out rightly."""
        del voice
        return True

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Speak a sentence, with a fault or without."""
        text = sentence.spoken
        is_first = not any(text.rstrip(".,;:") in known for known in self._asked)  # nor a part of another
        count = self._asked[text] = self._asked.get(text, 0) + 1
        random = Random(f"{text} {count}")  # noqa: S311 - no secret
        kind = self._kind_of(sentence)
        found = None
        if kind and (is_first or random.random() < self._again):
            found = planted(sentence, kind, random)
        speech: Speech = self._engine.synthesize(found[0] if found else sentence, voice, speed)
        words = speech.words
        if found:  # such an engine does not know that it failed
            count_words = len(sentence.words)
            words = (*words, *[words[-1]] * count_words)[:count_words]
            self.faults[speech.samples.tobytes()] = found[1]
        return replace(speech, words=words)
