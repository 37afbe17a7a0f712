"""Measure what was produced, from the files themselves, and judge it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.alternates import measure_alternate
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.audio.mastering.loudness import integrated_loudness, true_peak
from pipeline.audio.mastering.proof import LOUDNESS_TOLERANCE_LU
from pipeline.audio.recording import Loudness
from pipeline.audio.tags import REQUIRED_FRAMES, FoundTags, StreamFacts, read_stream, read_tags
from pipeline.catalogue.show import AudioSettings, Episode, Show
from pipeline.errors import WHATEVER, EncodingFailed, as_told
from pipeline.files import file_digest
from pipeline.publishing import addresses
from pipeline.publishing.conformance import judge
from pipeline.publishing.conformance.show_rules import ShowFeed
from pipeline.publishing.feeds.soundbites import read_words
from pipeline.publishing.listing import find_record, rendered_records
from pipeline.publishing.record import Record
from pipeline.publishing.sounds import MP3
from pipeline.writing.length import PAUSE_SCALES, SPEEDS

HEADER_TOLERANCE_SECONDS = 0.05  # what players show against what they play
LONGEST_PAUSE_SECONDS = 1.5
FEWEST_CHAPTERS = 3  # Apple
_ID3_2_3 = b"ID3\x03"
_DISCLOSING_WORDS = 25
_SYNTHETIC = {"synthetic", "software", "computer", "artificial", "text-to-speech", "machine"}
_SILENCE = 10 ** (-60 / 20)  # −60 dBFS


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: where, and what."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was measured on an episode, and what is wrong with it."""

    slug: str
    seconds: float
    integrated_lufs: float
    true_peak_dbtp: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
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
        return len(self.samples) / SAMPLE_RATE


