"""The pages' templates, with Jinja2: whatever is put in is escaped, nothing undefined passes."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from pipeline.catalogue.text import without_stray_characters
from pipeline.layout.addresses import thumbnail_path
from pipeline.process.files import digest
from pipeline.publishing.site.library import clock

_TEMPLATES = Path(__file__).with_name("templates")


def render(name: str, values: dict[str, Any]) -> str:
    """Fill in the template `name`, such as «front.html»."""
    return _environment().get_template(f"{name}.j2").render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_without_stray_characters,
        bytecode_cache=_BesideTheProgram(),
    )
    environment.filters["clock"] = clock
    environment.filters["small"] = thumbnail_path
    return environment


class _BesideTheProgram(BytecodeCache):
    """Keeps compiled templates where Python keeps this program's own bytecode, if it does, and nowhere else.

    To compile the templates of one page takes longer than to fill them in. They are code, so that no folder
    of a show will do: whoever hands a show on could put others there.
    """

    def get_source_checksum(self, source: str) -> str:
        """Tell what was compiled: the template, by this Jinja2, as it is told here to compile it."""
        return digest(source, jinja2.__version__, Path(__file__).read_text(encoding="utf-8"))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template that was kept; what is damaged counts as not there."""
        damaged = (EOFError, UnpicklingError, ValueError, TypeError)
        with suppress(OSError, *damaged), _compiled(bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, whole or not at all; a folder that cannot be written to is no reason to fail."""
        if sys.dont_write_bytecode:
            return
        path = _compiled(bucket.key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name)
            try:
                with os.fdopen(handle, "wb") as file:
                    bucket.write_bytecode(file)
                Path(part).replace(path)
            except OSError:
                Path(part).unlink(missing_ok=True)


def _compiled(key: str) -> Path:
    return Path(cache_from_source(str(_TEMPLATES / f"{key}.py")))


def _without_stray_characters(value: Any) -> Any:
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return without_stray_characters(value)
    return value
