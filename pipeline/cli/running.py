"""The command `ninety`, run: reads arguments, calls one function, shows what came of it."""

from __future__ import annotations

import signal
from contextlib import suppress
from types import FrameType
from typing import Any

import typer

from pipeline.cli.options import app
from pipeline.console import Console, error_document
from pipeline.errors import ExitCode, OutputFailed, PipelineError
from pipeline.streams import prepare_streams, tell

# Each room adds its commands to the application, in the order that `ninety --help` lists them.
# isort: off
from pipeline.cli import making  # noqa: F401
from pipeline.cli import judging  # noqa: F401
from pipeline.cli import beginning  # noqa: F401
from pipeline.cli import drafting  # noqa: F401
from pipeline.cli import hearing  # noqa: F401
from pipeline.cli import keeping  # noqa: F401
# isort: on


# What Typer raises for words it does not know; releases keep it in different places, under no public name.
_Misuse: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError")


_REPORT = "please report this, with what -v shows"


def _terminated(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def run(words: list[str]) -> int:
    """Run the command; the one place where an error becomes its lines and its exit code."""
    console = Console("--json" in words, "-v" in words or "--verbose" in words)
    signal.signal(signal.SIGTERM, _terminated)
    if hasattr(signal, "SIGHUP"):  # a closed terminal
        signal.signal(signal.SIGHUP, _terminated)
    prepare_streams()
    try:
        code = app(words, prog_name="ninety", standalone_mode=False)
    except PipelineError as error:
        return failed(error, console)
    except _Misuse as error:
        return _misused(error, console)
    except typer.Abort:
        code = ExitCode.INTERRUPTED
    except SystemExit as end:
        code = end.code
    except Exception as error:  # noqa: BLE001 - whatever is left becomes two lines and a document
        unexpected = PipelineError(f"an unexpected {type(error).__name__}: {error}", remedy=_REPORT)
        unexpected.__cause__ = error
        return failed(unexpected, console)
    if code == ExitCode.INTERRUPTED:
        _interrupted(words, console)
    return int(code or 0)


def failed(error: PipelineError, console: Console) -> int:
    """Tell of an error, in JSON too where that can still be written."""
    console.error(error)
    if console.as_json:
        with suppress(OutputFailed):
            console.result("", error_document(error))
    return int(error.exit_code)


def _interrupted(words: list[str], console: Console) -> None:
    kept = (
        "nothing was written"
        if words[:1] == ["init"]
        else "what is finished is kept, and the next run goes on"
    )
    tell(f"interrupted: {kept}\n")
    if console.as_json:
        told = {"what": f"interrupted: {kept}", "file": None, "line": None, "remedy": ""}
        console.result("", {"errors": [told], "exit_code": int(ExitCode.INTERRUPTED)})


def _misused(error: Any, console: Console) -> int:
    """Tell of words that are no command, no option, or no value of one."""
    error.show()
    if console.as_json:
        command = error.ctx.command_path if getattr(error, "ctx", None) else "ninety"
        told = {"what": error.format_message(), "file": None, "line": None, "remedy": f"`{command} --help`"}
        console.result("", {"errors": [told], "exit_code": int(error.exit_code)})
    return int(error.exit_code)
