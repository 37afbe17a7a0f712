"""An episode as a video: from the wish in show.toml to feed and check, and as a browser plays it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

from pipeline.audio.encoding_tags import read_marks
from pipeline.audio.mastering.encode import run_ffmpeg
from pipeline.audio.video.tracks import read_tracks
from pipeline.building.build import build_episodes
from pipeline.building.outcome import Settings
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.checking.check import check_episodes, check_feeds
from pipeline.layout.record import Record, read_record
from pipeline.publishing import covers
from pipeline.publishing.publish import PublishOptions, publish

pytestmark = pytest.mark.slow


PODCAST = "{https://podcastindex.org/namespace/1.0}"


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    make_small_show: Callable[[Path], Path],
    change_settings: Callable[[Path, dict[str, str]], None],
) -> tuple[Show, Record]:
    root = make_small_show(tmp_path_factory.mktemp("video"))
    for other in ("buttons", "coins"):
        (root / f"episodes/{other}.md").unlink()
    change_settings(root, {"also": '["mp4", "mp4-tall"]'})
    show = load_show(root)
    (outcome,) = build_episodes(show, show.episodes, Settings(jobs=1))
    assert outcome.error is None
    record = read_record(root / "output/records/keys.json")
    assert record is not None
    return show, record


def video_of(show: Show, record: Record, ending: str = "mp4") -> Path:
    path = record.sound_path(ending)
    assert path is not None
    return show.root / "output" / path


@pytest.mark.parametrize(("ending", "size"), [("mp4", (1920, 1080)), ("tall.mp4", (1080, 1920))])
def test_a_video_has_picture_sound_and_subtitles(
    built: tuple[Show, Record], ending: str, size: tuple[int, int]
) -> None:
    show, record = built
    data = video_of(show, record, ending).read_bytes()
    tracks = {track.kind: track for track in read_tracks(data)}
    assert {kind: track.codec for kind, track in tracks.items()} == {
        "vide": "avc1",
        "soun": "mp4a",
        "sbtl": "tx3g",
    }
    assert (tracks["vide"].width, tracks["vide"].height) == size
    for kind in ("vide", "soun"):
        assert tracks[kind].seconds == pytest.approx(record.seconds, abs=0.08)
    assert data.index(b"moov") < data.index(b"mdat")  # it plays while it loads


def test_its_chapters_are_those_of_the_mp3(built: tuple[Show, Record]) -> None:
    show, record = built
    marks = read_marks(video_of(show, record).read_bytes(), "m4a")
    assert [mark.title for mark in marks] == [chapter.title for chapter in record.chapters]
    starts = [chapter.start for chapter in record.chapters]
    assert [mark.start for mark in marks] == pytest.approx(starts, abs=0.0015)


def test_its_subtitles_are_the_transcript(built: tuple[Show, Record], tmp_path: Path) -> None:
    show, record = built
    found = tmp_path / "found.srt"
    run_ffmpeg(["-i", str(video_of(show, record)), "-map", "0:s", "-f", "srt", str(found)])
    wanted = (show.root / "output/transcripts/keys.srt").read_text(encoding="utf-8")
    assert found.read_text(encoding="utf-8").split() == wanted.split()


def pictures(file: Path, *seconds: float) -> Iterator[np.ndarray]:
    for second in seconds:
        raw = run_ffmpeg(
            [
                *(
                    "-ss",
                    f"{second:.3f}",
                    "-i",
                    str(file),
                    "-frames:v",
                    "1",
                    "-f",
                    "rawvideo",
                    "-pix_fmt",
                    "gray",
                    "-",
                )
            ]
        )
        yield np.frombuffer(raw, np.uint8).reshape(1080, 1920).astype(float)


def test_words_light_up_as_they_are_spoken(built: tuple[Show, Record]) -> None:
    import json

    show, record = built
    segments = json.loads((show.root / "output/transcripts/keys.json").read_text(encoding="utf-8"))[
        "segments"
    ]
    first, second = segments[2], segments[3]
    middles = [(each["startTime"] + each["endTime"]) / 2 for each in (first, second)]
    one, other = pictures(video_of(show, record), *middles)
    words = (slice(160, 800), slice(840, 1800))
    cover = (slice(160, 800), slice(120, 760))
    changed = np.abs(one - other) > 25
    assert changed[words].sum() > 500
    assert changed[cover].sum() == 0


def test_the_wave_shows_how_far_it_is(built: tuple[Show, Record]) -> None:
    show, record = built
    begin, end = pictures(video_of(show, record), 0.1, record.seconds - 0.2)
    changed = np.abs(begin - end)[876:972] > 10
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns.min() < 200
    assert columns.max() > 1700


def test_the_same_episode_gives_the_same_video(built: tuple[Show, Record]) -> None:
    show, record = built
    before = video_of(show, record).read_bytes()
    (outcome,) = build_episodes(show, show.episodes, Settings(jobs=1, force=True))
    assert outcome.status == "rendered"
    assert video_of(show, record).read_bytes() == before
    (outcome,) = build_episodes(show, show.episodes, Settings(jobs=1))
    assert outcome.status == "unchanged"


def test_the_feed_offers_it_and_the_check_finds_no_fault(
    built: tuple[Show, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covers, "PIXELS", 1400)
    show, record = built
    output = show.root / "output"
    publish(show, output, PublishOptions(as_of=datetime(2026, 2, 20, tzinfo=UTC)))
    item = etree.parse(str(output / "feed.xml")).find(".//item")
    offered = item.findall(f"{PODCAST}alternateEnclosure")
    assert [(one.get("type"), one.get("height")) for one in offered] == [
        ("video/mp4", "1080"),
        ("video/mp4", "1920"),
    ]
    file = video_of(show, record)
    assert offered[0].get("length") == str(file.stat().st_size)
    assert offered[0].find(f"{PODCAST}source").get("uri") == f"{show.site_url}/audio/{file.name}"
    assert check_feeds(show, output) == []
    assert findings(show, output) == []


def findings(show: Show, output: Path) -> list[str]:
    (checked,) = check_episodes(show, show.episodes, output)
    return [one.what for one in checked.findings if one.rule == "videos"]


def remake(*options: str) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        whole = file.with_name("whole.mp4")
        file.rename(whole)
        run_ffmpeg(["-i", str(whole), *options, "-codec", "copy", str(file)])
        whole.unlink()

    return spoil


def spoilt_words(file: Path) -> None:
    whole, words = file.with_name("whole.mp4"), file.with_name("words.srt")
    file.rename(whole)
    words.write_text("1\n00:00:00,000 --> 00:00:02,000\nOther words\n\n", encoding="utf-8")
    run_ffmpeg(
        [
            *("-i", str(whole), "-i", str(words), "-map", "0:v", "-map", "0:a", "-map", "1:s"),
            *("-codec", "copy", "-codec:s", "mov_text", str(file)),
        ]
    )


SPOILT: list[tuple[str, Callable[[Path], object]]] = [
    ("is missing", Path.unlink),
    ("is damaged", lambda file: file.write_bytes(b"no video")),
    ("has no subtitles", remake("-map", "0:v", "-map", "0:a")),
    ("has no picture", remake("-map", "0:a", "-map", "0:s")),
    ("subtitles are not the transcript", spoilt_words),
    ("the MP3", remake("-map", "0", "-t", "5")),
]


@pytest.mark.parametrize(("what", "spoil"), SPOILT, ids=[what for what, _ in SPOILT])
def test_a_spoilt_video_is_told(
    built: tuple[Show, Record], tmp_path: Path, what: str, spoil: Callable[[Path], object]
) -> None:
    show, record = built
    output = shutil.copytree(show.root / "output", tmp_path / "output")
    path = record.sound_path("mp4")
    assert path is not None
    spoil(output / path)
    assert any(what in one for one in findings(show, output))


def test_a_browser_plays_it(built: tuple[Show, Record]) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if not shutil.which("chromium"):
        pytest.skip("needs Debian's chromium")
    show, record = built
    file = video_of(show, record)
    page_file = file.with_name("watch.html")
    page_file.write_text(f'<video muted src="{file.name}"></video>', encoding="utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        page = browser.new_page()
        page.goto(page_file.as_uri())
        seen = page.evaluate(
            """async () => {
                const video = document.querySelector("video");
                await new Promise((done, fail) => {
                    video.oncanplay = done; video.onerror = fail; video.load();
                });
                video.currentTime = video.duration / 2;
                await new Promise((done) => { video.onseeked = done; });
                await video.play();
                await new Promise((done) => setTimeout(done, 600));
                video.pause();
                return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration,
                         at: video.currentTime, frames: video.getVideoPlaybackQuality().totalVideoFrames };
            }"""
        )
        browser.close()
    page_file.unlink()
    assert (seen["width"], seen["height"]) == (1920, 1080)
    assert seen["seconds"] == pytest.approx(record.seconds, abs=0.1)
    assert seen["at"] > record.seconds / 2 + 0.2
    assert seen["frames"] > 0
