"""How a thin script ends: on the image it began with, on its own headline, and with the next episode."""

from __future__ import annotations

import re

from pipeline.language.pronouns import opening_of
from pipeline.writing.material import Material
from pipeline.writing.moves.opening import as_headline, is_statement, pack_origin
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.sameness import says_again

_LEANING = ("pronoun", "possessive", "joint")  # what goes on from the sentence before


def keep(material: Material) -> Passage | None:
    """Say the author's take-away, or the entry's last words, which answer its question."""
    if own := material.notes.get("take-away"):
        return Passage(own, "notes", "the notes, «Take-away»")
    subject = material.subject
    if (
        subject is None
        or material.notes.get("hook")
        or not (subject.term.line("ask") and subject.term.line("keep"))
    ):
        return None
    return Passage((subject.term.line("keep"),), "keep", pack_origin(material, "keep"))


def headline_again(material: Material) -> Passage | None:
    """End on the subtitle, where it is a whole sentence that says something new."""
    subtitle = material.subtitle
    if material.name.is_question or not is_statement(subtitle):
        return None
    line = as_headline(subtitle)
    if opening_of(line) in _LEANING or says_again(line, material.summary, material.own_stems):
        return None
    return Passage((line,), "return", "the subtitle")


def following(material: Material, phrases: Phrases) -> Passage:
    """Name the next episode, if there is one, and say that no person spoke."""
    sign_off = phrases.say("sign_off_thin")
    if not material.next_called:
        return Passage((sign_off,), "next", "phrases")
    bank = "next_question" if material.next_called.endswith("?") else "next_title"
    line = phrases.say(bank, next=material.next_called)
    return Passage((re.sub(r"(?<=[?!])\.$", "", line), sign_off), "next", "the next episode's title")
