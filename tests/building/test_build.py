from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.building import build
from pipeline.building.build import Settings, build_episodes
from pipeline.catalogue.load import load_show
from pipeline.errors import SpeechFailed
from pipeline.layout.record import read_record
from pipeline.speech.engines.tone import ToneEngine

Recording = Callable[..., Path]


def built(root: Path, **settings: object) -> dict[str, build.Outcome]:
    show = load_show(root)
    outcomes = build_episodes(show, show.episodes, replace(Settings(jobs=1), **settings))  # type: ignore[arg-type]
    return {outcome.slug: outcome for outcome in outcomes}


@pytest.fixture
def built_show(small_show: Path, filled_once: Callable[..., Path]) -> Path:
    """The small show after its first build."""

    def build_all(root: Path) -> None:
        assert {outcome.status for outcome in built(root).values()} == {"rendered"}

    return filled_once("rendered", small_show, build_all)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_episode_gets_its_files(small_show: Path, recording: Recording) -> None:
    outcomes = built(small_show)
    assert {outcome.status for outcome in outcomes.values()} == {"rendered"}
    output = small_show / "output"
    for slug in ("buttons", "keys", "coins"):
        for path in (
            f"transcripts/{slug}.vtt",
            f"transcripts/{slug}.srt",
            f"transcripts/{slug}.json",
            f"chapters/{slug}.json",
            f"records/{slug}.json",
        ):
            assert (output / path).is_file(), path
        mp3 = recording(output, slug)
        digits = sha256(mp3.read_bytes()).hexdigest()[:8]
        assert mp3 == output / f"audio/{slug}.{digits}.mp3"
        assert (small_show / "scripts" / f"{slug}.md").is_file()


def test_what_the_record_says_is_what_the_file_is(built_show: Path) -> None:
    record = read_record(built_show / "output/records/keys.json")
    assert record is not None
    mp3 = (built_show / "output" / record.audio_path).read_bytes()
    assert record.seconds == pytest.approx(len(decode_mp3(mp3)) / SAMPLE_RATE, abs=0.001)
    assert record.audio_bytes == len(mp3)
    assert record.integrated_lufs == pytest.approx(-16, abs=0.5)
    assert record.seconds == pytest.approx(40, abs=5)


def test_a_second_build_moves_no_byte(small_show: Path) -> None:
    built(small_show)
    before = snapshot(small_show)
    outcomes = built(small_show)
    assert {outcome.status for outcome in outcomes.values()} == {"unchanged"}
    assert snapshot(small_show) == before


@pytest.mark.slow
def test_a_fresh_build_gives_the_same_bytes(
    built_show: Path, forget_what_was_made: Callable[[], None]
) -> None:
    first = snapshot(built_show / "output")
    forget_what_was_made()
    shutil.rmtree(built_show / "output")
    shutil.rmtree(built_show / ".cache")
    built(built_show, jobs=2)
    assert {name: data for name, (_, data) in snapshot(built_show / "output").items()} == {
        name: data for name, (_, data) in first.items()
    }


def test_only_the_episode_that_changed_is_made_again(built_show: Path) -> None:
    path = built_show / "episodes/buttons.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("the winter comes in", "the rain comes in"), "utf-8"
    )
    outcomes = built(built_show)
    assert outcomes["buttons"].status == "rendered"
    assert "the script" in outcomes["buttons"].reason
    assert outcomes["keys"].status == outcomes["coins"].status == "unchanged"


def test_what_only_feed_and_site_show_makes_no_recording_anew(built_show: Path) -> None:
    path = built_show / "episodes/keys.md"
    more = "number: 2\nexplicit: true\naliases: [on-keys]\nreference_seconds: 31\n"
    more += "link: https://example.org/keys\ndraft: false"
    path.write_text(path.read_text(encoding="utf-8").replace("number: 2", more), encoding="utf-8")
    assert {outcome.status for outcome in built(built_show).values()} == {"unchanged"}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('voice = "beep"', 'voice = "boop"', "the voice"),
        ("target_seconds = 42", "target_seconds = 43", "the length"),
        ("[feed]", "[audio]\nloudness_lufs = -18\n[feed]", "the sound settings"),
        ('title = "Small things"', 'title = "Little things"', "the show's facts"),
        ("[feed]", '[cover]\nbackground = "#112233"\n[feed]', "the cover"),
    ],
)
@pytest.mark.slow
def test_a_changed_setting_says_why_all_are_made_again(
    built_show: Path, old: str, new: str, reason: str
) -> None:
    path = built_show / "episodes/show.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    for outcome in built(built_show).values():
        assert outcome.status == "rendered"
        assert reason in outcome.reason


def test_a_new_lexicon_entry_concerns_only_the_episodes_that_use_it(built_show: Path) -> None:
    entry = '[[entry]]\nterm = "drawer"\nspoken = "door"\n[[entry]]\nterm = "lamp of Keys"\nspoken = "x"\n'
    (built_show / "episodes/lexicon.toml").write_text(entry, encoding="utf-8")
    outcomes = built(built_show)
    assert all("how it is said" in outcome.reason for outcome in outcomes.values())
    (built_show / "episodes/lexicon.toml").write_text(
        entry + '[[entry]]\nterm = "zeppelin"\nspoken = "airship"\n', encoding="utf-8"
    )
    assert {outcome.status for outcome in built(built_show).values()} == {"unchanged"}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.slow
