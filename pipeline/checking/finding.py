"""What is found wrong: one type for all that judges files, feeds, servers and what is heard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: where it is, what is wrong, and by which rule."""

    place: str  # a slug, a feed's file with the place in it, an address, «the show»
    what: str
    rule: str = ""  # empty where nothing could be measured, and so no rule was asked

    @property
    def told(self) -> str:
        """Say it in one line."""
        return f"{self.place}: {self.what}" + (f" [{self.rule}]" if self.rule else "")
