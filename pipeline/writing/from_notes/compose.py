"""A script of an episode's notes: a format, filled in with what it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.errors import InvalidScript
from pipeline.writing.chapters import chapter
from pipeline.writing.english import upper_first
from pipeline.writing.from_notes.format_words import has_numbers, picked_up, spoken_length
from pipeline.writing.from_notes.formats import Format, OnDemand, render_format
from pipeline.writing.from_notes.lines import Lines
from pipeline.writing.from_notes.material import Material
from pipeline.writing.from_notes.notes_view import NotesView
from pipeline.writing.from_notes.said_so_far import Scribe
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_text import parse_body


def compose(narrative: Format, material: Material, scribe: Scribe, file: Path) -> Script:
    """Fill a format in with the material, and read the script that comes out. Raises InvalidScript."""
    body = render_format(narrative, _context(material, scribe))
    try:
        return parse_body(body, narrative.name, narrative.file)
    except InvalidScript as error:
        what = f"makes a script that cannot be read, for {file.name}: {error.what}"
        raise InvalidScript(what, file=narrative.file, remedy=error.remedy) from error


def values_of(show: str, material: Material, seconds: float) -> dict[str, str]:
    """Give what every phrase and format may name; phrases that ask bring their own question marks."""
    title, length = material.name.introduced.rstrip("?"), spoken_length(seconds)
    return {
        "title": title,
        "mention": material.name.mention.rstrip("?"),
        "Title": upper_first(title),
        "heading": material.name.heading.rstrip("?"),
        "show": show,
        "number": str(material.number),
        "length": length,
        "Length": upper_first(length),
    }


def _context(material: Material, scribe: Scribe) -> Mapping[str, Any]:
    """Give what a format may name: ready-made lines, material, and what makes lines of material."""
    lines = Lines(material, scribe)
    return {
        **scribe.phrases.values,
        "heading": material.name.heading,
        "chapter": partial(chapter, material.name),
        "subtitle": material.subtitle,
        "is_question": material.name.is_question,
        "greeting": OnDemand(lines.greeting),
        "opening": OnDemand(lines.opening),
        "summary": OnDemand(lines.summary),
        "next_episode": OnDemand(lines.next_episode),
        "sign_off": OnDemand(lines.sign_off),
        "notes": NotesView(material),
        "picked_up": picked_up,
        "has_numbers": has_numbers,
        "asked_before": lines.asked_before,
        "say": scribe.say,
    }
