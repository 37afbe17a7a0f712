"""Groups of nouns in a tagged sentence: where one ends, and where two stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.language.scan import (
    ADVERBS,
    BEFORE_NOUN,
    DETERMINERS,
    FINITE,
    NOUNS,
    PLURALS,
    Head,
    Opener,
    Scan,
    listed,
)
from pipeline.language.words import Word

_SUBJECT_PRONOUNS = frozenset("i you he she it we they".split())
_PLURAL_PRONOUNS = frozenset("i you we they these those many both few several".split())
_EITHER_NUMBER = frozenset("CD JJ DT EX JJS VBN VBG JJR".split())


def begins_group(found: Scan, place: int) -> bool:
    """Tell whether a group of nouns, or a pronoun, begins at a place."""
    word = found.words[place]
    if word.tag in ADVERBS:
        after = found.after(place)
        return after is not None and after.tag in ("JJ", "CD", "VBN") and not found.led
    if word.low in ("such", "all", "both", "half"):
        after = found.after(place)
        return after is None or after.tag not in DETERMINERS  # «such a model» is one group
    if word.tag in ("VBG", "VBN"):
        before, after = found.before(place), found.after(place)
        follows = before is None or before.tag in NOUNS or found.led
        return not follows and after is not None and after.tag in NOUNS | {"JJ", "VBG", "VBN"}
    return word.tag in BEFORE_NOUN | DETERMINERS | {"PRP", "EX"}


def take_group(found: Scan, place: int) -> int:
    """Take a group of nouns, note its head, and give the place after it."""
    words, before = found.words, found.before(place)
    after_noun = before is not None and (before.tag in NOUNS or (before.tag == "CD" and found.led))
    if words[place].tag in ("PRP", "EX"):
        if after_noun and words[place].low in _SUBJECT_PRONOUNS:
            _side_by_side(found, place)
        _note(found, place, place)
        return place + 1
    if after_noun and (words[place].tag in DETERMINERS or _begins_anew(words, place)):
        _side_by_side(found, place)
    end = _end_of_group(found, place)
    head = max((each for each in range(place, end) if words[each].tag in NOUNS), default=end - 1)
    _note(found, place, head)
    return end


def _side_by_side(found: Scan, place: int) -> None:
    """Open a clause in «the pitch you hear», and a main one in «with a retainer the client pays»."""
    if _was_preposition(found, place):
        found.waiting.pop()
        found.led = False
    elif found.subjects_here:
        if found.verb is None and found.words[place - 1].tag in NOUNS:
            found.open(Opener(place))
    elif not found.waiting:
        found.led = False


def _was_preposition(found: Scan, place: int) -> bool:
    """Tell «After six weeks the boy walked» from «after the day the music died»."""
    if not found.waiting or not found.waiting[-1].perhaps or found.waiting[-1].place != found.begin:
        return False
    if found.words[place - 1].low in listed("lead_relative"):
        return False
    rest = takewhile(lambda word: word.tag != ",", found.words[found.begin :])
    return sum(word.tag in FINITE for word in rest) == 1


def _end_of_group(found: Scan, place: int) -> int:
    words, end = found.words, place + 1
    opening = not found.subjects_here and _begins_with_preposition(found)
    while end < len(words) and words[end].tag in BEFORE_NOUN:
        before, tag = words[end - 1].tag, words[end].tag
        if before in NOUNS and tag in ("VBG", "VBN", "RB", "RBR", "RBS", "JJR"):
            break
        if before in ("NN", "NNS") and _begins_anew(words, end):
            break
        if found.led and opening and _ends_opening(words[end - 1], words[end]):
            if not found.waiting:
                found.heads.append(Head(end - 1, led=True, segment=found.segment))
            found.led = False
            break
        end += 1
    return end


def _begins_with_preposition(found: Scan) -> bool:
    first, *rest = found.words[found.begin : found.begin + 2]
    second = bool(rest) and rest[0].tag == "IN"
    return first.tag == "IN" or (second and first.tag in ADVERBS | {"CC"})


def _begins_anew(words: Sequence[Word], place: int) -> bool:
    """Tell «the longest word anyone has managed» and «a game two players play» from one group."""
    if words[place].low in listed("somebody"):
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    return (
        words[place].tag == "CD" and words[place].low.isalpha() and after is not None and after.tag == "NNS"
    )


def _ends_opening(before: Word, after: Word) -> bool:
    """Find the end of «In 1847» before «Semmelweis», and of «within weeks» before «doctors»."""
    year = before.tag == "CD" and len(before.low) == 4 and before.low.isdigit()
    return (year and after.tag in NOUNS | {"JJ"}) or (before.tag == "NNS" and after.tag in NOUNS)


def _note(found: Scan, first: int, head: int) -> None:
    if found.waiting or (found.heads and found.heads[-1].place == head):
        return
    word = found.words[head]
    plural: bool | None = word.tag in PLURALS or word.low in _PLURAL_PRONOUNS
    if word.tag in _EITHER_NUMBER and word.low not in ("this", "that", "each"):
        plural = None
    if _is_two_groups(found, first, head, plural=bool(plural)):
        found.open(Opener(head))
    else:
        found.heads.append(Head(head, plural, found.led, found.segment))


def _is_two_groups(found: Scan, first: int, head: int, *, plural: bool) -> bool:
    """Tell «tools chefs use», «a pattern neurons fire in» and «every type GenAI can make» from one group."""
    words = found.words
    single = words[first].low in ("a", "an", "each", "every")
    counted = any(word.tag == "CD" or word.low in ("few", "many") for word in words[first:head])
    if single and plural and not counted and words[head].low not in listed("either_number"):
        return True
    pairs = list(zip(words[first:head], words[first + 1 : head + 1], strict=True))
    many = (one for one, two in pairs if one.tag == "NNS" and two.tag in NOUNS)
    if any(one.low not in listed("plural_in_form") for one in many):
        return True
    small = (one for one, two in pairs if one.tag == "NN" and two.tag == "NNP")
    return found.led and any(one.text.islower() for one in small)
