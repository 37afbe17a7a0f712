"""Give the readers what nobody would write: `python -m benchmarks.fuzz_files --count 1000000`.

Real files of every kind that people write or bring are mutated, always in the same way for the same seed, and
read. Whatever they hold, a reader may only say what is wrong, on a line that the file has, and soon.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.machine import describe_machine
from benchmarks.small_show import write_show
from pipeline.catalogue.importing.apply import plan_import
from pipeline.catalogue.load import load_show
from pipeline.catalogue.settings import read_settings
from pipeline.errors import InvalidShow, PipelineError
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.from_notes import compose, formats
from pipeline.writing.from_notes.formats import Format, render_format
from pipeline.writing.plan import Plan
from pipeline.writing.script.script_file import format_script, parse_script
from pipeline.writing.write import draft

ROOT = Path(__file__).parents[1]
SEED = 16
LIMIT_SECONDS = 5.0  # of CPU for one file; formats may take up to twenty, and say so
LARGEST_SEED = 1200  # bytes taken of a real file: small ones are read quickly, and break as well
_QUOTE = 1500  # characters
_TOLD_EVERY = 50_000
# What has a meaning in one of the forms, and what none of them can carry.
TOKENS: list[bytes | str] = [
    *(b"---\n", b"\n\n", b"\t", b"\r", b": ", b"- ", b"## Hook\n", b"[[", b"]]", b"[entry]\n", b"{", b"}"),
    *(b"[" * 60, b"{" * 60, b"(" * 600, b">" * 200, b"&a ", b"*a", b"<<: *a\n", b"!!python/object ", b"| \n"),
    *(b"{% for x in range(9) %}", b"{{ ", b" }}", b"{%", b"%}", b"{#", b'"', b"'", b"`", b"\\", b"\\u0000"),
    *(b"=", b",", b"9" * 400, b"1e999", b"-0", b"0x1f", b"010", b"nan", b"2026-02-30", b"9999-12-31"),
    *(b"0001-01-01", b"~", b"null", b"\0", b"\x1b[31m", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *(b"\xf0\x9f\x98\x80", b"\xc3", b"\x85", "\u202e", "\u2028", "\ufeff", "\u0130", "ﬁ", "é", "١"),
    *("𝔘", "\u200d", b"title: ", b"guid: ", b"number: ", b"topics: [", b"summary: >\n", b"draft: true\n"),
    *(b"<b>", b"]]>", b"&#0;", b"<?xml version='1.0'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>"),
    *(b"<rss><channel><item>", b"PK\x03\x04", b"%PDF-1.7", b"title,summary\n", b"| a | b |\n|---|---|\n"),
    *(b"{optional 1}", b"{guest}", b"A" * 3000, b"\n" * 300, b"con.md"),
]  # fmt: skip
_TOKENS = [token.encode() if isinstance(token, str) else token for token in TOKENS]
_EXPLANATION = re.compile(rb"\A\{#.*?#\}\n", re.DOTALL)  # that a format begins with
_NUMBER = re.compile(rb"[0-9]+")


class Wrong(Exception):
    """A reader did what it must not do."""


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers by kind of file, in a folder with a show."""

    root: Path

    def of(self, kind: str) -> Callable[[bytes, str], None]:
        """Give what reads a file of a kind: its bytes, and how its name ends."""
        by_kind: Mapping[str, Callable[[bytes, str], None]] = {
            "list": self._list,
            "episode": self._episode,
            "settings": self._settings,
            "lexicon": self._lexicon,
            "script": self._script,
            "format": self._format,
        }
        return by_kind[kind]

    def _list(self, data: bytes, suffix: str) -> None:
        path = self.root / f"brought{suffix}"
        path.write_bytes(data)
        try:
            plan_import(self.root, [path])
        finally:
            path.unlink()

    def _episode(self, data: bytes, suffix: str) -> None:
        path = self.root / f"episodes/an-episode{suffix}"
        path.write_bytes(data)
        try:
            show = load_show(self.root)
        finally:
            path.unlink()
        told = [problem for each in show.faulty for problem in each.problems]
        told += [problem for each in show.drafts for problem in each.problems]
        _require_lines(data, [problem.line for problem in told])

    def _settings(self, data: bytes, suffix: str) -> None:
        path = self.root / f"other/episodes/show{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        _require_lines(data, [problem.line for problem in read_settings(path.parents[1]).problems])

    def _lexicon(self, data: bytes, suffix: str) -> None:
        path = self.root / f"episodes/lexicon{suffix}"
        path.write_bytes(data)
        try:
            read = read_settings(self.root)
            if read.show is not None:
                speak_sentence("Why LoRA says «O(n²)» to GPT-4.", Lexicon(read.show.lexicon))
        finally:
            path.unlink()
        _require_lines(data, [problem.line for problem in read.problems])

    def _script(self, data: bytes, suffix: str) -> None:
        path = self.root / f"a-script{suffix}"
        script = parse_script(data.decode("utf-8", "replace"), path)
        again = parse_script(format_script(script.script, script.header), path)
        if again.script != script.script:
            raise Wrong("a script that is written and read again is another")

    def _format(self, data: bytes, suffix: str) -> None:
        narrative = Format("a-format", data.decode("utf-8", "replace"), self.root / f"a-format{suffix}")
        try:
            render_format(narrative, values_of_formats())
        finally:
            formats._environment.cache_clear()  # noqa: SLF001 - a build has a handful of them, not millions


