"""The RSS feeds of a show, with feedgen: one of everything, and one per topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

from feedgen.feed import FeedGenerator
from lxml.etree import CDATA

from pipeline.audio.chapters import in_order
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import without_stray_characters
from pipeline.freshness.made import Made, Stands, key_of
from pipeline.layout import addresses
from pipeline.layout.encodings import ENCODINGS
from pipeline.layout.record import Record
from pipeline.layout.video_shapes import SHAPES
from pipeline.publishing.covers import WIDE_PIXELS
from pipeline.publishing.episode_keys import episode_keys
from pipeline.publishing.feeds import show_notes, tags
from pipeline.publishing.feeds.cutting import cut_page
from pipeline.publishing.feeds.extension import ChannelExtension, ItemExtension, Tag
from pipeline.publishing.feeds.key_points import KeyPoint, known_points
from pipeline.publishing.feeds.known_items import KnownItems
from pipeline.publishing.feeds.paging import Page, pages
from pipeline.publishing.feeds.soundbites import Passage, passage_of
from pipeline.publishing.feeds.stylesheets import style_sheets, with_style

GENERATOR = "Ninety"
_AUTHOR = {"role": "author", "group": "writing"}  # the voice is nobody's, but somebody answers for the words
_EPOCH = datetime.fromtimestamp(0, UTC)

Rendered = tuple[Episode, Record]


@dataclass(frozen=True, slots=True)
class Texts:
    """What was chosen of the episodes for their items, by slug: soundbites and key points."""

    passages: Mapping[str, Passage] = field(default_factory=dict)

    def of(self, episode: Episode, record: Record) -> tuple[Passage | None, Sequence[KeyPoint] | None]:
        """Give the soundbite and the key points of an episode; None for points that are chosen in place."""
        del episode
        return self.passages.get(record.slug), None


@dataclass(frozen=True, slots=True)
class ChosenTexts(Texts):
    """The same, chosen when a page of a feed needs them, unless they were chosen before."""

    output: Path = Path()
    made: Made = field(default_factory=Made)
    keys: Mapping[str, str] = field(default_factory=dict)  # of the episodes, by slug, where they are known

    def of(self, episode: Episode, record: Record) -> tuple[Passage | None, Sequence[KeyPoint] | None]:
        """Give what was chosen of an episode."""
        key = self.keys.get(episode.slug, "")
        passage = passage_of(episode, record, self.output, self.made, key)
        return passage, known_points(episode, self.made, key)


_NO_TEXTS = Texts()


@dataclass(frozen=True, slots=True, eq=False)
class _Feed:
    """What all pages of one feed have in common."""

    show: Show
    topic: str | None
    slugs: Mapping[str, str]  # of all topics
    texts: Texts
    made: Made
    keys: Mapping[str, str]  # of the episodes, by slug
    about: str  # the key of what all feeds say of the show
    items: KnownItems  # of all feeds

    @property
    def season_names(self) -> Mapping[int, str]:
        """Give what seasons are called, by their numbers."""
        return {season.number: season.name for season in self.show.feed.seasons}

    @property
    def slug(self) -> str | None:
        """Give the topic's name in paths."""
        return self.slugs[self.topic] if self.topic is not None else None


def feed_files(
    show: Show,
    records: Mapping[str, Record],
    *,
    built: datetime | None = None,
    texts: Texts = _NO_TEXTS,
    made: Made | None = None,
    keys: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, bytes | Stands]]:
    """Build the show's feed and one for each topic that has an episode among `records` (by slug).

    Gives paths below `output/` with their bytes, one after another: the feeds' style sheets, then the topics'
    feeds, then the show's; of each feed the later pages before the first. `built` and `texts` are as in
    `build_feed`. What is `made` already from episodes with these `keys` (by slug) is not made.
    """
    keys = keys or episode_keys(show, records)
    rendered = [(episode, records[episode.slug]) for episode in show.episodes if episode.slug in records]
    slugs = addresses.topic_slugs(show)
    about: dict[str | None, list[Rendered]] = {topic: [] for topic in slugs}
    for one in rendered:
        for topic in dict.fromkeys(one[0].topics):
            about[topic].append(one)
    about_all, made = _about_all(show, slugs), made or Made()
    items = KnownItems(made, keys, key_of(about_all, *show.audio.credits))
    yield from style_sheets().items()
    for name, episodes in (*about.items(), (None, rendered)):
        if episodes or name is None:
            feed = _Feed(show, name, slugs, texts, made, keys, about_all, items)
            yield from _files(feed, episodes, built)


