"""What pronouns stand for: how a sentence opens, its nouns, and whether it can be heard alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.language.scan import FINITE, NOUNS, PLURALS, listed
from pipeline.language.words import Word, words_in

Opening = Literal[
    "", "pronoun", "possessive", "joint", "number", "name", "question", "doing", "aside", "other"
]
_MANY = frozenset("they them their theirs these those both ones".split())
_PERSONS = frozenset("he him his she her hers".split())
_STATED = frozenset("this that such here there".split())  # they stand for what was said as a whole
_ALONE = _MANY | _PERSONS | _STATED | frozenset("it one neither either".split())
_POSSESSIVES = frozenset("his her its their hers theirs".split())
_JOINTS = frozenset(
    "and but so or yet then nor however thus therefore hence instead otherwise also moreover".split()
)
_PERSON = re.compile(
    r"(?:ist|ian|man|men|woman|women|person|people|child|children|king|queen|nurse|boy|girl|mother|father)s?$"
)
_BY_TRADE = re.compile(r"[a-z]{2,}(?:er|or|eer)s?$")
_TABLE: dict[str, Opening] = {
    "WP": "question", "WRB": "question", "WDT": "question", "CD": "number", "NNP": "name", "NNPS": "name",
    "VBG": "doing", "IN": "aside",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in a sentence, with what a pronoun after it would need to know."""

    text: str
    plural: bool
    animate: bool | None  # None: a name, of somebody or something


def opening_of(text: str) -> Opening:
    """Say what a sentence begins with; after a joint («But») a pronoun counts, nothing else."""
    words = words_in(text)
    if not words:
        return ""
    first = words[0]
    if first.low in _JOINTS:
        following: dict[str, Opening] = {"PRP": "pronoun", "PRP$": "possessive"}
        return following.get(words[1].tag, "joint") if len(words) > 1 else "joint"
    if first.low in _POSSESSIVES:
        return "possessive" if first.tag != "PRP" else "pronoun"
    if first.low in _ALONE and _stands_alone(words):
        return "pronoun"
    return _TABLE.get(first.tag, "other")


def nouns_of(text: str) -> tuple[Noun, ...]:
    """List the nouns of a text, in order."""
    return tuple(_noun(word) for word in words_in(text) if word.tag in NOUNS)


def has_antecedent(text: str, before: str) -> bool:
    """Tell whether the pronoun that a sentence opens with has a noun to stand for in the one before.

    True of a sentence that opens with none.
    """
    words = [word for word in words_in(text) if word.low not in _JOINTS][:1]
    if not words or opening_of(text) not in ("pronoun", "possessive"):
        return True
    low, nouns = words[0].low, nouns_of(before)
    if low in _STATED or (low == "it" and _is_dummy(words_in(text), 0)):
        return bool(before.strip()) or low == "it"
    if low in _PERSONS or low in _MANY:
        return _stood_for(low, nouns)
    return any(_is_thing(noun) for noun in nouns)


def is_closed(text: str) -> bool:
    """Tell whether a sentence can be heard alone: no pronoun in it stands for a noun of another sentence."""
    words = words_in(text)
    seen: list[Noun] = []
    for place, word in enumerate(words):
        if word.tag in NOUNS and word.low != "one":
            seen.append(_noun(word))
        elif _leans(words, place, seen):
            return False
    return not (words and words[0].low in _JOINTS | {"such", "another", "other"})


def _leans(words: Sequence[Word], place: int, seen: Sequence[Noun]) -> bool:
    word = words[place]
    if word.low in _PERSONS | (_MANY - {"both"}) or word.low == "its":
        return not _stood_for(word.low, seen)
    if word.low in ("it", "one"):
        return not any(_is_thing(noun) for noun in seen) and not _is_dummy(words, place)
    return word.low in ("this", "both") and place == 0 and _stands_alone(words)


def _is_thing(noun: Noun) -> bool:
    return not noun.plural and noun.animate is not True


def _stood_for(low: str, nouns: Sequence[Noun]) -> bool:
    if low in _MANY:
        return any(noun.plural for noun in nouns) or len(nouns) > 1
    if low in _PERSONS:
        return any(noun.animate is not False and not noun.plural for noun in nouns)
    return bool(nouns)


def _is_dummy(words: Sequence[Word], place: int) -> bool:
    """Tell «it takes ten minutes to …», «it is known that …», «it is 1796», and «one in three»."""
    if words[place].low == "one":
        after = words[place + 1 : place + 2]
        return bool(after) and (after[0].tag in NOUNS | {"JJ", "IN"})
    verb, *rest = (*words[place + 1 : place + 3], words[place])
    is_date = verb.low in ("is", "was") and rest[0].tag == "CD"
    return is_date or any(word.low in ("that", "to", "until") for word in words[place + 1 :])


def _noun(word: Word) -> Noun:
    plural = word.tag in PLURALS or word.low == "people"
    if word.tag in ("NNP", "NNPS"):
        return Noun(word.text, plural, None)
    trade = bool(_BY_TRADE.match(word.low)) and word.low.removesuffix("s") not in listed("things_by_ending")
    return Noun(word.text, plural, bool(_PERSON.search(word.low)) or trade)


def _stands_alone(words: Sequence[Word]) -> bool:
    """Tell «this means» from «this architecture means», and «one of them» from «one wheel»."""
    first, after = words[0], words[1] if len(words) > 1 else None
    if first.tag in ("PRP", "PRP$"):
        return True
    return first.tag != "EX" and (after is None or after.tag in FINITE | {"RB", "IN", ",", "TO", "WDT"})
