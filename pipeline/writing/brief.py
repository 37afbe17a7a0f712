"""How a script of a sentence or two begins and ends: with one line of its own about show and voice, no more.

The line comes first, with the title where a sentence can hold it, so that nothing stands between a title and
what it means, and what is told has the last word; or, in every second episode whose summary can be heard
first, it does come first, and the title says what it was. None ends on another episode.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.knowledge.words import content_stems
from pipeline.language.pronouns import is_closed
from pipeline.writing.english import upper_first
from pipeline.writing.material import Material
from pipeline.writing.moves.headlines import headed
from pipeline.writing.moves.opening import LEANING, question_of
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.script.sentences import split_sentences

_VERY_FEW_WORDS = 48  # beside which a longer line would be a fifth of all
MOST_WORDS = 100  # told in so few, a script is brief


@dataclass(frozen=True, slots=True)
class Ends:
    """What is said before and after what is told."""

    before: tuple[Passage, ...]
    after: tuple[Passage, ...]


def is_brief(told: tuple[Passage, ...]) -> bool:
    """Tell whether so little is told that more lines about the show would outweigh it."""
    return sum(len(passage.text.split()) for passage in told) <= MOST_WORDS


def ends_of(material: Material, told: tuple[Passage, ...], phrases: Phrases) -> Ends:
    """Give what a brief script says before and after what is told."""
    title = _title(material, told)
    heard = (title,) if title else ()
    said = sum(len(passage.text.split()) for passage in (*told, *heard))
    short = said <= _VERY_FEW_WORDS
    if phrases.place == "closing":
        line = phrases.say("line_short" if short else "line_last")
        return Ends(heard, (Passage((line,), "name", "phrases"),))
    if title and "?" not in title.text and _is_told_first(material):
        line = phrases.say("line_short" if short else "line_last")
        return Ends((), (*heard, Passage((line,), "name", "phrases"), *_also_last(phrases)))
    if title and material.said and not material.subtitle and not material.name.is_question:
        line = phrases.say("line_short_on" if short else "line_first_on", said=material.said)
        return Ends((Passage((upper_first(line),), "name", "phrases"),), _also_last(phrases))
    line = phrases.say("line_short" if short else "line_first")
    return Ends((Passage((line,), "name", "phrases"), *heard), _also_last(phrases))


def _is_told_first(material: Material) -> bool:
    """Tell a summary that a listener understands before anything else, in every second episode."""
    if material.number % 2 or material.name.asks or material.name.is_question or not material.beats:
        return False
    first = material.beats[0]
    return first.verdict == "clause" and first.opens_with not in LEANING and is_closed(first.text)


def _title(material: Material, told: tuple[Passage, ...]) -> Passage | None:
    """Give the title with what stands under it; None where there is only a title that is told at once."""
    if material.name.is_question:
        return Passage(question_of(material), "headline", "title and subtitle")
    name = material.said or material.called
    if not material.subtitle:
        if is_labelled(material, told):
            return None
        begun = " ".join(passage.text for passage in told[:1])
        return None if content_stems(material.name.heading) <= content_stems(begun) else _alone(material)
    line = headed(upper_first(name), material.subtitle, material.ordinary, joined=False)
    return Passage(
        (f"{line.rstrip('.')}." if line[-1] not in "?!" else line,), "headline", "title and subtitle"
    )


def _alone(material: Material) -> Passage:
    return Passage((f"{material.name.heading.rstrip('.')}.",), "headline", "the title")


def is_labelled(material: Material, told: tuple[Passage, ...]) -> bool:
    """Tell whether the title leads to what is told, «The Skep: a basket of straw», and is heard there."""
    return told[0].text.casefold().startswith(f"{material.name.heading.casefold()}: ")


def without_title(told: tuple[Passage, ...], ends: Ends) -> tuple[Passage, ...]:
    """Leave out the title before a fragment, «Masks: linen, wood or cork», where it was just heard."""
    heard = next((each.text for each in ends.before if each.move == "headline"), "")
    first = told[0].text
    title, _, rest = first.partition(": ")
    if not rest or not heard.casefold().startswith(title.casefold()):
        return told
    return (replace(told[0], sentences=split_sentences(upper_first(rest))), *told[1:])


def _also_last(phrases: Phrases) -> tuple[Passage, ...]:
    """Say at the very end what kind of voice it was, where both opening and closing are to say it."""
    if phrases.place != "both":
        return ()
    return (Passage((phrases.sign_off("sign_off_thin"),), "next", "phrases"),)
