"""Narrative formats: Jinja2 files that say what comes in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from pipeline.errors import InvalidScript
from pipeline.writing.markdown import as_markdown

FORMATS = Path(__file__).with_name("formats")
SUFFIX = ".md.j2"
# What a mistake in a format may raise besides Jinja's own errors: a wrong call, a wrong index.
_MISTAKES = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)


class Ready(str):
    """Text that stands in a script as it is; all other text is words, whatever signs they hold."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A narrative format and where it stands."""

    name: str
    text: str
    file: Path


def load_format(name: str, asked_in: Path | None = None) -> Format:
    """Read a format by name. Raises InvalidScript, naming the file that asked for it."""
    file = FORMATS / f"{name}{SUFFIX}"
    known = sorted(path.name.removesuffix(SUFFIX) for path in FORMATS.glob(f"*{SUFFIX}"))
    if name not in known:
        what = f"asks for the format «{name}», which there is not"
        raise InvalidScript(what, file=asked_in, remedy=f"the formats are: {', '.join(known)}")
    return Format(name, file.read_text(encoding="utf-8"), file)


def render_format(narrative: Format, values: Mapping[str, Any]) -> str:
    """Fill a format in. Raises InvalidScript with the format's file and line."""
    try:
        return _environment(narrative).get_template(narrative.name).render(values)
    except TemplateSyntaxError as error:
        raise InvalidScript(
            f"is not a format: {error.message}", file=narrative.file, line=error.lineno
        ) from error
    except (TemplateError, *_MISTAKES) as error:
        line = _line_in(narrative.file, error.__traceback__)
        raise InvalidScript(f"cannot be filled in: {error}", file=narrative.file, line=line) from error


@cache
def _environment(narrative: Format) -> SandboxedEnvironment:
    """Make the environment of one format: nothing undefined passes, nothing outside can be reached."""
    environment = SandboxedEnvironment(
        loader=FunctionLoader(lambda _: (narrative.text, str(narrative.file), lambda: True)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Ready) else as_markdown(str(value)),
        autoescape=False,  # what comes out is a script, not HTML
    )
    environment.filters["paragraphs"] = _paragraphs
    return environment


def _paragraphs(texts: Iterable[str], optional: int | None = None) -> Ready:
    """Set paragraphs apart with blank lines, each marked with when it may go."""
    mark = f"{{optional {optional}}} " if optional is not None else ""
    return Ready("\n\n".join(mark + as_markdown(text) for text in texts))


def _line_in(file: Path, trace: TracebackType | None) -> int | None:
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
