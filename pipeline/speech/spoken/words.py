"""What is shown and what is said, side by side: the input of every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# dropped: shown, but no voice can say it, and no rule knows a name for it (emoji, other scripts).
# spelled: capitals that neither the lexicon nor a rule has decided. An engine says them letter by letter,
#          or as a word if its dictionary has one.
# assumed: figures that mean two things («05/06/2020»); the rules took one of them.
RemarkKind = Literal["dropped", "spelled", "assumed"]


@dataclass(frozen=True, slots=True)
class Said:
    """One or more words that any engine can read, with phonemes for engines that take them."""

    text: str
    phonemes: str = ""  # misaki alphabet; empty: the engine's own reading of `text`


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a word's reading that a person should know of."""

    kind: RemarkKind
    text: str  # the part of the shown word that it is about


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
    remarks: tuple[Remark, ...] = ()
    manner: str = ""  # «stress» or «slow», for engines that can (see manners.py); empty: as the rest

    @property
    def spoken(self) -> str:
        """Give what is said, with its punctuation."""
        return self.before + " ".join(said.text for said in self.said) + self.after


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence, word by word."""

    words: tuple[SpokenWord, ...]

    @property
    def shown(self) -> str:
        """Give the sentence as captions show it."""
        return " ".join(word.shown for word in self.words)

    @property
    def spoken(self) -> str:
        """Give the sentence as the voice says it."""
        return " ".join(word.spoken for word in self.words if word.said)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Give the remarks about its words, in order."""
        return tuple(remark for word in self.words for remark in word.remarks)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Give what is shown and not said because no voice can."""
        return tuple(remark.text for remark in self.remarks if remark.kind == "dropped")
