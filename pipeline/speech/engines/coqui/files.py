"""Checkpoints of Coqui's on this machine: which files make one, and what their configuration says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.errors import EngineNotAvailable

# The names that Coqui itself looks for in a model's folder, and those its trainer writes.
_MODEL_FILES = ("model_file.pth", "model_file.pth.tar", "model.pth", "checkpoint.pth", "best_model.pth")
_FOLDER_MODELS = frozenset({"bark", "tortoise", "xtts"})  # these find their own files


def split_speaker(voice: str) -> tuple[str, str]:
    """Part a path from the speaker after its last colon; a colon of the path itself stays in it."""
    head, colon, speaker = voice.rpartition(":")
    if colon and not Path(voice).expanduser().exists() and Path(head).expanduser().exists():
        return head, speaker
    return voice, ""


def local_files(path: Path) -> tuple[Path, Path]:
    """Find a checkpoint and its configuration. Raises EngineNotAvailable."""
    folder = path if path.is_dir() else path.parent
    config = folder / "config.json"
    if not path.exists():
        raise EngineNotAvailable(
            f"the engine «coqui» has no voice «{path}» here",
            remedy="a voice is `joe`, a model of the hub as `tts_models/en/vctk/vits:p225`, or a path",
        )
    if not config.is_file():
        raise EngineNotAvailable(
            "this folder holds no checkpoint of Coqui's: config.json is missing", file=folder
        )
    if not path.is_dir():
        return path, config
    if read_json(config).get("model") in _FOLDER_MODELS:
        return folder, config
    checkpoints = [folder / name for name in _MODEL_FILES if (folder / name).is_file()]
    checkpoints = checkpoints or sorted(folder.glob("*.pt*"))
    if not checkpoints or (len(checkpoints) > 1 and checkpoints[0].name not in _MODEL_FILES):
        found = ", ".join(file.name for file in checkpoints) or "none"
        raise EngineNotAvailable(
            f"this folder should hold one checkpoint (found: {found})",
            file=folder,
            remedy="name the file itself as the voice",
        )
    return checkpoints[0], config


def sample_rate(config: Path) -> int:
    """Read from a model's configuration at which rate it speaks, in Hz."""
    audio = read_json(config).get("audio", {})
    return int(audio.get("output_sample_rate") or audio.get("sample_rate") or 22_050)


def read_json(path: Path) -> dict[str, Any]:
    """Read an object from a JSON file. Raises EngineNotAvailable."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EngineNotAvailable(f"this cannot be read: {error}", file=path) from error
    if not isinstance(content, dict):
        raise EngineNotAvailable("this is no list of settings", file=path)
    return content
