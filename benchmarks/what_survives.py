"""What of the notes is heard: which parts an episode says, what lost its ground, what it repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogue.disclosure import discloses
from pipeline.catalogue.show import Episode
from pipeline.writing.fitting.leaning import leanings_in
from pipeline.writing.phrases import load_banks
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.script import Script

_NOT_SPOKEN = frozenset({"further reading"})
_OPENINGS, _CLOSINGS = ("greeting", "greeting_question"), ("sign_off", "next")


@dataclass(frozen=True, slots=True)
class Fitted:
    """An episode's script as it was written, and as it is heard."""

    episode: Episode
    written: Script
    heard: Script


def said_shares(scripts: Sequence[Fitted]) -> dict[str, float]:
    """Give for each heading of the notes the share of episodes with it that say all of it."""
    has: Counter[str] = Counter()
    says: Counter[str] = Counter()
    for each in scripts:
        heard = _text(each.heard)
        for heading, paragraphs in _parts(each.episode):
            has[heading] += 1
            says[heading] += all(text in heard for text in paragraphs)
    return {heading: says[heading] / has[heading] for heading in has}


def without_ground(scripts: Sequence[Fitted]) -> list[str]:
    """List what is heard though the one paragraph that brought up its subject is not, as «slug: word»."""
    return [f"{each.episode.slug}: {word}" for each in scripts for word in _ungrounded(each)]


def _ungrounded(script: Fitted) -> Iterator[str]:
    notes = [text for _, paragraphs in _parts(script.episode) for text in paragraphs]
    texts = [paragraph.text for paragraph in script.written.paragraphs]
    heard = {paragraph.text for paragraph in script.heard.paragraphs}
    for lean in leanings_in(script.written, notes, script.episode.title):
        if texts[lean.later] in heard and texts[lean.earlier] not in heard:
            yield lean.word or "goes on"


def most_used(scripts: Sequence[Fitted]) -> tuple[int, int]:
    """Give how many episodes share the commonest opening line, and the commonest closing line."""
    openings = Counter(_line(_OPENINGS, _greeting(each)) for each in scripts)
    closings = Counter(_line(_CLOSINGS[:1], list(each.heard.paragraphs)[-1].text) for each in scripts)
    return max(openings.values(), default=0), max(closings.values(), default=0)


def _greeting(script: Fitted) -> str:
    """Give the first words without the line on the voice, which few lines say on purpose."""
    return " ".join(each for each in next(script.heard.paragraphs).sentences if not discloses(each))


def _line(banks: Sequence[str], text: str) -> str:
    """Give the line of the banks that stands in a text, or the text where none does."""
    lines = (line for bank in banks for line in load_banks()[bank].lines)
    return max((line for line in lines if _matches(line, text)), key=len, default=text)


def _matches(line: str, text: str) -> bool:
    return re.search(re.sub(r"\\\{\w+\\\}", ".+", re.escape(line)) + "$", text) is not None


def _parts(episode: Episode) -> Iterator[tuple[str, list[str]]]:
    for section in episode.notes.sections:
        paragraphs = [plain_words(text) for text in section.paragraphs]
        if paragraphs and section.heading.casefold() not in _NOT_SPOKEN:
            yield section.heading, paragraphs


def _text(script: Script) -> str:
    return " ".join(paragraph.text for paragraph in script.paragraphs)
