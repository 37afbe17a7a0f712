"""A cause told in two steps: «… . Why? Because … .», where both sides are surely clauses."""

from __future__ import annotations

import re

from pipeline.language.grammar import clause_of

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
    told, cause = clause_of(left), clause_of(right)
    if told is None or cause is None or _NARROWED.search(left) or told.inner_open or told.verbs > 1:
        return ()
    if re.search(r", (?:and|but|so)\b", right) and cause.verbs > 1:
        return ()  # what follows may be told of the whole, and not be part of the cause
    return f"{left}.", f"Because {right}"
