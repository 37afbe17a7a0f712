"""What a feed must say of each episode: each rule yields what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pipeline.catalogue.disclosure import DISCLOSURE_WORD, has_word
from pipeline.catalogue.limits import LONGEST_DESCRIPTION, LONGEST_TITLE
from pipeline.checking.conformance.judged_feed import (
    Element,
    attribute,
    date,
    found,
    html_tags,
    in_cdata,
    is_web,
    number,
    text,
)
from pipeline.layout.addresses import CHAPTERS_TYPE, MIME_TYPES, TRANSCRIPT_SUFFIXES

_DESCRIPTION_TAGS = {"p", "ul", "ol", "li", "a"}  # what Apple shows
_NUMBER = r"[1-9]\d*"
_PLAYLISTS = {"application/x-mpegurl", "application/vnd.apple.mpegurl"}  # HLS: no file, so no length
_SOUNDBITE_SECONDS = (15, 120)  # Podcasting 2.0 namespace

Rule = Callable[[Element], Iterator[str]]


def _title(item: Element) -> Iterator[str]:
    length = len(text(item, "title"))
    if not 0 < length <= LONGEST_TITLE:
        yield f"the title has {length} characters, not 1 to {LONGEST_TITLE}"


def _enclosure(item: Element) -> Iterator[str]:
    enclosures = found(item, "enclosure")
    if len(enclosures) != 1:
        yield f"has {len(enclosures)} enclosures, not one"
        return
    facts = enclosures[0]
    if not is_web(facts.get("url", "")):
        yield "the enclosure has no address on the web"
    if not re.fullmatch(r"[1-9]\d*", facts.get("length", "")):
        yield f"the enclosure's length is {facts.get('length', '')!r}, not a number of bytes"
    if facts.get("type") != MIME_TYPES[".mp3"]:
        yield f"the enclosure's type is {facts.get('type', '')!r}, not {MIME_TYPES['.mp3']}"


def _guid(item: Element) -> Iterator[str]:
    if not text(item, "guid") or attribute(item, "guid", "isPermaLink") != "false":
        yield 'needs exactly one guid, with isPermaLink="false"'


def _date(item: Element) -> Iterator[str]:
    if date(text(item, "pubDate")) is None:
        yield "needs exactly one pubDate after RFC 2822, with a numeric zone"


def _link(item: Element) -> Iterator[str]:
    if not is_web(text(item, "link")):
        yield "needs exactly one link, to a page on the web"


def _description(item: Element) -> Iterator[str]:
    description = text(item, "description")
    size = len(description.encode())
    if not 0 < size <= LONGEST_DESCRIPTION:
        yield f"the description has {size} bytes, not 1 to {LONGEST_DESCRIPTION}"
    tags = html_tags(description)
    if others := tags - _DESCRIPTION_TAGS:
        yield f"the description has <{'>, <'.join(sorted(others))}>, which apps do not show"
    if tags and not in_cdata(found(item, "description")[0]):
        yield "the description's HTML is not in a CDATA section"


def _disclosure(item: Element) -> Iterator[str]:
    for name in ("description", "content:encoded"):
        if not has_word(text(item, name)):
            yield f"the {name} does not say that the voice is {DISCLOSURE_WORD}"


def _content(item: Element) -> Iterator[str]:
    if not text(item, "content:encoded"):
        yield "needs exactly one content:encoded, with the show notes"


def _duration(item: Element) -> Iterator[str]:
    if not re.fullmatch(r"[1-9]\d*", text(item, "itunes:duration")):
        yield "needs exactly one itunes:duration, in whole seconds"


def _episode(item: Element) -> Iterator[str]:
    """Ask for a number; a trailer or a bonus may go without (Apple, «Podcast RSS feed requirements»)."""
    is_extra = text(item, "itunes:episodeType") in {"trailer", "bonus"}
    needs_none = is_extra and not found(item, "itunes:episode")
    if not needs_none and not re.fullmatch(_NUMBER, text(item, "itunes:episode")):
        yield "needs exactly one itunes:episode, a number from 1"


def _season(item: Element) -> Iterator[str]:
    """Judge the season, there once or not at all, and what Podcasting 2.0 says of season and number."""
    for name in ("itunes:season", "podcast:season", "podcast:episode"):
        if found(item, name) and not re.fullmatch(_NUMBER, text(item, name)):
            yield f"{name} is not one number from 1"
    for name in ("season", "episode"):
        theirs, apples = text(item, f"podcast:{name}"), text(item, f"itunes:{name}")
        if theirs and theirs != apples:
            yield f"podcast:{name} is {theirs}, and itunes:{name} {apples or 'not there'}"


def _episode_type(item: Element) -> Iterator[str]:
    if text(item, "itunes:episodeType") not in {"full", "trailer", "bonus"}:
        yield "needs exactly one itunes:episodeType: full, trailer or bonus"


def _explicit(item: Element) -> Iterator[str]:
    if text(item, "itunes:explicit") not in {"true", "false"}:
        yield "needs exactly one itunes:explicit: true or false"


def _image(item: Element) -> Iterator[str]:
    if not re.search(r"\.(?:jpg|png)$", attribute(item, "itunes:image", "href")):
        yield "needs exactly one itunes:image, its address ending in .jpg or .png"


def _transcripts(item: Element) -> Iterator[str]:
    types = {transcript.get("type") for transcript in found(item, "podcast:transcript")}
    missing = {MIME_TYPES[suffix] for suffix in TRANSCRIPT_SUFFIXES} - types
    if missing:
        yield f"needs a podcast:transcript of type {', '.join(sorted(missing))}"


def _chapters(item: Element) -> Iterator[str]:
    if attribute(item, "podcast:chapters", "type") != CHAPTERS_TYPE:
        yield f"needs exactly one podcast:chapters of type {CHAPTERS_TYPE}"


def _alternates(item: Element) -> Iterator[str]:
    """Judge other sound files and videos, if there are any (Podcasting 2.0 namespace, alternateEnclosure)."""
    for one in found(item, "podcast:alternateEnclosure"):
        yield from (f"a podcast:alternateEnclosure {what}" for what in _alternate_faults(one))


def _alternate_faults(one: Element) -> Iterator[str]:
    kind, length, bitrate = one.get("type", ""), one.get("length"), one.get("bitrate")
    playlist = kind.lower() in _PLAYLISTS
    if not playlist and not re.fullmatch(r"(?:audio|video)/[a-z0-9.+-]+", kind):
        yield f"has the type {kind!r}, not one of sound or video"
    if length is not None and not re.fullmatch(_NUMBER, length) and not (playlist and length == "0"):
        yield f"has the length {length!r}, not a number of bytes"
    if length is None and not playlist:
        yield "has no length in bytes"
    if bitrate is not None and not number(bitrate):
        yield f"has the bitrate {bitrate!r}, not a number of bits per second"
    sources = found(one, "podcast:source")
    if not sources or not all(is_web(source.get("uri", "")) for source in sources):
        yield "needs a podcast:source with an address on the web"


def _person(item: Element) -> Iterator[str]:
    if not any((person.text or "").strip() for person in found(item, "podcast:person")):
        yield "needs a podcast:person with a name"


def _soundbite(item: Element) -> Iterator[str]:
    total = number(text(item, "itunes:duration"))
    if total is None or total < _SOUNDBITE_SECONDS[0]:
        return
    soundbites = found(item, "podcast:soundbite")
    if not soundbites:
        yield "needs a podcast:soundbite"
    for soundbite in soundbites:
        start, length = number(soundbite.get("startTime", "")), number(soundbite.get("duration", ""))
        if start is None or length is None or start + length > total + 1:
            yield "a podcast:soundbite is not a passage of the episode, in seconds"
        elif not _SOUNDBITE_SECONDS[0] <= length <= _SOUNDBITE_SECONDS[1]:
            yield f"a podcast:soundbite lasts {length:g} s, not 15 to 120"


ITEM_RULES: Mapping[str, Rule] = {
    "item-title": _title,
    "item-enclosure": _enclosure,
    "item-guid": _guid,
    "item-date": _date,
    "item-link": _link,
    "item-description": _description,
    "item-disclosure": _disclosure,
    "item-content": _content,
    "item-duration": _duration,
    "item-episode": _episode,
    "item-season": _season,
    "item-episode-type": _episode_type,
    "item-explicit": _explicit,
    "item-image": _image,
    "item-transcripts": _transcripts,
    "item-chapters": _chapters,
    "item-alternates": _alternates,
    "item-person": _person,
    "item-soundbite": _soundbite,
}
