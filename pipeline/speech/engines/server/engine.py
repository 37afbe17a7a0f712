"""The engine «openai»: any server with `/v1/audio/speech`, its voices named by address.

Kokoro-FastAPI, Speaches, LocalAI, vLLM and hosted models speak this protocol. A voice's name holds all that
is needed to ask for it, so that it can stand in `show.toml`, in an episode, or on the command line; a key
never does.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any

from pipeline.errors import MISSHAPEN, EngineNotAvailable, SpeechFailed
from pipeline.process.files import digest
from pipeline.speech.engine import Span, Speech, Voice
from pipeline.speech.engines.server.address import ServedVoice, served_voice
from pipeline.speech.engines.server.ahead import Ahead
from pipeline.speech.engines.server.captions import read_marks, times_of
from pipeline.speech.engines.server.complaints import said_in
from pipeline.speech.engines.server.wire import LONGEST_WAIT_SECONDS, TRIES, Answer, Connections
from pipeline.speech.engines.wav import RATES, Samples, read_pcm, read_wav
from pipeline.speech.faulty_speech import predicted_seconds
from pipeline.speech.spoken.short_words import in_full
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.word_times import estimate

ADAPTER_VERSION = "2"
SPEECH, CAPTIONED, MODELS = "/v1/audio/speech", "/dev/captioned_speech", "/v1/models"
_LEAST_SECONDS, _SECONDS_PER_SECOND = 60.0, 20.0  # that an answer may take, and per second of speech
_DESCRIPTION_SECONDS = 15.0
# In a list of models, and no trait of their voices: when a server started, and what vLLM draws each time.
_FLEETING = frozenset({"created", "permission"})
_RATE = re.compile(r"(?:^|[;\s])(?:rate|samplerate|sample_rate)=(\d{4,6})\b")

_Asked = tuple[str, str, float]  # voice, text, speed


class ServerEngine:
    """Speak with the voices of servers; each sentence is a request, and several run at once."""

    name = "openai"

    def __init__(self) -> None:
        self._voices: dict[str, ServedVoice] = {}
        self._connections: dict[str, Connections] = {}  # by server: its voices share them
        self._rates: dict[str, int] = {}
        self._pools: dict[tuple[str, int], Ahead[Answer]] = {}  # by server, and how many requests at once
        self._ahead: dict[_Asked, Future[Answer]] = {}

    def voices(self) -> tuple[Voice, ...]:
        """List nothing: which voices there are is known to the servers."""
        return ()

    def voice_named(self, name: str) -> Voice | None:
        """Describe a voice by its address; its rate is known once it has spoken."""
        voice = self._voice(name)
        credit = f"Voice «{voice.voice}» of {voice.model}, spoken by a server."
        rate = self._rates.get(name, voice.rate)
        return Voice(name, "und", rate, "as its server says", credit, reads=("und",))

    def fingerprint(self, voice: str) -> str:
        """Identify address, model, voice, what the server says of the model, and this adapter."""
        served = self._voice(voice)
        traits = repr(replace(served, requests=0, key=""))  # as many at once as may be: it sounds the same
        return digest("openai", ADAPTER_VERSION, traits, self._described(voice, served))

    def varies(self, voice: str) -> bool:
        """Say yes: nothing is known of the network behind it, and many draw random numbers."""
        del voice
        return True

    def patience_seconds(self, sentence: SpokenSentence, speed: float) -> float:
        """Give how long all tries may take, with the waits that a busy server may ask for between them."""
        return TRIES * (_answer_seconds(sentence, speed) + LONGEST_WAIT_SECONDS)

    def prepare(self, sentences: Sequence[SpokenSentence], voice: str, speed: float) -> None:
        """Ask for sentences that will be spoken soon, as many at once as the voice's address allows."""
        served = self._voice(voice)
        place = (served.shown, served.requests)
        if place not in self._pools:
            self._pools[place] = Ahead(served.requests)
        for sentence in sentences:
            asked = (voice, sentence.spoken, speed)
            if asked not in self._ahead:
                self._ahead[asked] = self._pools[place].submit(partial(self._ask, voice, sentence, speed))

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Have a sentence spoken. Raises SpeechFailed, EngineNotAvailable."""
        ahead = self._ahead.pop((voice, sentence.spoken, speed), None)
        try:
            answer = ahead.result() if ahead else self._ask(voice, sentence, speed)
        except BaseException:
            self._let_go()  # whoever asked for the others will not come for them
            raise
        served = self._voice(voice)
        try:
            samples, rate, words = _heard(answer, served, sentence)
        except ValueError as error:
            raise SpeechFailed(
                f"{served.shown} gave for «{sentence.shown}» {error}",
                remedy="ask it for another form: add «&format=pcm» to the voice's address, or take it out",
            ) from error
        self._rates[voice] = rate
        if words is not None:
            return Speech(samples, rate, words)
        return Speech(samples, rate, estimate(sentence, samples, rate), estimated=True)

    def close(self) -> None:
        """Let go of what is still asked for, and close the connections."""
        self._let_go()
        for pool in self._pools.values():
            pool.close()
        for connections in self._connections.values():
            connections.close()
        self._pools.clear()
        self._connections.clear()

    def _let_go(self) -> None:
        for future in self._ahead.values():
            future.cancel()
        self._ahead.clear()

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give nothing: servers read plain text."""
        del sentence, voice
        return ""

    def _voice(self, name: str) -> ServedVoice:
        if name not in self._voices:
            self._voices[name] = served_voice(name)
        return self._voices[name]

    def _asks(self, voice: str) -> Connections:
        served = self._voice(voice)
        if served.shown not in self._connections:
            self._connections[served.shown] = Connections(served)
        return self._connections[served.shown]

    def _ask(self, voice: str, sentence: SpokenSentence, speed: float) -> Answer:
        served = self._voice(voice)
        body: dict[str, Any] = {
            "model": served.model,
            "voice": served.voice,
            "input": in_full(sentence.spoken),
            "response_format": served.format,
            "speed": speed,
        }
        if served.instructions:
            body["instructions"] = served.instructions
        if served.captions:
            body |= {"stream": False, "return_timestamps": True}
        path = CAPTIONED if served.captions else SPEECH
        return self._asks(voice).ask(path, body, _answer_seconds(sentence, speed))

    def _described(self, voice: str, served: ServedVoice) -> str:
        """Give what the server says of the model; nothing where it lists no models."""
        try:
            answer = self._asks(voice).ask(MODELS, None, _DESCRIPTION_SECONDS)
            listed = json.loads(answer.body)["data"]
            found: dict[str, Any] = next((one for one in listed if one.get("id") == served.model), {})
        except (SpeechFailed, *MISSHAPEN):
            return ""
        except EngineNotAvailable as error:
            if "answers 404" in error.what or "answers 405" in error.what:
                return ""
            raise
        return json.dumps({key: found[key] for key in found.keys() - _FLEETING}, sort_keys=True)


