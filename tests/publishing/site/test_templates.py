"""Templates are kept compiled where Python keeps this program's bytecode, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.publishing.site import templates

PAGE = {"name": "Leaven"}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make templates of a page and its frame, and let Python keep bytecode in a folder of ours."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "frame.html.j2").write_text("<h1>{% block body %}{% endblock %}</h1>")
    (folder / "page.html.j2").write_text(
        '{% extends "frame.html.j2" %}{% block body %}{{ name }}{% endblock %}'
    )
    monkeypatch.setattr(templates, "_TEMPLATES", folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    templates._environment.cache_clear()
    yield tmp_path
    templates._environment.cache_clear()


def filled_in_afresh() -> str:
    """Fill the page in as another process would."""
    templates._environment.cache_clear()
    return templates.render("page.html", PAGE)


def files(folder: Path) -> list[Path]:
    return [file for file in (folder / "bytecode").rglob("*") if file.is_file()]


def test_what_was_compiled_once_is_not_compiled_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = filled_in_afresh()
    assert len(files(kept)) == 2
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_, **__: pytest.fail("compiled again"))
    assert filled_in_afresh() == first == "<h1>Leaven</h1>"


def test_another_template_under_the_same_name_is_compiled(kept: Path) -> None:
    filled_in_afresh()
    (kept / "templates/frame.html.j2").write_text("<h2>{% block body %}{% endblock %}</h2>")
    assert filled_in_afresh() == "<h2>Leaven</h2>"


@pytest.mark.parametrize("left", [0, 5, 60, -7])
def test_what_is_damaged_is_compiled_again(kept: Path, left: int) -> None:
    filled_in_afresh()
    for file in files(kept):
        file.write_bytes(file.read_bytes()[:left])
    assert filled_in_afresh() == "<h1>Leaven</h1>"


def test_where_python_keeps_no_bytecode_none_is_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled_in_afresh() == "<h1>Leaven</h1>"
    assert not files(kept)


def test_a_place_that_cannot_be_written_to_is_no_reason_to_fail(kept: Path) -> None:
    (kept / "bytecode").write_text("in its place")
    assert filled_in_afresh() == "<h1>Leaven</h1>"
