#!/usr/bin/env bash
# pydub's set_frame_rate makes a whistle of what it should leave out.
#
# Expected: a 10 kHz tone brought to 16 kHz, where nothing above 8 kHz can stand, is gone.
# Seen:     pydub 0.25.1, 2026-11-29. It becomes a tone of 6 kHz, 1.5 dB softer: samples are interpolated (audioop.ratecv), and no
#           filter goes before.
# Matters:  speech brought from 44.1 to 22.05 or 16 kHz for an engine, a recogniser or a smaller file gets hissing
#           consonants folded down into the range of the voice. Resample with soxr, or with ffmpeg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pydub==0.25.1 numpy==2.4.6 'audioop-lts==0.2.2; python_version >= "3.13"'
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import warnings

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

tone = (0.5 * np.sin(2 * np.pi * 10_000 * np.arange(2 * 44100) / 44100) * 32767).astype(np.int16)
given = AudioSegment(tone.tobytes(), frame_rate=44100, sample_width=2, channels=1)
lower = given.set_frame_rate(16000)
samples = np.array(lower.get_array_of_samples(), dtype=float)
loudest = np.fft.rfftfreq(samples.size, 1 / 16000)[np.abs(np.fft.rfft(samples * np.hanning(samples.size))).argmax()]
print(f"10,000 Hz at {given.dBFS:.1f} dBFS became {loudest:.0f} Hz at {lower.dBFS:.1f} dBFS")
assert abs(loudest - 6000) < 5, "pydub now filters what it resamples"
assert lower.dBFS > given.dBFS - 3
PYTHON
