"""What a model of Coqui's hub was when it was first fetched, so that it is never another under the same name.

Coqui's list names no digests. Models that are known beforehand have theirs in known_models.toml. Those of
any other model's weights are noted in the models' folder with the first fetch, and every later one is held
against them; the note may be taken to other machines.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from pipeline.errors import EngineNotAvailable, OutputFailed
from pipeline.process.files import file_digest, write_whole
from pipeline.process.streams import tell
from pipeline.speech.engines.weights import models_folder

_REWRITTEN = {".json"}  # Coqui writes the places of this machine into its configuration


def pins_file() -> Path:
    """Give the place of the note: for each model the SHA-256 of its files, by name."""
    return models_folder() / "coqui-hub.json"


def require_pinned(model: str, folder: Path) -> None:
    """Hold a model that was just fetched against what it was before, or note what it is.

    Raises EngineNotAvailable where it is another, which is taken away, and OutputFailed.
    """
    found = {
        file.relative_to(folder).as_posix(): file_digest(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix not in _REWRITTEN
    }
    pins = _noted()
    if model not in pins:
        tell(f"{model}: no digest of it is known; what has come now is noted in {pins_file()}\n")
        write_whole(pins_file(), json.dumps(pins | {model: found}, indent=1, sort_keys=True) + "\n")
    elif other := sorted(
        name for name in found.keys() | pins[model] if found.get(name) != pins[model].get(name)
    ):
        shutil.rmtree(folder, ignore_errors=True)
        raise EngineNotAvailable(
            f"«{model}» is not what it was when it was first fetched: {', '.join(other)}",
            file=pins_file(),
            remedy="find out why; to take the new one, take the model out of this file and fetch it again",
        )


def _noted() -> dict[str, Any]:
    try:
        pins = json.loads(pins_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise OutputFailed(
            f"cannot be read: {error}", file=pins_file(), remedy="mend it, or take it away to note all anew"
        ) from error
    return pins if isinstance(pins, dict) else {}
