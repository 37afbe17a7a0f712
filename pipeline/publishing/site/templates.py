"""The pages' templates, with Jinja2: whatever is put in is escaped, nothing undefined passes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.catalogue.text import without_stray_characters
from pipeline.layout.addresses import thumbnail_path
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
    )
    environment.filters["clock"] = clock
    environment.filters["small"] = thumbnail_path
    return environment


def _without_stray_characters(value: Any) -> Any:
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return without_stray_characters(value)
    return value
