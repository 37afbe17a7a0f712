"""What went wrong with the cells of a list, told once for each kind of it, with the first places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import Problem

_NAMED_AT_MOST = 5


class Troubles:
    """Faults gathered by what they are; `path` is the list's, of which not every row need be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places: dict[tuple[str, str], list[tuple[int, str]]] = {}

    def add(
        self, what: str, line: int, *, path: Path | None = None, detail: str = "", remedy: str = ""
    ) -> None:
        """Note a fault on a line, of another file than the list's where one is given."""
        file = f"{path.name} " if path and path != self.path else ""
        self._places.setdefault((what, remedy), []).append((line, f"{file}line {line} {detail}".strip()))

    def problems(self) -> Iterator[Problem]:
        """Give each kind once."""
        for (what, remedy), places in self._places.items():
            told = "; ".join(place for _, place in places[:_NAMED_AT_MOST])
            more = f" and {len(places) - _NAMED_AT_MOST} more" if len(places) > _NAMED_AT_MOST else ""
            yield Problem(f"{what}: {told}{more}", self.path, places[0][0], remedy)
