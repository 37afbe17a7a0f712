#!/usr/bin/env bash
# music-tag finds no year in an ID3v2.3 tag that says the time too.
#
# Expected: TIME beside TYER and TDAT makes the date more exact (ID3v2.3.0, 4.2.1), and the year stays readable.
# Seen:     music-tag 0.4.3 with mutagen 1.48.1, 2026-11-29. The three together become «2026-02-19 06:00:00», out of which it
#           gets no year: ValueError. Without TIME it gives 2026.
# Matters:  a tag that follows the standard more closely breaks a program that lists episodes by year. An episode's time
#           stands in the feed; leave TIME out of the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check music-tag==0.4.3 mutagen==1.48.1 lameenc==1.9.0
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from pathlib import Path

import lameenc
import music_tag
from mutagen.id3 import ID3, TDAT, TIME, TIT2, TYER

encoder = lameenc.Encoder()
encoder.set_channels(1)
encoder.silence()
mp3 = bytes(encoder.encode(bytes(2 * 44100)) + encoder.flush())


def tagged(*more: object) -> Path:
    file = Path(sys.argv[1]) / f"{len(more)}.mp3"
    file.write_bytes(mp3)
    tag = ID3()
    for frame in (TIT2(encoding=1, text="Ice"), TYER(encoding=0, text="2026"), TDAT(encoding=0, text="1902"), *more):
        tag.add(frame)
    tag.save(file, v2_version=3)
    return file


print("without TIME:", music_tag.load_file(tagged())["year"].value)
assert music_tag.load_file(tagged())["year"].value == 2026
try:
    year = music_tag.load_file(tagged(TIME(encoding=0, text="0600")))["year"].value
except ValueError as error:
    print("with TIME:", error)
else:
    raise AssertionError(f"music-tag now gives {year}")
PYTHON
