"""How a thin script tells the summary: what it is, the summary's own sentences, and its hard words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.knowledge.words import content_stems
from pipeline.language.grammar import clause_of
from pipeline.writing.beats import Beat
from pipeline.writing.material import Material
from pipeline.writing.moves.explaining import is_named, is_of_another_law
from pipeline.writing.moves.fragments import is_doing, is_headless, is_verbless, lowered, noun_phrase
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.moves.stating import stated
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.quantities import figures_in
from pipeline.writing.sameness import says_again, shares_words
from pipeline.writing.sums import Sum

_SAID_SHARE_OF_RESERVES = 0.6  # the same, where a pack is to carry the whole length
_SAID_SHARE = 0.3  # of a definition's content words: with so many in the summary it has been said
_FEWEST_SAID = 2  # of them: one word may be there by chance
_LEANING = frozenset({"pronoun", "possessive", "joint"})  # what goes on from the sentence before
_UNPACK_RANKS = (7, 1, 1)  # what giving up the first, the second and the third hard word costs
_SUM_RANKS = (None, 2)  # the same for sums: the first stays with its sentence, and there are no more
# With nothing to hold them against, or true of figures that nobody would set against each other.
_IDLE_SUMS = frozenset(("years", "year after", "year before", "converted", "in so many", "rest", "doubling"))
_PROOFS = frozenset(("powers", "squares"))  # worth saying only where the summary speaks of doubling
_DOUBLING = re.compile(r"\b(?:doubl\w+|powers?|squared?|combinations?|generations?|binary)\b", re.IGNORECASE)
_OF_A_DAY = re.compile(r"The (?:year|day|night|week|month|morning|evening|summer|winter|decade)\b")
_GIVES_A_CAUSE = re.compile(r", (?:because|since|so)\b")  # of what a sentence says, never of a name
_FAR = 8  # words between a figure and what is made of it
_DENIED = re.compile(r"\b(?:not|never|no|nobody|unless|without)\b|n['’]t\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|this|these|those|he|she|his|her)\b")


def definition(material: Material) -> Passage | None:
    """Say what the subject is, unless the summary does."""
    subject, said = material.subject, material.definition
    if not said or (subject and not (is_named(material) and _goes_by_a_name_heard(material))):
        return None
    if subject is None and _is_of_another_thing(material):
        return None
    if is_of_another_law(material, said):
        return None
    names = " ".join((material.name.heading, *(subject.term.names if subject else ())))
    telling = content_stems(said) - content_stems(names)
    enough = _SAID_SHARE_OF_RESERVES if material.has_reserves else _SAID_SHARE
    shared = len(telling & content_stems(material.summary))
    if _defines(material) or (shared >= _FEWEST_SAID and shared >= enough * len(telling)):
        return None
    if not material.has_reserves and _is_told_otherwise(material, said):
        return None
    return Passage((said,), "is", pack_origin(material, "is") or f"the glossary, «{material.name.heading}»")


def _is_of_another_thing(material: Material) -> bool:
    """Tell a story that never names its title: what that calls up may not be what is told of."""
    if content_stems(material.name.heading) <= content_stems(material.summary) or not material.beats:
        return False
    clause = clause_of(material.beats[0].text)
    return clause is not None and clause.tense == "past"


def _is_idle(made: Sum, summary: str) -> bool:
    """Tell a sum that only says a figure again, with nothing beside it, or proves what nobody asked."""
    tens = made.kind == "degrees" and all(0 <= n <= 100 and n % 10 == 0 for n in made.formula.inputs)
    unasked = made.kind in _PROOFS and not _DOUBLING.search(summary)
    return tens or unasked or made.kind in _IDLE_SUMS


def _is_right_after_its_figure(made: Sum, sentence: str) -> bool:
    """Tell a sum on the last figure of the sentence before it, with no other thought between, and not denied.

    «About 120 miles an hour because …, and diving goes faster. That is two miles a minute.»
    """
    figures = figures_in(sentence)
    last = figures[-1] if figures else None
    if last is None or _DENIED.search(sentence):
        return False
    values = {last.value, last.high or last.value}
    rest = sentence[last.end :]
    apart = "," in rest and len(rest.split()) > _FAR
    return not apart and bool(values & {*made.formula.inputs, *made.formula.given})


def _is_told_otherwise(material: Material, said: str) -> bool:
    """Tell whether the summary names the thing itself or answers a title, or the cause says the same again.

    Three tellings of one thing in a row are two too many.
    """
    why = material.subject.term.line("why") if material.subject else ""
    if material.name.is_question or material.name.asks:
        return True  # the summary answers it
    fragment = bool(material.beats) and noun_phrase(material.beats[0].bare) is not None
    again = says_again(said, why, material.own_stems) or shares_words(said, f"{material.summary} {why}")
    return fragment or again or _is_of_a_part(material)


def _is_of_a_part(material: Material) -> bool:
    """Tell an entry on one word of a longer title: who hears of pasta water knows what pasta is."""
    subject = material.subject
    return (
        subject is not None
        and subject.way == "title"
        and content_stems(subject.term.term) < content_stems(material.name.heading)
    )


def told(
    material: Material,
    phrases: Phrases,
    *,
    defined: bool = False,
) -> Iterator[Passage]:
    """Tell the summary sentence by sentence, each with the sum on its figures.

    What goes on from a sentence stays with it. A hard word is explained before the sentence that uses it,
    never between two halves of one. `defined`: what the subject is was said.
    """
    sums = [each for each in material.sums if not _is_idle(each, material.summary)]
    ranks = list(_SUM_RANKS)
    heard = material.subtitle
    words = _HardWords(material)
    for at, beat in enumerate(material.beats):
        closed = not _POINTS_BACK.search(beat.text) and beat.opens_with not in _LEANING
        if closed and (at or defined) and (material.has_reserves or _begins_a_sentence(material, beat)):
            yield from words.used_in(beat.text)
        heard = f"{heard} {beat.text}"
        yield _beat(material, phrases, beat)
        last = at + 1 == len(material.beats)
        if last or not _goes_on(material.beats[at + 1]):
            for due in [each for each in sums if last or each.after.casefold() in heard.casefold()]:
                sums.remove(due)
                if ranks and _is_right_after_its_figure(due, beat.text):
                    origin = f"a sum on the summary's figures, «{due.after}»"
                    yield Passage(due.sentences, "sum", origin, ranks.pop(0))
    if material.has_reserves:
        yield from words.used_in(heard)


def as_case(told: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Begin a paragraph with a summary that is told as the case of what was explained."""
    return (replace(told[0], opens=True), *told[1:])


