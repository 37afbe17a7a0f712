from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import pytest

from pipeline.speech import speaker
from pipeline.speech.engine import Speech, find_engine
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.word_times import estimate


@pytest.fixture(autouse=True)
def _aligner() -> None:
    if find_spec("pocketsphinx") is None:
        pytest.skip("needs the extra [listen]")


class Untimed:
    """The default engine, as if it did not know when its words are spoken."""

    def __init__(self) -> None:
        self.engine = find_engine("hibari")
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        self.asked += 1
        return untimed(self.engine.synthesize(sentence, voice, speed), sentence)


def untimed(speech: Speech, sentence: SpokenSentence) -> Speech:
    words = estimate(sentence, speech.samples, speech.sample_rate)
    return replace(speech, words=words, estimated=True)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Untimed:
    """Put an engine that tells no times in the default one's place."""
    found = Untimed()
    monkeypatch.setattr(speaker, "engine_of", lambda _: found)
    return found
