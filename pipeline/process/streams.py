"""What is written to stdout and stderr, be they a terminal, a closed pipe, a full disk or of old letters.

Text comes from files that others wrote and from programs: no control sign of it reaches a terminal.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import Any, TextIO

from pipeline.catalogue.text import DIRECTIONS
from pipeline.errors import OutputFailed
from pipeline.process.secrets import without_secrets

_KEPT = "\n\t"
# C0 and C1 controls, which terminals obey, the signs that turn the direction of writing, and its marks.
_CONTROLS = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *DIRECTIONS,
]
_HARMLESS = {code: "\N{REPLACEMENT CHARACTER}" for code in _CONTROLS if chr(code) not in _KEPT}

_documents: list[TextIO] = []  # where `put` writes while nothing else may

_AS_JSON = {code: f"\\u{code:04x}" for code in _HARMLESS}


def prepare_streams() -> None:
    """Let no sign stop the output: what a console's own letters lack is shown as «?».

    Where a stream was closed before the program began (`>&-`, a service without a console) it leads nowhere:
    else the next file that is opened would take its number, and get what is meant for it.
    """
    _open_closed_ones()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _open_closed_ones() -> None:
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - the lowest free number
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the program's own as long as it runs
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def harmless(text: str) -> str:
    """Give a text without the signs that a terminal would obey; each is shown as one that it would not.

    Nor is a password in it.
    """
    return without_secrets(text.translate(_HARMLESS))


def escaped(document: str) -> str:
    """Give a JSON document in which no sign stands that a terminal would obey: each as JSON's escape."""
    return document.translate(_AS_JSON)


def holds_all_letters(stream: TextIO) -> bool:
    """Tell whether a stream can show every letter there is."""
    return (stream.encoding or "").casefold().replace("-", "").startswith("utf")


@contextmanager
def only_documents() -> Iterator[None]:
    """Let `put` alone write to stdout: what the packages of others print goes to stderr meanwhile."""
    _documents.append(sys.stdout)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _documents.pop()


def leave_stdout() -> None:
    """Send to stderr whatever this process prints, which only works for another: stdout is that one's."""
    with suppress(OSError):
        os.dup2(2, 1)


def results() -> TextIO:
    """Give the stream that results go to."""
    return _documents[-1] if _documents else sys.stdout


def put(text: str, stream: TextIO | None = None) -> None:
    """Write to stdout and bring it on its way. Raises OutputFailed; a reader who has gone is no fault."""
    stream = stream or results()
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _write_nowhere(stream)
    except OSError as error:
        _write_nowhere(stream)
        raise OutputFailed(f"cannot be written: {error.strerror}", file="stdout") from error


def tell(text: str) -> None:
    """Write to stderr, if anybody hears it."""
    with suppress(OSError, ValueError):
        sys.stderr.write(harmless(text))
        sys.stderr.flush()


class Results:
    """Stdout for a library that writes to it by itself: what goes wrong ends as it does with `put`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write and bring it on its way. Raises OutputFailed."""
        if not text:  # a library tries what kind of stream it is
            return self._stream.write(text)
        put(text, self._stream)
        return len(text)

    def flush(self) -> None:
        """Do nothing: all is on its way."""

    def __getattr__(self, name: str) -> Any:
        """Be like the stream in all else."""
        return getattr(self._stream, name)


class Terminal:
    """A stream to a terminal that may be closed at any time: what nobody sees any more is no fault."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, if anybody sees it."""
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Bring it on its way, if anybody sees it."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        """Be like the stream in all else."""
        return getattr(self._stream, name)


def _write_nowhere(stream: TextIO) -> None:
    """Send what a stream still holds to nowhere, so that the end of the program does not try again."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
