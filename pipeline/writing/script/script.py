"""A narration script: what will be said, as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.writing.script.directions import Directed, Insert, Manner


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences by one speaker: `role` is «host», «guest», or the name of another of the show's voices.

    `optional` is the order in which paragraphs are given up when time is short: 1 goes first,
    None never goes.
    """

    sentences: tuple[str, ...]
    role: str = "host"
    optional: int | None = None
    # Not in the repr, which is what a script without them is known by (see freshness/rendering.py).
    inserts: tuple[Insert, ...] = field(default=(), repr=False)
    manners: tuple[Manner, ...] = field(default=(), repr=False)

    @property
    def directed(self) -> Directed:
        """Give the sentences with what is to be heard between and within them."""
        return Directed(self.sentences, self.inserts, self.manners)

    @property
    def text(self) -> str:
        """Give the paragraph as one line."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class ScriptSection:
    """A part of the script under a heading, which is also a chapter's title."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """An episode's narration, in the order it is spoken."""

    sections: tuple[ScriptSection, ...]
    format: str

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Go through all paragraphs, in order."""
        for section in self.sections:
            yield from section.paragraphs

    @property
    def optional_ranks(self) -> tuple[int, ...]:
        """List the ranks of the optional paragraphs in the order they are given up."""
        return tuple(sorted({p.optional for p in self.paragraphs if p.optional is not None}))

    def without(self, given_up: int) -> Script:
        """Leave out the paragraphs of the first `given_up` optional ranks, and sections left empty."""
        gone = set(self.optional_ranks[:given_up])
        kept = (
            ScriptSection(
                s.title, tuple(p for p in s.paragraphs if p.optional not in gone or p.optional is None)
            )
            for s in self.sections
        )
        return Script(tuple(s for s in kept if s.paragraphs), self.format)
