"""Which command lines this machine may run: its owner says so once, and never a show's files.

A show that comes from somebody else can name any program. Without the word of who owns the machine none runs.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import EngineNotAvailable, NotAllowed, OutputFailed
from pipeline.process.files import write_whole

VARIABLE = "NINETY_COMMANDS"  # command lines, one a line, for machines without a home such as in CI
_FILE = Path("ninety") / "commands.txt"
_HEAD = "# Command lines that `ninety` may run as voices here: `ninety voices --allow LINE` adds one.\n"


def consent_file() -> Path:
    """Give the file of this machine's consent (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / _FILE


def allowed() -> frozenset[str]:
    """Give the command lines that may run here."""
    try:
        kept = consent_file().read_text(encoding="utf-8")
    except (OSError, ValueError, RuntimeError):  # not there, no text, no home
        kept = ""
    lines = [*kept.splitlines(), *os.environ.get(VARIABLE, "").splitlines()]
    return frozenset(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def require_consent(line: str) -> None:
    """Raise NotAllowed unless this very command line may run here."""
    if line.strip() not in allowed() or len(line.strip().splitlines()) > 1:
        raise NotAllowed(
            f"the show wants to run a program as its voice: {line}",
            remedy=f"if you trust it, allow it on this machine: ninety voices --allow {_quoted(line)}",
        )


def allow(line: str) -> bool:
    """Let a command line run here from now on; tell whether that is new. Raises OutputFailed."""
    tidy = line.strip()
    if len(tidy.splitlines()) > 1:
        raise EngineNotAvailable("a command stands on one line", remedy="write its parts after one another")
    if tidy in allowed():
        return False
    path = consent_file()
    try:
        kept = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    except (OSError, ValueError) as error:
        raise OutputFailed(f"cannot be read: {error}", file=path) from error
    write_whole(path, f"{kept.rstrip()}\n{tidy}\n")
    return True


def _quoted(line: str) -> str:
    return "'" + line.replace("'", "'\\''") + "'"