def check_episodes(
    show: Show, episodes: Sequence[Episode], output: Path, jobs: int | None = None
) -> list[Checked]:
    """Measure episodes, `jobs` at a time; decoding runs in ffmpeg, so that threads suffice."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(partial(_isolated, show, output), episodes))


def check_feeds(show: Show, output: Path) -> list[Finding]:
    """Judge every feed of the show against what podcast apps and directories require.

    Which episodes are out is read from the main feed: it may have been built for another day than today.
    """
    records = rendered_records(show, output)
    rendered = [episode for episode in show.episodes if episode.slug in records]
    main = _check_feed(show, None, rendered, output)
    found = list(main.findings)
    out = replace(show, episodes=tuple(one for one in rendered if one.guid in main.listed))
    for topic, slug in addresses.topic_slugs(out).items():
        if any(topic in episode.topics for episode in out.episodes):
            about_it = [episode for episode in rendered if topic in episode.topics]
            found += _check_feed(show, slug, about_it, output).findings
    return found


@dataclass(frozen=True, slots=True)
class _CheckedFeed:
    """What is wrong with a feed, and the guids that it lists."""

    findings: Sequence[Finding]
    listed: Collection[str] = ()


def _check_feed(show: Show, slug: str | None, episodes: list[Episode], output: Path) -> _CheckedFeed:
    path = addresses.feed_path(slug)
    if not (output / path).is_file():
        return _CheckedFeed([Finding(path, "is missing: run `ninety publish`")])
    read = judge.files_below(output, addresses.url(show))
    pages, found = judge.read_pages(addresses.feed_url(show, slug), read, output)
    found += judge.judge_pages(pages)
    feed = ShowFeed(show, slug, episodes, pages)
    found += judge.judge_as_of_show(feed) if pages else []
    findings = [Finding(f"{path}, {one.where}", f"{one.what} [{one.rule}]") for one in found]
    return _CheckedFeed(findings, frozenset(feed.dates))


def _isolated(show: Show, output: Path, episode: Episode) -> Checked:
    """Measure an episode; one that breaks what measures it does not keep the others from being judged."""
    try:
        return _check_episode(show, output, episode)
    except WHATEVER as error:
        return _unmeasured(episode.slug, f"it cannot be measured: {as_told(error).what}")


def _check_episode(show: Show, output: Path, episode: Episode) -> Checked:
    record = find_record(episode, output)
    if record is None or record.sound_path(MP3) is None:
        return _unmeasured(episode.slug, "it is not rendered: run `ninety build`")
    try:
        mp3 = (output / record.audio_path).read_bytes()
        samples, stream, tags = decode_mp3(mp3), read_stream(mp3), read_tags(mp3)
    except OSError:
        return _unmeasured(episode.slug, f"{record.audio_path} is missing: run `ninety build`")
    except EncodingFailed as error:
        return _unmeasured(episode.slug, f"{record.audio_path} is damaged: {error.what}")
    loudness = Loudness(integrated_loudness(samples, SAMPLE_RATE), true_peak(samples))
    m = _Measured(show, episode, record, output, mp3, samples, stream, tags, loudness)
    findings = tuple(
        Finding(episode.slug, f"{what} [{name}]") for name, rule in EPISODE_RULES.items() for what in rule(m)
    )
    lufs, peak = round(loudness.integrated_lufs, 2), round(loudness.true_peak_dbtp, 2)
    return Checked(episode.slug, round(m.seconds, 3), lufs, peak, findings)


def _unmeasured(slug: str, what: str) -> Checked:
    return Checked(slug, 0.0, 0.0, 0.0, (Finding(slug, what),))


def _length(m: _Measured) -> list[str]:
    target = m.episode.target_seconds or m.show.length.target_seconds
    tolerance = m.show.length.tolerance_seconds
    least, most = m.show.length.allowed(target)
    if least <= m.seconds <= most:
        return []
    if m.seconds > target:
        return [f"{m.seconds:.1f} s, too long for {target:g} ± {tolerance:g} s: {_tried(m)}"]
    return [f"{m.seconds:.1f} s, too short for {least:g} s at least: {_tried(m)}"]


def _tried(m: _Measured) -> str:
    """Say how far the fitting went, so that a writer knows whether to cut or to add."""
    pauses, pace = m.record.pause_scale, m.record.speed / m.show.voice.speed
    paragraphs = f"{m.record.paragraphs_left_out} optional paragraphs left out"
    limits = " (as far as they go)" if pauses in PAUSE_SCALES and pace in SPEEDS else ""
    return f"{paragraphs}, pauses × {pauses:g}, speed × {pace:g}{limits}"


def _loudness(m: _Measured) -> list[str]:
    return _level_faults(m.loudness, m.show.audio)


def _level_faults(found: Loudness, wanted: AudioSettings) -> list[str]:
    wrong = []
    lufs, peak = found.integrated_lufs, found.true_peak_dbtp
    if abs(lufs - wanted.loudness_lufs) > LOUDNESS_TOLERANCE_LU:
        wrong.append(f"{lufs:.1f} LUFS, not {wanted.loudness_lufs:g} ± {LOUDNESS_TOLERANCE_LU:g}")
    if peak > wanted.true_peak_dbtp + 0.05:  # as finely as meters show it
        wrong.append(f"true peak {peak:.1f} dBTP, above {wanted.true_peak_dbtp:g}")
    return wrong


def _alternates(m: _Measured) -> list[str]:
    """Ask of every other sound file that it is there and whole, as long as the MP3, as loud as asked for."""
    wrong = []
    for name in m.show.audio.also:
        path = m.record.sound_path(name)
        if path is None:
            wrong.append(f"it has no .{name} file: run `ninety build`")
            continue
        try:
            found = measure_alternate((m.output / path).read_bytes(), name)
        except OSError:
            wrong.append(f"{path} is missing: run `ninety build`")
        except EncodingFailed as error:
            wrong.append(f"{path} is damaged: {error.what}")
        else:
            if abs(found.seconds - m.seconds) > HEADER_TOLERANCE_SECONDS:
                wrong.append(f"{path} lasts {found.seconds:.2f} s, the MP3 {m.seconds:.2f} s")
            wrong += [f"{path}: {what}" for what in _level_faults(found.loudness, m.show.audio)]
    return wrong


def _stream(m: _Measured) -> list[str]:
    wrong = []
    if (m.stream.sample_rate, m.stream.channels) != (SAMPLE_RATE, 1):
        wrong.append(f"{m.stream.sample_rate} Hz and {m.stream.channels} channels, not {SAMPLE_RATE} Hz mono")
    if m.stream.bitrate_kbps != m.show.audio.bitrate_kbps:
        wrong.append(f"{m.stream.bitrate_kbps} kbit/s, not {m.show.audio.bitrate_kbps}")
    if abs(m.stream.seconds - m.seconds) > HEADER_TOLERANCE_SECONDS:
        wrong.append(f"its header says {m.stream.seconds:.2f} s, it plays {m.seconds:.2f} s")
    return wrong


def _tags(m: _Measured) -> list[str]:
    wrong = [] if m.mp3.startswith(_ID3_2_3) else ["its tags are not ID3v2.3"]
    if missing := [name for name in REQUIRED_FRAMES if name not in m.tags.frames]:
        wrong.append(f"tags are missing: {', '.join(missing)}")
    starts = [chapter.start for chapter in m.tags.chapters]  # in the order of the table of contents
    if len(starts) < FEWEST_CHAPTERS or starts[0] != 0 or starts != sorted(set(starts)):
        wrong.append(f"its tags have chapters at {starts}: Apple asks for three, from 0, in order")
    return wrong


def _files(m: _Measured) -> list[str]:
    wrong = []
    for path, facts in m.record.files.items():
        file = m.output / path
        if not file.is_file():
            wrong.append(f"{path} is missing")
        elif file_digest(file) != facts["sha256"]:
            wrong.append(f"{path} is not what was rendered")
    return wrong


def _captions(m: _Measured) -> list[str]:
    path = m.output / addresses.transcript_path(m.record.slug, ".json")
    try:
        segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
        last = max(float(segment["endTime"]) for segment in segments)
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{path.name} cannot be read as a transcript"]
    return [] if last <= m.seconds else [f"{path.name} goes on after the sound ends"]


def _disclosure(m: _Measured) -> list[str]:
    """Look for the line that says what kind of voice it is: first thing, or last."""
    if not m.show.language.startswith("en"):
        return []  # how other languages say it is for people to judge
    path = m.output / addresses.transcript_path(m.record.slug, ".json")
    words = [word.text.strip(".,:;!?").casefold() for word in read_words(path)]
    said = {*words[:_DISCLOSING_WORDS], *words[-_DISCLOSING_WORDS:]}
    return [] if said & _SYNTHETIC else ["nothing at its beginning or end says that the voice is synthetic"]


def _pauses(m: _Measured) -> list[str]:
    """Look for a hole: a stretch of silence longer than any pause should be."""
    loud = np.flatnonzero(np.abs(m.samples) > _SILENCE)
    if not len(loud):
        return ["it is silent"]
    longest = float(np.max(np.diff(loud), initial=0)) / SAMPLE_RATE
    return [f"a pause of {longest:.1f} s"] if longest > LONGEST_PAUSE_SECONDS else []


EPISODE_RULES: Mapping[str, Callable[[_Measured], list[str]]] = {
    "length": _length,
    "loudness": _loudness,
    "alternates": _alternates,
    "stream": _stream,
    "tags": _tags,
    "files": _files,
    "captions": _captions,
    "disclosure": _disclosure,
    "pauses": _pauses,
}
