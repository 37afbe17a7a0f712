"""What the files of an episode must be: each rule gives what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.chapters import are_enough
from pipeline.audio.encoding_tags import read_marks, read_text
from pipeline.audio.found_tags import REQUIRED_FRAMES, FoundTags, StreamFacts
from pipeline.audio.mastering.alternates import measure_alternate
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_sound
from pipeline.audio.mastering.loudness import integrated_loudness, true_peak
from pipeline.audio.mastering.proof import LOUDNESS_TOLERANCE_LU
from pipeline.audio.origin import SOURCE_TYPE, TRAINED_ALGORITHMIC_MEDIA
from pipeline.audio.recording import Loudness
from pipeline.catalogue.disclosure import disclosed_in
from pipeline.catalogue.show import AudioSettings, Episode, Show
from pipeline.checking.video_rules import video_faults
from pipeline.errors import UNREADABLE, CannotSign, EncodingFailed
from pipeline.layout import addresses
from pipeline.layout.record import Chapter, Record
from pipeline.layout.sound_names import kind_of_sound
from pipeline.layout.video_shapes import SHAPES
from pipeline.process.files import file_digest
from pipeline.publishing.feeds.soundbites import read_words
from pipeline.writing.length import PAUSE_SCALES, SPEEDS

HEADER_TOLERANCE_SECONDS = 0.05  # what players show against what they play
CHAPTER_TOLERANCE_SECONDS = 0.0015  # a millisecond, as marks are kept, and what rounding adds
LONGEST_PAUSE_SECONDS = 1.5
_ID3_2_3 = b"ID3\x03"
_OPENING_WORDS, _CLOSING_WORDS = 80, 40  # a question may come first, and thanks last
_BESIDE_A_PAUSE_SECONDS = 0.5  # what sentences leave of silence before and after one that was asked for
_SILENCE = 10 ** (-60 / 20)  # −60 dBFS


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Everything a rule may look at."""

    show: Show
    episode: Episode
    record: Record
    output: Path
    mp3: bytes
    samples: NDArray[np.float32]
    stream: StreamFacts
    tags: FoundTags
    loudness: Loudness

    @property
    def seconds(self) -> float:
        """Give how long the MP3 plays."""
        return len(self.samples) / SAMPLE_RATE


def _length(m: Measured) -> list[str]:
    target = m.episode.target_seconds or m.show.length.target_seconds
    tolerance = m.show.length.tolerance_seconds
    least, most = m.show.length.allowed(target)
    if least <= m.seconds <= most:
        return []
    if m.seconds > target:
        return [f"{m.seconds:.1f} s, too long for {target:g} ± {tolerance:g} s: {_tried(m)}"]
    return [f"{m.seconds:.1f} s, too short for {least:g} s at least: {_tried(m)}"]


def _tried(m: Measured) -> str:
    """Say how far the fitting went, so that a writer knows whether to cut or to add."""
    pauses, pace = m.record.pause_scale, m.record.speed / m.show.voice.speed
    paragraphs = f"{m.record.paragraphs_left_out} optional paragraphs left out"
    limits = " (as far as they go)" if pauses in PAUSE_SCALES and pace in SPEEDS else ""
    return f"{paragraphs}, pauses × {pauses:g}, speed × {pace:g}{limits}"


def _loudness(m: Measured) -> list[str]:
    return _level_faults(m.loudness, m.show.audio)


def _level_faults(found: Loudness, wanted: AudioSettings) -> list[str]:
    wrong = []
    lufs, peak = found.integrated_lufs, found.true_peak_dbtp
    if abs(lufs - wanted.loudness_lufs) > LOUDNESS_TOLERANCE_LU:
        wrong.append(f"{lufs:.1f} LUFS, not {wanted.loudness_lufs:g} ± {LOUDNESS_TOLERANCE_LU:g}")
    if peak > wanted.true_peak_dbtp + 0.05:  # as finely as meters show it
        wrong.append(f"true peak {peak:.1f} dBTP, above {wanted.true_peak_dbtp:g}")
    return wrong


