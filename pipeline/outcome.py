"""What a build is asked for, and what became of each episode."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.speech.cache import CacheUse
    from pipeline.speech.lint import TextFinding


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build, as asked on the command line; None leaves it to the show."""

    jobs: int | None = None  # processes, or episodes under way on a cluster; None: all that there is
    engine: str | None = None
    voice: str | None = None
    force: bool = False
    scheduler: str | None = None  # the address of a cluster's; None: this machine's own processes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one episode."""

    slug: str
    status: str  # rendered, unchanged or failed
    reason: str = ""  # why it was made again, or what went wrong
    seconds: float = 0.0
    integrated_lufs: float = 0.0
    true_peak_dbtp: float = 0.0
    audio_bytes: int = 0
    remark: str = ""  # what is not as the script asks
    timings: dict[str, float] = field(default_factory=dict)  # CPU seconds by stage
    error: PipelineError | None = None
    findings: tuple[TextFinding, ...] = ()  # what is undecided about how its script is said
    cache_use: CacheUse | None = None  # where its sentences came from
