"""How a fragment of a summary becomes a sentence: by its title, or as something to think of.

Only what is surely a noun phrase, a doing or the answer to a question is put behind a verb; whatever is in
doubt follows its title and a colon, or stands as its author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.grammar import verdict_of
from pipeline.language.tagger import is_spelled_small
from pipeline.language.words import Word, words_in
from pipeline.writing.beats import Beat
from pipeline.writing.english import upper_first, word_list
from pipeline.writing.material import Material
from pipeline.writing.names import begin_small
from pipeline.writing.phrases import Phrases

_NOT_DONE = frozenset("died lived appeared arrived happened existed worked served ended started".split())
_DONE = re.compile(
    r"(?P<done>[A-Z][a-z]+ed|Built|Made|Found|Written|Drawn|Cut|Dug|Sunk|Grown|Born|Laid|Begun) "
    r"(?:\w+ )?(?:by|in|on|around|about|from|between|at|near|under|over|during|for|as|to)\b"
)
_PAST = re.compile(r"\b(?:1\d{3}|20[012]\d|\d+ BC|century)\b")
_ASKING = re.compile(r"(?P<word>How|Why|What|Where|When|Who|Whether) (?P<rest>.+)")
_ADDED = re.compile(r"(?:[\w’'-]+ ){1,4}[\w’'-]+, \w+(?:ed|en) (?:on|in|by|at|to|from|for|with)\b")
_AND_ASKING = re.compile(r",? and (?:how|why) ")
_NAMING = frozenset("DT EX PDT JJS RBS PRP$ NN NNS NNP NNPS CD PRP JJ VBG".split())
_FINITE = frozenset("VBZ VBP VBD MD".split())
_OPENERS = frozenset("that as if because until after before while once since".split())
_BEFORE_A_NOUN = frozenset("DT CD JJ JJR JJS NN NNS VBN POS".split())
_NOUNS = frozenset("NN NNS".split())
_ARTICLES = frozenset("a an the two three four five six seven eight nine ten".split())
_MAY_BE_VERB = frozenset("NN NNS JJ".split())
_OBJECT = frozenset("DT PRP$ CD PRP".split())
_JOINED = frozenset(("and", "or", "but", ","))


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A fragment that surely names a thing: its first word, and the noun that it turns on."""

    first: str
    head: str
    is_plural: bool


def stated(material: Material, beat: Beat, phrases: Phrases) -> str:
    """Make a sentence of a fragment, where that is surely one; else «»."""
    if beat.verdict == "clause" and not (_ADDED.match(beat.bare) and noun_phrase(beat.bare)):
        return ""
    if free := _free_relative(material, beat.bare):
        return free
    if asking := _ASKING.fullmatch(beat.bare):
        return "" if beat.bare.endswith("?") else _asked(asking["word"], asking["rest"])
    if done := _done(material, beat.bare):
        return done
    phrase = noun_phrase(beat.bare)
    if phrase is None:
        return ""
    text = small(begin_small(beat.bare, material.ordinary))
    if subject := _subject_of(material, phrase):
        return f"{upper_first(subject)} {_be(subject)} {text}"
    return phrases.say("picture", text=text) if phrases.left("picture") else ""


def noun_phrase(text: str) -> NounPhrase | None:
    """Give what a text names, if it surely names a thing and says nothing of it; None in doubt.

    Every verb in it must stand in a clause of its own: «roads that …», and no noun may be a verb. A capital
    may pass for a name's, so it is read with a small first letter as well.
    """
    return next(filter(None, map(_named, dict.fromkeys((text, small(text))))), None)


def _named(text: str) -> NounPhrase | None:
    words = words_in(text.rstrip("."))
    end = next((i for i, word in enumerate(words) if word.tag not in _BEFORE_A_NOUN), len(words))
    run, rest = words[:end], words[end:]
    if not run or not _is_group(run) or not _may_follow_a_noun(rest) or not _verbs_are_led(rest):
        return None
    return NounPhrase(run[0].low, run[-1].low, run[-1].tag == "NNS")


def small(text: str) -> str:
    """Begin a text small, where its first word is surely no name."""
    first = text.split(maxsplit=1)[0] if text else ""
    return first.lower() + text[len(first) :] if is_spelled_small(first.strip(",")) else text


def names_something(text: str) -> bool:
    """Tell what names a thing from a sentence: every verb of it stands in a clause of its own."""
    words = words_in(text)
    return bool(words) and words[0].tag in _NAMING and _has_no_verb_of_its_own(text)


def is_verbless(text: str) -> bool:
    """Tell a text that surely has no verb of its own: nothing in it could be one."""
    words = words_in(text.rstrip("."))
    near = zip(words, words[1:], words[2:], strict=False)
    return names_something(text) and not any(_reads_as_verb(*three) for three in near)


def is_doing(text: str) -> bool:
    """Tell «putting the accent between the beats»: a doing, and nothing that could be a verb beside it."""
    words = words_in(text)
    return bool(words) and words[0].tag == "VBG" and words[0].low.endswith("ing") and is_verbless(text)


def head_of(name: str) -> str:
    """Give the noun that a title within a sentence turns on: «scope» of «a scope of work»."""
    words = words_in(re.split(r" (?:of|for|in|on|to|from|with|over|under|ahead) ", name)[0])
    return words[-1].text if words else ""


def is_plural(name: str) -> bool:
    """Tell whether a title within a sentence is a plural."""
    words = words_in(re.split(r" (?:of|for|in|on|to|from|with|over|under|ahead) ", name)[0])
    return bool(words) and words[-1].tag in ("NNS", "NNPS")


def _be(subject: str) -> str:
    return "are" if is_plural(subject) else "is"


