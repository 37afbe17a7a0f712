"""Which files Kokoro needs, and how each comes here: shipped, joined from packages, or downloaded."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engines.downloads import downloaded, fetched
from pipeline.speech.engines.mirror import from_mirror
from pipeline.speech.engines.weights import PinnedFile, keep

REMEDY = "pip install 'ninety-podcast[kokoro]'"
FULL = "@full"  # after a voice's name: spoken by the network in full precision
FOLDER = Path(__file__).with_name("voices")


@dataclass(frozen=True, slots=True)
class KokoroVoice:
    """A voice by name: its style table and the network that speaks it."""

    name: str
    language: str  # BCP 47, what it was taught to speak
    style: PinnedFile
    network: PinnedFile

    @property
    def shipped(self) -> Path:
        """Give the place of its style table in this package, which only ten have."""
        return FOLDER / self.style.name

    @property
    def download_bytes(self) -> int:
        """Count what would have to be downloaded before it speaks."""
        style = 0 if self.shipped.is_file() or self.style.is_kept else self.style.size
        network = 0 if not self.network.url or self.network.is_kept else self.network.size
        return style + network

    def fetch(self) -> int:
        """Have all its files here, whole, and give how many bytes that took.

        Raises EngineNotAvailable, OutputFailed.
        """
        style = 0 if self.shipped.is_file() else fetched(self.style)
        if self.network.url:
            return style + fetched(self.network)
        if not self.network.is_whole:  # else it is joined from its packages, damaged or not made yet
            self.network.path.unlink(missing_ok=True)
            self.network_path()
        return style

    def style_path(self) -> Path:
        """Give its style table, downloaded if need be. Raises EngineNotAvailable, OutputFailed."""
        return self.shipped if self.shipped.is_file() else downloaded(self.style)

    def network_path(self) -> Path:
        """Give its network, joined or downloaded if need be. Raises EngineNotAvailable, OutputFailed."""
        return downloaded(self.network) if self.network.url else keep(self.network, _join_parts)


def kokoro_voice(name: str) -> KokoroVoice | None:
    """Find a voice by name, such as «af_heart» or «af_heart@full»."""
    facts = registry()
    style = name.removesuffix(FULL)
    if style not in facts["voices"]["sha256"]:
        return None
    base = f"{facts['base']}/{facts['revision']}"
    network = facts["networks"]["full" if name.endswith(FULL) else "int8"]
    return KokoroVoice(
        name=name,
        language=facts["languages"][style[0]],
        style=PinnedFile(
            f"{style}.bin",
            facts["voices"]["size"],
            facts["voices"]["sha256"][style],
            f"{base}/voices/{style}.bin",
        ),
        network=PinnedFile(
            network["name"],
            network["size"],
            network["sha256"],
            f"{base}/{network['path']}" if "path" in network else "",
        ),
    )


def known_voice(name: str) -> KokoroVoice:
    """Find a voice that must exist. Raises EngineNotAvailable."""
    voice = kokoro_voice(name)
    if voice is None:
        raise EngineNotAvailable(
            f"the engine «kokoro» has no voice «{name}»",
            remedy=f"`ninety voices` lists them; each can be asked for with {FULL} too",
        )
    return voice


def voice_names() -> tuple[str, ...]:
    """Name all voices, those that are shipped first."""
    return tuple(registry()["voices"]["sha256"])


@cache
def registry() -> dict[str, Any]:
    """Give what is known of the files."""
    return tomllib.loads((FOLDER / "registry.toml").read_text(encoding="utf-8"))


def parts() -> list[Path]:
    """Find the parts of the int8 network, in order. Raises EngineNotAvailable when one is missing."""
    network = registry()["networks"]["int8"]
    found = []
    for module in network["modules"]:
        spec = find_spec(module)
        if spec is None or not spec.submodule_search_locations:
            raise EngineNotAvailable("the engine «kokoro» is not installed", remedy=REMEDY)
        found.append(Path(spec.submodule_search_locations[0]) / network["part"])
    return found


def _join_parts(target: Path) -> None:
    """Join the network from its packages; where they are not installed, take it from the mirror."""
    try:
        found = parts()
    except EngineNotAvailable:
        network = registry()["networks"]["int8"]
        if not from_mirror(network["name"], network["sha256"], target):
            raise
        return
    with target.open("wb") as joined:
        for part in found:
            with part.open("rb") as source:
                shutil.copyfileobj(source, joined, 1 << 20)
