"""Open an address in the browser of whoever sits at the terminal, and of nobody else."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Mapping

# Any one of them set means that a person sees what is opened; without, Linux and BSD only have browsers of
# the terminal, which would take it over.
_DESKTOPS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
_WITH_A_DESKTOP = ("darwin", "win32")
_NO = ("", "0", "false")


def somebody_is_there(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a browser may be opened: a person at a terminal and a desktop, and no CI."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()) or environment.get("CI", "").lower() not in _NO:
        return False
    return platform in _WITH_A_DESKTOP or any(environment.get(name) for name in _DESKTOPS)


def open_in_browser(url: str) -> None:
    """Open an address beside what else is done; where that is not possible, nothing is said."""
    threading.Thread(target=_opened, args=(url,), daemon=True).start()


def _opened(url: str) -> None:
    try:
        webbrowser.open(url)
    except (webbrowser.Error, OSError, ValueError):
        return  # its address stands on the terminal
