"""Episode files taken apart: the front matter's fields, with their places, and the body below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue.limits import LARGEST_PAGE, long_line, too_large
from pipeline.catalogue.plain_front import plain_fields
from pipeline.catalogue.text import (
    character_name,
    read_text,
    stray_character,
    without_directions,
    without_stray_characters,
)
from pipeline.catalogue.yaml_faults import yaml_fault
from pipeline.catalogue.yaml_numbers import TEXT, Loader, plain_tag
from pipeline.catalogue.yaml_size import yaml_excess
from pipeline.errors import Problem

_OPENING = re.compile(r"---[ \t]*(?:\r?\n|$)")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the front matter, and where it is written."""

    value: Any
    line: int  # of the key
    start: int  # of the value in the file's text, up to `end`
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file with front matter."""

    path: Path
    text: str  # the whole file, without a byte order mark
    fields: Mapping[str, Field] = field(default_factory=dict)
    closing: int = 0  # where the line that ends the front matter begins
    body: str = ""
    body_line: int = 1  # the line on which the body begins
    problems: tuple[Problem, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """Give the front matter as a dictionary."""
        return {name: found.value for name, found in self.fields.items()}

    @property
    def readable(self) -> bool:
        """Say whether front matter was found and read, be it empty."""
        return bool(self.fields) or not self.problems

    def line(self, name: str | None) -> int:
        """Give the line of a key, or that of the front matter's beginning."""
        found = self.fields.get(name) if name else None
        return found.line if found else 1


def read_document(path: Path) -> Document:
    """Read a file that begins with YAML front matter between two lines of three dashes.

    Whatever is wrong with it is in `problems`, never raised.
    """
    text, problem = read_text(path)
    if problem is not None:
        return Document(path, text, problems=(problem,))
    return parse_document(path, text)


def parse_document(path: Path, text: str) -> Document:
    """Take the text of a file apart."""
    if too_much := _too_much(path, text):
        return Document(path, text, problems=(too_much,))
    problems = list(_stray_problems(path, text))
    text_to_read = without_stray_characters(text)
    opening = _OPENING.match(text_to_read)
    closing = _CLOSING.search(text_to_read, opening.end()) if opening else None
    if opening is None or closing is None:
        what = "has no front matter" if opening is None else "has front matter that does not end"
        remedy = "put the facts between two lines of three dashes at the top of the file"
        return Document(path, text, problems=(*problems, Problem(what, path, 1, remedy)))
    fields, more = _read_fields(path, text_to_read[: closing.start()], opening.end())
    return Document(
        path=path,
        text=text,
        fields=fields,
        closing=closing.start(),
        body=without_directions(text_to_read[closing.end() :]),
        body_line=_line_at(text, closing.end()),
        problems=(*problems, *more),
    )


def _too_much(path: Path, text: str) -> Problem | None:
    if what := too_large(len(text), LARGEST_PAGE):
        return Problem(what, path, remedy="make several files of it")
    found = long_line(text)
    return found.problem(path) if found else None


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _stray_problems(path: Path, text: str) -> Iterator[Problem]:
    if not stray_character(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if stray := stray_character(line):
            what = f"holds the control character {character_name(stray[0])}"
            yield Problem(what, path, number, "take it out")


def _read_fields(path: Path, text: str, start: int) -> tuple[dict[str, Field], list[Problem]]:
    """Read the YAML mapping from `start` to the end of the text; duplicate keys are problems."""
    if plain := plain_fields(text, start, _plain_value):
        return {
            name: Field(value, _line_at(text, first), first, last)
            for name, (value, first, last) in plain.items()
        }, []
    return read_by_grammar(path, text, start)


def read_by_grammar(path: Path, text: str, start: int) -> tuple[dict[str, Field], list[Problem]]:
    """Read the same, whatever YAML it is."""
    if excess := yaml_excess(text[start:]):
        line = _line_at(text, start) + excess.line - 1
        return {}, [Problem(excess.what, path, line, excess.remedy)]
    try:
        node = yaml.compose(text[start:], Loader=Loader)
    except yaml.MarkedYAMLError as error:
        return {}, [_syntax_problem(path, text, start, error)]
    except (yaml.YAMLError, RecursionError) as error:
        what = f"is not YAML: {' '.join(str(error).split())}"
        return {}, [Problem(what, path, _line_at(text, start), "write it anew, as text")]
    if node is None:
        return {}, []
    if not isinstance(node, yaml.MappingNode):
        remedy = "write one «key: value» on each line"
        return {}, [Problem("has front matter without keys", path, _line_at(text, start), remedy)]
    return _fields_of(path, text, start, node)


def _fields_of(
    path: Path, text: str, start: int, mapping: yaml.MappingNode
) -> tuple[dict[str, Field], list[Problem]]:
    fields: dict[str, Field] = {}
    problems = []
    for key, value in mapping.value:
        line = _line_at(text, start + key.start_mark.index)
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name in fields:
            what = f"{name} is there twice, first on line {fields[name].line}"
            problems.append(Problem(what, path, line, "take one of them out"))
            continue
        first, last = start + value.start_mark.index, start + _end_of(value)
        last = first + len(text[first:last].rstrip())
        fields[name] = Field(_value_of(value), line, first, last)
    return fields, problems


def _end_of(node: yaml.Node) -> int:
    """Give the end of what a node holds: that of a block ends where the next key begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _plain_value(text: str) -> Any:
    tag = plain_tag(text)
    return text if tag == TEXT else _value_of(yaml.ScalarNode(tag, text))


def _value_of(node: yaml.Node) -> Any:
    """Construct a value; one that YAML's rules for its kind refuse (30 February) stays text."""
    loader = Loader("")
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return node.value if isinstance(node, yaml.ScalarNode) else {}
    finally:
        loader.dispose()


def _syntax_problem(path: Path, text: str, start: int, error: yaml.MarkedYAMLError) -> Problem:
    fault = yaml_fault(error)
    return Problem(fault.what, path, _line_at(text, start + fault.at), fault.remedy)
