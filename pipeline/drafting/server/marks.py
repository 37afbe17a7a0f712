"""Marks in drafted notes: on each number and name that neither summary nor material holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogue.placeholders import MARK, marks_in
from pipeline.drafting.server.numbers import numbers_in
from pipeline.knowledge.words import singular
from pipeline.language.tagger import Token, is_usual, tag

_NAME_TAGS = frozenset("NNP NNPS".split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO_NAMES = frozenset(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august "
    "september october november december mr mrs ms dr".split()
)


def marked(text: str, support: str) -> str:
    """Put marks into a text around what `support` does not hold."""
    spans = sorted({*_numbers(text, support), *_names(text, support)})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    for start, end in reversed(joined):
        text = f"{text[:start]}{MARK.format(text[start:end])}{text[end:]}"
    return text


def without_marks(text: str) -> str:
    """Take the marks away and leave what they mark."""
    for found in reversed(list(marks_in(text))):
        text = f"{text[: found.start()]}{found[1].strip()}{text[found.end() :]}"
    return text


def _numbers(text: str, support: str) -> Iterator[tuple[int, int]]:
    known = {number.value for number in numbers_in(support)}
    for number in numbers_in(text):
        if number.value not in known:
            yield number.start, number.end


def _names(text: str, support: str) -> Iterator[tuple[int, int]]:
    known = {singular(part) for word in _WORD.findall(support) for part in (word, *word.split("-"))}
    run: tuple[int, int] | None = None
    tokens = tag(text)
    for place, token in enumerate(tokens):
        if _is_name(tokens, place) and not _is_known(token.text, known):
            run = (run[0] if run and text[run[1] : token.start].isspace() else token.start, token.end)
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            if following is None or not _goes_on(text, token, following):
                yield run
                run = None
        elif run:
            yield run
            run = None


def _goes_on(text: str, token: Token, following: Token) -> bool:
    return following.tag in _NAME_TAGS and text[token.end : following.start].isspace()


def _is_known(word: str, known: set[str]) -> bool:
    return all(singular(part) in known for part in re.split(r"[-–]", word) if part) or singular(word) in known


def _is_name(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell a name, an abbreviation or a product from a word that only begins its sentence."""
    token = tokens[place]
    word = token.text
    if word.casefold() in _NO_NAMES or not any(letter.isalpha() for letter in word):
        return False
    if re.search(r"[a-z0-9][A-Z]|[A-Z]{2}|[A-Za-z]-?\d", word) and not re.fullmatch(r"\d+\w{1,2}", word):
        return True
    if not word[0].isupper():
        return False
    begins = place == 0 or tokens[place - 1].text in (".", "!", "?", "…", ":", '"', "“", "”", "''", "``", "(")
    if not begins:
        return token.tag in _NAME_TAGS or not is_usual(word.casefold())
    named_on = place + 1 < len(tokens) and tokens[place + 1].tag in _NAME_TAGS
    return token.tag in _NAME_TAGS and (named_on or not is_usual(word.casefold()))
