from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_an_outline_is_put_under_the_headings_that_are_open_and_is_never_said(
    small_show: Path, run: Run
) -> None:
    path = small_show / "episodes/zips.md"
    run("new", "Zips", "--summary", "In 1913 a zip made coats close ten times faster.", "--root", small_show)
    _, said, _ = run("script", "zips", "--root", small_show, "--json")
    before = (small_show / "scripts/zips.md").read_bytes()
    code, said, _ = run("outline", "zips", "--root", small_show)
    assert code == 0
    assert "questions under Hook, How it works, Example, Why it matters, Limit, Take-away" in said
    text = path.read_text(encoding="utf-8")
    assert "? Ten times faster: what does that come to?" in text
    assert "? What did people do before 1913?" in text
    run("script", "zips", "--root", small_show)
    assert (small_show / "scripts/zips.md").read_bytes() == before
    assert run("outline", "zips", "--root", small_show)[1].endswith(
        "its outline is there, with 8 questions\n"
    )
    assert path.read_text(encoding="utf-8") == text


def test_notes_that_are_written_stay_byte_for_byte(small_show: Path, run: Run) -> None:
    path = small_show / "episodes/keys.md"
    before = path.read_bytes()
    code, said, _ = run("outline", "keys", "--root", small_show)
    assert (code, "every heading has notes already" in said) == (0, True)
    assert path.read_bytes() == before


def test_print_changes_no_file(small_show: Path, run: Run) -> None:
    run("new", "Zips", "--summary", "A zip closes a coat.", "--root", small_show)
    before = (small_show / "episodes/zips.md").read_bytes()
    _, said, _ = run("outline", "zips", "--print", "--root", small_show)
    assert said.startswith("# Zips\n\nA zip closes a coat.\n\n## Hook\n")
    assert (small_show / "episodes/zips.md").read_bytes() == before


def test_the_document_holds_questions_and_material_by_heading(small_show: Path, run: Run) -> None:
    folder = small_show / "episodes/material"
    folder.mkdir()
    (folder / "buttons.md").write_text("# Material\n\n## talk.md\n\n- 40 buttons fit in a drawer (line 7)\n")
    _, said, _ = run("outline", "buttons", "--print", "--json", "--root", small_show)
    (outline,) = json.loads(said)["outlines"]
    by_heading = {each["heading"]: each for each in outline["headings"]}
    assert by_heading["Example"]["material"] == [
        {"text": "40 buttons fit in a drawer", "from": "talk.md, line 7"}
    ]
    assert all(each["questions"] and each["state"] == "written" for each in outline["headings"])


def test_an_unknown_episode_is_said_to_be_none(small_show: Path, run: Run) -> None:
    assert run("outline", "kees", "--root", small_show)[0] == 2
