from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.desk import news
from pipeline.desk.news import News


def test_a_save_that_changes_nothing_is_no_news(tmp_path: Path) -> None:
    file, known = tmp_path / "a.md", News()
    file.write_text("one")
    known.note([file])
    file.write_text("one")
    assert known.news([file]) == []
    file.write_text("two")
    assert known.news([file]) == [file]
    assert known.news([file]) == []


def test_a_file_that_went_is_news_once(tmp_path: Path) -> None:
    file, known = tmp_path / "a.md", News()
    file.write_text("one")
    known.note([file, tmp_path])
    file.unlink()
    assert known.news([file, tmp_path]) == [file]
    assert known.news([file]) == []


def test_with_a_folder_goes_what_was_in_it(tmp_path: Path) -> None:
    folder, known = tmp_path / "scripts", News()
    folder.mkdir()
    for name in ("a.md", "b.md"):
        (folder / name).write_text("one")
    known.note(folder.rglob("*"))
    folder.rename(tmp_path / "elsewhere")
    assert known.news([folder]) == [folder / "a.md", folder / "b.md"]
    assert known.news([folder]) == []


def test_a_large_file_is_known_by_its_size_and_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "_LARGE", 2)
    file, known = tmp_path / "a.wav", News()
    file.write_bytes(b"one")
    known.note([file])
    file.write_bytes(b"longer")
    assert known.news([file]) == [file]
