"""Where a sentence may be cut in two: only between certain clauses, and where neither lives by the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language.grammar import Clause, clause_of, verdict_of
from pipeline.language.homographs import hides_a_verb
from pipeline.language.pronouns import opening_of
from pipeline.language.words import has_open_quote, words_in

_SEMICOLON = re.compile(r"\s*;\s+")
_COLON = re.compile(r":\s+")
_DASH = re.compile(r"\s+[—–]\s+|\s+--\s+|(?<=[a-z])—(?=[a-z])")
_JOINT = re.compile(r",\s+(?=(?P<joint>and|but|so)\s)")
_CONDITIONAL = frozenset(
    "if unless when whenever once where while until since after before although though because whether as "
    "without with".split()
)
_SO_MUCH = re.compile(r"so (?:that|as|many|much|few|little|long|far|too|called|on)\b", re.IGNORECASE)
_PAIRED = re.compile(
    r"\b(?:either|neither|not only|both|whether|not just|not merely|between)\b", re.IGNORECASE
)
_AWAITS = re.compile(
    r"\b(?:is|are|was|were|that|as|like|include|includes|including|following|namely|than)$", re.IGNORECASE
)
_LEAST = 4  # words on either side
_WORTH_IT = 18  # words; a shorter sentence is followed without help
_NAMED = 20  # words, from which «— the default in …» becomes a sentence of its own
_MOST = 120  # words; nobody wrote a longer sentence on purpose
_INSERTED = re.compile(r"[^,]+, (?:he|she|they|it|we|you|I) \w+[^,]*,")  # «his nerves, he was told, and …»
_FORETOLD = re.compile(r"\b(?:would|could|will|had)\b")


def cut(sentence: str) -> tuple[str, ...]:
    """Cut a sentence into the sentences that it surely holds; one that is in doubt is given back whole."""
    if len(sentence.split()) > _MOST or has_open_quote(sentence):
        return (sentence,)
    for pattern, halves in (
        (_SEMICOLON, _at_semicolon),
        (_COLON, _at_colon),
        (_DASH, _at_dash),
        (_JOINT, _at_joint),
    ):
        for match in _outside(pattern, sentence):
            left, right = sentence[: match.start()].rstrip(" ,"), sentence[match.end() :]
            if min(len(left.split()), len(right.split())) < _LEAST:
                continue
            pair = halves(left, right, sentence)
            if pair is not None:
                return (*cut(pair[0]), *cut(_capital(pair[1])))
    return (sentence,)


def _outside(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    """Find a sign where no bracket and no quotation is open."""
    for match in pattern.finditer(sentence):
        if not has_open_quote(sentence[: match.start()]) and not has_open_quote(sentence[match.end() :]):
            yield match


def _at_semicolon(left: str, right: str, sentence: str) -> tuple[str, str] | None:
    """A semicolon stands between whole thoughts, unless it parts the items of a list."""
    if not all(_is_whole(piece) for piece in _SEMICOLON.split(sentence)[1:]):
        return None
    if verdict_of(left) == "doubt" and not _is_named_thing(left):
        return None
    return left, right


def _at_colon(left: str, right: str, sentence: str) -> tuple[str, str] | None:
    if sentence.count(": ") > 1 or ";" in right or not _is_worth_it(sentence) or _AWAITS.search(left):
        return None
    if not _is_whole(right) or _INSERTED.match(right):
        return None
    if verdict_of(left) != "clause" and not _is_named_thing(left):
        return None
    return left, right


def _at_dash(left: str, right: str, sentence: str) -> tuple[str, str] | None:
    """What follows a single dash is a clause, or a name for what was said."""
    if len(list(_DASH.finditer(sentence))) != 1 or not _is_worth_it(sentence):
        return None
    sure = (
        verdict_of(left) == "clause"
        or _is_named_thing(left)
        or (":" in left and _is_whole(left.rpartition(": ")[2]))
    )
    if not sure or _AWAITS.search(left):
        return None
    if _is_whole(right):
        return left, right
    if len(sentence.split()) > _NAMED and _names(right) and _tells_of_now(left):
        return left, f"That is {right[:1].lower()}{right[1:]}"
    return None


def _at_joint(left: str, right: str, sentence: str) -> tuple[str, str] | None:
    """Both sides have subject and verb, and neither a condition nor «showed that» reaches over the comma."""
    if not _is_worth_it(sentence):
        return None
    joint, _, rest = right.partition(" ")
    if _SO_MUCH.match(right) or _PAIRED.search(left) or "either" in rest.split()[:2]:
        return None
    one, other = clause_of(left), clause_of(rest)
    if one is None or other is None or ("," in left and (one.verbs > 1 or _lists_clauses(left))):
        return None
    if _hangs_together(one, other, left, joint):
        return None
    return left, rest if joint == "and" else right


def _lists_clauses(left: str) -> bool:
    """Tell the first two of three: «the lungs give air, the throat shapes it, and the singer is heard»."""
    last = left.rpartition(", ")[2]
    words = words_in(last)
    if not words or words[0].tag not in ("DT", "PRP", "PRP$"):
        return False
    return any(word.tag in ("VBZ", "VBP", "VBD", "MD") for word in words) or hides_a_verb(last)


def _hangs_together(one: Clause, other: Clause, left: str, joint: str) -> bool:
    """Tell whether the left half's condition, or what it reports, may hold for the right half too."""
    if one.first in _CONDITIONAL or (one.led and one.tense != "past"):
        return True
    if one.inner_open:
        told_ahead = bool(_FORETOLD.search(left)) and other.tense == "past" and joint == "but"
        if not told_ahead:
            return True
    if any(word in _CONDITIONAL for word in one.openers) or one.verbs > 1:
        return not (joint == "but" and one.tense == "past" and other.tense == "past")
    trailing = {"if", "unless", "when", "until", "while"} & {*other.openers}
    return bool(trailing) and other.first not in trailing and one.tense != "past"


def _is_whole(text: str) -> bool:
    return verdict_of(text) == "clause" and opening_of(text) != "question"


def _is_worth_it(sentence: str) -> bool:
    return len(sentence.split()) > _WORTH_IT


def _is_named_thing(text: str) -> bool:
    """Tell a group of nouns, «Two networks in adversarial training», or a doing, for a clause to tell of."""
    if verdict_of(text) == "doing":
        return True
    words = words_in(text)
    if not words or words[-1].tag in ("IN", "TO", "VBZ", "VBP", "VBD", "MD", "DT", "CC"):
        return False
    return words[0].tag in ("DT", "CD") and not any(word.tag in ("VBZ", "VBP", "VBD", "MD") for word in words)


def _names(text: str) -> bool:
    """Tell «the default in most models»: one thing, with an article, no list, no verb but in «that …»."""
    words = words_in(text)
    if not words or words[0].low not in ("a", "an", "the") or "," in text or verdict_of(text) == "clause":
        return False
    head = next(
        (
            place
            for place, word in enumerate(words)
            if place and word.tag in ("IN", "WDT", "VBN", "VBG", "TO", "CC", ".", "WP")
        ),
        len(words),
    )
    return words[head - 1].tag in ("NN", "NNP") and not (head < len(words) and words[head].tag == "CC")


def _tells_of_now(text: str) -> bool:
    clause = clause_of(text.rpartition(": ")[2])
    if clause is not None:
        return clause.tense == "present"
    return not any(word.tag == "VBD" for word in words_in(text))


def _capital(text: str) -> str:
    word = text.split(maxsplit=1)[0] if text else ""
    return text[:1].upper() + text[1:] if word.islower() else text
