"""Say how the show sounds: loudness, peaks, the limiter's work, evenness and quality, by file and in all.

Run by `make bench-sound`, or `python -m benchmarks.sound [SLUG…]`. Every episode is made anew from its
script, through the speech cache, and its MP3 measured with ffmpeg's own meter. Short-term loudness is that of
every 3 s of speech, the pauses between sentences cut out, beside the loudness of the file. Quality is
DistillMOS between the first word and the last, before mastering and after the MP3.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.sound_measuring import Measured, measure
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import AudioSettings, Show
from pipeline.errors import PipelineError

LOUDNESS_TOLERANCE_LU = 0.3
MOST_LIMITED_SHARE = 0.01
MOST_LIMITED_DB = 6.0
SHORT_TERM_LU = 4.0
MOST_LOST_OPINION = 0.1
LEAST_MEAN_OPINION = 4.6
LEAST_OPINION = 4.2


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the summary: what is measured, how it is written, what it is held to."""

    name: str
    value: Callable[[Measured], float]
    form: str
    wanted: str
    holds: Callable[[Sequence[float]], bool]


def rows(show: Show, *, opinions: bool) -> list[Row]:
    """Give the lines of the summary for a show."""
    sound = [*_level_rows(show.audio), *_limiter_rows(), *_evenness_rows()]
    return [*sound, *_opinion_rows()] if opinions else sound


def _level_rows(audio: AudioSettings) -> list[Row]:
    lufs, peak = audio.loudness_lufs, audio.true_peak_dbtp
    return [
        Row(
            "loudness, LUFS",
            lambda m: m.integrated_lufs,
            ".1f",
            f"{lufs:g} ± {LOUDNESS_TOLERANCE_LU}",
            lambda v: all(abs(each - lufs) <= LOUDNESS_TOLERANCE_LU + 1e-9 for each in v),
        ),
        Row(
            "true peak, dBTP",
            lambda m: m.true_peak_dbtp,
            ".1f",
            f"≤ {peak:g}",
            lambda v: max(v) <= peak,
        ),
    ]


def _limiter_rows() -> list[Row]:
    return [
        Row(
            "limited by over 1 dB, of the time",
            lambda m: m.limited_share,
            ".2%",
            f"< {MOST_LIMITED_SHARE:.0%}",
            lambda v: max(v) < MOST_LIMITED_SHARE,
        ),
        Row(
            "limited at most, dB",
            lambda m: m.limited_most_db,
            ".2f",
            f"≤ {MOST_LIMITED_DB:g}",
            lambda v: max(v) <= MOST_LIMITED_DB,
        ),
        Row("encodings", lambda m: m.encodings, ".2f", "1", lambda v: statistics.mean(v) < 1.1),
    ]


def _evenness_rows() -> list[Row]:
    return [
        Row(
            "softest 3 s of speech, LU",
            lambda m: m.softest_lu,
            "+.1f",
            f"≥ −{SHORT_TERM_LU:g}",
            lambda v: min(v) >= -SHORT_TERM_LU,
        ),
        Row(
            "loudest 3 s of speech, LU",
            lambda m: m.loudest_lu,
            "+.1f",
            f"≤ +{SHORT_TERM_LU:g}",
            lambda v: max(v) <= SHORT_TERM_LU,
        ),
    ]


def _opinion_rows() -> list[Row]:
    return [
        Row("DistillMOS of the raw speech", lambda m: m.opinion_raw or 0.0, ".3f", "", lambda _: True),
        Row(
            "DistillMOS of the MP3",
            lambda m: m.opinion or 0.0,
            ".3f",
            f"mean ≥ {LEAST_MEAN_OPINION}, none < {LEAST_OPINION}",
            lambda v: statistics.mean(v) >= LEAST_MEAN_OPINION and min(v) >= LEAST_OPINION,
        ),
        Row(
            "lost by mastering and MP3",
            lambda m: (m.opinion_raw or 0.0) - (m.opinion or 0.0),
            "+.3f",
            f"mean < {MOST_LOST_OPINION}",
            lambda v: statistics.mean(v) < MOST_LOST_OPINION,
        ),
    ]


def main() -> int:
    """Measure, and print a line per file and the summary. Gives 0 where all is as wanted, else 1."""
    options = _options()
    show = load_show(options.root)
    slugs = options.slugs or [episode.slug for episode in show.episodes][:: options.every]
    table = rows(show, opinions=not options.no_opinions)
    print("| episode | " + " | ".join(row.name for row in table) + " |")
    print("| --- |" + " ---: |" * len(table))
    measured: list[Measured] = []
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        job = partial(measure, options.root, opinions=not options.no_opinions)
        for each in pool.map(job, slugs):
            measured.append(each)
            print(
                f"| {each.slug} | " + " | ".join(_form(row, row.value(each)) for row in table) + " |",
                flush=True,
            )
    print(f"\n{summary(table, measured)}\n\n{len(measured)} episodes, on {describe_machine()}.")
    return 0 if all(row.holds([row.value(each) for each in measured]) for row in table) else 1


def summary(table: Sequence[Row], measured: Sequence[Measured]) -> str:
    """Write mean, lowest and highest of every line as Markdown, with what is wanted and whether it holds."""
    lines = ["| | mean | lowest | highest | wanted | |", "| --- | ---: | ---: | ---: | --- | --- |"]
    for row in table:
        values = [row.value(each) for each in measured]
        figures = [_form(row, figure) for figure in (statistics.mean(values), min(values), max(values))]
        verdict = "holds" if row.holds(values) else "**fails**"
        lines.append(f"| {row.name} | {' | '.join(figures)} | {row.wanted} | {verdict} |")
    return "\n".join(lines)


def _form(row: Row, value: float) -> str:
    return format(value, row.form).replace("-", "−").replace("%", " %")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sound", description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="default: all episodes")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the show")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth episode")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes at a time")
    parser.add_argument(
        "--no-opinions", action="store_true", help="leave out DistillMOS, which takes longest"
    )
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PipelineError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
