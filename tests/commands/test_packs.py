"""`ninety packs`, and what other commands say of packs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
Change = Callable[[Path, Mapping[str, str]], None]

FIELD = """\
Title,Summary
Brining,It keeps meat moist.
Sous vide,It is slow.
Braising,It is wet.
My stove,It is old.
"""


def test_packs_are_listed_without_a_show(tmp_path: Path, run: Run) -> None:
    code, said, _ = run("packs", "--root", tmp_path)
    assert code == 0
    (line,) = [line for line in said.split("\n") if line.startswith("cooking ")]
    assert " subjects, " in line
    assert json.loads(run("packs", "--root", tmp_path, "--json")[1])["show"] is None


def test_a_show_hears_what_it_lacks_and_gets_it_written(
    small_show: Path, run: Run, change_settings: Change
) -> None:
    change_settings(small_show, {"packs": '["cooking"]'})
    _, said, _ = run("packs", "--root", small_show)
    assert "packs: 0 of 3 titles have an entry in cooking; without one" in said
    code, said, _ = run("packs", "--missing", "--root", small_show)
    assert code == 0
    assert "3 empty entries: Buttons, Keys, Coins" in said
    document = json.loads(run("packs", "--missing", "--root", small_show, "--json")[1])
    assert document == {"file": None, "added": []}


def test_a_name_that_is_no_pack_is_told_with_the_nearest(
    small_show: Path, run: Run, change_settings: Change
) -> None:
    change_settings(small_show, {"packs": '["cookng"]'})
    code, _, told = run("packs", "--root", small_show)
    assert code == 3
    assert "show.toml:3: there is no pack «cookng»" in told
    assert "did you mean «cooking»? the packs are: " in told


def test_own_lines_that_cannot_be_heard_are_warned_of(small_show: Path, run: Run) -> None:
    (small_show / "episodes/packs").mkdir()
    (small_show / "episodes/packs/own.toml").write_text(
        'name = "own"\ntitle = "Own"\nabout = "All."\n'
        '[[term]]\nterm = "key"\nis = "They open (most) doors."\n',
        encoding="utf-8",
    )
    _, _, told = run("packs", "--root", small_show)
    assert "own.toml:6: «key» does not begin with the term" in told
    assert "holds «(», which nobody hears" in told


def test_a_definition_of_a_pack_is_said_and_its_change_makes_the_script_stale(
    small_show: Path, run: Run
) -> None:
    pack = small_show / "episodes/packs/own.toml"
    pack.parent.mkdir()
    episode = small_show / "episodes/keys.md"
    text = episode.read_text(encoding="utf-8").split("## Hook")[0]
    episode.write_text(re.sub("summary: .*", "summary: They open what is shut.", text), encoding="utf-8")
    entry = (
        '[[term]]\nterm = "keys"\nis = "Keys are {} that fit one lock."\n[[term]]\nterm = "bolt"\nis = "{}"\n'
    )
    pack.write_text(entry.format("pieces of metal", "A bolt holds."), encoding="utf-8")
    run("script", "--root", small_show)
    assert "Keys are pieces of metal that fit one lock." in (small_show / "scripts/keys.md").read_text(
        encoding="utf-8"
    )
    pack.write_text(entry.format("pieces of metal", "A bolt slides."), encoding="utf-8")
    assert run("script", "--check", "--root", small_show)[0] == 0  # of an entry that nobody uses
    pack.write_text(entry.format("bits of metal", "A bolt slides."), encoding="utf-8")
    code, said, _ = run("script", "--check", "--root", small_show)
    assert code != 0
    assert "keys: stale, the glossary changed" in said


def test_a_list_begins_a_show_with_its_pack(tmp_path: Path, run: Run) -> None:
    (tmp_path / "list.csv").write_text(FIELD, encoding="utf-8")
    code, said, told = run("init", tmp_path / "show", "--from", tmp_path / "list.csv", "--yes")
    assert (code, told) == (0, "")
    assert "pack cooking: 3 of 4 titles have an entry, 1 have none" in said
    assert 'packs = ["cooking"]' in (tmp_path / "show/episodes/show.toml").read_text(encoding="utf-8")
    document = json.loads(run("packs", "--root", tmp_path / "show", "--json")[1])["show"]
    assert (document["used"], document["without"]) == (["cooking"], ["My stove"])
    assert document["entries"]["brining"] == {"pack": "cooking", "term": "brining", "found_in": "title"}


def test_an_import_proposes_a_pack_and_then_counts(tmp_path: Path, run: Run, change_settings: Change) -> None:
    (tmp_path / "list.csv").write_text(FIELD, encoding="utf-8")
    show = tmp_path / "show"
    run("init", show, "--yes")
    words = ("import", tmp_path / "list.csv", "--root", show)
    assert "packs that know the subject: cooking has 3 of 4 titles" in run(*words)[1]
    change_settings(show, {"packs": '["cooking"]'})
    assert "packs: 3 of 4 titles have an entry in cooking; without one" in run(*words)[1]
    fit = json.loads(run(*words, "--json")[1])["packs"]
    assert (fit["used"], fit["with_entry"], fit["without"], fit["proposed"]) == (
        ["cooking"],
        3,
        ["My stove"],
        [],
    )


def test_a_list_of_no_field_is_told_nothing_of_packs(tmp_path: Path, run: Run) -> None:
    (tmp_path / "list.csv").write_text(
        "Title,Summary\nBells,They ring.\nTowers,They stand.\n", encoding="utf-8"
    )
    _, said, _ = run("init", tmp_path / "show", "--from", tmp_path / "list.csv", "--yes")
    assert "pack" not in said
