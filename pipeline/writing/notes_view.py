"""An episode's notes, as a format reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.writing.material import Material


@dataclass(frozen=True, slots=True)
class NotesPart:
    """A heading of the notes with its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class NotesView:
    """An episode's notes as a format reads them: `notes.how_it_works` is a list of paragraphs, maybe empty.

    Text before any heading is `notes.text`.
    """

    def __init__(self, material: Material) -> None:
        self._parts = {
            _key(heading or "text"): NotesPart(heading, text) for heading, text in material.notes.items()
        }

    def __getitem__(self, heading: str) -> tuple[str, ...]:
        part = self._parts.get(_key(heading))
        return part.paragraphs if part else ()

    def besides(self, *headings: str) -> list[NotesPart]:
        """List the parts under other headings than these."""
        told = {_key(heading) for heading in headings}
        return [part for key, part in self._parts.items() if key not in told]


def _key(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
