"""What the tests of the engine coqui share; its modules are skipped where the extra is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of models of its own, so that the conversion of `joe` is tested as well; and no downloads."""
    folder = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NINETY_CACHE", str(folder))
        patch.setenv("TTS_HOME", str(folder))
        yield folder / "models"


@pytest.fixture(scope="session")
def engine(models: Path) -> Any:
    from pipeline.speech.engines.coqui.engine import CoquiEngine

    return CoquiEngine()


@pytest.fixture(scope="session")
def network(engine: Any) -> Any:
    """The network of `joe`, as Coqui's own TTS loaded it."""
    return engine._model("joe")[0].network


@pytest.fixture
def small_vits(models: Path, tmp_path: Path) -> Callable[..., Path]:
    """Make a checkpoint of an untrained, small VITS."""

    def make(*, speakers: tuple[str, ...] = (), phonemes: bool = True, **audio: int) -> Path:
        import torch
        from TTS.tts.configs.vits_config import VitsConfig
        from TTS.tts.models.vits import Vits, VitsArgs

        from pipeline.speech.engines.coqui.loading import quiet, take_ready_phonemes

        take_ready_phonemes()
        speakers_file = tmp_path / "speakers.pth"
        if speakers:
            torch.save({name: index for index, name in enumerate(speakers)}, speakers_file)
        config = VitsConfig(
            model_args=VitsArgs(
                hidden_channels=16,
                hidden_channels_ffn_text_encoder=16,
                num_layers_text_encoder=1,
                num_layers_posterior_encoder=1,
                num_layers_flow=1,
                upsample_initial_channel_decoder=32,
                init_discriminator=False,
                use_speaker_embedding=bool(speakers),
                speakers_file=str(speakers_file) if speakers else None,
            ),
            use_phonemes=phonemes,
            phonemizer="espeak" if phonemes else None,
            phoneme_language="en-us",
            text_cleaner="english_cleaners",
            test_sentences=[],
        )
        config.audio.sample_rate = audio.get("sample_rate", 22_050)
        with quiet():
            torch.manual_seed(1)
            state = Vits(config).state_dict()
        torch.save({"model": state}, tmp_path / "model.pth")
        config.save_json(str(tmp_path / "config.json"))
        return tmp_path

    return make
