"""Narrative formats: Jinja2 files that say what comes in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, repeat
from pathlib import Path
from types import TracebackType
from typing import Any
from warnings import catch_warnings, simplefilter

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from pipeline.catalogue.text import line_of, read_text, without_directions
from pipeline.errors import InvalidScript
from pipeline.writing.from_notes.sandbox import BoundedEnvironment, TooMuchError, counted, spend
from pipeline.writing.script.markdown import as_markdown

FORMATS = Path(__file__).with_name("formats")
OWN_FORMATS = Path("episodes/formats")  # in a show's folder
SUFFIX = ".md.j2"
BY_MOVES = ("digest", "summary")  # what an episode may ask for, and no format writes: see writing/arrange
# What a mistake in a format may raise besides Jinja's own errors: a wrong call, a wrong index.
_MISTAKES = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, NameError)


class Ready(str):
    """Text that stands in a script as it is; all other text is words, whatever signs they hold."""

    __slots__ = ()


class OnDemand:
    """A line that is made when a format first asks for it, so that one left alone takes no phrase's turn."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make
        self._made: str | None = None

    def __str__(self) -> str:
        """Give the line."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def __bool__(self) -> bool:
        """Say whether there is anything in it."""
        return bool(str(self))


@dataclass(frozen=True, slots=True)
class Format:
    """A narrative format and where it stands."""

    name: str
    text: str
    file: Path


class Formats:
    """The formats there are, each read once; over the package's those of the show at `root`."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._read: dict[str, Format] = {}

    @cached_property
    def _files(self) -> dict[str, Path]:
        return format_files(self._root)

    @property
    def names(self) -> list[str]:
        """List their names, in order."""
        return sorted(self._files)

    def load(self, name: str, asked_in: Path | None = None) -> Format:
        """Read a format by name. Raises InvalidScript, naming the file that asked for it."""
        if name not in self._read:
            self._read[name] = self._load(name, asked_in)
        return self._read[name]

    def _load(self, name: str, asked_in: Path | None) -> Format:
        if name not in self._files:
            what = f"asks for the format «{name}», which there is not"
            line = line_of(asked_in, r"^format\s*:") if asked_in else None
            remedy = f"the formats are: {', '.join(sorted([*self._files, *BY_MOVES]))}"
            raise InvalidScript(what, file=asked_in, line=line, remedy=remedy)
        file = self._files[name]
        text, problem = read_text(file)
        if problem is not None:
            raise InvalidScript(problem.what, file=file, line=problem.line, remedy=problem.remedy)
        return Format(name, without_directions(text), file)


def format_files(root: Path | None = None) -> dict[str, Path]:
    """List the formats by name: those of the package, and over them those of the show at `root`."""
    folders = [FORMATS] if root is None else [FORMATS, root / OWN_FORMATS]
    files = (file for folder in folders for file in sorted(folder.glob(f"*{SUFFIX}")))
    return {file.name.removesuffix(SUFFIX): file for file in files}


def render_format(narrative: Format, values: Mapping[str, Any]) -> str:
    """Fill a format in. Raises InvalidScript with the format's file and line."""
    try:
        with counted(), catch_warnings():
            simplefilter("ignore", SyntaxWarning)  # of Python, about what a mistake was compiled to
            return _environment(narrative).get_template(narrative.name).render(values)
    except TemplateSyntaxError as error:
        raise InvalidScript(
            f"is not a format: {error.message}", file=narrative.file, line=error.lineno
        ) from error
    except (TooMuchError, RecursionError, MemoryError, SyntaxError) as error:
        line = _line_in(narrative.file, error.__traceback__)
        what = (
            f"cannot be filled in: {error if isinstance(error, TooMuchError) else 'it is nested too deeply'}"
        )
        raise InvalidScript(what, file=narrative.file, line=line, remedy=TooMuchError.remedy) from error
    except (TemplateError, *_MISTAKES) as error:
        line = _line_in(narrative.file, error.__traceback__)
        raise InvalidScript(f"cannot be filled in: {error}", file=narrative.file, line=line) from error


@cache
def _environment(narrative: Format) -> BoundedEnvironment:
    """Make the environment of one format: nothing undefined passes, nothing outside can be reached."""
    environment = BoundedEnvironment(
        loader=FunctionLoader(lambda _: (narrative.text, str(narrative.file), lambda: True)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finished,
        autoescape=False,  # what comes out is a script, not HTML
    )
    environment.filters["paragraphs"] = _paragraphs
    environment.filters["after"] = _after
    return environment


def _finished(value: object) -> str:
    """Give what stands in a script for a value."""
    text = value if isinstance(value, Ready) else as_markdown(str(value))
    spend(len(text))
    return text


def _paragraphs(
    texts: Iterable[str], optional: int | None = None, then: int | None = None, role: str = "host"
) -> Ready:
    """Set paragraphs apart with blank lines, each marked with who speaks and with when it may go.

    `optional` says what it would cost to leave one out, `then` the same for all but the first.
    """
    speaks = f"{{{role}}} " if role != "host" else ""
    costs = chain([optional], repeat(optional if then is None else then))
    marks = (speaks + (f"{{optional {cost}}} " if cost is not None else "") for cost in costs)
    return Ready("\n\n".join(mark + as_markdown(text) for text, mark in zip(texts, marks, strict=False)))


def _after(texts: Iterable[str], joint: str) -> list[str]:
    """Put a joint before the first of some paragraphs."""
    first, *others = texts
    return [f"{joint} {first}".strip(), *others]


def _line_in(file: Path, trace: TracebackType | None) -> int | None:
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
