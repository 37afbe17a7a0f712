"""Saying the text in every way that was asked for, all as loud as each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.assembly.assemble import at_episode_rate
from pipeline.audio.clips import joined
from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.master import Mastered, master
from pipeline.auditioning.audition import Candidate, NoAudition
from pipeline.auditioning.options import Option
from pipeline.catalogue.show import AudioSettings
from pipeline.errors import SpeechFailed
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

_LEAST_SECONDS = 0.6  # what a loudness can be measured of, with a block to spare (BS.1770-4: 400 ms)
_HEARD_LU = 0.3  # what is softer by more than this is heard as softer: the others come down to it


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """One candidate, and its sound as MP3."""

    candidate: Candidate
    mp3: bytes


def record_takes(
    text: str,
    options: Sequence[Option],
    settings: AudioSettings,
    speed: float,
    failed: Callable[[Option, SpeechFailed], None],
) -> list[Take]:
    """Say the text in every way, in the order given, as loud as an episode or all equally softer.

    What cannot be said is told to `failed` and left out. Raises NoAudition where nothing is left.
    """
    spoken = []
    for option in options:
        try:
            spoken.append((option, _samples(text, option, speed)))
        except SpeechFailed as error:
            failed(option, error)
    if not spoken:
        raise NoAudition("nothing of it could be said", remedy="take another text, or other voices")
    mastered = _levelled([samples for _, samples in spoken], settings)
    return [
        _take(label, option, sound)
        for label, (option, _), sound in zip(ascii_uppercase, spoken, mastered, strict=False)
    ]


def _samples(text: str, option: Option, speed: float) -> NDArray[np.float32]:
    speaker = Speaker(option.voice, Lexicon(option.lexicon))
    utterances = (speaker.say(sentence, speed) for sentence in split_sentences(plain_words(text)))
    speeches = [each.speech for each in utterances if each]
    if not speeches:
        raise SpeechFailed(f"nothing in it can be spoken: «{text}»")
    samples = at_episode_rate(*joined(speeches))
    return np.pad(samples, (0, max(0, int(_LEAST_SECONDS * SAMPLE_RATE) - samples.size)))


def _levelled(sounds: Sequence[NDArray[np.float32]], settings: AudioSettings) -> list[Mastered]:
    """Master all; where one cannot be as loud without harm, the others are brought down to it."""
    mastered = [master(sound, settings) for sound in sounds]
    levels = [each.loudness.integrated_lufs for each in mastered]
    softest = min(filter(math.isfinite, levels), default=settings.loudness_lufs)
    if softest >= settings.loudness_lufs - _HEARD_LU:
        return mastered
    softer = replace(settings, loudness_lufs=softest)
    return [
        master(sound, softer) if level > softest + _HEARD_LU else done
        for sound, level, done in zip(sounds, levels, mastered, strict=True)
    ]


def _take(label: str, option: Option, sound: Mastered) -> Take:
    level = sound.loudness.integrated_lufs
    candidate = Candidate(
        label=label,
        name=option.name,
        file=f"{label.lower()}.mp3",
        seconds=round(sound.seconds, 2),
        loudness_lufs=round(level, 1) if math.isfinite(level) else None,
        voice=str(option.voice),
        spoken=option.entry.spoken if option.entry else "",
        phonemes=option.entry.phonemes if option.entry else "",
    )
    return Take(candidate, sound.mp3)
