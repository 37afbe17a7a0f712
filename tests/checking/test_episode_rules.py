"""Where each rule on an episode draws its line: right up to it nothing is said, beyond it what is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from pipeline.audio.found_tags import REQUIRED_FRAMES, FoundTags, StreamFacts
from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.origin import SOURCE_TYPE, TRAINED_ALGORITHMIC_MEDIA
from pipeline.audio.recording import Chapter, Loudness
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import LengthSettings
from pipeline.checking import episode_rules
from pipeline.checking.episode_rules import EPISODE_RULES, Measured
from pipeline.errors import CannotSign, EncodingFailed
from pipeline.layout import addresses
from pipeline.layout.record import Record
from pipeline.layout.sound_names import sound_path
from pipeline.layout.video_shapes import SHAPES
from pipeline.process.files import file_digest

CHAPTERS = (Chapter(0.0, "A hook"), Chapter(20.0, "How"), Chapter(40.0, "What to keep"))
DISCLOSED = "The voice is synthetic.".split()


def words_file(output: Path, words: Sequence[str], last: float = 59.0) -> None:
    file = output / addresses.transcript_path("keys", ".json")
    file.parent.mkdir(parents=True, exist_ok=True)
    segments = [{"body": word, "startTime": 0.0, "endTime": last} for word in words]
    file.write_text(json.dumps({"segments": segments}), encoding="utf-8")


def chapters_file(output: Path, chapters: Sequence[Chapter]) -> None:
    file = output / addresses.chapters_path("keys")
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [{"startTime": chapter.start, "title": chapter.title} for chapter in chapters]
    file.write_text(json.dumps({"chapters": rows}), encoding="utf-8")


def sound(seconds: float, silent: Sequence[tuple[float, float]] = ()) -> Any:
    """A steady hum, silent from one moment to another."""
    samples = np.full(round(seconds * SAMPLE_RATE), 0.1, dtype=np.float32)
    for begin, end in silent:
        samples[round(begin * SAMPLE_RATE) : round(end * SAMPLE_RATE)] = 0
    return samples


@pytest.fixture
def good(small_show: Path) -> Measured:
    """An episode of 60 seconds that is right in everything."""
    show = load_show(small_show)
    show = replace(show, length=LengthSettings(target_seconds=60.0, tolerance_seconds=5.0))
    (episode,) = [each for each in show.episodes if each.slug == "keys"]
    facts: dict[str, Any] = dict.fromkeys(("fingerprint", "engine", "voice", "voice_credit"), "")
    record = Record(
        slug="keys",
        guid=episode.guid,
        inputs={},
        speed=1.0,
        pause_scale=1.0,
        paragraphs_left_out=2,
        seconds=60.0,
        integrated_lufs=-16.0,
        true_peak_dbtp=-1.0,
        chapters=CHAPTERS,
        files={},
        **facts,
    )
    output = small_show / "output"
    chapters_file(output, CHAPTERS)
    words_file(output, [*DISCLOSED, *["word"] * 120])
    origin = {SOURCE_TYPE: TRAINED_ALGORITHMIC_MEDIA}
    return Measured(
        show=show,
        episode=episode,
        record=record,
        output=output,
        mp3=b"ID3\x03",
        samples=sound(60.0),
        stream=StreamFacts(60.0, SAMPLE_RATE, 1, show.audio.bitrate_kbps),
        tags=FoundTags(frozenset(REQUIRED_FRAMES), own_texts=origin, chapters=CHAPTERS),
        loudness=Loudness(-16.0, -1.0),
    )


@pytest.mark.parametrize("rule", EPISODE_RULES)
def test_a_good_episode_is_told_nothing(good: Measured, rule: str) -> None:
    assert EPISODE_RULES[rule](good) == []


TRIED = "2 optional paragraphs left out, pauses × 1, speed × 1"


def lasting(good: Measured, seconds: float, **settings: float) -> list[str]:
    show = replace(good.show, length=LengthSettings(60.0, 5.0, **settings))
    return EPISODE_RULES["length"](replace(good, show=show, samples=sound(seconds)))


@pytest.mark.parametrize("seconds", [30.0, 55.0, 64.9, 65.0])
def test_an_episode_may_miss_its_length_by_the_tolerance_and_be_as_short_as_the_minimum(
    good: Measured, seconds: float
) -> None:
    assert lasting(good, seconds) == []


def test_an_episode_longer_than_the_tolerance_allows_is_too_long(good: Measured) -> None:
    (told,) = lasting(good, 65.1)
    assert told == f"65.1 s, too long for 60 ± 5 s: {TRIED}"


def test_an_episode_below_the_minimum_is_too_short(good: Measured) -> None:
    (told,) = lasting(good, 29.9)
    assert told == f"29.9 s, too short for 30 s at least: {TRIED}"


def test_a_minimum_above_the_target_asks_for_no_more_than_the_tolerance_leaves(good: Measured) -> None:
    assert lasting(good, 55.0, minimum_seconds=90.0) == []
    (told,) = lasting(good, 54.9, minimum_seconds=90.0)
    assert "too short for 55 s at least" in told


def test_an_episode_is_held_to_its_own_length_where_it_has_one(good: Measured) -> None:
    own = replace(good, episode=replace(good.episode, target_seconds=50.0))
    (told,) = EPISODE_RULES["length"](own)
    assert "too long for 50 ± 5 s" in told


@pytest.mark.parametrize(
    ("pauses", "pace", "limits"),
    [(0.8, 1.05, True), (1.25, 0.95, True), (0.8, 1.0, False), (1.0, 1.05, False)],
)
def test_what_is_too_long_tells_whether_the_fitting_went_as_far_as_it_goes(
    good: Measured, pauses: float, pace: float, limits: bool
) -> None:
    speed = good.show.voice.speed * pace
    tried = replace(good, record=replace(good.record, pause_scale=pauses, speed=speed), samples=sound(70.0))
    (told,) = EPISODE_RULES["length"](tried)
    assert f"pauses × {pauses:g}, speed × {pace:g}" in told
    assert told.endswith("(as far as they go)") == limits


@pytest.mark.parametrize(("lufs", "right"), [(-16.5, True), (-15.5, True), (-16.6, False), (-15.4, False)])
def test_loudness_may_be_half_a_unit_off(good: Measured, lufs: float, right: bool) -> None:
    told = EPISODE_RULES["loudness"](replace(good, loudness=Loudness(lufs, -1.0)))
    assert told == ([] if right else [f"{lufs:.1f} LUFS, not -16 ± 0.5"])


@pytest.mark.parametrize(("peak", "right"), [(-20.0, True), (-0.96, True), (-0.94, False), (0.5, False)])
def test_the_true_peak_may_be_above_the_limit_by_less_than_meters_show(
    good: Measured, peak: float, right: bool
) -> None:
    told = EPISODE_RULES["loudness"](replace(good, loudness=Loudness(-16.0, peak)))
    assert told == ([] if right else [f"true peak {peak:.1f} dBTP, above -1"])


def test_loudness_and_peak_are_both_told(good: Measured) -> None:
    assert len(EPISODE_RULES["loudness"](replace(good, loudness=Loudness(-10.0, 0.0)))) == 2


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        ({"sample_rate": 48_000}, "48000 Hz and 1 channels, not 44100 Hz mono"),
        ({"channels": 2}, "44100 Hz and 2 channels, not 44100 Hz mono"),
        ({"bitrate_kbps": 64}, "64 kbit/s, not 96"),
        ({"seconds": 60.06}, "its header says 60.06 s, it plays 60.00 s"),
        ({"seconds": 59.94}, "its header says 59.94 s, it plays 60.00 s"),
    ],
)
def test_a_stream_that_is_another_is_told(good: Measured, stream: dict[str, Any], told: str) -> None:
    assert EPISODE_RULES["stream"](replace(good, stream=replace(good.stream, **stream))) == [told]


@pytest.mark.parametrize("seconds", [60.04, 59.96])
def test_a_header_may_be_off_by_less_than_a_player_shows(good: Measured, seconds: float) -> None:
    assert EPISODE_RULES["stream"](replace(good, stream=replace(good.stream, seconds=seconds))) == []


def tagged(good: Measured, **tags: Any) -> list[str]:
    return EPISODE_RULES["tags"](replace(good, tags=replace(good.tags, **tags)))


def test_frames_that_are_missing_are_named(good: Measured) -> None:
    assert tagged(good, frames=frozenset(REQUIRED_FRAMES) - {"TIT2", "CTOC"}) == [
        "tags are missing: TIT2, CTOC"
    ]


def test_tags_of_another_version_are_told(good: Measured) -> None:
    assert EPISODE_RULES["tags"](replace(good, mp3=b"ID3\x04")) == ["its tags are not ID3v2.3"]


def test_tags_that_do_not_say_where_the_voice_is_from_are_told(good: Measured) -> None:
    (told,) = tagged(good, own_texts={})
    assert told == f"its {SOURCE_TYPE} is not there, not {TRAINED_ALGORITHMIC_MEDIA}"
    (told,) = tagged(good, own_texts={SOURCE_TYPE: "digitalCapture"})
    assert told == f"its {SOURCE_TYPE} is digitalCapture, not {TRAINED_ALGORITHMIC_MEDIA}"


@pytest.mark.parametrize("starts", [(1.0, 20.0, 40.0), (0.0, 40.0, 20.0), (0.0, 20.0, 20.0), (0.0, 20.0)])
def test_chapters_begin_at_0_and_are_three_in_order(good: Measured, starts: tuple[float, ...]) -> None:
    chapters = tuple(Chapter(start, "A part") for start in starts)
    chapters_file(good.output, chapters)
    (told,) = tagged(good, chapters=chapters)
    assert told.startswith(f"its tags have chapters at {list(starts)}")


@pytest.mark.parametrize(("moved", "right"), [(0.001, True), (0.0014, True), (0.002, False), (-0.002, False)])
def test_chapters_inside_may_be_off_by_a_millisecond(good: Measured, moved: float, right: bool) -> None:
    chapters = (CHAPTERS[0], Chapter(20.0 + moved, "How"), CHAPTERS[2])
    told = tagged(good, chapters=chapters)
    assert told == ([] if right else [f"has «How» at {20 + moved:.3f} s, not «How» at 20.000 s"])


def test_chapters_inside_have_the_titles_that_apps_fetch(good: Measured) -> None:
    told = tagged(good, chapters=(*CHAPTERS[:2], Chapter(40.0, "Else")))
    assert told == ["has «Else» at 40.000 s, not «What to keep» at 40.000 s"]


def test_chapters_inside_are_as_many_as_apps_fetch(good: Measured) -> None:
    assert tagged(good, chapters=(*CHAPTERS, Chapter(50.0, "More"))) == ["it has 4 chapters, not 3"]


NO_CHAPTERS = (
    '{"chapters": [{"title": "A hook"}]}',
    '{"chapters": [{"startTime": "soon", "title": "A hook"}]}',
)


@pytest.mark.parametrize("content", ["", "[]", "{}", *NO_CHAPTERS])
def test_chapters_that_cannot_be_read_are_told(good: Measured, content: str) -> None:
    (good.output / addresses.chapters_path("keys")).write_text(content, encoding="utf-8")
    assert tagged(good) == ["there are no chapters to compare with: run `ninety build`"]


def test_files_that_are_gone_or_others_are_named(good: Measured) -> None:
    for name in ("kept.txt", "other.txt"):
        (good.output / name).write_text(name, encoding="utf-8")
    kept = {"sha256": file_digest(good.output / "kept.txt")}
    files: dict[str, dict[str, Any]] = {"kept.txt": kept, "other.txt": kept, "gone.txt": kept}
    told = EPISODE_RULES["files"](replace(good, record=replace(good.record, files=files)))
    assert told == ["other.txt is not what was rendered", "gone.txt is missing"]


@pytest.mark.parametrize(("last", "right"), [(60.0, True), (60.1, False)])
def test_captions_end_with_the_sound(good: Measured, last: float, right: bool) -> None:
    words_file(good.output, DISCLOSED, last)
    told = EPISODE_RULES["captions"](good)
    assert told == ([] if right else ["keys.json goes on after the sound ends"])


def test_captions_without_words_cannot_be_read(good: Measured) -> None:
    words_file(good.output, [])
    assert EPISODE_RULES["captions"](good) == ["keys.json cannot be read as a transcript"]


def disclosed(good: Measured, place: str, *, before: int, after: int) -> list[str]:
    words_file(good.output, [*["word."] * before, *DISCLOSED, *["word."] * after])
    voice = replace(good.show.voice, disclosure=place)  # type: ignore[arg-type]
    return EPISODE_RULES["disclosure"](replace(good, show=replace(good.show, voice=voice)))


def test_the_opening_discloses_within_its_first_eighty_words(good: Measured) -> None:
    assert disclosed(good, "opening", before=76, after=100) == []
    told = disclosed(good, "opening", before=77, after=100)
    assert told == ["nothing at its opening says that the voice is synthetic"]


def test_the_closing_discloses_within_its_last_forty_words(good: Measured) -> None:
    assert disclosed(good, "closing", before=100, after=37) == []
    told = disclosed(good, "closing", before=100, after=38)
    assert told == ["nothing at its closing says that the voice is synthetic"]


def test_a_show_may_ask_for_both(good: Measured) -> None:
    told = disclosed(good, "both", before=0, after=100)
    assert told == ["nothing at its closing says that the voice is synthetic"]


def test_every_other_sound_file_is_asked_for_and_a_video_hides_none(good: Measured) -> None:
    audio = replace(good.show.audio, also=("mp4", "opus", "m4a"))
    asked = replace(good, show=replace(good.show, audio=audio))
    told = EPISODE_RULES["alternates"](asked)
    assert told == [f"it has no .{name} file: run `ninety build`" for name in ("opus", "m4a")]
    paths = [sound_path("keys", name, "a" * 64) for name in ("opus", "m4a")]
    gone = replace(asked, record=replace(good.record, files={path: {"sha256": "a" * 64} for path in paths}))
    assert EPISODE_RULES["alternates"](gone) == [f"{path} is missing: run `ninety build`" for path in paths]


HOLDS: dict[str, Any] = {
    "seconds": 60.0,
    "loudness": Loudness(-16.0, -1.0),
    "marks": CHAPTERS,
    "origin": TRAINED_ALGORITHMIC_MEDIA,
    "damaged": False,
}


def beside(good: Measured, monkeypatch: pytest.MonkeyPatch, name: str, **found: Any) -> list[str]:
    """Judge the one file beside the MP3, in which this is found and all else is right; its path left out."""
    facts = HOLDS | found
    kind, reader = ("alternates", name) if name not in SHAPES else ("videos", "m4a")
    path = sound_path("keys", name if name not in SHAPES else SHAPES[name].ending, "a" * 64)
    (good.output / path).parent.mkdir(parents=True, exist_ok=True)
    (good.output / path).write_bytes(b"sound")
    asked = {(b"sound", reader): (facts["marks"], facts["origin"])}

    def measured(data: bytes, of: str) -> Any:
        if facts["damaged"]:
            raise EncodingFailed("it cannot be decoded")
        assert (data, of) == (b"sound", name)
        return SimpleNamespace(seconds=facts["seconds"], loudness=facts["loudness"])

    def decoded(data: bytes, suffix: str, rate: int) -> Any:
        if facts["damaged"]:
            raise EncodingFailed("it cannot be decoded")
        assert (data, suffix, rate) == (b"sound", ".mp4", SAMPLE_RATE)
        return b"samples"

    loudness = facts["loudness"]
    monkeypatch.setattr(episode_rules, "measure_alternate", measured)
    monkeypatch.setattr(episode_rules, "decode_sound", decoded)
    monkeypatch.setattr(
        episode_rules,
        "integrated_loudness",
        lambda *asked: {(b"samples", SAMPLE_RATE): loudness.integrated_lufs}[asked],
    )
    monkeypatch.setattr(
        episode_rules, "true_peak", lambda asked: {b"samples": loudness.true_peak_dbtp}[asked]
    )
    monkeypatch.setattr(episode_rules, "read_marks", lambda *data: asked[data][0])
    monkeypatch.setattr(
        episode_rules, "read_text", lambda data, of, key: {SOURCE_TYPE: asked[data, of][1]}[key]
    )
    monkeypatch.setattr(episode_rules, "video_faults", facts.get("video", lambda *_: ()))
    show = replace(good.show, audio=replace(good.show.audio, also=(name,)))
    record = replace(good.record, files={path: {"sha256": "a" * 64}})
    other = "videos" if kind == "alternates" else "alternates"
    judged = replace(good, show=show, record=record)
    assert EPISODE_RULES[other](judged) == []
    return [told.replace(path, "") for told in EPISODE_RULES[kind](judged)]


BESIDE = ("opus", "m4a", *SHAPES)


@pytest.mark.parametrize("name", BESIDE)
def test_a_file_beside_the_mp3_is_judged_as_the_mp3_is(
    good: Measured, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert beside(good, monkeypatch, name) == []
    assert beside(good, monkeypatch, name, loudness=Loudness(-10.0, 0.0)) == [
        ": -10.0 LUFS, not -16 ± 0.5",
        ": true peak 0.0 dBTP, above -1",
    ]
    assert beside(good, monkeypatch, name, marks=CHAPTERS[:2]) == [": it has 2 chapters, not 3"]
    origin = f": its {SOURCE_TYPE} is not there, not {TRAINED_ALGORITHMIC_MEDIA}"
    assert beside(good, monkeypatch, name, origin="") == [origin]
    assert beside(good, monkeypatch, name, damaged=True) == [" is damaged: it cannot be decoded"]
    (good.output / addresses.chapters_path("keys")).unlink()
    assert beside(good, monkeypatch, name) == [": there are no chapters to compare with: run `ninety build`"]


@pytest.mark.parametrize(("seconds", "right"), [(60.04, True), (59.96, True), (60.06, False), (59.94, False)])
def test_a_sound_file_beside_the_mp3_may_be_off_by_less_than_a_player_shows(
    good: Measured, monkeypatch: pytest.MonkeyPatch, seconds: float, right: bool
) -> None:
    told = beside(good, monkeypatch, "opus", seconds=seconds)
    assert told == ([] if right else [f" lasts {seconds:.2f} s, the MP3 60.00 s"])


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("captions", ["", "1\n00:00:00,000 --> 00:00:01,000\nHerein.\n"])
def test_a_video_is_held_to_the_length_of_the_sound_and_to_its_captions(
    good: Measured, monkeypatch: pytest.MonkeyPatch, name: str, captions: str
) -> None:
    if captions:
        file = good.output / addresses.transcript_path("keys", ".srt")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(captions, encoding="utf-8")
    told = beside(good, monkeypatch, name, video=lambda *asked: [repr(asked)])
    assert told == [f": {(b'sound', name, 60.0, captions)!r}"]


def test_every_video_that_is_asked_for_must_be_there(good: Measured) -> None:
    show = replace(good.show, audio=replace(good.show.audio, also=("opus", *SHAPES)))
    asked = replace(good, show=show)
    endings = [shape.ending for shape in SHAPES.values()]
    assert EPISODE_RULES["videos"](asked) == [
        f"it has no .{each} file: run `ninety build`" for each in endings
    ]
    paths = [sound_path("keys", ending, "a" * 64) for ending in endings]
    gone = replace(asked, record=replace(good.record, files={path: {"sha256": "a" * 64} for path in paths}))
    assert EPISODE_RULES["videos"](gone) == [f"{path} is missing: run `ninety build`" for path in paths]
    second = replace(gone, show=replace(show, audio=replace(show.audio, also=("mp4-tall",))))
    assert EPISODE_RULES["videos"](second) == [f"{paths[1]} is missing: run `ninety build`"]


def signed(good: Measured, monkeypatch: pytest.MonkeyPatch, found: dict[str, Any]) -> list[str]:
    """Judge the signatures of a show with a certificate; of each file what is found, or nothing."""
    from pipeline.provenance import sign

    files = dict.fromkeys(
        (
            "audio/keys.00000001.mp3",
            "chapters/keys.json",
            "audio/keys.00000002.m4a",
            "audio/keys.00000003.mp4",
        ),
        "",
    )
    for path in files:
        (good.output / path).parent.mkdir(parents=True, exist_ok=True)
        (good.output / path).write_text(path)
    record = replace(good.record, files=files | {"audio/keys.00000004.m4a": "gone"})
    show = replace(good.show, provenance=replace(good.show.provenance, certificate="keys/chain.pem"))
    monkeypatch.setattr(sign, "read_signature", lambda data, _: found.get(data.decode()))
    return EPISODE_RULES["provenance"](replace(good, show=show, record=record))


def test_every_file_that_can_be_signed_is_asked_for_its_signature(
    good: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("audio/keys.00000001.mp3", "audio/keys.00000002.m4a", "audio/keys.00000003.mp4")
    assert signed(good, monkeypatch, {}) == [f"{name} is not signed: run `ninety build`" for name in names]
    holds = SimpleNamespace(faults=(), source_types=(TRAINED_ALGORITHMIC_MEDIA,))
    broken = SimpleNamespace(faults=("its bytes are others", "it is out of date"), source_types=())
    assert signed(good, monkeypatch, dict.fromkeys(names, holds)) == []
    told = signed(good, monkeypatch, {names[0]: holds, names[2]: broken})
    assert told[0] == f"{names[1]} is not signed: run `ninety build`"
    assert told[1:3] == [f"{names[2]}: its bytes are others", f"{names[2]}: it is out of date"]
    assert all(each.startswith(f"{names[2]}: ") for each in told[3:])


def test_signatures_that_cannot_be_read_are_told_once(
    good: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unreadable(dict[str, Any]):
        def get(self, *_: object) -> Any:
            raise CannotSign("c2pa is not installed", remedy="install it")

    told = signed(good, monkeypatch, Unreadable())
    assert told == ["its signatures cannot be read: c2pa is not installed; install it"]


@pytest.mark.parametrize(("seconds", "right"), [(1.45, True), (1.5, True), (1.55, False)])
def test_a_pause_is_a_second_and_a_half_at_most(good: Measured, seconds: float, right: bool) -> None:
    told = EPISODE_RULES["pauses"](
        replace(good, samples=sound(60.0, [(30.0, 30.0 + seconds - 1 / SAMPLE_RATE)]))
    )
    assert bool(told) != right


@pytest.mark.parametrize(("seconds", "right"), [(3.4, True), (3.6, False)])
def test_a_pause_that_the_script_asks_for_may_be_half_a_second_longer(
    good: Measured, seconds: float, right: bool
) -> None:
    asked = replace(good, record=replace(good.record, pause_seconds=3.0))
    told = EPISODE_RULES["pauses"](replace(asked, samples=sound(60.0, [(30.0, 30.0 + seconds)])))
    assert told == ([] if right else [f"a pause of {seconds} s"])


def test_the_longest_pause_is_told(good: Measured) -> None:
    samples = sound(60.0, [(10.0, 12.0), (30.0, 34.0)])
    assert EPISODE_RULES["pauses"](replace(good, samples=samples)) == ["a pause of 4.0 s"]


def test_what_is_softer_than_sixty_decibels_below_full_scale_is_silence(good: Measured) -> None:
    soft = np.full(SAMPLE_RATE, 0.0009, dtype=np.float32)
    assert EPISODE_RULES["pauses"](replace(good, samples=soft)) == ["it is silent"]
    assert EPISODE_RULES["pauses"](replace(good, samples=soft / 0.9 * 1.01)) == []


def test_sound_below_the_middle_line_is_sound(good: Measured) -> None:
    assert EPISODE_RULES["pauses"](replace(good, samples=-sound(2.0))) == []
