"""Whether two figures are told by one verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.tagger import Token
from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.reading import Reading

_HELPING = frozenset("is are was were be been has have had do does did will would can could may".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD")
# Verbs that only say where a figure stands.
_LEVEL = frozenset(
    "be have took takes stand stood stands reach reached make made come came needs needed"
    " reaches measures measured weighs weighed lasts lasted".split()
)
_JOINT = re.compile(r"[,;] |\band ")


def says_the_same(reading: Reading, first: Figure, second: Figure, *, level: bool = False) -> bool:
    """Tell whether no verb stands between two figures, or only the one that stands before the first.

    With `level`, «is», «stood» and their like may stand there as well.
    """
    start = max((m.end() for m in _JOINT.finditer(reading.text, first.noun_end, second.start)), default=0)
    start = max(start, first.noun_end)
    new = _verbs(reading.tokens_in(start, second.start))
    before = reading.tokens_in(0, first.start)
    old = [t for t in before if t.tag in (*_FINITE, "VB")] or before
    if level and len(new) == 1 and (root_of(new[0]) in _LEVEL or new[0] in _LEVEL):
        return True
    return not new or (len(new) == 1 and root_of(new[0]) in {root_of(t.text.lower()) for t in old[-3:]})


def _verbs(tokens: Sequence[Token]) -> list[str]:
    """Give the verbs that say something, and helping ones only where they stand alone."""
    verbs = [token.text.lower() for token in tokens if token.tag in (*_FINITE, "VBN", "VB")]
    telling = [verb for verb in verbs if verb not in _HELPING]
    return telling or verbs


def root_of(verb: str) -> str:
    """Give what the forms of a verb have in common: «held» and «holds», «ran» and «runs»."""
    if verb in ("is", "are", "was", "were"):
        return "be"
    if verb in ("has", "have", "had"):
        return "have"
    bare = re.sub(r"(.)\1", r"\1", re.sub(r"[aeiouy]", "", re.sub(r"(?:ed|en|s)$", "", verb)))
    return bare or verb
