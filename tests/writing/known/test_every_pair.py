"""Who has to do with whom, found the long way: every episode compared with every other, word by word."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.writing.english import word_list
from pipeline.writing.known.related import ShowIndex
from pipeline.writing.known.vectors import parts_of_words, stem_of, with_people

ROOT = Path(__file__).parents[3]


class EveryPair:
    """Tf-idf of the 40 heaviest words, topics by their rarity, and names by how few use them."""

    def __init__(self, show: Show, index: ShowIndex) -> None:
        self.episodes, self.index = show.episodes, index
        counts = [self._counts(episode) for episode in show.episodes]
        spread = Counter(stem for count in counts for stem in count)
        rare = {stem: math.log((len(counts) + 1) / times) for stem, times in spread.items()}
        self.vectors = {e.slug: self._vector(c, rare) for e, c in zip(show.episodes, counts, strict=True)}
        topics = Counter(topic for episode in show.episodes for topic in set(episode.topics))
        self.topics = {topic: math.log((len(counts) + 1) / times) for topic, times in topics.items()}
        self.uses = Counter(named for names in index.named_by.values() for named in names)

    def ranked(self, episode: Episode) -> list[str]:
        scored = sorted(
            (
                -round(self._score(episode, other), 6),
                abs(other.number - episode.number),
                other.number,
                other.slug,
            )
            for other in self.episodes
            if other is not episode
        )
        return [slug for score, *_, slug in scored if score < 0]

    def _counts(self, episode: Episode) -> Counter[str]:
        notes = " ".join(text for section in episode.notes.sections for text in section.paragraphs)
        counts: Counter[str] = Counter()
        for text, weight in (
            (f"{episode.title} {episode.subtitle}", 4),
            (with_people(episode.summary, self.index.ordinary), 2),
            (with_people(notes, self.index.ordinary), 1),
        ):
            for word in parts_of_words(text):
                if word.casefold() not in word_list("function_words"):
                    counts[stem_of(word)] += weight
        return counts

    @staticmethod
    def _vector(counts: Counter[str], rare: dict[str, float]) -> dict[str, float]:
        weights = sorted(((math.log1p(n / 2) * rare[stem], stem) for stem, n in counts.items()), reverse=True)
        length = math.sqrt(sum(weight**2 for weight, _ in weights[:40]))
        return {stem: weight / length for weight, stem in weights[:40]} if length else {}

    def _score(self, one: Episode, other: Episode) -> float:
        here, there = self.vectors[one.slug], self.vectors[other.slug]
        words = math.fsum(weight * there[stem] for stem, weight in here.items() if stem in there)
        shared = math.fsum(self.topics[topic] for topic in set(one.topics) & set(other.topics))
        whole = math.fsum(self.topics[topic] for topic in set(one.topics))
        named = 0.6 * self._name(other) if self.index.names(one, other) else 0.0
        named += 0.3 * self._name(one) if self.index.names(other, one) else 0.0
        return words + (0.5 * shared / whole if whole else 0.0) + named

    def _name(self, episode: Episode) -> float:
        return 1 - math.log(max(1, self.uses[episode.slug])) / math.log1p(len(self.episodes))


def test_the_bundled_show_is_related_as_if_every_pair_were_compared() -> None:
    show = load_show(ROOT)
    index = ShowIndex(show)
    long_way = EveryPair(show, index)
    for episode in show.episodes:
        assert [other.slug for other in index.ranked(episode)] == long_way.ranked(episode)
