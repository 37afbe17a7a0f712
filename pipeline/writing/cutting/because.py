"""A cause told in two steps: «… . Why? Because … .», where both sides are surely clauses."""

from __future__ import annotations

import re

from pipeline.language.grammar import clause_of
from pipeline.language.words import words_in

_JOINTS = ("and", "but", "or", "so", "then")
_FINITE = frozenset("VBD VBZ VBP VBN MD".split())
_BECAUSE = re.compile(r",?\s+because\s+(?!of\b)")
# «Not because», «partly because», and any «not» before it: the cause would be told of something else.
_NARROWED = re.compile(
    r"\b(?:not|only|just|simply|partly|mainly|mostly|largely|chiefly|merely|even|perhaps|probably|never|no|nor|none|"
    r"nobody|nothing|hardly|rarely|seldom|few|little|neither|if|unless|\w+n['’]t)\b",
    re.IGNORECASE,
)


def because_of(text: str) -> tuple[str, ...]:
    """Give «…» and «Because …» as two sentences; () where that could change what is meant."""
    found = list(_BECAUSE.finditer(text))
    if len(found) != 1 or re.search(r"[;:—–?!…]", text):
        return ()
    left, right = text[: found[0].start()].rstrip(" ,"), text[found[0].end() :]
    if re.search(rf"\b(?:{'|'.join(_JOINTS)}|that|for|as|is|are|was|were)$", left, re.IGNORECASE):
        return ()  # «…, and because …»: the cause belongs to what follows it
    told, cause = clause_of(left), clause_of(right)
    if told is None or cause is None or _NARROWED.search(left) or told.inner_open or told.verbs > 1:
        return ()
    if re.search(r", (?:and|but|so)\b", right) and cause.verbs > 1:
        return ()  # what follows may be told of the whole, and not be part of the cause
    if _goes_on_without_subject(right):
        return ()  # «…, and heard her heart»: told of the whole, its subject would be lost
    return f"{left}.", f"Because {right}"


def _goes_on_without_subject(text: str) -> bool:
    """Tell whether a verb without its own subject follows a joint, so that it may belong to either side."""
    words = words_in(text)
    for joint, *following in zip(words, words[1:], words[2:], strict=False):
        if joint.low in _JOINTS:
            verb = following[1] if following[0].tag.startswith("RB") else following[0]
            if verb.tag in _FINITE:
                return True
    return False
