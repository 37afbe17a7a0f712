"""Which episodes of a show have to do with one another: by shared topics, shared words, and by name."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.english import in_lower_case, word_list, words_of
from pipeline.writing.names import spoken_names

_TITLE_WEIGHT = 2.0  # a word of the title counts as much as two of the summary
_NOTES_WEIGHT = 0.5  # and one of the notes as half a one
_HEAVIEST = 40  # words that tell one episode from another
_TOPIC_SHARE = 0.5  # of a full match of topics, beside 1.0 for a full match of words
_MENTION_SHARE = 0.6  # when one text names the other's subject, and that name is rare
_RETURN_SHARE = 0.3  # the same, the other way round
_LONGEST_NAME = 6  # words
_TELLING = re.compile(r"[a-z]{5,}(?<!ly)(?<!ing)(?<!ed)")  # a word worth naming: no adverb, no participle


class ShowIndex:
    """Everything that is compared, counted once per show. Takes about 20 ms for 119 episodes."""

    def __init__(self, show: Show) -> None:
        self.ordinary = in_lower_case(
            text for episode in show.episodes for text in _texts(episode)
        )  # no names
        self._episodes = show.episodes
        counts = [_word_counts(episode, self.ordinary) for episode in show.episodes]
        self._vectors = _weighted(counts)
        self._spread = Counter(word for count in counts for word in count)  # in how many episodes
        self._topic_weight = _rarity([set(episode.topics) for episode in show.episodes])
        self.named_by = _find_mentions(
            show.episodes, self.ordinary
        )  # slug -> slugs whose subject its summary names
        self._name_weight = self._rarity_of_names()
        self._ranked: dict[str, list[Episode]] = {}
        self._dealt: dict[str, dict[str, tuple[str, ...]]] = {}

    def dealt(self, what: str, make: Callable[[], dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
        """Give what each episode has been dealt of something; dealt once per show."""
        if what not in self._dealt:
            self._dealt[what] = make()
        return self._dealt[what]

    def ranked(self, episode: Episode) -> list[Episode]:
        """List the episodes that share something with this one, the nearest first."""
        if episode.slug not in self._ranked:
            self._ranked[episode.slug] = self._sorted(episode)
        return self._ranked[episode.slug]

    def _sorted(self, episode: Episode) -> list[Episode]:
        scored = [
            (-round(score, 6), abs(other.number - episode.number), other.number, other)
            for other, score in self._scores(episode)
            if score > 0
        ]
        return [entry[-1] for entry in sorted(scored, key=lambda entry: entry[:-1])]

    def _scores(self, episode: Episode) -> Iterable[tuple[Episode, float]]:
        index = next((i for i, e in enumerate(self._episodes) if e.slug == episode.slug), None)
        own = self._vectors[index] if index is not None else {}
        for other, vector in zip(self._episodes, self._vectors, strict=True):
            if other.slug != episode.slug:
                yield (
                    other,
                    _cosine(own, vector) + self._by_topic(episode, other) + self._by_name(episode, other),
                )

    def _by_topic(self, episode: Episode, other: Episode) -> float:
        total = sum(self._topic_weight.get(topic, 0.0) for topic in set(episode.topics))
        shared = sum(self._topic_weight.get(topic, 0.0) for topic in set(episode.topics) & set(other.topics))
        return _TOPIC_SHARE * shared / total if total else 0.0

    def _by_name(self, episode: Episode, other: Episode) -> float:
        named = _MENTION_SHARE * self._name_weight[other.slug] if self.names(episode, other) else 0.0
        return named + (
            _RETURN_SHARE * self._name_weight[episode.slug] if self.names(other, episode) else 0.0
        )

    def shared_word(self, episode: Episode, other: Episode) -> str | None:
        """Give the rarest word that stands in both summaries and in neither title, or None."""
        titles = {_stem(word) for e in (episode, other) for word in _words(f"{e.title} {e.subtitle}")}
        both = {word for word in words_of(episode.summary) if word.islower()} & set(words_of(other.summary))
        telling = [
            word
            for word in both - word_list("function_words")
            if _TELLING.fullmatch(word) and _stem(word) not in titles
        ]
        few = max(3, len(self._episodes) // 20)
        rare = [(self._spread[_stem(word)], word) for word in telling if self._spread[_stem(word)] <= few]
        return min(rare)[1] if rare else None

    def names(self, episode: Episode, other: Episode) -> bool:
        """Say whether an episode's summary or subtitle names the subject of another."""
        return other.slug in self.named_by.get(episode.slug, frozenset())

    def _rarity_of_names(self) -> dict[str, float]:
        """Weigh a name from 1 (one other episode uses it) towards 0 (nearly all do)."""
        uses = Counter(named for found in self.named_by.values() for named in found)
        most = math.log1p(len(self._episodes))
        return {e.slug: 1 - math.log(max(1, uses[e.slug])) / most if most else 0.0 for e in self._episodes}


