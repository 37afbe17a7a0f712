"""Say where the CPU time of a rendering goes, stage by stage, on twelve episodes spread over the show.

Run by `make bench`, or `python -m benchmarks.stages [--root DIR]`. One process renders them one after another
with an empty speech cache, after another episode has loaded weights and dictionaries. Everybody speaks with
the show's first voice: it is the quickest, so that the rest weighs the most. Seconds belong to this machine
and this hour; what may be compared is the overhead: all else beside speech and the encoding of an MP3.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.voice_speaking import chosen_episodes
from pipeline.audio.mastering.master import ENCODING
from pipeline.building.order import order_for
from pipeline.building.render import render_episode
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.writing.on_disk.scripts import script_path
from pipeline.writing.script.script_file import parse_script

MOST_OVERHEAD = 0.35  # of the CPU seconds of speech and encoding
SPEECH = "speech"


@dataclass(slots=True)
class Cost:
    """CPU seconds by stage over some episodes, and how long these play."""

    stages: dict[str, float] = field(default_factory=dict)
    audio_seconds: float = 0.0
    episodes: int = 0

    def add(self, timings: dict[str, float], audio_seconds: float) -> None:
        """Count one more episode."""
        for stage, seconds in timings.items():
            self.stages[stage] = self.stages.get(stage, 0.0) + seconds
        self.audio_seconds += audio_seconds
        self.episodes += 1

    @property
    def overhead(self) -> float:
        """Give what all else costs, in parts of what speech and encoding cost."""
        needed = self.stages[SPEECH] + self.stages[ENCODING]
        return sum(self.stages.values()) / needed - 1


def main() -> int:
    """Measure and print the table. Gives 0 where the overhead is within bounds, else 1."""
    options = _options()
    show = load_show(options.root)
    episodes = chosen_episodes(show)
    warm_up = next(episode for episode in show.episodes if episode not in episodes)
    with tempfile.TemporaryDirectory(prefix="ninety-bench-") as folder:
        began = time.process_time()
        _render(show, warm_up, Path(folder) / "warm-up")
        loading = time.process_time() - began
        cost = measure(show, episodes, Path(folder) / "cold", _say)
    print(table(cost))
    print(f"\nBefore that, loading and a first episode: {loading:.1f} s. Measured on {describe_machine()}.")
    return 0 if cost.overhead < MOST_OVERHEAD else 1


def measure(show: Show, episodes: list[Episode], cache: Path, report: Callable[[str], None]) -> Cost:
    """Render these episodes and count what each stage costs."""
    cost = Cost()
    for episode in episodes:
        timings, seconds = _render(show, episode, cache)
        cost.add(timings, seconds)
        report(f"{episode.slug}: {sum(timings.values()):.2f} s for {seconds:.1f} s")
    return cost


def table(cost: Cost) -> str:
    """Write the stages as Markdown, the dearest first, and the overhead below."""
    total = sum(cost.stages.values())
    stages = [*sorted(cost.stages.items(), key=lambda item: -item[1]), ("all", total)]
    rows = [
        f"| {stage} | {seconds:.2f} | {_percent(seconds / total)} | {cost.audio_seconds / seconds:.0f} |"
        for stage, seconds in stages
        if seconds
    ]
    verdict = (
        f"{cost.episodes} episodes, {cost.audio_seconds / 60:.1f} minutes. Beside speech and encoding:"
        f" {_percent(cost.overhead)} of their CPU time; at most {_percent(MOST_OVERHEAD)} is wanted."
    )
    return "\n".join(
        ["| stage | CPU s | share | × real time |", "| --- | ---: | ---: | ---: |", *rows, "", verdict]
    )


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def _render(show: Show, episode: Episode, cache: Path) -> tuple[dict[str, float], float]:
    """Render one episode; give the CPU seconds of its stages and how long it plays."""
    path = script_path(show, episode.slug)
    script = parse_script(path.read_text(encoding="utf-8"), path).script
    cast = Cast(VoiceChoice.parse(show.voice.voice, show.voice.engine))
    rendered = render_episode(order_for(show, episode, script, cast, cache))
    return rendered.timings, rendered.recording.seconds


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the show")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
