"""The readers of every kind of file, each with what it must not do beside failing in an orderly way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.catalogue.episode_file import episode_of
from pipeline.catalogue.frontmatter import parse_document
from pipeline.catalogue.importing.apply import plan_import
from pipeline.catalogue.load import load_show
from pipeline.catalogue.settings import read_settings
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.from_notes import compose, formats
from pipeline.writing.from_notes.formats import Format, render_format
from pipeline.writing.plan import Plan
from pipeline.writing.script.script_file import format_script, parse_script
from pipeline.writing.write import draft

SEA = Path(__file__).parents[1] / "tests/writing/sea"  # a show whose episodes have notes


class Wrong(Exception):
    """A reader did what it must not do."""


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers by kind of file, in a folder with a show."""

    root: Path

    def of(self, kind: str) -> Callable[[bytes, str], None]:
        """Give what reads a file of a kind: its bytes, and how its name ends."""
        by_kind: Mapping[str, Callable[[bytes, str], None]] = {
            "list": self._list,
            "episode": self._episode,
            "settings": self._settings,
            "lexicon": self._lexicon,
            "script": self._script,
            "format": self._format,
        }
        return by_kind[kind]

    def _list(self, data: bytes, suffix: str) -> None:
        path = self.root / f"brought{suffix}"
        path.write_bytes(data)
        try:
            plan = plan_import(self.root, [path])
        finally:
            path.unlink()
        for planned in (*plan.new, *plan.changed):
            file = episode_of(parse_document(planned.file, planned.content))
            if file.problems:
                raise Wrong(f"an import would write what loading refuses: {file.problems[0].what}")

    def _episode(self, data: bytes, suffix: str) -> None:
        path = self.root / f"episodes/an-episode{suffix}"
        path.write_bytes(data)
        try:
            show = load_show(self.root)
        finally:
            path.unlink()
        told = [problem for each in show.faulty for problem in each.problems]
        told += [problem for each in show.drafts for problem in each.problems]
        require_lines(data, [problem.line for problem in told])

    def _settings(self, data: bytes, suffix: str) -> None:
        path = self.root / f"other/episodes/show{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        require_lines(data, [problem.line for problem in read_settings(path.parents[1]).problems])

    def _lexicon(self, data: bytes, suffix: str) -> None:
        path = self.root / f"episodes/lexicon{suffix}"
        path.write_bytes(data)
        try:
            read = read_settings(self.root)
            if read.show is not None:
                speak_sentence("Why LoRA says «O(n²)» to GPT-4.", Lexicon(read.show.lexicon))
        finally:
            path.unlink()
        require_lines(data, [problem.line for problem in read.problems])

    def _script(self, data: bytes, suffix: str) -> None:
        path = self.root / f"a-script{suffix}"
        script = parse_script(data.decode("utf-8", "replace"), path)
        again = parse_script(format_script(script.script, script.header), path)
        if again.script != script.script:
            raise Wrong("a script that is written and read again is another")

    def _format(self, data: bytes, suffix: str) -> None:
        narrative = Format("a-format", data.decode("utf-8", "replace"), self.root / f"a-format{suffix}")
        try:
            render_format(narrative, values_of_formats())
        finally:
            formats._environment.cache_clear()  # noqa: SLF001 - a build has a handful of them, not millions


@cache
def values_of_formats() -> Mapping[str, Any]:
    """Give what formats are filled in with, for an episode that has notes: taken as it comes by."""
    taken: list[Mapping[str, Any]] = []

    def take(narrative: Format, values: Mapping[str, Any]) -> str:
        taken.append(values)
        return render_format(narrative, values)

    plan = Plan(load_show(SEA))
    before, compose.render_format = compose.render_format, take
    try:
        for episode in plan.show.episodes:
            draft(plan, episode)
    finally:
        compose.render_format = before
    return max(taken, key=lambda values: len(str(values)))


def require_lines(data: bytes, lines: Sequence[int | None]) -> None:
    """Raise Wrong for a line that the file has not."""
    last = len(
        re.findall(r"\r\n?|\n|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029", data.decode("utf-8", "replace"))
    )
    if beyond := [line for line in lines if line is not None and not 1 <= line <= last + 2]:
        raise Wrong(f"a fault on line {beyond[0]} of {last + 1}")
