"""How an episode is named within a sentence: «LoRA», «the Transformer», «“Why diffusion won”»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.catalogue.show import Episode
from pipeline.language.grammar import verdict_of
from pipeline.language.tagger import is_spelled_small
from pipeline.language.words import words_in
from pipeline.writing.english import lower_first, upper_first, word_list, words_of

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ABBREVIATION = re.compile(r"\s\(([A-Za-z][\w-]*)\)$")
_INTERROGATIVE = re.compile(r"(?:why|how|when|where|which|what|who)\b", re.IGNORECASE)
_WHAT_BE = re.compile(r"(?:what|who)(?:['’]s| (?:is|are|was|were))\b", re.IGNORECASE)
_WHAT_IS = re.compile(r"what (?:is|are) (?P<subject>.+)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_TITLE_CASE = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*")
_PAST = re.compile(
    r"(?<!^why )\b(?:\w{3,}ed|won|lost|came|went|beat|fell|rose|became|broke)\b", re.IGNORECASE
)
_NAMED_AFTER = re.compile(r" (?:\d|[A-Z][a-zà-öø-ÿ])")  # a word: «Voyager 1», «El Niño»
_SHORT_TITLE = 4  # words: a longer title that begins with «Why» is no question without a verb
_NEEDS_NO_ARTICLE = ("s", "ing", "tion", "sion", "ism", "ity", "ment", "ness", "ance", "ence", "ware")


@dataclass(frozen=True, slots=True)
class Name:
    """An episode's title, in the forms a sentence may want."""

    heading: str  # as a chapter is called, without brackets
    plain: str  # within a sentence: «context window»
    mention: str  # the same, in quotation marks where it is no noun phrase
    introduced: str  # the same with its abbreviation: «classifier-free guidance, or CFG»
    asks: bool  # «How GenAI generates»: begins like a question
    is_question: bool  # «What are tokens», «Why distributed training»: is one, and cannot follow «on»
    is_plural: bool = False  # «word embeddings work», and LoRA works

    @property
    def the_episode(self) -> str:
        """Name it as an episode: «the episode on LoRA», «the episode called “Context window”»."""
        return f"the episode {'called' if self.mention.startswith('“') else 'on'} {self.mention}"


def name_of(episode: Episode, ordinary: frozenset[str]) -> Name:
    """Give an episode's name. `ordinary` are the words known to be no names (see `english.in_lower_case`)."""
    return _named(episode.title, ordinary)


@lru_cache(maxsize=1024)  # an episode is named in its own script and at the end of the one before
def _named(title: str, ordinary: frozenset[str]) -> Name:
    heading = _tidy(_BRACKETS.sub("", title))
    lowered = heading if _has_names(heading) else _begun_small(heading, ordinary)
    abbreviation = _ABBREVIATION.search(title)
    return Name(
        heading=heading,
        plain=lowered,
        mention=lowered if _is_noun_phrase(heading) else f"“{heading}”",
        introduced=f"{lowered}, or {abbreviation[1]}" if abbreviation else lowered,
        asks=bool(_INTERROGATIVE.match(heading)),
        is_question=_is_question(heading),
        is_plural=_is_plural(heading),
    )


def _begun_small(heading: str, ordinary: frozenset[str]) -> str:
    """Begin a title small, where its first word is no name: as texts spell it, or else the dictionary."""
    lowered = lower_first(heading, ordinary)
    first = (words_of(heading) or [""])[0]
    plain = lowered == heading and heading.startswith(first) and first == first.capitalize()
    named = _NAMED_AFTER.match(heading, len(first))
    if plain and first.isalpha() and len(first) > 1 and not named and is_spelled_small(first):
        return first.lower() + heading[len(first) :]
    return lowered


def _tidy(title: str) -> str:
    return " ".join(title.replace(" & ", " and ").split()).rstrip(" .,;:–—")


def _has_names(heading: str) -> bool:
    """Say whether all words that matter are capitalised, as in «Byte-Pair Encoding»."""
    first, *others = words_of(heading) or [""]
    telling = [word for word in others if word not in word_list("function_words") and not word.isupper()]
    return first != "The" and bool(telling) and all(map(_TITLE_CASE.fullmatch, telling))


def _is_noun_phrase(heading: str) -> bool:
    """Say whether «the episode on …» can be followed by it: a plural, a name, or what needs no article."""
    if _INTERROGATIVE.match(heading) or re.search(r"[,:;?!]| vs\b", heading):
        return False
    words = heading.split()
    if len(words) == 1 or words[0] == "The":
        return True
    return bool(re.search(r"[A-Z0-9]", words[-1])) or words[-1].endswith(_NEEDS_NO_ARTICLE)


