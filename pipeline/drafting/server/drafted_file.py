"""Drafted notes in an episode's file: written, found, and accepted; a person's own are never touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.catalogue.frontmatter import Document, parse_document, read_document
from pipeline.catalogue.placeholders import marks_in
from pipeline.catalogue.yaml_edit import with_values
from pipeline.drafting.headings import HEADINGS
from pipeline.drafting.notes_file import byte_order_mark, parts_of, with_parts, written_headings
from pipeline.drafting.server.marks import without_marks
from pipeline.errors import InvalidEpisode, NotAccepted, Problem
from pipeline.process.files import write_whole

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_KEY = "drafted"


def why_not_drafted(path: Path, *, again: bool) -> str:
    """Say why a file's notes are not to be drafted, or «»; with `again` an earlier draft may be replaced."""
    document = read_document(path)
    if not written_headings(document):
        return ""
    if document.values.get(_KEY) is not True:
        return "it has notes of its own, and they are left as they are"
    return "" if again else "it has a draft that waits to be accepted; --force drafts it again"


def write_draft(path: Path, notes: Mapping[str, tuple[str, ...]]) -> None:
    """Put drafted notes into a file, in place of an earlier draft, and say in its facts what they are.

    Comments, such as an outline's, stay. Raises InvalidEpisode where the file cannot be read any more, and
    OutputFailed.
    """
    document = _readable(path)
    bare = parse_document(path, _without_draft(document)) if document.values.get(_KEY) is True else document
    blocks = {heading: "\n\n".join(paragraphs) + "\n" for heading, paragraphs in notes.items()}
    text = with_parts(bare, blocks)
    text = with_values(parse_document(path, text), [(_KEY, True)])
    write_whole(path, byte_order_mark(path) + text)


def accept(path: Path, *, force: bool) -> int:
    """Let drafted notes be notes: they are a person's from now on. Gives how many marks were taken off.

    Raises NotAccepted while marks are left, unless `force`: then what they mark stays and they go.
    """
    document = _readable(path)
    problems = find_marks(document)
    if problems and not force:
        places = ", ".join(f"line {problem.line}: {problem.what}" for problem in problems[:5])
        more = f" and {len(problems) - 5} more" if len(problems) > 5 else ""
        count = "1 mark is" if len(problems) == 1 else f"{len(problems)} marks are"
        raise NotAccepted(
            f"{count} left, on what neither the summary nor your material holds ({places}{more})",
            file=path,
            remedy="look each up, mend it, and take its [[check: …]] off; --force takes all off as they are",
        )
    begin = len(document.text) - len(document.body)
    text = document.text[:begin] + without_marks(document.text[begin:])
    write_whole(path, byte_order_mark(path) + _without_key(parse_document(path, text)))
    return len(problems)


def find_marks(document: Document) -> list[Problem]:
    """List the marks in a file's notes: what each marks, and where."""
    return [
        Problem(
            found[1].strip(), document.path, document.body_line + document.body.count("\n", 0, found.start())
        )
        for found in marks_in(document.body)
    ]


def _readable(path: Path) -> Document:
    document = read_document(path)
    if document.problems:
        raise InvalidEpisode(list(document.problems))
    return document


def _without_draft(document: Document) -> str:
    """Leave of the six headings' parts only the comments."""
    text = document.text
    line_end = "\r\n" if "\r\n" in text else "\n"
    wanted = {heading.casefold() for heading in HEADINGS}
    for name, part in sorted(parts_of(document).items(), key=lambda each: -each[1].start):
        if name in wanted:
            comments = "".join(found[0] + line_end for found in _COMMENT.finditer(text, part.body, part.end))
            after = line_end if part.end < len(text) else ""
            text = text[: part.body] + line_end + comments + after + text[part.end :]
    return text


def _without_key(document: Document) -> str:
    """Take the key's line out of the front matter; where it shares one, say that it is no draft any more."""
    field = document.fields.get(_KEY)
    if field is None:
        return document.text
    start = document.text.rfind("\n", 0, field.start) + 1
    end = document.text.find("\n", field.end)
    if not document.text[start:end].startswith(f"{_KEY}:"):
        return with_values(document, [(_KEY, False)])
    return document.text[:start] + document.text[end + 1 :]
