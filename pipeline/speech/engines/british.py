"""From American phonemes to British ones, both in misaki's alphabet.

The lexicon writes terms as Americans say them; a British voice was taught other signs for the same words.
What the two alphabets share stays, so that phonemes already written for a British voice come out unchanged.
"""

from __future__ import annotations

import re
from functools import cache

_VOWEL = "[AIOQWYaiuæɐɑɒɔəɛɜɪʊʌᵊᵻ]"
_BEFORE_VOWEL = f"(?=[ˈˌ]?{_VOWEL})"
_STOPS = "[pbtdkɡʧʤfsθ]"

# Tried from the top at every sign, after misaki's table of English phonemes and its British dictionaries.
_LINES = (
    (f"ɜɹ{_BEFORE_VOWEL}", "ɜːɹ"),  # furry
    ("ɜɹ", "ɜː"),  # bird
    (f"ɑɹ{_BEFORE_VOWEL}", "ɑːɹ"),  # starry
    ("ɑɹ", "ɑː"),  # start
    (f"ɔɹ{_BEFORE_VOWEL}", "ɔːɹ"),  # story
    ("ɔɹ", "ɔː"),  # north
    (f"ɛɹ(?!{_BEFORE_VOWEL})", "ɛː"),  # square, but not merry
    (f"ɪɹ(?!{_BEFORE_VOWEL})", "ɪə"),  # near
    (f"ʊɹ(?!{_BEFORE_VOWEL})", "ʊə"),  # poor
    (f"əɹ(?!{_BEFORE_VOWEL})", "ə"),  # letter
    (f"(?<![^ ])ɑ(?!ː)|(?<=^[ˈˌ])ɑ(?!ː)|(?<= [ˈˌ])ɑ(?!ː)|ɑ(?={_STOPS})", "ɒ"),  # onyx, lot
    ("ɑ(?!ː)", "ɑː"),  # llama
    ("ɔ(?!ː)", "ɔː"),  # law
    ("O", "Q"),
    ("æ", "a"),
    ("T", "t"),
    ("ᵻ", "ɪ"),
    ("(?<=[ˈˌ])i(?!ː)|(?<=[ˈˌ][bdfhjklmnpstvwzðɡɹʃʒʤʧθ])i(?!ː)", "iː"),  # see, but not happy
    ("u(?!ː)", "uː"),
)


def as_british(phonemes: str) -> str:
    """Write American phonemes as British dictionaries would."""
    return _any().sub(lambda match: _LINES[(match.lastindex or 1) - 1][1], phonemes)


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for pattern, _ in _LINES))
