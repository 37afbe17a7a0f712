"""Measure what was produced, from the files themselves, and judge it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.audio.found_tags import read_stream, read_tags
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.audio.mastering.loudness import integrated_loudness, true_peak
from pipeline.audio.recording import Loudness
from pipeline.catalogue.show import Episode, Show
from pipeline.checking.conformance import judge
from pipeline.checking.conformance.show_rules import ShowFeed
from pipeline.checking.episode_rules import EPISODE_RULES, Measured
from pipeline.checking.finding import Finding
from pipeline.errors import EncodingFailed, as_told
from pipeline.layout import addresses
from pipeline.layout.record import Record
from pipeline.layout.sound_names import MP3
from pipeline.publishing.listing import read_records, whole_records


@dataclass(frozen=True, slots=True)
class Checked:
    """What was measured on an episode, and what is wrong with it."""

    slug: str
    seconds: float
    integrated_lufs: float
    true_peak_dbtp: float
    findings: tuple[Finding, ...]


def check_episodes(
    show: Show,
    episodes: Sequence[Episode],
    output: Path,
    jobs: int | None = None,
    records: Mapping[str, Record] | None = None,
) -> list[Checked]:
    """Measure episodes, `jobs` at a time; decoding runs in ffmpeg, so that threads suffice.

    `records` are theirs by slug; without them they are read.
    """
    known = read_records(episodes, output) if records is None else records
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(partial(_isolated, show, output, known), episodes))


def check_feeds(show: Show, output: Path, records: Mapping[str, Record] | None = None) -> list[Finding]:
    """Judge every feed of the show against what podcast apps and directories require.

    Which episodes are out is read from the main feed: it may have been built for another day than today.
    `records` are those of all episodes; without them they are read.
    """
    known = read_records(show.episodes, output) if records is None else records
    whole = whole_records(known, output)
    rendered = [episode for episode in show.episodes if episode.slug in whole]
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
    findings = [replace(one, place=f"{path}, {one.place}") for one in found]
    return _CheckedFeed(findings, frozenset(feed.dates))


def _isolated(show: Show, output: Path, records: Mapping[str, Record], episode: Episode) -> Checked:
    """Measure an episode; one that breaks what measures it does not keep the others from being judged."""
    try:
        return _check_episode(show, output, episode, records.get(episode.slug))
    except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        return _unmeasured(episode.slug, f"it cannot be measured: {as_told(error).what}")


def _check_episode(show: Show, output: Path, episode: Episode, record: Record | None) -> Checked:
    if record is None or record.sound_path(MP3) is None:
        return _unmeasured(episode.slug, "it is not rendered: run `ninety build`")
    try:
        mp3 = (output / record.audio_path).read_bytes()
        samples, stream, tags = decode_mp3(mp3), read_stream(mp3), read_tags(mp3)
    except FileNotFoundError:
        return _unmeasured(episode.slug, f"{record.audio_path} is missing: run `ninety build`")
    except OSError as error:
        return _unmeasured(episode.slug, f"{record.audio_path} cannot be read: {error.strerror}")
    except EncodingFailed as error:
        return _unmeasured(episode.slug, f"{record.audio_path} is damaged: {error.what}")
    loudness = Loudness(integrated_loudness(samples, SAMPLE_RATE), true_peak(samples))
    m = Measured(show, episode, record, output, mp3, samples, stream, tags, loudness)
    findings = tuple(
        Finding(episode.slug, what, name) for name, rule in EPISODE_RULES.items() for what in rule(m)
    )
    lufs, peak = round(loudness.integrated_lufs, 2), round(loudness.true_peak_dbtp, 2)
    return Checked(episode.slug, round(m.seconds, 3), lufs, peak, findings)


def _unmeasured(slug: str, what: str) -> Checked:
    return Checked(slug, 0.0, 0.0, 0.0, (Finding(slug, what),))
