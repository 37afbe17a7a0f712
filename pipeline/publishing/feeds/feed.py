"""The RSS feeds of a show, with feedgen: one of everything, and one per topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from feedgen.feed import FeedGenerator
from lxml.etree import CDATA

from pipeline.catalogue.show import Episode, Show
from pipeline.publishing import addresses
from pipeline.publishing.feeds import extension as feed_extension
from pipeline.publishing.feeds import show_notes
from pipeline.publishing.feeds.extension import ChannelExtension, ItemExtension, Tag
from pipeline.publishing.record import Record

GENERATOR = "Ninety"
_AUTHOR = {"role": "author", "group": "writing"}  # the voice is nobody's, but somebody answers for the words
_SOUNDBITE_SECONDS = (15.0, 60.0)  # Podcasting 2.0 namespace asks for 15 to 120; an episode has 90

Rendered = tuple[Episode, Record]


def build_feeds(
    show: Show, records: Mapping[str, Record], *, built: datetime | None = None
) -> dict[str, bytes]:
    """Build the show's feed and one for each topic that has an episode among `records` (by slug).

    The keys are paths below `output/`, the topics' before the show's. `built` is as in `build_feed`.
    """
    rendered = [(episode, records[episode.slug]) for episode in show.episodes if episode.slug in records]
    feeds: dict[str, bytes] = {}
    for topic, slug in addresses.topic_slugs(show).items():
        about_it = [(episode, record) for episode, record in rendered if topic in episode.topics]
        if about_it:
            feeds[addresses.feed_path(slug)] = build_feed(show, about_it, topic=topic, built=built)
    feeds[addresses.feed_path()] = build_feed(show, rendered, built=built)
    return feeds


def build_feed(
    show: Show, episodes: Sequence[Rendered], *, topic: str | None = None, built: datetime | None = None
) -> bytes:
    """Build one feed as UTF-8 XML: newest episode first, the same bytes for the same arguments.

    `built` is the date the feed gives for itself; without it, that of its newest episode.
    """
    slugs = addresses.topic_slugs(show)
    newest_first = sorted(
        episodes, key=lambda rendered: (rendered[0].published, rendered[0].number), reverse=True
    )
    feed = FeedGenerator()
    feed.load_extension("podcast", atom=False)
    feed.register_extension("more", ChannelExtension, ItemExtension, atom=False)
    _fill_channel(feed, show, topic, slugs.get(topic) if topic else None)
    dates = [episode.published for episode, _ in newest_first[:1]]
    feed.lastBuildDate((built or max(dates, default=datetime.fromtimestamp(0, UTC))).astimezone(UTC))
    for episode, record in newest_first:
        # feedgen puts each before the others unless told
        _fill_item(feed.add_entry(order="append"), show, episode, record, slugs)
    return bytes(feed.rss_str(pretty=True)).rstrip() + b"\n"


def _fill_channel(feed: Any, show: Show, topic: str | None, slug: str | None) -> None:
    name = show_notes.title(f"{show.title}: {topic}" if topic else show.title)
    own_address = addresses.feed_url(show, slug)
    cover = addresses.url(show, addresses.cover_path(slug))
    feed.title(name)
    feed.description(show_notes.channel_description(show, topic))
    feed.link(href=own_address, rel="self", type=addresses.MIME_TYPES[".xml"])
    feed.link(href=addresses.url(show), rel="alternate")  # the last becomes the channel's <link>
    feed.language(show.language)
    feed.generator(GENERATOR)
    feed.docs("")
    feed.image(url=cover, title=name, link=addresses.url(show))
    if show.copyright:
        feed.copyright(show_notes.line(show.copyright))
    owner = show_notes.line(show.owner.name)
    feed.podcast.itunes_author(show_notes.line(show.credit))
    feed.podcast.itunes_owner(name=owner, email=show.owner.email)
    feed.podcast.itunes_image(cover)
    feed.podcast.itunes_type(show.feed.kind)
    category = {"cat": show.feed.category} | ({"sub": show.feed.subcategory} if show.feed.subcategory else {})
    feed.podcast.itunes_category(category)
    feed.more.add(_channel_tags(show, topic, own_address))


def _channel_tags(show: Show, topic: str | None, own_address: str) -> Iterator[Tag]:
    stored = show.feed.guid if topic is None else ""
    yield feed_extension.explicit(show.feed.explicit)
    yield feed_extension.guid(stored or addresses.feed_guid(own_address))
    yield feed_extension.locked(show.feed.locked, show.owner.email)
    yield feed_extension.medium()
    yield feed_extension.person(show_notes.line(show.credit), addresses.url(show), **_AUTHOR)
    yield feed_extension.ai_content()


def _fill_item(item: Any, show: Show, episode: Episode, record: Record, slugs: Mapping[str, str]) -> None:
    first_topic = next((slugs[topic] for topic in episode.topics), None)
    item.title(show_notes.title(addresses.display_title(episode)) or episode.slug)
    item.guid(show_notes.line(episode.guid), permalink=False)
    item.link(href=addresses.episode_url(show, episode), rel="alternate")
    item.published(episode.published.astimezone(UTC))
    item.description(CDATA(show_notes.item_description(episode)))
    item.content(show_notes.show_notes(episode, record), type="CDATA")
    item.category([{"term": show_notes.line(topic)} for topic in episode.topics])
    item.enclosure(addresses.audio_url(show, record), str(record.audio_bytes), addresses.MIME_TYPES[".mp3"])
    item.podcast.itunes_author(show_notes.line(show.credit))
    item.podcast.itunes_duration(str(max(1, int(record.seconds + 0.5))))
    item.podcast.itunes_episode(episode.number)
    item.podcast.itunes_episode_type("full")
    item.podcast.itunes_image(addresses.url(show, addresses.cover_path(first_topic)))
    item.more.add(_item_tags(show, record))


def _item_tags(show: Show, record: Record) -> Iterator[Tag]:
    yield feed_extension.explicit(show.feed.explicit)
    for suffix in addresses.TRANSCRIPT_SUFFIXES:
        path = addresses.transcript_path(record.slug, suffix)
        if path in record.files:
            kind = addresses.MIME_TYPES[suffix]
            # The JSON has every word's own time: made to search and to mark, not to be read as subtitles.
            captions = suffix != ".json"
            yield feed_extension.transcript(addresses.url(show, path), kind, show.language, captions=captions)
    path = addresses.chapters_path(record.slug)
    if path in record.files:
        yield feed_extension.chapters(addresses.url(show, path), addresses.CHAPTERS_TYPE)
    yield from _soundbite(record)
    yield feed_extension.person(show_notes.line(show.credit), addresses.url(show), **_AUTHOR)
    yield feed_extension.ai_content()


def _soundbite(record: Record) -> Iterator[Tag]:
    """Recommend a passage to try: whole chapters, few, not the opening, the longest of those."""
    shortest, longest = _SOUNDBITE_SECONDS
    bounds = [*(chapter.start for chapter in record.chapters), record.seconds]
    passages = [
        (not first, last - first, bounds[first] - bounds[last], first)
        for first in range(len(record.chapters))
        for last in range(first + 1, len(bounds))
        if shortest <= bounds[last] - bounds[first] <= longest
    ]
    if passages:
        _, _, minus_seconds, first = min(passages)
        chapter = record.chapters[first]
        yield feed_extension.soundbite(chapter.start, -minus_seconds, show_notes.line(chapter.title))
    elif record.seconds >= shortest:
        yield feed_extension.soundbite(0.0, min(longest, record.seconds), "")
