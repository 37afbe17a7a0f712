"""Homographs: words spelled alike and said differently, told apart by their sentence.

«They conduct» and «their conduct», a lead pipe and the lead singer: a log-linear model weighs the features of
the surroundings for each reading of 162 English words. For other words that are said differently as verbs,
the part of it that all words share tells verbs from the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.language import VERSION
from pipeline.language.features import features_around, features_within
from pipeline.language.model import FILE, shipped_model
from pipeline.language.openness import leaves_open
from pipeline.language.sentences import TaggedSentence
from pipeline.language.tagger import leaning, tag
from pipeline.language.tense import tense_of_read
from pipeline.process.files import digest, file_digest

_SHAPING = (FILE, "word_classes.toml")  # the data that shape a decision, beside the tagger's own weights


@dataclass(frozen=True, slots=True)
class Decision:
    """The reading that a homograph has in its sentence."""

    index: int  # of the token
    reading: str  # its name in the model, «tear_vrb»
    certainty: float  # between 0 and 1, as the model has it; 0 where it has nothing to go by


def decide(sentence: TaggedSentence) -> tuple[Decision, ...]:
    """Decide how the homographs of a sentence are read."""
    words = shipped_model().words
    found = (index for index, token in enumerate(sentence.tokens) if token.text.lower() in words)
    return tuple(_decision(sentence, index) for index in found)


def is_homograph(written: str) -> bool:
    """Tell whether a word is one of those that `decide` decides."""
    return written.lower() in shipped_model().words


def is_verb(sentence: TaggedSentence, index: int) -> bool:
    """Tell whether a word that may be a verb or something else is one here, by what holds for all words."""
    return shipped_model().verb_score(features_of(sentence, index)) > 0


def hides_a_verb(text: str) -> bool:
    """Tell a verb that passes for a noun: «the same drift flatters a new coach», «lips shape it»."""
    tokens = tag(text)
    sentence = TaggedSentence(tokens)
    return any(token.tag in ("NN", "NNS") and is_verb(sentence, at) for at, token in enumerate(tokens) if at)


@cache
def fingerprint() -> str:
    """Identify the model and how it is asked: with another one, words may be read otherwise."""
    folder = Path(__file__).parent
    return digest(str(VERSION), *(file_digest(folder / name) for name in _SHAPING))


def features_of(sentence: TaggedSentence, index: int) -> list[str]:
    """Give all features of a token."""
    lean = leaning(sentence.tokens, index)
    return ["any", *features_around(sentence, index), *features_within(sentence, index, lean)]


def _decision(sentence: TaggedSentence, index: int) -> Decision:
    model = shipped_model()
    written = sentence.tokens[index].text.lower()
    told = tense_of_read(sentence.tokens, index) if written == "read" else ""
    if told:
        return Decision(index, told, 1.0)
    word = model.words[written]
    scores = model.scores(word, features_of(sentence, index))
    best = max(range(len(scores)), key=lambda each: scores[each])
    total = sum(math.exp(score - scores[best]) for score in scores)
    certainty = 0.0 if leaves_open(sentence.tokens, index) else 1 / total
    return Decision(index, word.readings[best], certainty)
