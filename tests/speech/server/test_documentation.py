"""What is sent and how refusals are read, held against servers' own documentation of November 2026."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.speech.engines.server import ServerEngine
from pipeline.speech.engines.server.complaints import said_in
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

from .conftest import SpeechServer


def words(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(text.split())


FORMATS = words("mp3 opus aac flac wav pcm")
SLOWEST, FASTEST = 0.25, 4.0  # as all of them have it


@dataclass(frozen=True, slots=True)
class Documented:
    """A server's `/v1/audio/speech`: where it is described, what it takes and how it refuses."""

    source: str
    fields: frozenset[str]
    needed: frozenset[str]
    formats: frozenset[str]
    refusal: object
    told: str  # of the refusal


SERVERS = {
    "OpenAI": Documented(
        "https://developers.openai.com/api/reference/resources/audio/subresources/speech/methods/create.md",
        words("input model voice instructions response_format speed stream_format"),
        words("input model voice"),
        FORMATS,
        {"error": {"message": "no such voice", "type": "invalid_request_error", "param": None, "code": None}},
        "no such voice",
    ),
    "Kokoro-FastAPI": Documented(
        "https://github.com/remsky/Kokoro-FastAPI/blob/master/api/src/structures/schemas.py",
        words(
            "model input voice response_format download_format speed "
            "stream return_download_link lang_code volume_multiplier normalization_options"
        ),
        words("input"),
        FORMATS,
        {"detail": {"error": "validation_error", "message": "no such voice", "type": "invalid_request"}},
        "no such voice",
    ),
    "Speaches": Documented(
        "https://github.com/speaches-ai/speaches/blob/master/src/speaches/routers/speech.py",
        words("model input voice response_format speed stream_format sample_rate"),
        words("model input voice"),
        FORMATS,
        {"detail": [{"loc": ["body", "voice"], "msg": "Field required", "type": "missing"}]},
        "voice: Field required",
    ),
    "vLLM-Omni": Documented(
        "https://github.com/vllm-project/vllm-omni/blob/main/docs/serving/speech_api.md",
        words(
            "input model voice response_format speed task_type "
            "language instructions max_new_tokens stream stream_format"
        ),
        words("input"),
        FORMATS - {"aac"},
        {"error": {"message": "no such model", "type": "NotFoundError", "param": "model", "code": 404}},
        "no such model",
    ),
}
CAPTIONED = words(
    "model input voice response_format speed stream "
    "return_timestamps return_download_link lang_code volume_multiplier normalization_options"
)


@pytest.fixture
def engine() -> Iterator[ServerEngine]:
    engine = ServerEngine()
    yield engine
    engine.close()


def asked(engine: ServerEngine, server: SpeechServer, **options: str) -> dict[str, Any]:
    """Have a sentence spoken, and give the request's body."""
    engine.synthesize(speak_sentence("A key is a wave.", Lexicon()), server.voice(**options), 1.0)
    request = server.seen["requests"][-1]
    return {name: request[name] for name in request.keys() - {"path", "authorization"}}


@pytest.mark.parametrize("form", ["wav", "pcm"])
def test_every_server_knows_all_that_is_sent(server: SpeechServer, engine: ServerEngine, form: str) -> None:
    body = asked(engine, server, format=form)
    for known in SERVERS.values():
        assert known.needed <= body.keys() <= known.fields, known.source
        assert body["response_format"] == form
        assert form in known.formats, known.source
        assert SLOWEST <= body["speed"] <= FASTEST


@pytest.mark.parametrize("name", ["OpenAI", "vLLM-Omni"])
def test_instructions_are_sent_to_who_takes_them(
    server: SpeechServer, engine: ServerEngine, name: str
) -> None:
    body = asked(engine, server, instructions="calmly")
    assert body["instructions"] == "calmly"
    assert body.keys() <= SERVERS[name].fields


def test_captions_are_asked_for_whole_as_kokoro_fastapi_has_them(
    server: SpeechServer, engine: ServerEngine
) -> None:
    body = asked(engine, server, captions="yes")
    assert body.keys() <= CAPTIONED
    assert (body["stream"], body["return_timestamps"]) == (False, True)  # both are true unless said otherwise


@pytest.mark.parametrize("known", SERVERS.values(), ids=SERVERS)
def test_a_refusal_is_told_in_the_server_s_words(known: Documented) -> None:
    assert said_in(json.dumps(known.refusal).encode()) == known.told