def build_feeds(
    show: Show,
    records: Mapping[str, Record],
    *,
    built: datetime | None = None,
    texts: Texts = _NO_TEXTS,
) -> dict[str, bytes]:
    """Build all feeds at once; see `feed_files`."""
    files = feed_files(show, records, built=built, texts=texts)
    return {path: data for path, data in files if isinstance(data, bytes)}


def build_feed(
    show: Show,
    episodes: Sequence[Rendered],
    *,
    topic: str | None = None,
    built: datetime | None = None,
    texts: Texts = _NO_TEXTS,
) -> dict[str, bytes]:
    """Build the pages of one feed as UTF-8 XML by path below `output/`, the first page last.

    The newest episode comes first; the same arguments give the same bytes. `built` is the date the feed gives
    for itself; without it, that of the newest episode on the page. `texts` hold what
    was chosen for the items.
    """
    slugs = addresses.topic_slugs(show)
    keys = {episode.slug: "" for episode, _ in episodes}
    items = KnownItems(Made(), keys, key_of())
    feed = _Feed(show, topic, slugs, texts, Made(), keys, "", items)
    return {path: data for path, data in _files(feed, episodes, built) if isinstance(data, bytes)}


def _about_all(show: Show, slugs: Mapping[str, str]) -> str:
    first = min((episode.published for episode in show.episodes), default=None)
    return key_of(addresses.facts_of(show), slugs, first)


def _files(
    feed: _Feed, episodes: Sequence[Rendered], built: datetime | None
) -> Iterator[tuple[str, bytes | Stands]]:
    newest_first = sorted(
        episodes, key=lambda rendered: (rendered[0].published, rendered[0].number), reverse=True
    )
    for page in reversed(pages(newest_first, feed.show.feed.items_per_page)):
        path = addresses.feed_path(feed.slug, page.number)
        yield path, feed.made.file(path, _key(feed, page, built), partial(_page, feed, page, built, path))


def _key(feed: _Feed, page: Page[Rendered], built: datetime | None) -> str:
    """Give the key of one page: what its channel says, and all that its items are made of."""
    items = (feed.keys[episode.slug] for episode, _ in page.items)
    about = repr((feed.topic, built, page.number, page.last))
    return key_of(feed.about, about, *items, *feed.show.audio.credits)


def _page(feed: _Feed, page: Page[Rendered], built: datetime | None, path: str) -> bytes:
    known = feed.items.of_page(path, [episode for episode, _ in page.items])
    missing = [(episode, record) for episode, record in page.items if episode.slug not in known]
    made = cut_page(_xml(feed, page, built, missing))
    if made is None or len(made.items) != len(missing):
        return with_style(_xml(feed, page, built, page.items), path)
    known |= {episode.slug: item for (episode, _), item in zip(missing, made.items, strict=True)}
    feed.items.keep(known)
    return with_style(made.with_items(known[episode.slug] for episode, _ in page.items), path)


def _xml(feed: _Feed, page: Page[Rendered], built: datetime | None, items: Iterable[Rendered]) -> bytes:
    """Make a page with these of its items."""
    generator = FeedGenerator()
    generator.load_extension("podcast", atom=False)
    generator.register_extension("more", ChannelExtension, ItemExtension, atom=False)
    _fill_channel(generator, feed, page)
    newest = next((episode.published for episode, _ in page.items), _EPOCH)
    generator.lastBuildDate((built or newest).astimezone(UTC))
    for episode, record in items:
        # feedgen puts each before the others unless told
        _fill_item(generator.add_entry(order="append"), feed, episode, record)
    return bytes(generator.rss_str(pretty=True)).rstrip() + b"\n"


