"""What of the engine coqui needs no torch."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.speech.engines.coqui import hub
from pipeline.speech.engines.coqui.engine import CoquiEngine
from pipeline.speech.engines.coqui.files import local_files, sample_rate, split_speaker
from pipeline.speech.engines.coqui.hub import find_source
from pipeline.speech.engines.coqui.loading import load_weights_only
from pipeline.speech.engines.coqui.model import _letters, clauses, paced_frames
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence


def test_without_the_extra_the_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(hub, "find_spec", lambda name: None if name == "TTS" else find_spec(name))
    with pytest.raises(EngineNotAvailable) as caught:
        CoquiEngine()
    assert caught.value.exit_code is ExitCode.ENGINE
    assert caught.value.remedy == "pip install 'ninety-podcast[coqui]'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text(json.dumps({"model": "vits", "audio": {"sample_rate": 16_000}}))
    return tmp_path


def test_a_folder_with_one_checkpoint_is_a_voice(folder: Path) -> None:
    (folder / "checkpoint_1000.pth").touch()
    assert find_source(str(folder)).files == (folder / "checkpoint_1000.pth", folder / "config.json")
    assert sample_rate(folder / "config.json") == 16_000


def test_of_several_checkpoints_the_usual_name_or_the_one_named_is_taken(folder: Path) -> None:
    for name in ("checkpoint_1000.pth", "checkpoint_2000.pth"):
        (folder / name).touch()
    with pytest.raises(EngineNotAvailable, match="checkpoint_2000"):
        local_files(folder)
    assert local_files(folder / "checkpoint_1000.pth")[0].name == "checkpoint_1000.pth"
    (folder / "best_model.pth").touch()
    assert local_files(folder)[0].name == "best_model.pth"


def test_a_folder_of_xtts_is_given_to_it_whole(folder: Path) -> None:
    (folder / "config.json").write_text('{"model": "xtts"}')
    assert local_files(folder) == (folder, folder / "config.json")


@pytest.mark.parametrize("config", ["{", "[]"])
def test_a_configuration_that_is_none_is_refused(folder: Path, config: str) -> None:
    (folder / "config.json").write_text(config)
    with pytest.raises(EngineNotAvailable):
        local_files(folder)


def test_a_path_that_is_not_there_tells_what_a_voice_can_be(tmp_path: Path) -> None:
    with pytest.raises(EngineNotAvailable) as caught:
        find_source(str(tmp_path / "nowhere"))
    assert "joe" in caught.value.remedy


def test_a_speaker_follows_a_colon(folder: Path) -> None:
    assert split_speaker(f"{folder}:p225") == (str(folder), "p225")
    with_colon = folder / "a:b"
    with_colon.mkdir()
    assert split_speaker(str(with_colon)) == (str(with_colon), "")


@pytest.mark.parametrize("speed", [0.8, 0.95, 1.05, 1.2])
def test_paced_durations_add_up_to_the_speed(speed: float) -> None:
    frames = [float(count) for count in [1, 1, 3, 1, 7, 1, 1, 2, 1, 5, 1, 4, 1, 1, 9] * 20]
    paced = paced_frames(frames, speed)
    assert abs(sum(paced) - sum(frames) / speed) <= 1
    assert all(count >= 1 and count == int(count) for count in paced)


def test_at_its_own_speed_durations_stay() -> None:
    assert paced_frames([1.0, 4.0, 2.0], 1.0) == [1.0, 4.0, 2.0]


def test_a_long_text_is_split_at_clauses_and_nothing_is_lost() -> None:
    text = "First the short one, then " + "a very long clause without any pause " * 9 + "; and the end."
    parts = clauses(text, 100)
    assert " ".join(parts).split() == text.split()
    assert all(len(part) <= 100 for part in parts)
    assert clauses("Short.", 100) == ["Short."]


def test_a_checkpoint_is_loaded_as_weights_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", "1")
    monkeypatch.setenv("TORCH_FORCE_WEIGHTS_ONLY_LOAD", "0")
    load_weights_only()
    assert os.environ["TORCH_FORCE_WEIGHTS_ONLY_LOAD"] == "1"
    assert "TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD" not in os.environ


def test_letters_for_a_model_have_short_words_in_full() -> None:
    sentence = speak_sentence("Mr. Lee met Dr. Ng.", Lexicon())
    assert _letters(sentence, None, "en").text == "Mister Lee met Doctor Ng."
