"""What is shown and what is said, side by side: the input of every engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One or more words that any engine can read, with phonemes for engines that take them."""

    text: str
    phonemes: str = ""  # misaki alphabet; empty: the engine's own reading of `text`


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word as it is shown, and what is said for it.

    `said` may be empty: a sign that is shown but not spoken. `before` and `after` are the punctuation
    that the voice should hear as phrasing; it is never spoken.
    """

    shown: str
    said: tuple[Said, ...]
    before: str = ""
    after: str = ""

    @property
    def spoken(self) -> str:
        """Give what is said, with its punctuation."""
        return self.before + " ".join(said.text for said in self.said) + self.after


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence, word by word; `dropped` lists characters that no rule could turn into words."""

    words: tuple[SpokenWord, ...]
    dropped: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Give the sentence as captions show it."""
        return " ".join(word.shown for word in self.words)

    @property
    def spoken(self) -> str:
        """Give the sentence as the voice says it."""
        return " ".join(word.spoken for word in self.words if word.said)
