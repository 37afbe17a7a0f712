"""The shape of a script around a subject: what comes first, and in which order the rest.

Sense comes before variety: the question is asked before its answer, the cause comes before case and figure,
which lean on it, and the image comes last, since the last words come back to it. What is left to vary, the
episode's number decides, so that neighbours differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.knowledge.words import content_stems
from pipeline.writing.material import Material
from pipeline.writing.moves import opening
from pipeline.writing.moves.opening import LEANING

# question: the entry's question, then the summary; explanation: the question, the entry's cause and image,
# and then the summary as the case of it.
Beginning = Literal["question", "explanation"]
# What comes between cause and image: a case and then a figure, or the other way round.
Continuation = Literal["case", "figure"]
_CONTINUATIONS: tuple[Continuation, ...] = ("case", "figure")
_STANDS_FOR = re.compile(r"\b(?:it|its|itself|they|them|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """What comes first, and what comes between cause and image."""

    begins_with: Beginning
    goes_on_with: Continuation


def shape_of(material: Material) -> Shape:
    """Choose the shape of an episode around a subject."""
    return Shape(_beginning(material), _CONTINUATIONS[material.number % len(_CONTINUATIONS)])


def _beginning(material: Material) -> Beginning:
    if not opening.ask(material):
        return "question"
    return "explanation" if _tells_another_story(material) else "question"


def _tells_another_story(material: Material) -> bool:
    """Tell whether question, cause and image of the entry say nothing of what the summary tells.

    Berkeley's admissions are a case of Simpson's paradox, which the entry explains by hospitals. What cannot
    be heard without its title right before it is no case.
    """
    subject = material.subject
    if subject is None or not material.beats or material.notes or not _is_closed(material):
        return False
    story = content_stems(" ".join(subject.term.line(key) for key in ("ask", "why", "like", "keep")))
    return not (story & content_stems(material.summary)) - material.own_stems


def _is_closed(material: Material) -> bool:
    first = material.beats[0]
    return (
        first.verdict == "clause" and first.opens_with not in LEANING and not _STANDS_FOR.search(first.text)
    )
