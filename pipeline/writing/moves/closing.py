"""How a thin script ends: on the image it began with, on its own name, and with the next episode."""

from __future__ import annotations

import re

from pipeline.knowledge.words import content_stems
from pipeline.language.words import words_in
from pipeline.writing.material import Material
from pipeline.writing.moves.headlines import headed
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.moves.stating import head_of, is_plural
from pipeline.writing.names import in_small_letters
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.script.sentences import split_sentences

_BY_TRADE = re.compile(r"(?:ers|ors|ists|ians|men|women|people)$")  # «plant hunters» are no things
_NOUNS = frozenset("NN NNS NNP NNPS".split())


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


def title_again(material: Material, phrases: Phrases) -> Passage | None:
    """Name what the summary told of without its name: «That is longitude.»; a title that asks is answered."""
    if answer := _answered(material):
        return Passage((phrases.say("answered", answer=answer),), "return", "the title")
    said = material.said
    if not said or material.name.is_question or not material.beats or _BY_TRADE.search(said):
        return None
    if content_stems(head_of(said)) & content_stems(material.summary):
        return None
    bank = "those_are" if is_plural(said) else "that_is"
    return Passage((phrases.say(bank, said=said),), "return", "the title")


def _answered(material: Material) -> str:
    """Give «the sky is blue» of «Why is the sky blue?», and «onions make us cry» of «Why do onions …?»."""
    asked = in_small_letters(material.name.heading.rstrip("?"), material.ordinary)
    if not material.name.is_question:
        return ""
    if did := re.fullmatch(r"Why do (?!not )(?P<rest>.+)", asked):
        return did["rest"]
    be = re.fullmatch(r"Why (?P<be>is|are|was|were) (?P<rest>.+)", asked)
    if be is None:
        return ""
    words = words_in(be["rest"])
    end = next((i for i, word in enumerate(words) if word.tag in _NOUNS or word.tag == "PRP"), None)
    while end is not None and end + 1 < len(words) and words[end + 1].tag in _NOUNS:
        end += 1
    after = words[end + 1] if end is not None and end + 1 < len(words) else None
    if end is None or after is None or after.tag not in ("JJ", "JJR", "RB", "VBN", "VBG"):
        return ""
    cut = words[end].end
    return f"{be['rest'][:cut]} {be['be']}{be['rest'][cut:]}"


def following(material: Material, phrases: Phrases) -> Passage:
    """Say that no person spoke, and name the next episode, if there is one.

    After a short script it comes with what stands under its title: something to look forward to.
    """
    sign_off = phrases.say("sign_off_thin")
    called = material.next_called
    if not called:
        return Passage((sign_off,), "next", "phrases")
    subtitle = "" if material.subject else material.next_subtitle
    if called.endswith("?"):
        line = phrases.say("next_question", next=called)
    else:
        line = phrases.say("next_title", next=headed(called, subtitle, material.ordinary, joined=True))
    line = re.sub(r"(?<=[?!])\.$", "", line)
    return Passage((sign_off, *split_sentences(line)), "next", "the next episode's title")
