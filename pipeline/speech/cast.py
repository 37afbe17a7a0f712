"""Who speaks: the voices of an episode's roles, and one voice for all where the second is not there."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engine import VoiceChoice, find_voice
from pipeline.writing.script.script import Script

HOST, GUEST = "host", "guest"


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of the roles; without a guest the host speaks every role."""

    host: VoiceChoice
    guest: VoiceChoice | None = None
    remark: str = ""  # why one voice speaks what was written for two

    @property
    def voices(self) -> tuple[VoiceChoice, ...]:
        """List the voices that speak, the host's first."""
        return (self.host, self.guest) if self.guest else (self.host,)

    def role(self, written: str) -> str:
        """Give the role in which a paragraph is spoken."""
        return written if self.guest else HOST


def cast_for(script: Script, host: VoiceChoice, guest: VoiceChoice | None) -> Cast:
    """Cast a script: two voices if it was written for two and both can speak here.

    Raises EngineNotAvailable for the host's voice only: without the guest, the episode is still made.
    """
    find_voice(host)
    if not any(paragraph.role == GUEST for paragraph in script.paragraphs):
        return Cast(host)
    if guest is None:
        return Cast(host, remark="written for two voices, spoken by one: the show names no guest voice")
    try:
        found = find_voice(guest)
    except EngineNotAvailable as error:
        return Cast(host, remark=f"written for two voices, spoken by one: {error.what} ({error.remedy})")
    if found.download_bytes:
        return Cast(host, remark=f"written for two voices, spoken by one: «{guest}» is not downloaded")
    return Cast(host, guest)
