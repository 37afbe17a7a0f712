"""Which voices are apart: how near each is to each, as a network hears speakers, on two texts.

`make bench-speakers WEIGHTS=FILE` writes the table of docs/voices.md; FILE is `resemblyzer/pretrained.pt` of
the package Resemblyzer (`pip download --no-deps Resemblyzer`, and unpack the wheel).
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.speaker_network import read_weights, speaker_of
from pipeline.process.files import write_whole
from pipeline.speech.engine import VoiceChoice, find_engine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

# Two texts of about fifteen seconds: a voice is held against itself too, saying something else.
TEXTS = (
    (
        "Suppose someone lends you a concert piano, and you would like it a little warmer.",
        "Take a matrix of 4,000 by 4,000: that makes 16 million numbers, and you train 64 thousand of them.",
    ),
    (
        "The original weights stay frozen, two thin matrices stand beside each large one, and those train.",
        "Who has not lost a key and looked for it all day long? Look where it was, and then there again.",
    ),
)
VOICES = (
    *("hibari/heart", "hibari/heart-alto", "hibari/heart-tenor"),
    *("kokoro/af_kore", "kokoro/af_sarah", "kokoro/bf_emma", "kokoro/bf_isabella"),
    *("kokoro/am_fenrir", "kokoro/am_michael", "kokoro/am_puck", "kokoro/bm_fable", "kokoro/bm_george"),
)
PAGE = Path("docs/voices.md")
BEGIN, END = "<!-- bench-speakers: begin -->", "<!-- bench-speakers: end -->"


def main() -> int:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speakers", description=__doc__)
    parser.add_argument("weights", type=Path, help="resemblyzer/pretrained.pt")
    parser.add_argument("voices", nargs="*", default=VOICES, metavar="VOICE")
    options = parser.parse_args()
    weights = read_weights(options.weights)
    heard = {}
    for voice in options.voices:
        heard[voice] = [speaker_of(*_spoken(voice, texts), weights) for texts in TEXTS]
        print(f"{voice}: heard", file=sys.stderr, flush=True)
    text = PAGE.read_text(encoding="utf-8")
    block = f"{BEGIN}\n{table(heard)}\n{END}"
    write_whole(PAGE, re.sub(f"{BEGIN}.*{END}", lambda _: block, text, flags=re.DOTALL))
    return 0


def _spoken(voice: str, texts: tuple[str, ...]) -> tuple[NDArray[np.float32], int]:
    choice = VoiceChoice.parse(voice, "hibari")
    engine = find_engine(choice.engine)
    speeches = [engine.synthesize(speak_sentence(text, Lexicon()), choice.voice, 1.0) for text in texts]
    return np.concatenate([speech.samples for speech in speeches]), speeches[0].sample_rate


def table(heard: dict[str, list[NDArray[np.float64]]]) -> str:
    """Write the cosines as Markdown: each voice against each, on different texts; both ways, their mean."""
    names = [voice.partition("/")[2] for voice in heard]
    lines = ["| | " + " | ".join(names) + " |", "| --- |" + " ---: |" * len(names)]
    for row, (voice, (first, second)) in enumerate(heard.items()):
        cells = [
            f"{(first @ others[1] + second @ others[0]) / 2:.2f}" if column <= row else ""
            for column, others in enumerate(heard.values())
        ]
        lines.append(f"| `{voice}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
