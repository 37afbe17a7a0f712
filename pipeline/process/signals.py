"""The names of signals, for messages about programs that one ended."""

from __future__ import annotations

import signal


def signal_name(number: int) -> str:
    """Name a signal, «SIGKILL»; one without a name, as most real-time signals are, by its number."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