def _answer_seconds(sentence: SpokenSentence, speed: float) -> float:
    return _LEAST_SECONDS + _SECONDS_PER_SECOND * predicted_seconds(sentence, speed)


def _heard(
    answer: Answer, served: ServedVoice, sentence: SpokenSentence
) -> tuple[Samples, int, tuple[Span, ...] | None]:
    """Give samples, rate and, where the server told them, the words' times. Raises ValueError."""
    if not served.captions:
        return *_sound(answer.body, answer.kind, served), None
    try:
        document = json.loads(answer.body)
        sound = base64.b64decode(document["audio"], validate=True)
        marks = document.get("timestamps")
    except MISSHAPEN as error:
        raise ValueError("no speech with captions") from error
    samples, rate = _sound(sound, str(document.get("audio_format", "")), served)
    try:
        return samples, rate, times_of(sentence, read_marks(marks))
    except ValueError:
        return samples, rate, None


def _sound(data: bytes, kind: str, served: ServedVoice) -> tuple[Samples, int]:
    if data[:4] in {b"RIFF", b"RF64"}:
        return read_wav(data)
    if not data:
        raise ValueError("no sound at all")
    if _is_message(kind, data):
        raise ValueError(f"no sound but a message, «{served.line(said_in(data))}»")
    if served.format != "pcm":
        raise ValueError(f"no WAV but {served.line(kind) or 'something else'}")
    if len(data) % 2:
        raise ValueError("no samples of 16 bits")
    told = _RATE.search(kind.lower())
    rate = int(told[1]) if told else served.rate
    if rate not in RATES:
        raise ValueError(f"samples at {rate} Hz")
    return read_pcm(data), rate


def _is_message(kind: str, data: bytes) -> bool:
    """Tell whether an answer is a text: samples of speech hold zeros and other signs that none has."""
    named = kind.partition(";")[0].strip().lower()
    is_text = named.startswith("text/") or named.endswith("json")
    return is_text or re.fullmatch(rb"[\t\n\r\x20-\x7e]+", data[:2000]) is not None
