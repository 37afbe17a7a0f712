"""What the next run would say if nothing changes until then, so that a run with nothing to do ends at once.

It holds while no file of the show, of its output or of this program has changed, by the signs that the file
system gives, and until the next episode comes out. Where nothing but scripts has changed, it holds for all
episodes but theirs: no other is made from a script. Whoever doubts it deletes `.cache/freshness`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.freshness.signs import (
    at_rest,
    changed_ns,
    program_sign,
    sign,
    sign_of,
    sign_together,
    signs_below,
)
from pipeline.freshness.store import keep_facts, read_facts
from pipeline.layout.folders import EPISODES, OUTPUT, SCRIPTS
from pipeline.process.files import digest

_NAME = "standing"
_WRITTEN_BY_PEOPLE = (EPISODES, SCRIPTS)
_BUT_SCRIPTS = (EPISODES, OUTPUT)
_VARIABLES = (
    "SOURCE_DATE_EPOCH",
    "NINETY_CACHE",
    "TTS_HOME",
    "PYTHONPATH",
    "XDG_CACHE_HOME",
    "XDG_DATA_HOME",
    "IMAGEIO_FFMPEG_EXE",
)
_LONGEST_WAIT_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run was asked for, as far as its result depends on it."""

    root: str  # as it was given: it is named in what is said
    engine: str | None = None
    voice: str | None = None
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a run says that finds everything as it should be."""

    text: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    messages: list[list[str]] = field(default_factory=list)  # «warn» or «note», with its text and remedy
    edited: dict[str, str] = field(default_factory=dict)  # by slug: why a script that a person wrote is stale


def standing_report(root: Path, wanted: Wanted) -> Report | None:
    """Give what a run would say if it has nothing to do, or None where that must be found out."""
    facts = read_facts(root, _NAME)
    if facts.get("scripts") != _scripts(root, _signs(root, SCRIPTS)):
        return None  # the run that comes looks at all else
    return _report(facts) if _holds_but_for_scripts(facts, root, wanted) else None


def _holds_but_for_scripts(facts: Mapping[str, Any], root: Path, wanted: Wanted) -> bool:
    """Tell whether what was kept is of such a run, and nothing but scripts may have changed since."""
    try:
        until = facts["until"]
        if until and datetime.fromisoformat(until) <= datetime.now(UTC):
            return False
        return bool(
            facts["wanted"] == asdict(wanted)
            and facts["rest"] == _rest(_found(root, *_BUT_SCRIPTS), facts["voices"])
        )
    except (KeyError, TypeError, ValueError):
        return False


def _report(facts: dict[str, Any]) -> Report | None:
    try:
        return Report(**facts["report"])
    except (KeyError, TypeError):
        return None


class Standing:
    """Looks at what people have written before a run reads it, to know at the end that nobody changed it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before = _signs(root, *_WRITTEN_BY_PEOPLE)

    def changed_since(self) -> set[Path]:
        """Give the files below `episodes` and `scripts` that are others now, that came, or that went."""
        now = _signs(self._root, *_WRITTEN_BY_PEOPLE)
        return {Path(path) for path in {*now, *self._before} if now.get(path) != self._before.get(path)}

    def but_for_scripts(self, wanted: Wanted) -> tuple[Report, set[str]] | None:
        """Give what was kept for such a run, and the scripts that are others now, by name.

        None where anything else has changed, or where a script has come or gone.
        """
        facts, now = read_facts(self._root, _NAME), _scripts(self._root, self._before)
        before, report = facts.get("scripts"), _report(facts)
        if report is None or not isinstance(before, dict) or before.keys() != now.keys():
            return None
        if not _holds_but_for_scripts(facts, self._root, wanted):
            return None
        return report, {name for name in now if now[name] != before[name]}

    def keep(
        self,
        wanted: Wanted,
        report: Report,
        *,
        voices: Iterable[Path],
        until: datetime | None,
        still: Callable[[], bool],
    ) -> None:
        """Keep what the next run would say, if everything is at rest so that a change will show.

        `voices` are the files outside the show that the sound is made with; `until` is when the next episode
        comes out. `still` tells whether what people write is as this run knows it; it is asked once the sign
        is taken, so that whatever is saved from then on is another sign's.
        """
        files = sorted(map(str, voices))
        looked = self._look_at_rest(files)
        if looked is None or not still():
            return
        rest, scripts = looked
        moment = until.astimezone(UTC).isoformat() if until else ""
        facts = {"wanted": asdict(wanted), "until": moment, "voices": files, "report": asdict(report)}
        keep_facts(self._root, _NAME, {**facts, "rest": rest, "scripts": scripts})

    def _look_at_rest(self, voices: Iterable[str]) -> tuple[str, dict[str, str]] | None:
        """Give the sign of all but the scripts and the scripts' own; None where something is not at rest.

        The run that asks has only just written: it waits for that before it looks at all.
        """
        newest, last = time.time_ns(), time.monotonic() + _LONGEST_WAIT_SECONDS
        while time.monotonic() < last:
            while not at_rest(newest) and time.monotonic() < last:
                time.sleep(0.02)
            began = time.time_ns()
            scripts, rest = _found(self._root, SCRIPTS), _found(self._root, *_BUT_SCRIPTS)
            newest = max((changed_ns(facts) for _, facts in (*scripts, *rest)), default=0)
            if at_rest(newest, began):
                signs = {path: sign(facts) for path, facts in scripts}
                return _rest(rest, voices), _scripts(self._root, signs)
        return None


_Found = list[tuple[str, os.stat_result]]


def _found(root: Path, *folders: str) -> _Found:
    return [each for name in folders for each in signs_below(root / name)]


def _signs(root: Path, *folders: str) -> dict[str, str]:
    return {path: sign(facts) for path, facts in _found(root, *folders)}


def _scripts(root: Path, signs: Mapping[str, str]) -> dict[str, str]:
    """Give the signs of the scripts alone, by their paths below the scripts' folder."""
    folder = f"{root / SCRIPTS}{os.sep}"
    return {path.removeprefix(folder): found for path, found in signs.items() if path.startswith(folder)}


def _rest(found: _Found, voices: Iterable[str]) -> str:
    """Give one sign for all but the scripts, of whose files this was found."""
    variables = (f"{name}={os.environ.get(name)}" for name in _VARIABLES)
    return digest(program_sign(), *variables, *map(sign_of, voices), sign_together(found))
