"""What feedgen lacks: Podcasting 2.0, the links between pages, and itunes:explicit as Apple wants it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping

from pipeline.catalogue.feed_settings import Location
from pipeline.layout.encodings import Encoding
from pipeline.layout.record import Chapter
from pipeline.layout.video_shapes import CODECS, Shape
from pipeline.publishing.feeds.extension import Tag


def explicit(value: bool) -> Tag:  # noqa: FBT001 - the tag's one value
    """Say whether there is explicit content; feedgen only knows yes, no and clean."""
    return Tag("itunes:explicit", "true" if value else "false")


def guid(value: str) -> Tag:
    """Identify the podcast, wherever its feed moves."""
    return Tag("podcast:guid", value)


def new_address(url: str) -> Tag:
    """Say where the feed is from now on; who moves asks the old place to send its readers on too."""
    return Tag("itunes:new-feed-url", url)


def season(number: int, name: str = "") -> Iterator[Tag]:
    """Say which season an episode is of, for Apple and for Podcasting 2.0, and what that is called."""
    yield Tag("itunes:season", str(number))
    yield Tag("podcast:season", str(number), {"name": name} if name else {})


def episode_in_season(number: int) -> Tag:
    """Say which episode of its season it is, for Podcasting 2.0; feedgen writes Apple's."""
    return Tag("podcast:episode", str(number))


def locked(value: bool, owner_email: str) -> Tag:  # noqa: FBT001 - the tag's one value
    """Say whether other platforms may import the feed, and whom to ask, if anybody."""
    return Tag("podcast:locked", "yes" if value else "no", {"owner": owner_email} if owner_email else {})


def owner(name: str, owner_email: str) -> Tag:
    """Say who answers for the show; feedgen knows none without an address."""
    parts = {"itunes:name": name, "itunes:email": owner_email}
    return Tag("itunes:owner", None, {}, tuple(Tag(key, text) for key, text in parts.items() if text))


def blocked() -> Iterator[Tag]:
    """Ask Apple and every other platform to leave the feed out of their directories."""
    yield Tag("itunes:block", "Yes")
    yield Tag("podcast:block", "yes")


def hub(url: str) -> Tag:
    """Name the hub that tells subscribers of changes (W3C, WebSub, section 4)."""
    return Tag("atom:link", None, {"href": url, "rel": "hub"})


def trailer(title: str, url: str, published: str, *, length: int, mime_type: str, season: str) -> Tag:
    """Recommend a trailer to who does not know the show yet; `published` after RFC 2822, length in bytes."""
    facts = {"pubdate": published, "url": url, "length": str(length), "type": mime_type}
    return Tag("podcast:trailer", title, facts | ({"season": season} if season else {}))


def location(place: Location) -> Tag:
    """Name the place that the show is about, or is made in."""
    facts = {"rel": place.rel, "geo": place.geo, "osm": place.osm, "country": place.country}
    return Tag("podcast:location", place.name, {key: value for key, value in facts.items() if value})


def podroll(feeds: Iterable[tuple[str, str, str]]) -> Tag:
    """Recommend other shows: of each its podcast:guid, its feed's address and its title."""
    return Tag(
        "podcast:podroll",
        None,
        {},
        tuple(
            Tag("podcast:remoteItem", None, {"feedGuid": guid, "feedUrl": url, "title": title})
            for guid, url, title in feeds
        ),
    )


def simple_chapters(marks: Iterable[Chapter], images: Mapping[str, str]) -> Tag:
    """Give the chapters inside the feed, with their pictures (Podlove Simple Chapters, version 1.2)."""
    return Tag(
        "psc:chapters",
        None,
        {"version": "1.2"},
        tuple(Tag("psc:chapter", None, _mark(mark, images.get(mark.title, ""))) for mark in marks),
    )


def _mark(mark: Chapter, image: str) -> dict[str, str]:
    return {"start": _clock(mark.start), "title": mark.title} | ({"image": image} if image else {})


def _clock(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds / 1000:06.3f}"


def medium(value: str = "podcast") -> Tag:
    """Say what kind of feed it is."""
    return Tag("podcast:medium", value)


