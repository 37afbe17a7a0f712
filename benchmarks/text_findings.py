"""Measure whether `check --text` tells the truth: `make bench-findings LISTS="more.txt"`.

A list holds a line per sentence: its kind, the sentence, and what should be found in it («guessed:Zbrkovac,
dropped:😀»), tabs between. A line of two parts is a sentence and what somebody wrote of it: «no finding …»,
or anything else, which asks that whatever is found says what the voice says. The lists beside this module
are always read. They were written in eleven rounds, each before anything was mended for it; the latest stands
alone, and tells in its first line what its first score was.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checking.text_lint import TextFinding, lint_sentence
from pipeline.speech.engine import VoiceChoice, find_engine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.markdown import plain_words

LISTS = tuple(Path(__file__).with_name(name) for name in ("text_findings.tsv", "text_findings_latest.tsv"))
_VOICE = VoiceChoice("hibari", "heart")
_HEARD = ("spelled", "guessed", "unsure")  # kinds of findings that quote phonemes


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence and what should be found in it; `expected` is None where only the quoted reading counts."""

    kind: str
    sentence: str
    expected: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in a sentence, beside what should be."""

    asked: Asked
    found: frozenset[str]
    untrue: frozenset[str]  # findings that quote another reading than the voice gives

    @property
    def needless(self) -> frozenset[str]:
        """Give what was found and should not be."""
        return (
            self.untrue if self.asked.expected is None else (self.found - self.asked.expected) | self.untrue
        )

    @property
    def missed(self) -> frozenset[str]:
        """Give what should be found and was not."""
        return (self.asked.expected or frozenset()) - self.found


def main(more: Sequence[Path]) -> None:
    """Print precision and recall of every list, and each sentence that was judged wrongly."""
    for path in (*LISTS, *more):
        judged = [judge(asked) for asked in read_list(path)]
        precision, recall = precision_and_recall(judged)
        print(f"{path.name}: {len(judged)} sentences, precision {precision:.1%}, recall {recall:.1%}")
        for each in judged:
            for what, texts in (("needless", each.needless), ("missed", each.missed)):
                if texts:
                    print(f"  {what} [{each.asked.kind}] {', '.join(sorted(texts))}: {each.asked.sentence}")


def read_list(path: Path) -> Iterator[Asked]:
    """Read a list; lines that begin with # are comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("#") or len(parts) < 2:
            continue
        if len(parts) == 2:
            yield Asked("given", parts[0], frozenset() if parts[1].startswith("no finding") else None)
        else:
            yield Asked(parts[0], parts[1], frozenset(filter(None, parts[2].split(", "))))


def judge(asked: Asked) -> Judged:
    """Find what is undecided in a sentence, and hold what is quoted against what the voice says."""
    lexicon = Lexicon()
    sentence = speak_sentence(plain_words(asked.sentence), lexicon)
    findings = list(lint_sentence(sentence, lexicon, _VOICE))
    said = find_engine(_VOICE.engine).phonemes(sentence, _VOICE.voice)
    untrue = [each for each in findings if each.kind in _HEARD and each.said not in said]
    return Judged(asked, frozenset(map(_named, findings)), frozenset(map(_named, untrue)))


def precision_and_recall(judged: Sequence[Judged]) -> tuple[float, float]:
    """Give which share of what was found is right, and which share of what is there was found."""
    found = sum(len(each.found) for each in judged)
    there = sum(len(each.asked.expected or ()) for each in judged)
    needless = sum(len(each.needless) for each in judged)
    missed = sum(len(each.missed) for each in judged)
    return (found - needless) / found if found else 1.0, (there - missed) / there if there else 1.0


def _named(finding: TextFinding) -> str:
    return f"{finding.kind}:{finding.text}"


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
