"""The lexicon: how terms are said. A packaged one for the field; a show's own wins over it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pipeline.catalogue.show import LexiconEntry
from pipeline.speech.spoken.words import Said

_SIBILANT_ENDINGS = ("s", "z", "ʃ", "ʒ", "ʧ", "ʤ")
_VOICELESS_ENDINGS = ("p", "t", "k", "f", "θ")


@cache
def packaged_entries() -> tuple[LexiconEntry, ...]:
    """Read the lexicon that comes with Ninety."""
    text = files("pipeline.speech.spoken").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return tuple(LexiconEntry(**entry) for entry in tomllib.loads(text)["entry"])


class Lexicon:
    """Look up how a term is said; entries given first win."""

    def __init__(self, show_entries: Iterable[LexiconEntry] = ()) -> None:
        self._exact: dict[str, LexiconEntry] = {}
        self._folded: dict[str, LexiconEntry] = {}
        for entry in [*show_entries, *packaged_entries()]:
            table, key = (
                (self._folded, entry.term.casefold()) if entry.ignore_case else (self._exact, entry.term)
            )
            table.setdefault(key, entry)
        terms = [*self._exact, *self._folded]
        self.longest_term_words = max(len(term.split()) for term in terms)

    def find(self, term: str) -> Said | None:
        """Give what is said for a term, also in the plural («GANs») or possessive («LoRA's»)."""
        entry = self._entry(term)
        if entry is not None:
            return Said(entry.spoken, entry.phonemes)
        for ending in ("'s", "’s", "s"):
            entry = self._entry(term.removesuffix(ending)) if term.endswith(ending) else None
            if entry is not None and (ending != "s" or entry.term[-1].isupper()):
                return _with_s(entry, "s" if ending == "s" else "'s")
        return None

    def _entry(self, term: str) -> LexiconEntry | None:
        return self._exact.get(term) or self._folded.get(term.casefold())


def _with_s(entry: LexiconEntry, ending: str) -> Said:
    """Add a plural or possessive s, said as English says it after that sound."""
    spoken = entry.spoken + ending
    if not entry.phonemes:
        return Said(spoken)
    if entry.phonemes.endswith(_SIBILANT_ENDINGS):
        return Said(spoken, entry.phonemes + "ᵻz")
    return Said(spoken, entry.phonemes + ("s" if entry.phonemes.endswith(_VOICELESS_ENDINGS) else "z"))
