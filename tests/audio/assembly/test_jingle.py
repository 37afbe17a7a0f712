from __future__ import annotations

import numpy as np
import pytest

from pipeline.audio.assembly import jingle
from pipeline.audio.assembly.instruments import INSTRUMENTS, SAMPLE_RATE, note
from pipeline.audio.mastering.levels import VOICE_LUFS
from pipeline.audio.mastering.loudness import integrated_loudness, short_term_loudness

OCTAVE = 12
SOUNDS = [jingle.opening, jingle.closing]
SEEDS = [f"Show number {number}" for number in range(24)]


def level(samples: np.ndarray, start: float, end: float) -> float:
    part = samples[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
    return 10 * float(np.log10(np.mean(part.astype(np.float64) ** 2) + 1e-20))


@pytest.mark.parametrize("make", SOUNDS)
def test_a_signature_is_the_shows_own_and_always_the_same(make) -> None:
    one, other = make("One show"), make("Another show")
    make.cache_clear()
    assert np.array_equal(one, make("One show"))
    assert not np.array_equal(one, other)


def test_hardly_two_shows_sound_alike() -> None:
    assert len({jingle._Score.of(seed) for seed in SEEDS}) == len(SEEDS)
    assert {jingle._Score.of(seed).instrument for seed in SEEDS} == set(INSTRUMENTS)


@pytest.mark.parametrize("make", SOUNDS)
def test_a_signature_begins_and_ends_in_silence(make) -> None:
    sound = make("One show")
    assert sound[0] == 0.0
    assert float(np.abs(sound[-50:]).max()) < 1e-4


@pytest.mark.parametrize("seed", SEEDS[:6])
@pytest.mark.slow
def test_a_signature_is_a_little_softer_than_the_voice_and_peaks_no_higher(seed: str) -> None:
    opening, closing = jingle.opening(seed), jingle.closing(seed)
    alone = opening[: int(jingle.VOICE_ENTERS_SECONDS * SAMPLE_RATE)], closing[int(0.75 * SAMPLE_RATE) :]
    for sound in alone:
        loudness = integrated_loudness(sound, SAMPLE_RATE)
        assert loudness == pytest.approx(VOICE_LUFS - jingle.BELOW_VOICE_LU, abs=1)
        assert float(np.abs(sound).max()) < 0.3  # a voice at −23 LUFS peaks there or higher
    assert short_term_loudness(closing, SAMPLE_RATE).max() < VOICE_LUFS


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_a_signature_makes_room_for_the_voice(seed: str) -> None:
    opening, closing = jingle.opening(seed), jingle.closing(seed)
    enters, ends = jingle.VOICE_ENTERS_SECONDS, jingle.LAST_WORD_SECONDS
    assert level(opening, enters + 0.3, enters + 0.8) < level(opening, 0.3, enters - 0.2) - 15
    assert level(opening, enters + 0.3, enters + 0.8) > -80  # but it rings on
    assert level(closing, 0.1, ends) < level(closing, ends + 0.4, ends + 1.4) - 15
    assert level(closing, ends - 0.2, ends) > -80


@pytest.mark.parametrize("phrase", jingle._PHRASES)
def test_the_closing_answers_the_opening(phrase: jingle._Phrase) -> None:
    assert phrase.asks[:2] == phrase.answers[:2]
    assert phrase.asks[-1] % OCTAVE != 0
    assert phrase.answers[-1] % OCTAVE == 0
    assert min(phrase.answering[-1]) == -OCTAVE


@pytest.mark.parametrize("phrase", jingle._PHRASES)
def test_no_note_of_a_motif_rubs_against_its_chord(phrase: jingle._Phrase) -> None:
    for motif, chords in ((phrase.asks, phrase.asking), (phrase.answers, phrase.answering)):
        for index, tone in enumerate(motif):
            chord = chords[index // jingle._SECOND_CHORD]
            assert all((tone - other) % OCTAVE != 1 for other in chord)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@pytest.mark.parametrize("frequency", [220.0, 1_240.0])
def test_a_note_has_its_pitch_and_dies_away(instrument, frequency: float) -> None:
    sound = note(instrument, frequency, 2.0)
    spectrum = np.abs(np.fft.rfft(sound[:SAMPLE_RATE]))
    assert int(spectrum.argmax()) == pytest.approx(frequency, abs=3)
    assert level(sound, 1.5, 1.9) < level(sound, 0.0, 0.4) - 15
    assert float(np.abs(sound).max()) < 2
