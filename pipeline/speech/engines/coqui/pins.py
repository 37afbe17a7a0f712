"""Models of Coqui's hub held to what they were, since its list names no digests.

Models that are known beforehand have theirs in known_models.toml. Any other is called with the digest of what
it holds, `tts_models/en/ljspeech/vits@<64 hex digits>`, and speaks under no other name: whoever fetches it
first is told that name, which is then written into the show and holds it everywhere.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import EngineNotAvailable
from pipeline.process.files import digest, file_digest
from pipeline.speech.engines.coqui.hub import Source, hub_folder, parts_of
from pipeline.speech.engines.coqui.known_models import is_known

_REWRITTEN = "config.json"  # Coqui writes the places of this machine into it


def require_held(source: Source) -> None:
    """Raise EngineNotAvailable for a model of which nobody has said what it is."""
    if not source.digest and not all(is_known(part) for part in parts_of(source.model)):
        raise EngineNotAvailable(
            f"nobody has said what the model «{source.model}» is: Coqui's hub names no digests",
            remedy=f"`ninety voices --download coqui/{source.model}` fetches it, and says the name that "
            "holds it to what has come",
        )


def require_content(source: Source) -> None:
    """Raise EngineNotAvailable where a model that is here is another than its voice's name says."""
    if source.digest and (found := content_digest(source.model)) != source.digest:
        raise EngineNotAvailable(
            f"the model «{source.model}» is not the one that is named: its digest is {found}",
            file=hub_folder(source.model),
            remedy="find out why; delete its folder to fetch it anew, or name what is here by its digest",
        )


def content_digest(model: str) -> str:
    """Give the digest, in hex, of a model that is here, with the vocoder that goes with it."""
    return digest(*(word for part in parts_of(model) for word in (part, *_content(hub_folder(part)))))


def _content(folder: Path) -> list[str]:
    """Give the names and digests of a folder's files."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    kept = sorted(name for name, path in files.items() if path.name != _REWRITTEN)
    return [word for name in kept for word in (name, file_digest(files[name]))]
