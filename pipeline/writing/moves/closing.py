"""How a thin script ends: on the image it began with, on its own name, and with the next episode."""

from __future__ import annotations

import re

from pipeline.knowledge.words import content_stems
from pipeline.writing.english import upper_first
from pipeline.writing.material import Material
from pipeline.writing.moves.fragments import head_of, is_plural, noun_phrase
from pipeline.writing.moves.headlines import headed
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.script.sentences import split_sentences

_FORETELLS = 3  # one episode in so many names the next
_NO_THING = re.compile(r"(?:ers|ors|ists|ians|men|women|people|ing)$")  # «plant hunters», «ringing»


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


def title_again(material: Material, told: str, phrases: Phrases) -> Passage | None:
    """Name what the summary describes without its name, «That is a kill fee.», as a riddle is resolved.

    `told`: the summary as it is heard. What only says something of the thing, or asks, is not named again.
    """
    said = material.said
    if not said or material.name.is_question or not material.beats:
        return None
    pictured = noun_phrase(material.beats[0].bare)
    if pictured is None or content_stems(head_of(said)) & content_stems(f"{material.summary} {told}"):
        return None
    if pictured.is_plural != is_plural(said) or _NO_THING.search(said):
        return None
    bank = "those_are" if pictured.is_plural else "that_is"
    return Passage((phrases.say(bank, said=said),), "return", "the title")


def following_after_words(material: Material, phrases: Phrases) -> Passage | None:
    """Say after an entry's last words what has to be said, and in one episode of three what comes next.

    The last words answer the question: most episodes end on them.
    """
    if not material.next_called or material.number % _FORETELLS != 1:
        said = () if phrases.says_first else (phrases.sign_off("sign_off_thin"),)
        return Passage(said, "next", "phrases") if said else None
    return following(material, phrases)


def following(material: Material, phrases: Phrases) -> Passage:
    """Say that no person spoke, unless that was said first, and name the next episode, if there is one.

    After a short script it comes with what stands under its title: something to look forward to.
    """
    called = material.next_called
    if not called:
        return Passage((phrases.sign_off("sign_off_thin"),), "next", "phrases")
    subtitle = "" if material.subject or material.notes else material.next_subtitle
    if called.endswith("?"):
        line = phrases.say("next_question", next=called)
    elif not material.next_is_noun and not subtitle:
        line = phrases.say("next_named", next=f"{upper_first(called)}.")
    else:
        line = phrases.say(
            "next_title", next=headed(called, subtitle, material.ordinary, joined=material.number % 3 == 1)
        )
    line = re.sub(r"(?<=[?!])\.$", "", line)
    sign_off = () if phrases.says_first else (phrases.sign_off("sign_off_thin"),)
    return Passage((*sign_off, *split_sentences(line)), "next", "the next episode's title")
