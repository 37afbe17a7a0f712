"""Listen to the bundled show, one of topic pages, and one of other subjects; print how they were heard.

    python -m benchmarks.listening [--root DIR] [--jobs N] [PAGE…]

The bundled show is listened to as it lies in `output/`. Topic pages that are given make a show of their own,
and so do the pages of other subjects in `tests/checking/listening/subjects`. Both are kept, with all that was
heard, under `.cache/benchmarks/listening`, so that a second run listens to what is new only. A hundred
episodes take half an hour of one core.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.page_show import SETTINGS
from pipeline.building.build import Settings, build_episodes
from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.checking.listening.hearing import HeardFile
from pipeline.checking.listening.judgement import Judgement, judge
from pipeline.checking.listening.listen import listen
from pipeline.errors import PipelineError
from pipeline.layout.folders import OUTPUT
from pipeline.process.files import write_whole
from pipeline.process.workers import usable_cores
from pipeline.publishing.listing import rendered_records

SUBJECTS = Path(__file__).parents[1] / "tests/checking/listening/subjects"
SHOWS = Path(".cache/benchmarks/listening")
_HEADINGS = ("show", "episodes", "words", "WER", "worst episode", "DistillMOS", "lowest")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table. Gives 0, or the exit code of what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.listening", description=__doc__)
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help="topic pages")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the bundled show")
    parser.add_argument("--jobs", type=int, default=usable_cores(), help="processes")
    asked = parser.parse_args(arguments)
    try:
        results = {"the bundled show": measure(load_show(asked.root), asked.jobs)}
        if asked.pages:
            show = built(asked.root / SHOWS / "pages", asked.pages, asked.jobs)
            results["the topic pages"] = measure(show, asked.jobs)
        show = built(asked.root / SHOWS / "subjects", subject_pages(), asked.jobs)
        results["other subjects"] = measure(show, asked.jobs)
    except PipelineError as error:
        _say(f"error: {error}\n  {error.remedy}")
        return error.exit_code
    for name, judgement in results.items():
        print(f"{name}: said and heard otherwise: {misheard(judgement.heard)}\n")
    print(table(results))
    return 0


def subject_pages() -> list[Path]:
    """List the topic pages of other subjects; beside each lies a text of how it should be spoken."""
    return sorted(path for path in SUBJECTS.glob("*.txt") if not path.stem.endswith(".spoken"))


def built(root: Path, pages: Sequence[Path], jobs: int) -> Show:
    """Make a show of topic pages, as far as it is not made yet. Raises PipelineError."""
    write_whole(root / "episodes/show.toml", SETTINGS)
    apply_import(plan_import(root, list(pages)))
    show = load_show(root)
    for outcome in build_episodes(
        show, show.episodes, Settings(jobs), lambda o: _say(f"{o.slug}: {o.status}")
    ):
        if outcome.error:
            raise outcome.error
    return show


def measure(show: Show, jobs: int) -> Judgement:
    """Listen to what is rendered of a show. Raises PipelineError."""
    output = show.root / OUTPUT
    rendered = rendered_records(show, output)
    episodes = [episode for episode in show.episodes if episode.slug in rendered]
    heard = listen(show, episodes, output, jobs, lambda h: _say(f"{h.slug}: {h.score.rate:.1%} misheard"))
    return judge(heard, show.check, whole_show=True)


def misheard(heard: Sequence[HeardFile]) -> str:
    """List the pairs of what was said and heard, with how often, the most frequent first."""
    pairs = Counter(
        (error.shown or "nothing", error.heard or "nothing") for each in heard for error in each.score.errors
    )
    return ", ".join(
        f"{said} → {written}" + (f" ({count})" if count > 1 else "")
        for (said, written), count in pairs.most_common()
    )


def table(results: dict[str, Judgement]) -> str:
    """Write the results as Markdown, with what they were measured on."""
    lines = ["| " + " | ".join(_HEADINGS) + " |", "| --- |" + " ---: |" * (len(_HEADINGS) - 1)]
    lines += ["| " + " | ".join(_row(name, judgement)) + " |" for name, judgement in results.items()]
    return "\n".join([*lines, "", f"Measured on {describe_machine()}."])


def _row(name: str, judgement: Judgement) -> list[str]:
    if not judgement.heard:
        return [name, "0", *[""] * (len(_HEADINGS) - 2)]
    worst = max(judgement.heard, key=lambda each: each.score.rate)
    return [
        name,
        str(len(judgement.heard)),
        str(sum(each.score.words for each in judgement.heard)),
        f"{judgement.wer_percent:.2f} %",
        f"{100 * worst.score.rate:.1f} % ({worst.slug})",
        f"{judgement.opinion:.2f}",
        f"{min(each.opinion for each in judgement.heard):.2f}",
    ]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
