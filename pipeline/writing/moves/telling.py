"""How a thin script tells the summary: what it is, the summary's own sentences, and its hard words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.knowledge.words import content_stems
from pipeline.writing.beats import Beat
from pipeline.writing.english import lower_first
from pipeline.writing.known.terms import HardTerm
from pipeline.writing.material import Material
from pipeline.writing.moves.opening import pack_origin, without_year
from pipeline.writing.passages import Move, Passage
from pipeline.writing.phrases import Phrases

_SAID_SHARE = 0.6  # of a definition's content words: with so many in the summary it has been said
_LEANING = frozenset({"pronoun", "possessive", "joint"})  # what goes on from the sentence before
_COUNTED = "no one two three four five six seven eight nine ten".split()
_HINGE = re.compile(r"\b(?P<clause>(?:after|unless|until|if) (?:[\w’'-]+ ){2,6}[\w’'-]+)\.$")
_UNPACK_RANKS = (7, 4, 1)  # what giving up the first, the second and the third costs
_SHARED = 3  # words of a fragment and of the definition
_SUM_RANKS = (8, 2)  # the same for sums: there are no more
_LAST_RANK = 1


def definition(material: Material) -> Passage | None:
    """Say what the subject is, unless the summary does."""
    subject, said = material.subject, material.definition
    if not said or (subject and (subject.way != "title" or not _goes_by_a_name_heard(material))):
        return None
    names = " ".join((material.name.heading, *(subject.term.names if subject else ())))
    telling = content_stems(said) - content_stems(names)
    if _defines(material) or len(telling & content_stems(material.summary)) > _SAID_SHARE * len(telling):
        return None
    return Passage((said,), "is", pack_origin(material, "is") or f"the glossary, «{material.name.heading}»")


def told(
    material: Material, phrases: Phrases, *, dated: bool = False, titled: bool = False
) -> Iterator[Passage]:
    """Tell the summary sentence by sentence: after each the sum on its figures, then the hard words it used.

    What goes on from a sentence stays with it. `dated`, `titled`: the year, the title was heard a moment ago.
    """
    terms = _Waiting([(term.shown, _explained(term)) for term in material.terms], _UNPACK_RANKS)
    sums = _Waiting([(each.after, (each.sentences,)) for each in material.sums], _SUM_RANKS)
    heard = material.subtitle
    for at, beat in enumerate(material.beats):
        heard = f"{heard} {beat.text}"
        yield _beat(material, phrases, beat, dated=dated and at == 0, titled=titled)
        last = at + 1 == len(material.beats)
        if last or material.beats[at + 1].opens_with not in _LEANING:
            yield from sums.due(heard, "sum", "a sum on the summary's figures", everything=last)
            yield from terms.due(heard, "unpack", "the glossary", most=None if last else 1)


class _Waiting:
    """What is told as soon as the words it belongs to have been heard, and what giving it up costs."""

    def __init__(
        self, things: Iterable[tuple[str, tuple[tuple[str, ...], ...]]], ranks: Sequence[int]
    ) -> None:
        self._things = list(things)
        self._ranks = list(ranks)

    def due(
        self, heard: str, move: Move, origin: str, *, everything: bool = False, most: int | None = None
    ) -> Iterator[Passage]:
        """Give what belongs to the words heard, or everything; `most` of it, and the rest another time."""
        due = [each for each in self._things if everything or each[0].casefold() in heard.casefold()]
        for words, passages in due[:most]:
            if not self._ranks:
                return
            self._things.remove((words, passages))
            rank = self._ranks.pop(0)
            yield Passage(passages[0], move, f"{origin}, «{words}»", rank)
            yield from (Passage(more, move, f"{origin}, «{words}»", _LAST_RANK) for more in passages[1:])


def _explained(term: HardTerm) -> tuple[tuple[str, ...], ...]:
    return ((term.definition,), (term.number,)) if term.number else ((term.definition,),)


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


def _beat(material: Material, phrases: Phrases, beat: Beat, *, dated: bool, titled: bool) -> Passage:
    if beat.because and material.asks_why:
        clause, cause = beat.because
        return Passage((phrases.say("because", clause=clause, cause=cause),), "because", "the summary")
    if not beat.is_titled:
        text = without_year(beat.text) if dated else beat.text
        return Passage((text,), "beat" if beat.verdict == "clause" else "whole", "the summary")
    before = beat.text[: -len(beat.bare)]
    if titled and "?" in before:
        return Passage((beat.bare,), "whole", "the summary")  # the title asked
    if before.endswith(": ") and (titled or _sums_up(material, beat)):
        line = phrases.say("in_short", text=lower_first(beat.text.removeprefix(before), material.ordinary))
        return Passage((line,), "whole", "the summary")
    return Passage((beat.text,), "whole", "the summary")


def _sums_up(material: Material, beat: Beat) -> bool:
    """Tell whether a fragment says what was explained before it; of those in doubt, every second may."""
    if material.subject is None:
        return False
    shared = content_stems(beat.bare) & content_stems(material.definition)
    return beat.verdict == "doing" or (len(shared) >= _SHARED and material.number % 2 == 1)


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
    return bool(
        re.match(
            rf"(?:an? |the )?(?:{named})(?:,[^,]+,)? (?:is|are|was|were|means)\b",
            material.summary,
            re.IGNORECASE,
        )
    )
