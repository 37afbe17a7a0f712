from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from pipeline.catalogue.episode_file import read_episode_file
from pipeline.catalogue.front_matter_reference import (
    EXPLAINED,
    FILES,
    default_of,
    front_matter_document,
    front_matter_page,
    is_needed,
)
from pipeline.catalogue.keys import EPISODE_KEYS

ROOT = Path(__file__).parents[2]
TOML_KEYS = [(file, key) for file in ("lexicon", "glossary") for key in FILES[file]]
WHOLE = {
    key: EXPLAINED["episode"][key].example for key in ("guid", "number", "title", "summary", "published")
}


@pytest.fixture
def episode(tmp_path: Path) -> Path:
    for name in ("ice", "lake"):
        (tmp_path / "episodes/pictures").mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (1500, 1500)).save(tmp_path / f"episodes/pictures/{name}.jpg")
    return tmp_path / "episodes/why-ice-floats.md"


def written(episode: Path, facts: dict[str, str]) -> Path:
    lines = [f"{key}: {value}" for key, value in facts.items()]
    episode.write_text("\n".join(["---", *lines, "---", ""]), encoding="utf-8")
    return episode


def test_every_key_is_explained_and_no_other() -> None:
    assert {file: list(keys) for file, keys in EXPLAINED.items()} == {f: list(k) for f, k in FILES.items()}


def test_the_page_is_what_the_program_prints() -> None:
    kept = (ROOT / "docs/front-matter.md").read_text(encoding="utf-8")
    assert kept == front_matter_page(), "ninety settings --files > docs/front-matter.md"


@pytest.mark.slow
def test_the_command_prints_the_page_or_its_document() -> None:
    def printed(*words: str) -> str:
        command = [sys.executable, "-m", "pipeline", "settings", "--files", *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert printed().strip() == front_matter_page().strip()
    assert json.loads(printed("--json")) == json.loads(json.dumps(front_matter_document()))


@pytest.mark.parametrize("key", EPISODE_KEYS)
def test_an_example_stands_in_an_episode_as_it_is_written_there(episode: Path, key: str) -> None:
    facts = WHOLE | {key: EXPLAINED["episode"][key].example}
    file = read_episode_file(written(episode, facts))
    assert file.problems == ()
    assert file.values[key] != default_of("episode", key)


@pytest.mark.parametrize("key", EPISODE_KEYS)
def test_what_is_needed_is_missed_and_nothing_else_is(small_show: Path, key: str) -> None:
    from pipeline.catalogue.load import load_show

    facts = {name: value for name, value in WHOLE.items() if name != key}
    written(small_show / "episodes/why-ice-floats.md", facts)
    show = load_show(small_show)
    whole = "why-ice-floats" in {each.slug for each in show.sound}
    assert whole is not is_needed("episode", key)


@pytest.mark.parametrize(("file", "key"), TOML_KEYS, ids=".".join)
def test_an_example_of_the_other_files_is_a_value_that_its_key_takes(file: str, key: str) -> None:
    value = tomllib.loads(f"value = {EXPLAINED[file][key].example}")["value"]
    assert FILES[file][key].read(value) != default_of(file, key)


def test_what_an_episode_takes_from_the_show_is_a_key_of_the_show_too() -> None:
    from pipeline.catalogue.front_matter_reference import _AS_THE_SHOW
    from pipeline.catalogue.keys import SHOW_TABLES

    of_the_show = {key for keys in SHOW_TABLES.values() for key in keys}
    assert of_the_show >= {*_AS_THE_SHOW}
