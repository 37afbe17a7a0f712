"""The passages of a thin script in their order: one thought once, and a hook that fits its ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.knowledge.words import content_stems
from pipeline.writing import brief
from pipeline.writing.chapters import chapter
from pipeline.writing.from_notes.format_choice import BY_MOVES
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, explaining, opening, others, summarizing
from pipeline.writing.passages import OF_OTHERS, Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.sameness import SAME_SHARE, says_again
from pipeline.writing.script.script import Paragraph, Script, ScriptSection
from pipeline.writing.script.sentences import split_sentences
from pipeline.writing.shapes import shape_of

_SAME_SHARE_OF_OTHERS = 0.6  # the same, of a sentence on another subject
_OF_ONE_ENTRY = frozenset({"is", "behind", "why and like", "number", "example", "but"})
_OPENING_WORDS = 8  # of a definition, among which it names what it defines
_STANDS_FOR = re.compile(r"\b(?:it|its|one|ones|they|them|their|there)\b", re.IGNORECASE)
_MAY_GO = frozenset({"is", "number", "example", "but", "unpack", "link", "years"})
_MAY_REPEAT = frozenset({"ask", "keep", "name", "next", "return", "headline", "hinge"})


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: what it is called, and its passages."""

    title: str
    passages: tuple[Passage, ...]


def arrange(material: Material, phrases: Phrases) -> tuple[Part, ...]:
    """Put what is known into the order in which it is told."""
    parts = _around_a_subject(material, phrases) if material.subject else _from_the_summary(material, phrases)
    return _without_repeats((part for part in parts if part.passages), material.own_stems)


def as_script(parts: Iterable[Part], format_name: str = BY_MOVES) -> Script:
    """Make a script of the parts: what always stays runs on, what may go is a paragraph of its own."""
    sections = []
    for part in parts:
        paragraphs: list[Paragraph] = []
        for passage in part.passages:
            for at, block in enumerate(passage.blocks):
                last = paragraphs[-1] if paragraphs else None
                runs_on = (
                    not at and last and last.optional is None and passage.rank is None and not _opens(passage)
                )
                if last and runs_on:
                    paragraphs[-1] = replace(last, sentences=(*last.sentences, *split_sentences(block)))
                else:
                    paragraphs.append(Paragraph(split_sentences(block), optional=passage.rank))
        sections.append(ScriptSection(part.title, tuple(paragraphs)))
    return Script(tuple(sections), format_name)


def _opens(passage: Passage) -> bool:
    """Say whether a passage begins a new paragraph."""
    return passage.opens or passage.move in {"ask", "why and like", "notes", "keep", "next", "behind"}


def _around_a_subject(m: Material, phrases: Phrases) -> Iterator[Part]:
    """Ask, tell the summary, say why, with cases; then the image, where it stops, and last words on it."""
    shape = shape_of(m)
    what = summarizing.definition(m)
    told = (
        *summarizing.told(m, phrases, defined=what is not None),
        *_some(summarizing.hinge(m, phrases)),
    )
    first = _some(opening.ask(m) or opening.headline(m))
    example, number, beside = _cases(m)
    heard = shape.begins_with == "question" and _names_itself(m, told)
    called = _called(m, phrases, what, asked=bool(first), heard=heard)
    asked = _asked_again(m, first)
    explained = shape.begins_with == "explanation"
    yield Part(m.name.heading, (*first, *called, *(() if explained else (*asked, *told))))
    why = (*_some(explaining.behind(m)), *_some(explaining.why(m)), *explaining.notes(m, rest=False))
    image = _some(explaining.image(m))
    rest = tuple(explaining.notes(m, rest=True))
    beside = _needed(m, beside)
    limit = _some(explaining.line_of(m, "but", "but", turning=not explained))
    limit = limit if m.has_reserves or not explaining.is_beside(m, "but") else ()
    figures = (*beside, *number) if shape.goes_on_with == "figure" else (*number, *beside)
    cases = (*figures, *example) if shape.goes_on_with == "figure" else (*example, *figures)
    if explained:  # the summary is the case: image and cause stay together before it
        further = (*why, *image, *summarizing.as_case(told), *rest, *cases, *limit)
    else:
        further = (*why, *rest, *cases, *image, *limit)
    yield Part(
        chapter(m.name, "What is behind …", "what is behind it"), (*further, *others.others(m, phrases))
    )
    yield Part(
        chapter(m.name, "What to keep of …", "what to keep"),
        (*_some(closing.keep(m)), closing.following(m, phrases)),
    )


