"""Read many odd sentences: `python -m benchmarks.fuzz_spoken --count 1000000 FILE…`.

The sentences of the files (a public set in JSON lines, a table with tabs, or plain text) are mutated, always
in the same way for the same seed, and go through the text stage, no synthesis. None may fail, take longer
than a tenth of a second, or lose a word that nobody is told of.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.fuzz_sentences import lost_words, mutated
from benchmarks.machine import describe_machine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

LIMIT_SECONDS = 0.1
_SHOWN = 15


def sentences_of(path: Path) -> list[str]:
    """Give the sentences of a file, one a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in lines]
    return [line.split("\t")[-2 if line.count("\t") else 0] for line in lines if line.strip()]


def main(files: list[Path], count: int, seed: int) -> bool:
    """Print what went wrong; True where nothing did."""
    sentences = [sentence for path in files for sentence in sentences_of(path)]
    print(describe_machine())
    lexicon = Lexicon()
    wrong: Counter[str] = Counter()
    longest = (0.0, "")
    start = time.process_time()
    for sentence in mutated(sentences, count, seed):
        before = time.process_time()
        try:
            spoken = speak_sentence.__wrapped__(sentence, lexicon)
        except Exception as error:  # noqa: BLE001 - each is counted and shown
            _tell(wrong, f"{type(error).__name__}: {error}"[:100], sentence)
            continue
        seconds = time.process_time() - before
        longest = max(longest, (seconds, sentence))
        if seconds > LIMIT_SECONDS:
            _tell(wrong, "slow", f"{seconds:.2f} s: {sentence}")
        if lost := lost_words(spoken):
            _tell(wrong, "lost", f"{lost} in {sentence}")
    mean = (time.process_time() - start) / count * 1000
    print(
        f"{count} sentences of {len(sentences)}, seed {seed}: {mean:.3f} ms of CPU each, the longest "
        f"{longest[0]:.3f} s"
    )
    print(
        "exceptions, losses, slow ones: "
        + (", ".join(f"{what} {times}" for what, times in wrong.most_common()) or "none")
    )
    return not wrong


def _tell(wrong: Counter[str], what: str, where: str) -> None:
    wrong[what] += 1
    if wrong[what] <= _SHOWN:
        print(f"{what}: {where[:400]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=12)
    asked = parser.parse_args()
    sys.exit(not main(asked.files, asked.count, asked.seed))
