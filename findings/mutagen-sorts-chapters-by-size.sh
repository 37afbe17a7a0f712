#!/usr/bin/env bash
# mutagen writes chapters in the order of their size, and ffmpeg lists them as they come.
#
# Expected: CHAP frames stand in the file in the order they were added, or in that of their times.
# Seen:     mutagen 1.48.1, ffmpeg of imageio-ffmpeg 0.8.1 (n9.0.2), 2026-11-29. Frames of one kind are written smallest first: the
#           chapter with the longest title, or with a picture, comes last. The table of contents (CTOC) would give the
#           order; ffmpeg, and with it many players, does not ask it.
# Matters:  a list of chapters in a player that jumps about: 0:20, 0:45, 0:00. Bring the frames into order after saving.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mutagen==1.48.1 lameenc==1.9.0 imageio-ffmpeg==0.8.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import re
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg
import lameenc
from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags

TITLES = ["A long title for the first chapter", "Two", "The third"]
file = Path(sys.argv[1]) / "chapters.mp3"
encoder = lameenc.Encoder()
encoder.set_channels(1)
encoder.silence()
file.write_bytes(bytes(encoder.encode(bytes(6 * 44100)) + encoder.flush()))
tag = ID3()
names = [f"c{number}" for number in range(len(TITLES))]
flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
tag.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
for number, (name, title) in enumerate(zip(names, TITLES)):
    times = {"start_time": number * 1000, "end_time": number * 1000 + 1000}
    tag.add(CHAP(element_id=name, **times, sub_frames=[TIT2(encoding=0, text=title)]))
tag.save(file, v2_version=3)

command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", file, "-f", "ffmetadata", "-"]
listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
starts = [int(start) for start in re.findall(r"^START=(\d+)$", listed, re.MULTILINE)]
print("added at", [0, 1000, 2000], "listed at", starts)
assert starts == [1000, 2000, 0], "the chapters now come in another order"
PYTHON
