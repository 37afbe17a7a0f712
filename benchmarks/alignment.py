"""How exact word times are that an aligner finds, against the times of engines that know them.

Run by `make bench-alignment`, or `python -m benchmarks.alignment [VOICE…] [--sentences N]`. Each voice says
N sentences of the committed scripts; its own word times are taken off, as if it told none, and the aligner
looks for the words in the sound. Without voices named, it writes the table in docs/word-times.md.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.machine import describe_machine
from benchmarks.voice_speaking import measured_script
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.errors import PipelineError
from pipeline.process.files import write_whole
from pipeline.speech.aligning.times import with_aligned_times
from pipeline.speech.engine import Span, Speech, VoiceChoice
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.utterance import Utterance
from pipeline.speech.word_times import estimate

VOICES = {"hibari/heart": 150, "kokoro/am_michael": 20}  # and sentences: Kokoro takes as long as it speaks
PAGE = Path("docs/word-times.md")
BEGIN, END = "<!-- bench-alignment: begin -->", "<!-- bench-alignment: end -->"
_STEP = 5  # every so many episodes, by number
_HEADINGS = (
    "voice",
    "sentences",
    "words",
    "not aligned",
    "starts, median error",
    "95 % within",
    "ends, median error",
    "guessed starts, median error",
    "CPU seconds a minute",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """How far words lie from where they are, in seconds; and what finding them took."""

    sentences: int
    lost: int  # sentences in which the aligner found no way
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    guessed: tuple[float, ...]  # starts, by counting letters
    cpu_seconds: float
    speech_seconds: float


def main() -> int:
    """Measure, and print or write the table. Gives 0, or the exit code of what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alignment", description=__doc__)
    parser.add_argument("voices", nargs="*", metavar="VOICE", help=f"default: {', '.join(VOICES)}")
    parser.add_argument("--sentences", type=int, help="of each voice")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the show")
    asked = parser.parse_args()
    try:
        show = load_show(asked.root)
        found = {
            voice: measure(show, voice, asked.sentences or VOICES.get(voice, 100))
            for voice in asked.voices or VOICES
        }
    except PipelineError as error:
        print(f"error: {error}\n  {error.remedy}", file=sys.stderr)
        return error.exit_code
    print(table(found))
    if not asked.voices:
        write_page(asked.root / PAGE, found)
    return 0


def sentences(show: Show) -> Iterator[str]:
    """Give the sentences of the committed scripts, of every fifth episode, each once."""
    scripts = (measured_script(show, episode.slug) for episode in show.episodes[::_STEP])
    said = (one for script in scripts for paragraph in script.paragraphs for one in paragraph.sentences)
    yield from dict.fromkeys(said)


def measure(show: Show, voice: str, count: int) -> Measured:
    """Have a voice whose times are exact say sentences, and find its words again. Raises PipelineError."""
    speaker = Speaker(VoiceChoice.parse(voice, show.voice.engine), Lexicon(show.lexicon))
    spoken = [each for one in islice(sentences(show), count) if (each := speaker.say(one, 1.0))]
    began = time.process_time()
    aligned = [with_aligned_times(stripped(each), each.sentence) for each in spoken]
    spent = time.process_time() - began
    pairs = [(now, each.speech) for now, each in zip(aligned, spoken, strict=True) if not now.estimated]
    return Measured(
        len(spoken),
        len(spoken) - len(pairs),
        tuple(_apart(pairs, "start")),
        tuple(_apart(pairs, "end")),
        tuple(_apart([(stripped(each), each.speech) for each in spoken], "start")),
        spent,
        sum(each.speech.seconds for each in spoken),
    )


def stripped(utterance: Utterance) -> Speech:
    """Give an utterance's speech as an engine would that tells no times."""
    speech = utterance.speech
    words = estimate(utterance.sentence, speech.samples, speech.sample_rate)
    return replace(speech, words=words, estimated=True)


def _apart(pairs: Sequence[tuple[Speech, Speech]], edge: str) -> Iterator[float]:
    """Give how much later than it is each word that is said begins, or ends."""
    for found, exact in pairs:
        yield from (
            getattr(ours, edge) - getattr(theirs, edge)
            for ours, theirs in zip(found.words, exact.words, strict=True)
            if _is_said(theirs)
        )


def _is_said(span: Span) -> bool:
    return span.end > span.start


def table(found: dict[str, Measured]) -> str:
    """Write what was measured as Markdown."""
    rows = [_HEADINGS, ("---", *["---:"] * (len(_HEADINGS) - 1))]
    rows += [_row(voice, measured) for voice, measured in found.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(voice: str, measured: Measured) -> tuple[str, ...]:
    return (
        f"`{voice}`",
        str(measured.sentences),
        str(len(measured.starts)),
        str(measured.lost),
        _milliseconds(measured.starts, 50),
        _milliseconds(measured.starts, 95),
        _milliseconds(measured.ends, 50),
        _milliseconds(measured.guessed, 50),
        f"{60 * measured.cpu_seconds / measured.speech_seconds:.1f}",
    )


def _milliseconds(apart: Sequence[float], percent: int) -> str:
    return f"{1000 * np.percentile(np.abs(apart), percent):.0f} ms"


def write_page(page: Path, found: dict[str, Measured]) -> None:
    """Put the table into its page."""
    text = page.read_text(encoding="utf-8")
    within = f"{BEGIN}\n{table(found)}\n\nMeasured on {describe_machine()}.\n{END}"
    write_whole(page, re.sub(f"{BEGIN}.*{END}", lambda _: within, text, flags=re.DOTALL))


if __name__ == "__main__":
    sys.exit(main())
