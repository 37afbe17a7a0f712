"""The shape of a script around a subject: what comes first, and where the show says its name.

Sense comes before variety: a question stands right before what answers it, the cause before its image, and
case, figure and limit beside what they lean on. What the material leaves open, the episode's number decides,
so that neighbours differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.knowledge.words import content_stems
from pipeline.language.grammar import clause_of
from pipeline.language.pronouns import is_closed
from pipeline.writing.fitting.leaning import leans
from pipeline.writing.material import Material
from pipeline.writing.moves import explaining, opening
from pipeline.writing.moves.opening import LEANING
from pipeline.writing.sameness import shared_stems

# question: the entry's question, then the summary; scene: a summary that can be heard first, above all one
# that tells a story, then the question, which the entry's cause answers;
# title: the same where the summary leans on the title, which is named before it;
# case: the entry's case, then question and summary; explanation: the question with the entry's cause and
# image, and then the summary as a case of it.
Beginning = Literal["question", "scene", "title", "case", "explanation"]
Naming = Literal["first", "after"]  # where the show says its name: first of all, or after what begins

_MOST_WORDS_BEFORE = 60  # before the show's name: what voice speaks is to be heard soon
_BEGINS = 6  # words of a summary, among which its subject stands
_LONGEST_CASE = 50  # words
_TURNS = 3  # of so many stories one is asked about first, and of so many other summaries one is told first …
_STATED_AT = 1  # … where the episode's number leaves this
_NEW_TO_THE_CAUSE = 1  # stems at most of a summary that the cause, which answers the question, has too


@dataclass(frozen=True, slots=True)
class Shape:
    """What comes first, and where the show is named."""

    begins_with: Beginning
    named: Naming


def shape_of(material: Material) -> Shape:
    """Choose the shape of an episode around a subject."""
    begins_with = _beginning(material)
    return Shape(begins_with, _naming(material, begins_with))


def _beginning(m: Material) -> Beginning:
    if m.subject is None or not opening.ask(m) or m.notes or not m.beats:
        return "question"
    scene = _is_scene(m)
    if scene and (_tells_another_story(m) or m.number % _TURNS):
        return "scene"
    told_as_case = not scene and not _is_on_the_subject_itself(m)
    if told_as_case and (_tells_another_story(m) or _is_answered_by_the_cause(m)):
        return "explanation"
    if not shared_stems(m.summary, [m.subject.term.line("ask")], m.own_stems) and explaining.why(m):
        return "scene" if _is_closed(m) else "title"
    by_a_case = not scene and m.number % 2 == 0 and _has_a_case_to_begin_with(m)
    if by_a_case:
        return "case"
    return "scene" if m.number % _TURNS == _STATED_AT and _is_statement(m) else "question"


def _naming(m: Material, begins_with: Beginning) -> Naming:
    if begins_with in ("scene", "case"):
        return "after"
    if begins_with in ("explanation", "title") or m.number % 2 == 0:
        return "first"
    asked = opening.ask(m)
    before = f"{asked.text if asked else ''} {m.definition} {m.summary}"
    return "after" if len(before.split()) <= _MOST_WORDS_BEFORE else "first"


def _is_scene(m: Material) -> bool:
    """Tell a summary that is told in the past, and of which the entry's question can be asked.

    The cause is to answer it, so nothing of a cause that the summary gives will do.
    """
    short = len(m.summary.split()) <= _MOST_WORDS_BEFORE - len(m.name.heading.split())
    clauses = [clause_of(beat.text) for beat in m.beats]
    past = all(clause is not None and clause.tense == "past" for clause in clauses)
    return past and short and _is_closed(m) and explaining.why(m) is not None


def _is_statement(m: Material) -> bool:
    """Tell a summary of which the entry's question can be asked, as the cause says what it does not."""
    short = len(m.summary.split()) <= _MOST_WORDS_BEFORE - len(m.name.heading.split())
    cause = explaining.why(m)
    whole = cause is not None and m.subject is not None and cause.text == m.subject.term.line("why")
    return short and whole and _is_closed(m)


def _tells_another_story(m: Material) -> bool:
    """Tell whether question, cause and image of the entry say nothing of what the summary tells.

    Berkeley's admissions are a case of Simpson's paradox, which the entry explains by hospitals. What cannot
    be heard without its title right before it is no case.
    """
    if m.subject is None or not _is_closed(m):
        return False
    lines = [m.subject.term.line(key) for key in ("ask", "why", "like", "keep")]
    return not shared_stems(m.summary, lines, m.own_stems)


def _is_answered_by_the_cause(m: Material) -> bool:
    """Tell whether the cause takes up what is asked, and the summary does not: lids, and then rails."""
    if m.subject is None or not _is_closed(m) or explaining.why(m) is None:
        return False
    ask, why = m.subject.term.line("ask"), m.subject.term.line("why")
    if shared_stems(m.summary, [ask], m.own_stems) or not shared_stems(why, [ask], m.own_stems):
        return False
    return shared_stems(m.summary, [why], m.own_stems) <= _NEW_TO_THE_CAUSE


def _is_on_the_subject_itself(m: Material) -> bool:
    """Tell a summary that says of the subject what it is or does: nothing can be explained before that."""
    opening_words = content_stems(" ".join(m.summary.split()[:_BEGINS]))
    names = [m.name.heading, *(m.subject.term.names if m.subject else ())]
    return any(content_stems(name) <= opening_words for name in names)


def _has_a_case_to_begin_with(m: Material) -> bool:
    """Tell whether the entry tells its case first, which leads to the question and leans on nothing."""
    case = explaining.line_of(m, "example")
    if case is None or m.subject is None or len(case.text.split()) > _LONGEST_CASE:
        return False
    term = m.subject.term
    if term.telling[0] != "example":
        return False
    others = [m.definition, m.summary, *(term.line(key) for key in ("ask", "why", "like"))]
    alone = is_closed(case.text) and not leans(case.text, others, m.name.heading)
    return alone and shared_stems(case.text, [term.line("ask")], m.own_stems) > 0


def _is_closed(m: Material) -> bool:
    first = m.beats[0]
    return first.verdict == "clause" and first.opens_with not in LEANING and is_closed(first.text)
