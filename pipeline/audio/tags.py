"""The facts of an episode inside its MP3, as ID3v2.3."""

# mypy: allow-untyped-calls
# (of what mutagen leaves unannotated)

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from mutagen import MutagenError, id3

from pipeline.audio.chapters import in_order
from pipeline.audio.origin import SOURCE_TYPE, TRAINED_ALGORITHMIC_MEDIA
from pipeline.audio.recording import TimedSentence
from pipeline.catalogue.languages import iso_639_2
from pipeline.errors import EncodingFailed
from pipeline.layout.record import Chapter

_MILLISECONDS = 2  # SYLT's time format
_TRANSCRIPTION = 2  # SYLT's content type
_NO_OFFSET = 0xFFFFFFFF  # CHAP: the times count, not the bytes
_PADDING = 256  # bytes: room for another program to correct a title in place
_FRAME_HEADER = 10  # bytes


@dataclass(frozen=True, slots=True)
class EpisodeTags:
    """What an MP3 says about itself; a fact left empty gets no frame."""

    title: str  # as players show it: one line, the subtitle with it
    show: str
    author: str
    number: int  # within its season, if it has one
    published: datetime
    summary: str
    transcript: str  # as shown
    guid: str
    feed_url: str
    episode_url: str
    length_ms: int
    cover: bytes  # JPEG
    subtitle: str = ""
    copyright: str = ""
    publisher: str = ""
    language: str = "en-us"
    encoder: str = ""
    category: str = ""  # the feed's
    keywords: str = ""  # with commas between
    season: str = ""
    chapters: tuple[Chapter, ...] = ()
    chapter_pictures: Mapping[str, bytes] = field(default_factory=dict)  # JPEG, by the chapter's title
    sentences: tuple[TimedSentence, ...] = ()

    @property
    def language_code(self) -> str:
        """Give the language in the three letters of ISO 639-2."""
        return iso_639_2(self.language)


# ID3v2.3, section 4, and the frames that Apple added for podcasts; {0} is the EpisodeTags. TIME is left out:
# beside TYER and TDAT it makes music-tag refuse the date.
TEXT_FRAMES: Mapping[str, str] = {
    "TIT2": "{0.title}",
    "TIT3": "{0.subtitle}",
    "TPE1": "{0.author}",
    "TPE2": "{0.author}",
    "TALB": "{0.show}",
    "TRCK": "{0.number}",
    "TPOS": "{0.season}",
    "TCON": "Podcast",
    "TYER": "{0.published:%Y}",
    "TDAT": "{0.published:%d%m}",
    "TLEN": "{0.length_ms}",
    "TLAN": "{0.language_code}",
    "TCOP": "{0.copyright}",
    "TPUB": "{0.publisher}",
    "TENC": "{0.encoder}",
    "TSSE": "{0.encoder}",
    "TGID": "{0.guid}",
    "TDES": "{0.summary}",
    "TCAT": "{0.category}",
    "TKWD": "{0.keywords}",
}
LINK_FRAMES: Mapping[str, str] = {
    # WFED is left out: half of the readers take it for a text with its encoding first, half for a link, and
    # none of its forms is read by all (docs/tags.md). All find this one, the page of the sound's source.
    "WOAS": "{0.feed_url}",
    "WOAF": "{0.episode_url}",
}
# Texts by a description of their own.
OWN_TEXTS: Mapping[str, str] = {SOURCE_TYPE: TRAINED_ALGORITHMIC_MEDIA}


def tag_mp3(mp3: bytes, tags: EpisodeTags) -> bytes:
    """Put an ID3v2.3 header before the MP3, in place of any tags it has; the same bytes for the same facts.

    Raises EncodingFailed for text that ID3 cannot hold.
    """
    file = io.BytesIO(mp3)
    try:
        header = id3.ID3()
        for frames in _FRAMES:
            for frame in frames(tags):
                header.add(frame)
        header.update_to_v23()
        header.save(file, v1=0, v2_version=3, padding=lambda _: _PADDING)
    except (MutagenError, UnicodeEncodeError) as error:
        raise EncodingFailed(
            f"its tags cannot be written: {error}",
            remedy="look for characters that are no text in its title, summary, script or addresses",
        ) from error
    return _chapters_in_order(file.getvalue())


def _encoding(*texts: str) -> int:
    """Choose UTF-16 beyond ASCII: players take ID3's Latin-1 for the code page of their own country."""
    return id3.Encoding.LATIN1 if all(text.isascii() for text in texts) else id3.Encoding.UTF16


