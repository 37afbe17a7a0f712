"""What a script asks for within its words: pauses, sounds, and how a few words are to be said.

`{pause 1.5s}` and `{sound door.wav}` stand between words, `{stress word}` and `{slow a few words}` around
them. While Markdown is read each is one character that no text has; `taken_out` and `put_back` exchange them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.catalogue.own_sounds import name_fault

Kind = Literal["stress", "slow"]
KINDS: tuple[Kind, ...] = ("stress", "slow")
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 10.0  # seconds
SOUND_GAP_SECONDS = 0.25  # of silence, on either side of a sound

_FIRST = 0xF0000  # of a plane for private use: one character for each thing that is taken out
_PRIVATE = re.compile("[\U000f0000-\U000ffffd]")
_INSERT = re.compile(r"(?<!\\)\{\s*(?P<name>pause|sound)\b\s*(?P<value>[^{}]*?)\s*\}")
_MANNER = re.compile(r"(?<!\\)\{\s*(?P<kind>stress|slow)\s+(?P<words>[^{}\s][^{}]*?)\s*\}")
_SECONDS = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)\s*(?:s|sec|seconds?)?")
_MILLISECONDS = re.compile(r"(\d{1,5})\s*ms")


class BadDirectionError(ValueError):
    """A direction that cannot be followed; `remedy` says what to write."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Insert:
    """Something that is heard between sentences: a pause, or a sound."""

    before: int  # index of the sentence that it comes before; as many as there are: after the last
    seconds: float = 0.0  # of a pause
    sound: str = ""  # a file below episodes/sounds/

    @property
    def marker(self) -> str:
        """Give it as a script has it."""
        return f"{{sound {self.sound}}}" if self.sound else f"{{pause {self.seconds:g}s}}"


@dataclass(frozen=True, slots=True)
class Manner:
    """How some words of a sentence are to be said."""

    sentence: int  # index
    first: int  # of its words, as blanks part them
    last: int  # this word is the last of them
    kind: Kind


@dataclass(frozen=True, slots=True)
class Directed:
    """The sentences of a paragraph, and what is to be heard between and within them."""

    sentences: tuple[str, ...]
    inserts: tuple[Insert, ...] = ()
    manners: tuple[Manner, ...] = ()


@dataclass(frozen=True, slots=True)
class _Taken:
    """What stands for one character: an insert, or the beginning or end of a manner."""

    insert: Insert | None = None
    begins: Kind | None = None  # neither: a manner ends


def is_insert(text: str) -> re.Match[str] | None:
    """Find a pause or a sound at the beginning of a text."""
    return _INSERT.match(text)


def is_manner(text: str) -> re.Match[str] | None:
    """Find words at the beginning of a text that are to be said in a manner."""
    return _MANNER.match(text)


def read_insert(found: re.Match[str], before: int = 0) -> Insert:
    """Read a pause or a sound. Raises BadDirectionError."""
    value = found["value"]
    if found["name"] == "pause":
        return Insert(before, seconds=_pause(value))
    if not value or name_fault(value):
        what = f"names no sound: {found[0]}"
        raise BadDirectionError(
            f"{what}{' – it ' + name_fault(value) if value else ''}",
            "write {sound door.wav}, a file in episodes/sounds/",
        )
    return Insert(before, sound=value)


def _pause(value: str) -> float:
    found, small = _SECONDS.fullmatch(value), _MILLISECONDS.fullmatch(value)
    seconds = float(found[1]) if found else float(small[1]) / 1000 if small else -1.0
    if not SHORTEST_PAUSE <= seconds <= LONGEST_PAUSE:
        what = f"has a pause of «{value}»" if value else "has a pause without its length"
        raise BadDirectionError(
            what, f"write {{pause 1.5s}}; {SHORTEST_PAUSE:g} to {LONGEST_PAUSE:g} seconds can be asked for"
        )
    return seconds


def taken_out(text: str) -> tuple[str, list[_Taken]]:
    """Exchange every direction in a text for a character. Raises BadDirectionError."""
    taken: list[_Taken] = []

    def sign(one: _Taken) -> str:
        taken.append(one)
        return chr(_FIRST + len(taken) - 1)

    def inserted(found: re.Match[str]) -> str:
        return f" {sign(_Taken(insert=read_insert(found)))} "

    def manner(found: re.Match[str]) -> str:
        kind: Kind = "stress" if found["kind"] == "stress" else "slow"
        return f"{sign(_Taken(begins=kind))}{found['words']}{sign(_Taken())}"

    text = _PRIVATE.sub("", text)
    return _INSERT.sub(inserted, _MANNER.sub(manner, text)), taken


def put_back(text: str, taken: Sequence[_Taken], split: Callable[[str], Iterable[str]]) -> Directed:
    """Read a text in which characters stand for directions: cut into its sentences, with all of these."""
    if not taken:
        return Directed(tuple(split(text)))
    sentences: list[str] = []
    inserts: list[Insert] = []
    manners: list[Manner] = []
    run: list[tuple[str, Kind | None]] = []  # words up to the next insert, each with its manner
    kind: Kind | None = None

    def close_run() -> None:
        place = 0
        for sentence in split(" ".join(word for word, _ in run)):
            count = len(sentence.split())
            manners.extend(_manners(len(sentences), [each for _, each in run[place : place + count]]))
            sentences.append(sentence)
            place += count
        run.clear()

    for token in text.split():
        signs = [taken[ord(sign) - _FIRST] for sign in _PRIVATE.findall(token)]
        if signs and signs[0].insert:
            close_run()
            one = signs[0].insert
            inserts.append(Insert(len(sentences), one.seconds, one.sound))
            continue
        begins = next((each.begins for each in signs if each.begins), None)
        kind = begins or kind
        word = _PRIVATE.sub("", token)
        if word:
            run.append((word, kind))
        if signs and not signs[-1].begins:
            kind = None
    close_run()
    return Directed(tuple(sentences), tuple(inserts), tuple(manners))


def _manners(sentence: int, kinds: Sequence[Kind | None]) -> Iterable[Manner]:
    """Give the runs of words of one manner; two of the same manner that touch are one."""
    first = 0
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] != kinds[first]:
            found = kinds[first]
            if found:
                yield Manner(sentence, first, index - 1, found)
            first = index


def with_signs(directed: Directed) -> tuple[str, list[str]]:
    """Write sentences down with a character for each direction, and say what each of these is in a script."""
    markers: list[str] = []

    def sign(marker: str) -> str:
        markers.append(marker)
        return chr(_FIRST + len(markers) - 1)

    pieces: list[str] = []
    for index in range(len(directed.sentences) + 1):
        pieces += [sign(each.marker) for each in directed.inserts if each.before == index]
        if index < len(directed.sentences):
            words = directed.sentences[index].split()
            for each in directed.manners:
                if each.sentence == index:
                    words[each.first] = sign(f"{{{each.kind} ") + words[each.first]
                    words[each.last] += sign("}")
            pieces += words
    return " ".join(pieces), markers


def with_markers(text: str, markers: Sequence[str]) -> str:
    """Give a text with its directions in the place of their characters."""
    return _PRIVATE.sub(lambda found: markers[ord(found[0]) - _FIRST], text)
