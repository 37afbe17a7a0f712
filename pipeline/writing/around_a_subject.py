"""A script around an entry of a pack: question, answer, cause and image, case and limit, and last words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from pipeline.knowledge.words import content_stems
from pipeline.language.pronouns import is_closed
from pipeline.writing.chapters import chapter
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, explaining, opening, others, summarizing
from pipeline.writing.passages import Part, Passage, some
from pipeline.writing.phrases import Phrases
from pipeline.writing.sameness import shared_stems
from pipeline.writing.shapes import Shape, shape_of

_MOST_SHARED = 2  # words: more do not bind two lines more closely
_LIMIT_LAST = 1.5  # words that the limit must have in common with what stands earlier, to go there
_OPENING_WORDS = 8  # of a definition, among which it names what it defines


def around_a_subject(m: Material, phrases: Phrases) -> Iterator[Part]:
    """Put what is known into the order that the episode's shape asks for."""
    known = _Known.of(m, phrases)
    yield Part(m.name.heading, _beginning(m, phrases, known))
    yield Part(
        chapter(m.name, "What is behind …", "what is behind it"),
        (*_explained(m, known), *others.others(m, phrases)),
    )
    yield Part(
        chapter(m.name, "What to keep of …", "what to keep"),
        (*some(closing.keep(m)), *some(closing.following_after_words(m, phrases))),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What a script around an entry is put together from, and its shape."""

    shape: Shape
    asked: tuple[Passage, ...]
    what: tuple[Passage, ...]  # the definition
    told: tuple[Passage, ...]  # the summary, with its sums
    case: tuple[Passage, ...]
    figure: tuple[Passage, ...]
    limit: tuple[Passage, ...]

    @classmethod
    def of(cls, m: Material, phrases: Phrases) -> _Known:
        """Gather it."""
        what = summarizing.definition(m)
        told = (*summarizing.told(m, phrases, defined=what is not None), *some(summarizing.hinge(m, phrases)))
        asked = some(opening.ask(m) or opening.headline(m))
        case, figure, limit = (_line(m, key) for key in ("example", "number", "but"))
        shape = shape_of(m)
        if shape.begins_with in ("question", "case") and _is_of(m, figure, told, (*case, *limit)):
            told, figure = (*told, *figure), ()
        return cls(shape, asked, some(what), told, case, figure, limit)


def _is_of(
    m: Material, figure: tuple[Passage, ...], told: tuple[Passage, ...], others: tuple[Passage, ...]
) -> bool:
    """Tell a figure that has more in common with the summary than with the cause or anything else."""
    if not figure:
        return False
    cause = (*some(explaining.why(m)), *some(explaining.image(m)))
    return _shared(m, figure[0], told) > max(_shared(m, figure[0], each) for each in (cause, others))


def _line(m: Material, key: explaining.Line) -> tuple[Passage, ...]:
    """Give a further line of the entry, but what is beside the point where no pack is to carry the length."""
    beside = explaining.is_beside(m, key) and not m.has_reserves
    return () if beside else some(explaining.line_of(m, key))


def _beginning(m: Material, phrases: Phrases, known: _Known) -> tuple[Passage, ...]:
    """Begin with a scene, a case or the question; the show's name stands beside, never in between."""
    what, told = known.what, known.told
    answer = (*_asked_again(m, known.asked), *told)
    if not known.asked:
        return (*opening.begin(m, phrases), *what, *told)
    match known.shape.begins_with:
        case "scene":
            what = what or some(explaining.behind(m))
            return (*told, *_named(m, phrases, told, (*what, *known.asked)), *what, *known.asked)
        case "case":
            case = tuple(replace(each, rank=None) for each in known.case)
            named = _named(m, phrases, case, (*known.asked, *what, *told))
            return (*case, *named, *known.asked, *what, *answer)
        case "explanation":
            return (*_named(m, phrases, (), (*known.asked, *what)), *known.asked, *what)
    if known.shape.named == "first":
        return (*_named(m, phrases, (), (*known.asked, *what, *told)), *known.asked, *what, *answer)
    return (*known.asked, *what, *answer, *_named(m, phrases, (*known.asked, *what, *told), ()))


def _named(
    m: Material, phrases: Phrases, before: tuple[Passage, ...], after: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    """Name the show, and the subject where neither what was heard nor the next sentences name it."""
    begins = " ".join(" ".join(each.text.split()[:_OPENING_WORDS]) for each in after)
    heard = f"{' '.join(each.text for each in before)} {begins}"
    named = content_stems(m.name.heading) <= content_stems(heard)
    passage = opening.name(m, phrases, heard=named, between=bool(before))
    return (replace(passage, opens=True),)


def _asked_again(m: Material, asked: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Ask what the title asks right before an answer that leans on it: «Cutting one breaks its cells»."""
    leans = bool(m.beats) and not is_closed(m.beats[0].text)
    if not (asked and m.name.is_question and leans):
        return ()
    return (Passage((opening.question_of(m)[0],), "headline", "the title"),)


def _explained(m: Material, known: _Known) -> tuple[Passage, ...]:
    """Give the cause with its image, then case, figure and limit in the order in which they lead on."""
    image = some(explaining.image(m))
    behind = () if known.shape.begins_with == "scene" else some(explaining.behind(m))
    cause = (*behind, *some(explaining.why(m)), *explaining.notes(m, rest=False), *image)
    told = summarizing.as_case(known.told) if known.shape.begins_with == "explanation" else ()
    case = () if known.shape.begins_with == "case" else known.case
    before = (*cause, *told, *explaining.notes(m, rest=True))
    return (*before, *_leading_on(m, before, (*case, *known.figure, *known.limit)))


def _leading_on(m: Material, before: tuple[Passage, ...], lines: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Order lines so that neighbours have most words in common; in doubt case, figure, limit."""

    def worth(order: tuple[Passage, ...]) -> float:
        held = sum(
            min(_MOST_SHARED, _shared(m, each, order[at - 1 : at] if at else before))
            for at, each in enumerate(order)
        )
        return held + (_LIMIT_LAST if order and order[-1].move == "but" else 0)

    return max(permutations(lines), key=worth)


def _shared(m: Material, passage: Passage, others: tuple[Passage, ...]) -> int:
    """Count the words that a passage takes up from others, beyond the subject's name."""
    return shared_stems(passage.text, [each.text for each in others], m.own_stems)