def _alternates(m: Measured) -> list[str]:
    """Ask of every other sound file that it is there and whole, as long as the MP3, as loud as asked for."""
    wrong = []
    for name in m.show.audio.also:
        if name in SHAPES:
            continue
        path = m.record.sound_path(name)
        if path is None:
            wrong.append(f"it has no .{name} file: run `ninety build`")
            continue
        try:
            data = (m.output / path).read_bytes()
            found, marks = measure_alternate(data, name), read_marks(data, name)
        except OSError:
            wrong.append(f"{path} is missing: run `ninety build`")
        except EncodingFailed as error:
            wrong.append(f"{path} is damaged: {error.what}")
        else:
            if abs(found.seconds - m.seconds) > HEADER_TOLERANCE_SECONDS:
                wrong.append(f"{path} lasts {found.seconds:.2f} s, the MP3 {m.seconds:.2f} s")
            wrong += [f"{path}: {what}" for what in _level_faults(found.loudness, m.show.audio)]
            wrong += [f"{path}: {what}" for what in _chapter_faults(marks, _chapters_file(m))]
            wrong += [f"{path}: {what}" for what in _origin_faults(read_text(data, name, SOURCE_TYPE))]
    return wrong


def _videos(m: Measured) -> list[str]:
    """Ask of every video that it is there and whole, and says and shows what the MP3 and its captions do."""
    wrong = []
    for name, shape in SHAPES.items():
        if name not in m.show.audio.also:
            continue
        path = m.record.sound_path(shape.ending)
        if path is None:
            wrong.append(f"it has no .{shape.ending} file: run `ninety build`")
            continue
        try:
            wrong += [f"{path}: {what}" for what in _video_faults(m, name, (m.output / path).read_bytes())]
        except OSError:
            wrong.append(f"{path} is missing: run `ninety build`")
        except EncodingFailed as error:
            wrong.append(f"{path} is damaged: {error.what}")
    return wrong


def _video_faults(m: Measured, name: str, data: bytes) -> list[str]:
    samples = decode_sound(data, ".mp4", SAMPLE_RATE)
    loudness = Loudness(integrated_loudness(samples, SAMPLE_RATE), true_peak(samples))
    captions = m.output / addresses.transcript_path(m.record.slug, ".srt")
    words = captions.read_text(encoding="utf-8") if captions.is_file() else ""
    return [
        *video_faults(data, name, m.seconds, words),
        *_level_faults(loudness, m.show.audio),
        *_chapter_faults(read_marks(data, "m4a"), _chapters_file(m)),
        *_origin_faults(read_text(data, "m4a", SOURCE_TYPE)),
    ]


def _stream(m: Measured) -> list[str]:
    wrong = []
    if (m.stream.sample_rate, m.stream.channels) != (SAMPLE_RATE, 1):
        wrong.append(f"{m.stream.sample_rate} Hz and {m.stream.channels} channels, not {SAMPLE_RATE} Hz mono")
    if m.stream.bitrate_kbps != m.show.audio.bitrate_kbps:
        wrong.append(f"{m.stream.bitrate_kbps} kbit/s, not {m.show.audio.bitrate_kbps}")
    if abs(m.stream.seconds - m.seconds) > HEADER_TOLERANCE_SECONDS:
        wrong.append(f"its header says {m.stream.seconds:.2f} s, it plays {m.seconds:.2f} s")
    return wrong


def _tags(m: Measured) -> list[str]:
    wrong = [] if m.mp3.startswith(_ID3_2_3) else ["its tags are not ID3v2.3"]
    if missing := [name for name in REQUIRED_FRAMES if name not in m.tags.frames]:
        wrong.append(f"tags are missing: {', '.join(missing)}")
    starts = [chapter.start for chapter in m.tags.chapters]  # in the order of the table of contents
    if not are_enough(len(starts), m.seconds) or starts[0] != 0 or starts != sorted(set(starts)):
        wrong.append(f"its tags have chapters at {starts}: Apple asks for three, from 0, in order")
    wrong += _origin_faults(m.tags.own_texts.get(SOURCE_TYPE, ""))
    return [*wrong, *_chapter_faults(m.tags.chapters, _chapters_file(m))]


def _origin_faults(told: str) -> list[str]:
    """Ask for what tells machines that the voice is synthetic."""
    if told == TRAINED_ALGORITHMIC_MEDIA:
        return []
    return [f"its {SOURCE_TYPE} is {told or 'not there'}, not {TRAINED_ALGORITHMIC_MEDIA}"]


