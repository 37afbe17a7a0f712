"""How many planted faults are heard and mended by a second take, and how often one is asked for in vain.

Run by `make bench-second-take`, or `python -m benchmarks.second_take [--sentences N] [--sound N] [--jobs N]`.
Sentences of the committed scripts are spoken with a fault each: a word dropped, said twice or slurred; asked
for again, every fourth fails again. Others are spoken as they should be. Without numbers given, it writes the
table in docs/second-take.md. What was measured is kept under `.cache/benchmarks/second-take`, sentence by
sentence, so that a run which was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.alignment import sentences
from benchmarks.machine import describe_machine
from benchmarks.planted_faults import KINDS, FaultyEngine
from pipeline.catalogue.load import load_show
from pipeline.checking.listening.ear import SentenceEar, ear_fingerprint
from pipeline.process.files import digest, write_whole
from pipeline.process.workers import usable_cores
from pipeline.speech.acceptance import speak_soundly
from pipeline.speech.engine import Speech, VoiceChoice, find_engine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.takes import best_take, further_takes
from pipeline.speech.utterance import trim

RESULTS = Path(".cache/benchmarks/second-take")
FORMAT = "1"  # counts up when what is measured changes
PAGE = Path("docs/second-take.md")
BEGIN, END = "<!-- bench-second-take: begin -->", "<!-- bench-second-take: end -->"
SENTENCES, SOUND = 201, 60
TAKES = 4
SOUNDLY = "none"
_VOICE = VoiceChoice("hibari", "heart")
_FEWEST_WORDS = 4
_HEADINGS = ("fault", "sentences", "heard", "mended", "spoken again", "still told of")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one sentence."""

    shown: str
    kind: str  # of the fault planted in its first take
    heard: bool
    mended: bool  # the take that is kept has no planted fault
    takes: int
    faults: tuple[str, ...]  # that are told of the take that is kept
    first: tuple[str, ...]
    cpu_seconds: float


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.second_take", description=__doc__)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--sound", type=int, default=SOUND)
    parser.add_argument("--jobs", type=int, default=usable_cores())
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the show")
    asked = parser.parse_args()
    count = asked.sentences + asked.sound
    show = load_show(asked.root)
    texts = list(islice((one for one in sentences(show) if len(one.split()) >= _FEWEST_WORDS), count))
    kinds = [KINDS[index % len(KINDS)] for index in range(asked.sentences)] + [SOUNDLY] * asked.sound
    results = []
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        roots = [asked.root] * len(texts)
        for result in pool.map(measured, roots, texts, kinds[: len(texts)]):
            results.append(result)
            if result.heard != (result.kind != SOUNDLY) or not result.mended:
                print(f"{result.kind}: {result.shown} | {result.first} | {result.faults}", flush=True)
    print(table(results))
    if (asked.sentences, asked.sound) == (SENTENCES, SOUND):
        write_page(asked.root / PAGE, results)


_known: dict[Path, SentenceEar] = {}


def measured(root: Path, shown: str, kind: str) -> Result:
    """Give what comes of a sentence with a fault of a kind, listened to and spoken again as Ninety does."""
    if root not in _known:
        show = load_show(root)
        _known[root] = SentenceEar(Lexicon(show.lexicon))
    ear = _known[root]
    sentence = speak_sentence(shown, ear.lexicon)
    voice = find_engine(_VOICE.engine).fingerprint(_VOICE.voice)
    said = repr([word.said for word in sentence.words])
    key = digest(FORMAT, ear_fingerprint("en"), voice, said, kind, str(TAKES))
    place = root / RESULTS / f"{key}.json"
    if place.is_file():
        facts = json.loads(place.read_text(encoding="utf-8"))
        return Result(**{**facts, "faults": tuple(facts["faults"]), "first": tuple(facts["first"])})
    result = _measured(shown, sentence, kind, ear)
    write_whole(place, json.dumps(asdict(result), ensure_ascii=False, indent=1))
    return result


def _measured(shown: str, sentence: SpokenSentence, kind: str, ear: SentenceEar) -> Result:
    faulty: list[str] = [kind if kind != SOUNDLY else ""]
    engine = FaultyEngine(lambda _: faulty[0])
    unsound: set[bytes] = set()

    def speak(each: SpokenSentence, speed: float, draw: int = 0) -> Speech:
        speech = speak_soundly(engine, _VOICE, each, speed, draw)
        trimmed = trim(speech)
        if speech.samples.tobytes() in engine.faults:
            unsound.add(trimmed.samples.tobytes())
        return trimmed

    began = time.process_time()
    first = speak(sentence, 1.0)
    others = further_takes(sentence, 1.0, speak, most=TAKES - 1, redraws=True)
    kept, verdict = best_take(first, sentence, others, ear)
    return Result(
        shown,
        kind if engine.faults or kind == SOUNDLY else SOUNDLY,
        bool(verdict.first),
        not any(each in kept.samples.tobytes() for each in unsound),  # nor has a part of it
        verdict.takes,
        verdict.faults,
        verdict.first,
        time.process_time() - began,
    )


def table(results: Sequence[Result]) -> str:
    """Write what was measured as Markdown."""
    rows = [_HEADINGS, ("---", *["---:"] * (len(_HEADINGS) - 1))]
    groups = {kind: [each for each in results if each.kind == kind] for kind in (*KINDS, SOUNDLY)}
    rows += [_row(f"a word {kind}", groups[kind]) for kind in KINDS]
    rows.append(_row("**any of these**", [each for each in results if each.kind != SOUNDLY]))
    rows.append(_row(SOUNDLY, groups[SOUNDLY]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(name: str, results: Sequence[Result]) -> tuple[str, ...]:
    count = max(1, len(results))
    heard = sum(each.heard for each in results)
    mended = sum(each.mended for each in results)
    is_sound = name == SOUNDLY
    return (
        name,
        str(len(results)),
        f"{heard} ({heard / count:.0%})".replace("%", " %"),
        "" if is_sound else f"{mended} ({mended / count:.0%})".replace("%", " %"),
        str(sum(each.takes > 1 for each in results)),
        str(sum(bool(each.faults) for each in results)),
    )


def write_page(page: Path, results: Sequence[Result]) -> None:
    """Put the table into its page, with what it took."""
    seconds = sum(each.cpu_seconds for each in results) / len(results)
    took = f"{seconds:.1f} CPU seconds a sentence, all takes of it; measured on {describe_machine()}."
    within = f"{BEGIN}\n{table(results)}\n\n{took}\n{END}"
    text = page.read_text(encoding="utf-8")
    write_whole(page, re.sub(f"{BEGIN}.*{END}", lambda _: within, text, flags=re.DOTALL))


if __name__ == "__main__":
    main()
