"""What an episode says, in a few lines of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.show import Episode, Section
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

_PASSED_OVER = ("", "hook", "example")  # they lead up to a point, or illustrate it
_MOST_POINTS = 5
_ENOUGH_CHARACTERS, _MOST_CHARACTERS = 100, 260
# Sentences that begin so lean on the one before, and are not understood alone.
_LEANING = frozenset(
    "again also and both but each even for he here his instead it its later meanwhile neither nor now one "
    "only or others she so still such that their them then there these they this those which yet".split()
)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A point of an episode: the heading of the notes it is from, and a sentence or two."""

    heading: str
    text: str


def key_points(episode: Episode) -> tuple[KeyPoint, ...]:
    """Choose a passage of each part of the notes: the first that names the subject, or that stands alone."""
    sections = [s for s in episode.notes.sections if s.heading.casefold() not in _PASSED_OVER]
    chosen = (KeyPoint(s.heading, text) for s in sections if (text := _point(s, episode.title)))
    return tuple(chosen)[:_MOST_POINTS]


def _point(section: Section, subject: str) -> str:
    passages = [text for paragraph in section.paragraphs for text in _passages(plain_words(paragraph))]
    return next((text for text in passages if _names(text, subject)), passages[0] if passages else "")


def _passages(paragraph: str) -> Iterator[str]:
    """Give every passage that begins with a sentence of its own, with the next ones while it is short."""
    sentences = split_sentences(paragraph)
    for index, sentence in enumerate(sentences):
        first_word = re.split(r"[^\w'’]", sentence.casefold(), maxsplit=1)[0]
        if first_word in _LEANING or sentence.endswith("?") or len(sentence) > _MOST_CHARACTERS:
            continue
        passage = sentence
        for following in sentences[index + 1 :]:
            if len(passage) >= _ENOUGH_CHARACTERS or len(passage) + len(following) >= _MOST_CHARACTERS:
                break
            passage += f" {following}"
        yield passage


def _names(text: str, subject: str) -> bool:
    """Tell whether a text has one of the subject's words that are long enough to mean something."""
    words = [word.casefold().rstrip("s") for word in re.findall(r"\w+", subject) if len(word) > 3]
    return any(word in text.casefold() for word in words or [subject.casefold()])
