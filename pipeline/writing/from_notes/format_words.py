"""Small wordings of the formats: a length as it is spoken, a word that is picked up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.writing.english import upper_first, word_list

_MANY_NUMBERS = 5  # in an example: it is a calculation, and no mere story with a date
# «a lens», «the narrow one»: an article, at most one word before the noun, at the very end.
_LAST_NOUN = re.compile(r"(?:^|\s)(?P<noun>(?:a|an) (?:[a-z-]+ )?[a-z-]{3,})\.$")
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = tuple(" one two three four five six seven eight nine ten eleven twelve".split(" "))


def picked_up(paragraphs: Sequence[str]) -> str:
    """Ask back with the last words of what was said: «…and grinds a lens.» gives «A lens?», else nothing."""
    found = _LAST_NOUN.search(paragraphs[-1]) if paragraphs else None
    return f"{upper_first(found['noun'])}?" if found else ""


def has_numbers(paragraphs: Sequence[str]) -> bool:
    """Say whether much is counted in these paragraphs."""
    words = [word.casefold() for paragraph in paragraphs for word in re.split(r"[\W_]+", paragraph)]
    counted = [word for word in words if word.isdigit() or word in word_list("counting_words")]
    return len(counted) >= _MANY_NUMBERS


def spoken_length(seconds: float) -> str:
    """Say about how long an episode is: «ninety seconds», «two and a half minutes»."""
    if seconds < 102.5:
        tens, five = divmod(max(5, 5 * round(seconds / 5)), 10)
        words = "a hundred" if tens == 10 else "-".join(filter(None, (_TENS[tens], "five" if five else "")))
        return f"{words} seconds"
    halves = round(seconds / 30)
    minutes = _UNITS[halves // 2] if halves // 2 < len(_UNITS) else str(halves // 2)
    return f"{minutes} and a half minutes" if halves % 2 else f"{minutes} minutes"
