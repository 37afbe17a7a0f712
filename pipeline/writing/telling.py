"""How a summary goes into a sentence: as it is, as a way of doing something, or as what a name stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from pipeline.writing.english import base_form, is_clause, word_list, words_of
from pipeline.writing.subtitles import base_of

# sentence: stands alone. by: «running it in a smaller space» follows «by». stands_for: «a factor that …» and
# «chains of …» follow «it stands for». was_made: «trained on text» and «a survey of …» follow «it is».
# does: «encodes position» follows «it».
# from: «from GPUs to apps» follows «it runs».
Shape = Literal["sentence", "by", "stands_for", "was_made", "does", "from"]

_ASIDE = re.compile(r"\s[—–]\s.*?(?:\s[—–]\s|$)|, (?:for example|that is) [^,]+,")
_AN_OVERVIEW = re.compile(r"(?:a|an|the) (?:[\w-]+ )??(?P<noun>\w+)(?= of\b| through\b|$)", re.IGNORECASE)
_WAS_MADE = re.compile(r"(?:built|made|drawn|\w{3,}ed) (?:with|from|on|by|in|to|for)\b")
# Its verb looks like a plural: «training costs millions».
_SUBJECT = re.compile(r"\w+ing (?:costs|takes|needs|requires|means)\b", re.IGNORECASE)
_PURPOSE = re.compile(r" (?:to|so) ")  # «using a model to improve another»: what follows is no main verb
_NOUNS = re.compile(
    r"(?:(?:a|an|the) \w|(?:[\w’'-]+ ){1,5}?"
    r"(?:that|which|trained|pre-trained|prepended|like|with|measuring|showing)\b)",
    re.IGNORECASE,
)


def shape_of(sentence: str) -> Shape:
    """Say how a sentence of a summary goes into one of ours; `sentence` begins small."""
    main = _ASIDE.sub("", sentence.partition(": ")[0])
    words = words_of(main)
    return next((shape for shape, holds in _SHAPES if words and holds(main, words)), "sentence")


def _is_third_person(word: str) -> bool:
    return bool(base_form(word)) and word.casefold() not in word_list("plural_nouns")


def _is_overview(main: str) -> bool:
    """Tell «a survey of all it can do» from «a survey shows it»."""
    found = _AN_OVERVIEW.match(main)
    return found is not None and found["noun"].casefold() in word_list("overview_nouns")


def _is_method(words: list[str]) -> bool:
    """Tell «adding bias to scores» from «adding bias improves scores», whose subject it is."""
    start = 1 if words[0].endswith("ly") and len(words) > 1 else 0
    if not words[start].endswith("ing") or not base_of(words[start].casefold()):
        return False
    if _SUBJECT.match(" ".join(words)) or any(map(_is_third_person, _before_relative(words)[start + 1 :])):
        return False
    return not is_clause(_PURPOSE.split(" ".join(words), maxsplit=1)[0])


def _before_relative(words: list[str]) -> list[str]:
    opens = word_list("relatives") | {"so"}
    relative = (i for i, word in enumerate(words) if i and word.casefold() in opens)
    return words[: next(relative, len(words))]


def _is_noun(main: str, words: list[str]) -> bool:
    return bool(_NOUNS.match(main)) and not any(map(_is_third_person, _before_relative(words)))


# What each shape is known by, in this order; all else stands alone.
_SHAPES: tuple[tuple[Shape, Callable[[str, list[str]], object]], ...] = (
    ("by", lambda _, words: _is_method(words)),
    ("was_made", lambda main, _: _is_overview(main)),
    ("sentence", lambda main, _: is_clause(main)),
    ("from", lambda _, words: words[0] == "from"),
    ("does", lambda _, words: base_form(words[0])),
    ("was_made", lambda main, _: _WAS_MADE.match(main)),
    ("stands_for", _is_noun),
)
