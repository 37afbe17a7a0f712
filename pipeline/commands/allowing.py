"""`ninety voices --allow`: the word of who owns this machine that a program may speak."""

from __future__ import annotations

from pipeline.errors import ExitCode
from pipeline.process.console import Console
from pipeline.speech.engines.command.consent import allow, consent_file
from pipeline.speech.engines.command.line import read_line


def allow_program(line: str, console: Console) -> ExitCode:
    """Let a command line be run as a voice on this machine from now on. Raises EngineNotAvailable."""
    program = read_line(line).program
    is_new = allow(line)
    told = "may speak on this machine" if is_new else "was allowed already"
    console.result(
        f"{program.name} {told}: {consent_file()}",
        {"line": line, "program": str(program), "new": is_new, "file": str(consent_file())},
    )
    return ExitCode.OK
