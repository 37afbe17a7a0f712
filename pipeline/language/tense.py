"""The tense of «read» where a word for the time tells it: «yesterday», «every day»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.language.tagger import Token

_PAST = frozenset(("yesterday", "ago"))
_AFTER_LAST = frozenset("night week month year summer winter spring autumn fall weekend time century".split())
_HABIT = frozenset("usually often always daily nowadays".split())
_EVERY = frozenset("day morning evening night week month year afternoon time".split())
_SUBJECTS = frozenset("i you we they who".split())
_SKIPPED = ("RB", "CD")


def tense_of_read(tokens: Sequence[Token], index: int) -> str:
    """Give the name of the reading that a time tells, or nothing: «We read it yesterday».

    A subject stands right before it, and no other verb is there that might have the time to itself.
    """
    words = [token.text.lower() for token in tokens]
    before = next(
        (each for each in range(index - 1, -1, -1) if not tokens[each].tag.startswith(_SKIPPED)), -1
    )
    if before < 0 or not (words[before] in _SUBJECTS or tokens[before].tag == "NNS"):
        return ""
    others = [
        token for place, token in enumerate(tokens) if place != index and token.tag.startswith(("VB", "MD"))
    ]
    if others:
        return ""
    pairs = set(pairwise(words))
    if _PAST & set(words) or any(("last", each) in pairs for each in _AFTER_LAST):
        return "read_past"
    habit = _HABIT & set(words) or any(("every", each) in pairs for each in _EVERY)
    return "read_present" if habit else ""
