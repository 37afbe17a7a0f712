"""What a fragment of a summary is: a thing that is named, a doing, or a text without a verb of its own.

Each answer is given only where it is sure; whatever may be a sentence is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.tagger import is_spelled_small
from pipeline.language.words import Word, words_in

FINITE = frozenset("VBZ VBP VBD MD".split())  # tags of verbs that a sentence can stand on
_OPENERS = frozenset("that as if because until after before while once since".split())
_BEFORE_A_NOUN = frozenset("DT CD JJ JJR JJS NN NNS VBN POS".split())
_NOUNS = frozenset("NN NNS".split())
_BEGINS_NO_CLAUSE = frozenset("DT JJ NN NNS CD VBN VBG".split())  # no name, which does something
_BEGINS_A_NAME = frozenset("DT JJ NN NNS NNP NNPS CD PRP$".split())
_JOINING = frozenset(("and", "but", "so"))
_ARTICLES = frozenset("a an the two three four five six seven eight nine ten".split())
_MAY_BE_VERB = frozenset("NN NNS JJ".split())
_OBJECT = frozenset("DT PRP$ CD PRP".split())
_JOINED = frozenset(("and", "or", "but", ","))


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A fragment that surely names a thing: its first word, and the noun that it turns on."""

    first: str
    head: str
    is_plural: bool


def noun_phrase(text: str) -> NounPhrase | None:
    """Give what a text names, if it surely names a thing and says nothing of it; None in doubt.

    Every verb in it must stand in a clause of its own: «roads that …», and no noun may be a verb. A capital
    may pass for a name's, so it is read with a small first letter as well.
    """
    return next(filter(None, map(_named, dict.fromkeys((text, lowered(text))))), None)


def is_verbless(text: str) -> bool:
    """Tell a text that surely has no verb of its own: nothing in it could be one."""
    words = words_in(text.rstrip("."))
    bound = next((i for i, word in enumerate(words) if _is_opener(word)), len(words))
    loose = any(_may_be_verb(one, two) for one, two in pairwise(words[:bound])) or any(
        _reads_as_verb(*three) for three in zip(words, words[1:], words[2:], strict=False)
    )
    begins = bool(words) and words[0].tag in _BEGINS_NO_CLAUSE
    return begins and has_no_verb_of_its_own(text) and not loose


def _may_be_verb(before: Word, word: Word) -> bool:
    """Tell a base form, and «a singer's pitch swings», where the tagger takes the verb for a noun."""
    base = word.tag == "VB" and before.tag not in ("TO", "MD")
    return base or (before.tag == "NN" and word.tag == "NNS")


def is_headless(text: str) -> bool:
    """Tell a text that names a thing and only adds to it: «Watt's engine of 1769, which saved coal».

    Each of its verbs stands in a clause that something opens. Less sure than `noun_phrase`: a title and a
    colon may lead to it, which does no harm to a sentence either.
    """
    words = words_in(text.rstrip("."))
    first = next((at for at, word in enumerate(words) if _adds(word)), 0)
    verbs = [at for at, word in enumerate(words) if word.tag in FINITE and not is_of_contact(words, at)]
    opened = sum(_adds(word) or _goes_on(words, at) for at, word in enumerate(words))
    begins = bool(first) and words[0].tag in _BEGINS_A_NAME
    return begins and bool(verbs) and verbs[0] > first and len(verbs) <= opened


