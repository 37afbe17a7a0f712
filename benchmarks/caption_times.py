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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.build import OUTPUT
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.listening.samples import for_listening
from pipeline.publishing.addresses import record_path
from pipeline.publishing.record import read_record
from pipeline.speech.engines.misaki import reader
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.writing.script.sentences import split_sentences

MARGIN_SECONDS = 0.2  # heard before and after a sentence: shorter than any pause between two
FRAMES_A_SECOND = 100  # of the aligner

# The signs of misaki in the phonemes of the CMU dictionary; stress and length are nothing to the aligner.
ARPABET = {
    "A": "EY", "I": "AY", "W": "AW", "Y": "OY", "O": "OW", "Q": "OW", "i": "IY", "ɪ": "IH",
    "ᵻ": "IH", "ɛ": "EH", "æ": "AE", "ɑ": "AA", "ɒ": "AA", "ɔ": "AO", "u": "UW", "ʊ": "UH",
    "ʌ": "AH", "ə": "AH", "ᵊ": "AH", "ɐ": "AH", "ɜ": "ER", "ɚ": "ER", "b": "B", "d": "D",
    "f": "F", "ɡ": "G", "h": "HH", "j": "Y", "k": "K", "l": "L", "m": "M", "n": "N",
    "p": "P", "s": "S", "t": "T", "T": "D", "ɾ": "D", "v": "V", "w": "W", "z": "Z",
    "ŋ": "NG", "ð": "DH", "θ": "TH", "ʃ": "SH", "ʒ": "ZH", "ʤ": "JH", "ʧ": "CH", "ɹ": "R",
    "x": "K", "a": "AA", "e": "EY", "o": "OW",
}  # fmt: skip


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


def pronunciations(sentence: SpokenSentence) -> list[str]:
    """Give each shown word's phonemes for the aligner; empty for a word that is not spoken."""
    phonemized = reader(british=False).phonemize(sentence)
    signs: list[list[str]] = [[] for _ in sentence.words]
    for sign, word in zip(phonemized.text, phonemized.words, strict=True):
        if word >= 0 and sign in ARPABET:
            signs[word].append(ARPABET[sign])
    return [" ".join(word) for word in signs]


class Aligner:
    """Finds where given words begin in given speech, with pocketsphinx and the model it ships."""

    def __init__(self) -> None:
        from pocketsphinx import Config, Decoder

        self._decoder: Any = Decoder(Config(lm=None, loglevel="FATAL", beam=1e-80, wbeam=1e-60, pbeam=1e-80))
        self._names: dict[str, str] = {}

    def starts(self, samples: NDArray[np.float32], phonemes: list[str]) -> list[float] | None:
        """Give the start of each word in seconds, or None where none is found; samples at 16 kHz."""
        names = [self._name(word) for word in phonemes]
        self._decoder.set_align_text(" ".join(names))
        self._decoder.start_utt()
        pcm = (np.clip(samples, -1, 1) * 32767).astype(np.int16).tobytes()
        self._decoder.process_raw(pcm, no_search=False, full_utt=True)
        self._decoder.end_utt()
        heard = [
            part.start_frame / FRAMES_A_SECOND
            for part in self._decoder.seg() or ()
            if part.word.split("(")[0] in self._names.values()
        ]
        return heard if len(heard) == len(names) else None

    def _name(self, phonemes: str) -> str:
        if phonemes not in self._names:
            self._names[phonemes] = f"word{len(self._names)}"
            self._decoder.add_word(self._names[phonemes], phonemes, update=False)
        return self._names[phonemes]


def deviations(show: Show, slug: str, aligner: Aligner) -> tuple[list[float], int]:
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
        heard = samples[int(begin * 16_000) : int((words[-1].end + MARGIN_SECONDS) * 16_000)]
        starts = aligner.starts(heard, [phonemes for _, phonemes in pairs])
        if starts is None:
            lost += len(pairs)
        else:
            apart += [word.start - begin - start for (word, _), start in zip(pairs, starts, strict=True)]
    return apart, lost


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--episodes", type=int, default=20)
    parser.add_argument("--root", type=Path, default=Path())
    arguments = parser.parse_args()
    show = load_show(arguments.root)
    step = max(len(show.episodes) // arguments.episodes, 1)
    aligner, everything, lost = Aligner(), [], 0
    for episode in show.episodes[::step][: arguments.episodes]:
        apart, missed = deviations(show, episode.slug, aligner)
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