def _fill_channel(channel: Any, feed: _Feed, page: Page[Rendered]) -> None:
    show = feed.show
    name = show_notes.title(f"{show.title}: {feed.topic}" if feed.topic else show.title)
    cover = addresses.url(show, addresses.cover_path(None if show.cover.image else feed.slug))
    channel.title(name)
    channel.description(show_notes.channel_description(show, feed.topic))
    own_address = addresses.feed_url(show, feed.slug, page.number)
    channel.link(href=own_address, rel="self", type=addresses.MIME_TYPES[".xml"])
    channel.link(href=addresses.url(show), rel="alternate")  # the last becomes the channel's <link>
    channel.language(show.language)
    channel.generator(GENERATOR)
    channel.docs("")
    channel.image(url=cover, title=name, link=addresses.url(show))
    if show.copyright:
        channel.copyright(show_notes.line(show.copyright))
    channel.podcast.itunes_author(show_notes.line(show.credit))
    if show.owner.email:
        channel.podcast.itunes_owner(name=show_notes.line(show.owner.name), email=show.owner.email)
    channel.podcast.itunes_image(cover)
    channel.podcast.itunes_type(show.feed.kind)
    if show.feed.complete:
        channel.podcast.itunes_complete("yes")
    category = {"cat": show.feed.category} | ({"sub": show.feed.subcategory} if show.feed.subcategory else {})
    channel.podcast.itunes_category(category)
    channel.more.add(_channel_tags(feed))
    channel.more.add(_trailers(feed, page))
    channel.more.add(page.links(show, feed.slug))


def _channel_tags(feed: _Feed) -> Iterator[Tag]:
    show, settings = feed.show, feed.show.feed
    yield tags.explicit(settings.explicit)
    if not show.owner.email:
        yield tags.owner(show_notes.line(show.owner.name), "")
    if settings.private:
        yield from tags.blocked()
    if settings.hub:
        yield tags.hub(addresses.ascii_url(settings.hub))
    yield tags.guid(addresses.podcast_guid(show, feed.slug))
    yield tags.locked(settings.locked, show.owner.email)
    if settings.images:
        yield from _channel_images(feed)
    if settings.new_url and feed.topic is None:
        yield tags.new_address(settings.new_url)
    yield tags.medium()
    yield tags.person(show_notes.line(show.credit), addresses.url(show), **_AUTHOR)
    yield tags.ai_content()
    yield from (tags.statement(said.purpose, said.text) for said in settings.txt)
    yield from _licence(show)
    if settings.location.name:
        yield tags.location(settings.location)
    if settings.podroll:
        yield tags.podroll(
            (
                addresses.feed_guid(other.url),
                addresses.ascii_url(other.url),
                show_notes.short_line(other.title),
            )
            for other in settings.podroll
        )
    for way in settings.funding:
        yield tags.funding(addresses.ascii_url(way.url), show_notes.short_line(way.title))
    if settings.update_frequency or settings.update_rule or settings.complete:
        words = show_notes.short_line(settings.update_frequency)
        first = min((episode.published for episode in show.episodes), default=_EPOCH).astimezone(UTC)
        start = first.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        yield tags.update_frequency(words, settings.update_rule, start, complete=settings.complete)


def _channel_images(feed: _Feed) -> Iterator[Tag]:
    """Offer the cover as a square and wide, saying what it shows for those who do not see it."""
    show, slug = feed.show, None if feed.show.cover.image else feed.slug
    about = f": {show_notes.line(feed.topic)}" if feed.topic and slug else ""
    alt = f"Cover of {show_notes.line(show.title)}{about}"
    yield tags.image(addresses.url(show, addresses.cover_path(slug)), "artwork", "1/1", 0, alt)
    yield tags.image(addresses.url(show, addresses.wide_path(slug)), "social", "16/9", WIDE_PIXELS[0], alt)


def _trailers(feed: _Feed, page: Page[Rendered]) -> Iterator[Tag]:
    """Recommend the trailers on this page, the newest first."""
    for episode, record in page.items:
        if episode.episode_type == "trailer":
            yield tags.trailer(
                show_notes.short_line(addresses.display_title(episode)),
                addresses.counted_url(feed.show, addresses.audio_url(feed.show, record)),
                format_datetime(episode.published.astimezone(UTC)),
                length=record.audio_bytes,
                mime_type=addresses.MIME_TYPES[".mp3"],
                season="" if episode.season is None else str(episode.season),
            )


