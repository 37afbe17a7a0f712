"""What was said and what was heard as plain words that can be compared.

On both sides numbers are spelled out and letters said one by one are joined («R L H F» is «rlhf»). What a
recogniser writes in figures may have been said in several ways; each of them is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.checking.listening.figures import other_readings
from pipeline.checking.listening.sounds import sounds_in_context
from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.symbols import CURRENCIES
from pipeline.speech.spoken.words import Said, SpokenSentence

_PLAIN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPELLED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # «G.P.U.»
_NO_SPEECH = re.compile(r"\[[^\]]*\]|\([^)]*(?:music|applause|laughter|silence)[^)]*\)|[♪♫]+", re.IGNORECASE)
_AMOUNT = re.compile(r"(?P<sign>[$€£¥])(?P<number>\d[\d,.]*) (?P<magnitude>(?:thousand|[mbtr]+illion)\b)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is compared, and what its sound is found by."""

    text: str  # letters only, in lower case
    written: str  # as it stood; letters said one by one are apart
    phonemes: str = ""  # misaki alphabet; empty: as a reader says what is written, word by word
    sentence: int = 0  # of those said, which
    shown: str = ""  # the word of the script that it is part of


Readings = tuple[tuple[Word, ...], ...]  # the ways in which one written word may have been said


def said_words(sentences: Iterable[SpokenSentence]) -> list[Word]:
    """Give the words of spoken sentences, in order."""
    words: list[Word] = []
    for index, sentence in enumerate(sentences):
        for shown, sound in zip(sentence.words, sounds_in_context(sentence), strict=True):
            found = [word for said in shown.said for word in _of_said(said)]
            if len(found) == 1 and len(found[0].text) > 1 and not found[0].phonemes:
                found = [replace(found[0], phonemes=sound)]
            words += [replace(word, sentence=index, shown=shown.shown) for word in found]
    return list(_letters_joined(words))


def heard_words(text: str, lexicon: Lexicon) -> list[Readings]:
    """Give what a recogniser wrote, word by word, each in every way it may have been said.

    What it writes for sounds that are no speech, such as «[Music]», is left out.
    """
    text = _AMOUNT.sub(_amount, _NO_SPEECH.sub(" ", text))
    sentence = speak_sentence(_spelled_together(text), lexicon)
    heard: list[Readings] = []
    plain: list[Word] = []
    for index, shown in enumerate(sentence.words):
        following = " ".join(word.shown for word in sentence.words[index + 1 : index + 3])
        words = tuple(word for said in shown.said for word in _of_said(said))
        usual = " ".join(word.written for word in words)
        others = [_of_said(Said(reading)) for reading in other_readings(shown.shown, usual, following)]
        if others:
            heard += [((word,),) for word in _letters_joined(plain)]
            heard.append(tuple(dict.fromkeys([words, *map(tuple, others)])))
            plain = []
        else:
            plain += words
    return [*heard, *(((word,),) for word in _letters_joined(plain))]


def _amount(match: re.Match[str]) -> str:
    """Put «$50 million» into the order in which it is said."""
    return f"{match['number']} {match['magnitude']} {CURRENCIES[match['sign']][1]}"


def _of_said(said: Said) -> list[Word]:
    """Part what is said into words; phonemes stay with their word, or with all of them as one."""
    written = [_spoken_figures(part) for part in _PLAIN.findall(_spelled_together(said.text))]
    apart = list(_letters_joined([_word(part) for text in written for part in text.split()]))
    if not said.phonemes or not apart:
        return apart
    phonemes = said.phonemes.split()
    if len(phonemes) == len(apart):
        return [replace(word, phonemes=sound) for word, sound in zip(apart, phonemes, strict=True)]
    return [Word("".join(word.text for word in apart), said.text, said.phonemes)]


def _word(written: str) -> Word:
    return Word(re.sub(r"['’]", "", written).casefold(), written)


def _spoken_figures(part: str) -> str:
    """Spell a number out that a lexicon left in figures."""
    return numbers.cardinal(part).replace("-", " ") if part.isdecimal() else part


def _spelled_together(text: str) -> str:
    return _SPELLED.sub(lambda match: match[0].replace(".", ""), text)


def _letters_joined(words: Sequence[Word]) -> Iterator[Word]:
    """Join runs of single letters, «K», «V», to one word; a letter alone stays what it is."""
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and len(word.text) == 1 and word.text.isalpha() and not word.phonemes:
            run.append(word)
            continue
        if len(run) > 1:
            yield replace(
                run[0], text="".join(w.text for w in run), written=" ".join(w.written.upper() for w in run)
            )
        else:
            yield from run
        run = []
        if word is not None:
            yield word
