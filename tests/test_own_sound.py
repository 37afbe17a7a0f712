"""Shows with sounds of their own, built whole: when everything is heard, how loud, and what is made again."""

from __future__ import annotations

import json
import pickle
import re
import wave
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.audio.encoding_tags import read_marks
from pipeline.audio.found_tags import read_tags
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3, decode_sound, run_ffmpeg
from pipeline.audio.own_sound.episode_sounds import own_sounds
from pipeline.building.build import build_episodes
from pipeline.building.order import Order, order_for
from pipeline.building.ordering import chosen_voices, named_voices
from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.load import load_show
from pipeline.errors import InvalidShow, PipelineError
from pipeline.layout.record import Record, read_record
from pipeline.speech.cast import cast_for
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.engines.tone import ToneEngine
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.utterance import Utterance
from pipeline.writing.on_disk.scripts import refresh_scripts
from pipeline.writing.script.directions import Manner

pytestmark = pytest.mark.slow


Change = Callable[[Path, Mapping[str, str]], None]
MARK = 5000.0  # Hz: nothing that beeps comes near it


def write(path: Path, seconds: float, hertz: float = MARK, level: float = 0.5) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    samples = level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * 48_000)) / 48_000)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(np.repeat((samples * 32767).astype("<i2"), 2).tobytes())


def build(root: Path, *slugs: str) -> dict[str, Outcome]:
    show = load_show(root)
    episodes = [each for each in show.episodes if not slugs or each.slug in slugs]
    return {each.slug: each for each in build_episodes(show, episodes, Settings(jobs=1))}


def edit(root: Path, slug: str, before: str, after: str) -> None:
    """Change a script by hand."""
    path = root / f"scripts/{slug}.md"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def record_of(root: Path, slug: str) -> Record:
    record = read_record(root / f"output/records/{slug}.json")
    assert record is not None
    return record


def heard(root: Path, slug: str) -> NDArray[np.float32]:
    return decode_mp3((root / "output" / record_of(root, slug).audio_path).read_bytes())


def words(root: Path, slug: str) -> list[dict[str, float | str]]:
    text = (root / f"output/transcripts/{slug}.json").read_text(encoding="utf-8")
    return list(json.loads(text)["segments"])


