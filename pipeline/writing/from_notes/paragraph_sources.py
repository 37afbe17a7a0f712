"""Which paragraph of a script came from what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.writing.from_notes.material import Material
from pipeline.writing.script.script import Script


def origins_of(
    script: Script, material: Material, lines: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Pair each paragraph's text with what it came from, in the script's order.

    `lines` are the lines that were made, each with its origin; what is in none of them nor in the notes
    stands in the format itself.
    """
    known = [*_of_notes(material), *lines]
    found = []
    for paragraph in script.paragraphs:
        written = paragraph.text
        names = list(dict.fromkeys(name for text, name in known if text in written or written in text))
        found.append((written, " + ".join(names) or f"the format «{script.format}»"))
    return tuple(found)


def _of_notes(material: Material) -> Iterator[tuple[str, str]]:
    for heading, paragraphs in material.notes.items():
        for text in paragraphs:
            yield text, f"the notes, «{heading}»" if heading else "the notes"
