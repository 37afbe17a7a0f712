from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.load import load_show
from pipeline.checking.check import check_feeds
from pipeline.layout.public_files import public_files

Run = Callable[..., tuple[int, str, str]]
Recording = Callable[..., Path]


def edit(root: Path, slug: str, old: str, new: str) -> None:
    path = root / f"episodes/{slug}.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def output_of(root: Path) -> dict[str, bytes]:
    output = root / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()
    }


def document(run: Run, *words: object) -> dict[str, Any]:
    code, out, complaints = run(*words, "--json")
    assert code == 0, complaints
    return json.loads(out)


def test_a_dry_run_says_what_would_change_as_people_read_it_and_changes_nothing(
    built: Path, run: Run, recording: Recording
) -> None:
    edit(built, "keys", "title: Keys", "title: Spare keys")
    (built / "episodes/coins.md").unlink()
    before = output_of(built)
    _, told, _ = run("publish", "--root", built, "--dry-run", "--prune")
    assert "changed: keys: Spare keys: a small thing (title" in told
    assert "removed: coins: Coins: a small thing" in told
    assert "would be written: feed.xml" in told
    assert f"would be removed: audio/{recording(built / 'output', 'coins').name}" in told
    assert told.splitlines()[-1].startswith("it would be: ")
    assert output_of(built) == before


def test_a_dry_run_is_a_document_too(built: Path, run: Run) -> None:
    edit(built, "keys", "title: Keys", "title: Spare keys")
    told = document(run, "publish", "--root", built, "--dry-run")
    assert told["dry_run"] is True
    (change,) = told["changes"]
    assert (change["kind"], change["slug"], change["title"]) == (
        "changed",
        "keys",
        "Spare keys: a small thing",
    )
    assert "feed.xml" in told["written"]
    assert document(run, "publish", "--root", built)["written"] == told["written"]
    assert document(run, "publish", "--root", built, "--dry-run")["written"] == []


def test_nothing_to_do_is_said(built: Path, run: Run) -> None:
    assert run("publish", "--root", built)[1] == "nothing changed\n"
    assert run("publish", "--root", built, "--dry-run")[1] == "nothing would change\n"


def test_an_episode_of_the_future_is_built_and_said_to_come_later(built: Path, run: Run) -> None:
    edit(built, "coins", "published: 2026-01-03", "published: 2126-01-03")
    code, told, _ = run("publish", "--root", built)
    assert (code, "later: coins: Coins (2126-01-03 06:00 UTC)" in told) == (0, True), told
    assert b"audio/coins." not in (built / "output/feed.xml").read_bytes()
    assert run("build", "--root", built, "--jobs", 1, "--as-of", "2126-01-03")[0] == 0
    assert b"audio/coins." in (built / "output/feed.xml").read_bytes()


@pytest.mark.parametrize("day", ["2126-01-03", "2026-01-02"])
def test_what_was_published_for_another_day_passes_the_check(built: Path, run: Run, day: str) -> None:
    edit(built, "coins", "published: 2026-01-03", "published: 2126-01-03")
    assert run("publish", "--root", built, "--as-of", day)[0] == 0
    found = check_feeds(load_show(built), built / "output")
    assert [one for one in found if one.rule != "artwork"] == []  # the small show's covers are small


def test_what_is_published_can_be_brought_to_a_folder(built: Path, run: Run, tmp_path: Path) -> None:
    there = tmp_path / "www"
    told = document(run, "publish", "--root", built, "--to", there)["upload"]
    assert sorted(told["sent"]) == list(public_files(built / "output")) == list(public_files(there))
    assert all((there / p).read_bytes() == (built / "output" / p).read_bytes() for p in told["sent"])
    assert (
        run("publish", "--root", built, "--to", there)[1]
        .splitlines()[-1]
        .startswith("0 files (0.0 MB) sent to")
    )


def test_progress_is_a_few_plain_lines_where_there_is_no_terminal(
    built: Path, run: Run, tmp_path: Path
) -> None:
    _, _, noted = run("publish", "--root", built, "--to", tmp_path / "www")
    lines = noted.splitlines()
    total = len(list(public_files(tmp_path / "www")))
    assert len(lines) == 10
    assert lines[-1].startswith(f"[{total}/{total}] feed.xml: ")
    assert run("publish", "--root", built, "--to", tmp_path / "more", "-q")[1:] == ("", "")


