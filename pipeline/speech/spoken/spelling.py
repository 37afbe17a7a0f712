"""British spellings whose end is not said as it is written: «theatre», «programme», «catalogue».

A voice that lacks the word in its dictionary would read the end letter by letter; as Americans write it, it
cannot go wrong. «Colour» and «organise» are read alike however they are written, and stay.
"""

from __future__ import annotations

import re

# Before «-re»: «cent» for «centre».
_RE = (
    "accout amphitheat calib cent centilit centimet cub decilit decimet epicent fib goit hectolit "
    "kilolit kilomet lit lust meag met microfib microlit micromet millilit millimet mit multicent "
    "nanomet nit och philt reconnoit sab saltpet scept sepulch somb spect theat tit".split()
)
_AFTER_RE = {"": "", "s": "s", "d": "ed"}
_WHOLE = {"programme": "program", "catalogue": "catalog", "analogue": "analog", "kilogramme": "kilogram"}
_PATTERN = re.compile(
    rf"(?P<re>{'|'.join(_RE)})re(?P<ending>[sd]?)|(?P<whole>{'|'.join(_WHOLE)})(?P<s>s?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{4,}")


def american(text: str) -> str:
    """Write a word, or each of several, as Americans do; its capitals stay."""
    if "re" not in text and "RE" not in text and "mme" not in text and "ogue" not in text:
        return text
    return _WORD.sub(_respelled, text)


def _respelled(word: re.Match[str]) -> str:
    match = _PATTERN.fullmatch(word[0])
    if match is None:
        return word[0]
    if match["re"]:
        ending = "er" + _AFTER_RE[match["ending"].lower()]
        return match["re"] + (ending.upper() if word[0].isupper() else ending)
    said = _WHOLE[match["whole"].lower()] + match["s"]
    return said.upper() if word[0].isupper() else said.capitalize() if word[0][0].isupper() else said
