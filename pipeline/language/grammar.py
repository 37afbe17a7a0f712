"""What the writer may know of a sentence, and no more than is sure: clause, doing, or doubt.

It alone decides on what the tagger says. Each answer is careful in one direction: «clause» is said only of
a text that stands as a sentence by itself; whatever else is open is «doubt», and is said as its author wrote
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.language.clauses import scan
from pipeline.language.scan import ADVERBS, FINITE, Opener, Scan, Tense, listed
from pipeline.language.words import Word, has_open_quote, words_in

Verdict = Literal["clause", "doing", "doubt"]
_SEGMENT_ENDS = frozenset((":", ";", "—", "–", "--", "…"))
_COMMA = Word(",", ",", ",", 0, 0)
_LATIN = 0x24F  # the last letter of the Latin blocks of Unicode


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause of a sentence."""

    subject: str  # the word that its subject turns on; «giving» of «giving the wrong one»
    verb: str
    tense: Tense  # «»: a modal's
    openers: tuple[str, ...]  # words that open clauses inside it: «that», «who»; «» where none is said
    inner_open: bool  # one of them may reach to the end: «showed that …»
    led: bool  # something stands before the subject: «In 1847», «Unless the contract assigns it,»
    first: str  # its first word, in small letters
    verbs: int  # finite verbs that no opener accounts for


def verdict_of(text: str) -> Verdict:
    """Say what a text is: a whole «clause», a «doing» without a finite verb, or «doubt»."""
    if not is_english(text) or has_open_quote(text) or text.rstrip(" \"'”’»)").endswith("?"):
        return "doubt"
    segments = _segments(words_in(text))
    if not segments:
        return "doubt"
    if len(segments) == 1 and _is_doing(segments[0][1]):
        return "doing"
    sure = [_is_clause(words) for _, words in segments]
    needed = [True] + [sign == ";" for sign, _ in segments[1:]]
    return "clause" if all(is_sure for is_sure, need in zip(sure, needed, strict=True) if need) else "doubt"


def clause_of(text: str) -> Clause | None:
    """Give the main clause of a text without colon, dash or semicolon; None where there is none for sure."""
    if not is_english(text) or has_open_quote(text):
        return None
    segments = _segments(words_in(text))
    if len(segments) != 1 or not _is_clause(segments[0][1]):
        return None
    return _clause(scan(_bare(segments[0][1])))


def is_english(text: str) -> bool:
    """Tell whether a text is English as far as its common words tell; a short one is let pass."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(ord(letter) > _LATIN for letter in letters) * 4 > len(letters):
        return False
    words = re.findall(r"[^\W\d_]+", text.casefold())
    foreign = sum(word in listed("foreign") for word in words)
    english = sum(word in listed("english") for word in words)
    return foreign < 2 or foreign * 3 < english


def _segments(words: Sequence[Word]) -> list[tuple[str, list[Word]]]:
    """Cut the words at colons, dashes and semicolons; each piece with the sign before it.

    Between a pair of dashes stands an aside: it is left out.
    """
    pieces: list[tuple[str, list[Word]]] = [("", [])]
    for word in words:
        if word.text in _SEGMENT_ENDS:
            pieces.append(("—" if word.text in ("–", "--") else word.text, []))
        else:
            pieces[-1][1].append(word)
    if sum(sign == "—" for sign, _ in pieces) == 2 and len(pieces) == 3:
        pieces = [("", [*pieces[0][1], _COMMA, *pieces[1][1], _COMMA, *pieces[2][1]])]
    return [piece for piece in pieces if piece[1]]


def _bare(words: Sequence[Word]) -> list[Word]:
    """Leave out the joint at the beginning and the stop at the end."""
    kept = [word for word in words if word.tag != "."]
    while kept and kept[0].low in ("and", "but", "so", "yet") and len(kept) > 1:
        kept = kept[1:]
    return kept


def _is_clause(words: Sequence[Word]) -> bool:
    bare = _bare(words)
    return bool(bare) and scan(bare).verb is not None


def _is_doing(words: Sequence[Word]) -> bool:
    bare = _bare(words)
    if len(bare) < 2 or bare[0].tag != "VBG" or not bare[0].low.endswith("ing") or bare[1].tag == "NNS":
        return False
    if any(one.tag == "NNS" and two.tag in ("DT", "PRP$", "PRP") for one, two in pairwise(bare[1:])):
        return False  # «Learning to read changes the brain», where the tagger takes the verb for a noun
    found = scan(bare)
    return found.verb is None and not found.waiting and not found.other_verbs and not _loose_verb(found)


def _loose_verb(found: Scan) -> bool:
    """Tell whether a finite verb is left that no opener accounts for."""
    finite = sum(word.tag in FINITE for word in found.words)
    return finite > len(found.openers)


def _clause(found: Scan) -> Clause:
    verb = found.verb if found.verb is not None else 0
    subject = found.subject.place if found.subject is not None else 0
    words = found.words
    return Clause(
        words[subject].text,
        words[verb].text,
        found.tense,
        tuple(opener.word for opener in found.openers),
        _reaches_end(found, verb),
        _is_led(found, subject),
        words[0].low,
        1 + len(found.other_verbs),
    )


def _is_led(found: Scan, subject: int) -> bool:
    first = found.words[0]
    return first.tag in ("IN", "TO", "WRB", "VBN", "VBG") and subject != 0


def _reaches_end(found: Scan, verb: int) -> bool:
    """Tell whether an inner clause after the verb may hold what follows the sentence's end as well."""
    inner = (opener for opener in found.openers if opener.place > verb)
    return any(not _is_relative(found, opener) and opener not in found.waiting for opener in inner)


def _is_relative(found: Scan, opener: Opener) -> bool:
    """Tell «an order that changes», which ends with its verb's own words, from «showed that …»."""
    after = found.after(opener.place)
    return opener.word in ("who", "which", "that") and after is not None and after.tag in FINITE | ADVERBS
