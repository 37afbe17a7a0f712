"""What somebody gets who installs the package and has never seen the repository."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[3]
Ninety = Callable[..., subprocess.CompletedProcess[str]]

LIST = """\
Title,Summary,Topic
Buttons,A button holds a coat together with four threads and one slot.,Coats
Keys,A key is a row of heights that only its own lock agrees with.,Doors
Coins,A coin is a promise that fits into a pocket.,Money
"""


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "pipeline"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a checkout")
    assert set(listed.stdout.splitlines()) <= set(ZipFile(wheel).namelist())


def test_the_metadata_name_every_licence_and_hold_its_text(wheel: Path) -> None:
    archive = ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    metadata = message_from_bytes(archive.read(name))
    assert metadata["License-Expression"] == "MIT AND Apache-2.0 AND OFL-1.1"
    named = set(metadata.get_all("License-File", []))
    texts = {
        path.relative_to(ROOT).as_posix()
        for path in [ROOT / "LICENSE", *(ROOT / "pipeline").rglob("*")]
        if path.name in ("LICENSE", "NOTICE") or path.name.endswith("OFL.txt")
    }
    assert len(texts) >= 7
    assert named == texts
    kept = {each.partition(".dist-info/licenses/")[2] for each in archive.namelist()}
    assert texts <= kept


def test_the_package_is_typed_and_says_where_it_is_at_home(wheel: Path, ninety: Ninety) -> None:
    archive = ZipFile(wheel)
    assert "pipeline/py.typed" in archive.namelist()
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    (home,) = message_from_bytes(archive.read(name)).get_all("Project-URL", [])
    show = (ROOT / "episodes/show.toml").read_text(encoding="utf-8")
    assert f'url = "{home.removeprefix("Homepage, ")}"' in show


def test_the_installed_package_is_not_the_repository_s(installed: Path, tmp_path: Path) -> None:
    asked = "import pipeline; print(pipeline.__file__)"
    python = [str(installed / "bin/python"), "-I", "-c", asked]
    done = subprocess.run(python, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_an_empty_show_the_example_and_a_list_become_shows(ninety: Ninety, tmp_path: Path) -> None:
    ninety("init", "empty", "--yes")
    assert "no episodes yet" in ninety("build", cwd=tmp_path / "empty").stdout
    assert "no episodes yet" in ninety("check", cwd=tmp_path / "empty").stdout
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    ninety("init", "example", "--yes", "--example", "--ci", "github")
    ninety("init", "listed", "--from", "list.csv")
    for name in ("example", "listed"):
        built = json.loads(ninety("build", "--json", cwd=tmp_path / name).stdout)
        assert (built["totals"]["rendered"], built["totals"]["failed"]) == (3, 0)
        assert len(list((tmp_path / name / "output/audio").glob("*.mp3"))) == 3
    checked = json.loads(ninety("check", "--json", cwd=tmp_path / "example").stdout)
    assert checked["defects"] == []
    assert {"email", "url"} <= {each["what"].split(" ")[0] for each in checked["placeholders"]}
