"""Two recognisers write down what they hear: Whisper in two sizes, through faster-whisper, on one thread."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.checking.listening.whisper_files import MODELS, ensure_installed, model_folder
from pipeline.process.files import digest
from pipeline.speech.samples import for_listening

RECOGNISERS = tuple(MODELS)  # the smaller first
# No sampling and no memory of what was heard before: the same file is always heard the same way, and one
# misheard sentence does not lead to the next.
_OPTIONS: dict[str, Any] = {
    "beam_size": 5,
    "temperature": 0.0,
    "condition_on_previous_text": False,
    "language": "en",
}


def transcribe(samples: NDArray[np.float32], sample_rate: int, recogniser: str) -> str:
    """Write down what a recogniser, one of RECOGNISERS, hears in mono samples.

    It is loaded once per process. Raises EngineNotAvailable, OutputFailed.
    """
    segments, _ = _model(recogniser).transcribe(for_listening(samples, sample_rate), **_OPTIONS)
    return " ".join(segment.text.strip() for segment in segments)


def fingerprint() -> str:
    """Identify the recognisers: libraries, weights, options. Raises EngineNotAvailable."""
    ensure_installed()
    weights = [f"{name} {files['model.bin'].sha256}" for name, files in MODELS.items()]
    return digest(version("faster-whisper"), version("ctranslate2"), repr(sorted(_OPTIONS.items())), *weights)


@cache
def _model(name: str) -> Any:
    ensure_installed()
    folder = model_folder(name)
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1, num_workers=1)
