"""Put a narration together: opening, sentences with their pauses, closing."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from pipeline.audio.assembly import jingle
from pipeline.audio.assembly.instruments import SAMPLE_RATE
from pipeline.audio.assembly.kept_jingle import kept
from pipeline.audio.assembly.pulse_spreading import spread_pulses
from pipeline.audio.mastering.levels import VOICE_LUFS, voice_gains
from pipeline.audio.own_sound.mixing import Mix
from pipeline.audio.own_sound.own import OwnSounds
from pipeline.audio.recording import TimedSentence, TimedWord
from pipeline.layout.record import Chapter
from pipeline.speech.narration import Inserted, Narration, Part

with warnings.catch_warnings():
    # pydub looks for an ffmpeg program on import; assembling needs none, and encoding brings its own.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

FRAME_SECONDS = (
    jingle.VOICE_ENTERS_SECONDS + jingle.CLOSING_SECONDS - jingle.LAST_WORD_SECONDS
)  # what an episode lasts beyond its narration
_BYTES_PER_SAMPLE = 4
_FULL_SCALE = np.float32(2**30)  # 6 dB are left above full scale
_HIGHEST = 1.99
_VOICE_LEVEL = 10 ** (VOICE_LUFS / 20)
_FADE_IN_SAMPLES = 132  # 3 ms: less than is kept before the first sound of a sentence
_FADE_OUT_SAMPLES = 882  # 20 ms, of the 60 kept after its last


@dataclass(frozen=True, slots=True, eq=False)
class Assembly:
    """The whole episode before mastering, and when everything in it is heard."""

    samples: NDArray[np.float32]  # mono, 44.1 kHz; speech at VOICE_LUFS
    sentences: tuple[TimedSentence, ...]
    chapters: tuple[Chapter, ...]


def assemble(
    narration: Narration, seed: str, own: OwnSounds | None = None, folder: Path | None = None
) -> Assembly:
    """Join opening, speech, pauses and closing. `seed` chooses the show's signature sounds.

    `own` are the sounds that the show brings itself, if there are any. The signature is kept in `folder`, if
    one is given. Raises UnusableSound.
    """
    own = own or OwnSounds()
    mix = Mix.of(own)
    gains = voice_gains(narration)
    position = int(own.enters_seconds * SAMPLE_RATE)
    pieces = [_silence(position)]
    sentences: list[TimedSentence] = []
    starts: dict[int, float] = {}
    for part in narration.parts:
        for each in part.before:
            if each.sound and each.section == part.section:  # not one that ends the chapter before
                starts.setdefault(part.section, position / SAMPLE_RATE)
            position = _inserted(each, position, pieces, mix)
        start = position / SAMPLE_RATE
        starts.setdefault(part.section, start)
        sentences.append(_timed(part, start))
        pieces += [_voice(part, gains[part.role]), _silence(round(part.pause_seconds * SAMPLE_RATE))]
        mix.spoken(position, int(pieces[-2].frame_count()))
        position += sum(int(piece.frame_count()) for piece in pieces[-2:])
    for each in narration.after:
        position = _inserted(each, position, pieces, mix)
    pieces.append(_silence(int(own.tail_seconds * SAMPLE_RATE)))
    episode = _joined(pieces)
    pieces.clear()  # as much memory again
    samples = _with_signature(episode, seed, own, folder)
    mix.lay(samples)
    return Assembly(samples, tuple(sentences), _chapters(narration.titles, starts))


def _inserted(inserted: Inserted, position: int, pieces: list[AudioSegment], mix: Mix) -> int:
    """Leave room for a pause or a sound, and say where what follows begins."""
    if inserted.sound:
        mix.heard(inserted.sound, position)
    count = round(inserted.seconds * SAMPLE_RATE)
    pieces.append(_silence(count))
    return position + count


def _voice(part: Part, gain: float) -> AudioSegment:
    """Give a sentence at the episode's rate and loudness, faded at both ends so that no joint clicks."""
    speech = part.utterance.speech
    samples = spread_pulses(speech.samples * np.float32(gain), speech.sample_rate, _VOICE_LEVEL)
    samples = at_episode_rate(samples, speech.sample_rate)
    fade_in, fade_out = (min(count, samples.size // 2) for count in (_FADE_IN_SAMPLES, _FADE_OUT_SAMPLES))
    samples[:fade_in] *= _rise(fade_in)
    samples[samples.size - fade_out :] *= _rise(fade_out)[::-1]
    return _segment(samples)


def at_episode_rate(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """Give mono samples of any rate in Hz at the episodes' 44.1 kHz."""
    if sample_rate == SAMPLE_RATE:
        return samples
    resampled: NDArray[np.float32] = soxr.resample(samples, sample_rate, SAMPLE_RATE, quality="HQ")
    return resampled


def _rise(count: int) -> NDArray[np.float32]:
    rise: NDArray[np.float32] = np.sin(np.linspace(0, np.pi / 2, count)).astype(np.float32) ** 2
    return rise


def _segment(samples: NDArray[np.float32]) -> AudioSegment:
    """Make a segment of samples, which are changed on the way."""
    np.clip(samples, -_HIGHEST, _HIGHEST, out=samples)
    samples *= _FULL_SCALE
    return _of_bytes(samples.astype("<i4").tobytes())


def _of_bytes(data: bytes) -> AudioSegment:
    return AudioSegment(
        data=data,
        sample_width=_BYTES_PER_SAMPLE,
        frame_rate=SAMPLE_RATE,
        channels=1,
    )


def _silence(count: int) -> AudioSegment:
    return _of_bytes(bytes(_BYTES_PER_SAMPLE * count))


def _joined(pieces: list[AudioSegment]) -> AudioSegment:
    """Put segments one after another; pydub's own `+` would copy all that was joined before, each time."""
    return pieces[0]._spawn([piece.raw_data for piece in pieces])  # noqa: SLF001 - how pydub makes a segment


def _with_signature(
    episode: AudioSegment, seed: str, own: OwnSounds, folder: Path | None
) -> NDArray[np.float32]:
    """Lay the opening over the beginning and the closing over the end, to the sample, where wanted."""
    samples = np.frombuffer(episode.raw_data, "<i4").astype(np.float32)
    samples *= 1 / _FULL_SCALE  # a power of two: the same as to divide
    if own.generated("opening"):
        opening = kept(jingle.opening, seed, folder)
        samples[: opening.size] += opening[: samples.size]
    if own.generated("closing"):
        closing = kept(jingle.closing, seed, folder)
        samples[-closing.size :] += closing[-samples.size :]
    return samples


def _timed(part: Part, start: float) -> TimedSentence:
    sentence, speech = part.utterance.sentence, part.utterance.speech
    words = tuple(
        TimedWord(word.shown, round(start + span.start, 3), round(start + span.end, 3))
        for word, span in zip(sentence.words, speech.words, strict=True)
    )
    return TimedSentence(words, part.role, part.paragraph)


def _chapters(titles: tuple[str, ...], starts: dict[int, float]) -> tuple[Chapter, ...]:
    """Give each section's beginning; the first chapter begins with the file."""
    return tuple(
        Chapter(0.0 if index == 0 else round(start, 3), titles[section])
        for index, (section, start) in enumerate(sorted(starts.items()))
    )