def _fill_item(item: Any, feed: _Feed, episode: Episode, record: Record) -> None:
    show = feed.show
    passage, points = feed.texts.of(episode, record)
    item.title(show_notes.title(addresses.display_title(episode)) or episode.slug)
    item.guid(without_stray_characters(episode.guid), permalink=False)
    page = addresses.episode_url(show, episode)
    item.link(href=addresses.ascii_url(episode.link) or page, rel="alternate")
    item.published(episode.published.astimezone(UTC))
    marks = in_order(record.chapters) if show.feed.timestamps else ()
    item.description(CDATA(show_notes.item_description(episode, marks)))
    item.content(show_notes.show_notes(episode, record, page, points, show.audio.credits), type="CDATA")
    item.category([{"term": show_notes.line(topic)} for topic in episode.topics])
    sound = addresses.counted_url(show, addresses.audio_url(show, record))
    item.enclosure(sound, str(record.audio_bytes), addresses.MIME_TYPES[".mp3"])
    item.podcast.itunes_author(show_notes.line(show.credit))
    item.podcast.itunes_duration(str(max(1, int(record.seconds + 0.5))))
    item.podcast.itunes_episode(episode.shown_number)
    item.podcast.itunes_episode_type(episode.episode_type)
    item.podcast.itunes_image(_cover(feed, episode, record))
    item.podcast.itunes_summary(show_notes.plain_summary(episode))
    item.more.add(_item_tags(feed, episode, record, passage))


def _cover(feed: _Feed, episode: Episode, record: Record) -> str:
    first_topic = next((feed.slugs[topic] for topic in episode.topics), None)
    return addresses.url(feed.show, addresses.episode_cover(feed.show, record, first_topic))


def _item_tags(feed: _Feed, episode: Episode, record: Record, passage: Passage | None) -> Iterator[Tag]:
    show = feed.show
    yield tags.explicit(show.feed.explicit if episode.explicit is None else episode.explicit)
    if episode.season is not None:
        yield from tags.season(episode.season, feed.season_names.get(episode.season, ""))
        if episode.shown_number is not None:
            yield tags.episode_in_season(episode.shown_number)
    if show.feed.images:
        alt = f"Cover of {show_notes.line(addresses.display_title(episode))}"
        yield tags.image(_cover(feed, episode, record), "artwork", "1/1", 0, alt)
    yield from _alternates(show, record)
    yield from _videos(show, record)
    for suffix in addresses.TRANSCRIPT_SUFFIXES:
        path = addresses.transcript_path(record.slug, suffix)
        if path in record.files:
            kind = addresses.MIME_TYPES[suffix]
            # The JSON has every word's own time: made to search and to mark, not to be read as subtitles.
            captions = suffix != ".json"
            yield tags.transcript(addresses.url(show, path), kind, show.language, captions=captions)
    path = addresses.chapters_path(record.slug)
    if path in record.files:
        yield tags.chapters(addresses.url(show, path), addresses.CHAPTERS_TYPE)
        if show.feed.inline_chapters:
            yield tags.simple_chapters(in_order(record.chapters), _chapter_images(show, record))
    if passage:
        yield tags.soundbite(passage.start, passage.seconds, show_notes.short_line(passage.title))
    yield tags.person(show_notes.line(show.credit), addresses.url(show), **_AUTHOR)
    yield tags.ai_content()
    yield from _licence(show)


def _chapter_images(show: Show, record: Record) -> dict[str, str]:
    return {title: addresses.url(show, path) for title, path in record.chapter_images.items()}


def _alternates(show: Show, record: Record) -> Iterator[Tag]:
    """Offer the sound files that the rendering has beside its MP3."""
    for name, encoding in ENCODINGS.items():
        if path := record.sound_path(name):
            file = record.files[path]
            url = addresses.counted_url(show, addresses.sound_url(show, record, path))
            mime_type = addresses.MIME_TYPES[f".{name}"]
            yield tags.alternate_enclosure(
                url, mime_type, encoding, length=file["bytes"], sha256=file["sha256"]
            )


def _videos(show: Show, record: Record) -> Iterator[Tag]:
    """Offer the videos that the rendering has."""
    for shape in SHAPES.values():
        if path := record.sound_path(shape.ending):
            file = record.files[path]
            url = addresses.counted_url(show, addresses.sound_url(show, record, path))
            yield tags.video_enclosure(
                url, shape, length=file["bytes"], sha256=file["sha256"], seconds=record.seconds
            )


def _licence(show: Show) -> Iterator[Tag]:
    """Name the licence, if there is one: an identifier in lower case, as the namespace has it."""
    name, url = show_notes.short_line(show.feed.licence), show.feed.licence_url
    if name:
        yield tags.licence(name if " " in name else name.lower(), url)
