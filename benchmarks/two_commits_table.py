"""The figures of two commits as one table, with what is wanted of each ratio."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_RATIO = {"no-op": 0.02, "one word": 0.12, "cold": 0.75}  # of CPU seconds, to the base
MOST_SECONDS = {"no-op": 0.6, "publish after one change": 1.0}  # of CPU
MOST_OF_BARE = 1.25  # cold, to the bare work per second of sound
MOST_MEGABYTES = 350
_COUNTED = {
    "cold": "rendered",
    "no-op": "rendered",
    "one word": "rendered",
    "one lexicon term": "rendered, of 2 that say it",
    "one summary": "scripts changed",
    "publish after one change": "files written",
}


@dataclass(slots=True)
class Figures:
    """What was measured of one commit."""

    cpu_seconds: dict[str, float] = field(default_factory=dict)  # by job
    counts: dict[str, int] = field(default_factory=dict)  # by job: what _COUNTED says
    audio_seconds: float = 0.0  # of all that the cold build made
    most_megabytes: float = 0.0  # of the largest process
    bare_cpu_per_second: float | None = None  # of the bare work, by seconds of sound; None: not measured

    @property
    def of_bare(self) -> float | None:
        """Give what a second of sound costs cold, in parts of the bare work for it."""
        if self.bare_cpu_per_second is None or not self.audio_seconds:
            return None
        return self.cpu_seconds["cold"] / self.audio_seconds / self.bare_cpu_per_second

    def document(self) -> dict[str, Any]:
        """Give the figures as JSON has them."""
        return asdict(self)


def table(revision: str, base: Figures, here: Figures) -> str:
    """Write the figures as Markdown: one line a job, then memory and the bare work."""
    head = [
        f"| CPU seconds | {revision} | here | ratio | wanted | done |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    return "\n".join([*head, *(_row(job, base, here) for job in here.cpu_seconds), *_more(base, here)])


def _row(job: str, base: Figures, here: Figures) -> str:
    before, now = base.cpu_seconds.get(job), here.cpu_seconds[job]
    ratio = now / before if before else None
    wants = [(ratio, MOST_RATIO.get(job), ""), (now, MOST_SECONDS.get(job), " s")]
    wanted = " and ".join(_wanted(value, most, unit) for value, most, unit in wants if most is not None)
    counts = f"{base.counts.get(job, '—')} → {here.counts.get(job, '—')} {_COUNTED.get(job, '')}"
    return f"| {job} | {_number(before)} | {_number(now)} | {_ratio(ratio)} | {wanted} | {counts.strip()} |"


def _more(base: Figures, here: Figures) -> Iterator[str]:
    of_bare = _wanted(here.of_bare, MOST_OF_BARE, "")
    yield f"| cold, to the bare work | {_ratio(base.of_bare)} | {_ratio(here.of_bare)} | | {of_bare} | |"
    memory = _wanted(here.most_megabytes, MOST_MEGABYTES, " MB")
    ratio = here.most_megabytes / base.most_megabytes if base.most_megabytes else None
    megabytes = f"{base.most_megabytes:.0f} | {here.most_megabytes:.0f}"
    yield f"| memory of the largest process, MB | {megabytes} | {_ratio(ratio)} | {memory} | |"


def _wanted(value: float | None, most: float, unit: str) -> str:
    """Say what is wanted, and whether it is so."""
    met = "?" if value is None else "✓" if value <= most else "✗"
    return f"≤ {most:g}{unit} {met}"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _ratio(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
