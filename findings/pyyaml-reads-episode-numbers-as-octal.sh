#!/usr/bin/env bash
# PyYAML reads «010» as eight, «08» as text, and a length of 1:30 as ninety.
#
# Expected: YAML's current version, 1.2 of 2009, is read: numbers with a zero in front are decimal, and 1:30 is text.
# Seen:     PyYAML 6.0.3, 2026-11-29. It reads YAML 1.1: 010 is octal, 08 is no octal number and so stays a text, 1:30 and 12:30:00
#           count in sixties, and «off» is false.
# Matters:  lists of episodes number 001 to 099. Seven come out right, 008 and 009 as texts, 010 as the eighth, in the same
#           place as an episode that is there. Front matter as other tools write it (Hugo, Jekyll) means the decimal.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyYAML==6.0.3
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import yaml

LINES = {"007": 7, "08": "08", "010": 8, "1:30": 90, "12:30:00": 45000, "off": False}
read = {text: yaml.safe_load(f"value: {text}")["value"] for text in LINES}
print(*(f"{text} is {value!r}" for text, value in read.items()), sep="\n")
assert read == LINES, "PyYAML now reads another version of YAML"
PYTHON
