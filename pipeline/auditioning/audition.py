"""An audition: one text, said in several ways that a person chooses among."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from pipeline.errors import UNREADABLE, ExitCode, PipelineError
from pipeline.speech.cast import HOST

RECORD = "audition.json"  # beside the page, for a choice that is made later
PAGE = "index.html"
MOST = len(ascii_uppercase)
AS_NOW = "as now"
_FORMAT = 1


class NoAudition(PipelineError):
    """Nothing can be auditioned, or chosen, as asked."""

    exit_code = ExitCode.USAGE
    remedy = "`ninety audition --help` says how"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to say the text; which one it is, and where it is heard."""

    label: str  # a letter
    name: str  # what it is called once that may be known
    file: str  # beside the page
    seconds: float
    loudness_lufs: float | None  # as measured on the file; None for what is too short to measure
    voice: str  # «engine/voice» that speaks
    spoken: str = ""  # of a pronunciation: words that any voice can read,
    phonemes: str = ""  # and phonemes for those that take them; both empty: as it is now


@dataclass(frozen=True, slots=True)
class Audition:
    """What was said by whom, and what the choice is for."""

    text: str
    candidates: tuple[Candidate, ...]
    term: str = ""  # whose pronunciation is chosen; empty: a voice is
    role: str = HOST  # who of the show gets the voice
    blind: bool = False  # the names are kept back until one is chosen

    def document(self) -> dict[str, Any]:
        """Give it as JSON."""
        return asdict(self)

    def find(self, asked: str) -> Candidate:
        """Find a candidate by its letter or its name. Raises NoAudition."""
        wanted = asked.strip().casefold()
        by_names = [(each, (each.label, each.name, each.voice.partition("/")[2])) for each in self.candidates]
        for which in range(3):  # letters go before names, and those before a voice without its engine
            found = [each for each, names in by_names if names[which].casefold() == wanted]
            if len(found) == 1:
                return found[0]
        names = ", ".join(f"{each.label} ({each.name})" for each in self.candidates)
        raise NoAudition(f"there is no «{asked}» to choose", remedy=f"the candidates: {names}")


def write_record(audition: Audition) -> str:
    """Give what `read_record` reads."""
    return json.dumps({"format": _FORMAT, **audition.document()}, ensure_ascii=False, indent=1) + "\n"


def read_record(folder: Path) -> Audition:
    """Read the last audition in a folder. Raises NoAudition where there is none."""
    path = folder / RECORD
    try:
        return _audition(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        remedy = 'say what is to be heard: ninety audition "Text" --voices a,b'
        raise NoAudition("there is no audition to choose from", file=folder, remedy=remedy) from error
    except UNREADABLE as error:
        remedy = f"delete {path} and make the audition again"
        raise NoAudition("is no record of an audition", file=path, remedy=remedy) from error


def _audition(facts: Mapping[str, Any]) -> Audition:
    if not isinstance(facts, Mapping):
        raise TypeError("no table")
    values = {key: value for key, value in facts.items() if key not in ("format", "candidates")}
    if facts["format"] != _FORMAT or not isinstance(facts["candidates"], list):
        raise ValueError("another format")
    return Audition(candidates=tuple(Candidate(**each) for each in facts["candidates"]), **values)
