"""What an episode's words say of it: tf-idf vectors of title, summary and notes, kept small for very many."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.catalogue.show import Episode
from pipeline.writing.english import word_list, words_of

_TITLE_WEIGHT = 2.0  # a word of the title counts as much as two of the summary
_NOTES_WEIGHT = 0.5  # and one of the notes as half a one
_HEAVIEST = 40  # words that tell one episode from another


@dataclass(frozen=True, slots=True)
class Vectors:
    """The numbers of each episode's heaviest words and their weights; each vector of length 1.

    All lie one behind another, so that those of very many episodes take little room.
    """

    words: array[int]
    weights: array[float]
    starts: array[int]  # of each episode's, and the end of the last
    spread: Counter[str]  # in how many episodes each stem is, heavy or not

    def of(self, place: int) -> dict[int, float]:
        """Give the vector of one episode, by the numbers of its words."""
        own = slice(self.starts[place], self.starts[place + 1])
        return dict(zip(self.words[own], self.weights[own], strict=True))

    def words_of_each(self) -> Iterator[array[int]]:
        """Go through the episodes' words, by their numbers."""
        return (self.words[start:end] for start, end in pairwise(self.starts))

    def cosine(self, own: dict[int, float], place: int) -> float:
        """Compare a vector with that of an episode: 1 for the same, 0 where they share no word."""
        there = slice(self.starts[place], self.starts[place + 1])
        other = zip(self.words[there], self.weights[there], strict=True)
        return sum(own[word] * weight for word, weight in other if word in own)


def weigh_words(episodes: Iterable[Episode], ordinary: frozenset[str]) -> Vectors:
    """Count the words of all episodes and weigh them: the rarer and the oftener said, the heavier.

    `ordinary` are the words that are no names. Counts are dampened (Manning, Raghavan, Schütze: Introduction
    to Information Retrieval, chapter 6).
    """
    stems: dict[str, int] = {}
    spread: Counter[str] = Counter()
    counted: list[tuple[array[int], array[float]]] = []
    for episode in episodes:
        counts = _word_counts(episode, ordinary)
        spread.update(counts.keys())
        numbers = array("I", [stems.setdefault(stem, len(stems)) for stem in counts])
        counted.append((numbers, array("f", counts.values())))  # halves: exact in 32 bits
    names = list(stems)
    rarity = [math.log((len(counted) + 1) / spread[name]) for name in names]
    found = Vectors(array("I"), array("d"), array("I", [0]), spread)
    for place, (numbers, times) in enumerate(counted):
        weights = [
            (math.log1p(count) * rarity[word], names[word], word)
            for word, count in zip(numbers, times, strict=True)
        ]
        heaviest = sorted(weights, reverse=True)[:_HEAVIEST]
        length = math.sqrt(sum(weight * weight for weight, _, _ in heaviest))
        kept = heaviest if length else []
        found.words.extend(word for _, _, word in kept)
        found.weights.extend(weight / length for weight, _, _ in kept)
        found.starts.append(len(found.words))
        counted[place] = (array("I"), array("f"))  # done with
    return found


def texts_of(episode: Episode) -> Iterator[str]:
    """Go through everything an episode says in words."""
    yield from (episode.title, episode.subtitle, episode.summary)
    for section in episode.notes.sections:
        yield from section.paragraphs


def parts_of_words(text: str) -> list[str]:
    """List the words of a text, those joined by hyphens and slashes apart."""
    parts = (part for word in words_of(text) for part in re.split(r"[-–/]", word))
    return [part for part in parts if part]


def with_people(text: str, ordinary: frozenset[str]) -> str:
    """Join first and family name, so that Claude Shannon is no matter of Claude."""

    def joined(match: re.Match[str]) -> str:
        return match[0] if match[2].lower() in ordinary else f"{match[1]}{match[2]}"

    return re.sub(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b", joined, text)


@lru_cache(maxsize=16384)
def stem_of(word: str) -> str:
    """Bring «networks», «training» and «trained» near their bare word; only for comparing."""
    lowered = word.casefold().replace("’", "'").removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        bare = lowered.removesuffix(ending)
        if bare != lowered and len(bare) >= 4 and not lowered.endswith("ss"):
            return bare.removesuffix("e")
    return lowered.removesuffix("e") if len(lowered) > 4 else lowered


def _word_counts(episode: Episode, ordinary: frozenset[str]) -> dict[str, float]:
    notes = " ".join(paragraph for section in episode.notes.sections for paragraph in section.paragraphs)
    counts: dict[str, float] = {}
    for text, weight in (
        (f"{episode.title} {episode.subtitle}", _TITLE_WEIGHT),
        (with_people(episode.summary, ordinary), 1.0),
        (with_people(notes, ordinary), _NOTES_WEIGHT),
    ):
        for word in parts_of_words(text):
            if word.casefold() not in word_list("function_words"):
                counts[stem_of(word)] = counts.get(stem_of(word), 0.0) + weight
    return counts
