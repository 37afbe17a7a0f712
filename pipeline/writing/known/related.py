"""Which episodes of a show have to do with one another: by shared topics, shared words, and by name.

An inverted index: for every word and topic, which episodes have it. Who has to do with an episode is looked
for along its own words and topics, the rarest first, and only so many are compared with it. A show of a few
hundred is compared as a whole; in a larger one, what two share only by very common words is left aside.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.english import in_lower_case, word_list, words_of
from pipeline.writing.known.mentions import find_mentions
from pipeline.writing.known.vectors import parts_of_words, stem_of, texts_of, weigh_words

MOST_COMPARED = 160  # episodes with which one is compared
_MOST_BY_NAME = MOST_COMPARED // 4  # of them that name it, or that it names, before words are looked at
_TOPIC_SHARE = 0.5  # of a full match of topics, beside 1.0 for a full match of words
_MENTION_SHARE = 0.6  # when one text names the other's subject, and that name is rare
_RETURN_SHARE = 0.3  # the same, the other way round
_TELLING = re.compile(r"[a-z]{5,}(?<!ly)(?<!ing)(?<!ed)")  # a word worth naming: no adverb, no participle

Places = Sequence[int]  # of episodes in the show, from 0, ascending


class ShowIndex:
    """Everything that is compared, counted once per show."""

    def __init__(self, show: Show) -> None:
        self.ordinary = in_lower_case(text for e in show.episodes for text in texts_of(e))  # no names
        self._episodes = show.episodes
        self._places = {episode.slug: place for place, episode in enumerate(show.episodes)}
        self._numbered = sorted(range(len(show.episodes)), key=lambda place: show.episodes[place].number)
        self._numbers = [show.episodes[place].number for place in self._numbered]
        self._vectors = weigh_words(show.episodes, self.ordinary)
        self._with_word = _postings(self._vectors.words_of_each())
        self._with_topic = _postings(dict.fromkeys(episode.topics) for episode in show.episodes)
        # slug -> slugs whose subject its summary names
        self.named_by = find_mentions(show.episodes, self.ordinary)
        self._naming = _postings(map(self._places_named, show.episodes))

    def ranked(self, episode: Episode) -> list[Episode]:
        """List the episodes that share something with this one, the nearest first.

        Of more than MOST_COMPARED that do, those by its rarest words and topics.
        """
        scored = [
            (-round(score, 6), abs(other.number - episode.number), other.number, other)
            for other, score in self._scores(episode)
            if score > 0
        ]
        return [entry[-1] for entry in sorted(scored, key=lambda entry: entry[:-1])]

    def following(self, episode: Episode) -> Episode | None:
        """Give the next episode by number, if there is one."""
        place = bisect_left(self._numbers, episode.number + 1)
        return self._episodes[self._numbered[place]] if place < len(self._numbers) else None

    def named_in(self, episode: Episode) -> list[Episode]:
        """List the episodes whose subject an episode's summary or subtitle names, in the show's order."""
        return [self._episodes[place] for place in self._places_named(episode)]

    def shared_word(self, episode: Episode, other: Episode) -> str | None:
        """Give the rarest word that stands in both summaries and in neither title, or None."""
        names = (f"{each.title} {each.subtitle}" for each in (episode, other))
        titles = {stem_of(word) for name in names for word in parts_of_words(name)}
        both = {word for word in words_of(episode.summary) if word.islower()} & set(words_of(other.summary))
        telling = [
            word
            for word in both - word_list("function_words")
            if _TELLING.fullmatch(word) and stem_of(word) not in titles
        ]
        few, spread = max(3, len(self._episodes) // 20), self._vectors.spread
        rare = [(spread[stem_of(word)], word) for word in telling if spread[stem_of(word)] <= few]
        return min(rare)[1] if rare else None

    def names(self, episode: Episode, other: Episode) -> bool:
        """Say whether an episode's summary or subtitle names the subject of another."""
        return other.slug in self.named_by.get(episode.slug, frozenset())

    def _scores(self, episode: Episode) -> Iterator[tuple[Episode, float]]:
        place = self._places.get(episode.slug)
        own = self._vectors.of(place) if place is not None else {}
        topics = {topic: self._topic_weight(topic) for topic in dict.fromkeys(episode.topics)}
        named = {*self._places_named(episode)}
        naming = {*self._naming.get(place, ())} if place is not None else set()
        own_name = _RETURN_SHARE * self._name_weight(episode)
        for other in sorted(self._candidates(episode, place, own)):
            relative = self._episodes[other]
            by_words, by_topic = self._vectors.cosine(own, other), _by_topic(topics, relative)
            by_name = _MENTION_SHARE * self._name_weight(relative) if other in named else 0.0
            yield relative, by_words + by_topic + (by_name + (own_name if other in naming else 0.0))

    def _candidates(self, episode: Episode, place: int | None, own: Iterable[int]) -> set[int]:
        """Find with whom to compare: who names it or is named, then along its words and topics, rarest first.

        Where one leads to more episodes than are still wanted, the nearest are taken, and the search ends.
        """
        here = len(self._episodes) if place is None else place
        naming = self._naming.get(here, ()) if place is not None else ()
        found = {*nearest_places(self._places_named(episode), here, _MOST_BY_NAME)}
        found |= {*nearest_places(naming, here, _MOST_BY_NAME)}
        ways: list[Places] = [self._with_word[word] for word in own]
        ways += [self._with_topic.get(topic, ()) for topic in dict.fromkeys(episode.topics)]
        for way in sorted(ways, key=len):
            more = {*nearest_places(way, here, MOST_COMPARED + 1)} - found
            wanted = MOST_COMPARED + 1 - len(found)
            if len(more) > wanted:
                near = sorted(more, key=lambda other: (abs(other - here), other))
                return found.union(near[:wanted]) - {here}
            found |= more
        return found - {here}

    def _places_named(self, episode: Episode) -> list[int]:
        return sorted(self._places[slug] for slug in self.named_by.get(episode.slug, ()))

    def _topic_weight(self, topic: str) -> float:
        """Give ln((N + 1) / number of episodes it is in): hardly anything for what is everywhere."""
        having = len(self._with_topic.get(topic, ()))
        return math.log((len(self._episodes) + 1) / having) if having else 0.0

    def _name_weight(self, episode: Episode) -> float:
        """Weigh a name from 1 (one other episode uses it) towards 0 (nearly all do)."""
        place, most = self._places.get(episode.slug), math.log1p(len(self._episodes))
        uses = len(self._naming.get(place, ())) if place is not None else 0
        return 1 - math.log(max(1, uses)) / most if most else 0.0


