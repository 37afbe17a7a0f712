"""Which format an episode has: the one it names, or one that suits its material and is not its neighbour's.

An episode whose notes are not enough has none, unless it names one. A format says in its opening comment
what it asks for, on lines of their own:

    Needs: hook, limit               the notes have something under these headings
    Moves: example, limit            what stands there must make sense without what the notes have before it
    Chosen: by name only             never, unless an episode asks for it

A dialogue is for two voices. Where the show names no second one, an episode that asks for a dialogue is
written in a format for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidScript
from pipeline.writing.english import word_list, words_of
from pipeline.writing.episode_length import has_guest
from pipeline.writing.from_notes.formats import Format, Formats
from pipeline.writing.known.own_words import has_enough_notes

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

BY_MOVES = "summary"  # the format of scripts that no format writes
DIGEST = "digest"  # of several episodes together, by moves too
_BY_MOVES = (BY_MOVES, DIGEST, "inquiry", "landmarks")  # the last two are what the first was called before

_COMMENT = re.compile(r"\s*\{#(?P<text>.*?)#\}", re.DOTALL)
_ASKS = re.compile(r"^\s*(?P<what>Needs|Moves|Chosen):\s*(?P<value>.+?)\.?\s*$", re.MULTILINE)
_LEANS = re.compile(
    r"(?:that|this|those|these|they|them|so|but|and|then|both|such|again|nor|yet|still|even"
    r"|the (?:same|other|two)|it would|he|she|his|her|instead|otherwise|now)\b",
    re.IGNORECASE,
)
GUEST_MARK = "{guest}"  # before what the second voice says
_SHARED_WORDS = 3  # of what is jumped over: as many, and a paragraph is taken to go on from it
_TELLING_LENGTH = 5  # letters


@dataclass(frozen=True, slots=True)
class _Asks:
    """What a format asks of an episode."""

    needs: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    by_name_only: bool = False


def format_of(plan: Plan, episode: Episode) -> Format | None:
    """Give the format that an episode is written in; None: by moves, from its summary.

    A dialogue whose notes are lacking is a monologue by moves. Raises InvalidScript for any other format
    that is named and does not suit its episode.
    """
    known, named = plan.known_formats, _named(plan.show, episode, plan.known_formats)
    if named in _BY_MOVES or not (named or has_enough_notes(episode)):
        return None
    if not named:
        return known.load(plan.formats[episode.slug], episode.file)
    narrative = known.load(named, episode.file)
    missing = [need for need in _asks(narrative).needs if not _under(episode, need)]
    if not missing:
        return narrative
    if _asks(narrative).by_name_only and not has_enough_notes(episode):
        return None
    what = f"asks for the format «{narrative.name}», which needs notes under «{missing[0].capitalize()}»"
    raise InvalidScript(what, file=episode.file, remedy="write them, or take the line «format» out")


def _named(show: Show, episode: Episode, known: Formats) -> str:
    """Give the format that an episode asks for and can be spoken in."""
    if not episode.format or has_guest(show, episode):
        return episode.format or ""
    try:
        text = known.load(episode.format, episode.file).text
    except InvalidScript:  # told where this episode is written
        return episode.format
    return "" if GUEST_MARK in text.partition("#}")[2] else episode.format


def choose_formats(show: Show, known: Formats) -> dict[str, str]:
    """Choose for all episodes in the order of their numbers: whose turn it is, unless a neighbour has it."""
    asks = {name: _asks(known.load(name)) for name in known.names}
    chosen: dict[str, str] = {}
    before = ""
    episodes = sorted(show.episodes, key=lambda e: e.number)
    for episode, following in zip(episodes, (*episodes[1:], None), strict=True):
        neighbours = {before, _named(show, following, known) if following else ""}
        written = _named(show, episode, known) or (BY_MOVES if not has_enough_notes(episode) else "")
        before = written or _turn(episode, _suiting(episode, asks), neighbours)
        chosen[episode.slug] = before
    return chosen


def _turn(episode: Episode, suiting: list[str], neighbours: set[str]) -> str:
    start = episode.number % len(suiting)
    turns = [*suiting[start:], *suiting[:start]]
    return next((name for name in turns if name not in neighbours), turns[0])


def _suiting(episode: Episode, asks: dict[str, _Asks]) -> list[str]:
    return [
        name
        for name, asked in asks.items()
        if not asked.by_name_only
        and all(_under(episode, need) for need in asked.needs)
        and not any(_leans(episode, heading) for heading in asked.moves)
    ] or ["explainer"]


def _asks(narrative: Format) -> _Asks:
    comment = _COMMENT.match(narrative.text)
    said: dict[str, str] = {m["what"]: m["value"] for m in _ASKS.finditer(comment["text"] if comment else "")}
    needs = _listed(said.get("Needs", ""))
    return _Asks(
        needs=needs,
        moves=_listed(said.get("Moves", "")),
        by_name_only=said.get("Chosen", "").casefold() == "by name only",
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip().casefold() for part in text.split(",") if part.strip())


def _under(episode: Episode, heading: str) -> str:
    section = episode.notes.section(heading)
    return " ".join(section.paragraphs) if section else ""


def _leans(episode: Episode, heading: str) -> bool:
    """Say whether what stands under a heading seems to go on from the sections right before it."""
    text = _under(episode, heading)
    if _LEANS.match(text):
        return True
    headings = [section.heading.casefold() for section in episode.notes.sections]
    at = headings.index(heading) if heading in headings else 0
    between = _telling(_under(episode, name) for name in headings[2:at])
    told = _telling([episode.title, episode.summary, *(_under(episode, name) for name in headings[:2])])
    return len(_telling([text]) & between - told) >= _SHARED_WORDS


def _telling(texts: Iterable[str]) -> set[str]:
    words = {word.casefold() for text in texts for word in words_of(text)}
    return {w.removesuffix("s") for w in words if len(w) >= _TELLING_LENGTH} - word_list("function_words")
