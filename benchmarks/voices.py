"""Measure voices on the same twelve episodes, and write the table in docs/voices.md.

Run by `make bench-voices`, or `python -m benchmarks.voices [VOICE…]` for some of the voices. Results are kept
under `.cache/benchmarks/voices`, episode by episode, so that a run which was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.voice_listening import Judged, judged, listen_all
from benchmarks.voice_speaking import chosen_episodes, speak_all
from pipeline.catalogue.load import load_show
from pipeline.checking.listening.recognition import RECOGNISERS
from pipeline.checking.listening.scoring import better, pooled_rate, worst_words
from pipeline.errors import PipelineError
from pipeline.process.files import write_whole

VOICES = (
    *("hibari/heart", "hibari/heart-alto", "hibari/heart-tenor"),
    *("kokoro/af_heart", "kokoro/af_kore", "kokoro/af_sarah", "kokoro/bf_emma", "kokoro/bf_isabella"),
    *("kokoro/am_fenrir", "kokoro/am_michael", "kokoro/am_puck", "kokoro/bm_fable", "kokoro/bm_george"),
    "coqui/joe",
)
_KEPT = " (measured before)"
RESULTS = Path(".cache/benchmarks/voices")
PAGE = Path("docs/voices.md")
BEGIN, END = "<!-- bench-voices: begin -->", "<!-- bench-voices: end -->"
_HEADINGS = (
    "voice",
    "× real time",
    "loading",
    "memory of a worker",
    *(f"WER {name}" for name in RECOGNISERS),
    "WER, better of two",
    "DistillMOS mean",
    "lowest",
)


def main() -> int:
    """Measure, and write the table. Gives 0, or the exit code of the last thing that went wrong."""
    options = _options()
    failed = 0
    for voice in [] if options.table_only else options.voices or VOICES:
        try:
            measure(options.root, voice)
        except PipelineError as error:
            failed = error.exit_code
            _say(f"{voice}: not measured: {error}; {error.remedy}")
    try:
        write_table(options.root)
    except PipelineError as error:
        failed = error.exit_code
        _say(f"error: {error}")
    return failed


def measure(root: Path, voice: str) -> None:
    """Have a voice speak, and listen to it, as far as that was not done before. Raises PipelineError."""
    folder = _folder(root, voice)
    speak_all(root, voice, folder, _say)
    listen_all(folder, _say)


def write_table(root: Path) -> None:
    """Put the table of all results there are between the marks of docs/voices.md. Raises PipelineError.

    A voice that was never measured is named on stderr, and has no row.
    """
    show = load_show(root)
    slugs = [episode.slug for episode in chosen_episodes(show)]
    page = root / PAGE
    text = page.read_text(encoding="utf-8")
    before = _rows_before(text)
    results = {}
    for voice in VOICES:
        episodes = judged(show, _folder(root, voice), slugs)
        if not episodes and voice not in before:
            _say(f"{voice}: never measured")
            continue
        results[voice] = episodes
        misheard = worst_words(better(episode.scores.values()) for episode in episodes)
        _say(f"{voice}: misheard: {', '.join(f'{word} ({n})' for word, n in misheard[:12])}")
    block = f"{BEGIN}\n{table(results, len(slugs), before)}\n{END}"
    write_whole(page, re.sub(f"{BEGIN}.*{END}", lambda _: block, text, flags=re.DOTALL))


def _folder(root: Path, voice: str) -> Path:
    return root / RESULTS / voice.replace("/", "-")


def _rows_before(page: str) -> dict[str, str]:
    """Give the rows of the table as it stands, by voice."""
    lines = page.partition(BEGIN)[2].partition(END)[0].splitlines()
    return {line.split("`")[1]: line for line in lines if line.startswith("| `")}


def table(results: dict[str, list[Judged]], wanted: int, before: Mapping[str, str] | None = None) -> str:
    """Write the results as Markdown, with what they were measured on.

    A voice of which there are none keeps its row in the table as it was `before`, marked as such.
    """
    lines = ["| " + " | ".join(_HEADINGS) + " |", "| --- |" + " ---: |" * (len(_HEADINGS) - 1)]
    for voice, found in results.items():
        kept = (before or {}).get(voice, "") if not found else ""
        row = kept.removeprefix("| ").removesuffix(" |").split(" | ") if kept else _row(voice, found, wanted)
        if kept and "not measured" not in kept:
            row[0] = f"`{voice}`{_KEPT}"
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join([*lines, "", f"Measured on {describe_machine()}."])


def _row(voice: str, episodes: list[Judged], wanted: int) -> list[str]:
    if not episodes:
        return [f"`{voice}`", "not measured", *[""] * (len(_HEADINGS) - 2)]
    spoken = [episode.spoken for episode in episodes]
    rate = sum(each.speech_seconds for each in spoken) / sum(each.cpu_seconds for each in spoken)
    opinions = [episode.opinion for episode in episodes]
    partial = f" ({len(episodes)} of {wanted} episodes)" if len(episodes) < wanted else ""
    return [
        f"`{voice}`{partial}",
        f"{rate:.1f}" if rate < 20 else f"{rate:.0f}",
        f"{statistics.median(each.loading_cpu_seconds for each in spoken):.1f} s",
        f"{max(each.megabytes for each in spoken)} MB",
        *(_percent(pooled_rate([episode.scores[name] for episode in episodes])) for name in RECOGNISERS),
        _percent(pooled_rate([better(episode.scores.values()) for episode in episodes])),
        f"{statistics.mean(opinions):.2f}",
        f"{min(opinions):.2f}",
    ]


def _percent(rate: float) -> str:
    return f"{rate:.1%}".replace("%", " %")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.voices", description=__doc__)
    parser.add_argument(
        "voices", nargs="*", metavar="VOICE", help=f"«engine/voice»; default: {', '.join(VOICES)}"
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the show")
    parser.add_argument("--table-only", action="store_true", help="measure nothing; write what is known")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
