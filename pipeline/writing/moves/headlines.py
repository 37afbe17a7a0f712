"""What stands under a title, as it is heard beside it: «Trap streets: lies on purpose»."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Literal

from pipeline.language.grammar import verdict_of
from pipeline.language.tagger import is_spelled_small
from pipeline.language.words import Word, words_in
from pipeline.writing.english import upper_first, word_list
from pipeline.writing.known.own_words import closed
from pipeline.writing.moves.fragments import FINITE, head_of, is_plural
from pipeline.writing.names import begin_small

# question: it asks; statement: a whole sentence; asking: «how a planet lost its title»; doing: «seeing
# without cutting»; thing: «the sea made of palm ribs»; other: «hotter than boiling».
Kind = Literal["", "question", "statement", "asking", "doing", "thing", "other"]

_ASKS = re.compile(
    r"(?:who|what) (?:is|are|was|were|[a-z]+s)\b(?!.*, )", re.IGNORECASE
)  # its own subject asks
_ASKING = re.compile(r"(?:how|why|what|where|when|who|whose|which)\b", re.IGNORECASE)
_OWN_SUBJECTS = frozenset(
    "nobody somebody everybody anybody you we they i he she it one others people that which who".split()
)
_THING = frozenset("DT CD NN NNS NNP NNPS JJ JJR JJS PRP$".split())
_ARTICLE = re.compile(r"(?:an?|the) ", re.IGNORECASE)


def kind_of(subtitle: str) -> Kind:
    """Say what stands under a title."""
    if not subtitle:
        return ""
    if asks(subtitle):
        return "question"
    if _ASKING.match(subtitle):
        return "asking"
    if verdict_of(as_headline(subtitle)) == "clause" and not _is_doing(subtitle):
        return "statement"
    return _kind_of_phrase(subtitle)


def _is_doing(subtitle: str) -> bool:
    """Tell «getting paid for work nobody will use» from «seeing is believing» by its verb's own subject."""
    words = words_in(subtitle)
    if not words or words[0].tag not in ("VBG", "NN", "JJ") or not words[0].low.endswith("ing"):
        return False
    at = next((i for i, word in enumerate(words) if i and word.tag in FINITE), None)
    return at is not None and at > 1 and words[at - 1].low in _OWN_SUBJECTS


def _kind_of_phrase(subtitle: str) -> Kind:
    words = words_in(subtitle)
    if not words:
        return "other"
    if words[0].tag == "VBG" or _is_doing(subtitle):
        return "doing"
    if any(word.tag in FINITE for word in words[:3]):
        return "other"
    named = words[0].tag in _THING and any(word.tag.startswith("NN") for word in words[:4])
    return "thing" if named else "other"


def as_headline(subtitle: str) -> str:
    """Give a subtitle as a sentence; «who pays for a bridge» is a question as it stands."""
    return f"{upper_first(subtitle.rstrip('?'))}?" if asks(subtitle) else closed(upper_first(subtitle))


def asks(subtitle: str) -> bool:
    """Tell whether a subtitle is a question, with its mark or as it stands."""
    return subtitle.endswith("?") or bool(_ASKS.match(subtitle) and not re.search(r"[.!]$", subtitle))


def headed(heading: str, subtitle: str, ordinary: frozenset[str], *, joined: bool) -> str:
    """Give title and subtitle as one line without its full stop: «Trap streets: lies on purpose».

    `joined`: «Longitude, or a problem of time», where it can be called so.
    """
    if not subtitle:
        return heading
    if re.search(r"[:?!]", heading) or kind_of(subtitle) in ("question", "statement"):
        return f"{heading.rstrip('.')}. {as_headline(subtitle).rstrip('.')}"
    small = begin_small(subtitle, ordinary)
    if joined and renames(heading, subtitle):
        return f"{heading}, or {small}"
    return f"{heading}: {small}"


def apposed(named: str, subtitle: str, ordinary: frozenset[str]) -> str:
    """Give title and subtitle as they go on from «Today on Cartography»: «: longitude, a problem of time»."""
    if not subtitle:
        return f": {named}"
    if renames(named, subtitle):
        return f": {named}, {begin_small(subtitle, ordinary)}"
    return f", {headed(named, subtitle, ordinary, joined=False)}"


def renames(named: str, subtitle: str) -> bool:
    """Tell whether a title can be called what stands under it: «longitude», «a problem of time».

    Only a noun phrase with an article, or a plural, that turns on the title's own noun or on one so general
    that things of every sort are called by it, and in the title's number. No person, place or people is.
    """
    plain = not re.search(r"[,:;?!–—]| or ", f"{named} {subtitle}")
    head = _head_of(subtitle)
    if not plain or head is None or kind_of(subtitle) != "thing" or _may_be_a_name(named):
        return False
    plural = head.tag == "NNS"
    if not (plural or _ARTICLE.match(subtitle)) or plural != is_plural(named):
        return False
    own = head_of(named).casefold()
    if own.endswith("ing"):
        return _is_of(head.low, "kinds_of_doings")
    return head.low == own or _is_of(head.low, "kinds_of_things")


def _head_of(subtitle: str) -> Word | None:
    """Give the noun that a phrase turns on, the last of its first: «trick» of «a trick of the light»."""
    words = words_in(subtitle)
    first = next((at for at, word in enumerate(words) if word.tag.startswith("NN")), None)
    if first is None:
        return None
    run = takewhile(lambda word: word.tag.startswith("NN"), words[first:])
    return list(run)[-1]


def _may_be_a_name(named: str) -> bool:
    """Tell «Bi Sheng» and «Venice» from «Longitude» and «The Doppler effect»: no name is renamed."""
    head = head_of(named)
    alone = len(named.split()) == 1
    return not head or (head[:1].isupper() and not (alone and is_spelled_small(head)))


def _is_of(noun: str, kinds: str) -> bool:
    listed = word_list(kinds)
    return noun in listed or noun.removesuffix("s") in listed or noun.removesuffix("es") in listed
