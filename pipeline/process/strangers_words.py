"""What servers and programs of others say, as it may stand in a message of ours."""

from __future__ import annotations

from typing import Any

LONGEST = 200  # characters


def one_short_line(said: Any) -> str:
    """Give it as one line of signs that can be shown, cut where it is long; «» where it says nothing."""
    text = str(said)[: 20 * LONGEST]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST]
