"""Notes for episodes that have none: what a pack knows of their subject, around their own summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.catalogue.show import Episode, Notes, Section, Show
from pipeline.knowledge.chosen import packs_of
from pipeline.knowledge.find import Found, find_subjects
from pipeline.knowledge.words import stem, words

_SAME_SHARE = 0.6  # of a definition's telling words: with so many in the summary, it has been defined
_TELLING_LENGTH = 4  # letters

_noted: list[tuple[Show, Show]] = []


def with_subject_notes(show: Show) -> Show:
    """Give the show as it is written from: episodes without notes have those that its packs give.

    A subject is told in one episode only. Made once for each of the last few show objects; a show without
    packs is given back as it is. Raises InvalidShow for a faulty pack.
    """
    for known, noted in _noted:
        if known is show or noted is show:
            return noted
    noted = _with_notes(show)
    _noted.append((show, noted))
    del _noted[:-2]
    return noted


def _with_notes(show: Show) -> Show:
    packs = packs_of(show)
    bare = [episode for episode in show.episodes if not episode.notes.sections] if packs else []
    subjects = zip(bare, find_subjects(packs, bare), strict=True)
    # A thing that is seen in many places («roast») may stand for another of them: only a name is sure enough.
    found = {episode.slug: subject for episode, subject in subjects if subject and subject.way != "seen in"}
    if not found:
        return show
    return replace(
        show,
        episodes=tuple(
            replace(episode, notes=_notes(episode, found[episode.slug])) if episode.slug in found else episode
            for episode in show.episodes
        ),
    )


def _notes(episode: Episode, found: Found) -> Notes:
    sections = (
        Section(heading, paragraphs) for heading, paragraphs in _parts(episode, found) if any(paragraphs)
    )
    return Notes(tuple(sections), episode.notes.further_reading)


def _parts(episode: Episode, found: Found) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give headings with their paragraphs.

    Question and last words belong together, and the last words lean on the image: none of the three is left
    out for want of time, so cause and image stand in one paragraph with what always stays.
    """
    term = found.term
    asked = term.line("ask") and term.line("keep")
    idea = (episode.summary, *_definition(episode, found), term.line("why"), term.line("like"))
    yield "Hook", _paragraphs(term.line("ask") if asked else "")
    yield "How it works", _paragraphs(" ".join(filter(None, idea)))
    yield "Example", _paragraphs(term.line("example"), term.line("number"))
    yield "Limit", _paragraphs(term.line("but") if found.way == "title" else "")
    yield "Take-away", _paragraphs(term.line("keep") if asked else "")


def _paragraphs(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def _definition(episode: Episode, found: Found) -> Iterator[str]:
    """Say what the subject is, unless the summary does; and name it where the title does not."""
    if found.way != "title":
        yield f"What stands behind it is called {found.term.term}."
    definition = found.term.definition
    telling = {stem(word) for word in words(definition) if len(word) >= _TELLING_LENGTH}
    telling -= {stem(word) for name in found.term.names for word in words(name)}
    told = {stem(word) for word in words(episode.summary)}
    if len(telling & told) < _SAME_SHARE * len(telling):
        yield definition
