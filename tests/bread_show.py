"""A small show of three episodes with everything that a rendering leaves behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.audio.chapters import chapters_json
from pipeline.catalogue.feed_settings import FeedSettings
from pipeline.catalogue.links import Link
from pipeline.catalogue.show import Episode, Notes, Owner, Show
from pipeline.layout.record import Chapter, Record
from pipeline.layout.sound_names import sound_path
from pipeline.publishing import covers
from pipeline.publishing.publish import publish

CHAPTERS = (
    Chapter(0.0, "A loaf for one"),
    Chapter(9.5, "How a starter lives"),
    Chapter(48.25, "What flour does"),
    Chapter(80.0, "One thing to take home"),
)


def _episode(number: int, title: str, **facts: object) -> Episode:
    slug = title.lower().replace(" ", "-")
    defaults: dict[str, object] = {
        "guid": f"6f1b7a52-9c1e-4b0e-8f27-00000000000{number}",
        "slug": slug,
        "number": number,
        "title": title,
        "summary": f"What {title.lower()} is, in a minute and a half.",
        "published": datetime(2026, 3, number, 6, 30, tzinfo=UTC),
        "file": Path(f"episodes/{slug}.md"),
    }
    return Episode(**(defaults | facts))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def show(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """Give a show with a topic that all share, one that two share, and one not all of ASCII."""
    reading = Notes(further_reading=(Link("On bread & time", "https://example.net/bread?a=1&b=2"),))
    return Show(
        root=tmp_path_factory.mktemp("show"),
        title="Ninety Seconds on Bread",
        description="Short pieces on flour, water and salt.\n\nOne every week.",
        owner=Owner("Bakers of Example", "bakers@example.org"),
        site_url="https://example.org/bread",
        author="The Bakers",
        language="en-gb",
        copyright="© 2026 Bakers of Example",
        feed=FeedSettings(category="Arts", subcategory="Food"),
        episodes=(
            _episode(
                1, "Sourdough", subtitle="a culture in a jar", topics=("Leaven", "Baking"), notes=reading
            ),
            _episode(
                2,
                "Crumb",
                topics=("Crème & Crust", "Baking"),
                published=datetime(2026, 3, 2, 23, 0, tzinfo=timezone(timedelta(hours=-5))),
            ),
            _episode(3, "Poolish", topics=("Leaven", "Baking")),
        ),
    )


# A frame of MPEG-1 Layer III, 32 kbit/s, 44.1 kHz, mono: silence.
_FRAME = b"\xff\xfb\x10\xc0" + bytes(100)
_BYTES_PER_SECOND = 4000


def _seconds(episode: Episode) -> float:
    return 90.0 + episode.number / 2


def _sound(episode: Episode) -> bytes:
    """Make an MP3 of the episode's length, and of its own: its name stands in what no decoder reads."""
    frames = _FRAME * round(_seconds(episode) * _BYTES_PER_SECOND / len(_FRAME))
    return frames[:-20] + episode.slug.encode().ljust(20, b"\0")


def _files(episode: Episode) -> dict[str, bytes]:
    words = [{"startTime": 0.2, "endTime": 0.5, "body": "Bread."}]
    return {
        sound_path(episode.slug, "mp3", sha256(_sound(episode)).hexdigest()): _sound(episode),
        f"transcripts/{episode.slug}.vtt": b"WEBVTT\n\n00:00.200 --> 00:00.500\nBread.\n",
        f"transcripts/{episode.slug}.srt": b"1\n00:00:00,200 --> 00:00:00,500\nBread.\n",
        f"transcripts/{episode.slug}.json": json.dumps({"version": "1.0.0", "segments": words}).encode(),
        f"chapters/{episode.slug}.json": chapters_json(CHAPTERS, title=episode.title, show="Bread").encode(),
    }


def record_with(
    episode: Episode, seconds: float, chapters: tuple[Chapter, ...], files: dict[str, dict[str, Any]]
) -> Record:
    """Give an episode's record with these facts; else it is as of any that beeps."""
    return Record(
        slug=episode.slug,
        guid=episode.guid,
        fingerprint="0" * 64,
        inputs={},
        engine="tone",
        voice="beep",
        voice_credit="Voice: Beep <tone>, in the public domain.",
        speed=1.0,
        pause_scale=1.0,
        paragraphs_left_out=0,
        seconds=seconds,
        integrated_lufs=-16.0,
        true_peak_dbtp=-1.2,
        chapters=chapters,
        files=files,
    )


def _record(episode: Episode) -> Record:
    files = {
        path: {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        for path, data in _files(episode).items()
    }
    return record_with(episode, _seconds(episode), CHAPTERS, files)


@pytest.fixture(scope="session")
def records(show: Show) -> dict[str, Record]:
    """Give the records of all episodes by slug."""
    return {episode.slug: _record(episode) for episode in show.episodes}


@pytest.fixture
def output(tmp_path: Path, show: Show, records: dict[str, Record]) -> Path:
    """Give an output folder with recordings and what goes with them, not yet published."""
    return _lay_out(tmp_path / "output", show, records)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, show: Show, records: dict[str, Record]) -> Path:
    """Give an output folder that is published; for looking only."""
    output = _lay_out(tmp_path_factory.mktemp("published"), show, records)
    publish(show, output)
    return output


def _lay_out(output: Path, show: Show, records: dict[str, Record]) -> Path:
    for episode in show.episodes:
        text = records[episode.slug].to_json().encode()
        for path, data in (_files(episode) | {f"records/{episode.slug}.json": text}).items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(data)
    return output


@pytest.fixture(scope="session")
def lay_out() -> Callable[[Show], Path]:
    """Give what lays recordings of a show's episodes out below its folder, as a rendering would."""

    def lay_out(show: Show) -> Path:
        records = {episode.slug: _record(episode) for episode in show.episodes}
        return _lay_out(show.root / "output", show, records)

    return lay_out


@pytest.fixture
def small_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw covers of 300 pixels: what is tested is which, not how."""
    monkeypatch.setattr(covers, "PIXELS", 300)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Give what reads all files of a folder, by their path in it."""

    def read(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return read
