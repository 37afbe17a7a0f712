"""How a thin script explains: sums on the summary's own figures, and what the subject's entry knows."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.knowledge.words import content_stems
from pipeline.writing.english import lower_first
from pipeline.writing.material import Material
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.passages import Move, Passage
from pipeline.writing.phrases import Phrases

MOST_SUMS = 2
_SUM_RANKS = (8, 2)
_KINDS: dict[str, Move] = {"share": "share", "case": "case", "measure": "measure", "pair": "pair"}
# Under which heading of the author's notes stands what takes the place of a line of the entry.
_INSTEAD = {"example": "example", "but": "limit", "number": "example"}
_RANKS = {"example": 5, "number": 2, "but": 4}


def sums(material: Material) -> Iterator[Passage]:
    """Reckon with the figures of the summary, two sums at most."""
    for each, rank in zip(material.sums[:MOST_SUMS], _SUM_RANKS, strict=False):
        yield Passage(each.sentences, _KINDS.get(each.kind, "case"), "a sum on the summary's figures", rank)


def behind(material: Material, phrases: Phrases) -> Passage | None:
    """Name what stands behind the summary where the title does not name it, and say what it is."""
    subject = material.subject
    if subject is None or subject.way == "title":
        return None
    line = phrases.say("behind", term=subject.term.term)
    return Passage((line, subject.term.definition), "behind", pack_origin(material, "is"))


def why_and_like(material: Material) -> Passage | None:
    """Give the cause and the image, always together; the author's own account of it goes before."""
    subject = material.subject
    if subject is None or not subject.term.line("why") or material.notes.get("how it works"):
        return None
    lines = (subject.term.line("why"), subject.term.line("like"))
    return Passage(tuple(filter(None, lines)), "why and like", pack_origin(material, "why and like"), apart=True)


def line_of(material: Material, phrases: Phrases, key: str, move: Move) -> Passage | None:
    """Give a further line of the entry: a figure, a case, or where it stops."""
    subject = material.subject
    if subject is None or material.notes.get(_INSTEAD[key]) or not subject.term.line(key):
        return None
    text = subject.term.line(key)
    if subject.way != "title" and not content_stems(text) & content_stems(material.summary):
        return None
    led = phrases.say("example", text=lower_first(text, material.ordinary)) if key == "example" and subject.term.line("like") else text
    return Passage((led,), move, pack_origin(material, key), _RANKS[key])


def notes(material: Material, *headings: str) -> Iterator[Passage]:
    """Give what the author wrote under some headings."""
    for heading in headings:
        for paragraph in material.notes.get(heading, ()):
            yield Passage((paragraph,), "notes", f"the notes, «{heading.capitalize()}»")
