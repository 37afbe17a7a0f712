from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.importing.lecture_notes.plan import apply_lecture_notes, plan_lecture_notes
from pipeline.catalogue.load import load_show
from pipeline.catalogue.material import material_path, read_material
from pipeline.errors import InvalidPage

Write = Callable[..., Path]
NOTES = """Proofing
- warm, an hour
- too long: it falls
buy milk
Black holes are not bread.
proofing basket = banneton
"""


@pytest.fixture
def root(show_root: Path, write_episode: Write) -> Path:
    """A show of two episodes."""
    write_episode("proofing", title="Proofing")
    write_episode("crust", title="Crust")
    return show_root


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Notes of a lecture."""
    path = tmp_path / "lecture.txt"
    path.write_text(NOTES)
    return path


def test_points_on_an_episodes_subject_are_kept_beside_it(root: Path, notes: Path) -> None:
    plan = plan_lecture_notes(load_show(root), notes)
    written = apply_lecture_notes(plan)
    assert written == [material_path(root, "proofing")]
    assert [(p.text, p.source, p.line) for p in read_material(root, "proofing")] == [
        ("warm, an hour", "lecture.txt", 2),
        ("too long: it falls", "lecture.txt", 3),
        ("proofing basket = banneton", "lecture.txt", 6),
    ]
    said = plan.describe(dry_run=True)
    assert "4: buy milk -> kept nowhere: no episode's subject is named" in said
    assert "2: warm, an hour -> proofing: it stands under «Proofing»" in said
    assert plan.document()["points"][5]["episodes"] == ["proofing"]


def test_again_changes_nothing_and_edits_stay(root: Path, notes: Path) -> None:
    apply_lecture_notes(plan_lecture_notes(load_show(root), notes))
    path = material_path(root, "proofing")
    edited = path.read_text().replace("warm, an hour", "warm, an hour or two") + "- my own point\n"
    path.write_text(edited)
    assert apply_lecture_notes(plan_lecture_notes(load_show(root), notes)) == []
    assert path.read_text() == edited
    assert read_material(root, "proofing")[-1].text == "my own point"


def test_a_second_lecture_is_added_under_its_own_name(root: Path, notes: Path, tmp_path: Path) -> None:
    apply_lecture_notes(plan_lecture_notes(load_show(root), notes))
    (tmp_path / "two.md").write_text("- proofing in the fridge is slower\n- warm proofing is quick\n")
    apply_lecture_notes(plan_lecture_notes(load_show(root), tmp_path / "two.md"))
    assert [p.source for p in read_material(root, "proofing")] == ["lecture.txt"] * 3 + ["two.md"] * 2


def test_what_is_no_text_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\x00\x01")
    with pytest.raises(InvalidPage, match="not text"):
        plan_lecture_notes(load_show(root), tmp_path / "x.txt")
