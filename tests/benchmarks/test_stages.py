from __future__ import annotations

import pytest

from benchmarks.stages import SPEECH, Cost, table
from pipeline.audio.mastering.master import ENCODING, ENCODING_AGAIN, VERIFYING


def cost() -> Cost:
    total = Cost()
    total.add({SPEECH: 1.0, ENCODING: 1.0, "mastering": 0.3, VERIFYING: 0.1}, 90.0)
    total.add({SPEECH: 1.0, ENCODING: 1.0, "mastering": 0.3, ENCODING_AGAIN: 0.5}, 90.0)
    return total


def test_the_overhead_is_all_that_is_neither_speech_nor_the_first_encoding() -> None:
    assert cost().overhead == pytest.approx((0.6 + 0.1 + 0.5) / 4)


def test_the_table_has_the_dearest_stage_first_and_the_overhead_last() -> None:
    lines = table(cost()).splitlines()
    assert lines[2] == "| speech | 2.00 | 38.5 % | 90 |"
    assert lines[-3].startswith("| all | 5.20 | 100.0 % |")
    assert "30.0 % of their CPU time" in lines[-1]
