"""Kokoro's files and, where the extra is installed, its voices."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.speech import engine as speech_engine
from pipeline.speech.engine import OpenEngine, Speech, VoiceChoice, find_voice
from pipeline.speech.engines.kokoro import engine as adapter
from pipeline.speech.engines.kokoro import files
from pipeline.speech.engines.kokoro.engine import MAX_PHONEMES, KokoroEngine
from pipeline.speech.engines.kokoro.files import FOLDER, kokoro_voice, registry, voice_names
from pipeline.speech.engines.misaki import reader
from pipeline.speech.engines.stretches import split
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

pytestmark = pytest.mark.slow


SHIPPED = (
    *("af_heart", "am_michael", "bf_emma", "bm_george"),
    *("af_kore", "af_sarah", "am_fenrir", "am_puck", "bf_isabella", "bm_fable"),
)
REPOSITORY = Path(__file__).parents[2]
SENTENCE = speak_sentence("LoRA keeps 16 million weights.", Lexicon())
LONG = speak_sentence(
    ", ".join(["a remarkably protracted enumeration of extraordinarily elongated expressions"] * 9) + ".",
    Lexicon(),
)
with_the_extra = pytest.mark.skipif(
    not all(find_spec(module) for module in registry()["networks"]["int8"]["modules"]),
    reason="needs the extra: pip install 'ninety-podcast[kokoro]'",
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def engine(cache: Path) -> KokoroEngine:
    """One engine for the whole module, with its network in a cache of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NINETY_CACHE", str(cache))
        engine = KokoroEngine()
        engine.synthesize(speak_sentence("Yes.", Lexicon()), "af_heart", 1.0)
    return engine


def loudness(speech: Speech, start: float, end: float) -> float:
    samples = speech.samples[int(start * speech.sample_rate) : int(end * speech.sample_rate)]
    return float(np.sqrt(np.mean(samples**2)))


def longest_silence(speech: Speech) -> float:
    """Give the longest pause between the first sound and the last, in seconds."""
    loud = np.flatnonzero(np.abs(speech.samples) > 0.01 * np.abs(speech.samples).max())
    return float(np.diff(loud).max()) / speech.sample_rate


# Files


def test_all_voices_are_known_by_their_digest_and_ten_are_shipped() -> None:
    assert len(voice_names()) == 54
    assert voice_names()[: len(SHIPPED)] == SHIPPED
    assert sorted(path.stem for path in FOLDER.glob("*.bin")) == sorted(SHIPPED)
    for name in SHIPPED:
        voice = kokoro_voice(name)
        assert voice
        data = voice.shipped.read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (voice.style.size, voice.style.sha256)


def test_the_shipped_voices_come_with_their_licence() -> None:
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    assert all(f"{name}.bin" in notice for name in SHIPPED)
    assert "Apache License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")


def test_downloads_are_pinned_to_a_revision() -> None:
    voice = kokoro_voice("zm_yunxi@full")
    assert voice
    revision = registry()["revision"]
    assert len(revision) == 40
    assert voice.style.url.endswith(f"/resolve/{revision}/voices/zm_yunxi.bin")
    assert voice.network.url.endswith(f"/resolve/{revision}/onnx/model.onnx")
    assert voice.network.size > 300_000_000


def test_without_the_extra_the_error_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path))
    monkeypatch.setattr(files, "find_spec", lambda name: None)
    with pytest.raises(EngineNotAvailable) as caught:
        KokoroEngine()
    assert caught.value.exit_code == ExitCode.ENGINE == 4
    assert caught.value.remedy == "pip install 'ninety-podcast[kokoro]'"


def test_a_part_that_is_not_the_known_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path))
    parts = [tmp_path / f"part-{number}.bin" for number in range(4)]
    for part in parts:
        part.write_bytes(part.name.encode())
    monkeypatch.setattr(files, "parts", lambda: parts)
    voice = kokoro_voice("af_heart")
    assert voice
    with pytest.raises(EngineNotAvailable, match="SHA-256") as caught:
        voice.network_path()
    assert "reinstall" in caught.value.remedy
    assert not voice.network.is_kept


