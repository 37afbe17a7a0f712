"""What a server must do for podcast apps: each rule yields what is wrong with one file as it is served."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.checking.conformance.fetching import MOST_REDIRECTS, Answer
from pipeline.checking.conformance.file_rules import place
from pipeline.checking.conformance.judged_feed import JudgedFeed, found, text
from pipeline.layout.addresses import CHAPTERS_TYPE, MIME_TYPES

ORIGIN = "https://player.example.org"  # of a player in a web page, elsewhere
RANGE = (0, 1)  # the first two bytes, as Apple's players ask to see whether ranges work
FEED, ENCLOSURE, ALTERNATE, TRANSCRIPT, CHAPTERS, IMAGE, PAGE = (
    "feed", "enclosure", "alternate", "transcript", "chapters", "image", "page",
)  # fmt: skip
SOUNDS = {ENCLOSURE, ALTERNATE}
_TYPES: Mapping[str, tuple[str, ...]] = {
    FEED: ("application/rss+xml", "application/xml", "text/xml"),
    ENCLOSURE: (MIME_TYPES[".mp3"],),
    CHAPTERS: (CHAPTERS_TYPE, MIME_TYPES[".json"]),  # simple hosts know files by the end of their names
    IMAGE: (MIME_TYPES[".jpg"], MIME_TYPES[".png"]),
    PAGE: (MIME_TYPES[".html"],),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """Something a feed points to: what kind of thing, where, where the feed says so, and what it says."""

    kind: str
    url: str
    where: str
    type: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """How a resource was served to HEAD and, an enclosure, to the request of a range."""

    resource: Resource
    head: Answer
    range: Answer | None = None


Rule = Callable[[Served], Iterator[str]]


def resources(feed: JudgedFeed) -> Iterator[Resource]:
    """Go through everything a feed points to, itself first."""
    yield Resource(FEED, feed.url, "channel")
    for parent, where in [(feed.channel, "channel"), *((item, place(item)) for item in feed.items)]:
        yield Resource(PAGE, text(parent, "link"), where)
        for image in found(parent, "itunes:image"):
            yield Resource(IMAGE, image.get("href", ""), where)
        for one in found(parent, "enclosure"):
            yield Resource(ENCLOSURE, one.get("url", ""), where, length=one.get("length", ""))
        for one in found(parent, "podcast:alternateEnclosure"):
            for source in found(one, "podcast:source"):
                kind, length = one.get("type", ""), one.get("length", "")
                yield Resource(ALTERNATE, source.get("uri", ""), where, kind, length)
        for one in found(parent, "podcast:transcript"):
            yield Resource(TRANSCRIPT, one.get("url", ""), where, one.get("type", ""))
        for one in found(parent, "podcast:chapters"):
            yield Resource(CHAPTERS, one.get("url", ""), where)


def _redirects(served: Served) -> Iterator[str]:
    if served.head.redirects > MOST_REDIRECTS:
        yield f"redirects more than {MOST_REDIRECTS} times"


def _head(served: Served) -> Iterator[str]:
    if served.head.status != 200 and served.head.redirects <= MOST_REDIRECTS:
        yield f"answers HEAD with {served.head.status}, not 200"


def _type(served: Served) -> Iterator[str]:
    resource = served.resource
    allowed = _TYPES.get(resource.kind, (resource.type,))
    told = served.head.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told not in allowed:
        yield f"is served as {told or 'nothing'}, not {allowed[0]}"


def _length(served: Served) -> Iterator[str]:
    told = served.head.headers.get("content-length", "none")
    if served.resource.kind in SOUNDS and told != served.resource.length:
        yield f"has a Content-Length of {told}, the feed says {served.resource.length or 'nothing'}"


def _validators(served: Served) -> Iterator[str]:
    if not served.head.headers.keys() & {"etag", "last-modified"}:
        yield "has neither ETag nor Last-Modified: apps fetch it again each time"


def _cors(served: Served) -> Iterator[str]:
    allowed = served.head.headers.get("access-control-allow-origin", "")
    if served.resource.kind in {TRANSCRIPT, CHAPTERS} and allowed not in {"*", ORIGIN}:
        yield "lacks Access-Control-Allow-Origin: players in web pages cannot read it"


def _ranges(served: Served) -> Iterator[str]:
    if (answer := served.range) is None:
        return
    first, last = RANGE
    wanted = f"bytes {first}-{last}/{served.resource.length}"
    if answer.status != 206:
        yield f"answers a request for a range with {answer.status}, not 206"
    elif answer.headers.get("content-range") != wanted or len(answer.body) != last - first + 1:
        yield f"answers a range with {answer.headers.get('content-range', 'no Content-Range')}, not {wanted}"


SERVED_RULES: Mapping[str, Rule] = {
    "served-redirects": _redirects,
    "served-head": _head,
    "served-type": _type,
    "served-length": _length,
    "served-validators": _validators,
    "served-cors": _cors,
    "served-ranges": _ranges,
}
