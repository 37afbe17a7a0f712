"""An answer as notes: the six headings found, everything else left out, nothing longer than agreed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.catalogue.text import match_key, one_line
from pipeline.drafting.headings import EXAMPLE, HEADINGS, HOOK, IDEA, KEEP, LIMIT, WORTH
from pipeline.drafting.server.prompt import MOST_WORDS
from pipeline.errors import UNPARSED, DraftFailed
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

FEWEST_HEADINGS = 3  # of six, the idea among them: less is no draft
_SAID_HEADINGS: Mapping[str, str] = {  # letters alone
    "hook": HOOK, "thehook": HOOK, "opening": HOOK,
    "howitworks": IDEA, "howdoesitwork": IDEA, "explanation": IDEA,
    "example": EXAMPLE, "anexample": EXAMPLE, "examples": EXAMPLE,
    "whyitmatters": WORTH, "whydoesitmatter": WORTH, "whythismatters": WORTH,
    "limit": LIMIT, "limits": LIMIT, "limitation": LIMIT, "limitations": LIMIT, "thelimit": LIMIT,
    "takeaway": KEEP, "thetakeaway": KEEP, "takeaways": KEEP, "keytakeaway": KEEP, "keytakeaways": KEEP,
}  # fmt: skip
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_HEADING = re.compile(
    r"[ \t]*(?:(?P<hashes>#{1,6})[ \t]*)?(?:\(?\d[.)][ \t]*)?(?P<stars>\*{1,3}|_{1,3})?"
    r"(?P<name>[A-Za-z][A-Za-z '’–-]{2,30}?)[ \t]*(?P<colon>:)?[ \t]*(?:\*{1,3}"
    r"|_{1,3})?[ \t]*(?P<colon2>:)?(?:[ \t]+#+)?[ \t]*"
)
_BULLET = re.compile(r"^[ \t]*(?:[-*+•–—]|\d{1,2}[.)]|>)[ \t]+")
_TABLE = re.compile(r"^[ \t]*\||^[ \t]*(?:[*_-][ \t]*){3,}$")
_ABOUT_THE_TASK = re.compile(
    r"\b(?:here (?:are|is) (?:the|your|a|some|my)\b.{0,40}\b(?:notes?|drafts?|headings?|script|answer"
    r"|episode)|as an ai\b|language model,? i"
    r"|i (?:hope|cannot|can't|can not|am unable|don't have|was (?:asked|told))|let me know|feel free"
    r"|(?:sure|certainly|of course|absolutely)[,!.]|word count|words? at most|\(\d+ words\)|as requested"
    r"|(?:this|these) (?:notes?|drafts?) (?:is|are)|the (?:summary|material|notes?|prompt) (?:says?|does|do"
    r"|above|below|provided)"
    r"|not (?:known|provided|specified|stated) (?:in|by) the)\b",
    re.IGNORECASE,
)
_UNSAID = str.maketrans("", "", "{}[]<>|`#^~\\*_")  # after Markdown is read these are only in the way

Notes = Mapping[str, tuple[str, ...]]  # paragraphs by heading


def read_answer(text: str, echoes: Iterable[str] = (), *, is_cut: bool = False) -> Notes:
    """Read an answer. `echoes` are lines of the prompt, which are left out where they are only said again.

    Markdown, emoji, remarks on the task, unknown headings and sentences said twice are left out too, and of
    an answer that was cut off the last sentence. Raises DraftFailed where it is no draft.
    """
    plain = _FENCE.sub("", _THOUGHT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    said = {match_key(sentence) for line in echoes for sentence in split_sentences(one_line(line))}
    notes = {}
    found = _sections(plain)
    last = list(found)[-1] if found else ""
    for heading in HEADINGS:
        lines = found.get(heading, [])
        paragraphs = _paragraphs(lines, said, MOST_WORDS[heading], is_cut=is_cut and heading == last)
        if paragraphs:
            notes[heading] = paragraphs
    if IDEA not in notes or len(notes) < FEWEST_HEADINGS:
        begin = one_line(text)
        begin = begin if len(begin) <= 80 else f"{begin[:80].rstrip()}…"
        raise DraftFailed(f"the answer has not the headings that were asked for: «{begin}»")
    return notes


def _sections(text: str) -> dict[str, list[str]]:
    """Give the lines under each heading; of one that comes twice the first that says something."""
    if (document := _as_json(text)) is not None:
        return document
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in text.split("\n"):
        name, rest = _heading(line)
        if name is not None:
            lines = [rest] if rest else []
            if name and not any(map(str.strip, found.get(name, []))):
                found.pop(name, None)
                found[name] = lines
        elif lines is not None:
            lines.append(line)
    return found


def _heading(line: str) -> tuple[str | None, str]:
    """Give the heading that a line is or begins with, «» for an unknown one, and what follows on the line."""
    whole = _HEADING.fullmatch(line)
    if whole:
        name = _SAID_HEADINGS.get(re.sub(r"[^a-z]", "", whole["name"].casefold()))
        marked = whole["hashes"] or whole["stars"] or whole["colon"] or whole["colon2"]
        if name or marked:
            return name or "", ""
        return None, ""
    if re.match(r"[ \t]*#{1,6}[ \t]*\S", line):
        name = _SAID_HEADINGS.get(re.sub(r"[^a-z]", "", line.casefold()))
        return name or "", ""
    begun = re.match(
        r"[ \t]*(?:\(?\d[.)][ \t]*)?[*_]{0,3}([A-Za-z][A-Za-z '’–-]{2,20}?)(?:[*_]{1,3}:"
        r"|:[*_]{0,3})[ \t]*(\S.*)",
        line,
    )
    if begun and (name := _SAID_HEADINGS.get(re.sub(r"[^a-z]", "", begun[1].casefold()))):
        return name, begun[2]
    return None, ""


def _as_json(text: str) -> dict[str, list[str]] | None:
    """Read an object with the headings as its names; None where it is none."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        document: Any = json.loads(text)
    except UNPARSED:
        return None
    if not isinstance(document, dict):
        return None
    found: dict[str, list[str]] = {}
    for key, value in document.items():
        name = _SAID_HEADINGS.get(re.sub(r"[^a-z]", "", str(key).casefold()))
        values = value if isinstance(value, list) else [value]
        if name:
            found[name] = [
                line for each in values if isinstance(each, str) for line in [*each.split("\n"), ""]
            ]
    return found


