"""How exact the captions' word times are, against a forced alignment by a model of its own.

`python -m benchmarks.caption_times [--episodes N]` aligns N bundled episodes, from their finished MP3s, with
the acoustic model that pocketsphinx ships, and prints how far the starts of words lie apart. The aligner is
given the phonemes of each word, so that names it has never seen do not lead it astray.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.layout.addresses import record_path
from pipeline.layout.folders import OUTPUT
from pipeline.layout.record import read_record
from pipeline.speech.aligning.aligner import SAMPLE_RATE as ALIGNER_RATE
from pipeline.speech.aligning.aligner import align
from pipeline.speech.aligning.phones import pronunciations
from pipeline.speech.samples import for_listening
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.sentences import split_sentences

MARGIN_SECONDS = 0.2  # heard before and after a sentence: shorter than any pause between two


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a transcript, and when the captions say it begins and ends."""

    text: str
    start: float  # seconds
    end: float


def transcript_sentences(path: Path) -> list[list[Word]]:
    """Read the words of a transcript (JSON), sentence by sentence."""
    segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
    words = [Word(part["body"], part["startTime"], part["endTime"]) for part in segments]
    ends = [len(sentence.split()) for sentence in split_sentences(" ".join(word.text for word in words))]
    sentences, begin = [], 0
    for count in ends:
        sentences.append(words[begin : begin + count])
        begin += count
    return sentences


def deviations(show: Show, slug: str) -> tuple[list[float], int]:
    """Give how many seconds later than aligned each word begins, and how many words were not aligned."""
    output, lexicon = show.root / OUTPUT, Lexicon(show.lexicon)
    record = read_record(output / record_path(slug))
    if record is None:
        raise SystemExit(f"{slug} is not rendered")
    decoded = decode_mp3((output / record.audio_path).read_bytes())
    samples = for_listening(decoded, SAMPLE_RATE)
    apart, lost = [], 0
    for words in transcript_sentences(output / f"transcripts/{slug}.json"):
        sentence = speak_sentence(" ".join(word.text for word in words), lexicon)
        pairs = [(w, p) for w, p in zip(words, pronunciations(sentence), strict=True) if p]
        begin = max(words[0].start - MARGIN_SECONDS, 0.0)
        heard = samples[int(begin * ALIGNER_RATE) : int((words[-1].end + MARGIN_SECONDS) * ALIGNER_RATE)]
        spans = align(heard, [phonemes for _, phonemes in pairs])
        if spans is None:
            lost += len(pairs)
        else:
            apart += [word.start - begin - span.start for (word, _), span in zip(pairs, spans, strict=True)]
    return apart, lost


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--episodes", type=int, default=20)
    parser.add_argument("--root", type=Path, default=Path())
    arguments = parser.parse_args()
    show = load_show(arguments.root)
    step = max(len(show.episodes) // arguments.episodes, 1)
    everything: list[float] = []
    lost = 0
    for episode in show.episodes[::step][: arguments.episodes]:
        apart, missed = deviations(show, episode.slug)
        everything += apart
        lost += missed
        print(f"{episode.slug:40} {_figures(apart)}", flush=True)
    print(f"{'all':40} {_figures(everything)}, {lost} words not aligned")


def _figures(apart: list[float]) -> str:
    ms = np.array(apart) * 1000
    off = np.abs(ms)
    return (
        f"{len(ms)} words: bias {np.median(ms):+.0f} ms, median error {np.median(off):.0f} ms, "
        f"95 % within {np.percentile(off, 95):.0f} ms"
    )


if __name__ == "__main__":
    main()
