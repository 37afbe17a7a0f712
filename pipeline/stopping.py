"""When no further episode is begun: so many have failed, or nothing can be written any more."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from pipeline.errors import OutputFailed, PipelineError

# What is wrong with the place, not with one file in it: the next episode would meet it too.
_LOST_PLACES = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EPERM", "ENODEV", "ENXIO", "ESTALE")
    if hasattr(errno, name)
)


def is_place_lost(error: BaseException | None) -> bool:
    """Tell whether an error means that nothing more can be written: a full disk, a folder to read only."""
    cause = error.__cause__ if isinstance(error, OutputFailed) else None
    return isinstance(cause, OSError) and cause.errno in _LOST_PLACES


@dataclass(slots=True)
class Stopping:
    """Counts what failed, and says when that is enough."""

    max_failures: int | None = None  # None: however many fail, the others are made
    failed: int = 0
    lost: bool = False

    def count(self, error: PipelineError) -> None:
        """Count an episode that failed."""
        self.failed += 1
        self.lost = self.lost or is_place_lost(error)

    @property
    def why(self) -> str:
        """Say why no further episode is begun; nothing while they are."""
        if self.lost:
            return "nothing more could be written"
        if self.max_failures is not None and self.failed >= self.max_failures:
            return f"{self.failed} had failed before (--max-failures {self.max_failures})"
        return ""
