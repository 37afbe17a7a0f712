"""The reference pages that people write, held against the program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.episode_file import read_episode_file
from pipeline.catalogue.phonemes import CONSONANTS, MARKS, VOWELS, phonemes
from pipeline.commands.serving import _announce
from pipeline.errors import ExitCode, InvalidScript
from pipeline.process.console import Console
from pipeline.publishing.preview.server import Listening
from pipeline.writing.script.script_file import parse_script
from pipeline.writing.script.script_text import parse_body
from tests.docs.conftest import blocks, rows, text_of

WRONG = [
    row for row in rows("script-syntax.md") if len(row) == 2 and row[0].startswith("`") and "##" not in row[0]
]
FAULTS = [
    (re.sub(r"^`|`$", "", line), told)
    for line, told in (row for row in rows("script-syntax.md") if len(row) == 2)
    if told.startswith(("has ", "in the", "names "))
]


def test_the_script_on_the_page_is_one_and_all_its_marks_are_read() -> None:
    script, _ = blocks("script-syntax.md", "markdown")
    read = parse_script(script, Path("scripts/why-ice-floats.md")).script
    first, last = read.sections
    assert (first.title, last.title) == ("Why ice floats", "What to keep")
    assert [paragraph.role for paragraph in first.paragraphs] == ["host", "host", "guest", "host"]
    assert [paragraph.optional for paragraph in first.paragraphs] == [None, 1, None, None]
    assert [paragraph.optional for paragraph in last.paragraphs] == [2]
    assert first.paragraphs[0].inserts[0].seconds == 1
    assert last.paragraphs[0].inserts[0].sound == "crack.wav"
    assert last.paragraphs[0].manners[0].kind == "stress"


@pytest.mark.parametrize(("line", "told"), FAULTS)
def test_a_line_that_the_page_calls_wrong_is_an_error_as_told(line: str, told: str) -> None:
    with pytest.raises(InvalidScript, match=re.escape(told)) as raised:
        parse_body(f"## Ice\n\nIce floats.\n\n{line}\n", "explainer", "scripts/ice.md")
    assert raised.value.line == 5
    assert raised.value.remedy


@pytest.mark.parametrize(
    "body",
    [
        "{optional 3} Ice floats.",
        "{guest} {optional 3} Ice floats.",
        "{voice ada} Ice floats.",
        "Ice {pause 800ms} floats.",
        "{slow a few words} of ice.",
        r"\{optional 1} is read.",
        "Ice. <!-- for the eye -->",
    ],
)
def test_each_mark_of_the_table_is_taken(body: str) -> None:
    assert len(FAULTS) == 8
    assert parse_body(f"## Ice\n\n{body}\n", "explainer", "scripts/ice.md").sections


def test_the_notes_on_the_page_are_an_episode_and_their_headings_those_of_the_table(tmp_path: Path) -> None:
    _, notes = blocks("script-syntax.md", "markdown")
    file = tmp_path / "why-ice-floats.md"
    file.write_text(notes, encoding="utf-8")
    read = read_episode_file(file)
    assert read.problems == ()
    assert (len(read.notes.key_points), len(read.notes.further_reading)) == (2, 1)
    assert read.notes.sections[1].questions == ("", "And under the ice?")
    told = {*re.findall(r"`## ([^`]+)`", text_of("script-syntax.md"))} - {"Title"}
    assert told == {*re.findall(r"^## (.+)$", notes, re.MULTILINE)}


def test_every_phoneme_is_on_the_page_and_no_other() -> None:
    told = [cell for row in rows("phonemes.md") for cell in row[::2] if len(cell) == 1]
    british = [*re.findall(r"vowels beside them: `(\w)`.*?`(\w)`.*?`(\w)`", text_of("phonemes.md"))[0]]
    assert sorted([*told, *british]) == sorted(CONSONANTS + VOWELS + MARKS)
    (entry,) = re.findall(r'^phonemes = "(.*)"$', text_of("phonemes.md"), re.MULTILINE)
    assert phonemes(entry) == entry


@pytest.mark.slow
def test_the_word_beside_a_phoneme_is_said_with_it(tmp_path: Path, sh: Callable[[str, Path], str]) -> None:
    pairs = [
        (sign, word)
        for row in rows("phonemes.md")
        for sign, word in zip(row[::2], row[1::2], strict=True)
        if len(sign) == 1 and word and not word.startswith(("main", "second", "long"))
    ]
    text = ". ".join(word.capitalize() for _, word in pairs) + "."
    said = json.loads(sh(f"ninety say '{text}' --phonemes --json --voice hibari/heart", tmp_path))
    sounds = [sentence["phonemes"] for sentence in said["sentences"]]
    assert len(sounds) == len(pairs) > 40
    assert [
        (sign, word, heard) for (sign, word), heard in zip(pairs, sounds, strict=True) if sign not in heard
    ] == []


def _patterns() -> dict[str, re.Pattern[str]]:
    """Give a pattern for every path of the page; `.srt` after a comma is another ending of the one before."""
    found = {}
    for row in rows("output.md"):
        before = ""
        for path in re.findall(r"`([^`]+)`", row[0]):
            whole = before.rpartition("<digits>")[0] + "<digits>" + path if path.startswith(".") else path
            before = whole
            escaped = re.escape(whole).replace("<digits>", "[0-9a-f]{8}")
            found[whole] = re.compile(re.sub(r"<\w+>", "[^/]+", escaped))
    return found


@pytest.mark.slow
def test_every_file_of_the_output_is_on_the_page_and_every_path_of_the_page_is_there(
    small_show: Path,
    change_settings: Callable[[Path, Mapping[str, str]], None],
    ninety: Callable[[str, Path], str],
) -> None:
    change_settings(small_show, {"also": '["opus", "m4a", "mp4", "mp4-tall"]'})
    for slug in ("buttons", "coins"):
        (small_show / f"episodes/{slug}.md").unlink()
    reading = small_show / "episodes/pages/reading.md"
    reading.parent.mkdir()
    reading.write_text("- [Keys](https://example.org/keys)\n", encoding="utf-8")
    ninety("ninety build -q --jobs 1", small_show)
    output = small_show / "output"
    made = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    patterns = _patterns()
    assert [path for path in made if not any(each.fullmatch(path) for each in patterns.values())] == []
    assert [name for name, each in patterns.items() if not any(map(each.fullmatch, made))] == []


def test_the_codes_on_the_page_are_those_of_the_program() -> None:
    told = {name.strip("`"): int(code) for code, name, _ in rows("exit-codes.md") if code.isdigit()}
    assert told == {code.name: int(code) for code in ExitCode}


# Each heading of the page, or command of its last table, and what prints such a document.
DOCUMENTS = {
    "build": "ninety build --json --jobs 1",
    "render": "ninety render --all --json --jobs 1",
    "script": "ninety script --json",
    "publish": "ninety publish --dry-run --json",
    "publish to": "ninety publish --to public --json",
    "check": "ninety check --json",
    "check --text": "ninety check --text --json",
    "import": "ninety import list.csv --dry-run --json",
    "init": "ninety init another --json",
    "new": "ninety new Wax --json",
    "outline": "ninety outline keys --json",
    "say": "ninety say Keys -o keys.mp3 --json",
    "say --phonemes": "ninety say Keys --phonemes --json",
    "voices": "ninety voices --json",
    "packs": "ninety packs --json",
    "packs --missing": "ninety packs --missing --json",
    "cache": "ninety cache --json",
}
COMMON = {"errors", "drafts", "drafted", "unread_documents"}


def _keys(cell: str) -> set[str]:
    return {name.removesuffix("[]") for name in re.findall(r"`([a-z_]+(?:\[\])?)`", cell)}


def _told(command: str) -> set[str]:
    """Give the keys that the page tells of a command's document."""
    for name, keys in (row for row in rows("json.md") if len(row) == 2):
        if name == f"`ninety {command}`":
            return _keys(keys)
    page = text_of("json.md")
    name = command.split(" ", maxsplit=1)[0]
    (section,) = [each for each in page.split("\n## ") if re.match(rf"[^\n]*ninety {name}\b", each)]
    if name == "init":
        return _keys(section.split("`ninety init` gives")[1].split(".")[0])
    return {
        key for line in section.splitlines() if line.startswith("| `") for key in _keys(line.split("|")[1])
    }


