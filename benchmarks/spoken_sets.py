"""Measure the spoken text on test files: `make bench-spoken SETS="one.jsonl other.tsv"`.

A file holds a line per sentence: JSON with `text` and `gt_normalized`, what should be said, as public sets
for text normalisation have it; or what is written, a tab, and what should be said. Beside Ninety two
libraries that people use for it read the same sentences, where they are installed:
`requirements/bench-spoken.txt`.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.spoken_scoring import difference, is_heard_alike, is_right, kinds_of
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

_WORST = 20
_QUOTE = 150  # characters
Speak = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence as it is written, and as it should be said."""

    written: str
    answer: str


@dataclass(frozen=True, slots=True)
class Result:
    """What was said for a case."""

    case: Case
    said: str

    @property
    def right(self) -> bool:
        """Tell whether it is right as the sets' users count."""
        return is_right(self.said, self.case.answer)

    @property
    def alike(self) -> bool:
        """Tell whether a listener hears the answer."""
        return is_heard_alike(self.said, self.case.answer)


def main(files: Sequence[Path]) -> None:
    """Print the figures of every file."""
    print(describe_machine())
    speakers = dict(_speakers())
    print("beside it: " + (", ".join(list(speakers)[1:]) or "no other library is installed"))
    for path in files:
        cases = list(read_cases(path))
        print(f"\n# {path.name}: {len(cases)} sentences, as users of such sets count; in brackets, by ear")
        results = {name: _timed(name, speak, cases) for name, speak in speakers.items()}
        _print_table(results)
        _print_worst(results["ninety"])


def read_cases(path: Path) -> Iterator[Case]:
    """Read a test file; lines that begin with # are comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if path.suffix == ".jsonl":
            row = json.loads(line)
            yield Case(row["text"], row["gt_normalized"])
        elif "\t" in line and not line.startswith("#"):
            written, answer = line.split("\t")[:2]
            yield Case(written, answer)


def _speakers() -> Iterator[tuple[str, Speak]]:
    lexicon = Lexicon()
    yield "ninety", lambda text: speak_sentence(text, lexicon).spoken
    with suppress(ImportError):
        from wetext import Normalizer

        yield f"wetext {version('wetext')}", Normalizer(lang="en", operator="tn").normalize
    with suppress(ImportError):
        from kitten_text_processing import normalize_text

        yield f"kitten-text-processing {version('kitten-text-processing')}", normalize_text


def _timed(name: str, speak: Speak, cases: Sequence[Case]) -> list[Result]:
    start = time.process_time()
    results = [Result(case, _said(speak, case.written)) for case in cases]
    milliseconds = (time.process_time() - start) / max(len(cases), 1) * 1000
    print(f"{name}: {milliseconds:.2f} ms of CPU a sentence")
    return results


def _said(speak: Speak, written: str) -> str:
    try:
        return speak(written)
    except Exception as error:  # noqa: BLE001 - a library that fails has said nothing right
        return f"[{type(error).__name__}]"


def _print_table(results: dict[str, list[Result]]) -> None:
    groups: dict[str, list[int]] = {"all": list(range(len(results["ninety"])))}
    for index, result in enumerate(results["ninety"]):
        kinds = kinds_of(result.case.written)
        figures = ["with digits"] if any(sign.isdigit() for sign in result.case.written) else []
        for kind in [*figures, *kinds]:
            groups.setdefault(kind, []).append(index)
    print(f"{'kind':20} {'number':>6} {'wrong':>6}  " + "  ".join(f"{name:>24}" for name in results))
    for kind, places in sorted(
        groups.items(), key=lambda item: (item[0] not in ("all", "with digits"), -len(item[1]))
    ):
        wrong = sum(not results["ninety"][place].right for place in places)
        shares = [_share([each[place] for place in places]) for each in results.values()]
        print(f"{kind:20} {len(places):6} {wrong:6}  " + "  ".join(f"{share:>24}" for share in shares))


def _share(results: Sequence[Result]) -> str:
    right, alike = sum(each.right for each in results), sum(each.alike for each in results)
    return f"{right / len(results):.1%} ({alike / len(results):.1%})"


def _print_worst(results: Sequence[Result]) -> None:
    wrong = [(result, *difference(result.said, result.case.answer)) for result in results if not result.right]
    kinds = Counter(kind for result, _, _ in wrong for kind in kinds_of(result.case.written))
    print("wrong ones hold: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    print(f"the {min(_WORST, len(wrong))} worst, by the share of their words:")
    for result, parts, share in sorted(wrong, key=lambda each: (each[0].alike, -each[2]))[:_WORST]:
        print(
            f"  {share:4.0%} [{', '.join(kinds_of(result.case.written))}] "
            f"{result.case.written.strip()[:_QUOTE]}"
        )
        print(f"       {'; '.join(parts)[:_QUOTE]}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
