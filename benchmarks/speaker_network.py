"""Who speaks, as 256 numbers: Resemblyzer's network (Apache-2.0), without its dependencies.

Wan et al., «Generalized End-to-End Loss for Speaker Verification», arXiv:1710.10467: three LSTM layers over
the mel spectrum of 1.6 s, and the mean of what they say of a recording. Two recordings are by one speaker as
far as the cosine of their numbers is near 1. The weights, `resemblyzer/pretrained.pt`, come in the package of
that name; they are read here as plain numbers, and nothing that a checkpoint could run is run.
"""

from __future__ import annotations

import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

SAMPLE_RATE = 16_000  # Hz
FRAME_SAMPLES, HOP_SAMPLES = 400, 160
MEL_BANDS = 40
WINDOW_FRAMES, WINDOW_HOP = 160, 80  # 1.6 s, overlapping by half
LEVEL_DBFS = -30.0  # what the network was taught on
_LAYERS = 3
# Slaney's mel scale, as librosa has it: linear up to 1 kHz, logarithmic above.
_HZ_PER_MEL, _BREAK_MEL, _BREAK_HZ = 200 / 3, 15.0, 1000.0
_LOG_STEP = np.log(6.4) / 27

Weights = dict[str, NDArray[np.float32]]


def read_weights(path: Path) -> Weights:
    """Read the network out of the checkpoint, in torch's format before 1.6."""
    with path.open("rb") as file:
        for _ in range(3):  # a magic number, the version, the system
            _Reader(file).load()
        checkpoint = _Reader(file).load()
        stored = {}
        for key in _Reader(file).load():
            (count,) = struct.unpack("<q", file.read(8))
            stored[key] = np.frombuffer(file.read(4 * count), "<f4")
    named = checkpoint["model_state"]
    return {name: _tensor(facts, stored) for name, facts in named.items()}


def speaker_of(samples: NDArray[np.float32], sample_rate: int, weights: Weights) -> NDArray[np.float64]:
    """Give the numbers of whoever speaks in mono samples of at least 2 s; their length is 1."""
    common = np.gcd(SAMPLE_RATE, sample_rate)
    sound = resample_poly(samples.astype(np.float64), SAMPLE_RATE // common, sample_rate // common)
    sound *= 10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(sound**2))
    bands = _mel_bands(sound)
    starts = range(0, len(bands) - WINDOW_FRAMES + 1, WINDOW_HOP)
    if not starts:
        raise ValueError("it is too short to tell who speaks")
    return _unit(
        _said_of(np.stack([bands[start : start + WINDOW_FRAMES] for start in starts]), weights).mean(0)
    )


class _Reader(pickle.Unpickler):
    """A reader of checkpoints that builds nothing but tables and says where each tensor's numbers lie."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) in (("torch._utils", "_rebuild_tensor_v2"), ("torch._utils", "_rebuild_tensor")):
            return lambda storage, offset, shape, *_: (storage, offset, shape)
        if module == "torch" and name.endswith("Storage"):
            return name
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a network")

    def persistent_load(self, pid: Any) -> Any:
        return pid[2]  # the key of a storage


def _tensor(facts: tuple[str, int, tuple[int, ...]], stored: dict[str, NDArray[np.float32]]) -> Any:
    key, offset, shape = facts
    return stored[key][offset : offset + int(np.prod(shape))].reshape(shape)


def _mel_bands(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the power in each band, a row per frame."""
    padded = np.pad(sound, FRAME_SAMPLES // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME_SAMPLES)[::HOP_SAMPLES]
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME_SAMPLES) / FRAME_SAMPLES)
    return np.asarray(np.abs(np.fft.rfft(frames * hann)) ** 2 @ mel_filters().T)


def mel_filters() -> NDArray[np.float64]:
    """Give the bands as weights of the spectrum's lines, each of area 1."""
    top = _BREAK_MEL + np.log(SAMPLE_RATE / 2 / _BREAK_HZ) / _LOG_STEP
    mels = np.linspace(0, top, MEL_BANDS + 2)
    edges = np.where(
        mels < _BREAK_MEL, mels * _HZ_PER_MEL, _BREAK_HZ * np.exp((mels - _BREAK_MEL) * _LOG_STEP)
    )
    lines = np.linspace(0, SAMPLE_RATE / 2, FRAME_SAMPLES // 2 + 1)
    low, middle, high = (edges[i : i + MEL_BANDS, None] for i in range(3))
    rising, falling = (lines - low) / (middle - low), (high - lines) / (high - middle)
    return np.asarray(np.maximum(0, np.minimum(rising, falling)) * 2 / (high - low))


def _said_of(windows: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    """Run the network on windows, [count, frames, bands]; a row of length 1 for each."""
    rows = windows
    for layer in range(_LAYERS):
        rows = _lstm(rows, layer, weights)
    found = np.maximum(rows[:, -1] @ weights["linear.weight"].T + weights["linear.bias"], 0)
    return np.stack([_unit(row) for row in found])


def _lstm(rows: NDArray[np.float64], layer: int, weights: Weights) -> NDArray[np.float64]:
    into, on = weights[f"lstm.weight_ih_l{layer}"], weights[f"lstm.weight_hh_l{layer}"]
    bias = weights[f"lstm.bias_ih_l{layer}"] + weights[f"lstm.bias_hh_l{layer}"]
    state = memory = np.zeros((len(rows), on.shape[1]))
    given = []
    for frame in np.moveaxis(rows @ into.T + bias, 1, 0):
        let_in, keep, new, out = np.split(frame + state @ on.T, 4, axis=1)
        memory = _sigmoid(keep) * memory + _sigmoid(let_in) * np.tanh(new)
        state = _sigmoid(out) * np.tanh(memory)
        given.append(state)
    return np.stack(given, axis=1)


def _sigmoid(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-values)))


def _unit(row: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(row / np.linalg.norm(row))