def _adds(word: Word) -> bool:
    return word.tag in ("WDT", "WP", "WP$", "WRB") or word.low == "that"


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Tell what begins another clause: «as it runs down», «, so the damage», «, and nobody»."""
    word, before = words[at], words[at - 1] if at else None
    joined = word.low in _JOINING and before is not None and before.text == ","
    return joined or (word.low in _OPENERS | {"as"} and at + 1 < len(words) and words[at + 1].tag == "PRP")


def is_of_contact(words: Sequence[Word], at: int) -> bool:
    """Tell the verb of a clause that hangs on a noun without «that»: «the bombers you can inspect»."""
    return at > 1 and words[at - 1].tag == "PRP" and words[at - 2].tag.startswith("NN")


def is_doing(text: str) -> bool:
    """Tell «putting the accent between the beats»: a doing, and nothing that could be a verb beside it."""
    words = words_in(text)
    return bool(words) and words[0].tag == "VBG" and words[0].low.endswith("ing") and is_verbless(text)


def lowered(text: str) -> str:
    """Begin a text small, where its first word is surely no name: a doing, or a word of the dictionary."""
    first = text.split(maxsplit=1)[0] if text else ""
    plain = first[1:] == first[1:].lower() and (first.endswith("ing") or is_spelled_small(first.strip(",")))
    return first.lower() + text[len(first) :] if plain else text


def head_of(name: str) -> str:
    """Give the noun that a title within a sentence turns on: «scope» of «a scope of work»."""
    words = words_in(re.split(r" (?:of|for|in|on|to|from|with|over|under|ahead) ", name)[0])
    return words[-1].text if words else ""


def is_plural(name: str) -> bool:
    """Tell whether a title within a sentence is a plural."""
    words = words_in(re.split(r" (?:of|for|in|on|to|from|with|over|under|ahead) ", name)[0])
    return bool(words) and words[-1].tag in ("NNS", "NNPS")


def _named(text: str) -> NounPhrase | None:
    words = words_in(text.rstrip("."))
    end = next((i for i, word in enumerate(words) if word.tag not in _BEFORE_A_NOUN), len(words))
    run, rest = words[:end], words[end:]
    sure = bool(rest) and (rest[0].tag in ("WDT", "WP", ",") or rest[0].low == "that")
    if not sure and len(run) > 1 and _may_be_verb(*run[-2:]):
        return None  # «fog forms when …», «dry air cools by …»
    if not run or not _is_group(run) or not _may_follow_a_noun(rest) or not _verbs_are_led(rest):
        return None
    return NounPhrase(run[0].low, run[-1].low, run[-1].tag == "NNS")


def has_no_verb_of_its_own(text: str) -> bool:
    """Tell whether there is a word that opens a clause for every verb of a text."""
    words = words_in(text)
    verbs = sum(word.tag in FINITE for word in words)
    return verbs <= sum(_is_opener(word) for word in words)


def _is_opener(word: Word) -> bool:
    return word.tag in ("WDT", "WP", "WRB") or word.low in _OPENERS


def _is_group(run: Sequence[Word]) -> bool:
    """Tell a group of words that ends in its noun: no «candle burns», no «line climbs 200 metres»."""
    first, head = run[0], run[-1]
    if (
        head.tag not in _NOUNS
        or not head.text.isalpha()
        or (first.tag == "DT" and first.low not in _ARTICLES)
    ):
        return False
    if first.low in ("a", "an") and head.tag == "NNS":
        return False
    return not any(one.tag in _NOUNS and two.tag in ("CD", "VBN") for one, two in pairwise(run))


def _may_follow_a_noun(rest: Sequence[Word]) -> bool:
    """Tell what only adds to a noun: «that …», «made by …», «, placed on …», «of …» with one of them."""
    if len(rest) < 2:
        return False
    first, second = rest[0], rest[1]
    if first.tag in ("WDT", "WP", "WRB", "VBG") or first.low == "that":
        return True
    if first.text == ",":
        return second.tag in ("VBN", "VBG", "WDT", "WP") or second.low in ("or", "that")
    if first.tag == "VBN":
        sure = "-" in first.low or any(word.low == "by" for word in rest[1:7])
        return sure or (not first.low.endswith("ed") and second.tag in ("IN", "TO", "RP"))
    if any(_may_be_verb(one, two) for one, two in pairwise(rest)):
        return False  # «a pendulum of one metre swings once a second»
    led = any(word.tag in ("WDT", "WP", "WRB", "VBN", "VBG") or word.low == "that" for word in rest)
    return first.tag in ("IN", "TO") and led


def _verbs_are_led(rest: Sequence[Word]) -> bool:
    """Tell whether each verb follows what opens a clause, or is joined to one that does."""
    openers = verbs = 0
    for before, word, after in zip((None, *rest), rest, (*rest[1:], None), strict=False):
        openers += _opens_clause(word, after)
        if word.tag in FINITE and not (verbs and before and before.low in _JOINED):
            verbs += 1
        loose = not openers or word.tag in ("VBN", "VBD")
        if verbs > openers or (loose and before and after and _reads_as_verb(before, word, after)):
            return False
    return True


def _opens_clause(word: Word, after: Word | None) -> bool:
    """Tell «that», «who» and «because it»; «after learning» opens none."""
    if word.tag in ("WDT", "WP", "WRB") or word.low in ("that", "because", "if"):
        return True
    return word.low in _OPENERS and after is not None and after.tag == "PRP"


def _reads_as_verb(before: Word, word: Word, after: Word) -> bool:
    """Tell «water links two proteins», «Peru twist grass», «, printed 800 sheets»."""
    if word.tag in ("VBN", "VBD"):
        takes_object = (before.text == "," or before.tag in _NOUNS) and after.tag in _OBJECT
        return takes_object or before.tag == "CD"  # «made in 1968 waited for years»
    if word.tag not in _MAY_BE_VERB:
        return False
    if before.tag in ("NNP", "NNPS", "NNS", "RB"):
        return word.tag in _NOUNS
    counted = before.tag == "CD" and word.tag == "NN"  # «a rest of twenty fill the morning»
    return (before.tag in _NOUNS or counted) and after.tag in _OBJECT
