"""Opening a file at a line in the editor of whoever sits at this machine."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

_LineOf = Callable[[str, int], tuple[str, ...]]


def _colon(file: str, line: int) -> tuple[str, ...]:
    return (f"{file}:{line}",)


def _goto(file: str, line: int) -> tuple[str, ...]:
    return ("--goto", f"{file}:{line}")


def _plus(file: str, line: int) -> tuple[str, ...]:
    return (f"+{line}", file)


def _line(file: str, line: int) -> tuple[str, ...]:
    return ("--line", str(line), file)


def _l(file: str, line: int) -> tuple[str, ...]:
    return ("-l", str(line), file)


def _remote(file: str, line: int) -> tuple[str, ...]:
    return ("--remote-silent", f"+{line}", file)


def _no_wait(file: str, line: int) -> tuple[str, ...]:
    return ("-n", f"+{line}", file)


# Editors with a window of their own, by the name of their program, and how each takes a line. Editors of the
# terminal are not among them: it is the one that the desk runs in.
EDITORS: Mapping[str, _LineOf] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), _goto),
    **dict.fromkeys(("subl", "sublime_text", "zed"), _colon),
    **dict.fromkeys(("idea", "pycharm", "webstorm"), _line),
    **dict.fromkeys(("gvim", "mvim"), _remote),
    **dict.fromkeys(("gedit", "xed", "pluma"), _plus),
    **dict.fromkeys(("kate", "kwrite", "mate"), _l),
    "emacsclient": _no_wait,
}

_WAITING = frozenset({"--wait", "-w", "-nw", "-t", "--tty"})  # words that tie an editor to a terminal


def editor_command(file: Path, line: int, environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """Give the command that opens a file at a line in $VISUAL or $EDITOR; None where neither can do that.

    The words of the variable stay, «code --new-window», but for one by which it would be waited for.
    """
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(variable, ""))
        except ValueError:  # a quote that does not end
            continue
        if words and (how := EDITORS.get(_name(words[0]))) and (program := shutil.which(words[0])):
            kept = [word for word in words[1:] if word not in _WAITING]
            return [program, *kept, *how(str(file), line)]
    return None


def _name(program: str) -> str:
    return Path(program).name.lower().removesuffix(".exe").removesuffix(".cmd")


def open_in_editor(file: Path, line: int, environment: Mapping[str, str] = os.environ) -> bool:
    """Open a file at a line, without waiting for the editor; False where there is none that could."""
    command = editor_command(file, line, environment)
    if command is None:
        return False
    nowhere = subprocess.DEVNULL
    try:
        editor = subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError:
        return False
    threading.Thread(target=editor.wait, daemon=True).start()  # so that none is left as a zombie
    return True