def related_episodes(show: Show, episode: Episode, count: int) -> tuple[Episode, ...]:
    """Give up to `count` other episodes, the nearest first; fewer where fewer share anything with it.

    Words of title and summary are compared by tf-idf and cosine (Manning, Raghavan, Schütze: Introduction
    to Information Retrieval, chapter 6); topics by those shared, the rarer the more.
    """
    return tuple(ShowIndex(show).ranked(episode)[:count])


def _by_topic(topics: Mapping[str, float], other: Episode) -> float:
    total = sum(topics.values())
    shared = sum([weight for topic, weight in topics.items() if topic in other.topics])
    return _TOPIC_SHARE * shared / total if total else 0.0


def _postings(groups: Iterable[Iterable[object]]) -> dict[object, array[int]]:
    """Turn round who has what: the places of the groups that each member is in."""
    having: dict[object, array[int]] = defaultdict(lambda: array("I"))
    for place, group in enumerate(groups):
        for member in group:
            having[member].append(place)
    return dict(having)


def nearest_places(places: Places, here: int, count: int) -> Places:
    """Give up to `count` places, those around this one."""
    if len(places) <= count:
        return places
    middle = bisect_left(places, here)
    start = max(0, min(middle - count // 2, len(places) - count))
    return places[start : start + count]
