"""XTTS, which tells no durations and speaks many languages: a small one, untrained."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.errors import EngineNotAvailable, SpeechFailed
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

if find_spec("TTS") is None:
    pytest.skip("the extra [coqui] is not installed", allow_module_level=True)

SENTENCE = speak_sentence("Freeze the weights, and train two thin matrices.", Lexicon())
WIDTH = 64


@pytest.fixture(scope="module")
def untrained(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as XTTS wants it, of a network that was never trained: it speaks on and on."""
    import torch
    from TTS.tts.configs.xtts_config import XttsArgs, XttsConfig
    from TTS.tts.layers.xtts.tokenizer import VoiceBpeTokenizer
    from TTS.tts.models.xtts import Xtts

    from pipeline.speech.engines.coqui.loading import quiet

    folder = tmp_path_factory.mktemp("xtts")
    count = write_vocabulary(folder / "vocab.json")
    config = XttsConfig(
        model_args=XttsArgs(
            gpt_layers=1,
            gpt_n_model_channels=WIDTH,
            gpt_n_heads=2,
            decoder_input_dim=WIDTH,
            gpt_max_audio_tokens=100,
            gpt_number_text_tokens=count,
            gpt_start_text_token=2,
            gpt_stop_text_token=0,
            gpt_num_audio_tokens=1026,
            gpt_start_audio_token=1024,
            gpt_stop_audio_token=1025,
            gpt_use_perceiver_resampler=True,
        ),
        languages=["de", "en"],
    )
    with quiet():
        torch.manual_seed(0)
        network = Xtts(config)
        network.tokenizer = VoiceBpeTokenizer(vocab_file=folder / "vocab.json")
        network.init_models()
    torch.save({"model": network.state_dict()}, folder / "model.pth")
    config.save_json(str(folder / "config.json"))
    voice = {"gpt_cond_latent": torch.randn(1, 32, WIDTH), "speaker_embedding": torch.randn(1, 512, 1)}
    torch.save({"One": voice, "Another": voice}, folder / "speakers_xtts.pth")
    return folder


def write_vocabulary(path: Path) -> int:
    from tokenizers import Tokenizer, models

    special = ["[STOP]", "[UNK]", "[SPACE]", "[en]"]
    vocabulary = {sign: index for index, sign in enumerate([*special, *"abcdefghijklmnopqrstuvwxyz.,"])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token=special[1]))
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(path))
    return len(vocabulary)


def test_it_speaks_english_with_the_speaker_named_and_estimates_word_times(
    engine: Any, untrained: Path
) -> None:
    with pytest.raises(EngineNotAvailable, match="several speakers"):
        engine.synthesize(SENTENCE, str(untrained), 1.0)
    model, speaker = engine._model(f"{untrained}:Another")
    speech = model.speak(SENTENCE, speaker, 1.0, 3)
    assert (model.language, speaker, speech.sample_rate) == ("en", "Another", 24_000)
    assert speech.estimated
    assert len(speech.words) == len(SENTENCE.words)
    assert np.array_equal(speech.samples, model.speak(SENTENCE, speaker, 1.0, 3).samples)
    faster = model.speak(SENTENCE, speaker, 1.1, 3)
    assert speech.seconds / faster.seconds == pytest.approx(1.1, rel=0.02)


def test_speech_that_does_not_stop_is_not_let_through(engine: Any, untrained: Path) -> None:
    with pytest.raises(SpeechFailed, match="where the text predicts"):
        engine.synthesize(speak_sentence("No.", Lexicon()), f"{untrained}:One", 1.0)