def _texts(tags: EpisodeTags) -> Iterator[id3.Frame]:
    for name, template in TEXT_FRAMES.items():
        if text := template.format(tags):
            yield id3.Frames[name](encoding=_encoding(text), text=text)


def _own_texts(_: EpisodeTags) -> Iterator[id3.Frame]:
    for name, text in OWN_TEXTS.items():
        yield id3.TXXX(encoding=_encoding(text), desc=name, text=text)


def _links(tags: EpisodeTags) -> Iterator[id3.Frame]:
    for name, template in LINK_FRAMES.items():
        if url := template.format(tags):
            yield id3.Frames[name](url=url.encode("ascii").decode())


def _long_texts(tags: EpisodeTags) -> Iterator[id3.Frame]:
    for kind, text in ((id3.COMM, tags.summary), (id3.USLT, tags.transcript)):
        if text:
            yield kind(encoding=_encoding(text), lang=tags.language_code, desc="", text=text)


def _word_times(tags: EpisodeTags) -> Iterator[id3.Frame]:
    """Give each word its time; what parts it from the word before leads it (ID3v2.3, section 4.10)."""
    words = [
        (("" if not number and not index else " " if index else "\n") + word.text, round(word.start * 1000))
        for number, sentence in enumerate(tags.sentences)
        for index, word in enumerate(sentence.words)
    ]
    if words:
        yield id3.SYLT(
            encoding=_encoding(*(text for text, _ in words)),
            lang=tags.language_code,
            format=_MILLISECONDS,
            type=_TRANSCRIPTION,
            desc="",
            text=words,
        )


def _cover(tags: EpisodeTags) -> Iterator[id3.Frame]:
    if tags.cover:
        yield _picture(tags.cover, id3.PictureType.COVER_FRONT, "Cover")


def _pictured(tags: EpisodeTags, chapter: Chapter) -> Iterator[id3.Frame]:
    if data := tags.chapter_pictures.get(chapter.title):
        yield _picture(data, id3.PictureType.OTHER, "")


def _picture(data: bytes, kind: int, what: str) -> id3.Frame:
    return id3.APIC(encoding=id3.Encoding.LATIN1, mime="image/jpeg", type=kind, desc=what, data=data)


def _chapters(tags: EpisodeTags) -> Iterator[id3.Frame]:
    """Give the chapters, each until the next, and the table that puts them in order (ID3v2 Chapters 1.0)."""
    chapters = in_order(tags.chapters)
    names = [f"chp{index}" for index in range(len(chapters))]
    times = [*(round(chapter.start * 1000) for chapter in chapters), tags.length_ms]
    for name, chapter, (start, end) in zip(names, chapters, pairwise(times), strict=True):
        yield id3.CHAP(
            element_id=name,
            start_time=start,
            end_time=end,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[
                id3.TIT2(encoding=_encoding(chapter.title), text=chapter.title),
                *_pictured(tags, chapter),
            ],
        )
    if names:
        yield id3.CTOC(
            element_id="toc",
            flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED,
            child_element_ids=names,
            sub_frames=[],
        )


def _podcast_mark(_: EpisodeTags) -> Iterator[id3.Frame]:
    yield id3.PCST(value=0)  # that it is there is what counts


_FRAMES: tuple[Callable[[EpisodeTags], Iterator[id3.Frame]], ...] = (
    _texts,
    _own_texts,
    _links,
    _long_texts,
    _word_times,
    _cover,
    _chapters,
    _podcast_mark,
)


def _chapters_in_order(mp3: bytes) -> bytes:
    """Sort the CHAP frames by time: mutagen writes them by size, and ffmpeg lists them as they come."""
    frames = []
    position = _FRAME_HEADER  # the tag's own header is as long
    while mp3[position] != 0:  # padding
        size = _FRAME_HEADER + int.from_bytes(mp3[position + 4 : position + 8], "big")
        frames.append(mp3[position : position + size])
        position += size
    chapters = iter(sorted((f for f in frames if f.startswith(b"CHAP")), key=_chapter_start))
    ordered = (next(chapters) if frame.startswith(b"CHAP") else frame for frame in frames)
    return b"".join([mp3[:_FRAME_HEADER], *ordered, mp3[position:]])


def _chapter_start(frame: bytes) -> bytes:
    times = frame.index(b"\0", _FRAME_HEADER) + 1  # after the name
    return frame[times : times + 4]
