"""Which paragraphs lean on an earlier one: on a thing, a name or a figure that only that one brought up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.words import content_stems, stem, words
from pipeline.writing.script.script import Script

_GOES_ON = re.compile(
    r"(?:that|this|those|these|it|its|they|them|their|such|both|neither|he|she|his|her|so|but|and|then|again|nor"
    r"|yet|still|instead|otherwise|the (?:other|same|two|three))\b",
    re.IGNORECASE,
)
# What says that a thing has been spoken of: «the wrong city», «such scores». The last words may bring an
# image back in any way: «a narrow door».
_POINTS = "the|that|this|those|these|such|both|its|their|his|her"
_POINTS_AT_THE_END = f"{_POINTS}|a|an|no|every|each|your|of|at|to|with|by"
_GROUP = r"\b(?:{})\s+((?:[\w’'-]+\s+)?[\w’'-]+)"
_NAME = re.compile(r"(?<=[\w,;’] )[A-Z][\w’-]+")
_FIGURE = re.compile(
    r"(?<![\d,.])(?!(?:1[5-9]|20)\d\d\b)\d[\d,.]*\d"
)  # a year is no secret, nor is a single digit
_TELLING_LENGTH = 4  # letters: shorter words are in every text


@dataclass(frozen=True, slots=True)
class Leaning:
    """A later paragraph needs an earlier one, for a word's sake; no word where it simply goes on from it."""

    earlier: int
    later: int
    word: str


def leanings(paragraphs: Sequence[str], known: str = "") -> tuple[Leaning, ...]:
    """List what leans on what among the paragraphs of a script, in the order they are spoken.

    The last one is taken to be what a listener is to keep. `known` is what is known before the first: the
    title, the show's name. Only words are compared, so a few pairs too many are found.
    """
    return _leanings(tuple(paragraphs), known)


@lru_cache(maxsize=8)  # a script is asked about before and after its paragraphs have their ranks
def _leanings(paragraphs: tuple[str, ...], known: str) -> tuple[Leaning, ...]:
    told = [_stems(text) for text in paragraphs]
    heard_before = _stems(known)
    found: dict[tuple[int, int], Leaning] = {}
    for later, text in enumerate(paragraphs):
        last = later == len(paragraphs) - 1
        if later and not last and _GOES_ON.match(text):
            found[later - 1, later] = Leaning(later - 1, later, "")
        for group in _pointed_at(text, last=last):
            pair = _first_told(group, told[:later], heard_before)
            if pair:
                found.setdefault((pair[0], later), Leaning(pair[0], later, pair[1]))
    return tuple(found[pair] for pair in sorted(found))


def leanings_in(script: Script, notes: Sequence[str], known: str = "") -> tuple[Leaning, ...]:
    """List what leans on what among those of a script's paragraphs that are of the notes, by their places.

    Standing lines before a note's words («Now the other side.») lean on nothing, and are left out of account.
    """
    own = [
        (place, note if note in paragraph.text else paragraph.text)
        for place, paragraph in enumerate(script.paragraphs)
        if (note := _note_in(paragraph.text, notes))
    ]
    places = [place for place, _ in own]
    found = leanings([text for _, text in own], known)
    return tuple(Leaning(places[each.earlier], places[each.later], each.word) for each in found)


def leans(text: str, before: Sequence[str], known: str = "") -> bool:
    """Tell whether a text points at something that only the texts before it have told."""
    told = [_stems(each) for each in before]
    return any(_told_only_there(group, told, _stems(known)) for group in _pointed_at(text, last=False))


def _told_only_there(group: Sequence[str], told: Sequence[frozenset[str]], known: frozenset[str]) -> bool:
    told_words = [word for word in group if any(stem(word) in stems for stems in told)]
    return bool(told_words) and stem(told_words[0]) not in known


def _note_in(paragraph: str, notes: Sequence[str]) -> str:
    """Give the note that a paragraph holds or is a part of."""
    return next((note for note in notes if note in paragraph or paragraph in note), "")


def _pointed_at(text: str, *, last: bool) -> Iterator[list[str]]:
    """Go through groups of words that may only make sense after another paragraph."""
    yield from ([name] for name in _NAME.findall(text))
    yield from ([figure] for figure in _FIGURE.findall(text))
    pattern = _GROUP.format(_POINTS_AT_THE_END if last else _POINTS)
    for found in re.finditer(pattern, text, re.IGNORECASE):
        yield [word for word in words(found[1]) if len(word) >= _TELLING_LENGTH and content_stems(word)]


def _first_told(
    group: Sequence[str], told: Sequence[frozenset[str]], heard_before: frozenset[str]
) -> tuple[int, str] | None:
    """Give the one paragraph that brought up the first word of a group that any of them has."""
    for word in group:
        root = stem(word)
        places = [place for place, stems in enumerate(told) if root in stems]
        if places or root in heard_before:
            return (places[0], word) if len(places) == 1 and root not in heard_before else None
    return None


@lru_cache(maxsize=256)  # most of a script stays as it is when it is written once more, for another length
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(part) for word in words(text) for part in (word, *word.split("-")))