def test_a_dry_run_says_what_would_be_sent(
    built: Path, run: Run, tmp_path: Path, recording: Recording
) -> None:
    there = tmp_path / "www"
    run("publish", "--root", built, "--to", there)
    mp3 = recording(built / "output", "coins").name
    (built / "episodes/coins.md").unlink()
    _, told, _ = run("publish", "--root", built, "--to", there, "--dry-run", "--prune")
    assert "would be sent: feed.xml" in told
    assert f"would be deleted there: audio/{mp3}" in told
    assert (there / "audio" / mp3).is_file()
    run("publish", "--root", built, "--to", there, "--prune")
    assert not (there / "audio" / mp3).exists()


def test_the_show_can_name_the_place_itself(built: Path, run: Run) -> None:
    with (built / "episodes/show.toml").open("a") as file:
        file.write('\n[publish]\nto = "www"\nconnections = 2\n')
    assert run("publish", "--root", built, "--upload")[0] == 0
    assert (built / "www/feed.xml").is_file()


def test_uploading_without_a_place_says_where_to_name_one(built: Path, run: Run) -> None:
    code, _, complaints = run("publish", "--root", built, "--upload")
    assert code == 2
    assert "names no destination" in complaints
    assert "[publish]" in complaints


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["publish", "--to", "ftp://example.org/"], "s3://"),
        (["publish", "--as-of", "soon"], "2026-02-19"),
        (["build", "--as-of", "soon"], "2026-02-19"),
        *(
            (["build", "--shard", shard], "--shard I/N")
            for shard in ("0/2", "3/2", "1", "a/b", "1/0", "-1/2", "1/2/3")
        ),
        (["render", "--shard", "2/1"], "--shard I/N"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    small_show: Path, run: Run, words: list[str], told: str
) -> None:
    code, _, complaints = run(*words, "--root", small_show)
    assert code == 2
    assert told in complaints
    assert len(complaints.splitlines()) == 2


@pytest.mark.slow
def test_parts_built_apart_and_put_together_are_what_one_build_makes(
    built: Path, run: Run, tmp_path: Path
) -> None:
    parts = []
    for number in (1, 2):
        root = tmp_path / f"machine-{number}"
        shutil.copytree(built / "episodes", root / "episodes")
        code, _, noted = run("build", "--root", root, "--jobs", 1, "--shard", f"{number}/2")
        assert code == 0
        assert "ninety publish" in noted
        assert not (root / "output/feed.xml").exists()
        parts.append(sorted(path.name.partition(".")[0] for path in (root / "output/audio").glob("*.mp3")))
    assert parts == [["buttons", "coins"], ["keys"]]
    whole = tmp_path / "machine-1"
    for folder in ("output", "scripts"):
        shutil.copytree(tmp_path / "machine-2" / folder, whole / folder, dirs_exist_ok=True)
    assert run("publish", "--root", whole)[0] == 0
    assert {**output_of(whole), "report.json": b""} == {**output_of(built), "report.json": b""}
    assert run("build", "--root", whole, "--jobs", 1)[1].startswith("0 rendered, 3 unchanged")


def test_a_part_of_what_is_named_is_rendered(small_show: Path, run: Run) -> None:
    done = document(run, "render", "keys", "coins", "--root", small_show, "--jobs", 1, "--shard", "2/2")
    assert [episode["slug"] for episode in done["episodes"]] == ["keys"]
    assert document(run, "render", "--root", small_show, "--shard", "4/4")["episodes"] == []


def test_a_hub_that_is_not_there_is_told_of_and_fails_nothing(built: Path, run: Run, tmp_path: Path) -> None:
    settings = built / "episodes/show.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[feed]\n", '[feed]\nhub = "http://127.0.0.1:9/"\n'), encoding="utf-8")
    code, out, complaints = run("publish", "--root", built, "--to", tmp_path / "www", "--json")
    told = json.loads(out)["announced"]
    assert code == 0
    assert {one["to"] for one in told} == {"http://127.0.0.1:9/"}
    assert told[-1]["feed"].endswith("/feed.xml")
    assert "http://127.0.0.1:9/ was not told of" in complaints
    again = json.loads(run("publish", "--root", built, "--to", tmp_path / "www", "--json")[1])
    assert again["announced"] == []
