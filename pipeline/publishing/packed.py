"""Parts of a record as one row of bytes each: of very many records, all are held at once.

As objects, the chapters and files of one rendering take two kilobytes; as bytes a quarter of that. They are
read again whenever somebody looks, but for the few that were looked at last: pages and feeds ask one record
many things in a row.
"""

from __future__ import annotations

import json
from collections.abc import ItemsView, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, overload

from pipeline.layout.record import Chapter

_READ_AT_A_TIME = 64  # rows that are held as objects too


class PackedChapters(Sequence[Chapter]):
    """Chapters, in the order in which a record has them."""

    __slots__ = ("_packed",)

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        self._packed = _packed([[each.start, each.title] for each in chapters])

    def _read(self) -> tuple[Chapter, ...]:
        return tuple(Chapter(start, title) for start, title in json.loads(self._packed))

    @overload
    def __getitem__(self, index: int) -> Chapter: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Chapter, ...]: ...

    def __getitem__(self, index: int | slice) -> Chapter | tuple[Chapter, ...]:
        """Give the chapter at a place."""
        return self._read()[index]

    def __iter__(self) -> Iterator[Chapter]:
        """Go through all, reading them once."""
        return iter(self._read())

    def __len__(self) -> int:
        """Count them."""
        return len(self._read())

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the same chapters, however they are held."""
        return isinstance(other, Sequence) and self._read() == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # like the records that hold them

    def __repr__(self) -> str:
        """Write them as the tuple that they stand for: keys are made of it."""
        return repr(self._read())


class PackedFiles(Mapping[str, dict[str, Any]]):
    """The files of a rendering by path, with what is known of them."""

    __slots__ = ("_packed",)

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        self._packed = _packed({path: dict(facts) for path, facts in files.items()})

    def _read(self) -> dict[str, dict[str, Any]]:
        return _files(self._packed)

    def __getitem__(self, path: str) -> dict[str, Any]:
        """Give what is known of a file."""
        return self._read()[path]

    def __iter__(self) -> Iterator[str]:
        """Go through their paths."""
        return iter(self._read())

    def items(self) -> ItemsView[str, dict[str, Any]]:
        """Go through paths and facts, reading them once."""
        return self._read().items()

    def __len__(self) -> int:
        """Count them."""
        return len(self._read())

    def __repr__(self) -> str:
        """Write them as the dictionary that they stand for: keys are made of it."""
        return repr(self._read())


@lru_cache(maxsize=_READ_AT_A_TIME)
def _files(packed: bytes) -> dict[str, dict[str, Any]]:
    """Read files of a record; whoever asks only looks at them."""
    files: dict[str, dict[str, Any]] = json.loads(packed)
    return files


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
