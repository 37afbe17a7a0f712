"""The passages of a thin script in their order: one thought once, and a hook that fits its ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.knowledge.words import content_stems
from pipeline.writing.chapters import chapter
from pipeline.writing.from_notes.choice import BY_MOVES
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, explaining, opening, others, telling
from pipeline.writing.passages import OF_OTHERS, Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.script.script import Paragraph, Script, ScriptSection
from pipeline.writing.script.sentences import split_sentences

_SAME_SHARE = 0.5  # of the shorter sentence's content words: with so many, it is the same thought
_SAME_SHARE_OF_OTHERS = 0.6  # the same, of a sentence on another subject
_SAME_SHARE_MARKED = 0.3  # the same, where two figures or names are shared
_MARKS = 2
_FEWEST_SHARED = 3  # words
_OF_ONE_ENTRY = frozenset({"is", "behind", "why and like", "number", "example", "but"})
_MAY_GO = frozenset({"is", "number", "example", "but", "unpack", "link", "years"})
_MAY_REPEAT = frozenset({"ask", "keep", "name", "next", "return", "headline", "hinge"})
_MARK = re.compile(r"\d[\d.,]*\d|\d|(?<=[a-z,] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: what it is called, and its passages."""

    title: str
    passages: tuple[Passage, ...]


def arrange(material: Material, phrases: Phrases) -> tuple[Part, ...]:
    """Put what is known into the order in which it is told."""
    parts = _around_a_subject(material, phrases) if material.subject else _from_the_summary(material, phrases)
    names = material.subject.term.names if material.subject else ()
    subject = content_stems(" ".join((material.name.heading, *names)))
    return _without_repeats((part for part in parts if part.passages), subject)


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
    return passage.move in {"name", "why and like", "notes", "keep", "next", "behind"}


def _around_a_subject(m: Material, phrases: Phrases) -> Iterator[Part]:
    """Ask; say what it is, what the summary says, and why, on one image; then cases and limits; then keep."""
    first = opening.ask(m) or opening.headline(m)
    name = opening.name(m, phrases, subtitled=first is not None and first.move == "headline")
    what = telling.definition(m)
    summary = [
        *telling.told(m, phrases),
        *_some(telling.hinge(m, phrases)),
    ]
    why = [
        *_some(explaining.behind(m, phrases)),
        *_some(explaining.why_and_like(m)),
        *explaining.notes(m, rest=False),
    ]
    further = [
        *_some(explaining.line_of(m, phrases, "example", "example")),
        *explaining.notes(m, rest=True),
        *_some(explaining.line_of(m, phrases, "number", "number")),
        *_some(explaining.line_of(m, phrases, "but", "but")),
        *others.others(m, phrases),
    ]
    begin = [*_some(first), name, *_some(what)]
    if m.is_story:
        yield Part(m.name.heading, (*begin, *summary))
        yield Part(chapter(m.name, "What is behind …", "what is behind it"), (*why, *further))
    else:
        yield Part(m.name.heading, (*begin, *why))
        yield Part(chapter(m.name, "… in short", "in short"), (*summary, *further))
    yield Part(
        chapter(m.name, "What to keep of …", "what to keep"),
        (*_some(closing.keep(m)), closing.following(m, phrases)),
    )


def _from_the_summary(m: Material, phrases: Phrases) -> Iterator[Part]:
    """Begin with a scene or the headline, tell the summary, reckon, look at the neighbours, and come back.

    What stands under the title opens one script and closes the next.
    """
    own = opening.ask(m)
    scene = None if own else opening.scene(m, phrases)
    names_itself = m.is_brief and bool(m.subtitle) and bool(m.beats) and m.beats[0].is_titled
    closes = opening.is_kicker(m.subtitle) and (scene is not None or m.number % 2 == 0) and not names_itself
    first = own or scene or (None if closes else opening.headline(m))
    subtitled = closes or (first is not None and first.move == "headline")
    name = () if names_itself else (opening.name(m, phrases, subtitled=subtitled),)
    yield Part(m.name.heading, (*_some(first), *name))
    yield Part(
        chapter(m.name, "The idea of …", "the idea"),
        (
            *_some(telling.definition(m)),
            *telling.told(m, phrases, dated=scene is not None, titled=not names_itself),
            *explaining.notes(m, rest=False),
            *explaining.notes(m, rest=True),
        ),
    )
    yield Part(chapter(m.name, "Around …", "around it"), tuple(others.others(m, phrases)))
    last = closing.keep(m) or (closing.headline_again(m) if closes else None)
    yield Part("What comes next", (*_some(last), closing.following(m, phrases)))


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
    enough = _SAME_SHARE_OF_OTHERS if passage.move in OF_OTHERS else _SAME_SHARE
    pairs = ((one, two) for one in _sentences(passage) for two in _sentences(other))
    return any(_same(one, two, subject, enough) for one, two in pairs)


def _sentences(passage: Passage) -> tuple[str, ...]:
    return tuple(sentence for block in passage.blocks for sentence in split_sentences(block))


def _same(one: str, other: str, subject: frozenset[str], enough: float) -> bool:
    """Tell whether two sentences say the same: in most words, or in some, with the same figures or names."""
    stems = content_stems(one) - subject, content_stems(other) - subject
    shared, fewer = stems[0] & stems[1], min(map(len, stems))
    if len(shared) < _FEWEST_SHARED:
        return False
    marks = set(_MARK.findall(one)) & set(_MARK.findall(other))
    share = _SAME_SHARE_MARKED if len(marks) >= _MARKS else enough
    return len(shared) >= share * fewer
