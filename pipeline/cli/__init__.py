"""The command `ninety`: reads arguments, calls one function, shows what came of it."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from pipeline.cli.options import app
from pipeline.console import Console, error_document
from pipeline.errors import ExitCode, PipelineError

# Each room adds its commands to the application, in the order that `ninety --help` lists them.
# isort: off
from pipeline.cli import making  # noqa: F401
from pipeline.cli import judging  # noqa: F401
from pipeline.cli import beginning  # noqa: F401
from pipeline.cli import hearing  # noqa: F401
# isort: on


def _terminated(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the one place where an error becomes its lines and its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    console = Console("--json" in words, "-v" in words or "--verbose" in words)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app(words, prog_name="ninety")
    except PipelineError as error:
        console.error(error)
        if console.as_json:
            console.result("", error_document(error))
        return int(error.exit_code)
    except SystemExit as end:
        if end.code == ExitCode.INTERRUPTED:
            sys.stderr.write("interrupted: what is finished is kept, and the next run goes on\n")
        return int(end.code or 0)
    return int(ExitCode.OK)
