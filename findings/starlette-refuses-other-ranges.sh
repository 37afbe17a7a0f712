#!/usr/bin/env bash
# Starlette answers 400 to a Range that is not in bytes.
#
# Expected: a server passes over a Range in a unit that it does not know, and sends the whole (RFC 9110, 14.2).
# Seen:     starlette 1.10.0, 2026-11-29. FileResponse answers 400 «Only support bytes range».
# Matters:  some players ask for seconds or for other units first, and take a 400 for «there is no such episode». Take the
#           header away before it gets there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check starlette==1.10.0 httpx==0.28.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
import warnings
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Route

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

file = Path(sys.argv[1]) / "episode.mp3"
file.write_bytes(bytes(100))
client = TestClient(Starlette(routes=[Route("/", lambda request: FileResponse(file))]))
answers = {asked: client.get("/", headers={"Range": asked}).status_code for asked in ("bytes=0-9", "seconds=0-9")}
print(answers)
assert answers["bytes=0-9"] == 206
assert answers["seconds=0-9"] == 400, "Starlette now passes over units that it does not know"
PYTHON
