from __future__ import annotations

import pytest

from pipeline.speech.engine import VoiceChoice


@pytest.mark.parametrize(
    ("text", "engine", "voice"),
    [
        ("joe", "coqui", "joe"),
        ("hibari/heart", "hibari", "heart"),
        ("parrot/polly", "parrot", "polly"),
        ("tts_models/en/ljspeech/vits", "coqui", "tts_models/en/ljspeech/vits"),
        ("hibari/tts_models/en/ljspeech/vits", "hibari", "tts_models/en/ljspeech/vits"),
        ("/home/me/voice", "coqui", "/home/me/voice"),
        ("./voice", "coqui", "./voice"),
        ("~/voice", "coqui", "~/voice"),
    ],
)
def test_what_stands_before_a_slash_is_an_engine_unless_it_is_part_of_a_path(
    text: str, engine: str, voice: str
) -> None:
    assert VoiceChoice.parse(text, "coqui") == VoiceChoice(engine, voice)
