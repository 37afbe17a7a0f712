"""What the writer knows of English words: which say nothing by themselves, and which are no names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("english.toml")
_WORD = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ÿ][\w’'+.-]*[\w+]|[A-Za-z0-9À-ÖØ-öø-ÿ]")
# Endings that no name has, or hardly any.
_ORDINARY_ENDING = re.compile(
    r"..(?:tion|sion|ment|ness|ity|ous|ive|less|able|ible|ical|ic|ly|ating|izing|ising|ifying|eting|ers|ments|tions|ques)$|.{5,}ed$"
)
_LOWER = re.compile(r"(?<=[a-z0-9,’;] )[a-zà-öø-ÿ][a-zà-öø-ÿ’'-]+")


@cache
def word_list(name: str) -> frozenset[str]:
    """Give one of the word lists of `english.toml`."""
    return frozenset(str(_lists()[name]).split())


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def words_of(text: str) -> list[str]:
    """List the words of a text, as written, without the punctuation around them."""
    return _WORD.findall(text)


def in_lower_case(texts: Iterable[str]) -> frozenset[str]:
    """List the words that stand in lower case within a sentence somewhere, and so are no names."""
    return frozenset(word for text in texts for word in _LOWER.findall(text)) | known_words()


@cache
def known_words() -> frozenset[str]:
    """List the words of the language data that are no names."""
    return word_list("function_words") | word_list("common_words")


def lower_first(text: str, ordinary: frozenset[str]) -> str:
    """Give the text with a small first letter, unless its first word may be a name or an abbreviation."""
    word = words_of(text)[:1]
    if not word or not text.startswith(word[0]) or word[0] == "I" or re.search("[a-z][A-Z]", word[0]):
        return text
    small = word[0][0].lower() + word[0][1:]
    parts = [part for part in re.split(r"[-’']", small) if part]
    whole = bool(_ORDINARY_ENDING.search(small)) or small in ordinary
    known = whole or all(_is_ordinary(part, ordinary) for part in parts)
    return small + text[len(word[0]) :] if known else text


def _is_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    singular = re.sub(r"ies$", "y", word) if word.endswith("ies") else word.removesuffix("s")
    return len(word) == 1 or word in ordinary or singular in ordinary


def upper_first(text: str) -> str:
    """Give the text with a capital first letter, unless that word has capitals elsewhere («vLLM»)."""
    word = words_of(text)[:1]
    if not word or not text.startswith(word[0]) or word[0].lower() != word[0]:
        return text
    return text[0].upper() + text[1:]
