"""Titles as a list has them: a running number at their head, and a subtitle behind a dash or a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.text import one_line, slug_of

# What people call an episode before its number, in the languages of the shows we have seen.
_LABELS = (
    "episode|epis[oó]dio|episodio|[eé]pisode|ep|e|folge|nr|no|n[º°]|number|lesson|lektion|lecci[oó]n|le[cç]on|lecture|"
    "chapter|kapitel|cap[ií]tulo|chapitre|part|teil|parte|partie|unit|module|modul|week|woche|day|tag|session|class|"
    "talk|topic|show|issue"
)
_HEAD = re.compile(
    rf"(?P<label>(?:{_LABELS})\.?\s*#?|#)?\s*(?P<number>\d{{1,5}})(?P<mark>\s*[.):|·]+|\s*[–—-]+(?=\s)|)\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_SEASON_HEAD = re.compile(
    r"[\[(]?s(?P<season>\d{1,3})\s*[.:·-]?\s*e(?:p)?\s*(?P<number>\d{1,4})[\])]?\s*[.:|·–—-]*\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
# Of a list's titles, how many must have the sign before it parts all that have it: a long dash is hardly ever
# part of a title, while a stray hyphen or colon decides nothing; one plain title spoils neither.
_SEPARATORS = {" — ": 0.3, " – ": 0.3, " - ": 0.9, ": ": 0.9}


def tidy_titles(items: Sequence[Item]) -> list[Item]:
    """Take running numbers off the titles and split subtitles off, where the list has them consistently.

    A number at the head is the episode's where every title has one and they run on (or all are labelled:
    «Ep. 3 –», «#12»): «1984», «2001: A Space Odyssey» and «7 ways to fall» stay whole.
    """
    return _with_subtitles(_with_numbers(list(items)))


def _with_numbers(items: list[Item]) -> list[Item]:
    for pattern in (_SEASON_HEAD, _HEAD):
        heads = [pattern.fullmatch(item.title) for item in items]
        if items and all(heads) and _are_running([head for head in heads if head], items):
            return [_without_head(item, head) for item, head in zip(items, heads, strict=True) if head]
    return items


def _are_running(heads: Sequence[re.Match[str]], items: Sequence[Item]) -> bool:
    named = [head.groupdict() for head in heads]
    if "season" in named[0]:
        return True
    numbers = [int(head["number"]) for head in named]
    if all(item.number == number for item, number in zip(items, numbers, strict=True)):
        return True
    labels = {slug_of(head["label"] or "") or (head["label"] or "").strip() for head in named}
    if len(labels) > 1 or len(set(numbers)) < len(numbers):
        return False
    marks = {head["mark"].strip() for head in named}
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    if steps in ({1}, {-1}):
        return len(marks) == 1
    if labels != {
        ""
    }:  # «Day 1 on Mars» is a title: only a mark behind it, or «#» before, makes a number of it
        return "" not in marks or labels == {"#"}
    return (
        len(marks) == 1
        and marks != {""}
        and len(numbers) > 2
        and max(numbers) - min(numbers) < 2 * len(numbers)
    )


def _without_head(item: Item, head: re.Match[str]) -> Item:
    parts = head.groupdict()
    number = int(parts["number"])
    title = one_line(parts["rest"])
    if "season" in parts:
        return replace(
            item,
            title=title,
            season=item.season or int(parts["season"]),
            episode_number=item.episode_number or number,
        )
    return replace(item, title=title, number=item.number or number)


def _with_subtitles(items: list[Item]) -> list[Item]:
    if any(item.subtitle for item in items):
        return items
    for separator, enough in _SEPARATORS.items():
        splits = [item.title.partition(separator) for item in items]
        good = sum(bool(head.strip() and tail.strip()) for head, _, tail in splits)
        if good > 1 and good >= enough * len(items):
            return list(_split(items, separator))
    return items


def _split(items: Sequence[Item], separator: str) -> Iterator[Item]:
    for item in items:
        title, _, subtitle = (part.strip() for part in item.title.partition(separator))
        yield replace(item, title=title, subtitle=subtitle) if title and subtitle else item
