"""That the voice is synthetic: how it is said, and how it is known that it was said.

Apple asks for it prominently in sound and metadata, Article 50 of the EU's AI Act at the latest at the first
hearing. Scripts, descriptions, pages and the checks of all three take it from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Disclosure = Literal["opening", "closing", "both"]  # of an episode: where it is said

DISCLOSURE = "The voice you hear is synthetic: a text-to-speech model reads the script."
DISCLOSURE_WORD = "synthetic"  # what descriptions are searched for
MOST_WORDS = 6  # of the sentence that is said: it may not come between listeners and the subject
_MADE = re.compile(r"\b(?:synthetic|artificial|computer|software|machine|text-to-speech)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:voice|narrat\w+|reads?|reader|reading|spoken|speak\w*|heard|hear|microphone|talks?)\b",
    re.IGNORECASE,
)
_MOST_WORDS_HEARD = 16  # a longer sentence, or part of one between commas, is about something else


def has_word(text: str) -> bool:
    """Tell whether a description says it."""
    return DISCLOSURE_WORD in text.casefold()


def discloses(sentence: str) -> bool:
    """Tell whether a sentence says that the voice is made by a machine."""
    return any(
        len(part.split()) <= _MOST_WORDS_HEARD and _MADE.search(part) and _SPEAKS.search(part)
        for part in (sentence, *sentence.split(", "))
    )


def disclosed_in(words: Iterable[str]) -> bool:
    """Tell whether one of the sentences that these words make says it; the last may be unfinished."""
    text = " ".join(words)
    return any(discloses(sentence) for sentence in re.split(r"(?<=[.?!])[\"”’)]*\s+", text))
