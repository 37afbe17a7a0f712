"""Workbooks are read in a process of their own, which has only so much time and memory."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.catalogue.importing.readers import spreadsheet, workbook
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.workbook import Endless, Unreadable, rows_of, sheets_of
from pipeline.errors import InvalidPage

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process")


@pytest.fixture
def plan(xlsx: Callable[..., bytes]) -> bytes:
    return xlsx({"Plan": [["Title"], ["Salt"]]})


def test_its_rows_come_back_with_their_lines(plan: bytes) -> None:
    assert sheets_of(plan) == {"Plan": [(1, ["Title"]), (2, ["Salt"])]}


def test_what_is_none_is_told(xlsx: Callable[..., bytes]) -> None:
    with pytest.raises(Unreadable):
        sheets_of(b"PK\x03\x04 and nothing else")


@posix
def test_more_memory_than_it_may_have_ends_the_reading(plan: bytes) -> None:
    with pytest.raises(Endless, match="GB of memory"):
        sheets_of(plan, most_bytes=2**20)


@posix
def test_more_time_than_it_may_have_ends_the_reading(plan: bytes) -> None:
    with pytest.raises(Endless, match="takes more than 0 s of CPU"):
        sheets_of(plan, most_seconds=0)


def test_a_sheet_that_spans_too_much_is_not_gone_through() -> None:
    far = SimpleNamespace(end=(2**32 - 2, 0), merged_cell_ranges=())
    with pytest.raises(Endless, match="spans 4294967295 rows and 1 columns"):
        rows_of(far)


def test_what_ends_the_reading_is_told_with_the_file(
    plan: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_PATIENCE_SECONDS", 0.0)
    with pytest.raises(InvalidPage, match="is no spreadsheet of a list: it takes more than 0 s") as caught:
        spreadsheet.read_spreadsheet(Source(tmp_path / "plan.xlsx", plan), "spreadsheet")
    assert caught.value.place == str(tmp_path / "plan.xlsx")
    assert "save it again" in caught.value.remedy
