"""What `ninety check` says of the scripts: shares in lines and JSON, remarks that are no defects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytestmark = pytest.mark.slow


if TYPE_CHECKING:
    from tests.commands.conftest import Run


def test_check_tells_how_much_the_scripts_tell_and_remarks_are_no_defects(built: Path, run: Run) -> None:
    code, out, _ = run("check", "--root", built, "--json")
    document = json.loads(out)
    scripts = document["scripts"]
    assert 0 < scripts["informative"] <= 1
    assert len(scripts["scripts"]) == len(document["episodes"])
    assert {"broken", "numbers", "unheard", "titles", "repeated", "reused", "remarks"} <= set(scripts)
    assert (code == 0) is (document["defects"] == [])


def test_check_prints_the_shares_in_a_line(built: Path, run: Run) -> None:
    _, out, _ = run("check", "--root", built)
    assert "of the words tell something" in out


def test_a_show_in_another_language_is_not_measured(built: Path, run: Run) -> None:
    settings = built / "episodes/show.toml"
    settings.write_text(settings.read_text().replace('language = "en-us"', 'language = "de"'))
    _, out, _ = run("check", "--root", built, "--json")
    assert json.loads(out)["scripts"] == {}