def _goes_on(beat: Beat) -> bool:
    """Tell a sentence that leans on the one before it: by its first word, or by a number without its unit."""
    return beat.opens_with in _LEANING or any(figure.is_plain for figure in figures_in(beat.text))


def _begins_a_sentence(material: Material, beat: Beat) -> bool:
    """Tell whether its author began a sentence there, in an episode without an entry of its own."""
    before, found, _ = material.summary.partition(beat.bare)
    return material.subject is None and bool(found) and before.rstrip().endswith((".", "!", "?"))


class _HardWords:
    """The hard words of a summary still to be explained: one, or three where a pack has reserves."""

    def __init__(self, material: Material) -> None:
        told = material.subject is not None and material.subject.way == "told"
        enough = told and not material.has_reserves  # the entry, under its own name, is new enough
        self._terms = [] if enough else list(material.terms)
        self._ranks = list(_UNPACK_RANKS if material.has_reserves else _UNPACK_RANKS[:1])

    def used_in(self, text: str) -> Iterator[Passage]:
        """Explain those that a text uses."""
        for term in [each for each in self._terms if each.shown.casefold() in text.casefold()]:
            if not self._ranks:
                return
            self._terms.remove(term)
            yield Passage((term.definition,), "unpack", f"the glossary, «{term.shown}»", self._ranks.pop(0))


def _beat(material: Material, phrases: Phrases, beat: Beat) -> Passage:
    """Tell one sentence; a fragment as a sentence, where it is surely one, or after its title."""
    if beat.because and material.asks_why:
        clause, cause = beat.because
        return Passage((phrases.say("because", clause=clause, cause=cause),), "because", "the summary")
    if said := stated(material, beat, phrases):
        return Passage((said,), "whole", "the summary")
    heading = material.name.heading
    if not beat.is_titled and heading[:1].isdigit() and _OF_A_DAY.match(beat.text):
        return Passage((f"{heading}: {lowered(beat.text)}",), "whole", "the summary")  # «1747: the year …»
    if not beat.is_titled:
        return Passage((beat.text,), "beat" if beat.verdict == "clause" else "whole", "the summary")
    before = beat.text[: -len(beat.bare)]
    if before.endswith(": ") and is_doing(beat.bare):
        return Passage((f"That means {lowered(beat.bare)}",), "whole", "the summary")
    named = is_verbless(beat.bare) or noun_phrase(beat.bare) is not None or is_headless(beat.bare)
    named = named or _OF_A_DAY.match(beat.bare) is not None
    named = named and not _GIVES_A_CAUSE.search(beat.bare)
    labelled = before.endswith(": ") and ": " not in beat.bare and named
    heard = "?" in before or (before.endswith(": ") and not labelled) or ":" in heading
    return Passage((beat.bare if heard else beat.text,), "whole", "the summary")


def _goes_by_a_name_heard(material: Material) -> bool:
    """Tell whether the definition calls the subject by a name that title and subtitle hold."""
    if material.subject is None:
        return False
    term = material.subject.term
    heard = content_stems(f"{material.name.heading} {material.subtitle}")
    if material.subject.way != "title":
        heard |= content_stems(material.summary)
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
