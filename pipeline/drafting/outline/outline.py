"""The outline of one episode: made, written down as text, and put into its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.catalogue.frontmatter import Document, parse_document, read_document
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import one_line
from pipeline.drafting.headings import HEADINGS
from pipeline.drafting.notes_file import byte_order_mark, parts_of, with_parts, written_headings
from pipeline.drafting.outline.at_hand import AtHand, explained_names_of, material_at_hand
from pipeline.drafting.outline.questions import by_heading, questions_on
from pipeline.drafting.outline.summary import Summary
from pipeline.errors import InvalidEpisode
from pipeline.process.files import digest, write_whole

State = Literal["open", "written"]

_MARK_DIGITS = 8
# A comment of ours, with the digest of what is in it: one that nobody has changed may be made anew.
_OURS = re.compile(
    rf"\r?\n?<!-- outline (?P<mark>[0-9a-f]{{{_MARK_DIGITS}}}): [^\r\n]*\r?\n(?P<inside>.*?)-->", re.DOTALL
)
_OPENING = "<!-- outline {mark}: answer below the comment; nothing in it is ever said"


@dataclass(frozen=True, slots=True)
class OutlinedPart:
    """One heading: what is asked there, what is at hand, and whether the author has written there already."""

    heading: str
    state: State
    questions: tuple[str, ...]
    material: tuple[AtHand, ...]

    def comment(self) -> str:
        """Give questions and material as a comment of Markdown, which no script ever says."""
        inside = "".join(f"{_harmless(line)}\n" for line in self._lines())
        return f"{_OPENING.format(mark=_mark(inside))}\n{inside}-->\n"

    def _lines(self) -> Iterator[str]:
        yield from (f"? {question}" for question in self.questions)
        yield from (f"- {each.text} [{each.origin}]" for each in self.material)

    def document(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "heading": self.heading,
            "state": self.state,
            "questions": list(self.questions),
            "material": [{"text": each.text, "from": each.origin} for each in self.material],
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """All headings of one episode."""

    episode: Episode
    parts: tuple[OutlinedPart, ...]

    @property
    def open_parts(self) -> tuple[OutlinedPart, ...]:
        """Give those under which nothing is written yet."""
        return tuple(part for part in self.parts if part.state == "open")

    def text(self) -> str:
        """Give it as Markdown, to be read beside the file."""
        lines = [f"# {self.episode.title}", "", one_line(self.episode.summary)]
        for part in self.parts:
            written = " (written already)" if part.state == "written" else ""
            lines += ["", f"## {part.heading}{written}", ""]
            lines += [f"- {question}" for question in part.questions]
            lines += [f"  - {each.text} [{each.origin}]" for each in part.material]
        return "\n".join(lines) + "\n"


def outline_episode(show: Show, episode: Episode) -> Outline:
    """Make the outline of an episode. Raises InvalidShow for a faulty pack."""
    written = written_headings(read_document(episode.file))
    questions = by_heading(questions_on(Summary.of(episode), explained_names_of(show, episode)))
    material = material_at_hand(show, episode)
    parts = (
        OutlinedPart(
            heading,
            "written" if heading.casefold() in written else "open",
            tuple(questions[heading]),
            tuple(each for each in material if each.heading == heading),
        )
        for heading in HEADINGS
    )
    return Outline(episode, tuple(parts))


def write_outline(outline: Outline) -> list[str]:
    """Put an outline into its episode's file, under the headings that are open; gives those that changed.

    A comment of an earlier outline is replaced if nobody has changed it, and left alone otherwise. Raises
    InvalidEpisode where the file cannot be read any more, and OutputFailed.
    """
    path = outline.episode.file
    document = read_document(path)
    if document.problems:
        raise InvalidEpisode(list(document.problems))
    bare = _without_ours(document, {part.heading.casefold() for part in outline.open_parts})
    parts = parts_of(bare)
    additions = {
        part.heading: part.comment()
        for part in outline.open_parts
        if not _has_ours(bare, parts, part.heading.casefold())
    }
    before = document.text.replace("\r\n", "\n")
    changed = [heading for heading, comment in additions.items() if comment.strip() not in before]
    if changed:
        write_whole(path, byte_order_mark(path) + with_parts(bare, additions))
    return changed


def _without_ours(document: Document, headings: set[str]) -> Document:
    """Take out the comments of earlier outlines that nobody has changed, from under these headings."""
    text = document.text
    for name, part in sorted(parts_of(document).items(), key=lambda each: -each[1].start):
        if name in headings:
            inside = _OURS.sub(
                lambda found: "" if _is_as_made(found) else found[0], text[part.body : part.end]
            )
            text = text[: part.body] + inside + text[part.end :]
    return parse_document(document.path, text)


def _is_as_made(found: re.Match[str]) -> bool:
    return found["mark"] == _mark(found["inside"].replace("\r\n", "\n"))


def _has_ours(document: Document, parts: dict[str, Any], name: str) -> bool:
    part = parts.get(name)
    return part is not None and _OURS.search(document.text[part.body : part.end]) is not None


def _mark(inside: str) -> str:
    return digest(inside)[:_MARK_DIGITS]


def _harmless(line: str) -> str:
    """Let nothing in a line end the comment that it stands in."""
    return re.sub(r"-{2,}", "–", one_line(line)).replace("<!", "‹!")
