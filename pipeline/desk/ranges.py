"""Parts of a sound, as browsers ask for them: without parts they do not seek in it."""

from __future__ import annotations

import re

# One part alone, whose numbers are of a sensible length; whatever else is asked gets the whole, which
# RFC 9110 leaves to the server.
_PART = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})", re.IGNORECASE)


class BeyondItsEnd(ValueError):
    """Nothing of what is asked for lies within the sound: 416."""


def part_asked(asked: str, size: int) -> range | None:
    """Give the bytes that a Range header asks for, out of `size`; None where the whole is to be given.

    Raises BeyondItsEnd.
    """
    found = _PART.fullmatch(asked.strip())
    if found is None or found[0].endswith("=-"):
        return None
    first, last = found["first"], found["last"]
    if first and last and int(last) < int(first):  # is no part at all
        return None
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start >= size:
        raise BeyondItsEnd
    return range(start, end + 1)
