"""A summary as whole sentences for the ear: cut only where both sides surely stand by themselves.

A clause is said as it stands; a fragment after its title: «Latent diffusion: running …». Nothing is
inflected, and what is not surely understood stays whole, exactly as its author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.language.grammar import Verdict, clause_of, verdict_of
from pipeline.language.pronouns import Opening, opening_of
from pipeline.language.words import words_in
from pipeline.writing.cutting.asides import for_the_ear
from pipeline.writing.cutting.because import because_of
from pipeline.writing.cutting.cuts import cut
from pipeline.writing.script.sentences import split_sentences

LONG = 28  # words; a longer sentence is hard to follow by ear
_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_LABEL = re.compile(r"(?:[^\s:]+ ){0,2}[^\s:]+: ")  # «Forward process: …» has its title already
_MEASURED = re.compile(r"\w+ the (?:size|length|width|height|shape|colou?r|age) of\b")  # «Scales the size of»
_NAMING = frozenset("DT JJ NN NNS NNP NNPS CD".split())
_ACTIVITY = re.compile(r"(?:ing|tion|sion|sis|ment)$")
_ASKS = re.compile(r"(?:what|who|why|how|when|where|which)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:what|who|why|how|when|where)(?: \w+)? "
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Beat:
    """One sentence of a summary, as it is spoken."""

    text: str
    verdict: Verdict  # on the sentence as its author wrote it, without the title
    opens_with: Opening  # what the spoken sentence begins with
    bare: str = ""  # the same without the title before it
    because: tuple[
        str, ...
    ] = ()  # «…», «Because …»: the two sides of a cause, to be told with «Why?» between them

    @property
    def is_titled(self) -> bool:
        """Tell whether it is a fragment said after its title."""
        return self.text != self.bare

    @property
    def is_long(self) -> bool:
        """Tell whether it is hard to follow by ear and could not be split: its author should know."""
        return len(self.text.split()) > LONG


def beats_of(summary: str, title: str) -> tuple[Beat, ...]:
    """Cut a summary into its spoken sentences; `title` is the subject as a name, said before a fragment."""
    sentences = split_sentences(" ".join(summary.split()))
    beats = [beat for sentence in sentences for beat in _beats_of(sentence)]
    if beats and beats[0].verdict != "clause":
        beats[0] = _titled(beats[0], " ".join(title.split()).rstrip(" .:;,—–-"))
    return tuple(beats)


def _beats_of(sentence: str) -> Iterator[Beat]:
    for said in split_sentences(for_the_ear(sentence)):
        for piece in cut(said):
            text = _finished(piece)
            if re.search(r"\w", text):
                yield Beat(text, verdict_of(text), opening_of(text), text, because_of(text))


def _finished(piece: str) -> str:
    text = piece.strip()
    text = text if _END.search(text) else text.rstrip(" ,;:—–") + "."
    return _capital(text)


def _capital(text: str) -> str:
    word = text.split(maxsplit=1)[0] if text else ""
    return text[:1].upper() + text[1:] if word.islower() else text


def _titled(beat: Beat, title: str) -> Beat:
    """Say the title before a fragment; never «is» or «are»."""
    if not title or beat.text.casefold().startswith(title.casefold()) or _has_label(beat.text):
        return beat
    if title.endswith(("?", "!")) or _is_question(beat.text):
        text = f"{title} {beat.text}" if title.endswith(("?", "!")) else beat.text
    elif _ASKED.match(title):
        text = f"{title}? {beat.text}"
    elif beat.verdict == "doing" and _is_activity(title):
        text = f"{title} means {_small(beat.text)}"
    elif _lacks_its_subject(beat.text) and _is_one_thing(title):
        text = f"{title} {_small(beat.text)}"
    else:
        text = f"{title}: {_small(beat.text)}"
    if text == beat.text:
        return beat
    return replace(beat, text=_capital(text), opens_with=opening_of(_capital(text)), because=())


def _has_label(text: str) -> bool:
    match = _LABEL.match(text)
    words = words_in(match[0].rstrip(": ")) if match else ()
    return bool(words) and all(
        word.tag in _NAMING or (len(words) == 1 and word.tag == "RB") for word in words
    )


def _is_question(text: str) -> bool:
    return text.endswith("?") and bool(
        _ASKED.match(text) or re.match(r"(?:is|are|do|does|did|can)\b", text, re.IGNORECASE)
    )


def _is_activity(title: str) -> bool:
    """Tell what can mean a doing: «fine-tuning», «latent diffusion»; no name, nothing that asks."""
    words = title.split()
    small = all(word == word.lower() for word in words[1:]) and words[0][1:] == words[0][1:].lower()
    return (
        small
        and bool(_ACTIVITY.search(title))
        and not _ASKS.match(title)
        and words[0].lower() not in ("the", "a")
    )


def _is_one_thing(title: str) -> bool:
    words = words_in(title)
    if _ASKS.match(title) or not words or words[-1].tag not in ("NN", "NNP"):
        return False
    return all(word.tag.startswith(("N", "J", "DT", "CD")) for word in words)


def _lacks_its_subject(text: str) -> bool:
    """Tell «Encodes the position by …»: a third person's verb, with an object after it and no subject."""
    words = words_in(text)
    if len(words) < 3 or words[0].tag != "VBZ" or verdict_of(text) == "clause" or _MEASURED.match(text):
        return False
    clause = clause_of(f"It {_small(text)}")
    object_follows = words[1].tag in ("DT", "PRP$", "JJ", "NN", "NNS", "WRB", "CD")
    return object_follows and clause is not None and clause.verbs == 1 and clause.subject == "It"


def _small(text: str) -> str:
    """Begin small, if the first word is surely no name: a word of grammar, or a doing."""
    words = words_in(text)
    if not words or words[0].text != words[0].text.capitalize() or words[0].low == "i":
        return text
    grammatical = words[0].tag in (
        "DT",
        "IN",
        "WRB",
        "WP",
        "WDT",
        "PRP",
        "PRP$",
        "TO",
        "CC",
        "VBG",
        "VBN",
        "VBZ",
        "RB",
        "CD",
    )
    return text[:1].lower() + text[1:] if grammatical else text
