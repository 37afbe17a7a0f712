"""Where a sentence stands in the files that people write: what «edit» opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.frontmatter import parse_document
from pipeline.catalogue.text import read_text
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_text import paragraph_lines

_MARKER = re.compile(r"\{\s*(?:(?:stress|slow)\s+(?P<said>[^{}]*)|[^{}]*)\}")
_NO_LETTER = re.compile(r"[\W_]+")
_TELLING = 5  # words that are one place, where a sentence has as many
_SENTENCE = 3  # words: a shorter one stands in notes by accident


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file of the show."""

    file: str  # below the show's folder
    line: int


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str
    line: int


def sentence_places(script: Script, text: str, file: Path) -> Iterator[int]:
    """Give the line of every sentence of a script, in order; of one that is not found, its paragraph's.

    `text` is the file's. Raises InvalidScript.
    """
    document = parse_document(file, text)
    begins = paragraph_lines(document.body, file, document.body_line)
    lines = document.body.split("\n")
    for paragraph, line in zip(script.paragraphs, begins, strict=True):
        words = list(_words(_block(lines, line - document.body_line), line))
        for sentence in paragraph.sentences:
            found = _find(words, sentence)
            yield found.line if found else line
            words = words[words.index(found) + 1 :] if found else words


def lines_in_notes(sentences: Sequence[str], file: Path) -> Iterator[int | None]:
    """Give for each sentence the line of an episode's file on which it begins, if it was taken from there."""
    text, problem = read_text(file)
    document = parse_document(file, text if problem is None else "")
    words = list(_words(document.body.split("\n"), document.body_line))
    for sentence in sentences:
        found = _find(words, sentence, whole=True) if len(sentence.split()) >= _SENTENCE else None
        yield found.line if found else None


def _block(lines: Sequence[str], start: int) -> list[str]:
    """Give the lines of the paragraph that begins there."""
    end = next((at for at in range(start, len(lines)) if not lines[at].strip()), len(lines))
    return list(lines[start:end])


def _words(lines: Sequence[str], first_line: int) -> Iterator[_Word]:
    for number, line in enumerate(lines, start=first_line):
        for token in _MARKER.sub(lambda found: f" {found['said'] or ''} ", line).split():
            if letters := _NO_LETTER.sub("", token).casefold():
                yield _Word(letters, number)


def _find(words: Sequence[_Word], sentence: str, *, whole: bool = False) -> _Word | None:
    """Find where a sentence begins, by its first words, or by all of them."""
    wanted = [word.letters for word in _words([sentence], 0)]
    wanted = wanted if whole else wanted[:_TELLING]
    if not wanted:
        return None
    letters = [word.letters for word in words]
    for at in range(len(letters) - len(wanted) + 1):
        if letters[at : at + len(wanted)] == wanted:
            return words[at]
    return None
