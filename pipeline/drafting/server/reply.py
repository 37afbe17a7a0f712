"""What a server sent, taken apart: the text of its answer, why that ended, and what it counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.catalogue.text import one_line, without_stray_characters
from pipeline.drafting.server.address import Server
from pipeline.errors import UNPARSED, DraftFailed

_LONGEST_QUOTE = 160  # of what a server says, in our messages


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a server counted; None where it did not tell."""

    prompt: int | None = None
    answer: int | None = None

    def __add__(self, other: Tokens) -> Tokens:
        """Add up; what one of the two did not tell counts nothing."""
        return Tokens(_sum(self.prompt, other.prompt), _sum(self.answer, other.answer))

    def __str__(self) -> str:
        """Say it in words."""
        if self.prompt is None and self.answer is None:
            return "the server told no tokens"
        return f"{self.prompt or 0} tokens asked, {self.answer or 0} answered"

    def document(self) -> dict[str, int | None]:
        """Give it as plain data for JSON."""
        return {"prompt": self.prompt, "answer": self.answer}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer's text, whether it was cut off, and what it cost."""

    text: str
    is_cut: bool = False
    tokens: Tokens = Tokens()


def read_reply(data: bytes, kind: str, server: Server) -> Reply:
    """Read an answer, whole or as a stream of events. Raises DraftFailed for anything else."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DraftFailed("the answer is not UTF-8") from error
    begin = text.lstrip()[:200].casefold()
    if "html" in kind or begin.startswith(("<!doctype", "<html")):
        raise DraftFailed("the answer is a web page: the address is that of a site, not of its programs")
    if begin.startswith("data:"):
        return _of_parts(list(_events(text)), server)
    try:
        document = json.loads(text)
    except UNPARSED as error:
        raise DraftFailed(f"the answer is not JSON: «{_quote(text, server)}»") from error
    return _of_parts([document], server)


def error_told(data: bytes, server: Server) -> str:
    """Give what a server says of a refusal, in one short line; «» where that is nothing for people."""
    text = data.decode("utf-8", errors="replace")
    if text.lstrip()[:1] == "<":
        return ""
    try:
        document = json.loads(text)
    except UNPARSED:
        return _quote(text, server)
    return _quote(_message(document) or text, server)


def _message(document: Any) -> str:
    error = document.get("error", document) if isinstance(document, dict) else document
    if isinstance(error, dict):
        error = error.get("message") or error.get("detail") or ""
    return error if isinstance(error, str) else ""


def _events(text: str) -> Iterator[Any]:
    """Read server-sent events: some servers stream even if asked not to."""
    for line in text.splitlines():
        data = line.removeprefix("data:").strip()
        if line.startswith("data:") and data and data != "[DONE]":
            try:
                yield json.loads(data)
            except UNPARSED as error:
                raise DraftFailed("the answer is a stream with an event that is not JSON") from error


def _of_parts(documents: list[Any], server: Server) -> Reply:
    text, cut, tokens = "", False, Tokens()
    for document in documents:
        if not isinstance(document, dict):
            raise DraftFailed(f"the answer is not what was agreed: «{_quote(json.dumps(document), server)}»")
        if document.get("error"):
            raise DraftFailed(f"the server answers «{_quote(_message(document), server)}»")
        choices = document.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        text += _content(choice)
        cut = cut or choice.get("finish_reason") == "length"
        tokens = _tokens(document.get("usage")) if isinstance(document.get("usage"), dict) else tokens
    if not text.strip():
        raise DraftFailed("the answer is empty")
    return Reply(without_stray_characters(text), cut, tokens)


def _content(choice: dict[str, Any]) -> str:
    message = choice.get("message") or choice.get("delta") or {}
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):  # in parts
        content = "".join(
            part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str)
        )
    if not isinstance(content, str):
        content = choice.get("text")
    return content if isinstance(content, str) else ""


def _tokens(usage: Any) -> Tokens:
    counts = (usage.get("prompt_tokens"), usage.get("completion_tokens"))
    prompt, answer = (count if type(count) is int and count >= 0 else None for count in counts)
    return Tokens(prompt, answer)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


def _quote(text: str, server: Server) -> str:
    line = server.without_key(one_line(without_stray_characters(text)))
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"
