"""How often homographs are read rightly: `make bench-homographs DATA=FOLDER`.

    python -m benchmarks.homographs SENTENCES.tsv WORDIDS.tsv [--shipped]

The tables are described in `homograph_data`. Sentences that the shipped model learned from would flatter it:
so the model is trained anew five times, each time without the fifth of the sentences that it is then judged
by. With `--shipped` the shipped file is judged as it is, which is right for sentences that it has never seen.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from benchmarks.homograph_data import FOLDS, Example, own_examples, read_examples, read_words, split
from benchmarks.homograph_training import train
from benchmarks.machine import describe_machine
from benchmarks.train_homographs import SHIPPED
from pipeline.language.homographs import features_of
from pipeline.language.model import Model, Word, pack, shipped_model, unpack
from pipeline.language.sentences import TaggedSentence

WORST = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model said of an example, and how long it took."""

    example: Example
    said: str
    seconds: float  # of CPU

    @property
    def right(self) -> bool:
        """Tell whether it is the reading that the example has."""
        return self.said == self.example.reading


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.homographs", description=__doc__)
    parser.add_argument("sentences", type=Path, metavar="SENTENCES.tsv")
    parser.add_argument("readings", type=Path, metavar="WORDIDS.tsv")
    parser.add_argument("--shipped", action="store_true", help="judge the shipped file as it is")
    asked = parser.parse_args(arguments)
    words, examples = read_words(asked.readings), read_examples(asked.sentences)
    if asked.shipped:
        verdicts = list(judged(shipped_model(), examples))
    else:
        verdicts = list(cross_validated(examples, words))
    how = "as shipped" if asked.shipped else f"trained anew on {FOLDS - 1} of {FOLDS} parts"
    print(f"{describe_machine()}\n{how}, {len(examples)} sentences, {len(words)} words")
    print(table(verdicts, words))


def cross_validated(examples: Sequence[Example], words: dict[str, Word]) -> Iterable[Verdict]:
    """Judge every example by a model that has not seen it, packed and read back as it would be shipped."""
    for fold in range(FOLDS):
        learned, kept_back = split(examples, fold)
        seen = {example.sentence for example in kept_back}
        own = [example for example in own_examples(words) if example.sentence not in seen]
        yield from judged(unpack(pack(train([*learned, *own], words))), kept_back)


def judged(model: Model, examples: Iterable[Example]) -> Iterable[Verdict]:
    """Let a model read examples."""
    for example in examples:
        start = time.process_time()
        word = model.words[example.homograph]
        scores = model.scores(word, features_of(TaggedSentence(example.tokens), example.index))
        yield Verdict(example, word.readings[scores.index(max(scores))], time.process_time() - start)


def table(verdicts: Sequence[Verdict], words: dict[str, Word]) -> str:
    """Write the figures by sentence and by word, apart for words that part of speech decides."""
    by_kind = {
        "all": verdicts,
        "verb or not": [each for each in verdicts if words[each.example.homograph].verb >= 0],
        "meanings": [each for each in verdicts if words[each.example.homograph].verb < 0],
    }
    lines = [f"{'words':24}{'sentences':>10}{'right':>9}{'by word':>9}"]
    for kind, among in by_kind.items():
        if among:
            name = f"{kind} ({len({each.example.homograph for each in among})})"
            lines.append(f"{name:24}{len(among):10}{accuracy(among):9.2%}{by_word(among):9.2%}")
    wrong = Counter(each.example.homograph for each in verdicts if not each.right)
    worst = ", ".join(f"{name} {count}" for name, count in wrong.most_common(WORST))
    milliseconds = 1000 * fmean(each.seconds for each in verdicts)
    size = SHIPPED.stat().st_size if SHIPPED.is_file() else 0
    return "\n".join(
        [*lines, f"most faults: {worst}", f"{milliseconds:.2f} ms of CPU a homograph; {size:,} bytes shipped"]
    )


def accuracy(verdicts: Sequence[Verdict]) -> float:
    """Give the share that is right."""
    return fmean(each.right for each in verdicts)


def by_word(verdicts: Sequence[Verdict]) -> float:
    """Give the mean of the words' shares."""
    groups: dict[str, list[bool]] = {}
    for each in verdicts:
        groups.setdefault(each.example.homograph, []).append(each.right)
    return fmean(fmean(group) for group in groups.values())


if __name__ == "__main__":
    main()
