"""What `script` and `build` say of lengths and old edits before anything is rendered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.building.build import Settings
from pipeline.catalogue.load import load_show
from pipeline.commands.building import build_show
from pipeline.commands.lengths import Miss, find_misses
from pipeline.commands.scripting import write_scripts
from pipeline.errors import ExitCode
from pipeline.process.console import Console
from pipeline.writing.on_disk.scripts import refresh_scripts

pytestmark = pytest.mark.slow


HEADINGS = ("Hook", "How it works", "Example", "Why it matters", "Limit", "Take-away")


def set_target(root: Path, seconds: int) -> None:
    path = root / "episodes/show.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"target_seconds = \d+", f"target_seconds = {seconds}", text), encoding="utf-8")


def cut_notes(root: Path, slug: str, keep: str = "") -> None:
    path = root / f"episodes/{slug}.md"
    head = path.read_text(encoding="utf-8").partition("\n## ")[0]
    path.write_text(f"{head}\n{keep}\n", encoding="utf-8")


def edit_script(root: Path, slug: str) -> None:
    path = root / f"scripts/{slug}.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nMy own last word.\n", encoding="utf-8")


def change_summary(root: Path, slug: str) -> None:
    path = root / f"episodes/{slug}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("one of the small things", "the smallest thing"), encoding="utf-8")


def warnings(told: str) -> list[str]:
    return [line.removeprefix("warning: ") for line in told.splitlines() if line.startswith("warning")]


def scripts(root: Path, *, verbose: bool = False) -> ExitCode:
    return write_scripts(root, [], Console(verbose=verbose), check=False, force=False)


def build(root: Path, *slugs: str, console: Console | None = None) -> ExitCode:
    return build_show(root, slugs, Settings(jobs=1), console or Console())


def test_nothing_is_said_of_episodes_that_reach_their_length(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scripts(small_show) == ExitCode.OK
    assert "cannot reach" not in capsys.readouterr().err


def test_what_several_episodes_lack_is_said_once_and_of_each_only_when_asked(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_target(small_show, 200)
    cut_notes(small_show, "keys")
    cut_notes(small_show, "coins", "## Hook\nWho has not lost a coin?\n\n## Limit\nNo lamp finds it.")
    assert scripts(small_show) == ExitCode.OK
    told = capsys.readouterr().err
    (line,) = (line for line in warnings(told) if "cannot reach" in line)
    assert re.fullmatch(
        r"3 episodes cannot reach 200 s: what they have to say takes \d+ to \d+ s, 2 of them less than "
        r"`minimum_seconds`; -v names them",
        line,
    )
    assert "`ninety packs`" in told
    scripts(small_show, verbose=True)
    told = capsys.readouterr().err
    buttons, keys, coins = (line for line in warnings(told) if "cannot reach" in line)
    assert re.fullmatch(
        r"keys: cannot reach 200 ± 5 s: it comes to about \d+ s, \d+ s too short: "
        r"it has no notes, and its summary is one sentence",
        keys,
    )
    assert coins.endswith(
        "its notes are too short: 10 words, without «## How it works», «## Example», «## Why it matters», "
        "«## Take-away»"
    )
    assert buttons.endswith("too short: its notes are too short: 94 words")


def test_one_episode_gets_a_remedy_of_its_own(small_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut_notes(small_show, "keys", "## Hook\nWho has not lost a key?")
    path = small_show / "episodes/keys.md"
    text = path.read_text(encoding="utf-8").replace("published", "target_seconds: 150\npublished")
    path.write_text(text, encoding="utf-8")
    scripts(small_show)
    told = capsys.readouterr().err
    (line,) = (line for line in warnings(told) if "cannot reach" in line)
    assert line.startswith("keys: cannot reach 150 ± 5 s")
    listed = ", ".join(f"«## {heading}»" for heading in HEADINGS if heading != "Hook")
    assert re.search(rf"write about \d+0 words in episodes/keys\.md, under {re.escape(listed)};", told)


def test_too_long_is_said_too(small_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_target(small_show, 10)
    scripts(small_show)
    told = capsys.readouterr().err
    lines = [line for line in warnings(told) if "cannot reach" in line]
    assert len(lines) == 3
    assert all("s too long: its notes are too long: 94 words" in line for line in lines)
    assert "shorten" in told


def miss_of_keys(root: Path) -> Miss:
    show = load_show(root)
    (miss,) = find_misses(show, refresh_scripts(show, [show.episodes[1]], write=False))
    return miss


def test_a_summary_that_is_too_long_is_named(small_show: Path) -> None:
    set_target(small_show, 10)
    cut_notes(small_show, "keys")
    path = small_show / "episodes/keys.md"
    long = " ".join(f"Keys of kind {n} are small and get lost in drawers." for n in range(4))
    text = re.sub("summary: .*", f"summary: {long}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    assert miss_of_keys(small_show).why == "its summary is too long: 44 words"


def test_where_no_script_could_be_shorter_only_the_target_is_to_be_changed(small_show: Path) -> None:
    set_target(small_show, 5)
    cut_notes(small_show, "keys")
    miss = miss_of_keys(small_show)
    assert miss.off > 0
    assert miss.why == "its script is as short as it can be"
    assert miss.remedy.startswith("set `target_seconds`")


def test_an_edited_script_is_said_to_be_the_reason(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripts(small_show)
    path = small_show / "scripts/keys.md"
    head = path.read_text(encoding="utf-8").partition("\n---\n")[0]
    path.write_text(f"{head}\n---\n\n## Keys\n\nKeys are small.\n", encoding="utf-8")
    capsys.readouterr()
    scripts(small_show)
    told = capsys.readouterr().err
    assert "s too short: its script was edited by hand\n" in told
    assert "  lengthen scripts/keys.md, or `ninety script keys --force`" in told


def test_of_more_than_ten_the_first_are_named_and_all_are_counted(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_target(small_show, 10)
    text = (small_show / "episodes/keys.md").read_text(encoding="utf-8")
    for number in range(4, 14):
        facts = text.replace("000000000002", f"0000000000{number:02}").replace(
            "number: 2", f"number: {number}"
        )
        another = facts.replace("01-02", f"02-{number:02}").replace("title: Keys", f"title: Keys {number}")
        (small_show / f"episodes/keys-{number}.md").write_text(another, encoding="utf-8")
    scripts(small_show)
    told = [line for line in warnings(capsys.readouterr().err) if "cannot reach" in line]
    assert len(told) == 11
    assert told[-1] == "and 3 more: 13 episodes cannot reach their length (13 too long); -v names them"
    scripts(small_show, verbose=True)
    assert len([line for line in warnings(capsys.readouterr().err) if "cannot reach" in line]) == 13


def test_json_tells_it_all(small_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_target(small_show, 300)
    write_scripts(small_show, ["keys"], Console(as_json=True), check=False, force=False)
    (row,) = json.loads(capsys.readouterr().out)["lengths"]
    assert (row["slug"], row["target_seconds"], row["measured"]) == ("keys", 300, False)
    assert row["off_seconds"] == pytest.approx(row["seconds"] - 300)
    assert row["why"].startswith("its notes are too short")
    assert row["remedy"].startswith("write about")


def test_build_says_it_once_and_before_it_renders(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_target(small_show, 300)
    assert build(small_show, "keys") == ExitCode.OK
    told = capsys.readouterr().err
    assert told.index("cannot reach 300 ± 5 s") < told.index("[1/1] keys")
    assert len(warnings(told)) == 1
    report = json.loads((small_show / "output/report.json").read_text(encoding="utf-8"))
    (row,) = report["lengths"]
    assert row["seconds"] == pytest.approx(report["episodes"][0]["seconds"], rel=0.05)


def test_what_is_rendered_already_is_told_by_its_file(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_target(small_show, 300)
    build(small_show, "keys")
    report = json.loads((small_show / "output/report.json").read_text(encoding="utf-8"))
    capsys.readouterr()
    build(small_show, "keys")
    (line,) = warnings(capsys.readouterr().err)
    assert f"it is {report['episodes'][0]['seconds']:.1f} s" in line


def test_every_build_names_an_edited_script_whose_episode_has_changed(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripts(small_show)
    edit_script(small_show, "keys")
    assert build(small_show) == ExitCode.OK
    assert "edited by hand" not in capsys.readouterr().err
    change_summary(small_show, "keys")
    for _ in range(2):
        build(small_show)
        told = capsys.readouterr().err
        assert "warning: keys: its script was edited by hand; since then the episode changed\n" in told
        assert "`ninety script keys --diff`" in told
    build(small_show, console=Console(as_json=True))
    assert json.loads(capsys.readouterr().out)["old_edits"] == [
        {"slug": "keys", "since_then": "the episode changed"}
    ]


def test_a_new_name_of_the_show_is_no_reason_to_look_at_an_edited_script_again(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripts(small_show)
    edit_script(small_show, "keys")
    path = small_show / "episodes/show.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Small things", "Tiny things"), encoding="utf-8")
    build(small_show, "keys")
    assert "edited by hand" not in capsys.readouterr().err


def test_the_last_line_of_a_build_says_how_to_hear_it(
    small_show: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(small_show, "keys")
    assert capsys.readouterr().out.splitlines()[-1] == f"hear it: ninety serve --root {small_show}"
    monkeypatch.chdir(small_show)
    build(Path(), "keys")
    assert capsys.readouterr().out.splitlines()[-1] == "hear it: ninety serve"