def _subject_of(material: Material, phrase: NounPhrase) -> str:
    """Give the title as the subject of «is» or «are», where what is said of it is of its kind and number."""
    if material.name.is_question or material.name.asks or not _is_genus(phrase.head):
        return ""
    named, called = material.said, material.called
    if not named and called == called.lower() and phrase.first in ("a", "an"):
        named = f"{'an' if called[:1] in 'aeiou' else 'a'} {called}"
    if not named and called == called.lower() and phrase.first == "the":
        named = called
    return named if named and is_plural(named) == phrase.is_plural else ""


def _is_genus(noun: str) -> bool:
    kinds = word_list("kinds_of_things")
    return noun in kinds or noun.removesuffix("s") in kinds or noun.removesuffix("es") in kinds


def _free_relative(material: Material, text: str) -> str:
    """Say «white dwarfs are what is left when …»."""
    words = words_in(text)
    if len(words) < 3 or words[0].text != "What" or words[1].tag not in _FINITE or text.endswith("?"):
        return ""
    subject = material.said
    if not subject or material.name.is_question:
        return ""
    return f"{upper_first(subject)} {_be(subject)} w{text[1:]}"


def _done(material: Material, text: str) -> str:
    done = _DONE.match(text)
    named = material.said and not material.name.is_question
    if not done or not named or done["done"].lower() in _NOT_DONE or not _PAST.search(text):
        return ""
    if not _has_no_verb_of_its_own(text):
        return ""
    be = "were" if is_plural(material.said) else "was"
    return f"{upper_first(material.said)} {be} {text[:1].lower()}{text[1:]}"


def _asked(word: str, rest: str) -> str:
    """Say that something is so, where it is said how or why; else name the question."""
    if word in ("When", "Where") and ", " in rest:  # no question: it says when the rest of it was so
        return ""
    parts = _AND_ASKING.split(rest)
    if word in ("How", "Why") and all(_is_clause(part) for part in parts):
        return upper_first(", and ".join(parts))
    return f"The question is {word.lower()} {rest}" if _is_asked_of(rest) else ""


def _is_clause(text: str) -> bool:
    words = words_in(text)
    names = bool(words) and words[0].tag in _NAMING
    sentence = f"{upper_first(text.rstrip('.'))}."
    return names and (verdict_of(sentence) == "clause" or not names_something(sentence))


def _is_asked_of(rest: str) -> bool:
    """Tell «what a contract is» from «what is a contract»."""
    words = words_in(rest)
    return (
        bool(words)
        and ": " not in rest
        and not re.match(
            r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|if|about)\b", rest
        )
    )


def _has_no_verb_of_its_own(text: str) -> bool:
    words = words_in(text)
    verbs = sum(word.tag in _FINITE for word in words)
    return verbs <= sum(_is_opener(word) for word in words)


def _is_opener(word: Word) -> bool:
    return word.tag in ("WDT", "WP", "WRB") or word.low in _OPENERS


def _is_group(run: Sequence[Word]) -> bool:
    """Tell a group of words that ends in its noun: no «candle burns», no «line climbs 200 metres»."""
    first, head = run[0], run[-1]
    if head.tag not in _NOUNS or not head.text.isalpha() or (first.tag == "DT" and first.low not in _ARTICLES):
        return False
    if first.low in ("a", "an") and head.tag == "NNS":
        return False
    return not any(one.tag in _NOUNS and two.tag in ("CD", "VBN") for one, two in pairwise(run))


def _may_follow_a_noun(rest: Sequence[Word]) -> bool:
    """Tell what only adds to a noun: «that …», «made by …», «, placed on …», «of …» with one of them."""
    if len(rest) < 2:
        return False
    first, second = rest[0], rest[1]
    if first.tag in ("WDT", "WP", "WRB", "VBG") or first.low == "that":
        return True
    if first.text == ",":
        return second.tag in ("VBN", "VBG", "WDT", "WP") or second.low in ("or", "that")
    if first.tag == "VBN":
        by = any(word.low == "by" for word in rest[1:7])
        return by or (not first.low.endswith("ed") and second.tag in ("IN", "TO", "RP"))
    return first.tag in ("IN", "TO") and any(_is_opener(word) or word.tag in ("VBN", "VBG") for word in rest)


def _verbs_are_led(rest: Sequence[Word]) -> bool:
    """Tell whether each verb follows what opens a clause, or is joined to one that does."""
    openers = verbs = 0
    for before, word, after in zip((None, *rest), rest, (*rest[1:], None), strict=False):
        openers += _opens_clause(word, after)
        if word.tag in _FINITE and not (verbs and before and before.low in _JOINED):
            verbs += 1
        loose = not openers or word.tag in ("VBN", "VBD")
        if verbs > openers or (loose and before and after and _reads_as_verb(before, word, after)):
            return False
    return True


def _opens_clause(word: Word, after: Word | None) -> bool:
    """Tell «that», «who» and «because it»; «after learning» opens none."""
    if word.tag in ("WDT", "WP", "WRB") or word.low in ("that", "because", "if"):
        return True
    return word.low in _OPENERS and after is not None and after.tag == "PRP"


def _reads_as_verb(before: Word, word: Word, after: Word) -> bool:
    """Tell «water links two proteins», «Peru twist grass», «, printed 800 sheets»."""
    if word.tag in ("VBN", "VBD"):
        return (before.text == "," or before.tag in _NOUNS) and after.tag in _OBJECT
    if word.tag not in _MAY_BE_VERB:
        return False
    if before.tag in ("NNP", "NNPS", "NNS", "RB"):
        return word.tag in _NOUNS
    return before.tag in _NOUNS | {"CD"} and after.tag in _OBJECT
