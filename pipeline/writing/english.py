"""What the writer knows of English words: which begin a clause, which are verbs, which are names."""

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
    return (
        word_list("function_words")
        | word_list("common_words")
        | word_list("verbs")
        | frozenset(_participles())
    )


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


def is_clause(text: str) -> bool:
    """Say whether the text very likely has a verb of its own, so that it can stand as a sentence."""
    words = _lowered(text)
    for index, word in enumerate(words):
        if index and word in word_list("relatives"):
            return words[0] in word_list("side_clauses") and is_clause(text.partition(", ")[2])
        if index and _is_verb(word, words[index - 1], words[0]):
            return True
    return False


def verb_place(text: str) -> int | None:
    """Give the place of the main verb among the text's words; None where no verb is surely the main one."""
    words = _lowered(text)
    for index, word in enumerate(words):
        if word in word_list("relatives"):
            return None
        if index and _is_verb(word, words[index - 1], words[0]):
            return index
    return None


def base_form(verb: str) -> str | None:
    """Give «enable» for «enables»; None for what is no known verb's «-s» form."""
    return _base_forms().get(verb.casefold())


def _lowered(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in words_of(text)]


def _is_verb(word: str, before: str, first: str) -> bool:
    if word in word_list("auxiliaries"):
        return True
    if word in word_list("verbs"):  # «heads share», «models never forget»
        return before in word_list("plural_subjects") or (
            before.endswith(("s", "ly")) and not before.endswith("ss")
        )
    if word not in _third_persons() or before in word_list("articles"):
        return False
    return word not in word_list("plural_nouns") or first in word_list("singular_subjects")


def is_third_person(word: str) -> bool:
    """Say whether the word may be a verb's «-s» form."""
    return word.casefold() in _third_persons()


def third_person(participle: str) -> str | None:
    """Give «enables» for «enabling»; None for what is no known verb's participle."""
    return _participles().get(participle.casefold())


@cache
def _third_persons() -> frozenset[str]:
    return frozenset(_with_s(verb) for verb in word_list("verbs"))


@cache
def _base_forms() -> dict[str, str]:
    return {_with_s(verb): verb for verb in sorted(word_list("verbs"))}


@cache
def _participles() -> dict[str, str]:
    return {_with_ing(verb): _with_s(verb) for verb in sorted(word_list("verbs"))}


def _with_s(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")


def _with_ing(verb: str) -> str:
    if verb in word_list("doubling"):
        return verb + verb[-1] + "ing"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    return (verb[:-1] if re.search(r"[^eoy]e$", verb) else verb) + "ing"
