"""Which reading of a word a voice is given where English has several: «they conduct», «their conduct».

The reading is decided in `pipeline.language`; here it becomes phonemes. Where hibari's dictionary has the
form, the word gets the tag under which it stands there, so that what belongs to it («two-minute», «bass's»)
is read with it; where the dictionary lacks it, the phonemes are given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.language.homographs import decide, fingerprint, is_verb
from pipeline.language.sentences import TaggedSentence
from pipeline.language.tagger import Token
from pipeline.process.files import digest, file_digest
from pipeline.speech import known_names
from pipeline.speech.engines import VERSION
from pipeline.speech.engines.british import as_british

TABLE, NAMES = "readings.tsv", "names.tsv"
_TAGS = ("VB", "VBD", "VBP", "NN", "NNP", "JJ", "RB")
_KINDS = frozenset(("VERB", "NOUN", "ADJ"))  # keys of the dictionary under which a word's forms may stand
_OPEN_TAGS = ("VB", "NN", "JJ")
_FROM_DICTIONARY = 4  # hibari's measure of how sure a reading is
# Written in capitals, these are themselves and no abbreviation. «IT» and «US» are both, and so left out.
_NEVER_LETTERS = frozenset(
    "he she they we you him her them his its our your their and but not nor for so yet if as at by of"
    " off on up with"
    " from into than then that this these those there here was were be been being has had have did does"
    " do can could"
    " will would shall should may might must no yes all any each one two very just only more most".split()
)
_OFTEN_LETTERS = frozenset("it us who in or is am are an a to the me my go".split())
_FRENCH_END = re.compile("^[^A-Z].*ée?s?$")  # «toupé», whose end its plain letters would not tell
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "đ": "d"})
_JOINED_VERBS = {"d": "ᵻd", "ll": "ᵊl", "ve": "əv", "re": "əɹ"}
_VOICELESS, _HISSING = "ptkfθ", "szʃʒʧʤ"


@dataclass(frozen=True, slots=True)
class Settled:
    """How a homograph is read in its sentence."""

    reading: str
    certainty: float  # between 0 and 1


class Readings:
    """Settles the readings of a sentence for one dictionary."""

    def __init__(self, lexicon: Any, *, british: bool) -> None:
        self._lexicon = lexicon
        self._british = british
        self._tags: dict[tuple[str, str], str] = {}

    def settle(
        self, tokens: list[Any], tagged: Sequence[Token], given: Collection[int]
    ) -> dict[int, Settled]:
        """Give hibari's tokens the tags or phonemes of their right readings, but those given already.

        Gives how each homograph was decided, by its token's index.
        """
        sentence = TaggedSentence(tagged)
        decisions = {each.index: each for each in decide(sentence) if each.index not in given}
        for index, decision in decisions.items():
            self._set(tokens[index], decision.reading)
        for index, token in enumerate(tokens):
            if index not in given and index not in decisions:
                token.tag = self._tag(token, sentence, index)
                self._name(token)
        return {index: Settled(each.reading, each.certainty) for index, each in decisions.items()}

    def without_marks(self, word: str) -> str:
        """Give the dictionary's reading of a word that it has without its accents: «Québec», «Kraków»."""
        plain = plain_letters(word)
        if plain == word or _FRENCH_END.search(word):
            return ""
        return self._entry(plain)

    def contraction(self, word: str) -> str:
        """Give the reading of a word that a verb is joined to: «nobody'd», «somebody'll»."""
        stem, _, verb = word.replace("’", "'").rpartition("'")
        said = self._entry(stem) if verb in _JOINED_VERBS else ""
        if not said:
            return ""
        joined = "d" if verb == "d" and said[-1] not in "td" else _JOINED_VERBS[verb]
        return said + (as_british(joined) if self._british else joined)

    def _entry(self, word: str) -> str:
        entry = self._lexicon.golds.get(word) or self._lexicon.silvers.get(word)
        return str((entry.get("DEFAULT") if isinstance(entry, dict) else entry) or "")

    def _set(self, token: Any, reading: str) -> None:
        american, british = _phonemes()[reading]
        wanted = british if self._british else american
        tag = self._tag_giving(token, wanted)
        if tag:
            token.tag = tag
        else:
            token.phonemes, token.rating = wanted, _FROM_DICTIONARY

    def _name(self, token: Any) -> None:
        """Give a name, or a word from another language, its phonemes where the dictionary lacks it."""
        text = token.text
        if self._lexicon.golds.get(text) or self._lexicon.silvers.get(text):
            return
        known = _known(text)
        several = None if known or text.isascii() or not text.endswith("s") else _known(text[:-1])
        if known or several:
            said = (known or several or ())[self._british]
            token.phonemes = possessive(said, british=self._british) if several else said
            token.rating = _FROM_DICTIONARY

    def _tag_giving(self, token: Any, wanted: str) -> str:
        """Give the tag under which the dictionary has this form, the token's own if that will do."""
        key = token.text, wanted
        if key not in self._tags:
            self._tags[key] = " ".join(tag for tag in _TAGS if self._form(token, tag) == wanted)
        tags = self._tags[key].split()
        return token.tag if token.tag in tags else (tags or [""])[0]

    def _form(self, token: Any, tag: str) -> str | None:
        from hibari.g2p import Context

        form = self._lexicon(token.copy(tag=tag), Context())[0]
        return form.replace("ɾ", "T") if form else None

    def _tag(self, token: Any, sentence: TaggedSentence, index: int) -> str:
        """Give a word's tag, mended where the dictionary reads the word by it."""
        text, tag = token.text, str(token.tag)
        if len(text) > 1 and text.isupper():
            return "PRP" if tag.startswith("NN") and _is_word(sentence.tokens, index) else tag
        if not tag.startswith(_OPEN_TAGS) or len(text) < 4:
            return tag
        if self.has_forms(text.lower()):
            return _verb_tag(text, tag) if is_verb(sentence, index) else _other_tag(text, tag)
        return self._inflected_tag(text.lower(), tag)

    def _inflected_tag(self, word: str, tag: str) -> str:
        """Give «projected» and «objecting» the verb's tag: no other form takes these endings."""
        for ending, verb in (("ed", "VBD"), ("ing", "VBG")):
            stem = word.removesuffix(ending)
            if word != stem and not self._lexicon.golds.get(word):
                return verb if any(self.has_forms(each) for each in (stem, f"{stem}e", stem[:-1])) else tag
        return tag

    def has_forms(self, word: str) -> bool:
        """Tell whether the dictionary has several forms of a word, by its part of speech."""
        entry = self._lexicon.golds.get(word)
        if entry is None and word.endswith("s"):
            entry = self._lexicon.golds.get(word[:-1])
        return isinstance(entry, dict) and bool(_KINDS & set(entry)) and len(set(entry.values())) > 1


