"""Phonemes in misaki's alphabet, each with the word it belongs to, for the voices of the Kokoro family.

Hibari's dictionaries read American and British English without espeak. Kokoro's voices, and hibari's, which
were distilled from them, take the same signs under the same numbers and count time in the same frames.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.language.tagger import Token, dictionary, tag, tag_from_lists
from pipeline.speech.engine import Guess, Homograph, Preview, PronouncedWord
from pipeline.speech.engines.british import as_british
from pipeline.speech.engines.laying_out import LaidOut, laid_out, place_at
from pipeline.speech.engines.plain_sentences import PlainSentences
from pipeline.speech.engines.readings import Readings, Settled, plain_letters, possessive
from pipeline.speech.engines.stretches import Phonemized, split, with_stops
from pipeline.speech.known_names import is_known_name, known_reading
from pipeline.speech.spoken.words import SpokenSentence

# How sure hibari's G2P is of a token: 5 given, 4 and 3 from its dictionaries, 2 and below guessed.
_GIVEN, _KNOWN, _GUESSED = 5, 3, 2
_REMEMBERED = 128  # sentences, two episodes: what is spoken is then looked through for what is undecided


@dataclass(frozen=True, slots=True)
class _Laid:
    """A sentence as it is written down for the dictionaries."""

    text: str
    places: list[LaidOut]
    tokens: list[Any]  # hibari's
    owners: list[LaidOut]  # of each token
    settled: dict[int, Settled]  # homographs, by where they begin in the text


@dataclass(frozen=True, slots=True)
class _Read:
    """A token as it is said, the word it belongs to, and how it was settled if it is a homograph."""

    token: Any  # hibari's, with its phonemes and how sure they are
    word: int
    settled: Settled | None = None


class Reader:
    """Reads English aloud, in phonemes; its dictionaries are loaded when first used."""

    def __init__(self, *, british: bool) -> None:
        self._british = british
        self._lately: dict[SpokenSentence, list[_Read]] = {}

    @cached_property
    def ids(self) -> dict[str, int]:
        """Give the number of each sign of the alphabet."""
        from hibari.tts import ASSETS

        table: dict[str, int] = json.loads((Path(ASSETS) / "vocab.json").read_text(encoding="utf-8"))
        return table

    @cached_property
    def _g2p(self) -> Any:
        """Hibari's G2P without the tokenizer and tagger that it would load a second time."""
        from hibari.g2p import G2P, Lexicon

        g2p = G2P.__new__(G2P)
        kind = "gb" if self._british else "us"
        g2p.lexicon = Lexicon(*(dictionary(f"{kind}_{name}") for name in ("gold", "silver")), self._british)
        g2p._oov, g2p.unk, g2p.british = None, "", self._british  # noqa: SLF001 - what its own __init__ sets
        return g2p

    @cached_property
    def _readings(self) -> Readings:
        return Readings(self._g2p.lexicon, british=self._british)

    @cached_property
    def _plain_sentences(self) -> PlainSentences:
        return PlainSentences(self._g2p.lexicon, self._readings.has_forms)

    def phonemize(self, sentence: SpokenSentence) -> Phonemized:
        """Turn words into phonemes, remembering which word each phoneme belongs to."""
        text: list[str] = []
        words: list[int] = []
        for read in self._read(sentence):
            spoken = self._said(read.token)
            space = " " if read.token.whitespace else ""
            text.append(spoken + space)
            words += [read.word] * len(spoken) + [-1] * len(space)
        joined = "".join(text).rstrip()
        return with_stops(Phonemized(joined, tuple(words[: len(joined)])), sentence)

    def preview(self, sentence: SpokenSentence) -> Preview:
        """Say which words no dictionary has, how each word is said, and how homographs were decided."""
        everything = [
            (each.word, each.token.text, self._said(each.token), each) for each in self._read(sentence)
        ]
        return Preview(
            _guesses([each for *_, each in everything]),
            heard=tuple(PronouncedWord(word, text, said) for word, text, said, _ in everything),
            homographs=tuple(
                Homograph(word, text, said, each.settled.certainty)
                for word, text, said, each in everything
                if each.settled
            ),
        )

    def guesses(self, sentence: SpokenSentence) -> tuple[Guess, ...]:
        """Name the words that no dictionary has: a small network has guessed how they are said."""
        return _guesses(self._read(sentence))

    def _said(self, token: Any) -> str:
        return "".join(sign for sign in token.phonemes or "" if sign in self.ids)

    def _read(self, sentence: SpokenSentence) -> list[_Read]:
        """Read a sentence, token by token; what was read lately is remembered for whoever asks next."""
        if sentence not in self._lately:
            if len(self._lately) >= _REMEMBERED:
                self._lately.clear()
            self._lately[sentence] = self._freshly_read(sentence)
        return self._lately[sentence]

    def _freshly_read(self, sentence: SpokenSentence) -> list[_Read]:
        """Read a sentence that is not remembered.

        The whole sentence is tagged, and homographs are settled, before given phonemes take the place of what
        the dictionaries would say: with the phonemes marked up inside the text, the words on each side would
        be tagged apart, and «VAE only compresses» become a noun.
        """
        laid = self.settle(sentence)
        found: list[_Read] = []
        for token, start in _placed(
            self._g2p.phonemize_tokens(self._joined(laid.tokens, laid.owners)), laid.text
        ):
            inside = (
                laid.settled[each] for each in range(start, start + len(token.text)) if each in laid.settled
            )
            self._look_up(token)
            found.append(_Read(token, place_at(start, laid.places).word, next(inside, None)))
        return found

    def _look_up(self, token: Any) -> None:
        """Give a name that the dictionaries lack the phonemes that are known for it, not a guess."""
        if (token.rating or 0) > _GUESSED:
            return
        owner = token.text.endswith(("'s", "’s"))
        name = token.text[:-2] if owner else token.text
        plain = plain_letters(name)
        said = self._readings.without_marks(name) or self._known(plain)
        if not said and plain != name and is_known_name(plain):  # «Gómez» is said as «Gomez»
            said = self._guess(plain)
        said = said or self._readings.contraction(name)
        if not said and name.endswith("s"):  # «the Tolstoys»
            said, owner = self._known(name[:-1]), True
        if said:
            token.phonemes = possessive(said, british=self._british) if owner else said
            token.rating = _KNOWN

    def _guess(self, name: str) -> str:
        tokens = self._g2p.phonemize_tokens(_tokens(self._tagged(name, tag_from_lists(name))))
        return "".join(each.phonemes or "" for each in tokens)

    def _known(self, name: str) -> str:
        known = known_reading(name)
        return as_british(known) if self._british else known

    def _tagged(self, text: str, words: Sequence[Token], given: Collection[int] = ()) -> tuple[Token, ...]:
        """Tag a text, of whose words the lists know some; the tagger is asked only where a tag matters."""
        return self._plain_sentences.tagged(words, given) or tag(text)

    def settle(self, sentence: SpokenSentence) -> _Laid:
        """Write a sentence down, tag it, and settle how its homographs are read."""
        text, places = laid_out(sentence)
        words = tag_from_lists(text)
        owners = [place_at(each.start, places) for each in words]
        given = {index for index, place in enumerate(owners) if place.phonemes}
        tagged = self._tagged(text, words, given)
        tokens = _tokens(tagged)
        settled = self._readings.settle(tokens, tagged, given)
        starts = {tagged[index].start: each for index, each in settled.items()}
        return _Laid(text, places, tokens, owners, starts)

    def _joined(self, tokens: list[Any], owners: list[LaidOut]) -> list[Any]:
        """Put phonemes on what has them given: a term's pieces become one token, and so does a possessive."""
        joined: list[Any] = []
        last = None
        for token, place in zip(tokens, owners, strict=True):
            before = joined[-1] if joined else None
            if place.phonemes and place is last:  # one more piece of a term whose phonemes are given
                _append(before, token)
                continue
            if place.phonemes:
                token.phonemes = as_british(place.phonemes) if self._british else place.phonemes
                token.rating = _GIVEN
            elif (
                token.text in ("'s", "’s")
                and before
                and before.phonemes
                and not before.whitespace
                and not last
            ):
                _append(before, token)
                before.phonemes = possessive(before.phonemes, british=self._british)
                continue
            joined.append(token)
            last = place if place.phonemes else None
        return joined

    def numbers(self, stretch: Phonemized) -> list[int]:
        """Give a stretch as the networks take it: its signs' numbers between two pads."""
        return [0, *(self.ids[sign] for sign in stretch.text), 0]


