"""The files of `output/` as the world gets them: which, of what type, kept how long, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline.layout import addresses

COVER_NOTES_PATH = "art/art.json"  # how the covers that lie there were drawn
PRIVATE = ("records", "report.json", "README.md", COVER_NOTES_PATH)  # our own notes: folders and files
_OTHER_TYPES = (  # where the end of the name does not tell
    ("*.xml", "application/xml"),  # feeds too: as application/rss+xml, browsers show their text and no page
    ("chapters/*.json", addresses.CHAPTERS_TYPE),
)
_UNKNOWN_TYPE = "application/octet-stream"
_IN_UTF_8 = ("text/html", "text/css", "text/javascript", "text/plain")

# A sound file's name, or of older renderings the address, changes with its bytes: caches may keep it for good
# (RFC 8246).
_KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
_KEPT_A_DAY = "public, max-age=86400"
_KEPT_MINUTES = "public, max-age=300"
_CACHING = (
    (re.compile(r"audio/.*"), _KEPT_FOR_GOOD),
    (re.compile(r"art/.*"), _KEPT_A_DAY),
)
# What a file names must be there before it: each of these is sent when all before it are.
_RANKS = (  # the first that fits
    re.compile(r"audio/.*"),
    re.compile(r"(?!oembed/)(?!.*\.(?:html|xml)$).*"),  # transcripts, chapters, pictures, style
    re.compile(r"embed/.*"),
    re.compile(r"oembed/.*"),
    re.compile(r"episodes/.*\.html"),
    re.compile(r".*\.html"),
    re.compile(r"sitemap.*"),
    re.compile(r"topics/(?!.*/feed\.xml$).*"),  # older pages of a feed before its first
    re.compile(r"topics/.*"),
    re.compile(r"(?!feed\.xml$).*"),
    re.compile(r"feed\.xml"),
)


def is_public(path: str) -> bool:
    """Tell whether a path below `output/` is for others: no notes of ours, nothing hidden or half-written."""
    parts = PurePosixPath(path).parts
    if any(part.startswith(".") for part in parts):
        return False
    return not any(path == name or path.startswith(f"{name}/") for name in PRIVATE)


def public_files(output: Path) -> Iterator[str]:
    """List the paths below `output` that are for others, by name; links are not followed."""
    found = (file for file in output.rglob("*") if file.is_file() and not file.is_symlink())
    yield from sorted(path for path in (f.relative_to(output).as_posix() for f in found) if is_public(path))


def content_type(path: str) -> str:
    """Give the Content-Type to declare for a path below `output/`."""
    name = PurePosixPath(path)
    kind = next((kind for pattern, kind in _OTHER_TYPES if name.match(pattern)), None)
    kind = kind or addresses.MIME_TYPES.get(name.suffix.lower(), _UNKNOWN_TYPE)
    return f"{kind}; charset=utf-8" if kind in _IN_UTF_8 else kind


def cache_control(path: str) -> str:
    """Give the Cache-Control to declare: for good what carries its digest, minutes for what names others."""
    return next((value for pattern, value in _CACHING if pattern.fullmatch(path)), _KEPT_MINUTES)


def rank(path: str) -> int:
    """Give a path's place in the order of sending: what is named by others first, the show's feed last."""
    return next(place for place, pattern in enumerate(_RANKS) if pattern.fullmatch(path))