_indexes: list[tuple[Show, ShowIndex]] = []


def index_of(show: Show) -> ShowIndex:
    """Give the index of a show; built once for each of the last few show objects."""
    for known, index in _indexes:
        if known is show:
            return index
    index = ShowIndex(show)
    _indexes.append((show, index))
    del _indexes[:-2]
    return index


def related_episodes(show: Show, episode: Episode, count: int) -> tuple[Episode, ...]:
    """Give up to `count` other episodes, the nearest first; fewer where fewer share anything with it.

    Words of title and summary are compared by tf-idf and cosine (Manning, Raghavan, Schütze: Introduction
    to Information Retrieval, chapter 6); topics by those shared, the rarer the more.
    """
    return tuple(index_of(show).ranked(episode)[:count])


def _texts(episode: Episode) -> Iterator[str]:
    yield from (episode.title, episode.subtitle, episode.summary)
    for section in episode.notes.sections:
        yield from section.paragraphs


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """Bring «networks», «training» and «trained» near their bare word; only for comparing."""
    lowered = word.casefold().replace("’", "'").removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        bare = lowered.removesuffix(ending)
        if bare != lowered and len(bare) >= 4 and not lowered.endswith("ss"):
            return bare.removesuffix("e")
    return lowered.removesuffix("e") if len(lowered) > 4 else lowered


def _singular(word: str) -> str:
    lowered = word.casefold().replace("’", "'").removesuffix("'s")
    return lowered[:-1] if re.search(r"[^su]s$", lowered) and len(lowered) > 3 else lowered


def _words(text: str) -> list[str]:
    parts = (part for word in words_of(text) for part in re.split(r"[-–/]", word))
    return [part for part in parts if part]


def _word_counts(episode: Episode, ordinary: frozenset[str]) -> dict[str, float]:
    notes = " ".join(paragraph for section in episode.notes.sections for paragraph in section.paragraphs)
    counts: dict[str, float] = {}
    for text, weight in (
        (f"{episode.title} {episode.subtitle}", _TITLE_WEIGHT),
        (_with_people(episode.summary, ordinary), 1.0),
        (_with_people(notes, ordinary), _NOTES_WEIGHT),
    ):
        for word in _words(text):
            if word.casefold() not in word_list("function_words"):
                counts[_stem(word)] = counts.get(_stem(word), 0.0) + weight
    return counts


def _with_people(text: str, ordinary: frozenset[str]) -> str:
    """Join first and family name, so that Claude Shannon is no matter of Claude."""

    def joined(match: re.Match[str]) -> str:
        return match[0] if match[2].lower() in ordinary else f"{match[1]}{match[2]}"

    return re.sub(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b", joined, text)


def _rarity(groups: list[set[str]]) -> dict[str, float]:
    """Give each member ln((N + 1) / number of groups it is in): hardly anything for what is everywhere."""
    frequency = Counter(member for group in groups for member in sorted(group))
    return {member: math.log((len(groups) + 1) / count) for member, count in frequency.items()}


def _weighted(counts: list[dict[str, float]]) -> list[dict[str, float]]:
    """Turn word counts into tf-idf vectors of length 1, of their heaviest words; counts are dampened."""
    rarity = _rarity([set(count) for count in counts])
    vectors = []
    for count in counts:
        weights = [(math.log1p(times) * rarity[word], word) for word, times in count.items()]
        vector = {word: weight for weight, word in sorted(weights, reverse=True)[:_HEAVIEST]}
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        vectors.append({word: weight / length for word, weight in vector.items()} if length else {})
    return vectors


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _find_mentions(episodes: tuple[Episode, ...], ordinary: frozenset[str]) -> dict[str, frozenset[str]]:
    named: dict[tuple[str, ...], str] = {}
    for episode in episodes:
        for name in spoken_names(episode):
            named.setdefault(tuple(_singular(word) for word in _words(name)), episode.slug)
    return {episode.slug: _named_in(episode, named, ordinary) for episode in episodes}


def _named_in(
    episode: Episode, named: dict[tuple[str, ...], str], ordinary: frozenset[str]
) -> frozenset[str]:
    """Find whose names a summary and subtitle use; where names overlap, the longest counts."""
    found: set[str] = set()
    for text in (episode.summary, episode.subtitle):
        words = [_singular(word) for word in _words(_with_people(text, ordinary))]
        position = 0
        while position < len(words):
            longest = min(_LONGEST_NAME, len(words) - position)
            tries = (
                (length, named.get(tuple(words[position : position + length])))
                for length in range(longest, 0, -1)
            )
            length, slug = next(((length, slug) for length, slug in tries if slug), (1, None))
            if slug is not None and slug != episode.slug:
                found.add(slug)
            position += length
    return frozenset(found)