def _chapters_file(m: Measured) -> list[Chapter] | None:
    """Read the chapters that apps fetch; None where there are none to be read."""
    path = m.output / addresses.chapters_path(m.record.slug)
    try:
        chapters = json.loads(path.read_text(encoding="utf-8"))["chapters"]
        return [Chapter(float(one["startTime"]), str(one["title"])) for one in chapters]
    except UNREADABLE:
        return None


def _chapter_faults(found: Sequence[Chapter], wanted: Sequence[Chapter] | None) -> list[str]:
    """Compare the chapters inside a file with those that apps fetch, which tell the truth."""
    if wanted is None:
        return ["there are no chapters to compare with: run `ninety build`"]
    if len(found) != len(wanted):
        return [f"it has {len(found)} chapters, not {len(wanted)}"]
    return [
        f"has «{inside.title}» at {inside.start:.3f} s, not «{apart.title}» at {apart.start:.3f} s"
        for inside, apart in zip(found, wanted, strict=True)
        if abs(inside.start - apart.start) > CHAPTER_TOLERANCE_SECONDS or inside.title != apart.title
    ]


def _files(m: Measured) -> list[str]:
    wrong = []
    for path, facts in m.record.files.items():
        file = m.output / path
        if not file.is_file():
            wrong.append(f"{path} is missing")
        elif file_digest(file) != facts["sha256"]:
            wrong.append(f"{path} is not what was rendered")
    return wrong


def _captions(m: Measured) -> list[str]:
    path = m.output / addresses.transcript_path(m.record.slug, ".json")
    try:
        segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
        last = max(float(segment["endTime"]) for segment in segments)
    except UNREADABLE:
        return [f"{path.name} cannot be read as a transcript"]
    return [] if last <= m.seconds else [f"{path.name} goes on after the sound ends"]


def _disclosure(m: Measured) -> list[str]:
    """Look for the sentence that says what kind of voice it is, where the show wants it to be said."""
    if not m.show.language.startswith("en"):
        return []  # how other languages say it is for people to judge
    path = m.output / addresses.transcript_path(m.record.slug, ".json")
    words = [word.text for word in read_words(path)]
    places = {"opening": words[:_OPENING_WORDS], "closing": words[-_CLOSING_WORDS:]}
    wanted = m.show.voice.disclosure
    return [
        f"nothing at its {place} says that the voice is synthetic"
        for place, said in places.items()
        if wanted in {place, "both"} and not disclosed_in(said)
    ]


def _pauses(m: Measured) -> list[str]:
    """Look for a hole: a stretch of silence longer than any pause should be."""
    loud = np.flatnonzero(np.abs(m.samples) > _SILENCE)
    if not len(loud):
        return ["it is silent"]
    longest = float(np.max(np.diff(loud), initial=0)) / SAMPLE_RATE
    most = max(LONGEST_PAUSE_SECONDS, m.record.pause_seconds + _BESIDE_A_PAUSE_SECONDS)
    return [f"a pause of {longest:.1f} s"] if longest > most else []


def _provenance(m: Measured) -> list[str]:
    """Ask every file that can be signed for a signature that holds, where the show has a certificate."""
    if not m.show.provenance.certificate:
        return []
    from pipeline.provenance.sign import SIGNED_TYPES, read_signature

    wrong = []
    for path in m.record.files:
        file = m.output / path
        if kind_of_sound(path) is None or file.suffix not in SIGNED_TYPES or not file.is_file():
            continue
        try:
            found = read_signature(file.read_bytes(), file.suffix)
        except CannotSign as error:
            return [f"its signatures cannot be read: {error.what}; {error.remedy}"]
        if found is None:
            wrong.append(f"{path} is not signed: run `ninety build`")
            continue
        wrong += [f"{path}: {what}" for what in found.faults]
        wrong += [f"{path}: {what}" for what in _origin_faults(next(iter(found.source_types), ""))]
    return wrong


EPISODE_RULES: Mapping[str, Callable[[Measured], list[str]]] = {
    "length": _length,
    "loudness": _loudness,
    "alternates": _alternates,
    "videos": _videos,
    "provenance": _provenance,
    "stream": _stream,
    "tags": _tags,
    "files": _files,
    "captions": _captions,
    "disclosure": _disclosure,
    "pauses": _pauses,
}
