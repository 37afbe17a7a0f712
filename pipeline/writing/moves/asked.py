"""What a summary that asks without a mark says: «Why a wilted lettuce perks up in water», «What NaN is for».

A question inside a sentence keeps the order of a statement, so what follows «how» and «why» is one. Where
it is not surely whole, the script says what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.language.homographs import hides_a_verb
from pipeline.language.words import Word, words_in
from pipeline.writing.english import upper_first
from pipeline.writing.moves.fragments import FINITE, is_of_contact
from pipeline.writing.phrases import Phrases

_ASKING = re.compile(r"(?P<word>How|Why|What|Where|When|Who|Whether|Which) (?P<rest>.+)")
_INVERTED = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|if|about|not)\b", re.IGNORECASE
)
_NEXT_QUESTION = re.compile(
    r"(?:, (?:and |or )?| and )(?=(?:how|why|what|where|who|whether|which|the reason)\b)"
)
_NAMING = frozenset("DT EX PDT JJS RBS PRP$ NN NNS NNP NNPS CD PRP VBG".split())
_NAMING_OR_KIND = _NAMING | {"JJ", "RB", "VBN"}  # after «why»: «why hot water freezes»; not «how hot»
_BETWEEN = frozenset(": , CC WDT WP WRB IN".split())
_OPENS_CLAUSE = frozenset(": , WDT WP WP$ WRB".split())
_SUBORDINATING = frozenset(
    "that if because when while although though since after before until unless once as whether".split()
)
_BEING = frozenset("is are was were".split())


def as_told(text: str, phrases: Phrases) -> str:
    """Say that something is so, where a text says how or why it is; else what is asked; «» of a statement."""
    asking = _ASKING.fullmatch(text)
    if not asking or text.rstrip("\"'”’").endswith("?") or _INVERTED.match(asking["rest"]):
        return ""
    word, rest = asking["word"], asking["rest"]
    if word in ("When", "Where") and (", " in rest or _acts_twice(rest)):
        return ""  # no question: it says when the rest of it was so
    asked = _asked_in(word, rest)
    told = [part for each, part in asked if each in ("how", "why") and _is_told(each.capitalize(), part)]
    if len(told) == len(asked):
        return upper_first(", and ".join(told))
    told = [part for part in told if words_in(part)[0].tag not in ("PRP", "PRP$")]
    if told and not _is_statement(text):  # of several questions, those that say something by themselves
        return " ".join(f"{upper_first(part.rstrip('.'))}." for part in told)
    if not _is_statement(text) and ": " not in rest:
        return phrases.say("about", text=f"{word.lower()} {rest}")
    return ""


def _acts_twice(rest: str) -> bool:
    """Tell «When a billionaire walks in the mean shoots up»: a clause of time, and what happens then."""
    return sum(each.tag in FINITE for each in words_in(rest)) > 1


def _asked_in(word: str, rest: str) -> list[tuple[str, str]]:
    """Split a list of questions into each one's asking word and what follows it."""
    pieces = _NEXT_QUESTION.split(f"{word.lower()} {rest}")
    return [(piece.partition(" ")[0], piece.partition(" ")[2]) for piece in pieces]


def _is_told(word: str, part: str) -> bool:
    """Tell what is a statement by itself: it begins by naming something, and a verb follows."""
    words = words_in(part)
    named = _NAMING if word == "How" else _NAMING_OR_KIND
    verbs = any(each.tag in FINITE or each.tag in ("VBN", "VB") for each in words[1:]) or hides_a_verb(part)
    return bool(words) and words[0].tag in named and verbs and not _verbs_meet(words)


def _is_statement(text: str) -> bool:
    """Tell «What a bee sees is not what we see»: the question is the subject of a sentence."""
    words = words_in(text)
    return _verbs_meet(words) or _answers_itself(words)


def _answers_itself(words: Sequence[Word]) -> bool:
    """Tell «What makes a tune stick is mostly its steps»: after what is asked comes what it is."""
    if len(words) < 3 or words[0].low not in ("what", "who") or words[1].tag not in FINITE:
        return False
    for before, word in pairwise(words[2:]):
        if before.tag in _OPENS_CLAUSE or before.low in _SUBORDINATING:
            return False
        if word.low in _BEING and before.tag != "CC":
            return True
    return False


def _verbs_meet(words: Sequence[Word]) -> bool:
    """Tell two finite verbs with nothing between them that could begin a new clause."""
    places = [at for at, word in enumerate(words) if word.tag in FINITE and not is_of_contact(words, at)]
    return any(
        not any(word.tag in _BETWEEN or word.low == "that" for word in words[one + 1 : two])
        for one, two in pairwise(places)
    )
