"""How natural a recording sounds, on the scale from 1 to 5 on which listeners judge.

DistillMOS (Stahl and Gamper, «Distillation and Pruning for Scalable Self-Supervised Representation-Based
Speech Quality Assessment», arXiv:2502.05356) predicts their mean opinion. It hears noise, clipping,
dropouts and haste, but no wrong words, and ranks good voices no further: it is a floor.
"""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineNotAvailable
from pipeline.listening.samples import for_listening

WINDOW_SAMPLES = 122_880  # 7.68 s at 16 kHz, what the network was taught on
_HOP_SAMPLES = WINDOW_SAMPLES // 2


def is_available() -> bool:
    """Tell whether quality can be judged here: it needs torch, which nothing else of listening does."""
    return all(find_spec(name) is not None for name in ("distillmos", "torch"))


def mean_opinion(samples: NDArray[np.float32], sample_rate: int) -> float:
    """Predict the mean opinion score of speech, 1 (bad) to 5 (excellent), as the mean over its windows.

    `samples` should hold speech from end to end: music would be judged as bad speech. Raises
    EngineNotAvailable.
    """
    if not is_available():
        raise EngineNotAvailable(
            "quality cannot be judged without DistillMOS and torch", remedy="pip install distillmos"
        )
    scores = [_score(window) for window in windows(for_listening(samples, sample_rate))]
    return float(np.mean(scores))


def windows(samples: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Cut samples at 16 kHz into windows that overlap by at least half and cover all of them evenly.

    What is shorter than a window is repeated, never padded: silence at the end costs half a point.
    """
    if not len(samples):
        raise ValueError("there is no sound to judge")
    if len(samples) <= WINDOW_SAMPLES:
        return [np.resize(samples, WINDOW_SAMPLES)]
    spare = len(samples) - WINDOW_SAMPLES
    count = -(-spare // _HOP_SAMPLES) + 1
    starts = np.linspace(0, spare, count).astype(int)
    return [samples[start : start + WINDOW_SAMPLES] for start in starts]


def _score(window: NDArray[np.float32]) -> float:
    import torch

    with torch.inference_mode():
        return float(_model()(torch.from_numpy(np.ascontiguousarray(window))[None, :]))


@cache
def _model() -> Any:
    import torch

    torch.set_num_threads(1)
    with redirect_stdout(sys.stderr):  # it prints where its weights are; stdout is for results
        from distillmos import ConvTransformerSQAModel

        model = ConvTransformerSQAModel(segmenting_in_forward=False)
    model.eval()
    return model
