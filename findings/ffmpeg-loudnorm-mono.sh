#!/usr/bin/env bash
# ffmpeg's loudnorm makes a mono episode 3 LU louder than a stereo one of the same target.
#
# Expected: two files brought to -16 LUFS sound equally loud.
# Seen:     ffmpeg of imageio-ffmpeg 0.8.1 (n9.0.2), 2026-11-29. loudnorm and ebur128 take a mono file for one speaker, unless
#           dual_mono (dualmono) says otherwise, and it does not by default. Played on two, as players do, the file that
#           loudnorm brought to -16 is at -13, and ebur128 without that option goes on saying -16.
# Matters:  a mono podcast made so is twice as loud, by its power, as Apple asks for and as the shows beside it; limiters
#           have eaten into it for nothing. Say dual_mono=true, and measure with it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import re
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def made(options: str) -> Path:
    file = Path(sys.argv[1]) / f"{len(options)}.wav"
    command = [FFMPEG, "-v", "error", "-f", "lavfi", "-i", "sine=1000:d=20:r=48000", "-ac", "1"]
    subprocess.run([*command, "-af", f"loudnorm=I=-16:TP=-1:LRA=11{options}", "-ar", "48000", file], check=True)
    return file


def measured(file: Path, dualmono: str) -> float:
    command = [FFMPEG, "-i", file, "-af", f"ebur128=dualmono={dualmono}", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"I:\s+(-[\d.]+) LUFS", told)[-1])


usual, asked = made(""), made(":dual_mono=true")
print(f"loudnorm=I=-16: {measured(usual, 'false')} LUFS on one speaker, {measured(usual, 'true')} on two")
print(f"with dual_mono: {measured(asked, 'true')} on two")
assert abs(measured(usual, "false") + 16) < 0.3
assert abs(measured(asked, "true") + 16) < 0.3
assert abs(measured(usual, "true") + 13) < 0.3, "loudnorm now counts the second speaker"
PYTHON
