"""Train the model that tells homographs apart, and write the file that Ninety ships.

    python -m benchmarks.train_homographs TRAIN.tsv WORDIDS.tsv [--output FILE]

The tables are described in `homograph_data`. The same tables give the same file, byte for byte, on one
machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pipeline.language
from benchmarks.homograph_data import own_examples, read_examples, read_words
from benchmarks.homograph_training import KEPT, train
from pipeline.language.model import FILE, pack
from pipeline.process.files import write_whole

SHIPPED = Path(pipeline.language.__file__).parent / FILE


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write, and say how large the file is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_homographs", description=__doc__)
    parser.add_argument("sentences", type=Path, metavar="TRAIN.tsv")
    parser.add_argument("readings", type=Path, metavar="WORDIDS.tsv")
    parser.add_argument("--output", type=Path, default=SHIPPED)
    parser.add_argument("--kept", type=int, default=KEPT, help="how many weights to keep")
    asked = parser.parse_args(arguments)
    words = read_words(asked.readings)
    examples = [*read_examples(asked.sentences), *own_examples(words)]
    data = pack(train(examples, words, asked.kept))
    write_whole(asked.output, data)
    print(f"{asked.output}: {len(words)} words, {len(examples)} sentences, {len(data):,} bytes")


if __name__ == "__main__":
    main()
