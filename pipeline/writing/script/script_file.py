"""Script files, `scripts/<slug>.md`: front matter that the program keeps, and a body that people own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.frontmatter import Document, parse_document
from pipeline.catalogue.yaml_edit import Value, front_matter, with_values
from pipeline.errors import InvalidScript
from pipeline.process.files import digest
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_text import format_body, parse_body

_HASH_DIGITS = 16
_REMEDY = "take the file away, and it is written anew; `ninety script --force` writes over what it holds"


@dataclass(frozen=True, slots=True)
class ScriptHeader:
    """What is known of a script beside its words."""

    guid: str  # of the episode
    format: str  # narrative format by name
    seconds: float  # predicted length of the finished file
    source: str  # fingerprint of what it was written from
    formerly: tuple[str, ...] = ()  # slugs the episode had before


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A script as it stands in its file."""

    header: ScriptHeader
    script: Script
    written: str  # hash of the body as it was written
    edited: bool  # by hand: the body is another one now
    file: Path


def format_script(script: Script, header: ScriptHeader) -> str:
    """Write a script file; `parse_script` gives header and script back."""
    body = format_body(script)
    facts: dict[str, Value | None] = {
        "guid": header.guid,
        "format": header.format,
        "seconds": round(header.seconds, 1),
        "source": header.source,
        "body": body_hash(body),
        "formerly": header.formerly,
    }
    return f"{front_matter(facts)}\n{body}"


def parse_script(text: str, file: Path) -> ScriptFile:
    """Read a script file. Raises InvalidScript with the line of the first thing that is wrong."""
    document = parse_document(file, text)
    if document.problems:
        problem = document.problems[0]
        raise InvalidScript(problem.what, file=file, line=problem.line, remedy=_REMEDY)
    facts = {key: _fact(document, key, (str,)) for key in ("guid", "format", "source", "body")}
    seconds = _fact(document, "seconds", (int, float))
    formerly = tuple(map(str, _fact(document, "formerly", (list,)))) if "formerly" in document.fields else ()
    header = ScriptHeader(facts["guid"], facts["format"], float(seconds), facts["source"], formerly)
    script = parse_body(document.body, header.format, file, document.body_line)
    return ScriptFile(header, script, facts["body"], body_hash(document.body) != facts["body"], file)


def with_header(text: str, file: Path, header: ScriptHeader) -> str:
    """Give the text of a script file with other facts in its front matter; its words and their hash stay."""
    document = parse_document(file, text)
    known = "formerly" in document.fields
    facts: list[tuple[str, Value]] = [
        ("format", header.format),
        ("seconds", round(header.seconds, 1)),
        ("source", header.source),
        *([("formerly", header.formerly)] if known or header.formerly else []),
    ]
    return with_values(document, facts)


def body_hash(body: str) -> str:
    """Give the hash by which an edit is known; line ends and blanks around lines are no edit."""
    lines = [line.strip() for line in body.strip().splitlines()]
    return digest("\n".join(lines))[:_HASH_DIGITS]


def _fact(document: Document, key: str, kinds: tuple[type, ...]) -> Any:
    """Give a value of the front matter. Raises InvalidScript if it is missing or of another kind."""
    found = document.fields.get(key)
    if found is None:
        raise InvalidScript(f"has no {key} in its front matter", file=document.path, line=1, remedy=_REMEDY)
    if isinstance(found.value, bool) or not isinstance(found.value, kinds):
        what = f"has a {key} that is none: «{found.value}»"
        raise InvalidScript(what, file=document.path, line=found.line, remedy=_REMEDY)
    return found.value
