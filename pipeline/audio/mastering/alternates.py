"""The same episode in another container than MP3: as loud, as long, with its facts, measured on the file."""

from __future__ import annotations

import base64
import math
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.chapters import in_order
from pipeline.audio.encoding_tags import with_texts
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_sound, run_ffmpeg
from pipeline.audio.mastering.limiter import limit
from pipeline.audio.mastering.loudness import integrated_loudness, true_peak
from pipeline.audio.mastering.master import ENCODER_LOSS_DB, MAX_ATTEMPTS, PEAK_MARGIN_DB, Mastered
from pipeline.audio.recording import Loudness
from pipeline.audio.tags import OWN_TEXTS, EpisodeTags
from pipeline.catalogue.show import AudioSettings
from pipeline.layout.encodings import ENCODINGS, Encoding
from pipeline.layout.record import Chapter
from pipeline.process.files import workshop

LOUDNESS_TOLERANCE_LU = 0.2  # from the MP3; a file further off is encoded again

# ffmpeg's names, which it turns into those of each container; {0} is the EpisodeTags.
_FACTS: Mapping[str, str] = {
    "title": "{0.title}",
    "artist": "{0.author}",
    "album_artist": "{0.author}",
    "album": "{0.show}",
    "track": "{0.number}",
    "disc": "{0.season}",
    "date": "{0.published:%Y-%m-%d}",
    "genre": "Podcast",
    "comment": "{0.summary}",
    "lyrics": "{0.transcript}",
    "copyright": "{0.copyright}",
    **OWN_TEXTS,
}
_SPECIAL = re.compile(r"[=;#\\\n]")  # in ffmpeg's file of facts
_FRONT_COVER = 3  # picture types of FLAC (RFC 9639, section 8.8)
_UNKNOWN = (0, 0, 0, 0)  # its width, height, depth and colours: the picture itself tells them


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """What was measured on a sound file after decoding."""

    seconds: float
    loudness: Loudness


def encode_alternate(
    mastered: Mastered, name: str, settings: AudioSettings, tags: EpisodeTags | None = None
) -> bytes:
    """Give the episode as the file of that name in ENCODINGS. Raises EncodingFailed."""
    return encode_measured(mastered, name, settings, tags)[0]


def encode_measured(
    mastered: Mastered, name: str, settings: AudioSettings, tags: EpisodeTags | None = None
) -> tuple[bytes, SoundFacts]:
    """Give the episode as the file of that name in ENCODINGS; the same bytes for the same arguments.

    It comes with what was measured on it. Encodes the samples behind the MP3, less what was added for LAME,
    and again with corrected gain and ceiling until the file is as loud as the MP3 and under its true peak; a
    last attempt that misses is returned as it is, for others to judge. Without `tags` it tells no facts.
    Raises EncodingFailed.
    """
    gain_db = ENCODINGS[name].loss_db - ENCODER_LOSS_DB
    ceiling_db = settings.true_peak_dbtp - PEAK_MARGIN_DB
    for _ in range(MAX_ATTEMPTS):
        limited = limit(mastered.samples, _ratio(ceiling_db), gain=_ratio(gain_db))
        data = _encode(limited.samples, ENCODINGS[name], name, tags)
        found = measure_alternate(data, name)
        off_lu = _difference(mastered.loudness.integrated_lufs, found.loudness.integrated_lufs)
        over_db = found.loudness.true_peak_dbtp - settings.true_peak_dbtp
        if abs(off_lu) <= LOUDNESS_TOLERANCE_LU and over_db <= 0:
            break
        gain_db += off_lu
        ceiling_db -= max(0.0, over_db + 0.1)
    return data, found


def measure_alternate(data: bytes, name: str) -> SoundFacts:
    """Decode a file of that name in ENCODINGS and measure it. Raises EncodingFailed if it is damaged."""
    rate = ENCODINGS[name].sample_rate
    decoded = decode_sound(data, f".{name}", rate)
    return SoundFacts(decoded.size / rate, Loudness(integrated_loudness(decoded, rate), true_peak(decoded)))


