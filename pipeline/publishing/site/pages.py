"""The pages themselves: what goes into which template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from pipeline.catalogue.disclosure import DISCLOSURE
from pipeline.catalogue.show import Show
from pipeline.freshness.made import Made, Stands, key_of
from pipeline.layout import addresses
from pipeline.publishing.feeds.key_points import key_points
from pipeline.publishing.feeds.show_notes import credits_of
from pipeline.publishing.site import structured_data
from pipeline.publishing.site.embedding import iframe, oembed_json
from pipeline.publishing.site.library import (
    Library,
    ListedEpisode,
    Topic,
    length_in_words,
    line,
    web_links,
)
from pipeline.publishing.site.offered import offered_files, offered_videos
from pipeline.publishing.site.pagination import cut, turns
from pipeline.publishing.site.reading import ShownGroup
from pipeline.publishing.site.templates import render
from pipeline.publishing.site.theme import theme_colours
from pipeline.publishing.site.transcript import Word, passages

# No script or style but our own files, and nothing from anywhere else (W3C Content Security Policy Level 3).
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
GENERATOR = "Ninety"
LATEST = 12  # episodes on the front page, beside the newest
TOPICS_ON_FRONT = 100  # more have pages of their own
TOPICS_ON_PAGE = 500
_NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, where it goes below `output/`, and the day of the newest episode on it (ISO 8601)."""

    path: str
    html: str | Stands
    day: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes the pages of a library."""

    library: Library
    related: Sequence[Sequence[int]]  # places of the episodes to hear beside each, the nearest first
    version: str  # changes with style, scripts and icons
    per_page: int  # episodes on one page of a list
    reading: Sequence[ShownGroup]  # links that belong to no one episode
    made: Made  # before, from the same
    about: str  # the key of what every page says of the show

    def lists(self) -> Iterator[Page]:
        """Give every page but the episodes' own that search engines should know, the front page last."""
        yield from self._list(None, self.library.episodes)
        for topic in self.library.topics:
            yield from self._list(topic, topic.episodes)
        if len(self.library.topics) > TOPICS_ON_FRONT:
            yield from self._topics()
        if self.reading:
            yield self._reading()
        yield self._front()

    def redirects(self) -> Iterator[Page]:
        """Give pages under the names that episodes had before, each leading to the episode's page."""
        show = self.library.show
        taken = {*show.slugs}
        for heard in self.library.episodes:
            for slug in heard.episode.old_slugs:
                if slug in taken:
                    continue
                taken.add(slug)
                yield self._moved(addresses.episode_page(slug), heard, heard.folder)
                player = addresses.embed_page(heard.slug).removesuffix("index.html")
                yield self._moved(addresses.embed_page(slug), heard, player)

    def _moved(self, path: str, heard: ListedEpisode, folder: str) -> Page:
        show = self.library.show
        values = {
            "title": f"{heard.title} – {line(show.title)}",
            "url": addresses.episode_url(show, heard.episode),
            "heard": heard,
            "folder": folder,
        }
        return Page(path, self._page("moved.html", path, **values), heard.day)

    def embed(self, heard: ListedEpisode) -> Iterator[Page]:
        """Give an episode's player for pages of others, and the file that tells them of it."""
        show, key = self.library.show, key_of(self.about, heard.card)
        path, told = addresses.embed_page(heard.slug), addresses.oembed_path(heard.slug)
        values = {
            "title": f"{heard.title} – {line(show.title)}",
            "url": addresses.episode_url(show, heard.episode),
            "heard": heard,
        }
        html = self.made.page(path, key, partial(self._page, "embed.html", path, **values))
        yield Page(path, html, heard.day)
        yield Page(told, self.made.page(told, key, partial(oembed_json, show, heard)), heard.day)

    def not_found(self) -> Page:
        """Give the page that servers show where there is none."""
        return Page(_NOT_FOUND, self._page(_NOT_FOUND, _NOT_FOUND, title="Not found", url=None), "")

    def _front(self) -> Page:
        show, episodes = self.library.show, self.library.episodes
        topics, latest = self.library.topics[:TOPICS_ON_FRONT], episodes[: -LATEST - 2 : -1]
        values = {
            "title": line(show.title),
            "description": line(show.description),
            "url": addresses.url(show),
            "paragraphs": [line(part) for part in re.split(r"\n\s*\n", show.description) if part.strip()],
            "tagline": line(show.tagline),
            "topics": topics,
            "all_topics": len(self.library.topics),
            "newest": latest[0] if latest else None,
            "latest": latest[1:],
            "count": len(episodes),
            "first": episodes[0] if episodes else None,
            "data": structured_data.series_data(show),
            "feed": addresses.feed_path(),
            "feed_url": addresses.feed_url(show),
        }
        shown = [(topic.name, topic.slug, len(topic.episodes)) for topic in topics]
        counts = (len(self.library.topics), len(episodes), episodes[0].folder if episodes else "")
        key = key_of(self.about, repr((shown, counts)), *(heard.card for heard in latest))
        html = self.made.page("index.html", key, partial(self._page, "front.html", "index.html", **values))
        return Page("index.html", html, _newest(episodes))

    def _list(self, topic: Topic | None, episodes: Sequence[ListedEpisode]) -> Iterator[Page]:
        """Give the pages that list a topic's episodes, or all, the oldest first: they build on each other."""
        show = self.library.show
        parts = cut(episodes, self.per_page)
        paths = [
            addresses.topic_page(topic.slug, number) if topic else addresses.all_page(number)
            for number in range(1, len(parts) + 1)
        ]
        slug = topic.slug if topic else None
        name = topic.name if topic else "All episodes"
        length = length_in_words(show.length.target_seconds)
        about = f"audio overviews on {topic.name}" if topic else "audio overviews"
        newest = _newest(episodes)
        for number, (path, part) in enumerate(zip(paths, parts, strict=True), start=1):
            values = {
                "title": f"{name} – {line(show.title)}",
                "description": f"{_count(episodes)} — {length} {about}",
                "url": addresses.page_url(show, path),
                "heading": name,
                "topic": topic,
                "count": _count(episodes),
                "length": length,
                "about": about,
                "first": episodes[0] if episodes else None,
                "episodes": part,
                "number": number,
                "turns": turns(paths, number),
                "data": structured_data.series_data(show, topic),
                "cover": addresses.cover_name(show, slug),
                "picture": addresses.cover_path(None if show.cover.image else slug),
                "feed": addresses.feed_path(slug),
                "feed_url": addresses.feed_url(show, slug),
            }
            place = (name, slug, number, len(paths), len(episodes), episodes[0].folder if episodes else "")
            key = key_of(self.about, repr(place), *(heard.card for heard in part))
            html = self.made.page(path, key, partial(self._page, "list.html", path, **values))
            yield Page(path, html, newest)

    def _topics(self) -> Iterator[Page]:
        """Give the pages that list all topics, the one with the most episodes first."""
        show, topics = self.library.show, self.library.topics
        starts = range(0, len(topics), TOPICS_ON_PAGE)
        paths = [addresses.topics_page(number) for number in range(1, len(starts) + 1)]
        for number, (path, start) in enumerate(zip(paths, starts, strict=True), start=1):
            values = {
                "title": f"All topics – {line(show.title)}",
                "description": f"{len(topics)} topics",
                "url": addresses.page_url(show, path),
                "topics": topics[start : start + TOPICS_ON_PAGE],
                "number": number,
                "turns": turns(paths, number),
            }
            yield Page(path, self._page("topics.html", path, **values), "")

    def _reading(self) -> Page:
        show, path = self.library.show, addresses.reading_page()
        count = sum(len(group.links) for group in self.reading)
        values = {
            "title": f"Reading – {line(show.title)}",
            "description": f"{'1 link' if count == 1 else f'{count} links'} to read, watch and try",
            "url": addresses.page_url(show, path),
            "groups": self.reading,
        }
        return Page(path, self._page("reading.html", path, **values), "")

    def episode(self, heard: ListedEpisode, words: Callable[[], Sequence[Word]]) -> Page:
        """Give the page of an episode with its transcript, whose `words` are asked for if it is made."""
        episodes = self.library.episodes
        path, place = addresses.episode_page(heard.slug), self.library.places[heard.slug]
        related = [episodes[near] for near in self.related[place]]
        before = episodes[place - 1] if place else None
        after = episodes[place + 1] if place + 1 < len(episodes) else None
        others = (each.card if each else "" for each in (before, after, *related))
        key = key_of(self.about, heard.key, *others, *self.library.show.audio.credits)
        beside = {"related": related, "previous": before, "next": after}
        return Page(path, self.made.page(path, key, partial(self._episode, heard, words, beside)), heard.day)

    def _episode(
        self, heard: ListedEpisode, said: Callable[[], Sequence[Word]], beside: Mapping[str, Any]
    ) -> str:
        words = said()
        show, path = self.library.show, addresses.episode_page(heard.slug)
        values = {
            "title": f"{line(addresses.display_title(heard.episode)) or heard.slug} – {line(show.title)}",
            "description": line(heard.episode.summary),
            "url": addresses.episode_url(show, heard.episode),
            "heard": heard,
            "audio": heard.audio,
            "files": offered_files(heard.record),
            "videos": offered_videos(heard.record),
            "oembed": addresses.oembed_path(heard.slug),
            "iframe": iframe(show, heard),
            "audio_url": addresses.audio_url(show, heard.record),
            "passages": passages(words, heard.record),
            # The transcript right above says the same sentences, in their place.
            "points": () if words else key_points(heard.episode),
            "links": web_links(heard.episode.notes.further_reading),
            "quoted": [line(title) for title in heard.record.quoted],
            "sounds": [(line(str(one)), one.url) for one in credits_of(heard.record, show.audio.credits)],
            "credit": line(heard.record.voice_credit),
            **beside,
            "data": structured_data.episode_data(show, heard),
            "transcripts": [
                (suffix[1:].upper(), addresses.transcript_path(heard.record.slug, suffix))
                for suffix in (".vtt", ".srt")
                if addresses.transcript_path(heard.record.slug, suffix) in heard.record.files
            ],
            "cover": heard.cover,
            "picture": heard.picture,
        }
        return self._page("episode.html", path, **values)

    def _page(self, template: str, path: str, **values: Any) -> str:
        show = self.library.show
        shared = {
            "cover": addresses.cover_name(show, None),
            "picture": addresses.cover_path(),
            "show_cover": addresses.cover_name(show, None),
            "feed": addresses.feed_path(),
            "description": line(show.description),
            "policy": CONTENT_SECURITY_POLICY,
            "generator": GENERATOR,
            "root": _root(show, path),
            "version": self.version,
            "language": show.language,
            "show_title": line(show.title),
            "site": addresses.url(show),
            "colours": theme_colours(show.cover),
            "copyright": line(show.copyright),
            "apps": web_links(show.apps),
            "show_links": web_links(show.links),
            "disclosure": DISCLOSURE,
            "reading": bool(self.reading),
            "turns": (),
            "data": None,
            "private": show.feed.private,
        }
        return render(template, shared | values)


def _count(episodes: Sequence[ListedEpisode]) -> str:
    return "1 episode" if len(episodes) == 1 else f"{len(episodes)} episodes"


def _newest(episodes: Sequence[ListedEpisode]) -> str:
    return max((heard.day for heard in episodes), default="")


def _root(show: Show, path: str) -> str:
    """Give the way from a page to the site's root, so that the site may lie in any folder of a server.

    The page for what is not found is shown at any depth: it must name the folder.
    """
    if path == _NOT_FOUND:
        return urlsplit(addresses.url(show)).path or "/"
    return "../" * path.count("/") or "./"
