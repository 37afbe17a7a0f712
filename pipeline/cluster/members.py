"""The workers of a cluster: which of them are fit to make an episode, and why another is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import ClusterNotAvailable, EngineNotAvailable
from pipeline.speech.engine import VoiceChoice

_MOST_NAMED = 5

Warn = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Lack:
    """What a worker lacks, and what to do about it."""

    what: str
    remedy: str


@dataclass(slots=True)
class Member:
    """A worker, what is known of it, and the tickets of what it has in hand, the first given first."""

    address: str
    host: str = ""
    question: str | None = None  # the ticket under which it was asked what it is
    asked: float = 0.0  # when, by the clock that never jumps
    refused: Lack | None = None  # it is given nothing
    voices: frozenset[str] = frozenset()  # that it has as they are here
    lacks: dict[str, Lack] = field(default_factory=dict)  # by voice
    in_hand: list[str] = field(default_factory=list)
    files: frozenset[str] = frozenset()  # of the show, by digest, that it has been sent
    parcel: str | None = None  # the ticket under which a file is on its way to it

    @property
    def name(self) -> str:
        """Name it for people: its address, and its machine."""
        return f"{self.address} ({self.host})" if self.host else self.address

    @property
    def is_fit(self) -> bool:
        """Tell whether it can be given anything."""
        return self.question is None and self.refused is None

    def can_speak(self, voices: Iterable[str]) -> bool:
        """Tell whether it has all these voices."""
        return self.is_fit and self.voices.issuperset(voices)

    def learn(self, said: Mapping[str, Any], here: Mapping[str, Any]) -> None:
        """Compare what it says of itself with what is so here."""
        self.question, self.host = None, str(said["host"])
        versions, ours = said["versions"], here["versions"]
        others = [name for name in ours if versions.get(name) != ours[name]]
        if others:
            self.refused = _of_another_version(others, versions, ours)
            return
        for voice, (fingerprint, _, _) in here["voices"].items():
            theirs, what, remedy = said["voices"].get(voice, ("", "it was not asked for it", ""))
            if theirs and theirs == fingerprint:
                self.voices |= {voice}
            else:
                self.lacks[voice] = _lack(what, remedy)

    def is_stuck(self) -> None:
        """Note that an engine hangs there; what else it lacks has been told and does not matter any more."""
        self.refused = Lack("is stuck in an engine", "start it anew")
        self.lacks = {}

    def did_not_keep(self, error: Exception) -> None:
        """Note that it cannot keep the show's sounds and pictures."""
        self.refused = Lack(f"cannot keep the show's files: {error}", "give it room for a cache folder")

    def did_not_answer(self, error: Exception) -> None:
        """Note that it could not even be asked."""
        self.question = None
        self.refused = Lack(
            f"has no Ninety, or another version: {type(error).__name__}: {error}", _same_everywhere()
        )


def _of_another_version(names: Sequence[str], theirs: Mapping[str, str], ours: Mapping[str, str]) -> Lack:
    first = "Ninety" if "Ninety" in names else "Python" if "Python" in names else names[0]
    what = f"{first} {theirs.get(first, 'of no version')}, not {ours[first]}"
    if first not in {"Ninety", "Python"}:
        what = f"another {', '.join(names)}: {theirs.get(first, 'none')}, not {ours[first]}"
    return Lack(f"has {what}", _same_everywhere())


def _same_everywhere() -> str:
    from pipeline import __version__

    return f"install the same there as here: pip install 'ninety-podcast[cluster]=={__version__}'"


def _lack(what: str, remedy: str) -> Lack:
    if what:
        return Lack(what, remedy)
    return Lack("its model or its library is another than here", "install the same engine there as here")


def tell_of(members: Iterable[Member], warn: Warn) -> None:
    """Say which workers are given nothing, and which cannot speak what is to be spoken."""
    members = list(members)
    lacking: dict[tuple[str, Lack], list[str]] = {}
    for member in members:
        for voice, lack in member.lacks.items():
            lacking.setdefault((voice, lack), []).append(member.name)
    for lack, names in _refused(members).items():
        warn(f"{listed(names)} {lack.what}: it is given nothing", lack.remedy)
    for (voice, lack), names in lacking.items():
        warn(f"{listed(names)} cannot speak «{voice}»: {lack.what}; others are given it", lack.remedy)


def listed(names: Sequence[str]) -> str:
    """Name some workers, and say how many more there are."""
    named = ", ".join(names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"the worker{'s' if len(names) > 1 else ''} {named}{more}"


def nobody_fit(members: Iterable[Member]) -> ClusterNotAvailable:
    """Say that every worker is refused, and why."""
    refused = _refused(members)
    reasons = "; ".join(f"{listed(names)} {lack.what}" for lack, names in refused.items())
    return ClusterNotAvailable(
        f"no worker of the cluster is fit: {reasons}", remedy=next(lack.remedy for lack in refused)
    )


def _refused(members: Iterable[Member]) -> dict[Lack, list[str]]:
    refused: dict[Lack, list[str]] = {}
    for member in members:
        if member.refused:
            refused.setdefault(member.refused, []).append(member.name)
    return refused


def nobody_speaks(voices: Iterable[str], members: Iterable[Member]) -> EngineNotAvailable:
    """Say that no worker has these voices, and what each lacks."""
    lacking: dict[Lack, list[str]] = {}
    for member in members:
        for voice in sorted(voices):
            if lack := member.lacks.get(voice):
                lacking.setdefault(lack, []).append(member.name)
    reasons = "; ".join(f"{listed(names)}: {lack.what}" for lack, names in lacking.items())
    remedies = [lack.remedy for lack in lacking if lack.remedy]
    wanted = ", ".join(f"«{voice}»" for voice in sorted(voices))
    return EngineNotAvailable(
        f"no worker of the cluster can speak {wanted}: {reasons}", remedy=remedies[0] if remedies else None
    )


def voices_of(choices: Iterable[VoiceChoice]) -> frozenset[str]:
    """Give voices by the names under which they are asked for."""
    return frozenset(map(str, choices))
