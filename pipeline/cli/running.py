"""The command `ninety`, run: reads arguments, calls one function, shows what came of it."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import Any, TextIO, cast

import typer

from pipeline.cli.options import app
from pipeline.cli.straight import guarded
from pipeline.errors import ExitCode
from pipeline.process.console import Console
from pipeline.process.streams import Results, Terminal

# Each room adds its commands to the application, in the order that `ninety --help` lists them.
# isort: off
from pipeline.cli import making  # noqa: F401
from pipeline.cli import judging  # noqa: F401
from pipeline.cli import beginning  # noqa: F401
from pipeline.cli import drafting  # noqa: F401
from pipeline.cli import speaking  # noqa: F401
from pipeline.cli import keeping  # noqa: F401
# isort: on


# What Typer raises for words it does not know; releases keep it in different places, under no public name.
_Misuse: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError")


def run(words: list[str]) -> int:
    """Run the command and give its exit code."""
    console = Console("--json" in words, "-v" in words or "--verbose" in words)
    return guarded(lambda: _run(words, console), words, console)


def _run(words: list[str], console: Console) -> int | None:
    try:
        with redirect_stdout(cast("TextIO", Results(sys.stdout))):  # for the help, which is not ours to write
            code: int | None = app(words, prog_name="ninety", standalone_mode=False)
    except _Misuse as error:
        return _misused(error, console)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    return code


def _misused(error: Any, console: Console) -> int:
    """Tell of words that are no command, no option, or no value of one."""
    error.show(Terminal(sys.stderr))
    if console.as_json:
        command = error.ctx.command_path if getattr(error, "ctx", None) else "ninety"
        told = {"what": error.format_message(), "file": None, "line": None, "remedy": f"`{command} --help`"}
        console.result("", {"errors": [told], "exit_code": int(error.exit_code)})
    return int(error.exit_code)
