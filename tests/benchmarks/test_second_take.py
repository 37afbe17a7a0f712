"""The benchmark of second takes, with an ear that hears nothing wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("benchmarks.second_take")

from benchmarks import second_take
from benchmarks.second_take import BEGIN, END, PAGE, SOUNDLY, Result, measured, table
from pipeline.speech.engine import Speech
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.words import SpokenSentence

SENTENCE = "A key is a wave, cut in brass."


class Deaf:
    """Hears no fault, and counts how often it is asked."""

    lexicon = Lexicon()

    def __init__(self) -> None:
        self.asked = 0

    def faults(self, sentence: SpokenSentence, speech: Speech) -> tuple[str, ...]:
        self.asked += 1
        return ()


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Deaf:
    ear = Deaf()
    monkeypatch.setitem(second_take._known, tmp_path, ear)
    return ear


def test_a_sentence_is_measured_once_and_kept(tmp_path: Path, ear: Deaf) -> None:
    first = measured(tmp_path, SENTENCE, "dropped")
    assert (first.kind, first.heard, first.mended, first.takes) == ("dropped", False, False, 1)
    assert measured(tmp_path, SENTENCE, "dropped") == first
    assert ear.asked == 1
    assert measured(tmp_path, SENTENCE, SOUNDLY).mended
    assert ear.asked == 2


def test_the_table_counts_false_alarms_in_a_row_of_their_own() -> None:
    def result(kind: str, *, heard: bool, mended: bool, faults: tuple[str, ...] = ()) -> Result:
        return Result("", kind, heard, mended, 2 if heard else 1, faults, (), 1.0)

    rows = table(
        [
            result("dropped", heard=True, mended=True),
            result("dropped", heard=True, mended=False, faults=("«a» not heard",)),
            result("slurred", heard=False, mended=False),
            result(SOUNDLY, heard=True, mended=True),
            result(SOUNDLY, heard=False, mended=True),
        ]
    ).splitlines()
    assert "| a word dropped | 2 | 2 (100 %) | 1 (50 %) | 2 | 1 |" in rows
    assert "| **any of these** | 3 | 2 (67 %) | 1 (33 %) | 2 | 1 |" in rows
    assert rows[-1] == f"| {SOUNDLY} | 2 | 1 (50 %) |  | 1 | 0 |"


def test_the_page_has_a_place_for_the_table() -> None:
    page = (Path(__file__).parents[2] / PAGE).read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert page.index(BEGIN) < page.index(END)
