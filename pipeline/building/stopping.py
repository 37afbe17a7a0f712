"""When no further episode is begun: so many have failed, or nothing can be written any more."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import PipelineError, PlaceLost


@dataclass(slots=True)
class Stopping:
    """Counts what failed, and says when that is enough."""

    max_failures: int | None = None  # None: however many fail, the others are made
    failed: int = 0
    lost: bool = False

    def count(self, error: PipelineError) -> None:
        """Count an episode that failed."""
        self.failed += 1
        self.lost = self.lost or isinstance(error, PlaceLost)

    @property
    def why(self) -> str:
        """Say why no further episode is begun; nothing while they are."""
        if self.lost:
            return "nothing more could be written"
        if self.max_failures is not None and self.failed >= self.max_failures:
            return f"{self.failed} had failed before (--max-failures {self.max_failures})"
        return ""
