"""What must be behind a feed's addresses: each rule yields the address and what is wrong with its file."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.audio.artwork.cover import CoverFacts, read_cover
from pipeline.audio.chapters import are_enough
from pipeline.audio.found_tags import read_stream
from pipeline.checking.conformance.judged_feed import Element, JudgedFeed, attribute, found, number, text
from pipeline.errors import MISSHAPEN, EncodingFailed
from pipeline.layout.addresses import MIME_TYPES
from pipeline.layout.sound_names import tells_bytes
from pipeline.process.files import file_digest

_ARTWORK_PIXELS = range(1400, 3001)  # Apple
_FORMATS = {".jpg": "JPEG", ".png": "PNG"}
_CHAPTERS_VERSION = "1.2.0"
_DURATION_TOLERANCE_SECONDS = 1.0  # itunes:duration is in whole seconds

Fault = tuple[str, str]  # where, what
Rule = Callable[[JudgedFeed], Iterator[Fault]]


def _enclosure_files(feed: JudgedFeed) -> Iterator[Fault]:
    for where, enclosure in _elements(feed, "enclosure"):
        file = feed.file(enclosure.get("url", ""))
        if file is None:
            yield where, f"there is no file for {enclosure.get('url')}"
        elif enclosure.get("length") != str(file.stat().st_size):
            yield (
                where,
                f"{file.name} has {file.stat().st_size} bytes, the feed says {enclosure.get('length')}",
            )


def _enclosure_versions(feed: JudgedFeed) -> Iterator[Fault]:
    """Ask for the first digits of the file's SHA-256, so that an address never leads to another recording."""
    for where, enclosure in _elements(feed, "enclosure"):
        url = enclosure.get("url", "")
        file = feed.file(url)
        if file and not tells_bytes(url, _digest(file, file.stat().st_mtime_ns)):
            yield where, f"the enclosure's digits are not those of {file.name}"


def _enclosure_durations(feed: JudgedFeed) -> Iterator[Fault]:
    """Compare itunes:duration with what the MP3 says; that it says the truth, `check_episodes` measures."""
    for item in feed.items:
        file = feed.file(attribute(item, "enclosure", "url"))
        told = number(text(item, "itunes:duration"))
        if file and told is not None:
            seconds = _seconds(file, file.stat().st_mtime_ns)
            if seconds is None:
                yield place(item), f"{file.name} is not an MP3"
            elif abs(seconds - told) > _DURATION_TOLERANCE_SECONDS:
                yield place(item), f"{file.name} lasts {seconds:.1f} s, the feed says {told:g}"


def _alternate_files(feed: JudgedFeed) -> Iterator[Fault]:
    for where, one in _elements(feed, "podcast:alternateEnclosure"):
        if one.get("length") in {None, "0"}:
            continue  # a playlist: what it plays lies elsewhere
        for url in (source.get("uri", "") for source in found(one, "podcast:source")):
            file = feed.file(url)
            yield from ((where, what) for what in _alternate_faults(one, url, file))


def _alternate_faults(one: Element, url: str, file: Path | None) -> Iterator[str]:
    if file is None:
        yield f"there is no file for {url}"
        return
    if MIME_TYPES.get(file.suffix) != one.get("type"):
        yield f"{file.name} is not {one.get('type')}, by its name"
    if one.get("length") != str(file.stat().st_size):
        yield f"{file.name} has {file.stat().st_size} bytes, the feed says {one.get('length')}"
    digest = _digest(file, file.stat().st_mtime_ns)
    if not tells_bytes(url, digest):
        yield f"the address's digits are not those of {file.name}"
    sums = [sum_.get("value", "") for sum_ in found(one, "podcast:integrity") if sum_.get("type") == "sri"]
    if any(sum_ != f"sha256-{b64encode(bytes.fromhex(digest)).decode()}" for sum_ in sums):
        yield f"its podcast:integrity is not that of {file.name}"


def _transcript_files(feed: JudgedFeed) -> Iterator[Fault]:
    for where, transcript in _elements(feed, "podcast:transcript"):
        url, kind = transcript.get("url", ""), transcript.get("type", "")
        file = feed.file(url)
        if file is None:
            yield where, f"there is no file for {url}"
        elif kind in _TRANSCRIPT_FORMS and not _TRANSCRIPT_FORMS[kind](file.read_bytes()):
            yield where, f"{file.name} is not {kind}"


