"""What people see: progress on stderr, results on stdout, errors in two lines."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Protocol, cast

from pipeline.errors import InvalidShow, PipelineError
from pipeline.process.junit import NO_REPORT, JUnitReport
from pipeline.process.secrets import without_secrets
from pipeline.process.streams import Terminal, escaped, harmless, holds_all_letters, put, results, tell

_NEWS = ("rendered", "heard")  # what took its time, against what was there already


class _Done(Protocol):
    """An episode that is done, as far as progress is concerned."""

    @property
    def slug(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def seconds(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Console:
    """How to talk: `as_json` puts one document on stdout and nothing else there; `junit` goes to a file."""

    as_json: bool = False
    verbose: bool = False
    quiet: bool = False
    junit: JUnitReport = NO_REPORT

    def result(self, text: str, document: dict[str, Any], *, is_harmless: bool = False) -> None:
        """Print what a command found or did, for people or as JSON. Raises OutputFailed.

        `is_harmless` says that the control signs in the text are our own.
        """
        if self.as_json:
            in_ascii = not holds_all_letters(results())
            put(escaped(without_secrets(json.dumps(document, ensure_ascii=in_ascii, indent=1))) + "\n")
        elif text and not self.quiet:
            put((text if is_harmless else harmless(text)).rstrip("\n") + "\n")

    def note(self, text: str) -> None:
        """Print a line of progress, unless asked to be quiet."""
        if not self.quiet:
            tell(text + "\n")

    def warn(self, text: str, remedy: str = "") -> None:
        """Print a warning; not even `-q` hides it."""
        tell(f"warning: {text}\n")
        if remedy:
            tell(f"  {remedy}\n")

    def error(self, error: PipelineError) -> None:
        """Print an error in two lines: what and where, then what to do; the traceback only with -v."""
        for what, remedy in _lines(error):
            tell(f"error: {what}\n")
            if remedy:
                tell(f"  {remedy}\n")
        if self.verbose:
            tell("".join(traceback.format_exception(error)))

    @contextmanager
    def progress(self, total: int) -> Iterator[EpisodeProgress]:
        """Show progress over episodes: a bar on a terminal, plain lines otherwise."""
        if self.quiet or not sys.stderr.isatty():
            yield EpisodeProgress(self, total)
            return
        with _bar(total) as bar:
            yield bar_progress(self, total, bar)

    @contextmanager
    def transfer(self, files: int, size: int) -> Iterator[TransferProgress]:
        """Show how files of so many bytes in all arrive: a bar on a terminal, plain lines otherwise."""
        if self.quiet or not sys.stderr.isatty():
            yield TransferProgress(self, files, size)
            return
        with _transfer_bar(size) as advance:
            yield TransferProgress(self, files, size, advance)


def _lines(error: PipelineError) -> list[tuple[str, str]]:
    if isinstance(error, InvalidShow):
        return [(str(PipelineError(p.what, file=p.file, line=p.line)), p.remedy) for p in error.problems]
    return [(str(error), error.remedy)]


def error_document(error: PipelineError) -> dict[str, Any]:
    """Give an error as JSON."""
    problems = (
        [(p.what, p.file, p.line, p.remedy) for p in error.problems]
        if isinstance(error, InvalidShow)
        else [(error.what, error.file, error.line, error.remedy)]
    )
    return {
        "errors": [
            {"what": what, "file": str(file) if file else None, "line": line, "remedy": remedy}
            for what, file, line, remedy in problems
        ],
        "exit_code": int(error.exit_code),
    }


class EpisodeProgress:
    """Counts episodes as they are done, in plain lines."""

    def __init__(self, console: Console, total: int) -> None:
        self.console = console
        self.total = total
        self.done = 0
        self.audio_seconds = 0.0
        self.began = time.perf_counter()

    def __call__(self, outcome: _Done) -> None:
        """Count one episode, and say so."""
        self.done += 1
        if outcome.status in _NEWS:
            self.audio_seconds += outcome.seconds
        self.show(outcome)

    @property
    def real_time_factor(self) -> float:
        """Give seconds of finished audio per second of waiting."""
        return self.audio_seconds / max(time.perf_counter() - self.began, 1e-9)

    def show(self, outcome: _Done) -> None:
        """Print a line, for what is new only."""
        if outcome.status in _NEWS:
            why = f" ({outcome.reason})" if self.console.verbose or outcome.status == "heard" else ""
            self.console.note(
                f"[{self.done}/{self.total}] {outcome.slug}: {outcome.seconds:.1f} s, "
                f"{self.real_time_factor:.0f} x real time{why}"
            )


class TransferProgress:
    """Counts files and bytes that have arrived; without a bar, a line for about every tenth of them."""

    def __init__(
        self, console: Console, files: int, size: int, advance: Callable[[str, int], None] | None = None
    ) -> None:
        self.console, self.files, self.size, self.advance = console, files, size, advance
        self.done = self.bytes = 0

    def sent(self, path: str, size: int) -> None:
        """Count one file."""
        tenths = self.done * 10 // max(self.files, 1)
        self.done += 1
        self.bytes += size
        if self.advance is not None:
            self.advance(path, size)
        elif self.console.verbose or self.done * 10 // self.files > tenths:
            self.console.note(f"[{self.done}/{self.files}] {path}: {self.bytes / 1e6:.1f} MB so far")

    def trouble(self, text: str) -> None:
        """Tell of something that went wrong and is tried again."""
        self.console.warn(text)


def _terminal() -> IO[str]:
    return cast("IO[str]", Terminal(sys.stderr))


@contextmanager
def _transfer_bar(size: int) -> Iterator[Callable[[str, int], None]]:
    from rich.console import Console as RichConsole
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    text = TextColumn("{task.description}")
    columns = (text, BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=RichConsole(file=_terminal()), transient=True) as progress:
        task = progress.add_task("sending", total=size)

        def advance(path: str, arrived: int) -> None:
            progress.update(task, advance=arrived, description=path[-32:])

        yield advance


@contextmanager
def _bar(total: int) -> Iterator[tuple[Any, Any]]:
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=RichConsole(file=_terminal()), transient=True) as progress:
        yield progress, progress.add_task("episodes", total=total, speed="")


def bar_progress(console: Console, total: int, bar: tuple[Any, Any]) -> EpisodeProgress:
    """Count episodes on a progress bar."""
    progress, task = bar

    class _BarProgress(EpisodeProgress):
        def show(self, outcome: _Done) -> None:
            speed = f"{self.real_time_factor:.0f} x real time" if self.audio_seconds else ""
            progress.update(task, completed=self.done, description=outcome.slug[:32], speed=speed)
            if console.verbose and outcome.status in _NEWS:
                progress.console.print(f"{outcome.slug}: {outcome.reason}")

    return _BarProgress(console, total)
