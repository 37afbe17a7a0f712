"""What the items of a feed repeat word for word: appeals and small print, which tell of no episode."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.catalogue.importing.readers.feed.html_text import Paragraph

_FEWEST = 3  # items
_SHARE = 4  # of so many items, one
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")
# What hosts add by themselves; nobody says it of an episode.
_SMALL_PRINT = re.compile(
    r"(?:support this podcast\b|support the show\b|become a supporter of this podcast|hosted on acast\b|"
    r"learn more about your ad choices|visit megaphone\.fm/adchoices|see omnystudio\.com/listener|"
    r"see acast\.com/privacy|send in a voice message|advertising inquiries: https?://redcircle|"
    r"privacy & opt-out: https?://redcircle|see privacy policy at https?://art19\.com)",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"\W*")


@dataclass(frozen=True, slots=True)
class Repeats:
    """Sentences and addresses that many items of one feed have."""

    sentences: frozenset[str]
    addresses: frozenset[str]

    def own(self, paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        """Give what the paragraphs say of their own item; may be nothing."""
        kept = (replace(one, text=self._own_text(one.text)) for one in paragraphs)
        return tuple(one for one in kept if one.text)

    def _own_text(self, text: str) -> str:
        if _key(text) in self.sentences:
            return ""
        kept = []
        for sentence in _sentences(text):
            if _SMALL_PRINT.match(sentence):
                break
            if _key(sentence) not in self.sentences:
                kept.append(sentence)
        own = " ".join(kept)
        return "" if _NO_WORD.fullmatch(own) else own


def find_repeats(items: Sequence[Sequence[Paragraph]]) -> Repeats:
    """Find what at least three items, and a quarter of all, have in common; `items` are their paragraphs."""
    enough = max(_FEWEST, len(items) / _SHARE)
    sentences: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    for paragraphs in items:
        said = {_key(part) for one in paragraphs for part in (one.text, *_sentences(one.text))}
        sentences.update(said)
        addresses.update({address for one in paragraphs for _, address in one.links})
    return Repeats(_often(sentences, enough), _often(addresses, enough))


def _often(counts: Counter[str], enough: float) -> frozenset[str]:
    return frozenset(value for value, count in counts.items() if count >= enough)


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


def _key(text: str) -> str:
    return text.casefold()
