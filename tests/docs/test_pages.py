"""All pages together: they can be found, lead somewhere, and show what the program takes."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import Any

import pytest
import typer
import yaml

from benchmarks.commands_page import page as commands_page
from pipeline.catalogue.keys import EPISODE_KEYS, GLOSSARY_KEYS, LEXICON_KEYS
from pipeline.catalogue.schema import check_table
from pipeline.catalogue.settings_reference import TABLES
from pipeline.cli.options import app
from pipeline.writing.script.script_text import parse_body
from tests.docs.conftest import DOCS, ROOT, blocks, commands, text_of

PAGES = sorted(path.name for path in DOCS.glob("*.md"))
_NAVIGATION: list[dict[str, Any]] = yaml.safe_load((DOCS / "mkdocs/mkdocs.yml").read_text(encoding="utf-8"))[
    "nav"
]
_PLACEHOLDER = re.compile(r"…|\.\.\.")
COMMANDS = [(page, line) for page in PAGES for line in commands(page) if line.startswith("ninety ")]
TOML = [
    (page, number)
    for page in PAGES
    for number, block in enumerate(blocks(page, "toml"))
    if not re.match(r"\[project|name = ", block)  # of a package, and a pack's: tests/knowledge
]


def _named(entry: Any) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    values = entry.values() if isinstance(entry, dict) else entry
    return [name for value in values for name in _named(value)]


def test_every_page_stands_once_in_one_of_four_parts() -> None:
    assert [name for part in _NAVIGATION for name in part] == [
        "Ninety", "Tutorial", "How to", "Reference", "Explanation",
    ]  # fmt: skip
    assert sorted(_named(_NAVIGATION)) == PAGES


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    assert text_of("commands.md") == commands_page(), "make reference"


@pytest.mark.parametrize("page", PAGES)
def test_its_links_lead_to_pages_and_headings(page: str) -> None:
    for target in re.findall(
        r"\]\((?!https?:|mailto:)([^)\s]+)\)", re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)
    ):
        name, _, anchor = target.partition("#")
        file = (DOCS / (name or page)).resolve()
        assert file.is_relative_to(DOCS), target
        assert file.is_file(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {
                re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", each).strip().lower()) for each in headings
            }
            assert anchor in slugs, target


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=[f"{page}: {line[:60]}" for page, line in COMMANDS])
def test_a_command_on_a_page_is_one_that_the_program_takes(page: str, line: str) -> None:
    words = shlex.split(line.split("  #", maxsplit=1)[0])[1:]
    words = words[: next((i for i, word in enumerate(words) if word in {"|", ">", "&&", ";"}), len(words))]
    group: Any = typer.main.get_command(app)
    if words[0].startswith("-"):
        group.make_context("ninety", words, resilient_parsing=True)
        return
    command = group.commands[words[0]]
    rest = [re.sub(r"^.*…$", "x", word) if _PLACEHOLDER.search(word) else word for word in words[1:]]
    command.make_context(words[0], rest)


@pytest.mark.parametrize(("page", "number"), TOML)
def test_toml_on_a_page_is_taken_key_by_key(page: str, number: int) -> None:
    block = tomllib.loads(blocks(page, "toml")[number])
    here = DOCS / page
    if "entry" in block:
        for entry in block["entry"]:
            keys = GLOSSARY_KEYS if "definition" in entry else LEXICON_KEYS
            assert check_table(entry, keys, here, lambda _: None).problems == ()
        return
    for table, values in block.items():
        named = values.values() if table == "voices" else [values]
        keys = TABLES["voices.NAME" if table == "voices" else table]
        for each in named:
            given = {name: key for name, key in keys.items() if name in each}
            assert {*each} <= {*keys}, f"[{table}]"
            assert check_table(each, given, here, lambda _: None).problems == ()


@pytest.mark.parametrize("number", range(2))
def test_what_the_page_of_own_sounds_writes_into_a_script_is_read(number: int) -> None:
    block = blocks("own-sound.md", "markdown")[number]
    body = f"## Ice\n\n{block}\n\nIce floats.\n"
    script = parse_body(body, "explainer", "scripts/ice.md")
    inserts = [each for paragraph in script.paragraphs for each in paragraph.inserts]
    roles = {paragraph.role for paragraph in script.paragraphs}
    assert (len(inserts), roles) == ((2, {"host"}), (0, {"ada", "ben"}))[number]


def test_front_matter_on_a_page_is_taken_key_by_key() -> None:
    lines = yaml.safe_load(blocks("own-sound.md", "yaml")[0])
    keys = {name: EPISODE_KEYS[name] for name in lines}
    assert check_table(lines, keys, DOCS, lambda _: None).problems == ()


def test_python_on_a_page_can_be_read() -> None:
    read = [compile(block, page, "exec") for page in PAGES for block in blocks(page, "python")]
    assert len(read) >= 5


def test_each_room_of_the_architecture_is_there_and_each_room_is_told() -> None:
    told = {*re.findall(r"`([a-z_]+)(?:/|\.py)`", text_of("architecture.md"))}
    rooms = {
        path.name
        for path in (ROOT / "pipeline").iterdir()
        if path.is_dir() and (path / "__init__.py").exists()
    }
    assert rooms <= told
    drawn = re.findall(
        r'font-weight="600"[^>]*>([^<:]+)', (DOCS / "architecture.svg").read_text(encoding="utf-8")
    )
    names = {name.strip() for label in drawn for name in label.split(",")}
    assert names <= told


def test_a_stage_imports_no_later_one_but_for_the_one_that_is_told() -> None:
    stages = ("catalogue", "writing", "speech", "audio", "publishing")
    found = set()
    for place, stage in enumerate(stages):
        for file in (ROOT / "pipeline" / stage).rglob("*.py"):
            code = file.read_text(encoding="utf-8")
            imported = {*re.findall(r"^\s*(?:from|import) pipeline\.(\w+)", code, re.MULTILINE)}
            found |= {
                file.relative_to(ROOT / "pipeline").as_posix() for _ in imported & {*stages[place + 1 :]}
            }
    assert found == {"writing/episode_length.py"}
    assert "`writing/episode_length.py` asks" in text_of("architecture.md")


def test_the_pages_are_built_with_every_fault_an_error_and_with_nothing_from_outside() -> None:
    settings = yaml.safe_load((DOCS / "mkdocs/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["theme"]["font"] is False
    assert {level for group in settings["validation"].values() for level in group.values()} == {"warn"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = re.findall(r"^docs:.*\n\t(.*)$", makefile, re.MULTILINE)
    assert "--strict" in line
    assert "docs/mkdocs/mkdocs.yml" in line


def test_what_the_pages_are_built_with_is_locked() -> None:
    lock = (ROOT / "requirements/docs.txt").read_text(encoding="utf-8")
    wanted = (ROOT / "requirements/docs.in").read_text(encoding="utf-8").split()
    assert all(re.search(rf"^{name}==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE) for name in wanted)
    assert "://" not in lock.replace("via", "")