@cache
def values_of_formats() -> Mapping[str, Any]:
    """Give what formats are filled in with, for an episode that has notes: taken as it comes by."""
    taken: list[Mapping[str, Any]] = []

    def take(narrative: Format, values: Mapping[str, Any]) -> str:
        taken.append(values)
        return render_format(narrative, values)

    plan = Plan(load_show(ROOT / "tests/writing/sea"))
    before, compose.render_format = compose.render_format, take
    try:
        for episode in plan.show.episodes:
            draft(plan, episode)
    finally:
        compose.render_format = before
    return max(taken, key=lambda values: len(str(values)))


def _require_lines(data: bytes, lines: list[int | None]) -> None:
    """Raise Wrong for a line that the file has not."""
    last = len(
        re.findall(r"\r\n?|\n|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029", data.decode("utf-8", "replace"))
    )
    if beyond := [line for line in lines if line is not None and not 1 <= line <= last + 2]:
        raise Wrong(f"a fault on line {beyond[0]} of {last + 1}")


def real_files() -> dict[str, list[tuple[bytes, str]]]:
    """Give real files by kind, each with how its name ends."""
    places = {
        "list": [*(ROOT / "tests/catalogue/importing/lists").iterdir()],
        "episode": [*(ROOT / "episodes").glob("*.md"), *(ROOT / "tests/writing/sea/episodes").glob("*.md")],
        "settings": [*ROOT.glob("episodes/show.toml"), *ROOT.glob("tests/**/show.toml")],
        "lexicon": [*ROOT.glob("episodes/lexicon.toml"), *ROOT.glob("pipeline/**/lexicon.toml")],
        "script": [*(ROOT / "scripts").glob("*.md")],
        "format": [*(ROOT / "pipeline/writing/from_notes/formats").iterdir()],
    }
    return {
        kind: [(_beginning(path.read_bytes()), path.suffix) for path in sorted(paths) if path.is_file()]
        for kind, paths in places.items()
    }


def _beginning(data: bytes) -> bytes:
    data = _EXPLANATION.sub(b"", data)
    return data if len(data) <= LARGEST_SEED else data[: data.rfind(b"\n", 0, LARGEST_SEED) + 1]


def mutated(files: list[bytes], chance: random.Random) -> bytes:
    """Give one of the files, changed in up to four places."""
    data = chance.choice(files)
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(_CHANGES)(data, chance, files)
    return data


def _spot(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((0, 1, 1, 5, 40, 400)))


