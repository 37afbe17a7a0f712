"""`ninety check --listen`: listen to the output, and tell how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.catalogue.show import Show
from pipeline.checking.check import Checked
from pipeline.checking.listening.hearing import HeardFile
from pipeline.checking.listening.judgement import Judgement, describe, judge
from pipeline.checking.listening.listen import listen
from pipeline.layout.folders import OUTPUT
from pipeline.process.console import Console
from pipeline.process.workers import usable_cores

# From here on, episodes that were named stand for the show, and are held to its limits too.
ENOUGH_FOR_A_SHOW = 10


@dataclass(frozen=True, slots=True)
class _Progress:
    """One episode more, as the console counts them."""

    slug: str
    status: str
    reason: str
    seconds: float


def listen_to(
    show: Show, checked: Sequence[Checked], console: Console, *, jobs: int | None, everything: bool
) -> Judgement:
    """Listen to the episodes that could be measured, and judge what was heard."""
    seconds = {result.slug: result.seconds for result in checked if result.seconds}
    episodes = [episode for episode in show.episodes if episode.slug in seconds]
    with console.progress(len(episodes)) as progress:

        def report(heard: HeardFile) -> None:
            status = "heard" if heard.fresh else "unchanged"
            progress(_Progress(heard.slug, status, describe(heard), seconds[heard.slug]))

        workers = min(jobs or usable_cores(), usable_cores())
        heard = listen(show, episodes, show.root / OUTPUT, workers, report)
    whole_show = everything or len(heard) >= ENOUGH_FOR_A_SHOW
    return judge(heard, show.check, whole_show=whole_show)