@pytest.fixture(scope="module")
def documents(
    tmp_path_factory: pytest.TempPathFactory,
    ninety: Callable[[str, Path], str],
    make_small_show: Callable[[Path], Path],
) -> dict[str, Any]:
    show = make_small_show(tmp_path_factory.mktemp("documents"))
    (show / "list.csv").write_text("Title,Summary\nWax,Bees sweat it out.\n", encoding="utf-8")
    (show / "scripts").mkdir()
    settings = show / "episodes/show.toml"
    address = settings.read_text(encoding="utf-8").replace("example.org", "things.internal")
    settings.write_text(address, encoding="utf-8")
    return {name: json.loads(ninety(line, show)) for name, line in DOCUMENTS.items()}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.slow
def test_every_key_of_a_document_is_on_the_page(documents: dict[str, Any], name: str) -> None:
    found = {*documents[name]} - COMMON
    told = _told(name) | {"exit_code"}
    assert found <= told
    if name not in ("check --text", "publish"):
        assert told - found <= COMMON | {"exit_code", "unchanged", "changed"} | (
            {"upload", "announced"} - found
        )


@pytest.mark.slow
def test_what_the_page_says_of_an_episode_of_a_build_is_there(documents: dict[str, Any]) -> None:
    (row,) = [row for row in rows("json.md") if row[0] == "`episodes[]`" and "audio_bytes" in row[1]]
    told = _keys(row[1].split("; of a failed one")[0])
    assert told == {*documents["build"]["episodes"][0]}
    (row,) = [row for row in rows("json.md") if row[0] == "`totals`"]
    assert {*documents["build"]["totals"]} <= _keys(row[1])


def test_what_a_server_tells_as_soon_as_it_listens_is_on_the_page(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = Listening("http://127.0.0.1:8090/", "http://127.0.0.1:8090/feed.xml", 8090)
    _announce(told, Console(as_json=True), browser=False)
    (keys,) = [_keys(row[1]) for row in rows("json.md") if row[0].startswith("`ninety serve`")]
    assert {*json.loads(capsys.readouterr().out)} - {"exit_code"} == keys
