"""Networks are opened sooner a second time, and give the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.speech.engine import find_engine
from pipeline.speech.engines import sessions
from pipeline.speech.engines.hibari import HibariEngine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

pytestmark = pytest.mark.slow


SENTENCE = speak_sentence("They read the old papers, and then they forget them.", Lexicon())


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NINETY_NETWORKS", str(tmp_path / "cache"))
    return tmp_path / "cache"


def spoken(speed: float = 1.0) -> Any:
    return HibariEngine().synthesize(SENTENCE, "heart", speed).samples


@pytest.mark.parametrize("speed", [1.0, 1.1])
def test_a_network_opened_as_it_was_left_speaks_the_same_to_the_bit(cache_folder: Path, speed: float) -> None:
    known = find_engine("hibari").synthesize(SENTENCE, "heart", speed).samples
    fresh = spoken(speed)
    assert list((cache_folder / ".").iterdir())
    assert np.array_equal(fresh, known)
    assert np.array_equal(spoken(speed), known)


def test_it_is_made_ready_once(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken()
    monkeypatch.setattr(sessions, "_left_for_later", lambda *_: pytest.fail("made ready again"))
    spoken()


@pytest.mark.parametrize(
    "damage", [lambda kept: kept[:-9], lambda kept: kept[:5000] + b"?" + kept[5001:], lambda kept: kept[90:]]
)
def test_what_is_damaged_is_made_ready_again(cache_folder: Path, damage: Callable[[bytes], bytes]) -> None:
    known = spoken()
    (file,) = (cache_folder / ".").iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert np.array_equal(spoken(), known)
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_to_is_no_reason_to_fail(cache_folder: Path) -> None:
    cache_folder.write_text("in its place")
    assert spoken().size
