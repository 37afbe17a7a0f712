"""The pauses of a narration, as the writer counts on them and the narrator leaves them."""

from __future__ import annotations

from typing import NamedTuple

# Seconds; what a narrator leaves.
SENTENCE_PAUSE = 0.42
PARAGRAPH_PAUSE = 0.75
SECTION_PAUSE = 1.0
TURN_PAUSE = 0.5  # people who listen to each other answer sooner than a paragraph ends


class ParagraphPlace(NamedTuple):
    """Where a sentence stands, and who says it; two that are equal stand in the same paragraph."""

    section: int
    paragraph: int  # 0-based through the script
    role: str


def pause_between(one: ParagraphPlace, following: ParagraphPlace) -> float:
    """Give the silence between two sentences that follow each other, in seconds."""
    if one.section != following.section:
        return SECTION_PAUSE
    if one.role != following.role:
        return TURN_PAUSE
    return PARAGRAPH_PAUSE if one.paragraph != following.paragraph else SENTENCE_PAUSE
