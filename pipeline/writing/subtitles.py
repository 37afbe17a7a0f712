"""What a subtitle is, and how it goes into a sentence: after «about», and as a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from pipeline.writing.english import (
    base_form,
    is_clause,
    third_person,
    upper_first,
    verb_place,
    word_list,
    words_of,
)
from pipeline.writing.lists import MOST_ITEMS, spoken_signs

SubtitleKind = Literal[
    "none", "asks", "moment", "clause", "contrast", "list", "gerund", "place", "the", "phrase"
]

_ASKS = re.compile(r"(?:why|how|what|which|who|where|whether)\b", re.IGNORECASE)
_MOMENT = re.compile(r"when\b", re.IGNORECASE)
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_GERUND = re.compile(r"(?P<prefix>fine-)?(?P<verb>\w+ing)\b(?P<rest>.*)$")
_PLACE = re.compile(
    r"(?:from|beyond|inside|behind|between|within|under|over|around|beneath)\b", re.IGNORECASE
)
_THE = re.compile(r"the\b", re.IGNORECASE)
_OF = re.compile(
    r"[\w()²-]+(?: [\w-]+)? of "
)  # «architecture of a model» wants an article, and so does «cost of»
_ADJECTIVE = re.compile(r"\w+(?:ful|less|est|ous|ive|able|ible)$")
_AND_ING = re.compile(r"(?<= and )\w+ing\b(?! of\b)")
_LATEST_VERB = 4  # a verb that comes later belongs to something else
_FEWEST_ITEMS = 3
_MOST_ITEM_WORDS = 4
_HEAD_ENDS = re.compile(
    r"\b(?:of|for|after|inside|where|behind|between|under|over|at|in|on|from|to|that|with|across|and)\b"
)


def kind_of(subtitle: str) -> SubtitleKind:
    """Say what a subtitle is: «controlling noise» a gerund, «when models cheat» a moment."""
    return next((kind for kind, holds in _KINDS if holds(subtitle)), "phrase")


def about(subtitle: str) -> str:
    """Give the subtitle as it may follow «about»; «» where there is none."""
    said = _ABOUT.get(kind_of(subtitle))
    return spoken_signs(said(subtitle) if said else subtitle)


def question(subtitle: str) -> str:
    """Give a question that the subtitle raises: «How do you control noise?»; «» where it raises none."""
    asked = _QUESTIONS.get(kind_of(subtitle))
    return spoken_signs(asked(subtitle)) if asked else ""


def base_of(phrase: str) -> str:
    """Give «control noise and keep order» for «controlling noise and keeping order»; «» for no gerund."""
    found = _GERUND.match(phrase)
    base = _base(found["verb"]) if found else ""
    if not found or not base:
        return ""
    rest = _AND_ING.sub(lambda match: _base(match[0]), found["rest"])
    return f"{found['prefix'] or ''}{base}{rest}"


def _base(participle: str) -> str:
    for base in word_list("gerund_bases"):
        if participle in (f"{base}ing", f"{base.removesuffix('e')}ing", f"{base}{base[-1]}ing"):
            return base
    verb = third_person(participle)
    return (base_form(verb) or "") if verb else ""


def _is_clause(subtitle: str) -> bool:
    """Tell «no single GPU is enough» from «every fact in its place»."""
    words, place = words_of(subtitle), verb_place(subtitle)
    if place is None or not 1 <= place <= _LATEST_VERB:
        return False
    return words[place].endswith(("s", "are")) and words[place - 1].casefold() not in word_list(
        "function_words"
    )


def _is_list(subtitle: str) -> bool:
    """Tell «data, compute, and objectives» from «one model, many tasks» and «ask, look it up, or pass»."""
    items = _items(subtitle)
    return len(items) >= _FEWEST_ITEMS and all(
        len(words_of(item)) <= _MOST_ITEM_WORDS and not re.match(r"(?:and|or|then)\b", item) for item in items
    )


def _items(subtitle: str) -> list[str]:
    return [item for item in re.split(r",\s*(?:and\s+)?", subtitle) if item]


def _listed(subtitle: str) -> str:
    """Join a list as it is spoken; of many items four stay."""
    items = _items(subtitle)
    if len(items) > MOST_ITEMS:
        items = [*items[: MOST_ITEMS - 1], items[-1]]
    *first, last = items
    being = "being " if all(_ADJECTIVE.fullmatch(item) for item in items) else ""
    return f"{being}{', '.join(first)} and {last}"


def _with_article(subtitle: str) -> str:
    if _OF.match(subtitle) and words_of(subtitle)[0].casefold() not in {*word_list("articles"), "one"}:
        head = subtitle.split(" of ", maxsplit=1)[0]
        return subtitle if re.search(r"[^s]s$", head) else f"the {subtitle}"
    return subtitle


def _is_plural(subtitle: str) -> bool:
    head = _HEAD_ENDS.split(subtitle, maxsplit=1)[0].strip()
    return bool(re.search(r"[^su']s$", head))


def _place_said(subtitle: str) -> str:
    return f"the way {subtitle}" if subtitle.startswith("from") else f"what lies {subtitle}"


def _contrast_asked(subtitle: str) -> str:
    """Ask for the difference between two things of a kind; «» where only their last word says of what."""
    one, other = _VERSUS.split(subtitle, maxsplit=1)
    alike = len(one.split()) == len(other.split()) or base_of(one)
    return f"What sets {one} apart from {other}?" if alike else ""


def _asks(subtitle: str) -> str:
    """Ask whether you know; «why 100K tokens», which has no verb, is a question as it stands."""
    if is_clause(subtitle) or " to " in subtitle:
        return f"Do you know {subtitle}?"
    return f"{upper_first(subtitle)}?" if subtitle.casefold().startswith("why ") else ""


# What each kind is known by, in this order; all else is a phrase.
_KINDS: tuple[tuple[SubtitleKind, Callable[[str], object]], ...] = (
    ("none", lambda text: not text),
    ("asks", _ASKS.match),
    ("moment", _MOMENT.match),
    ("contrast", _VERSUS.search),
    ("gerund", base_of),
    ("list", _is_list),
    ("clause", _is_clause),
    ("place", _PLACE.match),
    ("the", _THE.match),
)
_ABOUT: dict[SubtitleKind, Callable[[str], str]] = {
    "moment": lambda text: f"the moment {text}",
    "clause": lambda text: f"how {text}",
    "contrast": lambda text: _VERSUS.sub(" versus ", text),
    "list": _listed,
    "place": _place_said,
    "phrase": _with_article,
}
_QUESTIONS: dict[SubtitleKind, Callable[[str], str]] = {
    "gerund": lambda text: f"How do you {base_of(text)}?",
    "moment": lambda text: f"What happens {text}?",
    "asks": _asks,
    "clause": lambda text: f"What does it mean that {text}?",
    "contrast": _contrast_asked,
    "the": lambda text: f"What {'are' if _is_plural(text) else 'is'} {text}?",
}
