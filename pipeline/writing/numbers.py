"""Whole numbers in words, as a script says years and counts."""

from __future__ import annotations

_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = " ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ")
_THOUSAND = 1000


def in_words(number: int) -> str:
    """Give a number below a thousand in words, «two hundred and one»; a larger one in digits."""
    if number >= _THOUSAND:
        return f"{number:,}"
    hundreds, rest = divmod(number, 100)
    words = _SMALL[rest] if rest < len(_SMALL) else "-".join(filter(None, (_TENS[rest // 10], _SMALL[rest % 10] if rest % 10 else "")))
    if not hundreds:
        return words
    return f"{_SMALL[hundreds]} hundred" + (f" and {words}" if rest else "")
