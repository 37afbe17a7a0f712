"""The main clause of a sentence: its subject and its finite verb, or the word that there is surely none.

A tagger says what each word is, not what belongs together. Here one pass over the tags keeps a pile of
clauses that still wait for their verb: «that», «who», «when» put one on it, a finite verb takes one off, and
the verb that finds none waiting is the sentence's own. What agrees with no subject before it counts for
nothing, so that doubt stays doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.language.main_verb import find_by_object, take_verb
from pipeline.language.noun_groups import begins_group, take_group
from pipeline.language.scan import BEFORE_NOUN, FINITE, NOUNS, Opener, Scan, listed
from pipeline.language.words import Word

_OBJECTS = frozenset(("DT", "PRP$", "PRP", "WP"))


def scan(words: Sequence[Word]) -> Scan:
    """Look for the main clause of a sentence without colon, dash or semicolon."""
    found = Scan(_with_hidden_verb(_with_participle(words)))
    place = 0
    while place < len(found.words):
        place = _step(found, place)
    if found.verb is None and not found.waiting and found.words:
        find_by_object(found)
    return found


def _with_participle(words: Sequence[Word]) -> Sequence[Word]:
    """Take «Blown at …» for a participle, whatever its capital made of it."""
    if len(words) < 2 or words[1].tag not in ("IN", "RB", "TO"):
        return words
    if words[0].tag not in ("NNP", "NN", "JJ", "VBD"):
        return words
    participle = words[0].low.endswith("ed") or words[0].low in listed("participles")
    return [replace(words[0], tag="VBN"), *words[1:]] if participle else words


def _with_hidden_verb(words: Sequence[Word]) -> Sequence[Word]:
    """Make a verb of «caps» in «A clause caps what you pay»: after «a» stands no plural."""
    place = next((place for place, word in enumerate(words) if word.tag == "NNS"), 0)
    if place < 2 or place + 1 >= len(words) or words[0].low not in ("a", "an", "each", "every", "the"):
        return words
    one_group = all(word.tag in BEFORE_NOUN for word in words[1:place])
    if one_group and words[place].low.endswith("s") and _is_verb_here(words, place):
        return [*words[:place], replace(words[place], tag="VBZ"), *words[place + 1 :]]
    return words


def _is_verb_here(words: Sequence[Word], place: int) -> bool:
    before, after = words[place - 1].tag, words[place + 1].tag
    if words[0].low not in ("a", "an"):
        return before in ("NN", "NNP", "JJ") and after in _OBJECTS
    if words[place].low in listed("plural_in_form"):
        return False
    follows = _OBJECTS | ({"IN", "CD", "VBG", "WRB", "TO"} if before == "NN" else {"VBG", "WRB"})
    return before in ("NN", "JJ") and after in follows


def _step(found: Scan, place: int) -> int:
    """Take one word, or one group of nouns, and give the place after it."""
    word = found.words[place]
    if word.tag == ",":
        _take_comma(found, place)
    elif _opens(found, place):
        before = found.before(place)
        after_comma = before is not None and before.tag == ","
        found.open(Opener(place, word.low, after_comma, word.low in listed("perhaps_openers")))
    elif word.tag in FINITE:
        take_verb(found, place)
    elif word.tag in ("IN", "TO"):
        found.led = True
    elif begins_group(found, place):
        return take_group(found, place)
    elif word.tag in ("VBG", "VBN", "VB"):
        found.led = found.led or place > 0
    return place + 1


def _take_comma(found: Scan, place: int) -> None:
    found.waiting = [opener for opener in found.waiting if not opener.perhaps]
    if not found.waiting:
        found.segment, found.begin, found.led = found.segment + 1, place + 1, False


def _opens(found: Scan, place: int) -> bool:
    """Tell whether a word opens a clause with a verb of its own; «how to», «while working» do not."""
    word, after = found.words[place], found.after(place)
    if after is None or after.tag == "TO" or (word.low == "because" and after.low == "of"):
        return False
    perhaps = word.low in listed("perhaps_openers")
    if word.low == "once" and place and found.words[place - 1].tag == "IN":
        return False  # «at once»
    if after.tag in ("VBG", "VBN") and (perhaps or word.low in listed("may_lead_participle")):
        return False
    if word.low == "so":
        measure = after.tag in ("JJ", "RB", "CD") or after.low in ("that", "many", "much", "few")
        return place > 0 and not measure
    if word.low == "that":
        before = found.before(place)
        relative = before is not None and (
            before.tag in NOUNS or (after.tag in FINITE and before.tag != "IN")
        )
        return word.tag in ("IN", "WDT") or relative
    return word.low in listed("openers") or (perhaps and word.tag in ("IN", "WRB", "RB"))
