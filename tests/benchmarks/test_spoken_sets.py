"""How test files are read and counted, and that the fuzz is the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzz_sentences import mutated
from benchmarks.fuzz_spoken import main as fuzz
from benchmarks.spoken_scoring import difference, is_heard_alike, is_right, kinds_of
from benchmarks.spoken_sets import Case, main, read_cases


def test_sets_and_tables_are_read(tmp_path: Path) -> None:
    jsonl, table = tmp_path / "set.jsonl", tmp_path / "table.tsv"
    jsonl.write_text('{"text": "It has 2.", "gt_normalized": "it has two"}\n', encoding="utf-8")
    table.write_text("# a comment\nIt has 3.\tIt has three.\n\n", encoding="utf-8")
    assert [*read_cases(jsonl), *read_cases(table)] == [
        Case("It has 2.", "it has two"), Case("It has 3.", "It has three."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Twenty-one and a half.", "twenty one a half"),
        ("the fifth of May", "fifth may"),
        ("A P I's", "APIs"),
        ("nine oh two", "nine o two"),
    ],
)
def test_case_hyphens_and_small_words_do_not_count(said: str, answer: str) -> None:
    assert is_right(said, answer)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("The centre of colour", "the center of color"),
        ("On May fifth, twenty ten", "on the fifth of may twenty ten"),
        ("Mister Lee", "mr lee"),
        ("The word is", "the word 日本 is"),
        ("The OCLC theatre", "The o c l c theater"),
    ],
)
def test_what_a_listener_cannot_tell_apart_is_alike(said: str, answer: str) -> None:
    assert is_heard_alike(said, answer)
    assert not is_right(said, answer)


def test_another_word_is_neither() -> None:
    assert not is_heard_alike("fifteen hundred", "one thousand five hundred")
    assert difference("it has two", "it has three") == (["two → three"], pytest.approx(1 / 3))


def test_kinds_are_named_by_their_tokens() -> None:
    assert kinds_of("On 2024-10-01 he paid $5.") == ["date", "money", "range", "year", "number"]
    assert kinds_of("Plain words.") == ["words"]


def test_the_figures_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("It has 3.\tIt has three.\nIt has 4.\tIt has five.\n", encoding="utf-8")
    main([table])
    printed = capsys.readouterr().out
    assert "50.0% (50.0%)" in printed
    assert "four → five" in printed


def test_the_fuzz_is_the_same_for_the_same_seed_and_finds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(mutated(["a b c"], 20, 1)) == list(mutated(["a b c"], 20, 1))
    text = tmp_path / "text.txt"
    text.write_text("It has 3 legs.\n", encoding="utf-8")
    assert fuzz([text], 200, 1)
    assert "none" in capsys.readouterr().out