def _is_vtt(data: bytes) -> bool:
    return data.startswith(b"WEBVTT") and b"-->" in data


def _is_srt(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf").startswith(b"1") and b" --> " in data


def _is_transcript(data: bytes) -> bool:
    try:
        return bool(json.loads(data)["segments"][0]["body"])
    except MISSHAPEN:
        return False


_TRANSCRIPT_FORMS: Mapping[str, Callable[[bytes], bool]] = {
    "text/vtt": _is_vtt,
    "application/x-subrip": _is_srt,
    "application/json": _is_transcript,
}


def _chapter_files(feed: JudgedFeed) -> Iterator[Fault]:
    for where, element in _elements(feed, "podcast:chapters"):
        file = feed.file(element.get("url", ""))
        if file is None:
            yield where, f"there is no file for {element.get('url')}"
        else:
            seconds = number(text(element.getparent(), "itunes:duration")) or 0.0
            faults = _chapter_faults(file.read_bytes(), seconds)
            yield from ((where, f"{file.name} {what}") for what in faults)


def _chapter_faults(data: bytes, seconds: float) -> Iterator[str]:
    try:
        document = json.loads(data)
        starts = [chapter["startTime"] for chapter in document["chapters"]]
        version = document["version"]
    except MISSHAPEN:
        yield "is not a file of chapters"
        return
    if version != _CHAPTERS_VERSION:
        yield f"is of version {version!r}, not {_CHAPTERS_VERSION}"
    if not all(isinstance(start, float) for start in starts):
        yield "has a startTime that is not a decimal number"
    elif starts != sorted(set(starts)):
        yield "has chapters that do not ascend"
    elif not are_enough(len(starts), seconds) or starts[0] != 0:
        yield f"has {len(starts)} chapters, the first at {starts[:1]}: Apple asks for three, from 0"


def _artwork(feed: JudgedFeed) -> Iterator[Fault]:
    urls = {image.get("href", ""): where for where, image in reversed([*_elements(feed, "itunes:image")])}
    for url, where in urls.items():
        file = feed.file(url)
        if file is None:
            yield where, f"there is no file for {url}"
        else:
            facts = _cover(file, file.stat().st_mtime_ns)
            yield from ((where, f"{file.name} {what}") for what in _artwork_faults(file, facts))


def _artwork_faults(file: Path, facts: CoverFacts | None) -> Iterator[str]:
    if facts is None:
        yield "is not a whole image"
        return
    if facts.format != _FORMATS.get(file.suffix):
        yield f"is {facts.format}, not what its name says"
    if facts.width != facts.height or facts.width not in _ARTWORK_PIXELS:
        yield f"has {facts.width} × {facts.height} pixels, not a square of 1400 to 3000"
    if facts.mode != "RGB":
        yield f"is {facts.mode}, not RGB without alpha"


def _elements(feed: JudgedFeed, name: str) -> Iterator[tuple[str, Element]]:
    """Go through the elements of that name in the channel and its items, with where they stand."""
    yield from (("channel", element) for element in found(feed.channel, name))
    for item in feed.items:
        yield from ((place(item), element) for element in found(item, name))


def place(item: Element) -> str:
    """Say where an item stands, for people."""
    return f"item «{text(item, 'title')}» in line {item.sourceline}"


# The same file is named by several feeds: each is looked at once, as long as it stays as it is.
@lru_cache(maxsize=4096)
def _digest(file: Path, _modified: int) -> str:
    return file_digest(file)


@lru_cache(maxsize=4096)
def _seconds(file: Path, _modified: int) -> float | None:
    try:
        return read_stream(file.read_bytes()).seconds
    except EncodingFailed:
        return None


@lru_cache(maxsize=1024)
def _cover(file: Path, _modified: int) -> CoverFacts | None:
    return read_cover(file)


FILE_RULES: Mapping[str, Rule] = {
    "enclosure-files": _enclosure_files,
    "enclosure-versions": _enclosure_versions,
    "enclosure-durations": _enclosure_durations,
    "alternate-files": _alternate_files,
    "transcript-files": _transcript_files,
    "chapter-files": _chapter_files,
    "artwork": _artwork,
}
