"""Packs: what a field's terms are, and how they are best explained; read from TOML, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from pipeline.catalogue.schema import Key, Keys, check_table
from pipeline.catalogue.text import read_text
from pipeline.catalogue.toml_file import TomlFile, read_toml
from pipeline.catalogue.toml_lines import KeyPath
from pipeline.catalogue.values import BadValueError, expect, flag, names, suggestion, text
from pipeline.errors import InvalidShow, Problem

LINES = ("is", "ask", "why", "like", "example", "number", "but", "keep")
TELLING = ("why", "like", "example", "number", "but")  # of these the file gives the order
_LOOK_UP = re.compile(r"\s*#\s*look up:\s*(\S.*)", re.IGNORECASE)
_LONGEST_LINE = 1000  # bytes


@dataclass(frozen=True, slots=True)
class TermLink:
    """Another term of the same pack, and the sentence that leads there."""

    to: str
    say: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term: what it is called, and each line that may be said of it; «» where there is none.

    `lines` holds what is said, by its key (see LINES), in the file's order; `places` where each key stands.
    """

    term: str
    aliases: tuple[str, ...] = ()  # other names
    forms: tuple[str, ...] = ()  # verbs and forms by which a text speaks of it
    seen_in: tuple[str, ...] = ()  # everyday things behind which it stands
    lines: Mapping[str, str] = field(default_factory=dict)
    counted: str = ""  # what a percentage of it counts
    said: str = ""  # how its sign or formula is read
    easy: bool = False  # everybody knows it: never explained on its own
    alone: bool = False  # a one-word common alias may be explained all the same
    links: tuple[TermLink, ...] = ()
    look_up: str = ""  # where its figure can be looked up: the comment before `number`
    places: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    def line(self, key: str) -> str:
        """Give what is said under a key of LINES, or «»."""
        return self.lines.get(key, "")

    @property
    def names(self) -> tuple[str, ...]:
        """Give the term and its aliases."""
        return (self.term, *self.aliases)

    @property
    def definition(self) -> str:
        """Give the sentence that says what it is; «» in an entry that nobody has filled in."""
        return self.line("is")

    @property
    def telling(self) -> tuple[str, ...]:
        """Give the keys of what is told after question and definition, as its author ordered them."""
        return tuple(key for key, line in self.lines.items() if key in TELLING and line)

    @property
    def is_subject(self) -> bool:
        """Tell whether an episode may be about it: it has a hook, and what follows from one."""
        return bool(self.line("ask") and self.line("why"))

    def place(self, key: str = "") -> int | None:
        """Give the line of the file where a key stands, or where the entry begins."""
        return self.places.get(key, self.places.get(""))


@dataclass(frozen=True, slots=True, eq=False)  # one object per file: it is the key of what is found in it
class Pack:
    """What is known of one field."""

    name: str  # of its file, without .toml
    file: Path
    title: str = ""
    about: str = ""
    rules: bool = False  # a field of rules, which hold in one country and not in another
    reserves: bool = False  # every `number` and `example` is on what any summary of the subject tells
    terms: tuple[Term, ...] = ()

    @property
    def subjects(self) -> tuple[Term, ...]:
        """Give the terms that an episode may be about."""
        return _subjects(self)

    def term(self, name: str) -> Term | None:
        """Find a term by its own name."""
        return next((term for term in self.terms if term.term == name), None)


