"""Where topics that are run together may join: what letters and words alone can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_CLOSING_MARKS = frozenset(')]!?+#%"”»')
_WORD_BREAKS = re.compile(r"[\s/–—-]+")
_WORD_EDGES = ".,;:!?()[]{}<>«»“”‘’'\"…"
_LAST_WORD = re.compile(r"[^\W_]+$")
_FIRST_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class RunTogether:
    """A line of topics, and the places in it where one may end and the next begin."""

    line: str
    joints: frozenset[int]

    def inner_joints(self, start: int, end: int) -> list[int]:
        """List the joints within a stretch, its ends not counted."""
        return sorted(at for at in self.joints if start < at < end)

    def halves(self, joint: int) -> tuple[str, str]:
        """Give the words that meet at a joint, each as far as the next joint."""
        before = max((at for at in self.joints if at < joint), default=0)
        after = min((at for at in self.joints if at > joint), default=len(self.line))
        left = _LAST_WORD.search(self.line[before:joint])
        right = _FIRST_WORD.match(self.line[joint:after])
        return (left[0] if left else "", right[0] if right else "")


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """Go through the words of texts: no punctuation around them, hyphened ones in parts."""
    for text in texts:
        for word in _WORD_BREAKS.split(text):
            bare = word.strip(_WORD_EDGES).removesuffix("'s").removesuffix("’s")
            if bare:
                yield bare


def stem_of(word: str) -> str:
    """Give what a word's singular and plural share, for most words («arch, arches», «fly, flies»)."""
    stem = word.casefold().rstrip("s").rstrip("e")
    return stem.removesuffix("y") + "i" if stem.endswith("y") else stem


def find_joints(line: str, words: Iterable[str]) -> RunTogether:
    """Find where topics may join in a line, less the places inside one of the words («GenAI»).

    A word with a capital inside that begins with a small letter («iPhone») may begin a topic too.
    """
    possible = {at for at in range(1, len(line)) if _may_join(line, at)}
    begun: set[int] = set()
    spanned: set[int] = set()
    for word in words:
        if not any(left.islower() and right.isupper() for left, right in pairwise(word)):
            continue
        for match in re.finditer(re.escape(word), line):
            start, end = match.span()
            if _is_free(line, end, possible) and (word[0].islower() or _is_free(line, start, possible)):
                spanned |= possible.intersection(range(start + 1, end))
                begun |= {start} if start > 0 and line[start - 1] != " " else set()
    return RunTogether(line, frozenset(possible | begun) - spanned)


def _may_join(line: str, at: int) -> bool:
    left, right = line[at - 1], line[at]
    if left in _CLOSING_MARKS:
        return right.isalpha()
    if not right.isupper():
        return False
    if left.islower():  # a small letter alone before the capital belongs to it: «iPhone»
        return line[max(at - 2, 0) : at - 1].isalnum()
    return left.isdigit() or (left.isupper() and line[at + 1 : at + 2].islower())


def _is_free(line: str, at: int, possible: set[int]) -> bool:
    """Tell whether a word may begin or end here."""
    return at in possible or not (line[at - 1 : at].isalnum() and line[at : at + 1].isalnum())
