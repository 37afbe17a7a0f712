from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main

LINKS = "# Links\n## A\n- [One and a half](https://a.example)\n- [b](https://b.example)\n- [c](https://c.example)\n"


def test_import_takes_a_reading_list_and_says_where_each_link_went(
    small_show: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "links.md").write_text(LINKS)
    assert main(["import", str(tmp_path / "links.md"), "--root", str(small_show), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["kind"], len(document["links"])) == ("reading-list", 3)
    assert (small_show / "episodes/pages/reading.md").is_file()


def test_notes_tells_which_episodes_have_material_and_shows_it(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slug = min((small_show / "episodes").glob("*.md")).stem
    assert main(["notes", "--root", str(small_show)]) == 0
    assert "no material yet" in capsys.readouterr().out
    folder = small_show / "episodes/material"
    folder.mkdir()
    (folder / f"{slug}.md").write_text("# Material\n\n## talk.md\n\n- a point (line 7)\n")
    assert main(["notes", "--root", str(small_show)]) == 0
    assert capsys.readouterr().out == f"{slug}: 1 point\n"
    assert main(["notes", slug, "--root", str(small_show)]) == 0
    assert "  a point  [talk.md:7]" in capsys.readouterr().out
    assert main(["notes", slug, "--root", str(small_show), "--json"]) == 0
    point = {"text": "a point", "source": "talk.md", "line": 7, "under": ""}
    assert json.loads(capsys.readouterr().out) == {"notes": {slug: [point]}}
    assert main(["notes", "nothing-of-the-kind", "--root", str(small_show)]) == 2


def test_notes_shows_the_sentences_of_the_author_s_documents(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_show / "episodes/sources"
    folder.mkdir()
    text = "A button is a small disk that holds two edges of cloth together on a coat."
    (folder / "cloth.md").write_text(f"# Cloth\n\n{text}\n")
    assert main(["notes", "buttons", "--root", str(small_show)]) == 0
    assert f"  {text}  [sources/cloth.md]" in capsys.readouterr().out
