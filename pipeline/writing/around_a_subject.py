"""A script around an entry of a pack: question and answer, what the entry tells in its order, last words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.knowledge.words import content_stems
from pipeline.language.pronouns import is_closed
from pipeline.writing.chapters import chapter
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, explaining, opening, others, summarizing
from pipeline.writing.passages import Part, Passage, some
from pipeline.writing.phrases import Phrases
from pipeline.writing.shapes import Shape, shape_of

_CAUSE = ("why", "like")
_OPENING_WORDS = 8  # of a definition, among which it names what it defines


def around_a_subject(m: Material, phrases: Phrases) -> Iterator[Part]:
    """Put what is known into the order that the episode's shape asks for."""
    known = _Known.of(m, phrases)
    yield Part(m.name.heading, _beginning(m, phrases, known))
    yield Part(
        chapter(m.name, "What is behind …", "what is behind it", m.said),
        (*_explained(m, known), *others.others(m, phrases)),
    )
    yield Part(
        chapter(m.name, "What to keep of …", "what to keep", m.said),
        (*some(closing.keep(m)), *some(closing.following_after_words(m, phrases))),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What a script around an entry is put together from, and its shape."""

    shape: Shape
    asked: tuple[Passage, ...]
    what: tuple[Passage, ...]  # the definition
    told: tuple[Passage, ...]  # the summary, with its sums

    @classmethod
    def of(cls, m: Material, phrases: Phrases) -> _Known:
        """Gather it."""
        what = summarizing.definition(m)
        told = tuple(summarizing.told(m, phrases, defined=what is not None))
        return cls(shape_of(m), some(opening.ask(m) or opening.headline(m)), some(what), told)


def _beginning(m: Material, phrases: Phrases, known: _Known) -> tuple[Passage, ...]:
    """Begin with a scene, a case or the question; the show's name stands beside, never in between."""
    asked, what, told = known.asked, known.what, known.told
    answer = (*_asked_again(m, asked), *told)
    if not asked:
        return (*opening.begin(m, phrases), *what, *told)
    behind = some(explaining.behind(m)) or (what if m.has_reserves else ())
    match known.shape.begins_with:
        case "scene":
            begun = (*told, *_named(m, phrases, told, (*behind, *asked)), *behind, *asked)
        case "title":
            begun = (opening.name(m, phrases, heard=False), *told, *behind, *asked)
        case "case":
            case = tuple(replace(each, rank=None) for each in some(explaining.line_of(m, "example")))
            begun = (*case, *_named(m, phrases, case, (*asked, *told)), *asked, *answer)
        case "explanation":
            begun = (*_named(m, phrases, (), (*asked, *what)), *asked, *what)
        case _ if known.shape.named == "first":
            begun = (*_named(m, phrases, (), (*asked, *told)), *asked, *answer)
        case _:
            begun = (*asked, *answer, *_named(m, phrases, (*asked, *told), what))
    return begun


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
    """Give what the entry tells in its own order, the summary after the cause where it is a case of that.

    The author's account takes the place of the cause, and what else the author wrote comes last.
    """
    begins_with = known.shape.begins_with
    behind = () if begins_with in ("scene", "title") else some(explaining.behind(m))
    if begins_with in ("question", "case") and known.asked:
        behind = (*known.what, *behind)
    told = [passage for key in _keys(m, known.shape) for passage in _line(m, key)]
    if begins_with == "explanation":
        cause = max((at for at, each in enumerate(told) if each.move == "why and like"), default=-1) + 1
        told[cause:cause] = summarizing.as_case(known.told)
    account = tuple(explaining.notes(m, rest=False))
    return (*behind, *account, *told, *explaining.notes(m, rest=True))


def _keys(m: Material, shape: Shape) -> tuple[str, ...]:
    """Give the keys of an entry's lines as its author ordered them, without the case that was begun with.

    After a summary that is a story of its own, a case does not come between question and cause.
    """
    keys = [*(m.subject.term.telling if m.subject else ())]
    if keys[:1] == ["example"] and shape.begins_with != "question":
        del keys[0]
        if shape.begins_with != "case":
            keys.insert(max(keys.index(key) for key in keys if key in _CAUSE) + 1, "example")
    return tuple(keys)


def _line(m: Material, key: str) -> tuple[Passage, ...]:
    """Give a line of the entry, if it is about what is told."""
    if key == "why":
        return some(explaining.why(m))
    if key == "like":
        return some(explaining.image(m))
    return some(explaining.line_of(m, key))
