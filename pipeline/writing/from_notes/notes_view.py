"""An episode's notes, as a format reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.writing.from_notes.material import Material

_PLACED = tuple("text|hook|how it works|example|why it matters|limit|in this series|take-away".split("|"))


@dataclass(frozen=True, slots=True)
class NotesPart:
    """A heading of the notes with its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class NotesView:
    """An episode's notes as a format reads them: `notes.how_it_works` is a list of paragraphs, maybe empty.

    Text before any heading is `notes.text`, and `notes.in_this_series` what they say of other episodes.
    """

    def __init__(self, material: Material) -> None:
        self._parts = {
            _key(heading or "text"): NotesPart(heading, text) for heading, text in material.notes.items()
        }

    def __getitem__(self, heading: str) -> tuple[str, ...]:
        part = self._parts.get(_key(heading))
        return part.paragraphs if part else ()

    @property
    def further_parts(self) -> list[NotesPart]:
        """List the parts under headings that formats have no place for."""
        told = {_key(heading) for heading in _PLACED}
        return [part for key, part in self._parts.items() if key not in told]


def _key(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
