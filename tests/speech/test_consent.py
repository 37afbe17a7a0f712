"""Consent to a licence goes with the choice of a voice: nothing that others use is changed by it."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from pipeline.speech import engine as speech_engine
from pipeline.speech.engine import VoiceChoice, engine_of, find_engine
from pipeline.speech.engines.tone import ToneEngine


class Guarded(ToneEngine):
    """An engine that asks for a licence."""

    def __init__(self, accepted: Collection[str] = ()) -> None:
        self.accepted = tuple(accepted)

    def accepting(self, licences: Collection[str]) -> Guarded:
        return Guarded(licences)


def test_two_shows_accept_what_each_of_them_accepts(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = Guarded()
    monkeypatch.setattr(speech_engine, "find_engine", lambda _: guarded)
    consenting = engine_of(VoiceChoice("guarded", "beep", ("CPML",)))
    assert isinstance(consenting, Guarded)
    assert consenting.accepted == ("CPML",)
    assert engine_of(VoiceChoice("guarded", "beep", ("CPML",))) is consenting  # its models are loaded once
    assert engine_of(VoiceChoice("guarded", "beep")) is guarded
    assert guarded.accepted == ()


def test_an_engine_that_asks_for_none_is_the_same_for_all() -> None:
    assert engine_of(VoiceChoice("tone", "beep", ("CPML",))) is find_engine("tone")
