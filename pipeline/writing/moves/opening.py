"""How a thin script begins: with a question, a scene, or its own headline, and with its name."""

from __future__ import annotations

import re

from pipeline.writing.english import upper_first
from pipeline.writing.known.own_words import closed
from pipeline.writing.material import Material
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases

_CLAUSE = re.compile(r"[,;:—]\s|\sand\s")
_PLACE = re.compile(r"\bin (?P<place>(?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)*)(?! \d)(?=[ ,.;:]|$)")
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_ASKS = re.compile(
    r"(?:who|what) (?:is|are|was|were|[a-z]+s)\b(?!.*, )", re.IGNORECASE
)  # its own subject asks
_NO_KICKER = re.compile(r"(?:when|why|how|what|where|who|whether|from|(?:\S+ and )?\S+ing)\b", re.IGNORECASE)
_AT_FRONT = re.compile(r"In (?P<year>\d{4}),? ")


def ask(material: Material) -> Passage | None:
    """Ask what the author's hook or the subject's entry asks; the entry only if its last words answer."""
    if hook := material.notes.get("hook"):
        return Passage(hook, "notes", "the notes, «Hook»")
    subject = material.subject
    if subject is None or not (subject.term.line("ask") and subject.term.line("keep")):
        return None
    return Passage((subject.term.line("ask"),), "ask", pack_origin(material, "ask"))


def scene(material: Material, phrases: Phrases) -> Passage | None:
    """Begin in the year, and at the place, that the first clause of the summary names."""
    if not material.beats or material.beats[0].verdict != "clause":
        return None
    clause = _CLAUSE.split(material.beats[0].text, maxsplit=1)[0]
    dated = _AT_FRONT.match(clause)  # elsewhere in the clause the year would be heard twice
    if dated is None:
        return None
    place = place_in(clause)
    line = phrases.say("scene" if place else "scene_year", year=dated["year"], place=place)
    return Passage((line,), "scene", "the summary, its year")


def headline(material: Material) -> Passage | None:
    """Begin with what stands under the title, as a sentence of its own: the title comes right after it."""
    if not material.subtitle:
        return None
    return Passage((as_headline(material.subtitle),), "headline", "the subtitle")


def as_headline(subtitle: str) -> str:
    """Give a subtitle as a sentence; «who pays for a bridge» is a question as it stands."""
    return f"{upper_first(subtitle.rstrip('?'))}?" if asks(subtitle) else closed(upper_first(subtitle))


def asks(subtitle: str) -> bool:
    """Tell whether a subtitle is a question, with its mark or as it stands."""
    return subtitle.endswith("?") or bool(_ASKS.match(subtitle) and not re.search(r"[.!]$", subtitle))


def is_kicker(subtitle: str) -> bool:
    """Tell whether a subtitle makes last words: «limes for sailors», and neither a question nor a doing."""
    return bool(subtitle) and not asks(subtitle) and not _NO_KICKER.match(subtitle)


def name(material: Material, phrases: Phrases, *, subtitled: bool) -> Passage:
    """Say which show this is and what the episode is about; `subtitled`: the subtitle was just heard."""
    if material.is_brief and not material.name.is_question:
        subject = material.said or material.name.plain
        line = phrases.say("name_short", subject=subject, Subject=upper_first(subject))
    elif material.name.is_question:
        line = phrases.say("name_question")
    elif (
        material.subtitle
        and not subtitled
        and not re.search(r"[?:!]", material.subtitle + material.name.heading)
    ):
        line = phrases.say("name_headline", subtitle=material.subtitle)
    elif material.said:
        line = phrases.say("name_said", said=material.said, Said=upper_first(material.said))
    else:
        line = phrases.say("name_colon")
    return Passage((line,), "name", "phrases")


def place_in(clause: str) -> str:
    """Give the place that a clause names after «in», or «»."""
    found = _PLACE.search(clause)
    return found["place"] if found and found["place"].split()[0] not in _MONTHS else ""


def without_year(sentence: str) -> str:
    """Leave out the year at the front of a sentence, where it has just been heard."""
    return upper_first(_AT_FRONT.sub("", sentence, count=1))


def pack_origin(material: Material, line: str) -> str:
    """Name a line of the subject's entry."""
    subject = material.subject
    return f"the pack {subject.pack.name}, «{subject.term.term}», {line}" if subject else ""
