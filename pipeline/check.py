"""Measure what was produced, from the files themselves, and judge it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.audio.mastering.loudness import integrated_loudness, true_peak
from pipeline.audio.tags import StreamFacts, missing_frames, read_stream
from pipeline.catalogue.show import Episode, Show
from pipeline.errors import EncodingFailed
from pipeline.files import file_digest
from pipeline.publishing import addresses
from pipeline.publishing.conformance import judge as conformance
from pipeline.publishing.publish import rendered_records
from pipeline.publishing.record import Record, read_record
from pipeline.speech.fit import PAUSE_SCALES, SPEEDS

LOUDNESS_TOLERANCE_LU = 0.5
HEADER_TOLERANCE_SECONDS = 0.05  # what players show against what they play
LONGEST_PAUSE_SECONDS = 1.5
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

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_RATE


def check_episodes(show: Show, episodes: Sequence[Episode], output: Path) -> list[Checked]:
    """Measure episodes; decoding runs in ffmpeg, so that threads suffice."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(partial(_check_episode, show, output), episodes))


def check_feeds(show: Show, output: Path) -> list[Finding]:
    """Judge every feed of the show against what podcast apps and directories require."""
    records = rendered_records(show, output)
    topics = {topic for episode in show.episodes if episode.slug in records for topic in episode.topics}
    slugs = [slug for topic, slug in addresses.topic_slugs(show).items() if topic in topics]
    return [finding for slug in [None, *slugs] for finding in _check_feed(show, slug, output)]


def _check_feed(show: Show, topic_slug: str | None, output: Path) -> list[Finding]:
    path = addresses.feed_path(topic_slug)
    if not (output / path).is_file():
        return [Finding(path, "is missing: run `ninety publish`")]
    url = addresses.feed_url(show, topic_slug)
    found = conformance.check_feed((output / path).read_bytes(), feed_url=url, output=output)
    return [Finding(f"{path}, {finding.where}", f"{finding.what} [{finding.rule}]") for finding in found]


def _check_episode(show: Show, output: Path, episode: Episode) -> Checked:
    record = read_record(output / addresses.record_path(episode.slug))
    if record is None:
        return _unmeasured(episode.slug, "it is not rendered: run `ninety build`")
    path = output / record.audio_path
    try:
        mp3 = path.read_bytes()
        measured = _Measured(show, episode, record, output, mp3, decode_mp3(mp3), read_stream(mp3))
    except OSError:
        return _unmeasured(episode.slug, f"{record.audio_path} is missing: run `ninety build`")
    except EncodingFailed as error:
        return _unmeasured(episode.slug, f"{record.audio_path} is damaged: {error.what}")
    lufs, peak = integrated_loudness(measured.samples, SAMPLE_RATE), true_peak(measured.samples)
    wrong = [what for rule in _RULES for what in rule(measured)]
    wrong += _loudness(show, lufs, peak)
    findings = tuple(Finding(episode.slug, what) for what in wrong)
    return Checked(episode.slug, round(measured.seconds, 3), round(lufs, 2), round(peak, 2), findings)


def _unmeasured(slug: str, what: str) -> Checked:
    return Checked(slug, 0.0, 0.0, 0.0, (Finding(slug, what),))


def _length(m: _Measured) -> list[str]:
    target = m.episode.target_seconds or m.show.length.target_seconds
    tolerance = m.show.length.tolerance_seconds
    off = m.seconds - target
    if abs(off) <= tolerance:
        return []
    way = "long" if off > 0 else "short"
    return [f"{m.seconds:.1f} s, too {way} for {target:g} ± {tolerance:g} s: {_tried(m)}"]


def _tried(m: _Measured) -> str:
    """Say how far the fitting went, so that a writer knows whether to cut or to add."""
    pauses, pace = m.record.pause_scale, m.record.speed / m.show.voice.speed
    paragraphs = f"{m.record.paragraphs_left_out} optional paragraphs left out"
    limits = " (as far as they go)" if pauses in PAUSE_SCALES and pace in SPEEDS else ""
    return f"{paragraphs}, pauses × {pauses:g}, speed × {pace:g}{limits}"


def _loudness(show: Show, lufs: float, peak: float) -> list[str]:
    wrong = []
    if abs(lufs - show.audio.loudness_lufs) > LOUDNESS_TOLERANCE_LU:
        wrong.append(f"{lufs:.1f} LUFS, not {show.audio.loudness_lufs:g} ± {LOUDNESS_TOLERANCE_LU:g}")
    if peak > show.audio.true_peak_dbtp + 0.05:  # as finely as meters show it
        wrong.append(f"true peak {peak:.1f} dBTP, above {show.audio.true_peak_dbtp:g}")
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
    missing = missing_frames(m.mp3)
    return [f"tags are missing: {', '.join(missing)}"] if missing else []


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
    path = m.output / f"transcripts/{m.episode.slug}.json"
    try:
        segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
        last = max(float(segment["endTime"]) for segment in segments)
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{path.name} cannot be read as a transcript"]
    return [] if last <= m.seconds else [f"{path.name} goes on after the sound ends"]


def _pauses(m: _Measured) -> list[str]:
    """Look for a hole: a stretch of silence longer than any pause should be."""
    loud = np.flatnonzero(np.abs(m.samples) > _SILENCE)
    if not len(loud):
        return ["it is silent"]
    longest = float(np.max(np.diff(loud), initial=0)) / SAMPLE_RATE
    return [f"a pause of {longest:.1f} s"] if longest > LONGEST_PAUSE_SECONDS else []


_RULES: tuple[Callable[[_Measured], list[str]], ...] = (_length, _stream, _tags, _files, _captions, _pauses)
