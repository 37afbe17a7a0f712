"""Which programs read which facts of an MP3: `python -m benchmarks.tag_readers` writes docs/tags.md's table.

Needs exiftool, node with the packages of tests/clients, and what `make test-system` installs.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import eyed3
import music_tag
import numpy as np
import taglib
from mutagen import id3
from tinytag import TinyTag

from pipeline.audio.artwork.about import SHOW
from pipeline.audio.artwork.cover import draw_cover
from pipeline.audio.mastering.master import master
from pipeline.audio.origin import SOURCE_TYPE
from pipeline.audio.origin import TRAINED_ALGORITHMIC_MEDIA as _SOURCE
from pipeline.audio.tags import EpisodeTags, tag_mp3
from pipeline.catalogue.show import AudioSettings, CoverSettings
from pipeline.layout.record import Chapter

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tags.md"
NODE_READER = ROOT / "tests" / "clients" / "read_tags.mjs"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is written: the frame, what it says, and every text that a reader may give for it."""

    frame: str
    meaning: str
    texts: tuple[str, ...]
    parts: tuple[str, ...] = ()  # what counts as read in part


COVER = draw_cover(CoverSettings(), "Keys", SHOW, 600)
TAGS = EpisodeTags(
    title="Keys: a small thing",
    subtitle="how a lock knows its own",
    show="Small Things",
    author="Ada Example",
    number=7,
    season="2",
    published=datetime(2026, 2, 19, 6, 30, tzinfo=UTC),
    summary="What keys do, in a minute and a half.",
    transcript="A key is a wave.\n\nCut in brass.",
    guid="6f1b7a52-9c1e-4b0e-8f27-000000000007",
    feed_url="https://example.org/feed.xml",
    episode_url="https://example.org/episodes/keys/",
    length_ms=3000,
    cover=COVER,
    copyright="© 2026 Ada Example",
    publisher="Example House",
    encoder="Ninety",
    category="Education",
    keywords="locks, brass",
    chapters=(Chapter(0.0, "A wave"), Chapter(1.0, "In brass"), Chapter(2.25, "At the door")),
)
FACTS = (
    Fact("TIT2", "title", (TAGS.title,)),
    Fact("TIT3", "subtitle", (TAGS.subtitle,)),
    Fact("TPE1, TPE2", "author", (TAGS.author,)),
    Fact("TALB", "show", (TAGS.show,)),
    Fact("TRCK", "number", ("7", "7/0")),
    Fact("TPOS", "season", ("2", "2/0")),
    Fact("TCON", "genre", ("Podcast",)),
    Fact("TYER, TDAT", "date", ("2026-02-19", "1902"), ("2026",)),
    Fact("TLAN", "language", ("eng",)),
    Fact("COMM", "summary", (TAGS.summary,)),
    Fact("USLT", "transcript", (TAGS.transcript,)),
    Fact("APIC", "cover", (sha256(COVER).hexdigest(),)),
    Fact("CHAP, CTOC", "chapters", ("At the door",)),
    Fact("WOAS", "feed", (TAGS.feed_url,)),
    Fact("WOAF", "page", (TAGS.episode_url,)),
    Fact(
        "TXXX",
        "source of the voice",
        (_SOURCE, f"({SOURCE_TYPE}) {_SOURCE}"),
        (_SOURCE.rpartition("/")[2],),
    ),
    Fact("TGID", "identifier", (TAGS.guid,)),
    Fact("TCAT", "category", (TAGS.category,)),
    Fact("TKWD", "keywords", (TAGS.keywords,), ("locks",)),
    Fact("TCOP", "copyright", (TAGS.copyright,)),
    Fact("TPUB", "publisher", (TAGS.publisher,)),
    Fact("TENC, TSSE", "encoder", (TAGS.encoder,)),
    Fact("TLEN", "length", ("3000", "3.00 s", "3 s"), ("3",)),
)


def _taglib(file: Path) -> Iterator[Any]:
    with taglib.File(str(file)) as read:
        yield from read.tags.values()
        yield from (picture.data for picture in read.pictures)


