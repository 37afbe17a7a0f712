"""How a thin script explains: by what the subject's entry knows, and by what the author wrote."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.knowledge.words import content_stems
from pipeline.writing.english import lower_first
from pipeline.writing.material import Material
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.passages import Move, Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.whole_sentences import HEADING

# Under which heading of the author's notes stands what takes the place of a line of the entry.
_INSTEAD = {"example": "example", "but": "limit", "number": "example"}
_AT_THE_ENDS = ("hook", "take-away")
# The author's headings in the order of the telling; any others come with the first of the rest.
_HEADINGS = ("", HEADING.casefold(), "how it works", "example", "why it matters", "limit", "in this series")
_FIRST_OF_THE_REST = _HEADINGS.index("example")
# Of what the author wrote, only this may go: sentences kept beside an episode, and what is said of others.
_RANKS_OF_NOTES = {HEADING.casefold(): 6, "in this series": 1}
_RANKS = {"example": 5, "number": 2, "but": 4}


def behind(material: Material, phrases: Phrases) -> Passage | None:
    """Name what stands behind the summary where the title does not name it, and say what it is."""
    subject = material.subject
    if subject is None or subject.way == "title":
        return None
    line = phrases.say("behind", term=subject.term.term)
    return Passage((line, material.definition), "behind", pack_origin(material, "is"))


def why_and_like(material: Material) -> Passage | None:
    """Give the cause and the image, always together; the author's own account of it goes before."""
    subject = material.subject
    if subject is None or not subject.term.line("why") or material.notes.get("how it works"):
        return None
    lines = (subject.term.line("why"), subject.term.line("like"))
    return Passage(
        tuple(filter(None, lines)), "why and like", pack_origin(material, "why and like"), apart=True
    )


def line_of(material: Material, phrases: Phrases, key: str, move: Move) -> Passage | None:
    """Give a further line of the entry: a figure, a case, or where it stops."""
    subject = material.subject
    if subject is None or material.notes.get(_INSTEAD[key]) or not subject.term.line(key):
        return None
    text = subject.term.line(key)
    if subject.way != "title" and not content_stems(text) & content_stems(material.summary):
        return None
    led = (
        phrases.say("example", text=lower_first(text, material.ordinary))
        if key == "example" and subject.term.line("like")
        else text
    )
    return Passage((led,), move, pack_origin(material, key), _RANKS[key])


def notes(material: Material, *, rest: bool) -> Iterator[Passage]:
    """Give what the author wrote, but for hook and take-away: the idea, or the rest."""
    for heading, paragraphs in sorted(material.notes.items(), key=lambda item: _place(item[0])):
        if heading not in _AT_THE_ENDS and (_place(heading) >= _FIRST_OF_THE_REST) == rest:
            name = f"the notes, «{heading.capitalize()}»" if heading else "the notes"
            yield from (
                Passage((paragraph,), "notes", name, _RANKS_OF_NOTES.get(heading)) for paragraph in paragraphs
            )


def _place(heading: str) -> int:
    return _HEADINGS.index(heading) if heading in _HEADINGS else _FIRST_OF_THE_REST
