"""What publishing made before, by the key of what it was made from, so that nothing is made twice.

Only files that lie in the output as they were made are taken for it. All of it holds for one program only:
another Ninety makes everything once more, and compares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.files import digest
from pipeline.freshness.signs import program_sign
from pipeline.freshness.store import keep_facts, read_facts

_NAME = "made"


@dataclass(slots=True)
class Made:
    """What was made before, and what is made in this run; without a folder nothing is known."""

    output: Path | None = None
    _before: dict[str, Any] = field(
        default_factory=dict
    )  # by name: the key, and the value or a file's SHA-256
    _now: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, output: Path) -> Made:
        """Read what an earlier run made."""
        facts = read_facts(root, _NAME)
        return cls(output, dict(facts.get("made", {})) if facts.get("program") == program_sign() else {})

    def file(self, path: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Give a file of the output, from there if it was made from the same, else made now."""
        known = self._before.get(path)
        if self.output is None:
            return make()
        if known and known[0] == key:
            content = _read(self.output / path)
            if content is not None and sha256(content).hexdigest() == known[1]:
                self._now[path] = known
                return content
        content = make()
        self._now[path] = [key, sha256(content).hexdigest()]
        return content

    def page(self, path: str, key: str, make: Callable[[], str]) -> str:
        """Give a file of text in the same way."""
        return self.file(path, key, lambda: make().encode()).decode()

    def value(self, name: str, key: str, make: Callable[[], Any]) -> Any:
        """Give a value as JSON can hold it, as it was made before from the same, or made now."""
        known = self._before.get(name)
        if not known or known[0] != key:
            known = [key, make()]
        self._now[name] = known
        return known[1]

    def save(self, root: Path) -> None:
        """Keep what this run made or used, and nothing else."""
        if self._now != self._before:
            keep_facts(root, _NAME, {"program": program_sign(), "made": self._now})


def key_of(*used: object) -> str:
    """Give the key of what is made from these values."""
    return digest(*(each if isinstance(each, str) else repr(each) for each in used))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
