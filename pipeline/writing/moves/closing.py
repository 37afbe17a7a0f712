"""How a thin script ends: on the image it began with, on its own headline, and with the next episode."""

from __future__ import annotations

from pipeline.writing.material import Material
from pipeline.writing.moves.opening import as_headline, pack_origin
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases


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
    """Come back to the subtitle, as the last words of a script with a scene or a sum."""
    if not material.subtitle:
        return None
    return Passage((as_headline(material.subtitle),), "return", "the subtitle")


def following(material: Material, phrases: Phrases) -> Passage:
    """Name the next episode, if there is one, and say that no person spoke."""
    sign_off = phrases.say("sign_off" if material.subject else "sign_off_short")
    if material.following is None:
        return Passage((sign_off,), "next", "phrases")
    name = material.following
    line = phrases.say("next_title", next=name.heading if name.asks else name.plain)
    return Passage((line, sign_off), "next", "the next episode's title")
