"""How a fragment of a summary becomes a sentence: by its title, or as something to think of.

Only what is surely a noun phrase, a doing or the answer to a question is put behind a verb; whatever is in
doubt follows its title and a colon, or stands as its author wrote it.
"""

from __future__ import annotations

import re

from pipeline.knowledge.words import singular
from pipeline.language.homographs import is_verb
from pipeline.language.sentences import TaggedSentence
from pipeline.language.tagger import tag
from pipeline.language.words import words_in
from pipeline.writing.beats import Beat
from pipeline.writing.english import upper_first, word_list
from pipeline.writing.material import Material
from pipeline.writing.moves.asked import as_told
from pipeline.writing.moves.fragments import (
    FINITE,
    NounPhrase,
    has_no_verb_of_its_own,
    is_plural,
    lowered,
    noun_phrase,
)
from pipeline.writing.names import begin_small
from pipeline.writing.phrases import Phrases

_NOT_DONE = frozenset("died lived appeared arrived happened existed worked served ended started".split())
_DONE = re.compile(
    r"(?P<done>[A-Z][a-z]+ed|Built|Made|Found|Written|Drawn|Cut|Dug|Sunk|Grown|Born|Laid|Begun) "
    r"(?:\w+ )?(?:by|in|on|around|about|from|between|at|near|under|over|during|for|as|to)\b"
)
_PAST = re.compile(r"\b(?:1\d{3}|20[012]\d|\d+ BC|century)\b")
_ADDED = re.compile(r"(?:[\w’'-]+ ){1,4}[\w’'-]+, \w+(?:ed|en) (?:on|in|by|at|to|from|for|with)\b")
_OPENERS = frozenset(
    "who which whose that where when because if as while whom after before until since once".split()
)
_ASKS_MORE = re.compile(r", (?:and |or )?(?:how|why|what|who|whom|whose|where|when|whether|which of)\b")
_AND_MORE = re.compile(r",? and (?:still|now|today|then|the|an?|one|later)\b")


def stated(material: Material, beat: Beat, phrases: Phrases) -> str:
    """Make a sentence of a fragment, where that is surely one; else «»."""
    text = beat.bare
    if beat.verdict != "clause" and (free := _free_relative(material, text)):
        return free
    if told := as_told(text, phrases):
        return told
    if beat.verdict == "clause" and not _ADDED.match(text):
        return ""
    return _done(material, text) or _with_a_verb(material, beat, phrases)


def _with_a_verb(material: Material, beat: Beat, phrases: Phrases) -> str:
    """Put what names a thing behind its title and «is», or behind «think of» where no title leads to it."""
    text = beat.bare
    phrase = noun_phrase(text)
    if phrase is None:
        return ""
    small = lowered(begin_small(text, material.ordinary))
    if subject := _subject_of(material, phrase):
        return f"{upper_first(subject)} {_be(subject)} {small}"
    led = beat.is_titled and beat.text[: -len(text)].endswith(": ")
    pictured = not led and _is_only_named(text) and phrases.left("picture")
    return phrases.say("picture", text=small) if pictured else ""


def _is_only_named(text: str) -> bool:
    """Tell whether a text names a thing and says nothing of it: each verb is opened, no noun may be one."""
    tokens = tag(text)
    sentence = TaggedSentence(tokens)
    verbs = sum(token.tag in FINITE for token in tokens)
    openers = sum(token.text.lower() in _OPENERS for token in tokens)
    hidden = any(
        token.tag == "NNS" and is_verb(sentence, place) and tokens[place - 1].tag in ("NN", "NNP", "NNS")
        for place, token in enumerate(tokens)
        if place
    )
    return verbs <= openers and not hidden


def _goes_on(text: str) -> bool:
    """Tell «Opened in 1964, …, the first trains took four hours»: after a comma another thing acts."""
    _, _, rest = text.partition(", ")
    words = words_in(rest)
    openers = [at for at, word in enumerate(words) if word.low in _OPENERS - {"before", "after"}]
    verbs = [at for at, word in enumerate(words) if word.tag in FINITE]
    return bool(verbs) and not any(at < verbs[0] for at in openers)


def _be(subject: str) -> str:
    return "are" if is_plural(subject) else "is"


def _subject_of(material: Material, phrase: NounPhrase) -> str:
    """Give the title as the subject of «is» or «are», where what is said of it is of its kind and number."""
    if material.name.is_question or material.name.asks or not _is_genus(phrase.head):
        return ""
    named, called = material.said, material.called
    if not named and called == called.lower() and phrase.first in ("a", "an"):
        named = f"{'an' if called[:1] in 'aeiou' else 'a'} {called}"
    if not named and called == called.lower() and phrase.first == "the":
        named = called
    if named and is_plural(named) and phrase.first in ("a", "an"):
        named = _one_of(material)  # «Kill fees», «an agreed sum that …»
    return named if named and is_plural(named) == phrase.is_plural else ""


def _one_of(material: Material) -> str:
    """Give the title's thing as one, by the name that its entry has for it; «» where none has."""
    subject = material.subject
    term = subject.term.term if subject and subject.way == "title" else ""
    if not term or is_plural(term) or singular(material.name.plain) != singular(term):
        return ""
    return f"{'an' if term[:1] in 'aeiou' else 'a'} {term}"


def _is_genus(noun: str) -> bool:
    kinds = word_list("kinds_of_things")
    return noun in kinds or noun.removesuffix("s") in kinds or noun.removesuffix("es") in kinds


def _free_relative(material: Material, text: str) -> str:
    """Say «white dwarfs are what is left when …»."""
    words = words_in(text)
    if len(words) < 3 or words[0].text != "What" or words[1].tag not in FINITE or text.endswith("?"):
        return ""
    if _ASKS_MORE.search(text):  # a list of questions, and no answer
        return ""
    subject = material.said
    if not subject or material.name.is_question:
        return ""
    return f"{upper_first(subject)} {_be(subject)} w{text[1:]}"


def _done(material: Material, text: str) -> str:
    done = _DONE.match(text)
    named = material.said and not material.name.is_question
    if not done or not named or done["done"].lower() in _NOT_DONE or not _PAST.search(text):
        return ""
    if not has_no_verb_of_its_own(text) or _AND_MORE.search(text) or _goes_on(text):
        return ""
    be = "were" if is_plural(material.said) else "was"
    return f"{upper_first(material.said)} {be} {text[:1].lower()}{text[1:]}"
