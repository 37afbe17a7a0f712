"""What the benchmark of `check --text` counts as right."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.text_findings import Asked, Judged, judge, main, precision_and_recall, read_list

pytestmark = pytest.mark.slow


def test_a_list_says_what_should_be_found_or_that_what_is_quoted_must_be_true(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "# a comment\nsigns\tA 😀 day.\tdropped:😀\n"
        "Ms. Hall read it.\tno finding: a title\nSHE did.\tsay it\n",
        encoding="utf-8",
    )
    assert list(read_list(path)) == [
        Asked("signs", "A 😀 day.", frozenset(("dropped:😀",))),
        Asked("given", "Ms. Hall read it.", frozenset()),
        Asked("given", "SHE did.", None),
    ]


def test_what_is_found_is_held_against_what_should_be() -> None:
    judged = judge(Asked("signs", "A 😀 day for Flibberwock.", frozenset(("dropped:😀", "dropped:♞"))))
    assert judged.needless == {"guessed:Flibberwock"}
    assert judged.missed == {"dropped:♞"}
    assert precision_and_recall([judged]) == (0.5, 0.5)


def test_a_finding_that_quotes_another_reading_than_the_voice_gives_is_needless() -> None:
    judged = Judged(
        Asked("given", "SHE did.", None), frozenset(("spelled:SHE",)), frozenset(("spelled:SHE",))
    )
    assert judged.needless == {"spelled:SHE"}


def test_it_prints_every_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "more.txt"
    path.write_text("words\tThe Flibberwock left.\t\n", encoding="utf-8")
    main([path])
    assert "more.txt: 1 sentences, precision 0.0%, recall 100.0%" in capsys.readouterr().out
