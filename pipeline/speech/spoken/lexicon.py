"""The lexicon: how terms are said. A packaged one for the field; a show's own wins over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from pipeline.catalogue.show import LexiconEntry
from pipeline.speech.spoken.words import Said

_SIBILANT_SOUNDS = ("s", "z", "ʃ", "ʒ", "ʧ", "ʤ")
_VOICELESS_SOUNDS = ("p", "t", "k", "f", "θ")
_SIBILANT_SPELLINGS = ("s", "x", "z", "ch", "sh")
_APOSTROPHE_S = ("'s", "’s")
_AROUND = re.compile(r"^\W+|\W+$")


@cache
def packaged_entries() -> tuple[LexiconEntry, ...]:
    """Read the lexicon that comes with Ninety."""
    text = files("pipeline.speech.spoken").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return tuple(LexiconEntry(**entry) for entry in tomllib.loads(text)["entry"])


def _term_words(entry: LexiconEntry) -> int:
    return len(entry.term.split())


@cache
def _longest_term_words() -> int:
    return max(map(_term_words, packaged_entries()))


def _beginnings(entries: Iterable[LexiconEntry]) -> frozenset[str]:
    """Give the first words of terms that have several, with the punctuation around them and without."""
    first = [entry.term.split()[0].casefold() for entry in entries if _term_words(entry) > 1]
    return frozenset((*first, *(_AROUND.sub("", word) for word in first)))


@cache
def _packaged_beginnings() -> frozenset[str]:
    return _beginnings(packaged_entries())


class Lexicon:
    """Look up how a term is said; entries given here win over the packaged ones."""

    def __init__(self, show_entries: Iterable[LexiconEntry] = ()) -> None:
        show_entries = tuple(show_entries)
        self._entries = (*show_entries, *packaged_entries())
        self._used: dict[LexiconEntry, None] = {}
        self._own = _Layer(show_entries, self._used) if show_entries else None
        self.longest_term_words = max(_longest_term_words(), *map(_term_words, show_entries), 0)
        self._beginnings = _packaged_beginnings() | _beginnings(show_entries)

    def begins_term(self, word: str) -> bool:
        """Tell whether any term of several words begins with this one."""
        return word.casefold() in self._beginnings

    def find(self, term: str) -> Said | None:
        """Give what is said for a term, also in the plural («GANs») or possessive («LoRA's»).

        A term written small («tokenizer») also counts with the capital that begins a sentence.
        """
        return (self._own.find(term) if self._own else None) or _packaged(term)

    @property
    def used(self) -> tuple[LexiconEntry, ...]:
        """Give the entries given here of which something was found so far."""
        return tuple(self._used)

    def respells(self, word: str) -> bool:
        """Tell whether a word is a respelling: someone has decided it, though no phonemes say how."""
        folded = word.casefold()
        return bool({folded, folded.removesuffix("s").removesuffix("'")} & self._respellings)

    @cached_property
    def _respellings(self) -> frozenset[str]:
        words = [entry.spoken.casefold() for entry in self._entries if not entry.phonemes]
        return frozenset(part for spoken in words for part in (*spoken.split(), *re.split(r"[\s-]+", spoken)))


class _Layer:
    """One file's entries, by their terms; those that are found are noted in `used`, if it is given."""

    def __init__(self, entries: Iterable[LexiconEntry], used: dict[LexiconEntry, None] | None = None) -> None:
        self._used = {} if used is None else used
        self._exact: dict[str, LexiconEntry] = {}
        self._folded: dict[str, LexiconEntry] = {}
        for entry in entries:
            if entry.ignore_case:
                self._folded.setdefault(entry.term.casefold(), entry)
            else:
                self._exact.setdefault(entry.term, entry)

    def find(self, term: str) -> Said | None:
        entry = self._entry(term)
        if entry is not None:
            return Said(entry.spoken, entry.phonemes)
        for ending in (*_APOSTROPHE_S, "es", "s"):
            entry = self._entry(term.removesuffix(ending)) if term.endswith(ending) else None
            if entry is not None and _takes(entry.term, ending):
                return _with_s(entry, possessive=ending in _APOSTROPHE_S)
        return None

    def _entry(self, term: str) -> LexiconEntry | None:
        small = term[:1].lower() + term[1:]
        begins = self._exact.get(small) if small.islower() else None
        found = self._exact.get(term) or begins or self._folded.get(term.casefold())
        if found is not None:
            self._used[found] = None
        return found


@cache
def _packaged_layer() -> _Layer:
    return _Layer(packaged_entries())


@lru_cache(maxsize=8192)  # a text has the same words over and over
def _packaged(term: str) -> Said | None:
    return _packaged_layer().find(term)


def _takes(term: str, ending: str) -> bool:
    """Tell whether English writes this ending after the term."""
    if ending in _APOSTROPHE_S:
        return True
    hisses = term.endswith(_SIBILANT_SPELLINGS)
    return len(term) > 1 and term[-1].isalnum() and hisses == (ending == "es")


def _with_s(entry: LexiconEntry, *, possessive: bool) -> Said:
    """Add a plural or possessive s, said as English says it after that sound."""
    letter = len(entry.spoken.split()[-1]) == 1  # «A P Is» would be read as a word
    if possessive or letter:
        spoken = entry.spoken + "'s"
    else:
        spoken = entry.spoken + ("es" if entry.spoken.endswith(_SIBILANT_SPELLINGS) else "s")
    if not entry.phonemes:
        return Said(spoken)
    return Said(spoken, entry.phonemes + plural_sound(entry.phonemes))


def plural_sound(phonemes: str) -> str:
    """Give the sound of an s after these phonemes."""
    if phonemes.endswith(_SIBILANT_SOUNDS):
        return "ᵻz"
    return "s" if phonemes.endswith(_VOICELESS_SOUNDS) else "z"
