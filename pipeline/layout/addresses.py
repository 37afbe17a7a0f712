"""Every address a listener's app asks for, and the path below `output/` that answers it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import one_line, slug_of, without_stray_characters
from pipeline.layout.record import Record
from pipeline.layout.sound_names import sound_address
from pipeline.process.files import digest

# By the end of the file's name; what servers and uploads declare, too.
MIME_TYPES: Mapping[str, str] = {
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",  # RFC 7845, section 9; browsers do not know audio/opus
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".xml": "application/rss+xml",
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".xsl": "application/xslt+xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
TRANSCRIPT_SUFFIXES = (".vtt", ".srt", ".json")  # the best known first
EMBEDS, OEMBED = "embed", "oembed"  # folders: players for pages of others, and what leads to them
CHAPTERS_TYPE = "application/json+chapters"  # Podcasting 2.0 namespace, jsonChapters

# Podcasting 2.0 namespace, «guid».
_GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_SHOW_COVER = "show"
OWN_SHOW_COVER = "show.jpg"  # as pages name the show's where it is a picture of the author's
_PAGE = "index.html"
_ENDS_A_SENTENCE = "?!.…:"
_URL_SIGNS = "/:?#[]@!$&'()*+,;=%~"  # RFC 3986: reserved, and what is already escaped


def display_title(episode: Episode) -> str:
    """Give an episode's title with its subtitle as one line, as players show it."""
    title, subtitle = (one_line(without_stray_characters(t)) for t in (episode.title, episode.subtitle))
    if not subtitle:
        return title
    return f"{title} – {subtitle}" if title.endswith(tuple(_ENDS_A_SENTENCE)) else f"{title}: {subtitle}"


def facts_of(show: Show) -> Show:
    """Give a show without its episodes and words: what any page or feed of it may say of the show."""
    return replace(show, episodes=(), drafts=(), faulty=(), unread=(), lexicon=(), glossary=())


def topic_slugs(show: Show) -> dict[str, str]:
    """Name every topic of the show for use in paths: ASCII, each once, the oldest episode's topics first.

    A topic keeps its name when others are added: whoever comes later to a name that is taken, or whose
    letters have no ASCII, carries some digits of its digest.
    """
    slugs: dict[str, str] = {}
    taken = {_SHOW_COVER}  # art/show.jpg
    for topic in (topic for episode in show.episodes for topic in episode.topics):
        if topic not in slugs:
            plain = slug_of(topic)
            slug = plain if plain and plain not in taken else f"{plain or 'topic'}-{_digits(topic)}"
            slugs[topic] = slug
            taken.add(slug)
    return slugs


def _digits(topic: str) -> str:
    return digest(topic.encode("utf-8", "surrogatepass"))[:8]


def transcript_path(slug: str, suffix: str) -> str:
    """Give the path of an episode's transcript; `suffix` is one of TRANSCRIPT_SUFFIXES."""
    return f"transcripts/{slug}{suffix}"


def chapters_path(slug: str) -> str:
    """Give the path of an episode's chapters."""
    return f"chapters/{slug}.json"


def record_path(slug: str) -> str:
    """Give the path of what is kept about an episode's rendering."""
    return f"records/{slug}.json"


def cover_path(topic_slug: str | None = None) -> str:
    """Give the path of the show's cover, or of a topic's."""
    return f"art/{topic_slug or _SHOW_COVER}.jpg"


def episode_cover(show: Show, record: Record, topic_slug: str | None) -> str:
    """Give the path of an episode's cover: its own, the show's picture, or the one of its topic."""
    return record.cover_path or cover_path(None if show.cover.image else topic_slug)


def cover_name(show: Show, topic_slug: str | None) -> str:
    """Give what pages call the cover of a topic, or of the show."""
    return OWN_SHOW_COVER if show.cover.image else topic_slug or _SHOW_COVER


def wide_path(topic_slug: str | None = None) -> str:
    """Give the path of the show's picture of 16:9, or of a topic's."""
    return f"art/wide/{topic_slug or _SHOW_COVER}.jpg"


def thumbnail_path(name: str | None, pixels: int) -> str:
    """Give the path of a small copy of a cover, for web pages: the show's, a topic's or one named in full."""
    name = name or _SHOW_COVER
    return f"art/{pixels}/{name}" if "." in name else f"art/{pixels}/{name}.png"


def beside_feed(feed: str, path: str) -> str:
    """Give the address of a path below `output/` by that of the show's feed."""
    return f"{feed.removesuffix(feed_path())}{quote(path)}"