def plain_letters(word: str) -> str:
    """Take the accents off a word's letters."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@cache
def pronunciation() -> str:
    """Identify how words are read: the dictionaries, and what decides between the readings of homographs."""
    tables = (file_digest(Path(__file__).parent / name) for name in (TABLE, NAMES))
    shapes = (str(VERSION), version("hibari-tts"), fingerprint(), known_names.fingerprint())
    return digest(*shapes, *tables)


def possessive(phonemes: str, *, british: bool) -> str:
    """Add an «'s» to phonemes."""
    if phonemes[-1:] in _HISSING:
        return phonemes + ("ɪz" if british else "ᵻz")
    return phonemes + ("s" if phonemes[-1:] in _VOICELESS else "z")


@cache
def _phonemes() -> dict[str, tuple[str, str]]:
    """Read how each reading is said, in American and in British English."""
    return {reading: (american, british) for reading, american, british in _rows(TABLE)}


@cache
def _names() -> dict[str, list[str]]:
    """Read how names are said: in American, and in British English where that follows from no rule."""
    return {name: said for name, *said in _rows(NAMES)}


def _known(text: str) -> tuple[str, str] | None:
    begins = text[:1].lower() + text[1:]  # a word that opens its sentence
    names = _names()
    said = names.get(text) or names.get(begins) or (None if text.isascii() else names.get(text.lower()))
    return _in_both(said) if said else None


def _in_both(said: list[str]) -> tuple[str, str]:
    """Give American and British phonemes where the table has both or only the first."""
    return said[0], said[-1] if said[1:] else as_british(said[0])


def _rows(name: str) -> list[list[str]]:
    text = files("pipeline.speech.engines").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def _is_word(tagged: Sequence[Token], index: int) -> bool:
    """Tell whether capitals are an everyday word: «SHE did», and «IT» where all is shouted."""
    word = tagged[index].text.lower()
    if word in _NEVER_LETTERS:
        return True
    beside = (*tagged[max(0, index - 1) : index], *tagged[index + 1 : index + 2])
    return word in _OFTEN_LETTERS and any(len(each.text) > 2 and each.text.isupper() for each in beside)


def _verb_tag(text: str, tag: str) -> str:
    return tag if tag.startswith("VB") else "VBZ" if text.endswith("s") else "VB"


def _other_tag(text: str, tag: str) -> str:
    return tag if not tag.startswith("VB") else "NNS" if text.endswith("s") else "NN"
