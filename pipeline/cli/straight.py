"""What a command does once its options are read, and the one place where an error becomes lines and a code.

No command line library is needed for it: a plain `ninety build` is done without one.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from pipeline.building.outcome import Settings
from pipeline.errors import ExitCode, OutputFailed, PipelineError, as_told
from pipeline.process.console import Console, error_document
from pipeline.process.streams import only_documents, prepare_streams, tell


@dataclass(frozen=True, slots=True)
class BuildAsked:
    """What `ninety build` or `ninety render` was asked for, as it stands on the command line."""

    root: Path
    slugs: Sequence[str] = ()
    settings: Settings = field(default_factory=Settings)
    shard: str | None = None
    as_of: str | None = None
    junit: Path | None = None
    wait: bool = False
    as_json: bool = False
    verbose: bool = False
    quiet: bool = False


def build(asked: BuildAsked) -> ExitCode:
    """Build a show as asked for, as its only writer."""
    from pipeline.catalogue.load import show_zone
    from pipeline.commands.building import build_show
    from pipeline.publishing.listing import moment_of

    root = asked.root
    moment = moment_of(asked.as_of, show_zone(root)) if asked.as_of else None
    return _as_only_writer(asked, "ninety build", partial(build_show, as_of=moment))


def render(asked: BuildAsked) -> ExitCode:
    """Render episodes as asked for, as the show's only writer."""
    from pipeline.commands.building import render_show

    return _as_only_writer(asked, "ninety render", render_show)


def _as_only_writer(asked: BuildAsked, command: str, work: Callable[..., ExitCode]) -> ExitCode:
    from pipeline.commands.building import tell_not_begun
    from pipeline.commands.selecting import Shard
    from pipeline.process.junit import reported
    from pipeline.process.lock import NotLocked, only_writer

    root, slugs, part = asked.root, asked.slugs, Shard.parse(asked.shard) if asked.shard else None
    with reported(asked.junit, command) as report:
        console = Console(asked.as_json, asked.verbose, asked.quiet, report)
        try:
            with only_writer(root, command, wait=asked.wait, part=asked.shard or ""):
                return work(root, slugs, asked.settings, console, shard=part)
        except NotLocked as error:
            return tell_not_begun(root, slugs, console, error, shard=part)


def guarded(work: Callable[[], int | None], words: Sequence[str], console: Console) -> int:
    """Do the work of a command and give its exit code; whatever is raised becomes its lines and its code."""
    signal.signal(signal.SIGTERM, _terminated)
    if hasattr(signal, "SIGHUP"):  # a closed terminal
        signal.signal(signal.SIGHUP, _terminated)
    prepare_streams()
    code: object
    try:
        _judge_environment()
        with only_documents() if console.as_json else nullcontext():
            code = work()
    except PipelineError as error:
        return failed(error, console)
    except KeyboardInterrupt:
        return interrupted(words, console)
    except SystemExit as end:
        code = end.code
    except BaseException as error:  # noqa: BLE001 - whatever is left becomes two lines and a document
        return failed(as_told(error), console)
    if code == ExitCode.INTERRUPTED:
        _tell_interrupted(words, console)
    return int(code or 0)


def interrupted(words: Sequence[str], console: Console) -> int:
    """Tell of Ctrl-C, after what the terminal shows for it."""
    tell("\n")
    _tell_interrupted(words, console)
    return int(ExitCode.INTERRUPTED)


def _judge_environment() -> None:
    """Refuse a variable that libraries stumble over as they are loaded (numpy does). Raises PipelineError."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        from pipeline.publishing.listing import source_date

        source_date()


def failed(error: PipelineError, console: Console) -> int:
    """Tell of an error, in JSON too where that can still be written."""
    console.error(error)
    if console.as_json:
        with suppress(OutputFailed):
            console.result("", error_document(error))
    return int(error.exit_code)


def _terminated(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def _tell_interrupted(words: Sequence[str], console: Console) -> None:
    kept = (
        "nothing was written"
        if words[:1] == ["init"]
        else "what is finished is kept, and the next run goes on"
    )
    tell(f"interrupted: {kept}\n")
    if console.as_json:
        told = {"what": f"interrupted: {kept}", "file": None, "line": None, "remedy": ""}
        with suppress(OutputFailed):
            console.result("", {"errors": [told], "exit_code": int(ExitCode.INTERRUPTED)})