JOIN = """
import sys, time
from pipeline.speech.engines.kokoro import files
join = files._join_parts
def slowly(target):
    sys.stdout.write("joined")
    time.sleep(0.5)
    join(target)
files._join_parts = slowly
voice = files.kokoro_voice("af_heart")
from pipeline.speech.engines.weights import read_verified
read_verified(voice.network_path(), voice.network)
"""


@with_the_extra
def test_two_processes_that_begin_at_once_join_the_network_once_and_whole(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "NINETY_CACHE": str(tmp_path)}
    processes = [
        subprocess.Popen([sys.executable, "-c", JOIN], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(told) == ["", "joined"]
    assert sorted(path.suffix for path in (tmp_path / "models").iterdir()) == [".lock", ".onnx"]


def test_a_damaged_network_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path))
    voice = kokoro_voice("af_heart")
    assert voice
    voice.network.path.parent.mkdir(parents=True)
    voice.network.path.write_bytes(b"half of it")
    with pytest.raises(EngineNotAvailable, match="damaged"):
        KokoroEngine().synthesize(SENTENCE, "af_heart", 1.0)


# Pronunciation


def test_a_sentence_beyond_the_limit_is_split_at_clauses_and_nothing_is_cut() -> None:
    phonemized = reader(british=False).phonemize(LONG)
    assert len(phonemized.text) > MAX_PHONEMES
    stretches = split(phonemized, MAX_PHONEMES)
    assert all(len(stretch.text) <= MAX_PHONEMES for stretch in stretches)
    assert " ".join(stretch.text for stretch in stretches) == phonemized.text
    assert stretches[0].text.endswith(",")


@with_the_extra
def test_a_british_voice_reads_british_english(engine: KokoroEngine) -> None:
    sentence = speak_sentence("Ask the other half.", Lexicon())
    american, british = (engine.phonemes(sentence, voice) for voice in ("am_michael", "bm_george"))
    assert american == "ˈæsk ði ˈʌðəɹ hˈæf."
    assert british == "ˈɑːsk ði ˈʌðə hˈɑːf."


@with_the_extra
def test_phonemes_from_the_lexicon_reach_the_voice(engine: KokoroEngine) -> None:
    assert engine.phonemes(SENTENCE, "af_heart").startswith("lˈɔɹə kˈips")


# Voices


@with_the_extra
def test_the_voices_at_hand_come_first_and_the_others_say_what_they_download(engine: KokoroEngine) -> None:
    voices = engine.voices()
    assert [(voice.name, voice.language, voice.download_bytes) for voice in voices[:10]] == [
        ("af_heart", "en-US", 0),
        ("am_michael", "en-US", 0),
        ("bf_emma", "en-GB", 0),
        ("bm_george", "en-GB", 0),
        ("af_kore", "en-US", 0),
        ("af_sarah", "en-US", 0),
        ("am_fenrir", "en-US", 0),
        ("am_puck", "en-US", 0),
        ("bf_isabella", "en-GB", 0),
        ("bm_fable", "en-GB", 0),
    ]
    assert {voice.download_bytes for voice in voices[10:]} == {522_240}
    assert all(voice.licence == "Apache-2.0" and voice.name in voice.credit for voice in voices)


@with_the_extra
def test_any_voice_can_be_asked_for_in_full_precision(engine: KokoroEngine) -> None:
    assert isinstance(engine, OpenEngine)
    full = engine.voice_named("af_heart@full")
    assert full
    assert full.download_bytes == 325_532_232
    assert engine.voice_named("af_nobody@full") is None
    assert engine.fingerprint("af_heart@full") != engine.fingerprint("af_heart")


@with_the_extra
def test_a_voice_that_is_not_listed_is_found_by_its_name(
    engine: KokoroEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_engine, "find_engine", lambda name: engine)
    assert find_voice(VoiceChoice("kokoro", "bm_lewis@full")).language == "en-GB"
    with pytest.raises(EngineNotAvailable, match="af_nobody"):
        find_voice(VoiceChoice("kokoro", "af_nobody"))


