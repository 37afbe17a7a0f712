"""What the writer may know of a sentence, and no more than is sure: clause, doing, or doubt.

It alone decides on what the tagger says. Each answer is careful in one direction: «clause» is said only of a
text that stands as a sentence by itself; whatever else is open is «doubt», and is said as its author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.language.clauses import FINITE, NOUNS, PLURALS, Scan, listed, scan
from pipeline.language.words import Word, has_open_quote, words_in

Verdict = Literal["clause", "doing", "doubt"]
Opening = Literal[
    "", "pronoun", "possessive", "joint", "number", "name", "question", "doing", "aside", "other"
]

_SEGMENT_ENDS = frozenset((":", ";", "—", "–", "--", "…"))
_PRONOUNS = frozenset(
    "he she it they them him this that these those such one ones here there both neither either".split()
)
_POSSESSIVES = frozenset("his her its their hers theirs".split())
_JOINTS = frozenset(
    "and but so or yet then nor however thus therefore hence instead otherwise also moreover".split()
)
_PEOPLE = re.compile(
    r"(?:ist|ian|man|men|woman|women|person|people|child|children|king|queen|surgeon|nurse|boy|girl|mother|father|son|daughter)s?$"
)
_BY_TRADE = re.compile(r"[a-z]{2,}(?:er|or|eer)s?$")
_NO_PEOPLE = frozenset(  # things that end as people do
    "water paper power number computer layer tower river letter order matter weather winter summer copper silver "
    "sugar vapor vapour color colour flavor flavour error mirror motor reactor sensor factor vector processor "
    "fever liver cancer center meter liter amber timber rubber butter finger shoulder tissue ether chapter cluster "
    "filter transformer encoder decoder autoencoder discriminator generator parameter token offer paper answer "
    "laser radar crater border cover fiber spider tiger flower thunder powder feather leather dinner supper "
    "pressure cooker container thermometer barometer conductor transistor resistor capacitor semiconductor".split()
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in a sentence, with what a pronoun after it would need to know."""

    text: str
    plural: bool
    animate: bool | None  # None: a name, of somebody or something


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause of a sentence."""

    subject: str  # the word that its subject turns on; «giving» of «giving the wrong one»
    verb: str
    tense: Literal["past", "present", ""]  # «»: a modal's
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
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if (
        any(not letter.isascii() and letter.isalpha() and ord(letter) > 0x24F for letter in text)
        and len(words) > 0
    ):
        letters = [letter for letter in text if letter.isalpha()]
        if sum(ord(letter) > 0x24F for letter in letters) > len(letters) / 4:
            return False
    foreign = sum(word in listed("foreign") for word in words)
    english = sum(word in listed("english") for word in words)
    return foreign < 2 or foreign * 3 < english


def opening_of(text: str) -> Opening:
    """Say what a sentence begins with; after a joint («But») what follows it counts if it is a pronoun."""
    words = words_in(text)
    if not words:
        return ""
    first = words[0]
    if first.low in _JOINTS and len(words) > 1 and words[1].tag in ("PRP", "PRP$"):
        return "possessive" if words[1].tag == "PRP$" else "pronoun"
    if first.low in _POSSESSIVES and (first.tag == "PRP$" or first.low in ("its", "their", "his")):
        return "possessive"
    if first.low in _PRONOUNS and not (first.low == "there" and first.tag == "EX"):
        return "pronoun" if _stands_alone(words) else "other"
    if first.low in _JOINTS:
        return "joint"
    if first.tag in ("WP", "WRB", "WDT"):
        return "question"
    table: dict[str, Opening] = {"CD": "number", "NNP": "name", "NNPS": "name", "VBG": "doing", "IN": "aside"}
    return table.get(first.tag, "other")


def nouns_of(text: str) -> tuple[Noun, ...]:
    """List the nouns of a text, in order."""
    return tuple(_noun(word) for word in words_in(text) if word.tag in NOUNS)


def has_antecedent(text: str, before: str) -> bool:
    """Tell whether the pronoun that a sentence opens with has a noun to stand for in the one before.

    True of a sentence that opens with none.
    """
    words = [word for word in words_in(text) if word.low not in _JOINTS][:1]
    if not words or opening_of(text) not in ("pronoun", "possessive"):
        return True
    low, nouns = words[0].low, nouns_of(before)
    if low in ("he", "him", "his", "she", "her", "hers"):
        return any(noun.animate is not False and not noun.plural for noun in nouns)
    if low in ("they", "them", "their", "theirs", "these", "those", "both", "ones"):
        return any(noun.plural for noun in nouns) or (len(nouns) > 1 and " and " in before)
    if low in ("this", "that", "such", "here", "there"):
        return bool(before.strip())  # what was said as a whole
    return any(not noun.plural and noun.animate is not True for noun in nouns)


def is_closed(text: str) -> bool:
    """Tell whether a sentence can be heard alone: no pronoun in it stands for a noun of another sentence."""
    seen: list[Noun] = []
    for place, word in enumerate(words := words_in(text)):
        if word.tag in NOUNS:
            seen.append(_noun(word))
        elif word.low in _POSSESSIVES | {"he", "she", "they", "them", "him", "those", "these", "ones"}:
            if not _stood_for(word.low, seen):
                return False
        elif (
            word.low in ("it", "one")
            and word.tag in ("PRP", "NN", "CD")
            and not seen
            and not _is_dummy(words, place)
        ):
            return False
        elif word.low == "this" and place == 0:
            return False
    return not (words and words[0].low in _JOINTS | {"such", "another", "other"})


def _stood_for(low: str, seen: Sequence[Noun]) -> bool:
    if low in ("they", "them", "their", "theirs", "these", "those", "ones"):
        return any(noun.plural for noun in seen) or len(seen) > 1
    if low in ("he", "she", "his", "her", "him", "hers"):
        return any(noun.animate is not False for noun in seen)
    return bool(seen)


def _is_dummy(words: Sequence[Word], place: int) -> bool:
    """Tell «it takes ten minutes», «it is hot» before «that» or «to», and «one in three»."""
    if words[place].low == "one":
        after = words[place + 1 : place + 2]
        return bool(after) and (after[0].tag in NOUNS | {"JJ", "IN"})
    return any(word.low in ("that", "to") for word in words[place + 1 :])


def _noun(word: Word) -> Noun:
    plural = word.tag in PLURALS or word.low == "people"
    if word.tag in ("NNP", "NNPS"):
        return Noun(word.text, plural, None)
    single = word.low.removesuffix("s")
    trade = bool(_BY_TRADE.match(word.low)) and single not in _NO_PEOPLE
    return Noun(word.text, plural, bool(_PEOPLE.search(word.low)) or trade)


def _stands_alone(words: Sequence[Word]) -> bool:
    """Tell «this means» from «this architecture means», and «one of them» from «one wheel»."""
    first, after = words[0], words[1] if len(words) > 1 else None
    if first.tag in ("PRP", "PRP$"):
        return True
    return after is None or after.tag in FINITE or after.tag in ("RB", "IN", ",", "TO", "WDT")


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


_COMMA = Word(",", ",", ",", 0, 0)


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
    pairs = zip(bare[1:], bare[2:], strict=False)
    if any(one.tag == "NNS" and two.tag in ("DT", "PRP$", "PRP") for one, two in pairs):
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
        found.tense,  # type: ignore[arg-type]
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
    for opener in found.openers:
        after = found.words[opener.place + 1] if opener.place + 1 < len(found.words) else None
        relative = (
            opener.word in ("who", "which", "that")
            and after is not None
            and (after.tag in FINITE or after.tag == "RB")
        )
        if opener.place > verb and not relative and not (opener.perhaps and opener in found.waiting):
            return True
    return False