@cache
def reader(*, british: bool) -> Reader:
    """Give the reader of one kind of English, the same for all voices of a process."""
    return Reader(british=british)


def preview(reader: Reader, sentence: SpokenSentence, limit: int) -> Preview:
    """Say how a voice of at most `limit` phonemes a call would take a sentence."""
    return replace(reader.preview(sentence), stretches=len(split(reader.phonemize(sentence), limit)))


def _guesses(everything: list[_Read]) -> tuple[Guess, ...]:
    return tuple(
        Guess(read.word, read.token.text, read.token.phonemes or "")
        for read in everything
        if (read.token.rating or 0) <= _GUESSED and any(sign.isalpha() for sign in read.token.text)
    )


def _tokens(tagged: Sequence[Token]) -> list[Any]:
    from hibari.g2p.token import Tok

    return [Tok(each.text, each.tag, each.whitespace) for each in tagged]


def _append(token: Any, piece: Any) -> None:
    token.text += piece.text
    token.whitespace = piece.whitespace


def _placed(tokens: list[Any], text: str) -> Iterator[tuple[Any, int]]:
    """Say for every token where it begins in the text."""
    cursor = 0
    for token in tokens:
        start = max(text.find(token.text, cursor), cursor)
        cursor = start + len(token.text)
        yield token, start
