"""The shape of a script around a subject: what comes first, and in which order the rest.

Sense comes before variety: the question is asked before its answer, and the cause comes before image, case
and figure, which lean on it. What is left to vary, the episode's number decides, so that neighbours differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.language.grammar import clause_of
from pipeline.writing.known.kinship import year_of
from pipeline.writing.material import Material
from pipeline.writing.moves import opening

Beginning = Literal["question", "story"]
Continuation = Literal["case", "limit", "figure"]
_CONTINUATIONS: tuple[Continuation, ...] = ("case", "limit", "figure")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")  # «Henrietta Leavitt noticed», and not «brisket started»
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
    begins: Beginning = "story" if opening.ask(material) and _is_story(material) else "question"
    return Shape(begins, _CONTINUATIONS[material.number % len(_CONTINUATIONS)])


def _is_story(material: Material) -> bool:
    """Tell whether the summary tells what once happened, and can be heard before its subject is named."""
    clause = clause_of(material.beats[0].text) if material.is_story else None
    past = clause is not None and clause.tense == "past"
    named = year_of(material.summary) is not None or _NAME.search(material.summary) is not None
    return past and named and len(material.summary.split()) <= _LONGEST_STORY
