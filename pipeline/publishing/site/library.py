"""What the site shows: the episodes that can be heard, with their topics, in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.catalogue.links import Link
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import one_line, without_stray_characters
from pipeline.freshness.made import key_of
from pipeline.layout import addresses
from pipeline.layout.record import Record
from pipeline.publishing.episode_keys import episode_keys

_MONTHS = ("January February March April May June July August September October November December").split()
_WEB = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that has episodes to hear."""

    name: str
    slug: str
    episodes: tuple[ListedEpisode, ...]  # oldest first
    cover: str  # what pages call it

    @property
    def folder(self) -> str:
        """Give the path of its page."""
        return _folder(addresses.topic_page(self.slug))


@dataclass(frozen=True, slots=True)
class ListedEpisode:
    """An episode that can be heard, and what pages say of it."""

    episode: Episode
    record: Record
    topics: tuple[tuple[str, str], ...]  # name and folder
    cover: str  # what pages call it: a picture of its own, the topic's slug, or the show's
    picture: str  # the path of the large one
    turns: str  # its place in the show, then in each of its topics: «17 leaven:3 baking:0»
    key: str  # of all that is behind its page
    version: str = field(init=False)  # the digits that name the recording; else its whole address
    card: str = field(init=False)  # the key of what other pages and lists show of it

    def __post_init__(self) -> None:
        """Take the version and the key of the card, which many pages ask for."""
        object.__setattr__(self, "version", _version(self.slug, self.record))
        episode = self.episode
        told = (self.title, self.subtitle, episode.summary, self.topics, self.turns, self.label)
        shown = repr((*told, self.cover, self.picture, self.seconds, self.day, episode.episode_type))
        object.__setattr__(self, "card", key_of(self.slug, self.version, shown))

    @property
    def slug(self) -> str:
        """Give the episode's slug."""
        return self.episode.slug

    @property
    def title(self) -> str:
        """Give the title; never empty, so that every link has a name."""
        return line(self.episode.title) or self.slug

    @property
    def subtitle(self) -> str:
        """Give the subtitle."""
        return line(self.episode.subtitle)

    @property
    def folder(self) -> str:
        """Give the path of its page."""
        return _folder(addresses.episode_page(self.slug))

    @property
    def audio(self) -> str:
        """Give the recording's address from the site's root."""
        return _audio(self.record)

    @property
    def seconds(self) -> int:
        """Give the whole seconds it takes."""
        return whole_seconds(self.record)

    @property
    def label(self) -> str:
        """Say which episode it is: «Episode 12», «Season 2, episode 5», «Season 2, bonus», «Trailer»."""
        number, kind = self.episode.shown_number, self.episode.episode_type
        parts = [f"season {self.episode.season}"] if self.episode.season is not None else []
        parts += [kind] if kind != "full" else []
        parts += [f"episode {number}"] if number is not None else []
        return ", ".join(parts).capitalize()

    @property
    def mark(self) -> str:
        """Give the label where it says more than a running number: of a season, a trailer or a bonus."""
        return self.label if self.episode.season is not None or self.episode.episode_type != "full" else ""

    @property
    def original(self) -> str:
        """Give the address of its page elsewhere, if it has one."""
        return addresses.ascii_url(self.episode.link)

    @property
    def day(self) -> str:
        """Give the day it came out, as ISO 8601 has it."""
        return self.episode.published.date().isoformat()

    @property
    def date(self) -> str:
        """Give the day it came out, as people write it."""
        day = self.episode.published
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Library:
    """The show with all that can be heard."""

    show: Show
    episodes: tuple[ListedEpisode, ...]  # oldest first
    topics: tuple[Topic, ...]  # the one with the most episodes first
    places: Mapping[str, int]  # of the episodes, by slug

    def heard(self, episodes: Iterable[Episode]) -> Iterator[ListedEpisode]:
        """Give those of some episodes that can be heard."""
        return self.named(each.slug for each in episodes)

    def named(self, slugs: Iterable[str]) -> Iterator[ListedEpisode]:
        """Give those of some episodes, by slug, that can be heard."""
        return (self.episodes[self.places[slug]] for slug in slugs if slug in self.places)


def open_library(show: Show, records: Mapping[str, Record], keys: Mapping[str, str] | None = None) -> Library:
    """Gather what there is to show: the episodes of `records`, with their `keys`, by slug."""
    keys = keys or episode_keys(show, records)
    slugs = addresses.topic_slugs(show)
    names = {name: line(name) for name in slugs}
    folders = {name: _folder(addresses.topic_page(slug)) for name, slug in slugs.items()}
    about: dict[str, list[ListedEpisode]] = {name: [] for name in slugs}
    episodes: list[ListedEpisode] = []
    for episode in sorted(show.episodes, key=lambda episode: (episode.published, episode.number)):
        if episode.slug not in records:
            continue
        own = tuple(dict.fromkeys(episode.topics))
        turns = " ".join([str(len(episodes)), *(f"{slugs[topic]}:{len(about[topic])}" for topic in own)])
        shown = tuple((names[topic], folders[topic]) for topic in episode.topics)
        key = key_of(keys[episode.slug], turns, repr(shown))
        record, topic = records[episode.slug], slugs[own[0]] if own else None
        picture = addresses.episode_cover(show, record, topic)
        heard = ListedEpisode(episode, record, shown, _cover_name(show, record, topic), picture, turns, key)
        episodes.append(heard)
        for topic in own:
            about[topic].append(heard)
    topics = [
        Topic(names[name], slug, tuple(about[name]), addresses.cover_name(show, slug))
        for name, slug in slugs.items()
        if about[name]
    ]
    most_first = sorted(topics, key=lambda topic: -len(topic.episodes))
    places = {heard.slug: place for place, heard in enumerate(episodes)}
    return Library(show, tuple(episodes), tuple(most_first), places)


def _audio(record: Record) -> str:
    return addresses.sound_link(record, record.audio_path)


def _version(slug: str, record: Record) -> str:
    """Give the digits that name a recording; its whole address where that is not of slug and digits."""
    digits, audio = record.audio_sha256[:8], _audio(record)
    return digits if audio == f"audio/{slug}.{digits}.mp3" else audio


def _cover_name(show: Show, record: Record, topic_slug: str | None) -> str:
    if record.has_own_picture and record.cover_path:
        return record.cover_path.removeprefix("art/")
    return addresses.cover_name(show, topic_slug)


def line(text: str) -> str:
    """Give a text as one line that any page can carry."""
    return one_line(without_stray_characters(text))


def web_links(links: Iterable[Link]) -> list[Link]:
    """Give the links that lead to a page or a mailbox, their addresses in ASCII; none that runs a script."""
    safe = ((line(link.title), addresses.ascii_url(link.url)) for link in links)
    return [Link(title or url, url) for title, url in safe if url.lower().startswith(_WEB)]


def whole_seconds(record: Record) -> int:
    """Give the length as feeds round it."""
    return max(1, int(record.seconds + 0.5))


def clock(seconds: float) -> str:
    """Write a time as players do: 1:30."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def length_in_words(seconds: float) -> str:
    """Say how long the show's episodes are: «90-second», «12-minute»."""
    return f"{round(seconds)}-second" if seconds < 120 else f"{round(seconds / 60)}-minute"


def _folder(page: str) -> str:
    return page.removesuffix("index.html")
