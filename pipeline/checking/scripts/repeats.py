"""What is heard twice: the same words in several scripts, an image in two, one thought in two sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.checking.scripts.told import AUTHORS, FRAME, IMAGES, OF_OTHERS, SUMS, Spoken, Told
from pipeline.knowledge.words import content_stems

RUN = 4  # words
FEWEST_SCRIPTS = 3  # in which a run of words is a habit
SAME_SHARE = 0.5  # of the shorter sentence's content words
_FEWEST_STEMS = 4  # of a sentence that holds a thought
_ONCE = frozenset(("ask", "keep", "why and like"))  # moves whose lines belong to one episode of a show
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def repeated_runs(show: Sequence[Told]) -> Mapping[str, float]:
    """Give the runs of four words that three scripts or more share, with the share of scripts that have them.

    The frame is left out, and so is what episodes tell of each other: one text, told twice on purpose.
    """
    scripts: Counter[tuple[str, ...]] = Counter()
    for told in show:
        scripts.update(
            {run for sentence in told.sentences if _counts(sentence) for run in _runs(sentence.text)}
        )
    habits = {run: count for run, count in scripts.items() if count >= FEWEST_SCRIPTS}
    return {
        " ".join(run): count / len(show) for run, count in sorted(habits.items(), key=lambda each: -each[1])
    }


def told_twice(told: Told) -> tuple[tuple[str, str], ...]:
    """List the pairs of sentences that share half of the shorter one's content words."""
    thoughts = [s for s in told.sentences if s.move not in FRAME | IMAGES | SUMS | AUTHORS]
    return tuple(
        (one.text, two.text) for one, two in combinations(thoughts, 2) if _is_same(one.text, two.text)
    )


def reused_lines(show: Sequence[Told]) -> Mapping[str, tuple[str, ...]]:
    """Give the hooks, images and last lines of packs that more than one script says, with their episodes."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for told in show:
        for text in dict.fromkeys(s.text for s in told.sentences if s.move in _ONCE):
            where[text].append(told.slug)
    return {text: tuple(slugs) for text, slugs in where.items() if len(slugs) > 1}


def _counts(sentence: Spoken) -> bool:
    return sentence.move not in FRAME | AUTHORS and not (
        sentence.move in OF_OTHERS and sentence.text.count(" ") > 2 * RUN
    )


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    yield from zip(*(words[start:] for start in range(RUN)), strict=False)


def _is_same(one: str, two: str) -> bool:
    stems = content_stems(one), content_stems(two)
    least = min(map(len, stems))
    return least >= _FEWEST_STEMS and len(stems[0] & stems[1]) >= SAME_SHARE * least
