"""A paragraph of plain English, cut into its sentences."""

from __future__ import annotations

import re

from pipeline.writing.english import word_list

_OPENING = "\"'“‘«([{*_"
_END = re.compile(r"""(?P<core>.*?)(?P<stop>[.!?…]+)[\"'”’»)\]}*_]*$""", re.DOTALL)
_LIST_NUMBER = re.compile(r"(\d{1,3}|[A-Za-z])\.$")


def split_sentences(paragraph: str) -> tuple[str, ...]:
    """Cut a paragraph into its sentences; only whitespace between words is ever changed.

    Knows abbreviations, initials, decimals, ellipses, and sentences that end inside quotes or brackets.
    """
    tokens = paragraph.split()
    sentences: list[str] = []
    start = 0
    for index in range(1, len(tokens)):
        if _ends(tokens[start:index], tokens[index]):
            sentences.append(" ".join(tokens[start:index]))
            start = index
    return (*sentences, " ".join(tokens[start:])) if tokens else ()


def _ends(so_far: list[str], following: str) -> bool:
    """Say whether a sentence ends between these words and the following one."""
    match = _END.match(so_far[-1])
    if match is None or not _may_begin(following):
        return False
    if match["stop"] != ".":  # ?, !, ellipses and mixtures: what follows has decided already
        return True
    if len(so_far) == 1 and _LIST_NUMBER.match(so_far[-1]):
        return False
    return _full_stop_ends(match["core"].lstrip(_OPENING), so_far, following)


def _may_begin(token: str) -> bool:
    """Say whether a sentence may begin with this word: capitals, digits, and names such as «vLLM»."""
    bare = token.lstrip(_OPENING)
    first = bare[:1]
    if not first:
        return False
    return (
        first.isupper()
        or first.isdigit()
        or (first.isalpha() and bare[1:].lower() != bare[1:])
        or first in "<$€£#"
    )


def _full_stop_ends(core: str, so_far: list[str], following: str) -> bool:
    word = core.rpartition("(")[2].casefold()
    next_bare = following.lstrip(_OPENING)
    begins = re.split(r"[^\w]", next_bare.casefold(), maxsplit=1)[0] in word_list("starters")
    if word in word_list("never_last"):
        return False
    if word in word_list("before_numbers"):
        return not re.match(r"#?\d|[A-Z]\b(?!')", next_bare) or (begins and not next_bare[0].isdigit())
    if word in word_list("maybe_last"):
        return begins
    if re.fullmatch(r"(?:[A-Za-z]\.)*[A-Z]", core):
        return begins or _ends_like_a_letter(so_far)
    return True


def _ends_like_a_letter(so_far: list[str]) -> bool:
    """Tell «take plan B.» from the initial of «John F.»: before an initial stands a name or nothing."""
    before = so_far[-2] if len(so_far) > 1 else ""
    return before[:1].islower() and before.casefold() not in word_list("before_names")
