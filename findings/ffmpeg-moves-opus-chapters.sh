#!/usr/bin/env bash
# ffmpeg writes chapters of Opus files up to a second late.
#
# Expected: a chapter that begins at 1.7 s is written as CHAPTER001=00:00:01.700.
# Seen:     ffmpeg of imageio-ffmpeg 0.8.1 (n9.0.2), 2026-11-29. It is written as 00:00:02.700: the seconds are rounded, where
#           they should be cut, and the thousandths are added to that. A beginning below half a second is right, and 1.0
#           and 2.0 are too, so a test with whole seconds does not show it.
# Matters:  whoever jumps to a chapter misses its first words, in half of all chapters. Write the comments yourself
#           (mutagen) and let ffmpeg write none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 mutagen==1.48.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg
from mutagen.oggopus import OggOpus

folder = Path(sys.argv[1])
starts = [0, 1000, 1400, 1700, 2500]  # milliseconds
facts = ";FFMETADATA1\n" + "".join(
    f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle=From {start}\n"
    for start, end in zip(starts, [*starts[1:], 4000])
)
(folder / "facts.txt").write_text(facts)
command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=440:d=4", "-i", "facts.txt"]
command += ["-map", "0:a", "-map_chapters", "1", "-c:a", "libopus", "out.opus"]
subprocess.run(command, cwd=folder, check=True)
tags = OggOpus(folder / "out.opus")
written = [tags[f"chapter{number:03}"][0] for number in range(len(starts))]
print(*(f"asked for {start / 1000:.3f} s, written {time}" for start, time in zip(starts, written)), sep="\n")
assert written[1:3] == ["00:00:01.000", "00:00:01.400"]
assert written[3] == "00:00:02.700", "ffmpeg now writes another time than it did"
PYTHON
