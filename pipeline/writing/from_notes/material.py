"""What a format may name: an episode's notes, its summary, and the next episode, as plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode
from pipeline.writing.known.own_words import closed, notes_of, subtitle_of
from pipeline.writing.names import Name, name_of
from pipeline.writing.said import spoken_signs
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences
from pipeline.writing.whole_sentences import HEADING, sentences_of_material

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan


@dataclass(frozen=True, slots=True)
class Material:
    """All that a script of one episode with notes is written from, as plain words."""

    number: int
    name: Name
    subtitle: str
    summary: tuple[str, ...]  # whole sentences
    notes: Mapping[str, tuple[str, ...]]  # paragraphs by heading
    questions: Mapping[str, str] = field(default_factory=dict)  # by the paragraph that answers
    following: Name | None = None  # the next episode by number
    following_subtitle: str = ""

    @property
    def own_paragraphs(self) -> tuple[str, ...]:
        """List the paragraphs of the notes, in their order."""
        return tuple(text for paragraphs in self.notes.values() for text in paragraphs)


def gather_material(plan: Plan, episode: Episode) -> Material:
    """Gather what a script of an episode with notes may be made of."""
    ordinary = plan.index.ordinary
    following = plan.index.following(episode)
    return Material(
        number=episode.number,
        name=name_of(episode, ordinary),
        subtitle=subtitle_of(episode),
        summary=tuple(map(closed, split_sentences(spoken_signs(plain_words(episode.summary))))),
        notes=_notes(episode),
        questions=dict(_questions(episode)),
        following=name_of(following, ordinary) if following else None,
        following_subtitle=subtitle_of(following) if following else "",
    )


def _notes(episode: Episode) -> Mapping[str, tuple[str, ...]]:
    sentences = sentences_of_material(episode)
    return {**({HEADING: (" ".join(sentences),)} if sentences else {}), **notes_of(episode)}


def _questions(episode: Episode) -> Iterator[tuple[str, str]]:
    for section in episode.notes.sections:
        for answer, question in zip(section.paragraphs, section.questions, strict=False):
            if question:
                yield plain_words(answer), plain_words(question)