def _encode(samples: NDArray[np.float32], encoding: Encoding, name: str, tags: EpisodeTags | None) -> bytes:
    with workshop() as folder:
        raw, facts, cover, path = (
            folder / file for file in ("episode.raw", "facts.txt", "cover.jpg", f"episode.{name}")
        )
        raw.write_bytes(np.ascontiguousarray(samples, "<f4").data)
        facts.write_text("\n".join(facts_lines(encoding, tags)) + "\n", encoding="utf-8")
        cover.write_bytes(tags.cover if tags else b"")
        picture = encoding.cover_is_stream and bool(tags and tags.cover)
        run_ffmpeg(
            [
                *("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", str(raw)),
                *("-f", "ffmetadata", "-i", str(facts)),
                *(("-f", "jpeg_pipe", "-i", str(cover)) if picture else ()),
                *("-map", "0:a", "-map_metadata", "1"),
                *("-map_chapters", "-1" if encoding.chapters_as_comments else "1"),
                *(("-map", "2:v", "-codec:v", "copy", "-disposition:v", "attached_pic") if picture else ()),
                *(*encoding.ffmpeg_options, "-b:a", f"{encoding.bitrate_kbps}k"),
                *("-ar", str(encoding.sample_rate), "-threads", "1", "-fflags", "+bitexact"),
                *("-flags:a", "+bitexact", str(path)),
            ],
            len(samples) / SAMPLE_RATE,
        )
        data = path.read_bytes()
    return with_texts(data, name, OWN_TEXTS) if tags else data


def facts_lines(encoding: Encoding, tags: EpisodeTags | None) -> Iterator[str]:
    """Write the facts and chapters in the form ffmpeg reads (its documentation, «Metadata»)."""
    yield ";FFMETADATA1"
    if tags is None:
        return
    for key, template in _FACTS.items():
        if text := template.format(tags):
            yield f"{key}={_escaped(text)}"
    if tags.cover and not encoding.cover_is_stream:
        yield f"metadata_block_picture={_escaped(_picture_block(tags.cover))}"
    chapters = in_order(tags.chapters)
    if encoding.chapters_as_comments:
        yield from _chapter_comments(chapters)
        return
    times = [*(round(chapter.start * 1000) for chapter in chapters), tags.length_ms]
    for chapter, (start, end) in zip(chapters, pairwise(times), strict=True):
        yield f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={_escaped(chapter.title)}"


def _chapter_comments(chapters: Iterable[Chapter]) -> Iterator[str]:
    """Give chapters as Ogg's comments hold them (Xiph.Org, «Chapter Extension»).

    ffmpeg, 5.1 to 9.0, rounds the seconds of its own up where the milliseconds are 500 or more.
    """
    for number, chapter in enumerate(chapters):
        minutes, milliseconds = divmod(round(chapter.start * 1000), 60_000)
        time = f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds / 1000:06.3f}"
        yield f"CHAPTER{number:03}={time}"
        yield f"CHAPTER{number:03}NAME={_escaped(chapter.title)}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text.replace("\r", ""))


def _picture_block(jpeg: bytes) -> str:
    """Give a picture as Ogg's comments hold it: FLAC's block in base64 (RFC 9639, section 8.8)."""
    mime = b"image/jpeg"
    head = struct.pack(f">2I{len(mime)}sI", _FRONT_COVER, len(mime), mime, 0)
    return base64.b64encode(head + struct.pack(">5I", *_UNKNOWN, len(jpeg)) + jpeg).decode("ascii")


def _difference(wanted: float, found: float) -> float:
    """Give how much louder it should be, in LU; nothing where one of the two is silent."""
    return wanted - found if math.isfinite(wanted) and math.isfinite(found) else 0.0


def _ratio(decibels: float) -> float:
    return float(10 ** (round(decibels, 2) / 20))
