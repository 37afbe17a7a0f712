"""Keys: what something was made from, by names that people understand, each as a digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.process.files import digest


def digest_of(*used: object) -> str:
    """Digest values by how they are written: the same ones give the same digest, on any machine and day."""
    return digest(*map(repr, used))


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Name what is another now, or was not there before; what is no longer used comes last."""
    others = [name for name, value in now.items() if before.get(name) != value]
    return (*others, *(name for name in before if name not in now))


def explained(names: Iterable[str]) -> str:
    """Say that these have changed; «» where there are none."""
    listed = " and ".join(names)
    return f"{listed} changed" if listed else ""
