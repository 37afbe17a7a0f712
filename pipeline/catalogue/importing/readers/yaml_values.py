"""YAML as people write it in lists: text stays as written, dates and plain numbers are what they are."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue.importing.readers.records import Placed, PlacedList, PlacedMap
from pipeline.catalogue.yaml_faults import yaml_fault
from pipeline.catalogue.yaml_size import yaml_excess
from pipeline.errors import InvalidPage

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, where PyYAML was built with it
_WORDS = {"true": True, "false": False, "": None, "~": None, "null": None}
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,15})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?\s*(?:Z|[-+]\d{1,2}(?::?\d{2})?)?"
)


def yaml_documents(path: Path, text: str, first_line: int = 1) -> list[Placed]:
    """Read the documents of a YAML stream, each value with its line.

    Raises InvalidPage for a fault, with the line, for nesting no list has, and for aliases that would grow
    without measure.
    """
    try:
        _refuse_excess(path, text, first_line)
        nodes = list(yaml.compose_all(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        fault = yaml_fault(error)
        line = first_line + text.count("\n", 0, fault.at)
        raise InvalidPage(fault.what, file=path, line=line, remedy=fault.remedy) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InvalidPage(
            f"is not YAML: {' '.join(str(error).split())}", file=path, remedy="save it again"
        ) from error
    reader = _Reader(first_line)
    return [reader.value(node) for node in nodes if node is not None]


def _refuse_excess(path: Path, text: str, first_line: int) -> None:
    if excess := yaml_excess(text):
        line = first_line + excess.line - 1
        raise InvalidPage(excess.what, file=path, line=line, remedy=excess.remedy)


class _Reader:
    """Makes values of nodes."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line

    def value(self, node: yaml.Node) -> Placed:
        line = _line(node, self.first_line)
        if isinstance(node, yaml.ScalarNode):
            return Placed(line, scalar(node))
        if isinstance(node, yaml.MappingNode):
            return Placed(line, self.mapping(node))
        return Placed(line, PlacedList(self.value(item) for item in node.value))

    def mapping(self, node: yaml.MappingNode) -> PlacedMap:
        found = PlacedMap()
        merged: list[yaml.Node] = []
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name == "<<" and isinstance(value, yaml.MappingNode):
                merged.append(value)
            elif name:
                placed = self.value(value)
                found.setdefault(name, Placed(_line(key, self.first_line), placed.value))
        for value in merged:
            for name, member in self.value(value).value.items():
                found.setdefault(name, member)
        return found


def _line(node: yaml.Node, first_line: int) -> int:
    return first_line + (node.start_mark.line if node.start_mark else 0)


def scalar(node: yaml.ScalarNode) -> Any:
    """Give what a scalar is: true and false, whole numbers, days and moments; else its text as written."""
    text = str(node.value)
    if node.style in {"'", '"', "|", ">"}:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    try:
        if day := _DAY.fullmatch(text):
            return date(*map(int, day.groups()))
        return _moment(text) if _MOMENT.fullmatch(text) else text
    except ValueError:
        return text


def _moment(text: str) -> datetime | str:
    """Read a moment as Hugo and Jekyll write it, «2026-03-02 06:00:00 +0100»; another stays text."""
    joined = re.sub(r"[Tt ]\s*", "T", text.strip(), count=1).replace(" ", "")
    joined = re.sub(r"([-+]\d)(?=$|:)", lambda m: m[1][0] + "0" + m[1][1], joined)
    joined = re.sub(r"T(\d):", r"T0\1:", joined)
    try:
        return datetime.fromisoformat(joined)
    except ValueError:
        return text