def _asked_again(m: Material, first: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Ask what the title asks right before an answer that leans on it: «Cutting one breaks its cells»."""
    leans = bool(m.beats) and _STANDS_FOR.search(m.beats[0].text) is not None
    if not (first and m.name.is_question and leans):
        return ()
    return (Passage((opening.question_of(m)[0],), "headline", "the title"),)


def _cases(m: Material) -> tuple[tuple[Passage, ...], tuple[Passage, ...], tuple[Passage, ...]]:
    """Give the entry's case, its figure, and those of the two that have nothing to do with the summary."""
    case = _some(explaining.line_of(m, "example", "example"))
    number = _some(explaining.line_of(m, "number", "number"))
    if explaining.is_beside(m, "example"):
        return ((), (), (*case, *number)) if explaining.is_beside(m, "number") else ((), number, case)
    return (case, (), number) if explaining.is_beside(m, "number") else (case, number, ())


def _needed(m: Material, beside: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Leave out what is beside the point, but where a pack is to carry the whole length."""
    return beside if m.has_reserves else ()


def _called(
    m: Material, phrases: Phrases, what: Passage | None, *, asked: bool, heard: bool = False
) -> tuple[Passage, ...]:
    """Give show and subject: of a subject that is named beside it, only the show is said.

    `heard`: the sentence before or the one after names it.
    """
    if not asked:
        return (*opening.begin(m, phrases), *_some(what))
    begins = " ".join(what.text.split()[:_OPENING_WORDS]) if what else ""
    named = what is not None and content_stems(m.name.heading) <= content_stems(begins)
    return (opening.name(m, phrases, heard=heard or named), *_some(what))


def _names_itself(m: Material, told: tuple[Passage, ...]) -> bool:
    """Tell whether the summary begins with the title."""
    begins = told[0].text.casefold() if told else ""
    return any(name and begins.startswith(name.casefold()) for name in (m.said, f"{m.name.heading}: "))


def _from_the_summary(m: Material, phrases: Phrases) -> Iterator[Part]:
    """Begin with what stands under the title, tell the summary, reckon, and end on its name."""
    first = _some(opening.ask(m) or opening.headline(m))
    what = summarizing.definition(m)
    told = tuple(summarizing.told(m, phrases, defined=what is not None))
    if not m.notes and told and brief.is_brief((*_some(what), *told)):
        yield from _briefly(m, (*_some(what), *told), tuple(others.others(m, phrases)), phrases)
        return
    notes = (*explaining.notes(m, rest=False), *explaining.notes(m, rest=True))
    around = tuple(others.others(m, phrases))
    heard = _names_itself(m, told)
    yield Part(m.name.heading, (*first, *_called(m, phrases, what, asked=bool(first), heard=heard)))
    yield Part(chapter(m.name, "The idea of …", "the idea"), (*told, *notes))
    yield Part(chapter(m.name, "Around …", "around it"), around)
    of_the_summary = bool(told) and told[-1].move in ("beat", "whole", "because", "sum")
    alone = of_the_summary and not (what or notes or around)
    named = closing.title_again(m, " ".join(each.text for each in told), phrases) if alone else None
    yield Part("What comes next", (*_some(closing.keep(m) or named), closing.following(m, phrases)))


def _briefly(
    m: Material, told: tuple[Passage, ...], around: tuple[Passage, ...], phrases: Phrases
) -> Iterator[Part]:
    """Tell a sentence or two with one line about show and voice."""
    ends = brief.ends_of(m, told, phrases)
    if not ends.before:
        yield Part(m.name.heading, told)
    else:
        yield Part(m.name.heading, ends.before)
        yield Part(chapter(m.name, "The idea of …", "the idea"), brief.without_title(told, ends))
    yield Part(chapter(m.name, "Around …", "around it"), around)
    yield Part(chapter(m.name, "What to keep of …", "what to keep"), ends.after)


def _some(passage: Passage | None) -> tuple[Passage, ...]:
    return () if passage is None else (passage,)


def _without_repeats(parts: Iterable[Part], subject: frozenset[str]) -> tuple[Part, ...]:
    """Leave out what may go and says again what stays, or was said before it.

    `subject` are the stems of what the episode is called: they come back in every sentence.
    """
    parts = tuple(parts)
    always = (p for part in parts for p in part.passages if p.move not in _MAY_REPEAT | _MAY_GO)
    said = [passage for passage in always if passage.rank is None]
    kept = []
    for part in parts:
        passages = []
        for passage in part.passages:
            if passage.move in _MAY_GO:
                if any(_repeats(passage, other, subject) for other in said):
                    continue
                said.append(passage)
            passages.append(passage)
        if passages:
            kept.append(Part(part.title, tuple(passages)))
    return tuple(kept)


def _repeats(passage: Passage, other: Passage, subject: frozenset[str]) -> bool:
    if passage.move in _OF_ONE_ENTRY and other.move in _OF_ONE_ENTRY:
        return False  # they were written to be heard together
    enough = _SAME_SHARE_OF_OTHERS if passage.move in OF_OTHERS else SAME_SHARE
    return says_again(" ".join(passage.blocks), " ".join(other.blocks), subject, enough)