def band(samples: NDArray[np.float32], low: float, high: float) -> NDArray[np.float64]:
    """Give the level of a band of frequencies in every 10 ms."""
    size = SAMPLE_RATE // 100
    frames = samples[: samples.size // size * size].reshape(-1, size) * np.hanning(size)
    spectrum = np.abs(np.fft.rfft(frames, axis=1))
    found = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    return np.asarray(spectrum[:, (found >= low) & (found <= high)].max(axis=1), np.float64)


def stretches(levels: NDArray[np.float64], least_seconds: float = 0.1) -> list[tuple[float, float]]:
    """Give when a band is heard: from, to, in seconds."""
    loud = np.flatnonzero(np.diff(np.concatenate([[0], levels > levels.max() / 4, [0]])))
    pairs = loud.reshape(-1, 2) / 100
    return [(float(a), float(b)) for a, b in pairs if b - a >= least_seconds]


@pytest.fixture
def edited(small_show: Path) -> Path:
    """A show whose first script asks for a pause and a sound."""
    refresh = load_show(small_show)
    refresh_scripts(refresh, refresh.episodes)
    write(small_show / "episodes/sounds/door.wav", 1.5)
    edit(
        small_show,
        "buttons",
        "Most things are larger.",
        "{pause 2s} Most things are larger. {sound door.wav}",
    )
    return small_show


def test_captions_stay_exact_around_pauses_and_sounds(edited: Path) -> None:
    build(edited, "buttons")
    samples, segments = heard(edited, "buttons"), words(edited, "buttons")
    ((door, door_ends),) = stretches(band(samples, 4800, 5200))
    speech = band(samples, 380, 900)
    index = next(
        i for i, each in enumerate(segments) if each["body"] == "larger." and segments[i - 1]["body"] == "are"
    )
    first = index - 3
    assert [each["body"] for each in segments[first : index + 1]] == ["Most", "things", "are", "larger."]
    onset = float(segments[first]["startTime"])
    frames = np.flatnonzero(speech > speech.max() / 4) / 100
    assert frames[frames > onset - 1.5][0] == pytest.approx(onset, abs=0.05)
    assert onset - float(segments[first - 1]["endTime"]) == pytest.approx(2.0, abs=0.1)
    assert door - float(segments[index]["endTime"]) == pytest.approx(0.25, abs=0.1)
    assert door_ends - door == pytest.approx(1.5, abs=0.05)
    following = float(segments[index + 1]["startTime"])
    assert frames[frames > door_ends][0] == pytest.approx(following, abs=0.05)
    assert following - door_ends == pytest.approx(0.25, abs=0.1)


def onsets(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Give when the voice begins to speak after a silence of its own, in seconds, by its own frequencies."""
    speech = band(samples, 380, 900)
    spoken = np.flatnonzero(speech > speech.max() / 4) / 100
    return np.asarray(spoken[np.diff(spoken, prepend=-1.0) > 0.2], np.float64)


def marks(root: Path, slug: str, kind: str) -> list[float]:
    """Give the chapters' starts as a sound file of that kind tells them."""
    record = record_of(root, slug)
    path = record.sound_path(kind)
    assert path is not None
    data = (root / "output" / path).read_bytes()
    chapters = read_tags(data).chapters if kind == "mp3" else read_marks(data, kind.replace("mp4", "m4a"))
    return [chapter.start for chapter in chapters]


def test_chapters_begin_where_their_speech_does_in_every_file(edited: Path, change_settings: Change) -> None:
    for name, seconds in (("intro.wav", 4.03), ("outro.wav", 3.0), ("bed.wav", 7.0)):
        write(edited / "episodes/sounds" / name, seconds)
    change_settings(
        edited,
        {
            "opening": '"intro.wav"',
            "closing": '"outro.wav"',
            "bed": '"bed.wav"',
            "also": '["opus", "m4a", "mp4"]',
        },
    )
    edit(edited, "buttons", "in a synthetic voice.", "in a synthetic voice. {sound door.wav}")
    edit(edited, "buttons", "Look twice", "{pause 1.3s} Look twice")
    outcome = build(edited, "buttons")["buttons"]
    assert outcome.status == "rendered", outcome.reason
    told = json.loads((edited / "output/chapters/buttons.json").read_text(encoding="utf-8"))["chapters"]
    starts = [float(chapter["startTime"]) for chapter in told]
    assert len(starts) >= 3
    assert starts[0] == 0  # the opening belongs to the first
    for kind in ("mp3", "opus", "m4a", "mp4"):
        path = record_of(edited, "buttons").sound_path(kind)
        assert path is not None
        assert marks(edited, "buttons", kind) == pytest.approx(starts, abs=0.001), kind
        heard_there = onsets(decode_sound((edited / "output" / path).read_bytes(), f".{kind}", SAMPLE_RATE))
        for start in starts[1:]:
            assert np.abs(heard_there - start).min() <= 0.05, (kind, start)


def test_a_sound_at_the_head_of_a_section_begins_its_chapter(edited: Path) -> None:
    edit(edited, "buttons", " {sound door.wav}", "")
    edit(edited, "buttons", "Look twice", "{sound door.wav} Look twice")
    build(edited, "buttons")
    ((door, _),) = stretches(band(heard(edited, "buttons"), 4800, 5200))
    assert record_of(edited, "buttons").chapters[-1].start == pytest.approx(door, abs=0.05)


def test_the_predicted_length_counts_what_the_script_asks_for(edited: Path) -> None:
    show = load_show(edited)
    (with_them,) = refresh_scripts(show, show.episodes[:1], write=False)
    edit(edited, "buttons", "{pause 2s} ", "")
    edit(edited, "buttons", " {sound door.wav}", "")
    (without,) = refresh_scripts(show, show.episodes[:1], write=False)
    # In place of the pauses that a narrator makes, 0.4 s between sentences and 0.75 s between paragraphs.
    assert with_them.predicted_seconds - without.predicted_seconds == pytest.approx(
        2 - 0.42 + 1.5 + 0.5 - 0.75, abs=0.2
    )


def test_opening_and_closing_of_its_own_frame_an_episode_to_the_second(
    small_show: Path, change_settings: Change
) -> None:
    write(small_show / "episodes/sounds/intro.wav", 4.0)
    write(small_show / "episodes/sounds/outro.wav", 3.0)
    change_settings(small_show, {"opening": '"intro.wav"', "closing": '"outro.wav"'})
    outcomes = build(small_show)
    for slug, outcome in outcomes.items():
        assert abs(outcome.seconds - 42) <= 5
        segments, samples = words(small_show, slug), heard(small_show, slug)
        assert float(segments[0]["startTime"]) == pytest.approx(4.0 - 0.6, abs=0.05)
        assert samples.size / SAMPLE_RATE - float(segments[-1]["endTime"]) == pytest.approx(
            3.0 - 0.6, abs=0.1
        )
        assert record_of(small_show, slug).chapters[0].start == 0
        assert record_of(small_show, slug).integrated_lufs == pytest.approx(-16, abs=0.5)


def test_a_bed_is_twenty_units_below_the_voice_and_rises_where_nobody_speaks(
    small_show: Path, change_settings: Change
) -> None:
    write(small_show / "episodes/sounds/bed.wav", 7.0, hertz=5000)
    change_settings(small_show, {"signature": "false", "bed": '"bed.wav"'})
    refresh = load_show(small_show)
    refresh_scripts(refresh, refresh.episodes)
    edit(small_show, "buttons", "Most things are larger.", "{pause 6s} Most things are larger.")
    build(small_show, "buttons")
    samples, segments = heard(small_show, "buttons"), words(small_show, "buttons")
    level = band(samples, 4800, 5200)
    place = next(i for i, each in enumerate(segments) if each["body"] == "Most")
    rests, begins = float(segments[place - 1]["endTime"]), float(segments[place]["startTime"])
    alone = np.median(level[int(rests * 100) + 100 : int(begins * 100) - 100])
    under = np.median(level[int(begins * 100) : int(begins * 100) + 300])
    assert 20 * np.log10(alone / under) == pytest.approx(8, abs=1)
    assert level[200 : int(segments[-1]["endTime"]) * 100].min() > under / 3  # no hole at a seam
    assert level[-10:].max() < under  # faded out


def test_without_signature_and_sounds_nothing_but_the_voice_is_heard(
    small_show: Path, change_settings: Change
) -> None:
    change_settings(small_show, {"signature": "false"})
    build(small_show, "keys")
    segments, samples = words(small_show, "keys"), heard(small_show, "keys")
    assert float(segments[0]["startTime"]) == pytest.approx(0.3, abs=0.03)
    assert samples.size / SAMPLE_RATE - float(segments[-1]["endTime"]) == pytest.approx(0.5, abs=0.1)


def test_an_episode_has_other_sounds_than_the_show_or_none(small_show: Path, change_settings: Change) -> None:
    for name in ("intro.wav", "special.wav"):
        write(small_show / "episodes/sounds" / name, 2.0)
    change_settings(small_show, {"opening": '"intro.wav"'})
    for slug, line in (("keys", "opening: special.wav"), ("coins", "opening: none")):
        path = small_show / f"episodes/{slug}.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("\nnumber", f"\n{line}\nnumber", 1), encoding="utf-8"
        )
    build(small_show)
    found = {slug: record_of(small_show, slug).own_sounds for slug in ("buttons", "keys", "coins")}
    assert found == {"buttons": ("intro.wav",), "keys": ("special.wav",), "coins": ()}
    assert float(words(small_show, "coins")[0]["startTime"]) == pytest.approx(0.3, abs=0.03)


def test_a_replaced_file_makes_exactly_the_episodes_again_that_use_it(edited: Path) -> None:
    build(edited)
    assert {each.status for each in build(edited).values()} == {"unchanged"}
    write(edited / "episodes/sounds/door.wav", 1.0)
    statuses = {slug: (each.status, each.reason) for slug, each in build(edited).items()}
    assert statuses["buttons"] == ("rendered", "the show's own sounds changed")
    assert statuses["keys"][0] == statuses["coins"][0] == "unchanged"
    (edited / "episodes/sounds/door.wav").touch()  # the same bytes
    assert {each.status for each in build(edited).values()} == {"unchanged"}


def test_a_faulty_sound_fails_only_the_episode_that_names_it(edited: Path) -> None:
    (edited / "episodes/sounds/door.wav").write_bytes(b"RIFF, but no sound")
    outcomes = build(edited)
    assert {slug: each.status for slug, each in outcomes.items()} == {
        "buttons": "failed",
        "keys": "rendered",
        "coins": "rendered",
    }
    error = outcomes["buttons"].error
    assert error is not None
    line = next(
        number
        for number, text in enumerate(
            (edited / "scripts/buttons.md").read_text(encoding="utf-8").split("\n"), 1
        )
        if "{sound door.wav}" in text
    )
    assert (Path(str(error.file)).name, error.line) == ("buttons.md", line)
    assert "damaged" in error.what
    assert error.remedy


@pytest.mark.parametrize(
    ("what", "expected"),
    [("{sound gone.wav}", "is not in episodes/sounds/"), ("{voice nobody}", "calls a voice «nobody»")],
)
def test_what_is_not_there_fails_only_the_episode_that_calls_it(
    edited: Path, what: str, expected: str
) -> None:
    edit(edited, "keys", "No lamp", f"{what} No lamp")
    outcomes = build(edited)
    assert [slug for slug, each in outcomes.items() if each.error] == ["keys"]
    assert expected in outcomes["keys"].reason
    assert outcomes["keys"].error is not None
    assert outcomes["keys"].error.line
    assert Path(str(outcomes["keys"].error.file)).name == "keys.md"


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ('"gone.wav"', "is not in episodes/sounds/"),
        ('"../show.wav"', "leads out of episodes/sounds/"),
        ('"/etc/passwd"', "leads out of episodes/sounds/"),
        ('"notes.ogg"', "no kind of sound file"),
        ("5", "must be text"),
    ],
)
def test_a_sound_of_the_settings_that_cannot_be_is_told_with_its_line(
    small_show: Path, change_settings: Change, value: str, what: str
) -> None:
    change_settings(small_show, {"opening": value})
    with pytest.raises(InvalidShow) as raised:
        load_show(small_show)
    assert what in raised.value.what
    lines = (small_show / "episodes/show.toml").read_text(encoding="utf-8").split("\n")
    assert raised.value.line is not None
    assert lines[raised.value.line - 1].startswith("opening")


