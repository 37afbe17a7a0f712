#!/usr/bin/env bash
# music-metadata takes an address in an ID3v2.3 tag to pieces.
#
# Expected: a user-defined text (TXXX) with «https://example.org/a/b» is read as that.
# Seen:     music-metadata 11.16.1, 2026-11-29. Every TXXX and every text of ID3v2.3 is parted at its slashes, which that standard
#           allows in some frames of names alone (TPE1, TCOM…): it gives «https:», «», «example.org», «a» and «b». «AC/DC»
#           becomes two artists; comments (COMM) stay whole.
# Matters:  addresses in tags, such as IPTC's digital source type, arrive in pieces in apps that read tags with it, and
#           their last piece may stand for the whole. Write what is needed to understand it into the last part.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mutagen==1.48.1 lameenc==1.9.0
npm install --silent --no-fund --no-audit --prefix "$folder" music-metadata@11.16.1 > "$folder/npm.log"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import json
import subprocess
import sys
from pathlib import Path

import lameenc
from mutagen.id3 import COMM, ID3, TXXX

ADDRESS = "https://example.org/a/b"
folder = Path(sys.argv[1])
encoder = lameenc.Encoder()
encoder.set_channels(1)
encoder.silence()
(folder / "a.mp3").write_bytes(bytes(encoder.encode(bytes(6 * 44100)) + encoder.flush()))
tag = ID3()
tag.add(TXXX(encoding=1, desc="source", text=ADDRESS))
tag.add(COMM(encoding=1, lang="eng", desc="", text=ADDRESS))
tag.save(folder / "a.mp3", v2_version=3)
code = "import {parseFile} from 'music-metadata'; console.log(JSON.stringify((await parseFile('a.mp3')).native['ID3v2.3']))"
(folder / "read.mjs").write_text(code)
read = json.loads(subprocess.run(["node", "read.mjs"], cwd=folder, capture_output=True, check=True).stdout)
pieces = [one["value"] for one in read if one["id"] == "TXXX:source"]
(comment,) = [one["value"]["text"] for one in read if one["id"] == "COMM"]
print("written:", ADDRESS, "read:", pieces, "in a comment:", comment)
assert comment == ADDRESS
assert pieces == ["https:", "", "example.org", "a", "b"], "music-metadata now reads it in another way"
PYTHON
