#!/usr/bin/env bash
# fsspec does not find the file that its own address names, if its name has a space.
#
# Expected: file:///show/my%20episode.mp3, as pathlib's as_uri gives it, opens «my episode.mp3» (RFC 8089, RFC 3986 2.1).
# Seen:     fsspec 2026.9.0, 2026-11-29. It looks for a file whose name has the three signs %20: FileNotFoundError. With the space
#           as it is, file:///show/my episode.mp3, it is found.
# Matters:  an upload or a shared cache in a folder such as «Podcast 2026» is not found, or a folder «Podcast%202026» is
#           made beside it. Decode addresses of files yourself, and give fsspec the path.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fsspec==2026.9.0
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from pathlib import Path

import fsspec

file = Path(sys.argv[1]) / "my episode.mp3"
file.write_bytes(b"ID3")
address = file.as_uri()
with fsspec.open(f"file://{file.as_posix()}") as found:
    assert found.read() == b"ID3"
try:
    with fsspec.open(address) as found:
        found.read()
except FileNotFoundError:
    print("not found:", address)
else:
    raise AssertionError("fsspec now decodes addresses of files")
PYTHON
