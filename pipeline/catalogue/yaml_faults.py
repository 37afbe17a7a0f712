"""What is wrong with a text that is no YAML: on which line it begins, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

# Of a fault in one of these the reader tells where it noticed; it begins where what is not closed was opened.
_OPENED = ("quoted scalar", "flow sequence", "flow mapping", "simple key")

# By what the reader says it was doing or found, the first that fits.
_REMEDIES = (
    ("quoted scalar", "close the quotation mark that opens on this line"),
    ("flow sequence", "close the bracket that opens on this line, and put a text that holds «: » in quotes"),
    ("flow mapping", "close the bracket that opens on this line, or put the text in quotes"),
    ("mapping values", "put a text that holds «: » in quotes"),
    ("simple key", "write it as «key: value»"),
    ("'\\t'", "indent with spaces; a tab is not one"),
    ("alias", "put a text that begins with «*» or «&» in quotes"),
    ("anchor", "put a text that begins with «*» or «&» in quotes"),
    ("tag", "put a text that begins with «!» in quotes"),
    ("directive", "put a text that begins with «%» in quotes"),
    ("cannot start any token", "put a text that begins with such a sign in quotes"),
    ("block scalar", "leave nothing but the text after «|» or «>», on lines of its own"),
    ("block", "let all keys begin in the same column, and put a text of several parts in quotes"),
)
_ELSE = "put the text on this line in quotes"


@dataclass(frozen=True, slots=True)
class YamlFault:
    """A fault, and the sign of the text at which it begins: 0 where the reader does not tell."""

    what: str
    at: int
    remedy: str


def yaml_fault(error: yaml.MarkedYAMLError) -> YamlFault:
    """Give what a reader of YAML stumbled over, as those need it who wrote the text."""
    context, problem = str(error.context or ""), str(error.problem or "")
    is_open = error.context_mark is not None and any(kind in context for kind in _OPENED)
    mark = error.context_mark if is_open else error.problem_mark or error.context_mark
    said = f"{context} {problem}"
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in said), _ELSE)
    return YamlFault(f"is not YAML: {problem or context}", mark.index if mark else 0, remedy)