@with_the_extra
def test_fingerprints_differ_between_voices(engine: KokoroEngine) -> None:
    assert len({engine.fingerprint(name) for name in voice_names()}) == 54
    with pytest.raises(EngineNotAvailable, match="af_nobody"):
        engine.fingerprint("af_nobody")


@pytest.fixture(scope="module")
def at_its_own_speed(engine: KokoroEngine) -> Speech:
    return engine.synthesize(SENTENCE, "af_heart", 1.0)


@with_the_extra
@pytest.mark.parametrize("voice", SHIPPED)
def test_a_voice_speaks_and_times_every_word_in_order(
    engine: KokoroEngine, at_its_own_speed: Speech, voice: str
) -> None:
    speech = at_its_own_speed if voice == "af_heart" else engine.synthesize(SENTENCE, voice, 1.0)
    assert len(speech.words) == len(SENTENCE.words)
    assert (speech.sample_rate, speech.samples.dtype) == (24_000, np.float32)
    assert 1.4 < speech.seconds < 3.8
    assert 0.1 < float(np.abs(speech.samples).max()) <= 1.0
    times = [time for span in speech.words for time in (span.start, span.end)]
    assert times == sorted(times)
    assert times[-1] <= speech.seconds
    assert all(span.end > span.start for span in speech.words)


@with_the_extra
@pytest.mark.parametrize("voice", ["am_michael", "bm_george"])
def test_word_times_stand_where_the_voice_is_heard(engine: KokoroEngine, voice: str) -> None:
    sentence = speak_sentence("The model is small; the price is not.", Lexicon())
    speech = engine.synthesize(sentence, voice, 1.0)
    words = [loudness(speech, span.start, span.end) for span in speech.words]
    before, after = speech.words[3].end, speech.words[4].start
    assert after - before > 0.1
    silences = [
        (0.0, speech.words[0].start - 0.05),
        (before, after - 0.05),
        (speech.words[-1].end, speech.seconds),
    ]
    for start, end in silences:
        assert loudness(speech, start, end) < 0.05 * min(words)


@with_the_extra
def test_the_speed_asked_for_is_the_speed_it_gets(engine: KokoroEngine, at_its_own_speed: Speech) -> None:
    own = at_its_own_speed
    slow, fast = (engine.synthesize(SENTENCE, "af_heart", speed) for speed in (0.95, 1.05))
    assert slow.seconds == pytest.approx(own.seconds / 0.95, rel=0.01)
    assert fast.seconds == pytest.approx(own.seconds / 1.05, rel=0.01)
    assert fast.words[-1].end == pytest.approx(own.words[-1].end / 1.05, rel=0.03)


SAY = """
import hashlib
from pipeline.speech.engines.kokoro.engine import KokoroEngine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
speech = KokoroEngine().synthesize(speak_sentence("The same again.", Lexicon()), "bm_george", 1.02)
print(hashlib.sha256(speech.samples.tobytes()).hexdigest())
"""


@with_the_extra
def test_the_same_text_gives_the_same_samples_in_any_process(engine: KokoroEngine, cache: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "NINETY_CACHE": str(cache)}
    there = subprocess.run(
        [sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=True
    )
    here = engine.synthesize(speak_sentence("The same again.", Lexicon()), "bm_george", 1.02)
    assert there.stdout.strip() == hashlib.sha256(here.samples.tobytes()).hexdigest()


@with_the_extra
def test_a_split_sentence_is_spoken_whole_and_without_a_gap(
    engine: KokoroEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "MAX_PHONEMES", 50)
    sentence = speak_sentence(
        "Two thin matrices are trained, the thick one is left alone, and it works.", Lexicon()
    )
    assert len(engine.phonemes(sentence, "af_heart")) > 50
    speech = engine.synthesize(sentence, "af_heart", 1.0)
    times = [time for span in speech.words for time in (span.start, span.end)]
    assert times == sorted(times)
    assert all(loudness(speech, span.start, span.end) > 0.01 for span in speech.words)
    assert longest_silence(speech) < 0.6