def _paragraphs(lines: Iterable[str], said: set[str], most_words: int, *, is_cut: bool) -> tuple[str, ...]:
    """Make clean paragraphs of lines; `said` is what was said already, and grows."""
    kept: list[str] = []
    words = 0
    blocks = list(_blocks(lines))
    for number, block in enumerate(blocks):
        sentences = []
        for sentence in _sentences(block, is_cut=is_cut and number == len(blocks) - 1):
            key = match_key(sentence)
            length = len(sentence.split())
            if key in said or _ABOUT_THE_TASK.search(sentence) or words + length > most_words:
                continue
            said.add(key)
            words += length
            sentences.append(sentence)
        if sentences:
            kept.append(" ".join(sentences))
    return tuple(kept)


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    block: list[str] = []
    for line in (*lines, ""):
        if not line.strip() or _TABLE.match(line):
            if block:
                yield " ".join(block)
            block = []
        else:
            bare = _BULLET.sub("", line).strip()
            ended = (
                bare
                if bare.endswith((".", "!", "?", ":", ",", ";", '"', "”")) or bare == line.strip()
                else f"{bare}."
            )
            block.append(ended)


def _sentences(block: str, *, is_cut: bool) -> Iterator[str]:
    text = one_line(_without_emoji(plain_words(block)).translate(_UNSAID))
    sentences = [one_line(sentence) for sentence in split_sentences(text)]
    if sentences and not re.search(r"[.!?…][\"”’')]*$", sentences[-1]):
        sentences[-1:] = [] if is_cut else [sentences[-1].rstrip(":;,–— ") + "."]
    for sentence in sentences:
        bare = re.sub(r"^\((.*)\)$", r"\1", sentence)
        if len(re.findall(r"[^\W\d_]{2,}", bare)) >= 2:  # two words, or it says nothing
            yield bare


def _without_emoji(text: str) -> str:
    return "".join(
        sign
        for sign in text
        if unicodedata.category(sign) not in ("So", "Sk", "Cn", "Co", "Cs") or sign in "°©®™"
    )