def _is_question(heading: str) -> bool:
    """Tell «What are tokens» and «Why distributed training» from «How GenAI generates»."""
    if heading.endswith("?") or _WHAT_BE.match(heading):
        return True
    asks_why = heading.lower().startswith("why ") and len(words_of(heading)) < _SHORT_TITLE
    return asks_why and not _PAST.search(heading) and verdict_of(f"{upper_first(heading[4:])}.") != "clause"


def _is_plural(heading: str) -> bool:
    """Tell «scaling laws» and «GANs» from «logit bias» and «Tree of Thoughts»."""
    head = re.split(r" (?:of|for|in|on|to|from|with|behind|under|over) ", heading)[0]
    return " and " in heading or bool(re.search(r"[^suia'’]s$(?<!ics)", head))


def spoken_names(episode: Episode) -> tuple[str, ...]:
    """List what other texts may call the subject: the title, its abbreviation, either half of «A & B»."""
    title = _BRACKETS.sub("", episode.title)
    what_is = _WHAT_IS.match(title)
    if not what_is and _INTERROGATIVE.match(title):
        return ()
    title = _ARTICLE.sub("", what_is["subject"] if what_is else title, count=1)
    halves = re.split(r" (?:&|and) ", title) if len(re.findall(r" (?:&|and) ", title)) == 1 else []
    names = all(half[:1].isupper() for half in halves)  # unlike «weighting», which alone is any weighting
    bare = {half: _ARTICLE.sub("", half) for half in halves}  # «a half» is no name
    halves = [half for half in halves if " " in bare[half] or names or not bare[half][1:].islower()]
    found = [title, *halves, *(match[1] for match in _BRACKETS.finditer(episode.title))]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in found if name.strip()))


def in_the_letters_of(plain: str, names: Iterable[str], text: str, ordinary: frozenset[str]) -> str:
    """Spell a title as its field does, «Late Payment» as «late payment»: as a name or a text spells it.

    `names` are spelled as they stand in a sentence; of the text, the first word of a sentence tells nothing.
    """
    within = re.sub(r"(?:^|(?<=[.!?:;] ))\W*[A-Z]\w*", "", text)
    for known in (*names, within):
        found = re.search(rf"\b{re.escape(plain.removesuffix('s'))}(?:e?s)?\b", known, re.IGNORECASE)
        if found:
            pairs = zip(plain.split(), found[0].split(), strict=False)
            return " ".join(_cased(word, spelled) for word, spelled in pairs)
    return _whole(in_small_letters(plain, ordinary))


def _whole(title: str) -> str:
    """Leave no title half small, as in «beans That Won't Soften»: only an article may be, before a name."""
    first, *others = title.split() or [""]
    telling = [word for word in others if word.lower() not in word_list("function_words")]
    capital = bool(telling) and all(word[:1].isupper() for word in telling)
    return upper_first(title) if capital and not _ARTICLE.match(f"{first} ") else title


def begin_small(text: str, ordinary: frozenset[str]) -> str:
    """Begin a sentence small, where its first word is no name: a plural is none, unless of a people."""
    first = words_in(text)[0] if words_in(text) else None
    if (
        first
        and first.tag == "NNS"
        and first.text == first.low.capitalize()
        and not first.low.endswith("ans")
    ):
        return text[:1].lower() + text[1:]
    return lower_first(text, ordinary)


def in_small_letters(title: str, ordinary: frozenset[str]) -> str:
    """Spell «Black Holes for Kids» small: a word of grammar in it shows that it is no name."""
    first, *others = title.split() or [""]
    inner = [word for word in others if word.lower() in word_list("function_words")]
    if not inner:
        return title
    small = [_small(word, ordinary) for word in (first, *others)]
    return " ".join(small) if all(word == word.lower() for word in small if word != "I") else title


def _small(word: str, ordinary: frozenset[str]) -> str:
    low = word.lower()
    known = low != "i" and (low.strip("?,;:.!") in ordinary or low in ("a", "an", "the"))
    return low if known and word[1:] == low[1:] else word


def _cased(word: str, spelled: str) -> str:
    if not word[1:].islower():
        return word
    return (word[:1].upper() if spelled[:1].isupper() else word[:1].lower()) + word[1:]
