"""A summary made fit for the ear: no brackets, and several short sentences where it was one long one.

Nothing is added but a pronoun for what was just named, so that what was true stays true.
"""

from __future__ import annotations

import re

from pipeline.writing.english import (
    is_clause,
    is_third_person,
    lower_first,
    third_person,
    upper_first,
    word_list,
    words_of,
)
from pipeline.writing.lists import short_lists, spoken_signs
from pipeline.writing.script.sentences import split_sentences

_EXAMPLE = re.compile(r"\s*\((?:e\.g\.|for example|such as),?\s+([^()]+)\)", re.IGNORECASE)
_THAT_IS = re.compile(r"\s*\((?:i\.e\.|that is),?\s+([^()]+)\)", re.IGNORECASE)
_YEAR = re.compile(r"\s+\(((?:1[6-9]|20)\d\d(?:[-–]\d\d(?:\d\d)?)?)\)")
_PAIRS = re.compile(r"\(([\w-]+), ([\w-]+)\)(?= (?:pairs?|tuples?)\b)")
_ASIDE = re.compile(r"\s+\(([^()]+)\)")
_LIST = re.compile(r", (?!.*, )(?!(?:and|or|etc)\b)")  # the last comma of a list without «and»
_BREAK = re.compile(r"(?P<semicolon>\s*;\s+)|\s+[—–]\s+|,\s+(?=which is why\b)")
_TAIL = re.compile(r", (?P<adverb>\w+ly )?(?P<verb>\w+ing) (?P<rest>.+)$")
_FRAGMENT = re.compile(r"(?:\w+ing|From|A|An|The)\b|.*\b(?:that|which|where|who)\b")
_MIN_WORDS = 4  # a shorter piece is not worth a sentence of its own
_LONG = 16  # words; a shorter sentence is left as it is


def for_the_ear(summary: str, ordinary: frozenset[str]) -> tuple[str, ...]:
    """Give a summary as short sentences without brackets. `ordinary` are the words that are no names."""
    pieces: list[str] = []
    for sentence in split_sentences(without_brackets(spoken_signs(summary))):
        for part in short_lists(sentence, ordinary):
            pieces += _broken(part, ordinary)
    return tuple(finish(upper_first(piece)) for piece in pieces)


def without_brackets(text: str) -> str:
    """Give the text without brackets: one aside goes between commas or dashes; of several none is kept."""
    text = _EXAMPLE.sub(lambda match: f", for example {match[1]},", text)
    text = _THAT_IS.sub(lambda match: f", that is {match[1]},", text)
    text = _YEAR.sub(r" in \1", text)
    text = _PAIRS.sub(r"\1-\2", text)
    text = " ".join(_asides(sentence) for sentence in split_sentences(text))
    text = re.sub(r"[,—]\s*(?=[,.;:!?])|,(?=\s+[—–])|\s*—\s*$|,\s*$", "", text)
    return re.sub(r"\s+(?=[,.;:!?])", "", " ".join(text.split()))


def _asides(sentence: str) -> str:
    asides = [match[1] for match in _ASIDE.finditer(sentence)]
    if len(asides) > 1:
        return _ASIDE.sub("", sentence)
    return _ASIDE.sub(lambda match: _aside(match[1]), sentence)


def _aside(aside: str) -> str:
    return f" — {_LIST.sub(' and ', aside)} —" if "," in aside else f", {aside},"


def _broken(sentence: str, ordinary: frozenset[str]) -> list[str]:
    """Break a sentence at dashes and semicolons, and before a participle that says what follows."""
    if len(words_of(sentence)) <= _LONG:
        return [sentence]
    pieces = [sentence]
    position = 0
    while match := _BREAK.search(pieces[-1], position):
        left, right = pieces[-1][: match.start()], pieces[-1][match.end() :]
        after = _after_semicolon(right) if match["semicolon"] else _after_dash(left, right, ordinary)
        if after is None or len(words_of(left)) < _MIN_WORDS:
            position = match.end()
            continue
        pieces[-1:] = [left, after]
        position = 0
    return _varied([shorter for piece in pieces for shorter in _without_tail(piece)])


def _after_semicolon(piece: str) -> str:
    return f"It {piece}" if is_third_person(words_of(piece)[0]) and not is_clause(piece) else piece


def _after_dash(left: str, piece: str, ordinary: frozenset[str]) -> str | None:
    """Make what follows a dash a sentence of its own; None where it cannot be one."""
    if re.search(r"\s[—–]\s", piece):  # an aside between two dashes
        return None
    if piece.startswith("which is why "):
        return piece.replace("which", "That", 1)
    if result := _result(piece):
        return result
    return piece if is_clause(piece) else _named(left, piece, ordinary)


def _named(left: str, piece: str, ordinary: frozenset[str]) -> str | None:
    """Turn «two different problems» and «the default in X» into sentences about what was just said."""
    first = words_of(piece)[0].casefold()
    if first in word_list("number_words"):
        return f"Those are {piece}"
    if first in word_list("articles") and _FRAGMENT.match(left):
        return f"That is {lower_first(piece, ordinary)}"
    return None


def _result(piece: str) -> str | None:
    """Turn «directly enabling X and boosting Y» into «That directly enables X and boosts Y»."""
    match = re.match(r"(?P<adverb>\w+ly )?(?P<verb>\w+ing) (?P<rest>.+)$", piece, re.DOTALL)
    verb = third_person(match["verb"]) if match else None
    if not match or not verb or len(words_of(match["rest"])) < _MIN_WORDS - 1:
        return None
    rest = re.sub(r"(?<= and )\w+ing\b(?! of\b)", _also, match["rest"])
    return f"That {match['adverb'] or ''}{verb} {rest}"


def _also(match: re.Match[str]) -> str:
    noun = match[0] in word_list("gerund_nouns")  # «quality and training stability»
    return match[0] if noun else third_person(match[0]) or match[0]


def _without_tail(piece: str) -> list[str]:
    """Turn «…, enabling X» into «…» and «That enables X»."""
    match = _TAIL.search(piece) if len(words_of(piece)) > _LONG else None
    if not match or not is_clause(piece[: match.start()]):
        return [piece]
    result = _result(piece[match.start() + 2 :])
    return [piece[: match.start()], result] if result else [piece]


def _varied(pieces: list[str]) -> list[str]:
    """Say «It» where «That» began the sentence before as well."""
    return [
        f"It {piece[5:]}"
        if index and piece.startswith("That ") and pieces[index - 1].startswith("That ")
        else piece
        for index, piece in enumerate(pieces)
    ]


def finish(sentence: str) -> str:
    """Give the sentence with a full stop, if nothing ends it yet."""
    trimmed = sentence.rstrip(" ,;:—–")
    return trimmed if re.search(r"[.!?…][\"'”’)\]]*$", trimmed) else trimmed + "."
