"""The shape of a script around a subject: what comes first, and in which order the rest.

Sense comes before variety: the question is asked before its answer, and the cause comes before image, case
and figure, which lean on it. What is left to vary, the episode's number decides, so that neighbours differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.knowledge.words import content_stems
from pipeline.language.grammar import clause_of
from pipeline.writing.known.kinship import year_of
from pipeline.writing.material import Material
from pipeline.writing.moves import opening
from pipeline.writing.moves.opening import LEANING

# story: the summary first; question: the entry's question, then the summary; explanation: the question, the
# entry's cause and image, and then the summary as the case of it.
Beginning = Literal["question", "story", "explanation"]
Continuation = Literal["case", "limit", "figure"]
_CONTINUATIONS: tuple[Continuation, ...] = ("case", "limit", "figure")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")  # «Henrietta Leavitt noticed», and not «brisket started»
_STANDS_FOR = re.compile(r"\b(?:it|its|itself|they|them|their)\b", re.IGNORECASE)
_LONGEST_STORY = 45  # words: a longer one keeps the question waiting


@dataclass(frozen=True, slots=True)
class Shape:
    """What comes first, and what comes after cause and image."""

    begins_with: Beginning
    goes_on_with: Continuation

    @property
    def limit_follows_image(self) -> bool:
        """Tell whether the limit turns against the image right before it."""
        return self.goes_on_with == "limit"


def shape_of(material: Material) -> Shape:
    """Choose the shape of an episode around a subject."""
    return Shape(_beginning(material), _CONTINUATIONS[material.number % len(_CONTINUATIONS)])


def _beginning(material: Material) -> Beginning:
    if not opening.ask(material):
        return "question"
    if _tells_another_story(material):
        return "explanation"
    return "story" if _is_story(material) else "question"


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


def _is_story(material: Material) -> bool:
    """Tell whether the summary tells what once happened, and can be heard before its subject is named."""
    clause = clause_of(material.beats[0].text) if material.is_story else None
    past = clause is not None and clause.tense == "past" and _is_closed(material)
    named = year_of(material.summary) is not None or _NAME.search(material.summary) is not None
    return past and named and len(material.summary.split()) <= _LONGEST_STORY
