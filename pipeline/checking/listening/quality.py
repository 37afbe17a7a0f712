"""How natural a recording sounds, on the scale from 1 to 5 on which listeners judge.

DistillMOS (Stahl and Gamper, «Distillation and Pruning for Scalable Self-Supervised Representation-Based
Speech Quality Assessment», arXiv:2502.05356) predicts their mean opinion. It hears noise, clipping,
dropouts and haste, but no wrong words, and ranks good voices no further: it is a floor.

The network lies beside this module (`distillmos/`, MIT) and runs without torch.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engines.sessions import open_session
from pipeline.speech.samples import for_listening

NETWORK = Path(__file__).with_name("distillmos") / "network.onnx"
SPECTRUM = "spectrum"  # its input, [1, 2, frequencies, frames]: real and imaginary parts
WINDOW_SAMPLES = 122_880  # 7.68 s at 16 kHz, what the network was taught on
# As the network was taught: 20 ms frames, 10 ms apart, of a magnitude compressed to the power of 0.3.
FRAME_SAMPLES = 320
HOP_SAMPLES = 160
_COMPRESSION = 0.3
_LEAST_MAGNITUDE = 1e-12
_LEAST_PEAK = 1e-8


def mean_opinion(samples: NDArray[np.float32], sample_rate: int) -> float:
    """Predict the mean opinion score of speech, 1 (bad) to 5 (excellent), as the mean over its windows.

    `samples` should hold speech from end to end: music would be judged as bad speech.
    """
    session = _session()
    scores = [
        session.run(None, {SPECTRUM: _spectrum(window)})[0].item()
        for window in windows(for_listening(samples, sample_rate))
    ]
    return float(np.mean(scores))


def windows(samples: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Cut samples at 16 kHz into the fewest windows that cover all of them, evenly spread.

    What is shorter than a window is repeated, never padded: silence at the end costs half a point. Twice as
    many windows, overlapping by half, change the mean of an episode by less than 0.02.
    """
    if not len(samples):
        raise ValueError("there is no sound to judge")
    if len(samples) <= WINDOW_SAMPLES:
        return [np.resize(samples, WINDOW_SAMPLES)]
    count = -(-len(samples) // WINDOW_SAMPLES)
    starts = np.linspace(0, len(samples) - WINDOW_SAMPLES, count).astype(int)
    return [samples[start : start + WINDOW_SAMPLES] for start in starts]


def _spectrum(window: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the compressed spectrum of a window brought to full scale."""
    scaled = window / (np.max(np.abs(window)) + _LEAST_PEAK)
    padded = np.pad(scaled, (FRAME_SAMPLES - HOP_SAMPLES) // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME_SAMPLES)[::HOP_SAMPLES]
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME_SAMPLES) / FRAME_SAMPLES)
    spectrum = np.fft.rfft(frames * hann).T
    compressed = spectrum * np.maximum(np.abs(spectrum), _LEAST_MAGNITUDE) ** (_COMPRESSION - 1)
    return np.stack([compressed.real, compressed.imag])[np.newaxis].astype(np.float32)


@cache
def _session() -> Any:
    import onnx

    return open_session(onnx.load(NETWORK))
