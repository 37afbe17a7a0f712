"""How a thin script begins: with a question, where there is one, and with its name."""

from __future__ import annotations

import re

from pipeline.catalogue.disclosure import discloses
from pipeline.knowledge.words import content_stems
from pipeline.language.pronouns import opening_of
from pipeline.writing.english import upper_first
from pipeline.writing.material import Material
from pipeline.writing.moves.headlines import apposed, as_headline, headed, kind_of, renames
from pipeline.writing.names import in_small_letters
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.sameness import says_again
from pipeline.writing.script.sentences import split_sentences

LEANING = ("pronoun", "possessive", "joint")  # what goes on from a sentence before
_ORDERS = 4  # lines of the bank that begins: title first, show first, and both in one sentence


def ask(material: Material) -> Passage | None:
    """Ask what the author's hook or the subject's entry asks; the entry only if its last words answer."""
    if hook := material.notes.get("hook"):
        return Passage(hook, "notes", "the notes, «Hook»")
    subject = material.subject
    if subject is None or not (subject.term.line("ask") and subject.term.line("keep")):
        return None
    return Passage((subject.term.line("ask"),), "ask", pack_origin(material, "ask"))


def headline(material: Material) -> Passage | None:
    """Begin with what stands under the title, where it asks or is a whole sentence: the title comes after."""
    subtitle = material.subtitle
    if material.name.is_question or kind_of(subtitle) not in ("question", "statement"):
        return None
    line = as_headline(subtitle)
    if opening_of(line) in LEANING or says_again(line, material.summary, material.own_stems):
        return None
    return Passage((line,), "headline", "the subtitle")


def begin(material: Material, phrases: Phrases) -> tuple[Passage, ...]:
    """Begin with title, subtitle and show, where nothing asks: in which order, the episode's turn decides."""
    heading, subtitle, ordinary = material.name.heading, material.subtitle, material.ordinary
    if material.name.is_question:
        return (Passage(question_of(material), "headline", "title and subtitle"), name(material, phrases))
    if not subtitle:
        return (name(material, phrases),)
    joined = material.number // _ORDERS % 2 == 1 and renames(heading, subtitle)
    line = phrases.say(
        "begin",
        here=phrases.say("name_show"),
        headed=headed(heading, subtitle, ordinary, joined=joined),
        apposed=apposed(material.said or material.called, subtitle, ordinary),
    )
    sentences = split_sentences(re.sub(r"(?<=[?!])\.", "", line))
    return tuple(_of_title_and_show(each, material) for each in sentences)


def question_of(material: Material) -> tuple[str, ...]:
    """Give a title that asks, and what stands under it, where that can be heard after it."""
    under = as_headline(material.subtitle) if material.subtitle else ""
    return (f"{_question(material)}?", *([under] if under and opening_of(under) not in LEANING else []))


def _of_title_and_show(sentence: str, material: Material) -> Passage:
    """Tell a sentence that says title or subtitle from one that only names the show."""
    if content_stems(sentence) & content_stems(f"{material.name.heading} {material.subtitle}"):
        return Passage((sentence,), "headline", "title and subtitle")
    return Passage((sentence,), "name", "phrases")


def name(material: Material, phrases: Phrases, *, heard: bool = False, between: bool = False) -> Passage:
    """Say which show this is and what the episode is about, in one sentence.

    `heard`: the title is the question that was heard, or comes with the next sentence. `between`: a scene,
    a case, or question and answer were heard before.
    """
    if phrases.place != "closing" and (voiced := _voiced(material, phrases, heard=heard, between=between)):
        return Passage((voiced,), "name", "phrases")
    if heard or material.name.is_question:
        line = phrases.say("name_show")
    elif material.said:
        line = upper_first(phrases.say("name_said", said=material.said))
    else:
        line = phrases.say("name_title", heading=material.name.heading)
    return Passage((line,), "name", "phrases")


def _question(material: Material) -> str:
    return upper_first(in_small_letters(material.name.heading.rstrip("?"), material.ordinary))


def _voiced(material: Material, phrases: Phrases, *, heard: bool, between: bool) -> str:
    """Say show, subject and voice in one sentence; «» where it would be too long to be heard as that."""
    bank = "line_between" if between else "line_first"
    if heard or material.name.is_question:
        line = phrases.say(bank)
    elif material.said:
        line = upper_first(phrases.say(f"{bank}_on", said=material.said))
    else:
        line = phrases.say(f"{bank}_titled", heading=material.name.heading)
    return line if discloses(line) else ""


def pack_origin(material: Material, line: str) -> str:
    """Name a line of the subject's entry."""
    subject = material.subject
    return f"the pack {subject.pack.name}, «{subject.term.term}», {line}" if subject else ""
