"""What an episode says, in a few lines of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.catalogue.show import Episode
from pipeline.freshness.made import Made, key_of
from pipeline.knowledge.words import content_stems
from pipeline.writing.fitting.leaning import leans
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

# They lead up to a point, illustrate it, or speak of others.
_PASSED_OVER = ("", "hook", "example", "in this series")
_MOST_POINTS = 5
_ENOUGH_CHARACTERS, _MOST_CHARACTERS = 100, 320
# Sentences that begin so lean on the one before, and are not understood alone.
_LEANING = frozenset(
    "again also and both but each even for he here his instead it its later meanwhile neither nor now one "
    "only or others she so still such that their them then there these they this those which yet".split()
)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A point of an episode: the heading of the notes it is from, and a sentence or two."""

    heading: str  # empty: the author wrote it as a point
    text: str


def key_points(episode: Episode) -> tuple[KeyPoint, ...]:
    """Give the author's own key points, or choose a passage of each part of the notes.

    It is the first passage that names the subject, or that stands alone.
    """
    if episode.notes.key_points:
        return tuple(KeyPoint("", plain_words(text)) for text in episode.notes.key_points)[:_MOST_POINTS]
    chosen = (
        KeyPoint(section.heading, text)
        for place, section in enumerate(episode.notes.sections)
        if section.heading.casefold() not in _PASSED_OVER and (text := _point(episode, place))
    )
    return tuple(chosen)[:_MOST_POINTS]


def known_points(episode: Episode, made: Made, key: str = "") -> tuple[KeyPoint, ...]:
    """Give the key points of an episode; those that were chosen before are not chosen anew.

    `key` is the episode's, where it is known.
    """
    key = key or key_of(episode.title, episode.summary, episode.notes.sections, episode.notes.key_points)
    rows = made.value(points_name(episode.slug), key, partial(_chosen, episode))
    return tuple(KeyPoint(*row) for row in rows)


def points_name(slug: str) -> str:
    """Give the name under which it is kept what was chosen."""
    return f"points of {slug}"


def _chosen(episode: Episode) -> list[list[str]]:
    return [[point.heading, point.text] for point in key_points(episode)]


def _point(episode: Episode, place: int) -> str:
    """Choose from the section at a place of the notes; what leans on anything before it is no point."""
    section, subject = episode.notes.sections[place], episode.title
    known = f"{subject} {episode.summary}"
    before = [plain_words(text) for other in episode.notes.sections[:place] for text in other.paragraphs]
    passages: list[str] = []
    for text in map(plain_words, section.paragraphs):
        passages += _passages(text, before, known)
        before.append(text)
    image = content_stems(_hook(episode)) - content_stems(known)
    passages = [text for text in passages if not content_stems(text) & image]
    named = (text for text in passages if _names(split_sentences(text)[0], subject))
    return next(named, passages[0] if passages else "")


def _hook(episode: Episode) -> str:
    """Give the words that a reader of key points has not heard: the hook, with its image."""
    hook = episode.notes.section("hook")
    return " ".join(map(plain_words, hook.paragraphs)) if hook else ""


def _passages(paragraph: str, before: Sequence[str], known: str) -> Iterator[str]:
    """Give every passage that stands alone and goes on until its thought is complete."""
    sentences = split_sentences(paragraph)
    for index, sentence in enumerate(sentences):
        answers = index > 0 and sentences[index - 1].endswith("?")
        if answers or _opens_leaning(sentence) or sentence.endswith("?"):
            continue
        passage = _completed(sentences[index:])
        if len(passage) <= _MOST_CHARACTERS and not leans(passage, [*before, *sentences[:index]], known):
            yield passage


def _completed(sentences: Sequence[str]) -> str:
    """Take sentences until a thought is complete: all, or of many as far as the next begins anew."""
    if len(" ".join(sentences)) <= _MOST_CHARACTERS:
        return " ".join(sentences)
    passage, *others = sentences
    for following in others:
        if len(passage) >= _ENOUGH_CHARACTERS and not _opens_leaning(following):
            break
        passage += f" {following}"
    return passage


def _opens_leaning(sentence: str) -> bool:
    return re.split(r"[^\w'’]", sentence.casefold(), maxsplit=1)[0] in _LEANING


def _names(text: str, subject: str) -> bool:
    """Tell whether a text has one of the subject's words that are long enough to mean something."""
    words = [word.casefold().rstrip("s") for word in re.findall(r"\w+", subject) if len(word) > 3]
    return any(word in text.casefold() for word in words or [subject.casefold()])
