"""The scripts of findings/ are told on their page, and each is what a finding has to be."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.conftest import ROOT, rows

SCRIPTS = sorted((ROOT / "findings").iterdir())
ROWS = {row[0].strip("`"): row[1:] for row in rows("findings.md") if row[0].startswith("`")}

each_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)


def header(script: Path) -> str:
    return script.read_text(encoding="utf-8").split("set -euo pipefail")[0]


def test_the_page_names_every_script_and_no_other() -> None:
    assert list(ROWS) == [script.stem for script in SCRIPTS]


@each_script
def test_its_page_says_its_first_line_and_the_day_it_was_last_seen(script: Path) -> None:
    first = script.read_text(encoding="utf-8").splitlines()[1].removeprefix("# ")
    what, versions, seen = ROWS[script.stem]
    assert what == first
    assert seen in header(script)
    pins = re.findall(r"([A-Za-z-]+)[=@]=?(\d[\w.]*)", script.read_text(encoding="utf-8").split("<<")[0])
    named = re.findall(r"([A-Za-z-]+) (\d[\w.]*)", versions)
    assert named
    assert {*named} <= {*pins}


@each_script
def test_it_tells_what_is_expected_what_is_seen_and_why_it_matters(script: Path) -> None:
    told = header(script)
    assert script.suffix == ".sh"
    assert os.access(script, os.X_OK)
    assert all(f"# {word}:" in told for word in ("Expected", "Seen", "Matters"))


@each_script
def test_it_uses_pinned_packages_in_a_folder_of_its_own_and_not_this_one(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    code = text.split("set -euo pipefail")[1]
    assert "folder=$(mktemp -d)" in code
    assert "trap 'rm -rf \"$folder\"' EXIT" in code
    (line,) = re.findall(r"pip\" install (.*)", code)
    words = [word for word in re.sub(r"'([^';]*)[^']*'", r"\1", line).split() if not word.startswith("-")]
    assert [word for word in words if "==" not in word] == []
    assert not re.search(r"\b(pipeline|ninety)\b", code, re.IGNORECASE)
    assert "assert" in code


@each_script
def test_it_is_a_script_that_a_shell_reads(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)
