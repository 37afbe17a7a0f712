"""A sentence's words as its grammar sees them: compounds as one, quotations as a name, brackets aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.language.tagger import Token, tag

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|(?<!\w)\"[^\"]*\"|(?<!\w)‘[^‘’]*’(?!\w)|(?<!\w)'[^']{2,}?'(?!\w)")
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_HYPHENS = frozenset(("-", "‐", "‑"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign, its small form, its tag, and where it stands in the text."""

    text: str
    low: str
    tag: str
    start: int
    end: int


def words_in(text: str) -> tuple[Word, ...]:
    """Give a text's words with their tags; what stands in brackets is left out, a quotation is one name.

    Places are those of the text as given.
    """
    bare = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    bare = _QUOTED.sub(_as_name, bare)
    return tuple(word for word in _joined(tag(bare)) if word.tag not in ("``", "''", "_SP", "-LRB-", "-RRB-"))


def has_open_quote(text: str) -> bool:
    """Tell whether a quotation or a bracket begins or ends in the text and not both."""
    rest = _BRACKETS.sub("", _QUOTED.sub("", text))
    return bool(re.search(r"[“”«»\"()\[\]]|(?<!\w)‘(?!\d)", rest))


def _as_name(match: re.Match[str]) -> str:
    """Give a word as long as the quotation, with its comma or stop outside."""
    inner = match[0][1:-1].rstrip()
    stop = inner[-1:] if inner[-1:] in tuple(",;:") else ""
    return "Q" + "q" * (len(match[0]) - 1 - len(stop)) + stop


def _joined(tokens: Iterable[Token]) -> Iterator[Word]:
    """Make one word of «counter-offer», tagged as its last part, and of «25 %»."""
    parts: list[Token] = []
    for token in tokens:
        if token.text.isspace() or not token.text:
            continue
        close = bool(parts) and not parts[-1].whitespace
        if close and (token.text in _HYPHENS or parts[-1].text in _HYPHENS):
            parts.append(token)
            continue
        if parts:
            yield _word(parts)
        parts = [token]
    if parts:
        yield _word(parts)


def _word(parts: list[Token]) -> Word:
    text = "".join(part.text for part in parts)
    tag_ = parts[-1].tag
    if len(parts) > 1:
        tag_ = "JJ" if tag_ in ("VBN", "VBD", "CD", ":") or (parts[0].tag == "CD" and tag_ != "NNS") else tag_
    elif text.startswith("Qq"):
        tag_ = "NNP"
    elif text == "%":
        tag_ = "NN"
    return Word(text, text.lower().replace("’", "'"), tag_, parts[0].start, parts[-1].end)
