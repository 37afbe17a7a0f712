#!/usr/bin/env bash
# LAME gives back an MP3 that is 0.45 dB softer than what it was given.
#
# Expected: encoding changes no level; a file mastered to -16 LUFS is an MP3 of -16 LUFS.
# Seen:     lameenc 1.9.0 (LAME 3.100), 2026-11-29. At constant bit rates up to 160 kbit/s, mono, 44.1 kHz, the sound is scaled
#           by 0.95, which is 0.445 dB; at 192 it is 0.26 dB.
# Matters:  loudness measured before the encoder is not the loudness that listeners get, and the peak has room that was
#           not planned. Measure the MP3, decoded, and correct the gain for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check lameenc==1.9.0 miniaudio==1.71 numpy==2.4.6
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import lameenc
import miniaudio
import numpy as np

RATE = 44100
tone = (0.5 * np.sin(2 * np.pi * 1000 * np.arange(3 * RATE) / RATE) * 32767).astype(np.int16)


def change_db(kbps: int) -> float:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(kbps)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.silence()
    mp3 = bytes(encoder.encode(tone.tobytes()) + encoder.flush())
    decoded = miniaudio.decode(mp3, nchannels=1, sample_rate=RATE)
    heard = np.frombuffer(decoded.samples, dtype=np.int16).astype(float)[RATE : 2 * RATE]
    return 10 * np.log10((heard**2).mean() / (tone[RATE : 2 * RATE].astype(float) ** 2).mean())


changes = {kbps: round(change_db(kbps), 2) for kbps in (64, 96, 128, 160, 192)}
print(*(f"{kbps} kbit/s: {change} dB" for kbps, change in changes.items()), sep="\n")
assert all(-0.5 < changes[kbps] < -0.4 for kbps in (64, 96, 128, 160)), "LAME now scales by another factor"
PYTHON