def test_one_episode_that_fails_does_not_stop_the_others(small_show: Path, jobs: int) -> None:
    path = small_show / "episodes/keys.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("topics:", "voice: hibari/nobody\ntopics:"), "utf-8"
    )
    outcomes = built(small_show, jobs=jobs)
    assert outcomes["keys"].status == "failed"
    assert outcomes["keys"].error is not None
    assert outcomes["buttons"].status == outcomes["coins"].status == "rendered"


def test_an_engine_that_breaks_fails_its_episode_only(
    small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak = ToneEngine.synthesize

    def breaks(self: ToneEngine, sentence, voice, speed):  # type: ignore[no-untyped-def]
        if "key" in sentence.spoken:
            raise SpeechFailed("the voice cracked")
        return speak(self, sentence, voice, speed)

    monkeypatch.setattr(ToneEngine, "synthesize", breaks)
    outcomes = built(small_show)
    assert outcomes["keys"].status == "failed"
    assert "cracked" in outcomes["keys"].reason
    assert list((small_show / "output/audio").glob("keys*")) == []
    assert outcomes["coins"].status == "rendered"


def test_a_failed_rendering_leaves_the_published_one(
    built_show: Path, monkeypatch: pytest.MonkeyPatch, recording: Recording
) -> None:
    before = recording(built_show / "output", "keys").read_bytes()
    monkeypatch.setattr(ToneEngine, "synthesize", lambda *_: (_ for _ in ()).throw(SpeechFailed("no")))
    monkeypatch.setattr(ToneEngine, "fingerprint", lambda *_: "another")
    from pipeline.freshness import rendering

    rendering._voice_fingerprint.cache_clear()
    assert built(built_show)["keys"].status == "failed"
    rendering._voice_fingerprint.cache_clear()
    assert recording(built_show / "output", "keys").read_bytes() == before


def test_a_missing_or_altered_file_is_made_again(built_show: Path, recording: Recording) -> None:
    mp3 = recording(built_show / "output", "keys")
    mp3.write_bytes(b"altered")
    (built_show / "output/transcripts/coins.vtt").unlink()
    outcomes = built(built_show)
    assert outcomes["keys"].reason == f"audio/{mp3.name} was altered"
    assert outcomes["coins"].reason == "transcripts/coins.vtt is missing"
    assert outcomes["buttons"].status == "unchanged"


def test_force_makes_it_again(built_show: Path) -> None:
    assert {outcome.reason for outcome in built(built_show, force=True).values()} == {"asked for"}


@pytest.mark.slow
def test_a_voice_asked_for_wins_over_the_shows(small_show: Path) -> None:
    built(small_show, voice="boop")
    record = read_record(small_show / "output/records/keys.json")
    assert record is not None
    assert record.voice == "boop"


@pytest.mark.slow
def test_an_episode_speaks_with_the_default_engine(small_show: Path) -> None:
    show = load_show(small_show)
    outcomes = build_episodes(show, [show.episodes[0]], Settings(jobs=1, engine="hibari"))
    assert outcomes[0].status == "rendered"
    record = read_record(small_show / "output/records/buttons.json")
    assert record is not None
    assert (record.engine, record.voice) == ("hibari", "heart")
    stages = {
        *("speech", "text lint", "assembly", "mastering", "encoding", "decoding to verify"),
        "tags and captions",
    }
    assert set(outcomes[0].timings) == stages


def test_files_left_by_a_killed_run_are_swept(small_show: Path) -> None:
    leftover = small_show / "output/audio/.keys.mp3.abc.part"
    leftover.parent.mkdir(parents=True)
    leftover.write_bytes(b"half")
    os.utime(leftover, (0, 0))
    built(small_show)
    assert not leftover.exists()


@pytest.mark.slow
def test_a_dialogue_is_spoken_by_two_and_captions_name_them(built_show: Path) -> None:
    script = built_show / "scripts/keys.md"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("Who has not lost", "{guest} Who has not lost"), encoding="utf-8")
    alone = built(built_show)["keys"]
    assert "spoken by one" in alone.remark
    assert "<v " not in (built_show / "output/transcripts/keys.vtt").read_text(encoding="utf-8")
    show = built_show / "episodes/show.toml"
    show.write_text(
        show.read_text().replace('voice = "beep"', 'voice = "beep"\nguest = "boop"\nguest_name = "Bo"')
    )
    together = built(built_show)
    assert together["keys"].remark == ""
    assert together["coins"].status == "unchanged"
    record = read_record(built_show / "output/records/keys.json")
    assert record is not None
    assert record.guest == "tone/boop"
    captions = (built_show / "output/transcripts/keys.vtt").read_text(encoding="utf-8")
    assert "<v Host>" in captions
    assert "<v Bo>" in captions
