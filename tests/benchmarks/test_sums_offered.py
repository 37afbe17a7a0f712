"""The pages by which sums are measured, and what is counted of them."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from benchmarks import sums_offered
from benchmarks.sums_offered import Row, main, rows


def test_the_pages_are_whole() -> None:
    every = list(rows())
    assert set(Counter(row.page for row in every).values()) == {10}
    assert all(
        row.title and row.summary.endswith(".") and any(map(str.isalnum, row.summary)) for row in every
    )
    assert 0.5 < sum(bool(row.offered) for row in every) / len(every) < 0.9


def test_an_offer_counts_once_and_what_is_said_unasked_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    walls = [
        Row("walls", "A wall", "Of the 40 metres of wall, 10 metres are Roman.", "A quarter is Roman."),
        Row("walls", "A tower", "The tower was begun in 1200.", "It is old."),
        Row("walls", "A gate", "The guard fell from 100 men to 50 men.", ""),
    ]
    monkeypatch.setattr(sums_offered, "rows", lambda: iter(walls))
    said = [bool(row.said) for row in walls]
    monkeypatch.setattr(sys, "argv", ["sums_offered", "--list"])
    main()
    told = capsys.readouterr().out
    answered = said[0] + said[1]
    assert f"{answered:3} of   2 offers, {answered / 2:.0%}" in told
    assert f"where nothing is offered: {int(said[2])} of 1" in told
    assert "A tower: The tower was begun in 1200.\n  writer: It is old.\n  rules:  -" in told
