"""What is measured: a script as it is spoken, sentence by sentence, with where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.writing.reckoning.formula import Formula

FRAME = frozenset(("name", "next"))  # moves by which the show speaks of itself
OF_OTHERS = frozenset(("link", "years"))  # moves that tell of other episodes
# Moves whose words are not said for what they inform of: they may repeat, and may go without a verb.
IMAGES = frozenset(("ask", "keep", "why and like", "headline", "return"))
AUTHORS = frozenset(("notes", "author"))  # what a person wrote as it is spoken
SUMS = frozenset(("share", "case", "measure", "pair"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, the move that made it, and what it was made of."""

    text: str
    move: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One script as it is spoken, and all that it was written from."""

    slug: str
    title: str
    sentences: tuple[Spoken, ...]
    sources: tuple[str, ...] = ()  # texts whose numbers it may say
    formulas: tuple[Formula, ...] = ()  # of its sums
    others: Mapping[str, str] = field(default_factory=dict)  # other episodes' titles, and what they tell
    unexplained: tuple[str, ...] = ()  # terms that it uses and says nothing of
    long: tuple[str, ...] = ()  # sentences of its author's that are hard to follow by ear
    seconds: float = 0.0  # measured, else predicted
    is_edited: bool = False  # a person changed it: where its sentences come from is theirs to say

    @property
    def words(self) -> int:
        """Count the words spoken."""
        return sum(len(sentence.text.split()) for sentence in self.sentences)

    @property
    def text(self) -> str:
        """Give all that is spoken as one line."""
        return " ".join(sentence.text for sentence in self.sentences)
