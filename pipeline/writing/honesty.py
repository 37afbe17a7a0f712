"""What can be measured of a script written by moves: whether it says something, and only what is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.show import Episode, Show
from pipeline.language.pronouns import has_antecedent
from pipeline.writing.fitting.ranks import best_fit
from pipeline.writing.known.related import index_of
from pipeline.writing.known.terms import hard_terms_in
from pipeline.writing.names import name_of
from pipeline.writing.passages import FRAME, OF_OTHERS, OF_THE_FIELD, Passage
from pipeline.writing.script.sentences import split_sentences
from pipeline.writing.write import Draft, seconds_of, target_seconds

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one script as it is spoken. Shares are of its words."""

    words: int
    informative: float  # own sentences, the pack's, sums, and other episodes' own sentences
    own: float  # the summary and what the author wrote
    other_titles: int  # words of other titles outside the next line and sentences of their own content
    lost_antecedents: tuple[str, ...]  # sentences whose pronoun finds no noun before it
    unsupported_numbers: tuple[str, ...]  # that no source of their passage holds
    unexplained: tuple[str, ...]  # terms that glossary or packs know, and nobody explains


def measure(show: Show, episode: Episode, drafted: Draft) -> Measures:
    """Measure a script that was written by moves."""
    told = spoken_passages(show, episode, drafted)
    words = sum(map(_words, told))
    return Measures(
        words=words,
        informative=1 - _share(told, words, frame=True),
        own=sum(_words(p) for p in told if p.move in {"whole", "beat", "because", "notes"}) / max(1, words),
        other_titles=_other_titles(show, episode, told),
        lost_antecedents=tuple(_lost_antecedents(told)),
        unsupported_numbers=tuple(_unsupported(show, episode, told)),
        unexplained=_unexplained(show, told),
    )


def spoken_passages(show: Show, episode: Episode, drafted: Draft) -> list[Passage]:
    """List the passages that are spoken when the script has given up what does not fit its time."""
    script = best_fit(drafted.script, target_seconds(show, episode), seconds_of(show, episode))
    texts = [paragraph.text for paragraph in script.paragraphs]
    return [p for p in drafted.passages if any(p.blocks[0] in text for text in texts)]


def _share(told: list[Passage], words: int, *, frame: bool) -> float:
    return sum(_words(p) for p in told if (p.move in FRAME) == frame) / max(1, words)


def _words(passage: Passage) -> int:
    return len(passage.text.split())


def _other_titles(show: Show, episode: Episode, told: list[Passage]) -> int:
    own = f"{episode.title} {episode.subtitle}".casefold()
    count = 0
    for other in show.episodes:
        name = name_of(other, index_of(show).ordinary).plain.casefold()
        if other.slug == episode.slug or name in own or name in episode.summary.casefold() or " " not in name:
            continue
        ours = (p for p in told if p.move not in OF_OTHERS | OF_THE_FIELD)
        count += sum(len(name.split()) for p in ours if name in p.text.casefold())
    return count


def _lost_antecedents(told: list[Passage]) -> Iterator[str]:
    before = ""
    for passage in told:
        for block in passage.blocks:
            for sentence in split_sentences(block):
                if before and not has_antecedent(sentence, before):
                    yield sentence
                before = sentence


def _unsupported(show: Show, episode: Episode, told: list[Passage]) -> Iterator[str]:
    own = f"{episode.title} {episode.subtitle} {episode.summary}"
    known = set(_NUMBER.findall(own))
    for passage in told:
        if passage.move in {"beat", "whole", "because", "scene", "name", "headline", "return", "hinge"}:
            yield from (n for n in _NUMBER.findall(passage.text) if n not in known and n not in show.title)


def _unexplained(show: Show, told: list[Passage]) -> tuple[str, ...]:
    said = " ".join(p.text for p in told if p.move in {"is", "unpack", "behind"}).casefold()
    own = " ".join(p.text for p in told if p.move in {"beat", "whole", "because"})
    return tuple(term for term in hard_terms_in(show, own) if term.casefold() not in said)