def test_a_link_out_of_the_folder_is_refused(small_show: Path, change_settings: Change) -> None:
    write(small_show / "elsewhere.wav", 1.0)
    (small_show / "episodes/sounds").mkdir()
    (small_show / "episodes/sounds/intro.wav").symlink_to(small_show / "elsewhere.wav")
    change_settings(small_show, {"opening": '"intro.wav"'})
    with pytest.raises(InvalidShow, match="link that leads out"):
        load_show(small_show)


def test_voices_by_name_speak_and_are_named_in_captions(edited: Path) -> None:
    with (edited / "episodes/show.toml").open("a", encoding="utf-8") as file:
        file.write('\n[voices.ada]\nvoice = "tone/boop"\nspeed = 1.2\n')
        file.write('\n[voices.dr-ben]\nvoice = "beep"\nname = "Dr. B"\n')
    edit(
        edited,
        "keys",
        "Most things are larger.",
        "Most things.\n\n{voice ada} I am Ada.\n\n{voice dr-ben} I am Ben.",
    )
    outcome = build(edited, "keys")["keys"]
    assert (outcome.status, outcome.remark) == ("rendered", "")
    spoken = {str(each["speaker"]) for each in words(edited, "keys")}
    assert spoken == {"Host", "Ada", "Dr. B"}
    vtt = (edited / "output/transcripts/keys.vtt").read_text(encoding="utf-8")
    assert "<v Ada>I am Ada." in vtt
    assert "<v Dr. B>I am Ben." in vtt
    samples, segments = heard(edited, "keys"), words(edited, "keys")
    mine = [each for each in segments if each["speaker"] == "Ada"]
    part = samples[
        int(float(mine[0]["startTime"]) * SAMPLE_RATE) : int(float(mine[-1]["endTime"]) * SAMPLE_RATE)
    ]
    assert band(part, 180, 320).max() > 3 * band(part, 400, 900).max()  # the lower of the two beeps
    changed = (edited / "episodes/show.toml").read_text(encoding="utf-8").replace('"Dr. B"', '"Doc"')
    (edited / "episodes/show.toml").write_text(changed, encoding="utf-8")
    reasons = {slug: each.reason for slug, each in build(edited).items()}
    assert reasons["keys"] == "the show's facts changed"


