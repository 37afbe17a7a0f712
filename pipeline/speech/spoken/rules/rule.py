"""What a rule is, and what stands beside the token that it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

DASH = r"[-–—]"
FRACTIONS = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_VULGAR = "".join(FRACTIONS)
NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d+)(?:\.\d+)?|\.\d+)"
AMOUNT = rf"(?:[-−+]?(?:{NUMBER}[{_VULGAR}]?|[{_VULGAR}]))"
RANGE = rf"(?P<low>{AMOUNT})(?:{DASH}(?P<high>{AMOUNT}))?"

# What stands before a noun that is measured: «a 48GB card», «the 6.5 m mirror», «her 5 km run».
_NO_POSSESSIVES = frozenset("it's that's there's here's what's who's he's she's let's where's how's".split())
_DETERMINERS = frozenset(
    "a an the this that each every one single another any his her its my your our their whose per".split()
)
# A word after a measure that is not the thing being measured: the unit then stays in the plural.
FUNCTION_WORDS = frozenset(
    "a after an and are as at away because before behind but by can deep did does down each for from had has "
    "have high if in into is it its later less long more nor of off old on onto or over past per she he so "
    "ahead apart earlier faster higher lower shorter slower "
    "tall than that the their then there they they're through thick this to today too under until up was "
    "we were what when where which while who wide will with without you your".split()
)


_SHORT_WORDS = frozenset(
    "a i me my we he in on at to of is it as by do go if no or so up us an am be im".split()
)


class Peeled(NamedTuple):
    """A token without the punctuation around it; `shown` is as written, the rest as if written well."""

    shown: str
    before: str = ""
    core: str = ""
    after: str = ""
    glued: bool = False  # the next token is written onto this one, as after a dash
    apart: bool = False  # its full stop stands apart, and so is no abbreviation's

    @property
    def whole(self) -> str:
        """Give it with its punctuation, without spaces that belong to nobody."""
        return self.before + self.core + self.after

    @property
    def pauses(self) -> bool:
        """Tell whether a voice pauses after it."""
        return any(sign in ",;:!?)]—…" for sign in self.after)


NOTHING = Peeled("")


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence's tokens and the place of the one being read; empty for the words that a rule gave."""

    tokens: Sequence[Peeled] = ()
    index: int = 0

    def at(self, offset: int) -> Peeled:
        """Give the token so many places on (or back), or an empty one beyond the sentence."""
        place = self.index + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    @property
    def here(self) -> Peeled:
        """Give the token being read, with its punctuation."""
        return self.at(0)

    @property
    def previous(self) -> str:
        """Give the word before, without punctuation."""
        return self.at(-1).core

    @property
    def following(self) -> str:
        """Give the word after, without punctuation."""
        return self.at(1).core

    @property
    def pause_before(self) -> bool:
        """Tell whether the word before ends in a pause, or this one opens a bracket."""
        return self.at(-1).pauses or "(" in self.here.before

    @property
    def pause_after(self) -> bool:
        """Tell whether a pause, or the end of the sentence, follows."""
        return self.here.pauses or not self.at(1).whole or "(" in self.at(1).before

    @property
    def before_noun(self) -> bool:
        """Guess whether the next word is a noun that this one describes («48GB card»)."""
        word = self.following
        return (
            bool(word)
            and word[0].isalpha()
            and not self.pause_after
            and word.casefold() not in FUNCTION_WORDS
        )

    def determined(self, back: int = 1) -> bool:
        """Tell whether a determiner or a possessive stands before, at most one adjective in between."""
        near, far = self.at(-back), self.at(-back - 1)
        if near.pauses:
            return False
        if _determines(near.core):
            return True
        adjective = near.core.isalpha() and near.core.islower() and near.core not in FUNCTION_WORDS
        return adjective and not far.pauses and _determines(far.core)

    def reread(self, token: str) -> str:
        """Say a part of the token as the rules say it in this place; the part itself where none does."""
        from pipeline.speech.spoken.rules import apply_rules

        return apply_rules(token, self) or token


def _determines(word: str) -> bool:
    folded = word.casefold().replace("’", "'")
    return folded in _DETERMINERS or (folded.endswith("'s") and folded not in _NO_POSSESSIVES)


Say = Callable[[re.Match[str], Context], str | None]


class Pattern:
    """A regular expression that is compiled when a token first needs it: most texts need few of them."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        """Match a whole token."""
        return re.compile(self._source, self._flags).fullmatch


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for a whole token, and what is said for it.

    `say` gives words, or None where the place of the token shows that the rule does not hold; the words are
    looked up in the lexicon again. `needs` quickly rejects: one of its characters must be in the token.
    """

    name: str
    pattern: Pattern
    say: Say
    needs: frozenset[str]


def rule(pattern: str, needs: str = "", *, flags: re.RegexFlag = re.NOFLAG) -> Callable[[Say], Rule]:
    """Make a rule of a function that says a match; its name is the function's."""

    def make(say: Say) -> Rule:
        name = say.__name__.replace("_", " ")
        return Rule(name, Pattern(pattern, flags), say, frozenset(needs))

    return make


def alternatives(words: Sequence[str] | frozenset[str] | dict[str, str]) -> str:
    """Give a pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def spell(letters: str) -> str:
    """Mark letters to be said one by one, as decided: «PE» as «P.E.»."""
    return "".join(f"{letter.upper()}." for letter in letters)


def spelled_if_unsayable(name: str) -> str:
    """Spell a short name without a vowel («py», «rc»); leave others as they are."""
    unsayable = (
        name.isascii() and name.isalpha() and len(name) <= 4 and not set(name.casefold()) & set("aeiouy")
    )
    short = (
        len(name) <= 2 and name.islower() and name.isalpha() and name.isascii() and name not in _SHORT_WORDS
    )
    return spell(name) if (unsayable and name.islower()) or short else name