@lru_cache(maxsize=64)
def _subjects(pack: Pack) -> tuple[Term, ...]:
    return tuple(term for term in pack.terms if term.is_subject)


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack as far as it can be read, and what is wrong with the file."""

    pack: Pack
    problems: tuple[Problem, ...]


def _links(value: Any) -> tuple[TermLink, ...]:
    expect(value, list, "a list")
    found = []
    for position, item in enumerate(value):
        remedy = 'write { to = "another term", say = "…" }'
        if not isinstance(item, dict) or set(item) != {"to", "say"}:
            raise BadValueError("has an item without to and say", path=(position,), remedy=remedy)
        try:
            found.append(TermLink(text()(item["to"]), text(_LONGEST_LINE)(item["say"])))
        except BadValueError as bad:
            raise BadValueError(f"has an item that {bad}", path=(position,), remedy=bad.remedy) from bad
    return tuple(found)


HEAD_KEYS: Keys = {
    "name": Key(text(80)),
    "title": Key(text()),
    "about": Key(text(_LONGEST_LINE)),
    "rules": Key(flag),
    "reserves": Key(flag),
}
TERM_KEYS: Keys = {
    "term": Key(text(), required=True),
    "aliases": Key(names),
    "forms": Key(names),
    "seen_in": Key(names),
    **{key: Key(text(_LONGEST_LINE)) for key in LINES},
    "counted": Key(text()),
    "said": Key(text()),
    "easy": Key(flag),
    "alone": Key(flag),
    "links": Key(_links),
}


def load_pack(path: Path) -> Pack:
    """Read a pack, once in a process as long as its file stays. Raises InvalidShow with all its problems."""
    try:
        state = path.stat()
    except OSError:
        return _loaded(path, (0, 0))  # which says what is wrong
    return _loaded(path, (state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=64)
def _loaded(path: Path, state: tuple[int, int]) -> Pack:
    del state  # with which it is remembered
    read = read_pack(path)
    if read.problems:
        raise InvalidShow(list(read.problems))
    return read.pack


def read_pack(path: Path) -> ReadPack:
    """Read a pack as far as it goes; every fault becomes a problem with its line."""
    toml = read_toml(path)
    if toml.problem is not None:
        return ReadPack(Pack(path.stem, path), (toml.problem,))
    head = {key: value for key, value in toml.values.items() if key != "term"}
    checked = check_table(head, HEAD_KEYS, path, toml.line)
    problems = [_known_better(problem, head) for problem in checked.problems]
    terms, more = _read_terms(toml)
    problems += [*more, *_repeated(terms, path)]
    if (name := checked.values.pop("name", path.stem)) != path.stem:
        remedy = "call both the same, or leave the name out"
        what = f"name is «{name}», but the file is {path.name}"
        problems.append(Problem(what, path, toml.line(("name",)), remedy))
    pack = Pack(
        path.stem,
        path,
        **checked.values,
        terms=tuple(terms),
    )
    return ReadPack(pack, tuple(problems))


def _known_better(problem: Problem, head: Mapping[str, Any]) -> Problem:
    """Say of an unknown table that terms stand in [[term]]."""
    name = next((name for name in head if problem.what == f"unknown key «{name}»"), "")
    if not name or suggestion(name, HEAD_KEYS):
        return problem
    remedy = "a pack's keys are: " + ", ".join(HEAD_KEYS) + "; its entries are [[term]]"
    return Problem(problem.what, problem.file, problem.line, remedy)


def _read_terms(toml: TomlFile) -> tuple[list[Term], list[Problem]]:
    found = toml.values.get("term", [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        what = "«term» must be an array of tables: [[term]]"
        return [], [Problem(what, toml.path, toml.line(("term",)))]
    written = read_text(toml.path)[0].split("\n")
    terms: list[Term] = []
    problems: list[Problem] = []
    for position, item in enumerate(found):
        place = ("term", position)
        checked = check_table(item, TERM_KEYS, toml.path, partial(_line_of, toml, place))
        problems += checked.problems
        if not checked.problems:
            places = {key: toml.line((*place, key)) or 1 for key in item} | {"": toml.line(place) or 1}
            terms.append(_term(checked.values, places, written))
    return terms, problems


def _line_of(toml: TomlFile, place: KeyPath, path: KeyPath) -> int | None:
    return toml.line((*place, *path))


def _term(values: Mapping[str, Any], places: Mapping[str, int], written: Sequence[str]) -> Term:
    lines = {key: values[key] for key in places if key in LINES and key in values}
    rest = {key: value for key, value in values.items() if key not in LINES}
    look_up = _LOOK_UP.match(written[places["number"] - 2]) if places.get("number", 0) > 1 else None
    return Term(**rest, lines=lines, look_up=look_up[1].strip() if look_up else "", places=places)


def _repeated(terms: Sequence[Term], path: Path) -> Iterator[Problem]:
    """Report every name that an earlier entry has."""
    first: dict[str, int | None] = {}
    for term in terms:
        known = next((name for name in term.names if name.casefold() in first), None)
        if known is not None:
            what = f"«{known}» is there already, on line {first[known.casefold()]}"
            yield Problem(what, path, term.place(), "take one of the two out")
        for name in term.names:
            first.setdefault(name.casefold(), term.place())