def _token(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, end = _spot(data, chance)
    return data[:start] + chance.choice(_TOKENS) + data[end:]


def _twice(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, end = _spot(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 3, 20)) + data[end:]


def _byte(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, _end = _spot(data, chance)
    return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]


def _without(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, end = _spot(data, chance)
    return data[:start] + data[end:]


def _cut(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _joined(data: bytes, chance: random.Random, files: list[bytes]) -> bytes:
    other = chance.choice(files)
    return data[: _spot(data, chance)[0]] + other[_spot(other, chance)[0] :]


def _lines_moved(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return b"\n".join(lines)


def _number(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    start, end = chance.choice(found).span()
    return data[:start] + chance.choice((b"0", b"-1", b"1e9", b"9" * 30, b"2.5", b"", b"00")) + data[end:]


def _recoded(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "latin-1", "utf-8-sig")), "replace")


_CHANGES = (_token, _token, _token, _twice, _byte, _without, _cut, _joined, _lines_moved, _number, _recoded)


@dataclass(slots=True)
class Tally:
    """What came of the files: how many were read, refused, and what went wrong with which."""

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest: tuple[float, str] = (0.0, "")

    def __str__(self) -> str:
        """Tell it in a line per kind."""
        kinds = sorted(self.read | self.refused)
        lines = [f"{kind}: {self.read[kind]} read, {self.refused[kind]} refused" for kind in kinds]
        return "\n".join([*lines, f"the longest took {self.longest[0]:.2f} s of CPU ({self.longest[1]})"])


def read_one(readers: Readers, kind: str, data: bytes, suffix: str, tally: Tally) -> None:
    """Read a file and note what came of it."""
    began = time.process_time()
    try:
        readers.of(kind)(data, suffix)
        tally.read[kind] += 1
    except PipelineError as error:
        tally.refused[kind] += 1
        lines = [p.line for p in error.problems] if isinstance(error, InvalidShow) else [error.line]
        try:
            _require_lines(data, lines)
        except Wrong as wrong:
            tally.wrong.append(f"{kind} {wrong}: {data!r}")
    except Exception as error:  # noqa: BLE001 - what is looked for
        tally.wrong.append(f"{kind} {type(error).__name__}: {str(error)[:100]}: {data!r}")
    seconds = time.process_time() - began
    tally.longest = max(tally.longest, (seconds, f"{kind}{suffix}"))
    if seconds > LIMIT_SECONDS and kind != "format":
        tally.wrong.append(f"{kind} took {seconds:.1f} s: {data!r}")


def cases(count: int, seed: int) -> Iterator[tuple[str, bytes, str]]:
    """Give so many mutated files: kind, bytes, and how the name ends."""
    chance, files = random.Random(seed), real_files()  # noqa: S311
    by_kind = {kind: [data for data, _ in of_kind] for kind, of_kind in files.items()}
    kinds = sorted(files)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        _, suffix = chance.choice(files[kind])
        yield kind, mutated(by_kind[kind], chance), suffix


def fuzz(count: int, seed: int = SEED) -> Tally:
    """Read so many mutated files; says now and then how far it is."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="ninety-fuzz-") as folder:
        root = Path(folder) / "show"
        write_show(root, 2)
        readers = Readers(root)
        for number, (kind, data, suffix) in enumerate(cases(count, seed), start=1):
            known = len(tally.wrong)
            read_one(readers, kind, data, suffix, tally)
            for what in tally.wrong[known:]:
                print(f"file {number}: {what[:_QUOTE]}", flush=True)
            if number % _TOLD_EVERY == 0:
                print(f"{number} files, {len(tally.wrong)} wrong", flush=True)
    return tally


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    print(describe_machine())
    start = time.process_time()
    told = fuzz(asked.count, asked.seed)
    print(f"{asked.count} files, seed {asked.seed}: {time.process_time() - start:.0f} s of CPU")
    print(told)
    print(f"{len(told.wrong)} wrong")
    sys.exit(bool(told.wrong))
