"""How long a script will be when it is spoken, before anybody has spoken it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.writing.script.directions import SOUND_GAP_SECONDS
from pipeline.writing.script.pauses import ParagraphPlace, pause_between
from pipeline.writing.script.script import Paragraph, Script

OPENING_AND_CLOSING_SECONDS = 4.9  # the sounds before the first word and after the last
# How far a script may be stretched or pressed to meet its length.
PAUSE_SCALES = (0.8, 1.25)  # beyond these a listener notices
SPEEDS = (0.95, 1.05)  # factors on the voice's own speed


@dataclass(frozen=True, slots=True)
class Rate:
    """How long a voice takes, in seconds, at its own pace: least squares over measured sentences."""

    per_sentence: float
    per_letter: float
    per_syllable: float
    per_capital: float  # a letter said by its name, as in GPU
    per_digit: float
    per_sign: float  # a sign said as a word: $, %, +
    per_mark: float  # the breath at a comma, colon, semicolon or dash


# Measured on 596 sentences (45 minutes) of summaries and notes; a script's worth is off by 1.2 % on average.
_HEART = Rate(
    per_sentence=-0.179,
    per_letter=0.0518,
    per_syllable=0.0604,
    per_capital=0.149,
    per_digit=0.363,
    per_sign=0.415,
    per_mark=0.173,
)
_RATES = {"hibari/heart": _HEART}

_SHORTEST_SECONDS = 0.5  # of any sentence, «Yes.»

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BY_NAME = re.compile(r"[A-Z]{2,}(?![a-z]{2})")  # GPU, GPUs, KV; the «M» of «MoE» counts as a letter
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
_SILENT = re.compile(
    r"(?<=[a-z]{2})(?:e|es|ed)$(?<!ted)(?<!ded)(?<!le)(?<!ses)(?<!ces)(?<!zes)(?<!ges)(?<!hes)"
)
_SIGN = re.compile(r"[$€£%²³·+=×&]")
_YEAR = re.compile(r"(?<![\d,.])(?:1[6-9]|20)\d\d(?![\d,.]\d)")
_MARK = re.compile(r"[,;:](?=\s)|\s[—–](?=\s)")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is heard beside the words, in seconds."""

    frame: float = OPENING_AND_CLOSING_SECONDS  # before the first word and after the last
    sounds: Mapping[str, float] = field(default_factory=dict)  # that a script names


SIGNATURE_ALONE = Beside()


def predicted_seconds(
    script: Script,
    voice: str = "hibari/heart",
    speed: float = 1.0,
    *,
    two_voices: bool = False,
    beside: Beside = SIGNATURE_ALONE,
) -> float:
    """Predict the length of the finished file in seconds, with its opening and closing sounds.

    `voice` is «engine/voice»; a voice that was never measured is taken for the default one. With `two_voices`
    the guest's turns are another's, and come sooner.
    """
    rate = _RATES.get(voice, _HEART)
    spoken = sum(speech_seconds(paragraph, rate) for paragraph in script.paragraphs) / speed
    pauses = sum(
        pause_between(one, other)
        for (one, _), (other, inserted) in pairwise(_places(script, two_voices=two_voices))
        if not inserted
    )
    return beside.frame + spoken + pauses + _inserted_seconds(script, beside)


def reachable_seconds(
    script: Script,
    voice: str = "hibari/heart",
    speed: float = 1.0,
    *,
    two_voices: bool = False,
    beside: Beside = SIGNATURE_ALONE,
) -> tuple[float, float]:
    """Predict the least and the most that pauses and speed can make of a script, in seconds of the file."""
    natural = predicted_seconds(script, voice, speed, two_voices=two_voices, beside=beside)
    # Said in no time, a script leaves its silences.
    silent = predicted_seconds(script, voice, math.inf, two_voices=two_voices, beside=beside)
    fixed = beside.frame + _inserted_seconds(script, beside)
    pauses, speech = silent - fixed, natural - silent
    least, most = (
        fixed + speech / factor + pauses * scale
        for factor, scale in zip(reversed(SPEEDS), PAUSE_SCALES, strict=True)
    )
    return least, most


def _places(script: Script, *, two_voices: bool) -> Iterator[tuple[ParagraphPlace, bool]]:
    """Go through the places of all sentences; with each, whether a pause or sound is asked for before it."""
    number = 0
    waits = False
    for index, section in enumerate(script.sections):
        for paragraph in section.paragraphs:
            by_name = paragraph.role not in ("host", "guest")
            place = ParagraphPlace(index, number, paragraph.role if two_voices or by_name else "")
            asked = {each.before for each in paragraph.inserts}
            for sentence in range(len(paragraph.sentences)):
                yield place, waits or sentence in asked
                waits = False
            waits = waits or len(paragraph.sentences) in asked
            number += 1


def _inserted_seconds(script: Script, beside: Beside) -> float:
    """Give how long the pauses and sounds take that a script asks for."""
    return sum(
        beside.sounds.get(each.sound, 0.0) + 2 * SOUND_GAP_SECONDS if each.sound else each.seconds
        for paragraph in script.paragraphs
        for each in paragraph.inserts
    )


def speech_seconds(paragraph: Paragraph, rate: Rate = _HEART) -> float:
    """Predict how long a paragraph's sentences take, without the pauses between them."""
    return sum(_sentence_seconds(sentence, rate) for sentence in paragraph.sentences)


@lru_cache(maxsize=4096)  # many choices of the same paragraphs are weighed
def _sentence_seconds(sentence: str, rate: Rate) -> float:
    letters = syllables = capitals = 0
    for word in _WORD.findall(sentence):
        named = 0 if word.islower() else sum(map(len, _BY_NAME.findall(word)))
        capitals += named
        letters += len(word) - named
        syllables += _syllables(word) if len(word) > named + 1 else 0
    return max(
        _SHORTEST_SECONDS,
        rate.per_sentence
        + rate.per_letter * letters
        + rate.per_syllable * syllables
        + rate.per_capital * capitals
        + rate.per_digit * _digits(sentence)
        + rate.per_sign * len(_SIGN.findall(sentence))
        + rate.per_mark * len(_MARK.findall(sentence)),
    )


def _digits(sentence: str) -> int:
    """Count digits; of the four of a year, said as two numbers, only three."""
    return sum(map(str.isdigit, sentence)) - len(_YEAR.findall(sentence))


@lru_cache(maxsize=8192)  # the same words come again and again
def _syllables(word: str) -> int:
    return len(_VOWELS.findall(_SILENT.sub("", word.lower()))) or 1
