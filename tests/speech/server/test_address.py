"""How voices of servers are named."""

from __future__ import annotations

import pytest

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engines.server.address import served_voice


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8880?model=kokoro&voice=af_heart",
        "http://127.0.0.1:8880/?model=kokoro&voice=af_heart",
        "http://127.0.0.1:8880/v1?model=kokoro&voice=af_heart",
        "http://127.0.0.1:8880/v1/?model=kokoro&voice=af_heart",
        "http://127.0.0.1:8880/v1/audio/speech?model=kokoro&voice=af_heart",
    ],
)
def test_an_address_is_read_as_people_write_it(address: str) -> None:
    voice = served_voice(address)
    assert (voice.host, voice.port, voice.base, voice.model, voice.voice) == (
        "127.0.0.1",
        8880,
        "",
        "kokoro",
        "af_heart",
    )


def test_a_server_may_stand_below_a_path_and_voices_have_any_name() -> None:
    voice = served_voice("https://example.org/speech/v1?model=hexgrad/Kokoro-82M&voice=af_bella%2Baf_sky(2)")
    assert (voice.base, voice.port, voice.secure) == ("/speech", 443, True)
    assert (voice.model, voice.voice) == ("hexgrad/Kokoro-82M", "af_bella+af_sky(2)")


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("af_heart", "no address on the web"),
        ("ftp://example.org/v1?voice=v", "no address on the web"),
        ("http:///v1?voice=v", "no address on the web"),
        ("http://[x/v1?voice=v", "cannot be asked for"),
        ("http://example.org:99999/v1?voice=v", "cannot be asked for"),
        ("http://example.org/v1", "names no voice"),
        ("http://example.org/v1?voice=", "names no voice"),
        ("http://example.org/v1?voice=v&speed=2", "«speed» is none of"),
        ("http://example.org/v1?voice=v&voice=w", "says something twice"),
        ("http://example.org/v1?voice=v&format=mp3", "neither wav nor pcm"),
        ("http://example.org/v1?voice=v&rate=fast", "rate is «fast»"),
        ("http://example.org/v1?voice=v&requests=0", "requests is «0»"),
        ("http://me:secret@example.org/v1?voice=v", "holds a name or a password"),
    ],
)
def test_what_names_no_voice_says_why(address: str, what: str) -> None:
    with pytest.raises(EngineNotAvailable, match=what) as caught:
        served_voice(address)
    assert "secret" not in str(caught.value)
    assert caught.value.remedy
