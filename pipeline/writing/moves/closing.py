"""How a thin script ends: on the image it began with, on its own name, and with the next episode."""

from __future__ import annotations

import re

from pipeline.knowledge.words import content_stems
from pipeline.language.grammar import clause_of
from pipeline.language.words import words_in
from pipeline.writing.material import Material
from pipeline.writing.moves.fragments import head_of, is_plural, noun_phrase
from pipeline.writing.moves.headlines import headed
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.names import in_small_letters
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.script.sentences import split_sentences

_BY_TRADE = re.compile(r"(?:ers|ors|ists|ians|men|women|people)$")  # «plant hunters» are no things
_WORKS = re.compile(r"\b(?:by|because|so|until|while|when|as|each|every|if)\b")  # «how overtones work»
_HEDGES = re.compile(
    r"\b(?:but|though|although|however|may|might|perhaps|nobody|unknown|disputed)\b", re.IGNORECASE
)
_PAST_YEAR = re.compile(r"\b(?:1\d{3}|20[01]\d)s?\b")
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
    if not said or material.name.is_question or not material.beats:
        return None
    bank = _pointing_at(material)
    return Passage((phrases.say(bank, said=said),), "return", "the title") if bank else None


def named_last(material: Material, phrases: Phrases) -> Passage:
    """Say show, title and what stands under it after a story that was told first."""
    named = headed(material.said or material.called, material.subtitle, material.ordinary, joined=False)
    return Passage((phrases.say("named_last", named=named),), "return", "title and subtitle")


def _pointing_at(material: Material) -> str:
    """Choose how a title is pointed at, «that is», «those are», «how they work»; «» in doubt."""
    said, told = material.said, content_stems(material.summary)
    pictured = noun_phrase(material.beats[0].bare)
    if content_stems(head_of(said)) & told:
        return ""
    if is_plural(said):
        works = bool(_WORKS.search(material.summary)) and not _BY_TRADE.search(said)
        at_work = works and _is_of_now(material)
        return "those_are" if pictured and pictured.is_plural else "they_work" if at_work else ""
    named = {*re.findall(r"[A-Z][\w-]+", said)} & {*re.findall(r"[A-Z][\w-]+", material.summary)}
    surely = pictured or _is_of_now(material) or named
    return "that_is" if surely and not _BY_TRADE.search(said) else ""


def _is_of_now(material: Material) -> bool:
    """Tell whether the summary says what always happens: of what happened once, a title may be a metaphor."""
    clauses = [clause_of(beat.text) for beat in material.beats]
    tensed = {clause.tense for clause in clauses if clause} - {""}
    return "past" not in tensed and not _PAST_YEAR.search(material.summary)


def _answered(material: Material) -> str:
    """Give «the sky is blue» of «Why is the sky blue?», and «onions make us cry» of «Why do onions …?»."""
    asked = in_small_letters(material.name.heading.rstrip("?"), material.ordinary)
    if not material.name.is_question or _HEDGES.search(material.summary):
        return ""
    if did := re.fullmatch(r"[Ww]hy do (?!not )(?P<rest>.+)", asked):
        return did["rest"]
    be = re.match(r"[Ww]hy (?P<be>is|are|was|were) ", asked)
    words = words_in(f"{asked}?")[2:-1]
    nouns = [place for place, word in enumerate(words[:-1]) if word.tag in _NOUNS or word.tag == "PRP"]
    if be is None or not nouns or words[0].tag not in {"DT", "PRP", "PRP$", "JJ", *_NOUNS}:
        return ""
    end = nouns[0]
    while end + 1 in nouns:
        end += 1
    if words[end + 1].tag not in ("JJ", "JJR", "RB", "VBN", "VBG", "NN"):
        return ""
    subject = asked[be.end() : words[end].end]
    return f"{subject} {be['be']}{asked[words[end].end :]}"


def following(material: Material, phrases: Phrases) -> Passage:
    """Say that no person spoke, and name the next episode, if there is one.

    After a short script it comes with what stands under its title: something to look forward to.
    """
    sign_off = phrases.say("sign_off_thin")
    called = material.next_called
    if not called:
        return Passage((sign_off,), "next", "phrases")
    subtitle = "" if material.subject or material.notes else material.next_subtitle
    if called.endswith("?"):
        line = phrases.say("next_question", next=called)
    else:
        line = phrases.say(
            "next_title", next=headed(called, subtitle, material.ordinary, joined=material.number % 3 == 1)
        )
    line = re.sub(r"(?<=[?!])\.$", "", line)
    return Passage((sign_off, *split_sentences(line)), "next", "the next episode's title")
