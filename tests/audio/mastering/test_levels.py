"""How much each voice is turned up or down.

A tone of 997 Hz at full scale, heard on two speakers, reads 0 LUFS (BS.1770-4): at a level of −17 dB the
gain to −23 LUFS is −6 dB.
"""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.audio.mastering.levels import voice_gains
from pipeline.speech.engine import Span, Speech
from pipeline.speech.narration import Narration, Part
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.utterance import Utterance


def said(role: str, level_db: float, seconds: float = 2.0, rate: int = 44_100) -> Part:
    times = np.arange(int(seconds * rate)) / rate
    samples = (10 ** (level_db / 20) * np.sin(2 * np.pi * 997 * times)).astype(np.float32)
    speech = Speech(samples, rate, (Span(0.0, seconds),))
    return Part(Utterance(speak_sentence("Hum.", Lexicon()), speech), role, 0, 0, 0.4)


def gains_db(*parts: Part) -> dict[str, float]:
    return {
        role: 20 * float(np.log10(gain)) for role, gain in voice_gains(Narration(parts, ("Hums",))).items()
    }


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100])
def test_a_voice_is_brought_to_minus_23_lufs(rate: int) -> None:
    found = gains_db(said("host", -17.0, rate=rate), said("guest", -29.0, rate=rate))
    assert found == {"host": pytest.approx(-6.0, abs=0.1), "guest": pytest.approx(6.0, abs=0.1)}


def test_all_that_a_voice_says_is_measured_and_nothing_of_the_other() -> None:
    # The host speaks half of the time at −20 dB and half at −23: what counts is the mean of the powers.
    turns = said("host", -20.0), said("guest", -40.0), said("host", -23.0), said("guest", -40.0)
    mean_db = 10 * float(np.log10((10**-2.0 + 10**-2.3) / 2))
    assert gains_db(*turns) == {
        "host": pytest.approx(-23 - mean_db, abs=0.1),
        "guest": pytest.approx(17.0, abs=0.1),
    }


def test_words_shorter_than_a_block_are_measured_together() -> None:
    short = [said("host", -17.0, seconds=0.3)] * 5
    assert gains_db(*short) == {"host": pytest.approx(-6.0, abs=0.2)}


def test_a_voice_too_short_to_be_measured_gets_the_gain_of_the_host() -> None:
    found = gains_db(said("host", -17.0), said("guest", -40.0, seconds=0.3))
    assert found["guest"] == found["host"] == pytest.approx(-6.0, abs=0.1)


def test_where_the_host_cannot_be_measured_only_the_guest_is_turned() -> None:
    found = gains_db(said("host", -17.0, seconds=0.3), said("guest", -40.0))
    assert found == {"host": 0.0, "guest": pytest.approx(17.0, abs=0.1)}
    assert gains_db(said("guest", -40.0, seconds=0.3)) == {"guest": 0.0}
