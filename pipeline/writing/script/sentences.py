"""A paragraph of plain English, cut into its sentences."""

from __future__ import annotations

import re

from pipeline.writing.english import word_list

_OPENING = "\"'“‘«([{*_"
_END = re.compile(r"""(?P<core>.*?)(?P<stop>[.!?…]+)[\"'”’»)\]}*_]*$""", re.DOTALL)
_SIGNS_ONLY = re.compile(r"[^\w.!?…]+")
_INITIALS = frozenset("BDR")  # «R. Lee», where a small «r. 1509» reigned
_LIST_NUMBER = re.compile(r"(\d{1,3}|[A-Za-z])\.$")


def split_sentences(paragraph: str) -> tuple[str, ...]:
    """Cut a paragraph into its sentences; only whitespace between words is ever changed.

    Knows abbreviations, initials, decimals, ellipses, sentences that end inside quotes or brackets, and who
    speaks after a quotation. Signs that are no words, such as emoji, stay with the sentence before them.
    """
    tokens = paragraph.split()
    sentences: list[str] = []
    start = 0
    for index in range(1, len(tokens)):
        if tokens[index - 1][-1].isalnum():
            continue  # no stop: most words, and quickly told
        if _ends(_without_signs(tokens[start:index]), tokens[index : index + 2]):
            sentences.append(" ".join(tokens[start:index]))
            start = index
    return (*sentences, " ".join(tokens[start:])) if tokens else ()


def _without_signs(tokens: list[str]) -> list[str]:
    """Leave out tokens at the end without letter, figure or stop: what they follow may end a sentence."""
    last = len(tokens)
    while last > 1 and _SIGNS_ONLY.fullmatch(tokens[last - 1]):
        last -= 1
    return tokens[:last]


def _ends(so_far: list[str], next_two: list[str]) -> bool:
    """Say whether a sentence ends between these words and the following ones."""
    match = _END.match(so_far[-1])
    following = next_two[0]
    if match is None or not _may_begin(following) or _tells_who_speaks(so_far[-1], next_two):
        return False
    if match["stop"] != ".":  # ?, !, ellipses and mixtures: what follows has decided already
        return True
    if len(so_far) == 1 and _LIST_NUMBER.match(so_far[-1]):
        return False
    return _full_stop_ends(match["core"].lstrip(_OPENING), so_far, following)


def _tells_who_speaks(token: str, next_two: list[str]) -> bool:
    """Tell «“Why?” Anna asked» from a quotation that ends a sentence."""
    if token[-1] not in "\"'”’»" or len(next_two) < 2:
        return False
    return next_two[1].casefold().rstrip(",.:;") in word_list("saying")


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
    first = re.split(r"[^\w]", next_bare.casefold(), maxsplit=1)[0]
    begins = first in word_list("starters")
    road = word in word_list("roads") and len(so_far) > 1 and so_far[-2][:1].isupper() and begins
    if word in word_list("never_last"):
        return road
    if word in word_list("before_numbers") and core not in _INITIALS:
        numbered = re.match(r"#?\d|(?:[A-Z]|[IVXLC]+)\b(?!')", next_bare)
        return not numbered or (begins and not next_bare[0].isdigit())
    if _belongs_to_what_follows(core, word, so_far, next_bare):
        return False
    if word in word_list("maybe_last") or _is_state(core, word, so_far):
        return begins or (word in ("a.m", "p.m") and first not in word_list("after_hours"))
    if re.fullmatch(r"(?:[A-Za-z]\.)*[A-Z]", core):
        return begins or _ends_like_a_letter(so_far)
    return True


def _belongs_to_what_follows(core: str, word: str, so_far: list[str], following: str) -> bool:
    """Tell «Matt. 5:3» and «Ft. Worth» from the end of a sentence."""
    if word in word_list("books"):
        return re.match(r"\d+:\d", following) is not None or (word == "ps" and following[0].isdigit())
    measured = len(so_far) > 1 and so_far[-2][-1:].isdigit()
    return word in word_list("place_names") and core[0].isupper() and not measured and following[0].isupper()


def _is_state(core: str, word: str, so_far: list[str]) -> bool:
    """Tell «Norfolk, Va.» from «He felt ill.»."""
    town = so_far[-2] if len(so_far) > 1 else ""
    return word in word_list("states") and core[0].isupper() and town.endswith(",")


def _ends_like_a_letter(so_far: list[str]) -> bool:
    """Tell «take plan B.» from the initial of «John F.»: before an initial stands a name or nothing."""
    before = so_far[-2] if len(so_far) > 1 else ""
    if before[-1:] in "\"'”’»,":  # «“…,” J. B. Priestley said»
        return False
    return before[:1].islower() and before.casefold() not in word_list("before_names")
