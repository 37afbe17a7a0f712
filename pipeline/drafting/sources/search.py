"""Which sentences of the documents are about which episode: the best few, each for one episode alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue.show import Quotation
from pipeline.catalogue.text import match_key
from pipeline.drafting.sources.statements import first_verb, stands_alone
from pipeline.drafting.sources.subjects import Name, Subject, place_of, stems_of
from pipeline.knowledge.words import content_stems
from pipeline.language.tagger import tag

MOST_PER_EPISODE = 8
_SAID = 3  # of them: as many as a script with thin notes says
_SAME_SHARE = 0.7  # of the telling words of the shorter: with so many in common, both say one thing
_TOLD_SHARE = 0.75  # the same, of a sentence and the summary
_DEFINING = re.compile(r"\b(?:is|are|was|were) (?:an?|the|one|any|what|when|how)\b")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A sentence about a subject; the lower `rank`, the better."""

    quotation: Quotation
    subject: Subject
    rank: tuple[object, ...]
    length: int  # words of the name that was found
    defining: bool  # it says what the subject is
    order: int  # among all sentences of all documents


def search(
    quotations: Sequence[Quotation], subjects: Sequence[Subject]
) -> Mapping[str, tuple[Quotation, ...]]:
    """Give for each subject that is spoken of, by slug, the sentences to quote, the best first.

    Sentences that name the subject before their verb go before others, what a thing is before what else it
    does, and a figure before none; then the order of the documents decides. A subject of one common word
    must open its sentence. A sentence that could serve two episodes goes to the longer name.
    """
    best: dict[str, _Hit] = {}
    for hit in _hits(quotations, subjects):
        key = match_key(hit.quotation.text)
        if key not in best or _claim(hit) < _claim(best[key]):
            best[key] = hit
    found: dict[str, list[_Hit]] = {}
    for hit in sorted(best.values(), key=lambda each: each.rank):
        kept = found.setdefault(hit.subject.slug, [])
        if len(kept) < MOST_PER_EPISODE and not _is_repeated(hit, kept) and stands_alone(hit.quotation.text):
            kept.append(hit)
    return {slug: tuple(hit.quotation for hit in _told(hits)) for slug, hits in sorted(found.items()) if hits}


def _told(hits: Sequence[_Hit]) -> list[_Hit]:
    """Put those that may be said together in the order of their documents, but for what a thing is."""
    first = sorted(hits[:_SAID], key=lambda hit: (not hit.defining, hit.order))
    return [*first, *hits[_SAID:]]


def _claim(hit: _Hit) -> tuple[int, int]:
    return -hit.length, hit.subject.number


def _hits(quotations: Sequence[Quotation], subjects: Sequence[Subject]) -> Iterator[_Hit]:
    by_stem: dict[str, list[tuple[Subject, Name]]] = {}
    for subject in subjects:
        for name in subject.names:
            rarest = max(name.stems, key=len)  # of a name's words the longest stands in the fewest sentences
            by_stem.setdefault(rarest, []).append((subject, name))
    for order, quotation in enumerate(quotations):
        stems = stems_of(quotation.text)
        seen: set[str] = set()
        for each in dict.fromkeys(stems):
            for subject, name in by_stem.get(each, ()):
                if subject.slug not in seen and (place := place_of(name, quotation.text, stems)) is not None:
                    seen.add(subject.slug)
                    yield from _hit(order, quotation, subject, name, place)


def _hit(order: int, quotation: Quotation, subject: Subject, name: Name, place: int) -> Iterator[_Hit]:
    if _is_told(quotation.text, subject.told):
        return
    tokens = tag(quotation.text)
    verb = first_verb(tokens)
    before = verb is not None and place < len(stems_of(quotation.text[: tokens[verb].start]))
    if len(name.stems) == 1 and not name.is_sign and not (before and _opens(quotation.text, place)):
        return
    defining = before and _DEFINING.search(quotation.text) is not None
    figure = any(sign.isdigit() for sign in quotation.text)
    yield _Hit(
        quotation, subject, (not before, not defining, not figure, order), len(name.stems), defining, order
    )


def _opens(sentence: str, place: int) -> bool:
    """Tell whether a sentence begins with what stands at a place, but for an article."""
    return place == 0 or (place == 1 and sentence.startswith(("The ", "A ", "An ")))


def _is_told(sentence: str, told: str) -> bool:
    telling = content_stems(sentence)
    return len(telling & content_stems(told)) > _TOLD_SHARE * len(telling)


def _is_repeated(hit: _Hit, kept: Iterable[_Hit]) -> bool:
    own = content_stems(hit.quotation.text)
    others = (content_stems(other.quotation.text) for other in kept)
    return any(len(own & other) > _SAME_SHARE * min(len(own), len(other)) for other in others)
