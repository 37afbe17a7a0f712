"""Models of Coqui's hub whose files are known before they are fetched, and models that come file by file.

Coqui's own way to fetch the latter takes whatever the repository holds that day, and asks again at every
start. Here they come once, into the folder of the model, as what comes in archives does.
"""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import OutputFailed
from pipeline.speech.engines.downloads import fetched
from pipeline.speech.engines.weights import CACHE_VARIABLE, PinnedFile, models_folder


def is_known(model: str) -> bool:
    """Tell whether what a model or vocoder must be is known beforehand."""
    return model in _known()


def known_archive(model: str, url: str, place: Path) -> PinnedFile | None:
    """Give what the archive of a model must be; None where nobody knows."""
    facts = _known().get(model, {}).get("archive")
    return PinnedFile(place.name, facts["size"], facts["sha256"], url, place=place) if facts else None


def known_files(model: str, folder: Path) -> tuple[PinnedFile, ...]:
    """Give what the files of a model must be, with their places in a folder; none where nobody knows."""
    facts = _known().get(model, {})
    return tuple(
        PinnedFile(name, file["size"], file["sha256"], f"{facts['base']}/{name}", place=folder / name)
        for name, file in facts.get("files", {}).items()
    )


def fetch_repository(model: str, item: Mapping[str, Any], folder: Path) -> None:
    """Make a model's folder from its repository: of a known one the known files, else what is there now.

    One process at a time may ask. The folder appears whole, by renaming. Raises EngineNotAvailable,
    OutputFailed, and what the repository's client raises.
    """
    begun = models_folder() / f"{folder.name}.begun"  # kept where it breaks off
    known = known_files(model, begun)
    try:
        begun.mkdir(parents=True, exist_ok=True)
        for file in known:
            fetched(file)
            file.path.with_name(f"{file.name}.lock").unlink(missing_ok=True)
        if not known:
            _take_all(item, begun)
        _put(begun, folder)
    except shutil.Error as error:
        raise _not_kept(folder, str(error)) from error
    except OSError as error:
        if not error.strerror:  # of a connection
            raise
        raise _not_kept(folder, error.strerror) from error


def _take_all(item: Mapping[str, Any], begun: Path) -> None:
    from huggingface_hub import snapshot_download

    snapshot_download(
        item["repo_id"],
        local_dir=begun,
        allow_patterns=item.get("allow"),
        ignore_patterns=item.get("ignore"),
    )
    shutil.rmtree(begun / ".cache", ignore_errors=True)  # of the client


def _put(begun: Path, folder: Path) -> None:
    """Move a folder whole to its place, which may be on another disk."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        moved = Path(shutil.move(begun, beside))
        moved.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _not_kept(folder: Path, why: str) -> OutputFailed:
    return OutputFailed(f"cannot be kept: {why}", file=folder, remedy=f"make room, or set {CACHE_VARIABLE}")


@cache
def _known() -> dict[str, Any]:
    file = Path(__file__).with_name("known_models.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
