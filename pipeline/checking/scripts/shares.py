"""What part of the words tells something, what part is frame, and how many name other episodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.checking.scripts.told import FRAME, OF_OTHERS, Spoken, Told
from pipeline.knowledge.words import content_stems

_ITS_OWN_SHARE = (
    0.6  # of a sentence's content words: with so many from a summary, it tells what that one tells
)


def informative_share(told: Told) -> float:
    """Give the share of words that tell of the subject, or what another episode tells of its own."""
    return _share(told, (sentence for sentence in told.sentences if not is_frame(told, sentence)))


def frame_share(told: Told) -> float:
    """Give the share of names, next lines, and what joins other episodes to this one."""
    return _share(told, (sentence for sentence in told.sentences if is_frame(told, sentence)))


def is_frame(told: Told, sentence: Spoken) -> bool:
    """Tell whether a sentence only names, leads on or joins."""
    return sentence.move in FRAME or (sentence.move in OF_OTHERS and not _is_told(told, sentence))


def titles_per_hundred(told: Told, beside: frozenset[str] = frozenset()) -> float:
    """Count the words of other titles in a hundred words, outside sentences that tell what those tell.

    Moves that are named `beside` are not counted.
    """
    moves = (FRAME | OF_OTHERS) - beside
    places = (s for s in told.sentences if s.move in moves and not _is_told(told, s))
    words = sum(sum(len(title.split()) for title in _titles_in(sentence.text, told)) for sentence in places)
    return 100 * words / max(1, told.words)


def _titles_in(text: str, told: Told) -> Iterator[str]:
    """Give the other titles in a text, the longest first, each place once."""
    for title in sorted(told.others, key=len, reverse=True):
        named = rf"(?<!\w){re.escape(title)}(?!\w)"
        if title and re.search(named, text, re.IGNORECASE):
            text = re.sub(named, "—", text, flags=re.IGNORECASE)
            yield title


def _is_told(told: Told, sentence: Spoken) -> bool:
    """Tell whether a sentence gives what another episode's own text says."""
    stems = content_stems(sentence.text)
    return bool(stems) and any(
        len(stems & content_stems(text)) >= _ITS_OWN_SHARE * len(stems) for text in told.others.values()
    )


def _share(told: Told, sentences: Iterable[Spoken]) -> float:
    return sum(len(sentence.text.split()) for sentence in sentences) / max(1, told.words)
