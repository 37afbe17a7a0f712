"""Who speaks: the voices of an episode's roles, and the host's voice for those whose own is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engine import VoiceChoice, find_voice
from pipeline.writing.script.script import Script

HOST, GUEST = "host", "guest"


@dataclass(frozen=True, slots=True)
class Speaking:
    """One of the show's voices by name: how it speaks, and what captions call it."""

    role: str  # its name in scripts
    voice: VoiceChoice
    caption: str
    pace: float = 1.0  # factor on the show's speed


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of the roles; the host speaks every role that has none."""

    host: VoiceChoice
    guest: VoiceChoice | None = None
    remark: str = ""  # why one voice speaks what was written for two
    others: tuple[Speaking, ...] = field(default=(), repr=False)  # that speak in this episode

    @property
    def voices(self) -> tuple[VoiceChoice, ...]:
        """List the voices that speak, the host's first."""
        two = (self.host, self.guest) if self.guest else (self.host,)
        return tuple(dict.fromkeys((*two, *(each.voice for each in self.others))))

    def role(self, written: str) -> str:
        """Give the role in which a paragraph is spoken."""
        if written == GUEST:
            return GUEST if self.guest else HOST
        return written if self._other(written) else HOST

    def voice(self, role: str) -> VoiceChoice:
        """Give the voice of a role."""
        if role == GUEST and self.guest:
            return self.guest
        other = self._other(role)
        return other.voice if other else self.host

    def pace(self, role: str) -> float:
        """Give the factor on the show's speed at which a role speaks."""
        other = self._other(role)
        return other.pace if other else 1.0

    def _other(self, role: str) -> Speaking | None:
        return next((each for each in self.others if each.role == role), None)


def cast_for(
    script: Script, host: VoiceChoice, guest: VoiceChoice | None, named: Sequence[Speaking] = ()
) -> Cast:
    """Cast a script: as many voices as it was written for and can speak here.

    `named` are the show's voices beside these two. Raises EngineNotAvailable for the host's voice only:
    without the others, the episode is still made.
    """
    cast = _cast_of_two(script, host, guest)
    roles = {paragraph.role for paragraph in script.paragraphs}
    others, remarks = [], [cast.remark] if cast.remark else []
    for each in named:
        if each.role not in roles:
            continue
        why = _why_silent(each.voice)
        if why:
            remarks.append(f"written for «{each.role}», spoken by the host: {why}")
        else:
            others.append(each)
    return replace(cast, others=tuple(others), remark="; ".join(remarks))


def _why_silent(voice: VoiceChoice) -> str:
    """Say why a voice cannot speak here; «» where it can."""
    try:
        found = find_voice(voice)
    except EngineNotAvailable as error:
        return f"{error.what} ({error.remedy})"
    return f"«{voice}» is not downloaded" if found.download_bytes else ""


def _cast_of_two(script: Script, host: VoiceChoice, guest: VoiceChoice | None) -> Cast:
    find_voice(host)
    if not any(paragraph.role == GUEST for paragraph in script.paragraphs):
        return Cast(host)
    if guest is None:
        return Cast(host, remark="written for two voices, spoken by one: the show names no guest voice")
    if why := _why_silent(guest):
        return Cast(host, remark=f"written for two voices, spoken by one: {why}")
    return Cast(host, guest)
