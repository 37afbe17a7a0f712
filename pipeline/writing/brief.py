"""How a script of a sentence or two begins and ends: with one line of its own about show and voice, no more.

Which of a handful of shapes it takes, its material and its number decide: title first, what is told first
with the title as the last words, a figure first, or nothing before it at all. None ends on another episode.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from pipeline.knowledge.words import content_stems
from pipeline.writing.english import upper_first
from pipeline.writing.figures import figures_in
from pipeline.writing.material import Material
from pipeline.writing.moves.headlines import headed, kind_of
from pipeline.writing.moves.opening import question_of
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.script.sentences import split_sentences

_VERY_FEW_WORDS = 32  # beside which a line of eight words would be a fifth of all
MOST_WORDS = 100  # told in so few, a script is brief
_LEANING = frozenset({"pronoun", "possessive", "joint"})
_TELLING_UNITS = ("length", "mass", "volume", "area", "speed", "money", "temperature", "time", "power")

# Where title and line stand: before what is told, around it, or behind it, and which of the two comes last.
Shape = Literal["title, line", "title, then line", "line, title last", "title behind, line"]
_SHAPES: tuple[Shape, ...] = ("title, line", "line, title last", "title, then line", "title behind, line")
# Where what is told cannot be heard before its title.
_INSTEAD: dict[Shape, Shape] = {"line, title last": "title, line", "title behind, line": "title, then line"}


@dataclass(frozen=True, slots=True)
class Ends:
    """What is said before and after what is told."""

    before: tuple[Passage, ...]
    after: tuple[Passage, ...]


def is_brief(told: tuple[Passage, ...]) -> bool:
    """Tell whether so little is told that more lines about the show would outweigh it."""
    return sum(len(passage.text.split()) for passage in told) <= MOST_WORDS


def ends_of(material: Material, told: tuple[Passage, ...], phrases: Phrases) -> Ends:
    """Give what a brief script says before and after what is told."""
    title = _title(material, told)
    shape = _shape(material, told, title)
    if shape == "title, line" and phrases.place == "closing":
        shape = "title, then line"
    first = None if material.subtitle or material.name.is_question else _first(material, phrases)
    heard = tuple(filter(None, (first, title)))
    is_first = shape == "title, line"
    said = sum(len(passage.text.split()) for passage in (*told, *heard))
    bank = "line_short" if said <= _VERY_FEW_WORDS else "line_first" if is_first else "line_last"
    line = Passage((phrases.say(bank),), "name", "phrases")
    if is_first:
        return Ends((*heard, line), _also_last(phrases))
    if shape == "title, then line":
        return Ends(heard, (line, *_also_last(phrases)))
    behind = (line, *heard) if shape == "line, title last" else (*heard, line)
    return Ends((), (*behind, *_also_last(phrases)))


def _shape(material: Material, told: tuple[Passage, ...], title: Passage | None) -> Shape:
    """Choose by number among what the material bears: a question waits for nothing but its answer."""
    if title is None or material.name.is_question or kind_of(material.subtitle) == "question":
        return "title, then line"
    shape = _SHAPES[material.number % len(_SHAPES)]
    opens = told[0].move == "beat" and material.beats[0].opens_with not in _LEANING
    alone = opens and not material.beats[0].is_titled and bool(material.subtitle)
    return shape if alone else _INSTEAD.get(shape, shape)


def _title(material: Material, told: tuple[Passage, ...]) -> Passage | None:
    """Give the title with what stands under it; None where there is only a title that is told at once."""
    if material.name.is_question:
        return Passage(question_of(material), "headline", "title and subtitle")
    name = material.said or material.called
    if not material.subtitle:
        begun = " ".join(passage.text for passage in told[:1])
        return None if content_stems(material.name.heading) <= content_stems(begun) else _alone(material)
    line = headed(upper_first(name), material.subtitle, material.ordinary, joined=False)
    return Passage(
        (f"{line.rstrip('.')}." if line[-1] not in "?!" else line,), "headline", "title and subtitle"
    )


def _alone(material: Material) -> Passage:
    return Passage((f"{material.name.heading.rstrip('.')}.",), "headline", "the title")


def without_title(told: tuple[Passage, ...], ends: Ends) -> tuple[Passage, ...]:
    """Leave out the title before a fragment, «Masks: linen, wood or cork», where it was just heard."""
    heard = next((each.text for each in ends.before if each.move == "headline"), "")
    first = told[0].text
    title, _, rest = first.partition(": ")
    if not rest or not heard.casefold().startswith(title.casefold()):
        return told
    return (replace(told[0], sentences=split_sentences(upper_first(rest))), *told[1:])


def _first(material: Material, phrases: Phrases) -> Passage | None:
    """Begin with the first figure of the summary, where nothing stands under the title."""
    measured = (f for f in figures_in(material.summary) if f.unit and f.unit.dimension in _TELLING_UNITS)
    figure = next((f for f in measured if f.kind == "measure" and f.value >= 2 and not f.high), None)
    if figure is None:
        return None
    shown = material.summary[figure.start : figure.end]
    return Passage((phrases.say("figure_first", figure=shown),), "headline", "the summary")


def _also_last(phrases: Phrases) -> tuple[Passage, ...]:
    """Say at the very end what kind of voice it was, where both opening and closing are to say it."""
    if phrases.place != "both":
        return ()
    return (Passage((phrases.sign_off("sign_off_thin"),), "next", "phrases"),)