def episode_page(slug: str) -> str:
    """Give the path of an episode's page."""
    return f"episodes/{slug}/{_PAGE}"


def embed_page(slug: str) -> str:
    """Give the path of an episode's player for pages of others."""
    return f"{EMBEDS}/{slug}/{_PAGE}"


def oembed_path(slug: str) -> str:
    """Give the path of what tells other sites how to embed an episode (oEmbed 1.0)."""
    return f"{OEMBED}/{slug}.json"


def topic_page(topic_slug: str, number: int = 1) -> str:
    """Give the path of a topic's page, or of a further one where a topic has too many episodes for one."""
    return f"topics/{topic_slug}/{_PAGE}" if number == 1 else f"topics/{topic_slug}/{number}/{_PAGE}"


def topics_page(number: int = 1) -> str:
    """Give the path of the page that lists all topics, where they are many, or of a further one."""
    return f"all-topics/{_PAGE}" if number == 1 else f"all-topics/{number}/{_PAGE}"


def all_page(number: int = 1) -> str:
    """Give the path of the page that lists all episodes, or of a further one."""
    return f"episodes/{_PAGE}" if number == 1 else f"episodes/pages/{number}/{_PAGE}"


def reading_page() -> str:
    """Give the path of the page of links that belong to no one episode."""
    return f"reading/{_PAGE}"


def page_url(show: Show, path: str) -> str:
    """Give the address of a page: of its folder, as servers answer it."""
    return url(show, path.removesuffix(_PAGE))


def feed_path(topic_slug: str | None = None, page: int = 1) -> str:
    """Give the path of the show's feed, or of a topic's; a long feed has further pages, counted from 1."""
    name = "feed.xml" if page == 1 else f"feed-{page}.xml"
    return f"topics/{topic_slug}/{name}" if topic_slug else name


def url(show: Show, path: str = "") -> str:
    """Give the address of a path below `output/`; of the front page without one."""
    return f"{ascii_url(show.site_url).rstrip('/')}/{quote(path)}"


def episode_url(show: Show, episode: Episode) -> str:
    """Give the address where people find an episode."""
    return page_url(show, episode_page(episode.slug))


def feed_url(show: Show, topic_slug: str | None = None, page: int = 1) -> str:
    """Give the address of the show's feed, or of a topic's, or of one of its further pages."""
    return url(show, feed_path(topic_slug, page))


def audio_url(show: Show, record: Record) -> str:
    """Give the address of a recording: one of its own, which never leads to other bytes."""
    return sound_url(show, record, record.audio_path)


def sound_url(show: Show, record: Record, path: str) -> str:
    """Give the address of one of a recording's sound files, by its path."""
    return f"{url(show)}{sound_link(record, path)}"


def counted_url(show: Show, address: str) -> str:
    """Give the address of a sound file as feeds have it: by way of a service that counts, if there is one.

    Such a service redirects to what stands after its own address, without its scheme.
    """
    return f"{show.feed.prefix}{address.partition('://')[2]}" if show.feed.prefix else address


def sound_link(record: Record, path: str) -> str:
    """Give the address of one of a recording's sound files from the site's root."""
    return sound_address(quote(path), str(record.files[path]["sha256"]))


def podcast_guid(show: Show, topic_slug: str | None = None) -> str:
    """Give the permanent identifier of the show's feed, or of a topic's: stored, or of its first address."""
    if topic_slug is None and show.feed.guid:
        return show.feed.guid
    first = ascii_url(show.feed.first_url or show.site_url).rstrip("/")
    return feed_guid(f"{first}/{quote(feed_path(topic_slug))}")


def feed_guid(feed: str) -> str:
    """Derive a podcast's permanent identifier from its feed's address: UUIDv5, less scheme and slashes."""
    _, separator, rest = feed.partition("://")
    return str(uuid.uuid5(_GUID_NAMESPACE, (rest if separator else feed).rstrip("/")))


@lru_cache(maxsize=2048)  # the site's own stands in every address, those of an episode in several feeds
def ascii_url(address: str) -> str:
    """Write an address in ASCII: the host in Punycode (RFC 3490), anything else percent-encoded UTF-8."""
    text = without_stray_characters(address).strip()
    try:
        scheme, host, *others = urlsplit(text)
        host = host.encode("idna").decode("ascii")
    except ValueError:  # not an address: a bracket alone, a label too long
        return quote(text, safe=_URL_SIGNS)
    return urlunsplit((scheme, host, *(quote(part, safe=_URL_SIGNS) for part in others)))
