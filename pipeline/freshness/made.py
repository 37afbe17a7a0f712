"""What publishing made before, by the key of what it was made from, so that nothing is made twice.

Only files that lie in the output as they were made are taken for it: by the sign that the file system gives,
or where that is another one by their bytes. All of it holds for one program only: another Ninety makes
everything once more, and compares.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from pipeline.freshness.signs import at_rest, changed_ns, program_sign, sign, sign_of
from pipeline.freshness.store import keep_facts, read_facts
from pipeline.process.files import digest

_NAME = "made"
_SEEN = "seen"  # in the place of a key: a file that was not made here, but looked at
_DIGITS = 32  # of a SHA-256 in hex: half of it, since a show of any size has that of every file in memory


class _Standing(Enum):
    STANDS = auto()


STANDS: Final = _Standing.STANDS  # for a file's content: it lies in the output as it would be made
Stands = Literal[_Standing.STANDS]


@dataclass(slots=True)
class Made:
    """What was made before, and what is made in this run; without a folder nothing is known.

    Each is held as one line of text: of a file its key, its digest and its sign, of a value its key and the
    value as JSON.
    """

    output: Path | None = None
    _files: dict[str, str] = field(default_factory=dict)  # before, by path
    _values: dict[str, str] = field(default_factory=dict)  # before, by name
    _files_now: dict[str, str] = field(default_factory=dict)
    _values_now: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, output: Path) -> Made:
        """Read what an earlier run made."""
        facts = read_facts(root, _NAME)
        if facts.get("program") != program_sign():
            return cls(output)
        return cls(output, dict(facts.get("files", {})), dict(facts.get("values", {})))

    def file(self, path: str, key: str, make: Callable[[], bytes]) -> bytes | Stands:
        """Make a file of the output, where it does not stand there already as made from the same."""
        if self.output is None:
            return make()
        if self._stands(path, key):
            return STANDS
        content = make()
        self._files_now[path] = f"{key} {_digits(content)} "
        return content

    def page(self, path: str, key: str, make: Callable[[], str]) -> str | Stands:
        """Make a file of text in the same way."""
        made = self.file(path, key, lambda: make().encode())
        return made.decode() if isinstance(made, bytes) else made

    def text(self, path: str) -> str:
        """Read a file of text that stands."""
        return Path(f"{self.output}/{path}").read_text(encoding="utf-8")

    def before(self, path: str) -> bytes:
        """Read a file as an earlier run made it, from whatever; empty where it does not lie there so."""
        key, _, known = self._files.get(path, "").partition(" ")
        if not known or key == _SEEN:
            return b""
        try:
            content = Path(f"{self.output}/{path}").read_bytes()
        except OSError:
            return b""
        return content if known.startswith(f"{_digits(content)} ") else b""

    def all_of(self, key: str) -> list[str]:
        """List the files that were made from one key; none where any of them does not stand any more."""
        paths = [path for path, known in self._files.items() if known.startswith(f"{key} ")]
        return paths if all(self._stands(path, key) for path in paths) else []

    def value(self, name: str, key: str, make: Callable[[], Any]) -> Any:
        """Give a value as JSON can hold it, as it was made before from the same, or made now."""
        before, _, text = self._values.get(name, "").partition(" ")
        if before != key:
            text = json.dumps(make(), ensure_ascii=False, separators=(",", ":"))
        self._values_now[name] = f"{key} {text}"
        return json.loads(text)

    def knows(self, name: str, key: str) -> bool:
        """Tell whether a value was made before from the same."""
        return self._values.get(name, "").startswith(f"{key} ")

    def holds(self, path: str, digits: str) -> bool:
        """Tell whether a file of the output has this SHA-256, in hex; one that lies as seen is not read."""
        known = self._files.get(path, "")
        if known.startswith(f"{_SEEN} {digits[:_DIGITS]} ") and self._stands(path, _SEEN):
            return True
        if _digest(f"{self.output}/{path}") != digits[:_DIGITS]:
            return False
        self._files_now[path] = f"{_SEEN} {digits[:_DIGITS]} "
        return True

    def keep(self, name: str) -> None:
        """Keep a value that this run has had no need to ask for."""
        if name in self._values:
            self._values_now.setdefault(name, self._values[name])

    def save(self, root: Path) -> None:
        """Keep what this run made or used, and nothing else."""
        files = dict(self._signed())
        if (files, self._values_now) != (self._files, self._values):
            facts = {"program": program_sign(), "files": files, "values": self._values_now}
            keep_facts(root, _NAME, facts)

    def _stands(self, path: str, key: str) -> bool:
        known = self._files.get(path)
        if known is None or self.output is None or not known.startswith(f"{key} "):
            return False
        _, digits, before = known.split(" ", 2)
        file = f"{self.output}/{path}"
        now = sign_of(file)
        if now and now == before:
            self._files_now[path] = known
        elif now and _digest(file) == digits:
            self._files_now[path] = f"{key} {digits} "
        else:
            return False
        return True

    def _signed(self) -> Iterator[tuple[str, str]]:
        """Give the files of this run with their signs, as far as a further change of them would show."""
        for path, known in self._files_now.items():
            if known.endswith(" "):
                try:
                    facts = os.stat(f"{self.output}/{path}")  # noqa: PTH116 - of very many
                except OSError:
                    continue
                yield path, known + sign(facts) if at_rest(changed_ns(facts)) else known
            else:
                yield path, known


def key_of(*used: object) -> str:
    """Give the key of what is made from these values."""
    return digest(*(each if isinstance(each, str) else repr(each) for each in used))[:_DIGITS]


def _digest(file: str) -> str:
    try:
        return _digits(Path(file).read_bytes())
    except OSError:
        return ""


def _digits(content: bytes) -> str:
    return sha256(content).hexdigest()[:_DIGITS]
