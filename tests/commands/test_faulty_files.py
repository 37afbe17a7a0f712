"""An episode file that cannot be used stops nothing but that episode, and what was published of it stays."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


Run = Callable[..., tuple[int, str, str]]


def spoil(root: Path, slug: str = "keys") -> None:
    path = root / f"episodes/{slug}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("\ntitle:", "\ntitel:"), encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "report.json" and path.parent.name != "freshness"
    }


@pytest.mark.parametrize(
    "spoilt",
    [
        "no front matter at all\n",
        "---\ntitle: Keys\n",
        "---\ntitle: [\n---\n",
        "---\n---\n",
        "\x00\x01\x02",
        "",
        "---\nguid: 00000000-0000-4000-8000-000000000001\nnumber: 1\ntitle: Keys\nsummary: x\n---\n",
    ],
)
def test_whatever_is_in_the_file_not_a_byte_of_what_stands_moves(built: Path, run: Run, spoilt: str) -> None:
    (built / "episodes/keys.md").write_text(spoilt, encoding="utf-8")
    before = files_of(built)
    code, told, complaints = run("build", "--root", built, "--jobs", 1)
    assert (code, "0 rendered, 2 unchanged, 1 failed" in told) == (1, True)
    assert "Traceback" not in complaints
    assert files_of(built) == before


def test_the_others_are_built_and_keep_their_ties_to_it(
    built: Path, run: Run, recording: Callable[..., Path]
) -> None:
    spoil(built)
    path = built / "episodes/coins.md"
    path.write_text(path.read_text().replace("keep a second one", "keep a third one"))
    item = (built / "output/feed.xml").read_text().split("<item>")[2]
    page = (built / "output/episodes/keys/index.html").read_text()
    before = recording(built / "output", "coins").read_bytes()
    script = (built / "scripts/buttons.md").read_bytes()
    code, _, complaints = run("build", "--root", built, "--jobs", 1)
    assert code == 1
    assert "keys.md:4: unknown key «titel»" in complaints
    assert recording(built / "output", "coins").read_bytes() != before
    assert item in (built / "output/feed.xml").read_text()
    now = (built / "output/episodes/keys/index.html").read_text()
    version = re.compile(r"\b[0-9a-f]{8}\b")  # of the recording that is linked to, which is new
    assert version.sub("", now) == version.sub("", page)
    assert (built / "scripts/buttons.md").read_bytes() == script
    assert (built / "scripts/keys.md").is_file()


COMMANDS = [["build"], ["render", "--all"], ["script"], ["script", "--diff"], ["check"], ["publish"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_tells_it_and_ends_with_1(built: Path, run: Run, command: list[str]) -> None:
    spoil(built)
    code, told, complaints = run(*command, "--root", built, "--json")
    assert code == 1, complaints
    assert "keys.md:4: unknown key «titel»\n  did you mean «title»?\n" in complaints
    document = json.loads(told)
    assert [error["line"] for error in document["errors"]] == [1, 4]
    if command[0] in {"build", "render"}:
        failed = next(one for one in document["episodes"] if one["status"] == "failed")
        assert (failed["slug"], failed["errors"]) == ("keys", document["errors"])


def test_the_proofreader_tells_it_too(built: Path, run: Run) -> None:
    spoil(built)
    code, _, complaints = run("check", "--text", "--root", built)
    assert code == 1
    assert "keys.md:4" in complaints


def test_it_may_be_asked_for_and_leaves_alone_who_asks_for_another(built: Path, run: Run) -> None:
    spoil(built)
    code, _, complaints = run("build", "keys", "--root", built)
    assert (code, "keys.md:4" in complaints) == (1, True)
    code, _, complaints = run("build", "coins", "--root", built)
    assert (code, "faulty, and left as it stood: keys" in complaints) == (0, True)
    assert run("build", "kees", "--root", built)[0] == 2


def test_saying_something_and_serving_need_no_episode(built: Path, run: Run, tmp_path: Path) -> None:
    spoil(built)
    assert run("say", "A key.", "-o", tmp_path / "x.wav", "--root", built)[0] == 0


@pytest.mark.parametrize("name", ["keys", "door-keys"])
def test_where_nothing_stands_it_is_left_out_and_nothing_of_it_is_taken_away(
    built: Path, run: Run, tmp_path: Path, name: str, recording: Callable[..., Path]
) -> None:
    assert run("publish", "--root", built, "--to", tmp_path / "web")[0] == 0
    spoil(built)
    mp3 = recording(built / "output", "keys").name
    (built / "episodes/keys.md").rename(built / f"episodes/{name}.md")
    (built / "output/records/keys.md").unlink()
    code, told, _ = run("publish", "--root", built, "--prune", "--to", tmp_path / "web")
    assert code == 1
    assert "removed: keys" in told
    for place in (built / "output", tmp_path / "web"):
        assert (place / "audio" / mp3).is_file()
        assert (place / "episodes/keys/index.html").is_file()


def test_a_fresh_clone_builds_the_others(built: Path, run: Run) -> None:
    spoil(built)
    shutil.rmtree(built / "output")
    code, told, _ = run("build", "--root", built, "--jobs", 1)
    assert (code, "2 rendered, 1 failed" in told) == (1, True)
    assert (built / "scripts/keys.md").is_file()
    report = json.loads((built / "output/report.json").read_text())
    assert {one["slug"]: one["status"] for one in report["episodes"]}["keys"] == "failed"


@pytest.mark.parametrize("name", ["keys-2", "a-copy"])
def test_of_a_copied_file_and_its_original_the_copy_is_faulty(built: Path, run: Run, name: str) -> None:
    shutil.copy(built / "episodes/keys.md", built / f"episodes/{name}.md")
    before = files_of(built / "output")
    code, _, complaints = run("build", "--root", built, "--jobs", 1)
    assert code == 1
    assert f"{name}.md:2: guid 00000000-0000-4000-8000-000000000002 is also that of keys.md" in complaints
    assert files_of(built / "output") == before


def test_a_mended_file_is_taken_up_again(built: Path, run: Run) -> None:
    good = (built / "episodes/keys.md").read_text()
    spoil(built)
    assert run("build", "--root", built)[0] == 1
    (built / "episodes/keys.md").write_text(good.replace("title: Keys", "title: Spare keys"))
    code, told, _ = run("build", "--root", built, "--jobs", 1)
    assert code == 0
    assert "1 rendered" in told or "rendered" in told
    assert b"Spare keys" in (built / "output/feed.xml").read_bytes()


def test_a_broken_lexicon_stops_the_show(built: Path, run: Run) -> None:
    (built / "episodes/lexicon.toml").write_text("[[entry]]\n", encoding="utf-8")
    spoil(built)
    code, _, complaints = run("build", "--root", built)
    assert code == 3
    assert "lexicon.toml" in complaints
    assert "keys.md:4" in complaints
