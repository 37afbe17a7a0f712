"""How a thin script tells the summary: what it is, the summary's own sentences, and its hard words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.knowledge.words import content_stems
from pipeline.writing.beats import Beat
from pipeline.writing.english import lower_first
from pipeline.writing.material import Material
from pipeline.writing.moves.opening import pack_origin, without_year
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.terms import HardTerm

_SAID_SHARE = 0.6  # of a definition's content words: with so many in the summary it has been said
_LEANING = frozenset({"pronoun", "possessive", "joint"})  # what goes on from the sentence before
_COUNTED = "no one two three four five six seven eight nine ten".split()
_HINGE = re.compile(r"\b(?P<clause>(?:after|unless|until|if) (?:[\w’'-]+ ){2,6}[\w’'-]+)\.$")
_UNPACK_RANKS = (7, 4, 1)  # what giving up the first, the second and the third costs
_NUMBER_RANK = 1


def definition(material: Material) -> Passage | None:
    """Say what the subject is, unless the summary does."""
    subject = material.subject
    if subject is None or not subject.term.definition or subject.way != "title":
        return None
    if not _goes_by_a_name_heard(material):
        return None
    telling = content_stems(subject.term.definition) - content_stems(" ".join(subject.term.names))
    if _defines(material) or len(telling & content_stems(material.summary)) > _SAID_SHARE * len(telling):
        return None
    return Passage((subject.term.definition,), "is", pack_origin(material, "is"))


def told(material: Material, phrases: Phrases, *, titled: bool, dated: bool) -> Iterator[Passage]:
    """Tell the summary sentence by sentence, each hard term after the sentence that used it.

    titled: the title was heard a moment ago; dated: so was the year.
    """
    waiting = list(material.terms)
    ranks = iter(_UNPACK_RANKS)
    held = [term for term in waiting if term.shown.casefold() not in material.summary.casefold()]
    for at, beat in enumerate(material.beats):
        yield _beat(material, phrases, beat, first=at == 0, titled=titled, dated=dated)
        held += [term for term in waiting if term not in held and term.shown.casefold() in beat.text.casefold()]
        waiting = [term for term in waiting if term not in held]
        following = material.beats[at + 1] if at + 1 < len(material.beats) else None
        if following is None or following.opens_with not in _LEANING:
            for term, rank in zip(held, ranks, strict=False):
                yield Passage((term.definition,), "unpack", f"the glossary, «{term.name}»", rank)
                if term.number and term is held[0]:
                    yield Passage((term.number,), "unpack", f"the glossary, «{term.name}», number", _NUMBER_RANK)
            held = []


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


def _beat(
    material: Material, phrases: Phrases, beat: Beat, *, first: bool, titled: bool, dated: bool
) -> Passage:
    if beat.because and material.asks_why:
        clause, cause = beat.because
        return Passage((phrases.say("because", clause=clause, cause=cause),), "because", "the summary")
    if not beat.is_titled:
        text = without_year(beat.text) if first and dated else beat.text
        return Passage((text,), "beat" if beat.verdict == "clause" else "whole", "the summary")
    before = beat.text[: -len(beat.bare)]
    if titled and "?" in before:
        return Passage((beat.bare,), "whole", "the summary")  # the title asked, and was heard
    if titled and before.endswith(": "):
        line = phrases.say("in_short", text=lower_first(beat.text.removeprefix(before), material.ordinary))
        return Passage((line,), "whole", "the summary")
    return Passage((beat.text,), "whole", "the summary")


def _goes_by_a_name_heard(material: Material) -> bool:
    """Tell whether the definition calls the subject as title and subtitle do: «kill fee», no «cancellation charge»."""
    if material.subject is None:
        return False
    term = material.subject.term
    heard = content_stems(f"{material.name.heading} {material.subtitle}")
    named = [content_stems(name) for name in term.names]
    return content_stems(term.term) <= content_stems(material.subject.name) or any(
        name <= heard and name <= content_stems(term.definition) for name in named
    )


def _defines(material: Material) -> bool:
    """Tell whether the summary's first clause says what the title is."""
    names = [material.name.plain, *(material.subject.term.names if material.subject else ())]
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return bool(re.match(rf"(?:an? |the )?(?:{named})(?:,[^,]+,)? (?:is|are|was|were|means)\b", material.summary, re.IGNORECASE))
