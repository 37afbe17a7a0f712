"""Where an episode stands in its show: its place in a topic, and its words elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.english import base_form
from pipeline.writing.names import Name, name_of
from pipeline.writing.related import ShowIndex

_FEWEST_IN_TOPIC = 3
_MOST_IN_TOPIC_SHARE = 0.35  # of the show: a topic that nearly all have says nothing
_MOST_ECHOES = 4
_NEAREST = 20  # episodes in whose summaries a word may come back: farther off it may mean something else
CARDINALS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
# What is surely a noun: «scores», «compression», «diversity», but not «handle», «simple» or «focus».
_NOUN = re.compile(r".+(?:[^suia]s|tion|sion|ment|ness|ity|ance|ence)$")


@dataclass(frozen=True, slots=True)
class Place:
    """Which of a topic's episodes this one is, counted by number."""

    topic: str
    position: str  # «third»
    count: str  # «five»
    is_first: bool
    is_last: bool
    before: Name | None = None  # its neighbours within the topic
    after: Name | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """A word of this summary that another summary uses as well."""

    word: str
    name: Name


def place_of(show: Show, episode: Episode, ordinary: frozenset[str]) -> Place | None:
    """Give the episode's place in its rarest topic that is worth counting; None where there is none."""
    counts = Counter(topic for e in show.episodes for topic in set(e.topics))
    share = _MOST_IN_TOPIC_SHARE * len(show.episodes)
    most = min(len(ORDINALS) - 1, max(_FEWEST_IN_TOPIC, share))
    worth = [topic for topic in episode.topics if _FEWEST_IN_TOPIC <= counts[topic] <= most]
    if not worth:
        return None
    topic = min(worth, key=lambda name: (counts[name], name))
    members = sorted((e for e in show.episodes if topic in e.topics), key=lambda e: e.number)
    at = [e.slug for e in members].index(episode.slug)
    return Place(
        topic=topic,
        position=ORDINALS[at + 1],
        count=CARDINALS[len(members)],
        is_first=at == 0,
        is_last=at == len(members) - 1,
        before=name_of(members[at - 1], ordinary) if at else None,
        after=name_of(members[at + 1], ordinary) if at + 1 < len(members) else None,
    )


def echoes_of(
    index: ShowIndex, episode: Episode, ranked: list[Episode], ordinary: frozenset[str]
) -> Iterator[Echo]:
    """Go through rare words of the summary that come back in other summaries, each word once."""
    told: set[str] = set()
    for other in ranked[:_NEAREST]:
        word = index.shared_word(episode, other)
        if (
            word
            and _NOUN.fullmatch(word)
            and not base_form(word)
            and word not in told
            and len(told) < _MOST_ECHOES
        ):
            told.add(word)
            yield Echo(word, name_of(other, ordinary))