def test_stressed_and_slow_words_take_longer(edited: Path) -> None:
    edit(
        edited,
        "keys",
        "Most things are larger.",
        "Take one lamp. {slow Take} one {stress lamp}.",
    )
    assert build(edited, "keys")["keys"].remark == ""
    segments = words(edited, "keys")
    first = next(index for index, each in enumerate(segments) if each["body"] == "Take")
    found = [each for each in segments[first : first + 6] if each["body"] in ("Take", "lamp.")]
    seconds = [float(each["endTime"]) - float(each["startTime"]) for each in found]
    assert seconds[2] > 1.4 * seconds[0]
    assert seconds[3] > 1.2 * seconds[1]


def test_the_default_voice_keeps_its_captions_and_its_level_among_own_sounds(
    small_show: Path, change_settings: Change
) -> None:
    write(small_show / "episodes/sounds/intro.wav", 2.5)
    write(small_show / "episodes/sounds/door.wav", 1.0)
    settings = {"engine": '"hibari"', "voice": '"heart"', "opening": '"intro.wav"', "signature": "false"}
    change_settings(small_show, settings)
    show = load_show(small_show)
    refresh_scripts(show, show.episodes)
    asked = "Most things are {stress larger}. {pause 1.5s} {slow So they say.} {sound door.wav}"
    edit(small_show, "keys", "Most things are larger.", asked)
    outcome = build(small_show, "keys")["keys"]
    assert (outcome.status, outcome.remark) == ("rendered", "")
    samples, segments = heard(small_show, "keys"), words(small_show, "keys")
    index = next(i for i, each in enumerate(segments) if each["body"] == "So")
    spoken = band(samples, 90, 12_000)  # an «s», too
    speaking = np.flatnonzero(spoken > spoken.max() / 300) / 100
    says = float(segments[index]["startTime"])
    assert speaking[speaking > says - 1.0][0] == pytest.approx(says, abs=0.05)
    door, _ = stretches(band(samples, 4800, 5200), 0.5)[-1]
    assert door - float(segments[index + 2]["endTime"]) == pytest.approx(0.25, abs=0.12)
    audio = small_show / "output" / record_of(small_show, "keys").audio_path
    filters = "ebur128=dualmono=true:metadata=1,ametadata=print:file=-"
    meter = ["-i", str(audio), "-af", filters, "-f", "null", "-"]
    measured = re.findall(r"lavfi\.r128\.I=(-[0-9.]+)", run_ffmpeg(meter, 90).decode())
    assert float(measured[-1]) == pytest.approx(-16, abs=0.5)