def _eyed3(file: Path) -> Iterator[Any]:
    logging.getLogger("eyed3").setLevel(logging.CRITICAL)
    tag = eyed3.load(str(file)).tag
    yield str(tag.getBestDate())
    yield from ((chapter.title or "") for chapter in tag.chapters)
    for frames in tag.frame_set.values():
        for frame in frames:
            yield from (getattr(frame, name, None) for name in ("text", "url", "image_data"))


def _tinytag(file: Path) -> Iterator[Any]:
    tag = TinyTag.get(str(file), image=True)
    yield tag.as_dict()
    yield from ([] if tag.images.any is None else [tag.images.any.data])


def _music_tag(file: Path) -> Iterator[Any]:
    tag = music_tag.load_file(str(file))
    for name in MUSIC_TAGS_NAMES:
        yield from (str(value) for value in tag[name].values)
    yield from (picture.data for picture in tag["artwork"].values)


def _mutagen(file: Path) -> Iterator[Any]:
    for frame in id3.ID3(str(file), translate=False).values():
        yield str(frame.url) if isinstance(frame, id3.UrlFrame) else getattr(frame, "text", None)
        yield getattr(frame, "data", None)
        yield [str(inner) for inner in getattr(frame, "sub_frames", {}).values()]


def _exiftool(file: Path) -> Iterator[Any]:
    command = ["exiftool", "-json", "-a", "-ID3:all", file]
    yield json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    command = ["exiftool", "-b", "-Picture", file]
    yield subprocess.run(command, capture_output=True, check=True).stdout


# Every fact that music-tag knows a name for, but pictures.
MUSIC_TAGS_NAMES = ("title", "artist", "albumartist", "album", "tracknumber", "discnumber", "year", "genre",
                    "comment", "lyrics", "composer", "isrc", "compilation")  # fmt: skip

READERS: Mapping[str, Callable[[Path], Iterator[Any]]] = {
    "TagLib": _taglib,
    "eyeD3": _eyed3,
    "mutagen": _mutagen,
    "exiftool": _exiftool,
    "tinytag": _tinytag,
    "music-tag": _music_tag,
}


def leaves(value: Any) -> Iterator[str]:
    """Give every text in what a reader found; a picture's bytes as their SHA-256 in hex."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, bytes | bytearray | memoryview):
        yield sha256(bytes(value)).hexdigest()
    elif isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each)
    elif value is not None:
        yield str(value).removesuffix("\0")


def read_by_all(file: Path) -> dict[str, frozenset[str]]:
    """Give every text that each reader finds in an MP3."""
    found = {name: frozenset(leaves(list(read(file)))) for name, read in READERS.items()}
    node = shutil.which("node") or "node"
    done = subprocess.run([node, NODE_READER, file], capture_output=True, check=True)
    return found | {name: frozenset(texts) for name, texts in json.loads(done.stdout).items()}


def mark(fact: Fact, texts: frozenset[str]) -> str:
    """Say whether a reader that found these texts gives a fact."""
    if texts.intersection(fact.texts):
        return "●"
    lines = {text.replace("\r", "").strip() for text in texts}
    if lines.intersection(fact.texts):
        return "●"
    return "◐" if texts.intersection(fact.parts) else "·"


def table() -> str:
    """Measure, and give the table as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "keys.mp3"
        sound = np.sin(np.arange(3 * 44_100, dtype=np.float32) / 20) * np.float32(0.2)
        file.write_bytes(tag_mp3(master(sound, AudioSettings()).mp3, TAGS))
        found = read_by_all(file)
    names = list(found)
    rows = [f"| frame | says | {' | '.join(names)} |", "| --- " * (len(names) + 2) + "|"]
    for fact in FACTS:
        marks = " | ".join(mark(fact, found[name]) for name in names)
        rows.append(f"| {fact.frame} | {fact.meaning} | {marks} |")
    return "\n".join(rows) + "\n"


def with_table(page: str, rows: str) -> str:
    """Give a page with these rows in place of the table in it."""
    return re.sub(r"(?m)(?:^\|.*\n)+", lambda _: rows, page, count=1)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), table()), encoding="utf-8")
