"""How a thin script explains: by what the subject's entry knows, and by what the author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import dropwhile

from pipeline.knowledge.jurisdictions import is_foreign
from pipeline.knowledge.words import content_stems
from pipeline.writing.fitting.leaning import leans
from pipeline.writing.material import Material
from pipeline.writing.moves.opening import pack_origin
from pipeline.writing.passages import Move, Passage
from pipeline.writing.sameness import SAME_SHARE, has_no_new_figure, says_again
from pipeline.writing.script.sentences import split_sentences
from pipeline.writing.whole_sentences import HEADING

# Under which heading of the author's notes stands what takes the place of a line of the entry.
_INSTEAD = {"example": "example", "but": "limit", "number": "example"}
_AT_THE_ENDS = ("hook", "take-away")
# The author's headings in the order of the telling; any others come with the first of the rest.
_HEADINGS = ("", HEADING.casefold(), "how it works", "example", "why it matters", "limit", "in this series")
_FIRST_OF_THE_REST = _HEADINGS.index("example")
# Of what the author wrote, only this may go: sentences kept beside an episode, and what is said of others.
_RANKS_OF_NOTES = {HEADING.casefold(): 6, "in this series": 1}
# The lines of an entry that may go: the move of each, and what giving it up costs.
_MAY_GO: Mapping[str, tuple[Move, int]] = {
    "example": ("example", 5),
    "number": ("number", 2),
    "but": ("but", 4),
}
_FEW, _SAID_SHARE = 2, 0.45  # words of a line, and share of them: with more in the summary it was said
_COUNTS = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half|hundred|thousand|million)\b"
)
_TOLD_FIGURE = 0.4  # the same, of a line with a figure
_SAID_BY_SUMMARY = 0.4  # of a cause's words: with so many in the summary, it was said
_YEAR = re.compile(r"(?<![\d.,])1[0-9]\d\d(?!\d)|(?<![\d.,])20\d\d(?!\d)")
_NAME = re.compile(r"\b[A-Z][a-zà-öø-ÿ]+\b")
_BESIDE_A_NAME = 2  # words, beside a name that both have: it is the same story
_MANY = 4  # the same words, at least
_LITTLE = 12  # words that are too few for what is behind it
_MOST_TOLD = 0.4  # the same, of a whole cause: with more it is not told to save its rest
_SAME_FIGURE = 0.3  # of the words of two sentences with figures: so many make them one
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|one|ones|each|this|that|these|those|such|both"
    r"|the (?:first|second|two|other|others|same|latter|rest|last|gap|clip))\b",
    re.IGNORECASE,
)


def behind(material: Material) -> Passage | None:
    """Say what stands behind the summary, where the title does not name it."""
    subject = material.subject
    if subject is None or not material.definition or is_named(material):
        return None
    if is_of_another_law(material, material.definition):
        return None
    again = says_again(material.definition, material.summary, material.own_stems, _SAID_BY_SUMMARY)
    if again:
        return None
    return Passage((material.definition,), "behind", pack_origin(material, "is"))


def is_named(material: Material) -> bool:
    """Tell whether title, subtitle or summary name the subject, so that its definition comes first."""
    subject = material.subject
    if subject is None or subject.way == "title":
        return subject is not None
    heard = content_stems(f"{material.name.heading} {material.subtitle} {material.summary}")
    names = [content_stems(name) for name in subject.term.names]
    return any(name <= heard and name <= content_stems(material.definition) for name in names)


def why(material: Material) -> Passage | None:
    """Give the cause, where the author gives no account of it; what the summary said of it is left out."""
    line = _why(material) if _has_why(material) else ""
    return Passage((line,), "why and like", pack_origin(material, "why")) if line else None


def image(material: Material) -> Passage | None:
    """Give the image of the cause, to which the last words come back."""
    line = material.subject.term.line("like") if material.subject and _has_why(material) else ""
    return Passage((line,), "why and like", pack_origin(material, "like")) if line else None


def _has_why(material: Material) -> bool:
    subject = material.subject
    return subject is not None and bool(subject.term.line("why")) and not material.notes.get("how it works")


def _why(material: Material) -> str:
    return _new_in(material, material.subject.term.line("why")) if material.subject else ""


def _new_in(material: Material, why: str) -> str:
    """Leave out the beginning of a cause that the summary said; all stays where the rest leans on it."""
    sentences = split_sentences(why)
    new = [*dropwhile(partial(_is_known_or_foreign, material), sentences)]
    rest, gone = " ".join(new), sentences[: len(sentences) - len(new)]
    if not gone or not new:
        return rest
    known = f"{material.name.heading} {material.summary}"
    if not (len(rest.split()) < _LITTLE or _POINTS_BACK.search(new[0]) or leans(rest, gone, known)):
        return rest
    stems = content_stems(why) - material.own_stems
    told = stems & content_stems(material.summary)
    return "" if len(told) >= _MOST_TOLD * len(stems) else why


def _is_known_or_foreign(material: Material, sentence: str) -> bool:
    return _is_said(material, sentence) or is_of_another_law(material, sentence)


def _is_said(material: Material, sentence: str) -> bool:
    """Tell whether the summary says what a sentence of the cause says: in half its words, or in many."""
    if material.has_reserves:
        return says_again(sentence, material.summary, material.own_stems)
    stems = content_stems(sentence) - material.own_stems
    told = len(stems & content_stems(material.summary))
    return (told > _FEW and told > SAME_SHARE * len(stems)) or (
        told >= _MANY and told >= _SAID_BY_SUMMARY * len(stems)
    )


def line_of(material: Material, key: str) -> Passage | None:
    """Give a further line of the entry, a figure, a case, or where it stops, if it is about what is told."""
    subject = material.subject
    if subject is None or material.notes.get(_INSTEAD[key]) or not subject.term.line(key):
        return None
    text = subject.term.line(key)
    apart = subject.way != "title" and not content_stems(text) & content_stems(material.summary)
    if apart or is_of_another_law(material, text):
        return None
    if _is_in_the_summary(material, text) or (key == "number" and _is_told(material, text)):
        return None
    move, rank = _MAY_GO[key]
    return Passage((text,), move, pack_origin(material, key), rank)


def is_of_another_law(material: Material, line: str) -> bool:
    """Tell, in a field of rules, a line on the law of another country than the one that is spoken of."""
    subject = material.subject
    return subject is not None and subject.pack.rules and is_foreign(line, material.jurisdictions)


def _is_in_the_summary(material: Material, text: str) -> bool:
    stems, told = content_stems(text), content_stems(material.summary)
    if set(_YEAR.findall(text)) & set(_YEAR.findall(material.summary)) and stems & told - material.own_stems:
        return True  # the same year, and more in common: it is the same story
    names = content_stems(" ".join(_NAME.findall(text))) & content_stems(
        " ".join(_NAME.findall(material.summary))
    )
    if names and len((stems & told) - names - material.own_stems) >= _BESIDE_A_NAME:
        return True  # of the same person or place, and with the same things
    return len(stems & told) > max(_FEW, _SAID_SHARE * len(stems))


def _is_told(material: Material, number: str) -> bool:
    """Tell whether the summary told a figure: one that holds none told none."""
    if not _COUNTS.search(material.summary):
        return False
    stems = content_stems(number) - material.own_stems
    if len(stems & content_stems(material.summary)) >= max(_FEW, _TOLD_FIGURE * len(stems)):
        return True
    again = says_again(number, material.summary, material.own_stems, _SAME_FIGURE)
    return again or has_no_new_figure(number, material.summary)


def notes(material: Material, *, rest: bool) -> Iterator[Passage]:
    """Give what the author wrote, but for hook and take-away: the idea, or the rest."""
    for heading, paragraphs in sorted(material.notes.items(), key=lambda item: _place(item[0])):
        if heading not in _AT_THE_ENDS and (_place(heading) >= _FIRST_OF_THE_REST) == rest:
            name = f"the notes, «{heading.capitalize()}»" if heading else "the notes"
            yield from (
                Passage((paragraph,), "notes", name, _RANKS_OF_NOTES.get(heading)) for paragraph in paragraphs
            )


def _place(heading: str) -> int:
    return _HEADINGS.index(heading) if heading in _HEADINGS else _FIRST_OF_THE_REST
