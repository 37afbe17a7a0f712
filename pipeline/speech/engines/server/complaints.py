"""What a server's refusal says, in whichever of the usual shapes."""

from __future__ import annotations

import json
from typing import Any

from pipeline.errors import UNPARSED

_LONGEST = 4000  # bytes of a refusal that is no document
_MOST_PARTS = 3
_NAMES = ("message", "msg", "detail", "error")


def said_in(body: bytes) -> str:
    """Give the message of an error document, or the text itself where it is none.

    OpenAI, vLLM and LocalAI say `{"error": {"message": …}}`, FastAPI `{"detail": …}`: a text, a table
    (Kokoro-FastAPI) or a list of what is wrong with the request's fields.
    """
    try:
        found = _message(json.loads(body))
    except UNPARSED:
        found = ""
    return found or body[:_LONGEST].decode("utf-8", "replace")


def _message(found: Any) -> str:
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        parts = [_message(each) for each in found[:_MOST_PARTS]]
        return "; ".join(part for part in parts if part)
    if not isinstance(found, dict):
        return ""
    said = next((said for name in _NAMES if (said := _message(found.get(name)))), "")
    place = found.get("loc")
    return f"{place[-1]}: {said}" if said and isinstance(place, list) and place else said
