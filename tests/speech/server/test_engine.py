"""The engine «openai», against a server process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from pipeline.errors import EngineNotAvailable, ExitCode, SpeechFailed
from pipeline.speech.acceptance import speak_soundly
from pipeline.speech.engine import Speech, VoiceChoice
from pipeline.speech.engines.server import ServerEngine, wire
from pipeline.speech.engines.server import engine as engine_module
from pipeline.speech.engines.server.address import KEY_HOST_VARIABLE, KEY_VARIABLE
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence

from .conftest import SpeechServer

TEXT = "A key is a wave, cut in brass."


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "WAIT_SECONDS", 0.01)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.delenv(KEY_HOST_VARIABLE, raising=False)


@pytest.fixture
def engine() -> Iterator[ServerEngine]:
    engine = ServerEngine()
    yield engine
    engine.close()


def spoken_anew(voice: str) -> str:
    """Have an engine that knows nothing yet speak; give its fingerprint."""
    engine = ServerEngine()
    try:
        spoken(engine, voice)
        return engine.fingerprint(voice)
    finally:
        engine.close()


def sentence(text: str = TEXT) -> SpokenSentence:
    return speak_sentence(text, Lexicon())


def spoken(engine: ServerEngine, voice: str, text: str = TEXT, speed: float = 1.0) -> Speech:
    return engine.synthesize(sentence(text), voice, speed)


def test_a_sentence_is_spoken_at_the_server_s_own_rate(server: SpeechServer, engine: ServerEngine) -> None:
    speech = spoken(engine, server.voice())
    assert speech.sample_rate == 22_050
    assert speech.samples.dtype == np.float32
    assert 0.29 < float(np.abs(speech.samples).max()) < 0.31
    assert (speech.estimated, len(speech.words)) == (True, 8)
    (asked,) = server.seen["requests"]
    assert asked == {
        "path": "/v1/audio/speech",
        "authorization": "",
        "model": "beeps",
        "voice": "low",
        "input": TEXT,
        "response_format": "wav",
        "speed": 1.0,
    }


def test_short_words_are_sent_in_full_and_still_have_their_times(
    server: SpeechServer, engine: ServerEngine
) -> None:
    speech = spoken(engine, server.voice(captions="yes"), "Dr. Vane met Mr. Gray.")
    assert server.seen["requests"][0]["input"] == "Doctor Vane met Mister Gray."
    assert (speech.estimated, len(speech.words)) == (False, 5)


def test_more_speed_is_asked_for_and_heard(server: SpeechServer, engine: ServerEngine) -> None:
    slow, fast = (spoken(engine, server.voice(), speed=speed).seconds for speed in (0.8, 1.25))
    assert slow > 1.3 * fast


@pytest.mark.parametrize("model", ["beeps", "streamed"])
def test_a_wav_without_its_length_is_as_good(server: SpeechServer, engine: ServerEngine, model: str) -> None:
    assert spoken(engine, server.voice(model)).seconds == pytest.approx(1.83, abs=0.2)


def test_bare_samples_are_taken_at_the_rate_that_is_told(server: SpeechServer, engine: ServerEngine) -> None:
    wav, pcm = (spoken(engine, server.voice(format=form)) for form in ("wav", "pcm"))
    assert pcm.sample_rate == 22_050
    assert np.allclose(wav.samples, pcm.samples, atol=1e-4)


def test_word_times_are_the_server_s_where_it_tells_them(server: SpeechServer, engine: ServerEngine) -> None:
    speech = spoken(engine, server.voice(captions="yes"))
    assert not speech.estimated
    assert server.seen["requests"][0]["path"] == "/dev/captioned_speech"
    level = np.abs(speech.samples)
    for span in speech.words:
        inside = level[round(span.start * 22_050) : round(span.end * 22_050)]
        assert float((inside > 0.01).mean()) > 0.9


def test_word_times_that_fit_no_words_are_estimated(server: SpeechServer, engine: ServerEngine) -> None:
    assert spoken(engine, server.voice("forgetful", captions="yes")).estimated


def test_what_is_not_said_has_a_time_of_no_length(server: SpeechServer, engine: ServerEngine) -> None:
    speech = spoken(engine, server.voice(captions="yes"), "Keys 🔑 turn.")
    assert len(speech.words) == 3
    assert speech.words[1].start == speech.words[1].end


def test_connections_are_kept_and_requests_run_together_up_to_the_limit(
    server: SpeechServer, engine: ServerEngine
) -> None:
    voice = server.voice("slow", requests=3)
    sentences = [sentence(f"Sentence number {number}.") for number in range(12)]
    engine.prepare(sentences, voice, 1.0)
    for one in sentences:
        assert engine.synthesize(one, voice, 1.0).seconds > 0
    seen = server.seen
    assert len(seen["requests"]) == 12  # each asked for once
    assert seen["most_at_once"] == 3
    assert seen["connections"] == 3


def test_two_voices_of_a_server_share_its_connections_and_its_limit(
    server: SpeechServer, engine: ServerEngine
) -> None:
    host = server.voice("slow", requests=2)
    guest = host.replace("voice=low", "voice=high")
    sentences = [sentence(f"Sentence number {number}.") for number in range(4)]
    for voice in (host, guest):
        engine.prepare(sentences, voice, 1.0)
    for voice in (host, guest):
        assert all(engine.synthesize(one, voice, 1.0).seconds > 0 for one in sentences)
    seen = server.seen
    assert sorted(one["voice"] for one in seen["requests"]) == ["high"] * 4 + ["low"] * 4
    assert (seen["most_at_once"], seen["connections"]) == (2, 2)


def test_a_server_that_is_busy_is_asked_again_when_it_says(
    server: SpeechServer, engine: ServerEngine
) -> None:
    assert spoken(engine, server.voice("busy")).seconds > 0
    assert len(server.seen["requests"]) == 3


def test_an_answer_that_breaks_off_is_asked_for_again(server: SpeechServer, engine: ServerEngine) -> None:
    assert spoken(engine, server.voice("closing")).seconds > 0
    assert len(server.seen["requests"]) == 2


def test_what_a_busy_server_asks_of_one_request_goes_for_the_others(
    server: SpeechServer, engine: ServerEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(wire, "time", SimpleNamespace(monotonic=time.monotonic, sleep=waits.append))
    voice = server.voice("resting")
    spoken(engine, voice)
    first = [wait for wait in waits if wait]
    assert first == [pytest.approx(30, abs=5)]
    spoken(engine, voice)  # no clock went on: the half minute is still to come
    assert [wait for wait in waits if wait][1:] == [pytest.approx(30, abs=10)]


def test_a_server_that_wants_an_hour_is_not_waited_for(server: SpeechServer, engine: ServerEngine) -> None:
    with pytest.raises(EngineNotAvailable, match=r"429 .*asked once; it wants to be left alone for 3600 s"):
        spoken(engine, server.voice("away"))


def test_a_server_that_stays_busy_is_given_up(server: SpeechServer, engine: ServerEngine) -> None:
    with pytest.raises(EngineNotAvailable, match=r"503 .*loading.*asked 5 times") as caught:
        spoken(engine, server.voice("down"))
    assert caught.value.exit_code == ExitCode.ENGINE


def test_a_server_that_is_not_there_is_named(engine: ServerEngine) -> None:
    with pytest.raises(EngineNotAvailable, match=r"http://127\.0\.0\.1:9: nobody listens there"):
        spoken(engine, "http://127.0.0.1:9/v1?model=m&voice=v")


@pytest.mark.parametrize(
    ("model", "what"),
    [
        ("mp3", "no WAV but audio/mpeg"),
        ("message", "no sound but a message, «the model is not here, sorry»"),
        ("apologetic", "no sound but a message, «no such voice – sorry»"),
        ("empty", "no sound at all"),
        ("refusing", "400 .*text too"),
        ("kokoro", "400 Bad Request, «no voice low»"),
        ("fastapi", "422 .*, «speed: too fast»"),
        ("deep", r"400 Bad Request, «\[\["),
    ],
)
def test_what_is_no_speech_fails_its_sentence(
    server: SpeechServer, engine: ServerEngine, model: str, what: str
) -> None:
    with pytest.raises(SpeechFailed, match=what) as caught:
        spoken(engine, server.voice(model))
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("model", ["message", "apologetic"])
def test_a_message_is_not_taken_for_samples(server: SpeechServer, engine: ServerEngine, model: str) -> None:
    with pytest.raises(SpeechFailed, match="no sound but a message"):
        spoken(engine, server.voice(model, format="pcm"))


@pytest.mark.parametrize(
    "model", ["continuing", "dripping-head", "dripping", "dripping-trailers", "silent-line"]
)
def test_an_answer_without_end_is_broken_off_in_time(
    server: SpeechServer, engine: ServerEngine, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    monkeypatch.setattr(engine_module, "_LEAST_SECONDS", 0.3)
    monkeypatch.setattr(engine_module, "_SECONDS_PER_SECOND", 0.0)
    with pytest.raises(EngineNotAvailable, match=r"no whole answer in time.*asked 5 times"):
        spoken(engine, server.voice(model))


@pytest.mark.parametrize(("model", "told"), [("negative", "-1"), ("many-lengths", "5, 6")])
def test_a_length_that_is_none_is_refused_at_once(
    server: SpeechServer, engine: ServerEngine, model: str, told: str
) -> None:
    with pytest.raises(EngineNotAvailable, match=f"announces an answer of «{told}» bytes"):
        spoken(engine, server.voice(model))
    assert len(server.seen["requests"]) == 1


def test_a_slow_answer_on_a_kept_connection_counts_as_a_try(
    server: SpeechServer, engine: ServerEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = server.voice("hanging-later")
    spoken(engine, voice)
    monkeypatch.setattr(engine_module, "_LEAST_SECONDS", 0.3)
    monkeypatch.setattr(engine_module, "_SECONDS_PER_SECOND", 0.0)
    with pytest.raises(EngineNotAvailable, match="asked 5 times"):
        spoken(engine, voice, "Another sentence.")
    assert len(server.seen["requests"]) == 1 + wire.TRIES


def test_silence_is_asked_for_again_and_never_kept(server: SpeechServer, engine: ServerEngine) -> None:
    voice = server.voice("silent")
    with pytest.raises(SpeechFailed, match="silence"):
        speak_soundly(engine, VoiceChoice("openai", voice), sentence(), 1.0)
    assert len(server.seen["requests"]) == 3


def test_the_key_goes_only_to_the_host_it_is_for(
    server: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-secret")
    for host in ("", "api.example.org", f"127.0.0.1:{server.port + 1}"):
        monkeypatch.setenv(KEY_HOST_VARIABLE, host)
        spoken_anew(server.voice())
    monkeypatch.setenv(KEY_HOST_VARIABLE, "127.0.0.1")
    spoken_anew(server.voice())
    assert [one["authorization"] for one in server.seen["requests"]] == ["", "", "", "Bearer sk-secret"]


def test_no_error_tells_the_key(
    server: SpeechServer, engine: ServerEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-secret")
    monkeypatch.setenv(KEY_HOST_VARIABLE, "127.0.0.1")
    with pytest.raises(EngineNotAvailable, match="no such key: …") as caught:
        spoken(engine, server.voice("forbidden"))
    assert (
        "sk-secret" not in f"{caught.value} {caught.value.remedy} {engine._voice(server.voice('forbidden'))}"
    )


def test_a_key_never_travels_in_the_open(engine: ServerEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-secret")
    monkeypatch.setenv(KEY_HOST_VARIABLE, "speech.example.org")
    with pytest.raises(EngineNotAvailable, match="for all to read"):
        engine.voice_named("http://speech.example.org/v1?voice=v")


def test_the_fingerprint_follows_address_voice_and_what_the_server_says(
    server: SpeechServer, engine: ServerEngine
) -> None:
    first = engine.fingerprint(server.voice())
    assert spoken_anew(server.voice()) == first  # whatever «created» and «permission» say
    assert engine.fingerprint(server.voice(requests=9)) == first
    assert engine.fingerprint(server.voice(instructions="calmly")) != first
    assert engine.fingerprint(server.voice("other")) != first
    assert engine.fingerprint(server.voice(format="pcm")) != first


def test_what_was_begun_ahead_is_let_go_where_one_sentence_fails(
    server: SpeechServer, engine: ServerEngine
) -> None:
    voice = server.voice("refusing", requests=1)
    sentences = [sentence(f"Sentence number {number}.") for number in range(20)]
    engine.prepare(sentences, voice, 1.0)
    with pytest.raises(SpeechFailed):
        engine.synthesize(sentences[0], voice, 1.0)
    assert engine._ahead == {}


def test_a_voice_is_described_by_its_name(server: SpeechServer, engine: ServerEngine) -> None:
    described = engine.voice_named(server.voice())
    assert described is not None
    assert described.credit == "Voice «low» of beeps, spoken by a server."
    assert engine.voices() == ()
    assert engine.phonemes(sentence(), server.voice()) == ""
