"""Words that everybody writes short and says in full: «Mr», «Dr», «etc».

They stay as they are written, for the dictionaries of the engines that take phonemes have them, in American
and in British; an engine that takes plain text gets them in full, at the last moment. «No. 7» and «Fig. 2»
are not of this kind: alone, their letters are another word, so that the rules write them out.
"""

from __future__ import annotations

import re

IN_FULL = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Messrs": "Messieurs", "Dr": "Doctor", "Drs": "Doctors",
    "etc": "etcetera",
}  # fmt: skip
_SHORT = re.compile(rf"\b(?:{'|'.join(IN_FULL)})\b")


def in_full(spoken: str) -> str:
    """Write out, in what is said, the words that stay short: «Mr Lee» as «Mister Lee»."""
    return _SHORT.sub(lambda word: IN_FULL[word[0]], spoken)
