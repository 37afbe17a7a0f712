"""A summary as questions are drawn from it: its words with their tags, its title, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogue.show import Episode
from pipeline.language.tagger import Token, tag
from pipeline.writing.script.markdown import plain_words

# What it says already, by the words that say so.
_ANSWERS: dict[str, re.Pattern[str]] = {
    "cause": re.compile(
        r"\b(?:because|since it|since they|since the|so that|due to|owing to|thanks to|therefore|that is why"
        r"|the reason|caused by|by \w+ing)\b",
        re.IGNORECASE,
    ),
    "before": re.compile(
        r"\b(?:before (?!and\b)|until|used to|previously|earlier|formerly|in place of|replac(?:ed|es|ing)"
        r"|where once"
        r"|had been|no longer|instead of|rather than)",
        re.IGNORECASE,
    ),
    "limit": re.compile(
        r"\b(?:but|however|although|though|unless|except|cannot|can't|not always|only (?:if|when|where)"
        r"|fails?"
        r"|hardly|never|at the cost|the price is|too (?:few|little|small|short))\b",
        re.IGNORECASE,
    ),
    "effect": re.compile(
        r"\b(?:so|thus|which (?:lets|means|makes|allows)|that means|as a result)\b", re.IGNORECASE
    ),
}
_DANGLING = frozenset("if when whenever unless while who that whose which because".split())
_SUBORDINATE = frozenset("if when whenever unless while where as after before which who that whose".split())


@dataclass(frozen=True)
class Summary:
    """The plain words of an episode's title and summary."""

    title: str
    text: str

    @classmethod
    def of(cls, episode: Episode) -> Summary:
        """Take them from an episode."""
        return cls(plain_words(episode.title).strip().rstrip("."), plain_words(episode.summary))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Give the summary's words with their tags."""
        return tag(self.text)

    def answers(self, what: str) -> bool:
        """Tell whether the summary itself says why, what was before, where the limit is, or what follows."""
        return _ANSWERS[what].search(self.text) is not None

    def words(self, tokens: Sequence[Token]) -> str:
        """Give a run of tokens as it stands in the text."""
        return self.text[tokens[0].start : tokens[-1].end] if tokens else ""

    @cached_property
    def clauses(self) -> tuple[tuple[Token, ...], ...]:
        """Give the parts of the summary between its signs, those that a joining word opens without it."""
        parts: list[tuple[Token, ...]] = []
        part: list[Token] = []
        for token in self.tokens:
            if token.text in (",", ";", ":", ".", "!", "?", "—", "–", "(", ")"):
                parts.append(tuple(part))
                part = []
            elif part or token.text.casefold() not in ("and", "but", "so", "or", "yet"):
                part.append(token)
        return tuple(each for each in (*parts, tuple(part)) if each)

    @property
    def main_clauses(self) -> tuple[tuple[Token, ...], ...]:
        """Give the clauses that say what is so, without conditions, times and examples."""
        kept = []
        leaning = False
        for clause in self.clauses:
            first, last = clause[0].text.casefold(), clause[-1].text.casefold()
            if not leaning and first not in _SUBORDINATE:
                kept.append(clause[:-1] if last in _DANGLING else clause)
            leaning = last in _SUBORDINATE or self.words(clause).casefold() in ("for example", "for instance")
        return tuple(kept)


def upper_first(text: str) -> str:
    """Let a text begin large."""
    return text[:1].upper() + text[1:]


def is_plural(tokens: Iterable[Token]) -> bool:
    """Tell whether the last noun of a run is one of several."""
    nouns = [token for token in tokens if token.tag.startswith("NN")]
    return bool(nouns) and nouns[-1].tag in ("NNS", "NNPS")
