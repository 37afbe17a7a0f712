"""Words that were divided at the end of a line, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

DOUBT = "\ufffc"  # where nobody can tell: no sentence that holds it is ever taken
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad‐]$")
_BEGIN = re.compile(r"[^\W\d_]+")


class Hyphens:
    """Tells «exam-ple», divided, from «well-known», which has its hyphen, by the document's other words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            inner = _END.sub("", line)
            for word in _WORD.findall(inner):
                self._words.add(word.casefold())
                self._words.update(word.casefold().split("-") if "-" in word else ())

    def joined(self, lines: Sequence[str]) -> str:
        """Join the lines of a paragraph."""
        text = lines[0]
        for line in lines[1:]:
            end, begin = _END.search(text), _BEGIN.match(line)
            if end is None or begin is None:
                text = f"{text[:-1]}{line}" if text.endswith("\u00ad") else f"{text} {line}"
            else:
                text = text[: end.start()] + self._word(end[1], begin[0], text[-1]) + line[begin.end() :]
        return text.replace("\u00ad", "")

    def _word(self, first: str, second: str, sign: str) -> str:
        whole, hyphened = first + second, f"{first}-{second}"
        if sign == "\u00ad" or whole.casefold() in self._words:
            return whole
        if hyphened.casefold() in self._words:
            return hyphened
        if second[0].isupper():  # «Trace-Monkey»: a name, whose parts prove nothing
            return f"{first}{DOUBT}{second}"
        halves = {first.casefold().rpartition("-")[2], second.casefold()}
        return whole if halves - self._words else f"{first}{DOUBT}{second}"