def test_the_default_voice_draws_slow_words_out_and_makes_stressed_ones_louder() -> None:
    speaker = Speaker(VoiceChoice("hibari", "heart"), Lexicon(()))
    shown = "We never said that they would come."
    plain = speaker.say(shown, 1.0)
    slow = speaker.say(shown, 1.0, (Manner(0, 1, 2, "slow"),))
    stressed = speaker.say(shown, 1.0, (Manner(0, 1, 1, "stress"),))
    assert plain is not None
    assert slow is not None
    assert stressed is not None

    def seconds(said: Utterance, word: int) -> float:
        span = said.speech.words[word]
        return span.end - span.start

    assert seconds(slow, 1) + seconds(slow, 2) > 1.3 * (seconds(plain, 1) + seconds(plain, 2))
    assert seconds(slow, 5) == pytest.approx(seconds(plain, 5), abs=0.06)
    assert seconds(stressed, 1) > 1.1 * seconds(plain, 1)


def test_an_engine_that_cannot_stress_says_so_once_and_speaks(
    edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ToneEngine, "manners", lambda *_: ())
    edit(edited, "keys", "Most things are larger.", "{slow Most things} are {stress larger}.")
    remark = build(edited, "keys")["keys"].remark
    assert remark == "{stress} and {slow} cannot be heard: the engine «tone» says these words as the rest"


