"""The shape of a script around a subject: what comes first, and in which order the rest.

Chosen by the episode's number and by what its material bears, so that neighbours never share one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.language.grammar import clause_of
from pipeline.writing.known.kinship import year_of
from pipeline.writing.material import Material
from pipeline.writing.moves import explaining, opening

Beginning = Literal["question", "story", "case", "image"]
Continuation = Literal["case", "limit", "phenomenon", "myth", "figure"]
_DENIAL = re.compile(r"\b(?:no|not(?! only| always)|never|none|nothing|hardly)\b")
_LONGEST_STORY = 45  # words: a longer one keeps the question waiting
# Whose turn it is, by number: what may come first, the best before, and what follows the summary.
_TURNS: tuple[tuple[tuple[Beginning, ...], Continuation], ...] = (
    (("story",), "case"),
    (("case", "story"), "limit"),
    (("image", "story"), "phenomenon"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What comes first, and what comes after the summary."""

    begins_with: Beginning
    goes_on_with: Continuation

    @property
    def limit_follows_image(self) -> bool:
        """Tell whether the limit turns against the image right before it."""
        return self.goes_on_with == "limit"


def shape_of(material: Material) -> Shape:
    """Choose the shape of an episode around a subject."""
    beginnings, further = _TURNS[material.number % len(_TURNS)]
    bears: Mapping[Beginning, bool] = {
        "story": _is_story(material),
        "case": _bears_case(material),
        "image": explaining.opens_alone(material, "like"),
    }
    asks = opening.ask(material) is not None
    first: Beginning = next((each for each in beginnings if asks and bears[each]), "question")
    if further == "phenomenon" and first == "image":
        further = "case"
    elif further == "phenomenon" and not _follows_summary(material, "example"):
        further = "myth" if _denies(material) and _follows_summary(material, "but") else "figure"
    return Shape(first, further)


def _is_story(material: Material) -> bool:
    """Tell whether the summary tells what once happened, and can be heard before its subject is named."""
    clause = clause_of(material.beats[0].text) if material.is_story else None
    dated = year_of(material.summary) is not None or bool(clause and clause.tense == "past")
    short = len(material.summary.split()) <= _LONGEST_STORY
    return bool(clause) and dated and short and bool(clause and clause.tense == "past")


def _denies(material: Material) -> bool:
    """Tell a limit that clears something up: «the Earth's shadow has no part in it»."""
    limit = material.subject.term.line("but") if material.subject else ""
    return bool(_DENIAL.search(limit))


def _follows_summary(material: Material, key: Literal["example", "but"]) -> bool:
    """Tell whether case or limit can come right after the summary, before the cause."""
    found = explaining.line_of(material, key, key)
    beside = key == "example" and explaining.is_beside(material, key)
    return found is not None and not beside and explaining.opens_alone(material, key, after_summary=True)


def _bears_case(material: Material) -> bool:
    found = explaining.line_of(material, "example", "example")
    beside = explaining.is_beside(material, "example")
    return found is not None and not beside and explaining.opens_alone(material, "example")
