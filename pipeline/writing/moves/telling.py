"""How a thin script tells the summary: what it is, the summary's own sentences, and its hard words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.knowledge.words import content_stems
from pipeline.language.grammar import verdict_of
from pipeline.language.words import words_in
from pipeline.writing.beats import Beat
from pipeline.writing.english import upper_first
from pipeline.writing.material import Material
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.names import begin_small
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases

_SAID_SHARE_OF_RESERVES = 0.6  # the same, where a pack is to carry the whole length
_SAID_SHARE = 0.4  # of a definition's content words: with so many in the summary it has been said
_LEANING = frozenset({"pronoun", "possessive", "joint"})  # what goes on from the sentence before
_COUNTED = "no one two three four five six seven eight nine ten".split()
_HINGE = re.compile(r"\b(?P<clause>(?:after|unless|until|if) (?:[\w’'-]+ ){2,6}[\w’'-]+)\.$")
_UNPACK_RANKS = (7, 1, 1)  # what giving up the first, the second and the third hard word costs
_SUM_RANKS = (8, 2)  # the same for sums: there are no more
_IDLE_SUMS = frozenset(
    {"years", "hundred", "converted", "left", "contrast"}
)  # with nothing to hold them against
_NOT_DONE = frozenset("died lived appeared arrived happened existed worked served ended started".split())
_DONE = re.compile(
    r"(?P<done>[A-Z][a-z]+ed|Built|Made|Found|Written|Drawn|Cut|Dug|Sunk|Grown|Born|Laid|Begun) "
    r"(?:\w+ )?(?:by|in|on|around|about|from|between|at|near|under|over|during|for|as|to)\b"
)
_PAST = re.compile(r"\b(?:1\d{3}|20[012]\d|\d+ BC|century)\b")
_ASKING = re.compile(r"(?P<word>How|Why|What|Where|When|Who|Whether) (?P<rest>.+)")
_NAMING = frozenset("DT EX PDT JJS RBS PRP$ NN NNS NNP NNPS CD PRP JJ VBG".split())
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|this|these|those|he|she|his|her)\b")
_FINITE = frozenset("VBZ VBP VBD MD".split())
_OPENERS = frozenset("that as if because until after before while once since".split())
_AND_ASKING = re.compile(r",? and (?:how|why) ")


def definition(material: Material) -> Passage | None:
    """Say what the subject is, unless the summary does."""
    subject, said = material.subject, material.definition
    if not said or (subject and (subject.way != "title" or not _goes_by_a_name_heard(material))):
        return None
    names = " ".join((material.name.heading, *(subject.term.names if subject else ())))
    telling = content_stems(said) - content_stems(names)
    enough = _SAID_SHARE_OF_RESERVES if material.has_reserves else _SAID_SHARE
    if _defines(material) or len(telling & content_stems(material.summary)) >= enough * len(telling):
        return None
    return Passage((said,), "is", pack_origin(material, "is") or f"the glossary, «{material.name.heading}»")


def told(
    material: Material,
    phrases: Phrases,
    *,
    labelled: bool = False,
    defined: bool = False,
) -> Iterator[Passage]:
    """Tell the summary sentence by sentence: before one its hard word, after it the sum on its figures.

    What goes on from a sentence stays with it. `labelled`: the title was not heard a
    moment ago; `defined`: what the subject is was said.
    """
    sums = [each for each in material.sums if each.kind not in _IDLE_SUMS]
    ranks = list(_SUM_RANKS)
    heard = material.subtitle
    words = _HardWords(material)
    for at, beat in enumerate(material.beats):
        if (
            not _POINTS_BACK.search(beat.text)
            and beat.opens_with not in _LEANING
            and (at or (defined and material.has_reserves))
        ):
            yield from words.used_in(beat.text)
        heard = f"{heard} {beat.text}"
        yield _beat(material, phrases, beat, labelled=labelled)
        last = at + 1 == len(material.beats)
        if last or material.beats[at + 1].opens_with not in _LEANING:
            for due in [each for each in sums if last or each.after.casefold() in heard.casefold()]:
                sums.remove(due)
                if ranks:
                    origin = f"a sum on the summary's figures, «{due.after}»"
                    yield Passage(due.sentences, "sum", origin, ranks.pop(0))
    if material.has_reserves:
        yield from words.used_in(heard)


class _HardWords:
    """The hard words of a summary still to be explained: one, or three where a pack has reserves."""

    def __init__(self, material: Material) -> None:
        self._terms = list(material.terms)
        self._ranks = list(_UNPACK_RANKS if material.has_reserves else _UNPACK_RANKS[:1])

    def used_in(self, text: str) -> Iterator[Passage]:
        """Explain those that a text uses."""
        for term in [each for each in self._terms if each.shown.casefold() in text.casefold()]:
            if not self._ranks:
                return
            self._terms.remove(term)
            yield Passage((term.definition,), "unpack", f"the glossary, «{term.shown}»", self._ranks.pop(0))


def hinge(material: Material, phrases: Phrases) -> Passage | None:
    """Point at the few words on which a rule turns, in a field of rules."""
    subject = material.subject
    if subject is None or not subject.pack.rules or not material.is_story:
        return None
    for beat in material.beats:
        if found := _HINGE.search(beat.text):
            words = found["clause"]
            count = _COUNTED[len(words.split())]
            line = phrases.say("hinge", count=count, Count=count.capitalize(), words=words)
            return Passage((line,), "hinge", "the summary", rank=3)
    return None


def is_labelled(material: Material, *, follows: bool) -> bool:
    """Tell whether the title is said with the summary: before a fragment that nothing else leads to.

    `follows`: the fragment comes after a definition.
    """
    beat = material.beats[0] if material.beats else None
    if beat is None or follows or material.name.is_question or not material.said:
        return False
    return _is_label(material, beat)


def _is_label(material: Material, beat: Beat) -> bool:
    """Tell a fragment that stands after a title and a colon, and has no colon of its own."""
    before = beat.text[: -len(beat.bare)]
    label = before.endswith(": ") and ": " not in beat.bare and not _as_a_sentence(material, beat)
    return label and _is_fragment(beat.bare)


def _is_fragment(text: str) -> bool:
    """Tell what names a thing from a sentence: every verb of it stands in a clause of its own."""
    words = words_in(text)
    verbs = sum(word.tag in _FINITE for word in words)
    clauses = sum(word.tag in ("WDT", "WP", "WRB") or word.low in _OPENERS for word in words)
    return bool(words) and words[0].tag in _NAMING and verbs <= clauses


def _beat(material: Material, phrases: Phrases, beat: Beat, *, labelled: bool) -> Passage:
    if beat.because and material.asks_why:
        clause, cause = beat.because
        return Passage((phrases.say("because", clause=clause, cause=cause),), "because", "the summary")
    if said := _as_a_sentence(material, beat):
        return Passage((said,), "whole", "the summary")
    if not beat.is_titled:
        return Passage((beat.text,), "beat" if beat.verdict == "clause" else "whole", "the summary")
    before = beat.text[: -len(beat.bare)]
    if labelled and _is_label(material, beat):
        text = begin_small(beat.text.removeprefix(before), material.ordinary)
        line = upper_first(phrases.say("the_subject", said=material.said, text=text))
        return Passage((line,), "whole", "the summary")
    stands_alone = "?" in before or before.endswith(": ")  # the title was heard a moment ago
    return Passage((beat.bare if stands_alone else beat.text,), "whole", "the summary")


def _as_a_sentence(material: Material, beat: Beat) -> str:
    """Make a sentence of «how …» and «named in 1908 …», where that is surely one; else «»."""
    if asking := _ASKING.fullmatch(beat.bare):
        return "" if beat.bare.endswith("?") else _stated(asking["word"], asking["rest"])
    done = _DONE.match(beat.bare)
    named = material.said and not material.name.is_question
    if not done or not named or done["done"].lower() in _NOT_DONE or not _PAST.search(beat.bare):
        return ""
    be = "were" if words_in(material.name.heading)[-1].tag in ("NNS", "NNPS") else "was"
    return f"{upper_first(material.said)} {be} {beat.bare[:1].lower()}{beat.bare[1:]}"


def _stated(word: str, rest: str) -> str:
    """Say that something is so, where it is said how or why; else name the question."""
    if word in ("When", "Where") and ", " in rest:  # no question: it says when the rest of it was so
        return ""
    parts = _AND_ASKING.split(rest)
    if word in ("How", "Why") and all(_is_clause(part) for part in parts):
        return upper_first(", and ".join(parts))
    return f"The question is {word.lower()} {rest}" if _is_asked_of(rest) else ""


def _is_clause(text: str) -> bool:
    words = words_in(text)
    names_something = bool(words) and words[0].tag in _NAMING
    sentence = f"{upper_first(text.rstrip('.'))}."
    return names_something and (verdict_of(sentence) == "clause" or not _is_fragment(sentence))


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


def _goes_by_a_name_heard(material: Material) -> bool:
    """Tell whether the definition calls the subject by a name that title and subtitle hold."""
    if material.subject is None:
        return False
    term = material.subject.term
    heard = content_stems(f"{material.name.heading} {material.subtitle}")
    named = [content_stems(name) for name in term.names]
    return content_stems(term.term) <= content_stems(material.subject.name) or any(
        name <= heard and name <= content_stems(material.definition) for name in named
    )


def _defines(material: Material) -> bool:
    """Tell whether the summary's first clause says what the title is."""
    names = [material.name.plain, *(material.subject.term.names if material.subject else ())]
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return any(
        re.match(
            rf"(?:an? |the )?(?:{named})(?:,[^,]+,)? (?:is|are|was|were|means)\b",
            text,
            re.IGNORECASE,
        )
        for text in (material.summary, *(beat.text for beat in material.beats[:1]))
    )
