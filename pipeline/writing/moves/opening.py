"""How a thin script begins: with a question, where there is one, and with its name."""

from __future__ import annotations

import re

from pipeline.language.grammar import verdict_of
from pipeline.writing.english import upper_first
from pipeline.writing.known.own_words import closed
from pipeline.writing.material import Material
from pipeline.writing.names import in_small_letters
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases

_ASKS = re.compile(
    r"(?:who|what) (?:is|are|was|were|[a-z]+s)\b(?!.*, )", re.IGNORECASE
)  # its own subject asks


def ask(material: Material) -> Passage | None:
    """Ask what the author's hook or the subject's entry asks; the entry only if its last words answer."""
    if hook := material.notes.get("hook"):
        return Passage(hook, "notes", "the notes, «Hook»")
    subject = material.subject
    if subject is None or not (subject.term.line("ask") and subject.term.line("keep")):
        return None
    return Passage((subject.term.line("ask"),), "ask", pack_origin(material, "ask"))


def headline(material: Material) -> Passage | None:
    """Begin with what stands under the title, where it asks: the title comes right after it."""
    if not asks(material.subtitle) or material.name.is_question:
        return None
    return Passage((as_headline(material.subtitle),), "headline", "the subtitle")


def as_headline(subtitle: str) -> str:
    """Give a subtitle as a sentence; «who pays for a bridge» is a question as it stands."""
    return f"{upper_first(subtitle.rstrip('?'))}?" if asks(subtitle) else closed(upper_first(subtitle))


def asks(subtitle: str) -> bool:
    """Tell whether a subtitle is a question, with its mark or as it stands."""
    return subtitle.endswith("?") or bool(_ASKS.match(subtitle) and not re.search(r"[.!]$", subtitle))


def is_statement(subtitle: str) -> bool:
    """Tell whether a subtitle says something: a whole sentence, and neither a question nor a phrase."""
    return bool(subtitle) and not asks(subtitle) and verdict_of(as_headline(subtitle)) == "clause"


def answered(material: Material) -> Passage | None:
    """Ask what the title asks, and say what stands under it, where that is a whole sentence: the answer."""
    if not material.name.is_question or not is_statement(material.subtitle):
        return None
    lines = (f"{_question(material)}?", as_headline(material.subtitle))
    return Passage(lines, "headline", "title and subtitle")


def name(material: Material, phrases: Phrases, *, asked: bool, alone: bool = False) -> Passage:
    """Say which show this is and what the episode is about, in one sentence.

    `asked`: a question was heard, so that a title that asks too would be a second one; `alone`: the title
    comes with the summary.
    """
    if material.name.is_question:
        line = (
            phrases.say("name_show") if asked else phrases.say("name_question", heading=_question(material))
        )
    elif alone:
        line = phrases.say("name_show")
    elif material.said:
        line = upper_first(phrases.say("name_said", said=material.said))
    else:
        line = phrases.say("name_colon", plain=material.called)
    return Passage((line,), "name", "phrases")


def _question(material: Material) -> str:
    return upper_first(in_small_letters(material.name.heading.rstrip("?"), material.ordinary))


def pack_origin(material: Material, line: str) -> str:
    """Name a line of the subject's entry."""
    subject = material.subject
    return f"the pack {subject.pack.name}, «{subject.term.term}», {line}" if subject else ""