def person(name: str, href: str, *, role: str, group: str) -> Tag:
    """Credit somebody; role and group as the Podcast Taxonomy names them."""
    return Tag("podcast:person", name, {"role": role, "group": group, "href": href})


def statement(purpose: str, text: str) -> Tag:
    """Say something to machines, such as what proves whose feed it is."""
    return Tag("podcast:txt", text, {"purpose": purpose})


def ai_content() -> Tag:
    """Declare that the content, here the voice, is synthetic."""
    return statement("ai-content", "true")


def transcript(url: str, mime_type: str, language: str, *, captions: bool) -> Tag:
    """Point to a transcript; `captions` says that it follows the sound as subtitles do."""
    attributes = {"url": url, "type": mime_type, "language": language}
    return Tag("podcast:transcript", None, attributes | ({"rel": "captions"} if captions else {}))


def chapters(url: str, mime_type: str) -> Tag:
    """Point to the file of chapters."""
    return Tag("podcast:chapters", None, {"url": url, "type": mime_type})


def alternate_enclosure(url: str, mime_type: str, kind: Encoding, *, length: int, sha256: str) -> Tag:
    """Offer the same episode as another sound file of `length` bytes; its SHA-256 in hex."""
    attributes = {
        "type": mime_type,
        "length": str(length),
        "bitrate": str(kind.bitrate_kbps * 1000),  # bits per second
        "title": kind.title,
        "codecs": kind.codecs,
    }
    return Tag("podcast:alternateEnclosure", None, attributes, _source(url, sha256))


def _source(url: str, sha256: str) -> tuple[Tag, Tag]:
    integrity = f"sha256-{b64encode(bytes.fromhex(sha256)).decode()}"  # W3C, Subresource Integrity
    return (
        Tag("podcast:source", None, {"uri": url}),
        Tag("podcast:integrity", None, {"type": "sri", "value": integrity}),
    )


def image(url: str, purpose: str, ratio: str, width: int, alt: str) -> Tag:
    """Offer a picture of a shape: «artwork» is square, «social» wide; `alt` says what it shows."""
    facts = {"href": url, "alt": alt, "aspect-ratio": ratio, "type": "image/jpeg", "purpose": purpose}
    return Tag("podcast:image", None, facts | ({"width": str(width)} if width else {}))


def video_enclosure(url: str, shape: Shape, *, length: int, sha256: str, seconds: float) -> Tag:
    """Offer the same episode as a video of `length` bytes; its SHA-256 in hex."""
    attributes = {
        "type": "video/mp4",
        "length": str(length),
        "bitrate": str(round(length * 8 / max(seconds, 1))),  # bits per second
        "height": str(shape.height),
        "title": shape.title,
        "codecs": CODECS,
    }
    return Tag("podcast:alternateEnclosure", None, attributes, _source(url, sha256))


def soundbite(start: float, seconds: float, title: str) -> Tag:
    """Recommend a passage to try an episode by; times in seconds."""
    return Tag(
        "podcast:soundbite",
        title or None,
        {"startTime": f"{start:.1f}", "duration": f"{seconds:.1f}"},
    )


def licence(name: str, url: str) -> Tag:
    """Name the licence the episodes are under: an SPDX identifier in lower case, or any with its address."""
    return Tag("podcast:license", name, {"url": url} if url else {})


def funding(url: str, words: str) -> Tag:
    """Point to a way to support the show."""
    return Tag("podcast:funding", words, {"url": url})


def update_frequency(words: str, rule: str, start: str, *, complete: bool) -> Tag:
    """Say how often episodes come: in words, and as a rule of iCalendar that begins at `start` (ISO 8601)."""
    rules = {"dtstart": start, "rrule": rule} if rule else {}
    attributes = ({"complete": "true"} if complete else {}) | rules
    text = words or rule or "complete"
    return Tag("podcast:updateFrequency", text, attributes)


def page_link(relation: str, url: str, mime_type: str) -> Tag:
    """Point to another page of the same feed: first, last, prev or next (RFC 5005, section 3)."""
    return Tag("atom:link", None, {"href": url, "rel": relation, "type": mime_type})
