"""What a build is asked for, and what became of each episode."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.checking.text_lint import TextFinding
    from pipeline.speech.cache import CacheUse


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build, as asked on the command line; None leaves it to the show."""

    jobs: int | None = None  # processes, or episodes under way on a cluster; None: all that there is
    engine: str | None = None
    voice: str | None = None
    force: bool = False
    scheduler: str | None = None  # the address of a cluster's; None: this machine's own processes
    max_failures: int | None = None  # so many failed: no further one is begun
    failed_before: int = 0  # of those, whose files cannot be read
    listen: bool = False  # to voices that vary, where the show does not ask for it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one episode."""

    slug: str
    status: str  # rendered, unchanged, failed or not tried
    reason: str = ""  # why it was made again, what went wrong, or why it was not tried
    seconds: float = 0.0
    integrated_lufs: float = 0.0
    true_peak_dbtp: float = 0.0
    audio_bytes: int = 0
    remark: str = ""  # what is not as the script asks
    timings: dict[str, float] = field(default_factory=dict)  # CPU seconds by stage
    error: PipelineError | None = None
    findings: tuple[TextFinding, ...] = ()  # what is undecided about how its script is said
    cache_use: CacheUse | None = None  # where its sentences came from
    listening: dict[str, Any] = field(default_factory=dict)  # how it was heard; empty: nobody listened
