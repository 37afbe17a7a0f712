"""Formats from strangers, within bounds: how often they go round, how much they make, how long they take.

Jinja's sandbox keeps a format from the machine; it does not keep one from filling its memory. All of this is
plain Python, so that it holds on every system.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain
from typing import Any

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_STEPS = 100_000  # rounds of loops and calls, in one script; ours take under a thousand
MOST_CHARACTERS = 1_000_000  # of what is made on the way, and of the script; an hour's script has 60,000
MOST_SECONDS = 20.0  # of the thread's own time
_MOST_BITS = 1_000  # of a whole number
_WIDEST = 10_000  # a number given to a function: a width, a count
_REMEDY = (
    "a format goes through an episode's sentences and sets them in order: look for a loop or a repetition"
)

# What multiplies or pads without measure, and no script needs.
_NO_FILTERS = frozenset(
    {"batch", "filesizeformat", "indent", "pprint", "slice", "tojson", "urlize", "xmlattr"}
)
_NO_METHODS = frozenset({"encode", "expandtabs", "format_map", "maketrans", "translate", "to_bytes"})
_DIGITS = re.compile(r"\d+")


class TooMuchError(Exception):
    """A format makes, or does, more than any script needs."""

    remedy = _REMEDY


@dataclass(slots=True)
class _Spent:
    """What one filling-in has used so far."""

    steps: int = 0
    characters: int = 0
    began: float = 0.0

    def step(self, characters: int = 0) -> None:
        self.steps += 1
        self.characters += characters
        if self.steps > MOST_STEPS:
            raise TooMuchError(f"it goes round more than {MOST_STEPS:,} times")
        if self.characters > MOST_CHARACTERS:
            raise TooMuchError(f"it makes more than {MOST_CHARACTERS:,} characters")
        if self.steps % 100 == 0 and time.thread_time() - self.began > MOST_SECONDS:
            raise TooMuchError(f"it takes more than {MOST_SECONDS:g} seconds")


_SPENT: ContextVar[_Spent] = ContextVar("spent")


@contextmanager
def counted() -> Iterator[None]:
    """Count from here on what a format uses; each filling-in has counts of its own."""
    token = _SPENT.set(_Spent(began=time.thread_time()))
    try:
        yield
    finally:
        _SPENT.reset(token)


def spend(characters: int) -> None:
    """Count what a format puts out. Raises TooMuchError."""
    if spent := _SPENT.get(None):
        spent.step(characters)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which loops and calls are counted and everything made is measured."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.globals.pop("lipsum", None)
        self.filters = {
            name: _bounded(name, function)
            for name, function in self.filters.items()
            if name not in _NO_FILTERS
        }
        self.filters |= {"_counted": _counted, "_measured": _measured}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Put a count into every loop, and a measure around everything that a format puts together."""
        template = super()._parse(source, name, filename)
        for loop in template.find_all(nodes.For):
            weight = sum(len(data.data) for part in loop.body for data in part.find_all(nodes.TemplateData))
            loop.iter = _filtered("_counted", loop.iter, nodes.Const(weight, lineno=loop.lineno))
        _measure_below(template)
        return template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse also the methods that multiply a text by a table or a width."""
        return attr not in _NO_METHODS and super().is_safe_attribute(obj, attr, value)

    def call(self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a format calls, within bounds."""
        spend(0)
        owner = getattr(getattr(__obj, "__wrapped__", __obj), "__self__", None)
        _check(getattr(__obj, "__name__", ""), [owner] if isinstance(owner, str) else [], args, kwargs)
        return _measured(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work out what multiplies, once the size of it is known."""
        if operator == "%" and isinstance(left, str):
            _check("format", [left], right if isinstance(right, tuple) else (right,), {})
        elif isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * max(right, 1) if operator == "**" else (left * right).bit_length()
            _refuse(bits > _MOST_BITS, "a number", _MOST_BITS, "bits")
        elif operator in {"*", "+"}:
            parts = size(left) + size(right) if operator == "+" else _repeated(left, right)
            _refuse(parts > MOST_CHARACTERS, "a text or list", MOST_CHARACTERS, "parts")
        return super().call_binop(context, operator, left, right)


def size(value: Any) -> int:
    """Give the characters and parts of a value, written out. Raises TooMuchError beyond the most."""
    return _size(value, {})


def _size(value: Any, known: dict[int, int]) -> int:
    """Give the same; a part that stands in many places is gone through once, and `known` from there on."""
    if isinstance(value, str | bytes):
        return _not_too_much(len(value))
    if isinstance(value, Mapping):
        parts: Iterable[Any] = chain.from_iterable(value.items())
    elif isinstance(value, list | tuple | set | frozenset):
        parts = value
    else:
        return 1
    if id(value) not in known:
        total = 1
        for part in parts:
            total += 1 if isinstance(part, int) else _size(part, known)
            if total > MOST_CHARACTERS:
                break
        known[id(value)] = _not_too_much(total)
    return known[id(value)]


def _not_too_much(parts: int) -> int:
    _refuse(parts > MOST_CHARACTERS, "a text or list", MOST_CHARACTERS, "parts")
    return parts


def _measured(value: Any) -> Any:
    size(value)
    return value


def _counted(values: Iterable[Any], weight: int) -> Iterable[Any]:
    """Count each round of a loop, with the characters that stand in it."""
    for value in values:
        spend(weight)
        yield value


def _refuse(is_too_much: bool, made: str, most: int, unit: str) -> None:  # noqa: FBT001 - it reads as a sentence
    if is_too_much:
        raise TooMuchError(f"it makes {made} of more than {most:,} {unit}")


def _repeated(left: Any, right: Any) -> int:
    times, value = (left, right) if isinstance(left, int) else (right, left)
    return size(value) * times if isinstance(times, int) else 0


def _check(name: str, owner: list[Any], args: Iterable[Any], kwargs: Mapping[str, Any]) -> None:
    """Refuse a call that would make too much, before it is made."""
    given = [*owner, *args, *kwargs.values()]
    if name in _PADDING:
        widest = max((abs(value) for value in given if isinstance(value, int)), default=0)
        _refuse(widest > _WIDEST, "a text", _WIDEST, "characters' width")
    sizes = [size(value) for value in given]
    if name in _GROWING and len(given) > 1:
        _refuse(_GROWING[name](given, sizes) > MOST_CHARACTERS, "a text", MOST_CHARACTERS, "characters")


def _replaced(given: list[Any], sizes: list[int]) -> int:
    return (str(given[0]).count(str(given[1])) + 1) * (sizes[2] + 1) if len(given) > 2 else 0


def _joined(given: list[Any], sizes: list[int]) -> int:
    del given  # parts and what stands between them, whichever of the two comes first
    return sizes[0] * sizes[1] if min(sizes[:2]) > 100 else 0


def _formatted(given: list[Any], sizes: list[int]) -> int:
    """Give the most characters that a format string may make of its values: each of its fields the widest."""
    text = str(given[0])
    widths = [min(int(found[:9]), MOST_CHARACTERS + 1) for found in _DIGITS.findall(text)]
    values = [abs(value) for value in given[1:] if isinstance(value, int)]
    fields = text.count("{") + text.count("%")
    return len(text) + sum(widths) + fields * max([0, *sizes[1:], *values])


_PADDING = frozenset({"center", "ljust", "rjust", "zfill", "wordwrap"})
_GROWING: Mapping[str, Callable[[list[Any], list[int]], int]] = {
    "replace": _replaced,
    "join": _joined,
    "format": _formatted,
}


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a filter of Jinja's that looks at what it is given before it works."""
    pass_arg = getattr(function, "jinja_pass_arg", None)
    own = 0 if pass_arg is None else 1  # the context or environment, which comes first

    def bounded(*args: Any, **kwargs: Any) -> Any:
        _check(name, [], args[own:], kwargs)
        return function(*args, **kwargs)

    if pass_arg is not None:
        bounded.jinja_pass_arg = pass_arg  # type: ignore[attr-defined]
    return bounded


def _filtered(name: str, node: Any, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


def _measure_below(node: nodes.Node) -> None:
    """Wrap what a format puts together (joined texts, lists, tables): it is measured when it is made."""
    for field, value in node.iter_fields():
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, nodes.Node):
                _measure_below(child)
        if isinstance(value, list):
            setattr(node, field, [_wrapped(child) for child in value])
        else:
            setattr(node, field, _wrapped(value))


def _wrapped(child: Any) -> Any:
    is_made = isinstance(child, nodes.Concat | nodes.List | nodes.Dict)
    is_made = is_made or (isinstance(child, nodes.Tuple) and child.ctx == "load")
    return _filtered("_measured", child) if is_made else child
