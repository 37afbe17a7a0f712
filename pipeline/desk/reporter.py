"""What a build tells the desk, beside what it tells the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.desk.state import Fault
from pipeline.errors import PipelineError
from pipeline.process.console import Console, EpisodeProgress, error_document


@dataclass(frozen=True, slots=True)
class Reporter(Console):
    """A console whose lines go to standard error alone, and to the desk."""

    root: Path = Path()
    working: Callable[[str], None] = lambda _: None
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)

    def result(self, text: str, document: dict[str, Any], *, is_harmless: bool = False) -> None:
        """Keep what a build made; standard output has the desk's address and nothing else."""
        del text, is_harmless
        self.documents.append(document)

    def warn(self, text: str, remedy: str = "") -> None:
        """Pass a warning on, and keep it."""
        Console.warn(self, text, remedy)
        self.warnings.append(Fault(text, remedy=remedy))

    def error(self, error: PipelineError) -> None:
        """Pass an error on, and keep it."""
        Console.error(self, error)
        self.faults.extend(faults_of(error, self.root))

    @contextmanager
    def progress(self, total: int) -> Iterator[EpisodeProgress]:
        """Tell of episodes as they are done."""
        yield _Progress(self, total)


class _Progress(EpisodeProgress):
    """Counts what is made; what is there already comes first, and needs no mention."""

    console: Reporter
    there = 0

    def show(self, outcome: Any) -> None:
        super().show(outcome)
        if outcome.status == "unchanged":
            self.there += 1
        else:
            made, of = self.done - self.there, self.total - self.there
            self.console.working(f"Building: {made} of {of} episode{'s' * (of > 1)}")


def faults_of(error: PipelineError, root: Path) -> list[Fault]:
    """Give all that an error tells, its files as people know them."""
    return [fault_of(told, root) for told in error_document(error)["errors"]]


def fault_of(told: Mapping[str, Any], root: Path) -> Fault:
    """Give a line of an error's document."""
    return Fault(told["what"], below(root, told["file"]), told["line"], told["remedy"])


def below(root: Path, file: Path | str | None) -> str:
    """Name a file as it lies in the show's folder; one elsewhere in full."""
    if not file:
        return ""
    path = Path(file)
    try:
        return path.resolve().relative_to(root.resolve()).as_posix() if path.exists() else str(path)
    except ValueError:
        return str(path)
