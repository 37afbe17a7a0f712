"""The threat model names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/threats.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| threat", "| ---", "| **"))
]


def test_every_threat_has_its_test_or_says_that_nothing_stands_against_it() -> None:
    assert len(LINES) > 30
    assert [threat for threat, stands, test in LINES if not test and not stands.startswith("none:")] == []


def test_every_test_that_is_named_is_there() -> None:
    named = [re.fullmatch(r"`(\S+\.py)::(test_\w+)`", test) for _, _, test in LINES if test]
    missing = [
        found and found[0]
        for found in named
        if not found or f"\ndef {found[2]}(" not in (ROOT / found[1]).read_text(encoding="utf-8")
    ]
    assert missing == []
