"""Real files of every kind that people write or bring, and what becomes of them when they are mutated."""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST_SEED = 1200  # bytes taken of a real file: small ones are read quickly, and break as well
# What has a meaning in one of the forms, and what none of them can carry.
TOKENS: list[bytes | str] = [
    *(b"---\n", b"\n\n", b"\t", b"\r", b": ", b"- ", b"## Hook\n", b"[[", b"]]", b"[entry]\n", b"{", b"}"),
    *(b"[" * 60, b"{" * 60, b"(" * 600, b">" * 200, b"&a ", b"*a", b"<<: *a\n", b"!!python/object ", b"| \n"),
    *(b"{% for x in range(9) %}", b"{{ ", b" }}", b"{%", b"%}", b"{#", b'"', b"'", b"`", b"\\", b"\\u0000"),
    *(b"=", b",", b"9" * 400, b"1e999", b"-0", b"0x1f", b"010", b"nan", b"2026-02-30", b"9999-12-31"),
    *(b"0001-01-01", b"1969-12-31", b"50001", b"~", b"null", b"\0", b"\x1b[31m"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *(b"\xf0\x9f\x98\x80", b"\xc3", b"\x85", "\u202e", "\u2028", "\ufeff", "\u0130", "ﬁ", "é", "١"),
    *("𝔘", "\u200d", b"title: ", b"guid: ", b"number: ", b"topics: [", b"summary: >\n", b"draft: true\n"),
    *(b"<b>", b"]]>", b"&#0;", b"<?xml version='1.0'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>"),
    *(b"<rss><channel><item>", b"PK\x03\x04", b"%PDF-1.7", b"title,summary\n", b"| a | b |\n|---|---|\n"),
    *(b"{optional 1}", b"{guest}", b"A" * 3000, b"\n" * 300, b"con.md"),
]  # fmt: skip
_TOKENS = [token.encode() if isinstance(token, str) else token for token in TOKENS]
_EXPLANATION = re.compile(rb"\A\{#.*?#\}\n", re.DOTALL)  # that a format begins with
_NUMBER = re.compile(rb"[0-9]+")


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