def order_of(root: Path, slug: str) -> Order:
    show = load_show(root)
    episode = show.episode(slug)
    assert episode is not None
    (state,) = refresh_scripts(show, [episode])
    assert state.script is not None
    cast = cast_for(
        state.script, *chosen_voices(show, episode, Settings()), named_voices(show, state.script, state.path)
    )
    return order_for(show, episode, state.script, cast, None, own_sounds(show, episode, state.script))


def test_an_order_with_sounds_stays_small(edited: Path, change_settings: Change) -> None:
    for name in ("intro.wav", "outro.wav", "bed.wav"):
        write(edited / "episodes/sounds" / name, 10.0)
    change_settings(edited, {"opening": '"intro.wav"', "closing": '"outro.wav"', "bed": '"bed.wav"'})
    assert len(pickle.dumps(order_of(edited, "buttons"))) < 20_000


def test_a_show_without_sounds_of_its_own_is_as_it_was(small_show: Path) -> None:
    order = order_of(small_show, "keys")
    assert order.own is None
    assert "own" not in repr(order.audio)
    build(small_show, "keys")
    record = json.loads((small_show / "output/records/keys.json").read_text(encoding="utf-8"))
    assert not {"own_sounds", "pause_seconds"} & set(record)
    assert "the show's own sounds" not in record["inputs"]


def test_a_worker_that_was_sent_the_sounds_makes_the_same_files(
    edited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.cluster import parcels, remote

    monkeypatch.setattr(parcels, "_folder", lambda: tmp_path / "worker/sounds")
    monkeypatch.setattr(remote, "own_cache", lambda: tmp_path / "worker/speech")
    build(edited, "buttons")
    order, there = order_of(edited, "buttons"), set[str]()
    while missing := parcels.first_missing(order, there):
        there.add(parcels.keep(parcels.parcel_of(missing)))
    (edited / "episodes/sounds/door.wav").unlink()  # the worker has no such disk
    rendered = remote.render_here(replace(order, cache_folder=None))
    assert rendered.record == record_of(edited, "buttons")


def test_a_sound_that_did_not_arrive_whole_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.cluster import parcels

    monkeypatch.setattr(parcels, "_folder", lambda: tmp_path / "sounds")
    with pytest.raises(PipelineError, match="did not arrive"):
        parcels.keep(("0" * 64, b"something else"))
    assert not (tmp_path / "sounds").exists()
