"""A summary asked and answered: its own clauses, one at a time, each behind the question it answers.

The answers are the summary's words, in its order within a clause. Nothing is claimed that it does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.writing.clauses import finish
from pipeline.writing.english import (
    base_form,
    is_clause,
    lower_first,
    third_person,
    upper_first,
    verb_place,
    word_list,
    words_of,
)

Asked = Literal["does", "how", "why", "when", "until", "instead", "without", "result"]

_MOST_SUBJECT_WORDS = 6
_MOST_ANSWER_WORDS = 24
_LEAST_ANSWER_WORDS = 3
_LEAST_ADJUNCT_WORDS = 6  # «before softmax» alone is no answer
_MOST_OF_A_KIND = 3  # questions that name what they ask about; of the others one of a kind
_SINGULAR_BE = {"is", "was"}
_BE = {"is", "are", "was", "were"}
_MODALS = {"can", "could", "may", "might", "must", "should", "will", "would"}
_PRONOUNS = {
    "it",
    "that",
    "this",
    "they",
    "these",
    "those",
    "both",
    "there",
    "what",
    "which",
    "only",
    "unlike",
    "since",
}
_SAYING = {"show", "showing", "mean", "demonstrate", "demonstrated", "prove", "so", "such"}
_ADVERB = re.compile(r"(?:only|also|never|always|often|simply|\w{3,}ly)$")
_PARTICIPLE = re.compile(r"(?:\w{2,}ed|\w{2,}en|told|drawn|made|split|done|built|learnt)$")
# An adjunct goes to the end of its clause; a comma ends it where a participle or another adjunct follows.
_UP_TO = r"[^,;:—–.!?]+(?=[.;:!?]|\s+[—–]|,\s+(?:\w+ly )?\w+ing\b|,\s+(?:rather|instead)\b|$)"
_CUT = re.compile(r" (?:so|but|while|when|which|because|until|to|for|instead of|rather than)\b.*$")

# What asks for an adjunct, and the words that begin it.
_ADJUNCTS: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    ("how", re.compile(rf"(?<=\s)by \w+ing\b{_UP_TO}")),
    ("why", re.compile(rf"(?<=\s)because {_UP_TO}")),
    ("until", re.compile(rf"(?<=\s)until {_UP_TO}")),
    ("instead", re.compile(rf"(?<=\s)(?:instead of|rather than) {_UP_TO}")),
    ("without", re.compile(rf"(?<=\s)without {_UP_TO}")),
    ("when", re.compile(rf"(?<=\s)(?:after each|before|during|at each|at every|after every) {_UP_TO}")),
)
_DENIED = re.compile(r"\b(?:not|never|no|neither|nor|\w+n['’]t)\b(?: \S+){0,3} ?$", re.IGNORECASE)
_RESULT = re.compile(r"^That (?P<verb>(?:\w+ly )?(?!is\b)\w+s) (?P<rest>.+)$")
_GERUND = re.compile(rf"^(?P<verb>\w+ing) {_UP_TO}")
_RELATIVE = re.compile(r"^(?P<noun>[^,;:—–.!?]+?) that (?P<verb>\w+) (?P<rest>.+)$")


@dataclass(frozen=True, slots=True)
class Answer:
    """A clause of the summary, and the question it answers; «» where any question of its kind will do."""

    asked: Asked
    question: str
    answer: str


def questions_of(
    sentences: tuple[str, ...], ordinary: frozenset[str], *, from_first: bool = True
) -> tuple[Answer, ...]:
    """Give the questions that these sentences answer, in their order.

    With `from_first` there are none unless the first sentence answers one that can be asked before anything
    has been said: neither «And the result?» nor «What does the competition do?», where nobody spoke of one.
    """
    kept: list[Answer] = []
    for number, sentence in enumerate(sentences):
        for answer in (*_whole(upper_first(sentence), ordinary), *_adjuncts(sentence)):
            same = sum(answer.asked == other.asked for other in kept)
            if same < (_MOST_OF_A_KIND if answer.question else 1) and _is_sound(answer):
                kept.append(answer)
        if from_first and not number and not (kept and (kept[0].question or kept[0].asked == "how")):
            return ()
    return tuple(kept)


def _is_sound(answer: Answer) -> bool:
    count = len(words_of(answer.answer))
    said = f"{answer.question} {answer.answer}"
    least = (
        _LEAST_ADJUNCT_WORDS
        if answer.asked in {"when", "instead", "without", "until"}
        else _LEAST_ANSWER_WORDS
    )
    return least <= count <= _MOST_ANSWER_WORDS and not re.search(r"[()\[\]<>|/“”\"]", said)


def _whole(sentence: str, ordinary: frozenset[str]) -> Iterator[Answer]:
    """Ask for what a whole sentence says."""
    if found := _RESULT.match(sentence):
        yield Answer("result", "", finish(f"It {found['verb']} {found['rest']}"))
    elif (gerund := _GERUND.match(sentence)) and _is_bare(gerund):
        yield Answer("how", "", finish(f"By {lower_first(gerund[0], ordinary)}"))
    elif answer := _of_clause(sentence, ordinary) or _of_relative(sentence):
        yield answer


def _is_bare(gerund: re.Match[str]) -> bool:
    """Tell «Adding bias to scores» from «Adding bias improves scores», whose subject it is."""
    if third_person(gerund["verb"]) is None or is_clause(gerund[0]) or _BE & set(gerund[0].split()):
        return False
    main = re.split(r" (?:where|that|which|so)\b", gerund[0])[0]
    return not any(base_form(word) for word in words_of(main)[1:])


def _of_clause(sentence: str, ordinary: frozenset[str]) -> Answer | None:
    """Turn «Each token computes scores» into «What does each token do?» and «It computes scores»."""
    place = verb_place(sentence)
    matches = list(re.finditer(r"\S+", sentence))
    if place is None or place > _MOST_SUBJECT_WORDS or len(matches) <= place + 1:
        return None
    start = matches[place].start()
    if words_of(sentence)[place] != sentence[start:].split(maxsplit=1)[0]:
        return None
    words, adverbs = sentence[:start].split(), list[str]()
    while len(words) > 1 and _ADVERB.fullmatch(words[-1]):
        adverbs.insert(0, words.pop())
    subject = lower_first(" ".join(words), ordinary)
    if words[0].casefold() in _PRONOUNS or re.search(r"[,;:—–\"“]| GenAI$", subject):
        return None
    predicate = re.split(r"\s+[—–]\s+|: |, (?=[A-Z]\w* \w+s )", sentence[start:].rstrip("."))[0]
    return _asked(subject, " ".join([*adverbs, predicate]), predicate)


def _asked(subject: str, whole: str, predicate: str) -> Answer | None:
    verb, _, rest = predicate.partition(" ")
    if verb in _BE:
        return _asked_be(subject, verb, rest, whole)
    if verb in _MODALS:
        pronoun = "They" if re.search(r"[^suia]s$", subject) else "It"
        return Answer("does", f"What {verb} {subject} do?", finish(f"{pronoun} {whole}"))
    if verb in word_list("auxiliaries"):
        return None
    if base_form(verb):
        return Answer("does", f"What does {subject} do?", finish(f"It {whole}"))
    return Answer("does", f"What do {subject} do?", finish(f"They {whole}"))


def _asked_be(subject: str, verb: str, rest: str, whole: str) -> Answer | None:
    first = next((word for word in rest.split() if not _ADVERB.fullmatch(word)), "")
    pronoun = "It" if verb in _SINGULAR_BE else "They"
    if _PARTICIPLE.fullmatch(first):
        return Answer("does", f"What happens to {subject}?", finish(f"{pronoun} {whole}"))
    if first in word_list("articles"):
        return Answer("does", f"What {verb} {subject}?", finish(upper_first(rest)))
    return None


def _of_relative(sentence: str) -> Answer | None:
    """Turn «Techniques that force X» into «What do they do?» and «They force X»."""
    found = _RELATIVE.match(sentence)
    if not found or found["noun"].split()[-1].casefold() in _SAYING or verb_place(found["noun"]) is not None:
        return None
    rest = re.split(r"\s+[—–]\s+", found["rest"])[0]
    if base_form(found["verb"]):
        return Answer("does", "What does it do?", finish(f"It {found['verb']} {rest}"))
    if found["verb"] in word_list("verbs") and found["noun"].endswith("s"):
        return Answer("does", "What do they do?", finish(f"They {found['verb']} {rest}"))
    return None


def _adjuncts(sentence: str) -> Iterator[Answer]:
    for asked, pattern in _ADJUNCTS:
        if found := pattern.search(sentence):
            answer = found[0].strip()
            answer = answer if asked in {"why", "how"} else answer[:9] + _CUT.sub("", answer[9:])
            denied = _DENIED.search(sentence[: found.start()])  # «lengths not seen during training»
            if not denied and (asked in {"why", "until"} or not is_clause(answer)):
                yield Answer(asked, "", finish(upper_first(answer)))
