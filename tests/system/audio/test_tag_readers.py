"""An episode's tags as eight readers see them, against the table that tells of it."""

from __future__ import annotations

import pytest

pytest.importorskip("taglib", reason="make test-system installs it")

from benchmarks import tag_readers


def test_the_page_tells_what_the_readers_read() -> None:
    page = tag_readers.PAGE.read_text(encoding="utf-8")
    assert tag_readers.with_table(page, tag_readers.table()) == page


def test_every_reader_finds_what_players_show() -> None:
    rows = [line.split(" | ") for line in tag_readers.PAGE.read_text(encoding="utf-8").splitlines()]
    shown = {row[0].strip("| "): row[2:] for row in rows if len(row) > 2}
    for frame in ("TIT2", "TPE1, TPE2", "TALB", "TRCK", "TCON", "COMM", "USLT", "APIC"):
        assert all("●" in cell for cell in shown[frame]), frame
