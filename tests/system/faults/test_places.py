"""Builds where there is no room, or no right to write: what is told, and what stays. Needs root, to mount."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

NINETY = [sys.executable, "-m", "pipeline"]
SLUGS = {"buttons", "keys", "coins"}
Mount = Callable[[Path, str], None]


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Mount an empty file system in memory; it goes with the test."""
    mounted: list[Path] = []

    def at(place: Path, options: str) -> None:
        place.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("nobody but root may mount")
        mounted.append(place)

    yield at
    for place in reversed(mounted):
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def build(root: Path, *words: str, **environment: str) -> dict[str, Any]:
    """Build in a process of its own; give the JSON document, which tells of every episode."""
    done = subprocess.run(
        [*NINETY, "build", "--root", str(root), "--json", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    assert "Traceback" not in done.stderr, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    assert document["exit_code"] == done.returncode
    assert {one["slug"] for one in document["episodes"]} == SLUGS
    return document


def statuses(document: dict[str, Any]) -> list[str]:
    return sorted(one["status"] for one in document["episodes"])


def say_something_else(root: Path) -> None:
    for script in (root / "scripts").iterdir():
        script.write_text(script.read_text().replace("larger", "bigger"))


def has_whole_feed(output: Path) -> bool:
    """Tell whether each file that the feed names is there, with the length and the bytes that it names."""
    feed = (output / "feed.xml").read_text(encoding="utf-8")
    named = re.findall(r'<enclosure url="[^"]*/(audio/[^"]*)" length="(\d+)"', feed)
    for path, length in named or re.findall(r'length="(\d+)".*?(audio/[^"]*)"', feed):
        data = (output / path).read_bytes()
        if len(data) != int(length) or sha256(data).hexdigest()[:8] != path.split(".")[1]:
            return False
    return len(named) == len(SLUGS)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_output_without_room_keeps_the_old_episodes_and_tells_of_all(
    small_show: Path, mount: Mount, tmp_path: Path, jobs: str
) -> None:
    build(small_show)
    output, kept = small_show / "output", tmp_path / "kept"
    shutil.move(output, kept)
    size = sum(file.stat().st_size for file in kept.rglob("*") if file.is_file())
    mount(output, f"size={3 * size}")
    shutil.copytree(kept, output, dirs_exist_ok=True)
    say_something_else(small_show)
    (output / "filler").write_bytes(bytes(shutil.disk_usage(output).free - 200_000))
    told = build(small_show, "--jobs", jobs)
    assert told["exit_code"] == 6
    assert "failed" in statuses(told)
    assert any("No space left" in one["what"] for one in told["errors"])
    assert has_whole_feed(output)
    assert list(output.rglob("*.part")) == []
    (output / "filler").unlink()
    assert build(small_show)["exit_code"] == 0
    assert has_whole_feed(output)


@pytest.mark.parametrize("place", ["output", "scripts", ".cache", "episodes/.."])
def test_a_place_that_can_only_be_read_ends_with_six(small_show: Path, mount: Mount, place: str) -> None:
    folder = small_show / place
    kept = small_show.parent / "kept"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(folder, kept)
    mount(folder.resolve(), "size=200m")
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", str(folder.resolve())], check=True)
    told = build(small_show)
    assert told["exit_code"] == 6
    assert "rendered" not in statuses(told)
    assert any("Read-only" in one["what"] for one in told["errors"])


def test_a_cache_without_room_is_no_reason_to_fail(small_show: Path, mount: Mount) -> None:
    mount(small_show / ".cache/speech", "size=40k")
    told = build(small_show)
    assert told["exit_code"] == 0
    assert statuses(told) == ["rendered"] * 3
    assert list((small_show / ".cache").rglob("*.part")) == []


def test_a_folder_for_the_moment_without_room_is_named(small_show: Path, mount: Mount) -> None:
    temporary = small_show.parent / "temporary"
    mount(temporary, "size=100k")
    settings = small_show / "episodes/show.toml"
    settings.write_text(settings.read_text() + '\n[audio]\nalso = ["opus"]\n')
    told = build(small_show, "--jobs", "1", TMPDIR=str(temporary))
    assert told["exit_code"] == 6
    assert statuses(told) == ["failed", "not tried", "not tried"]
    assert any(str(temporary) in f"{one['file']}" and one["remedy"] for one in told["errors"])


def test_a_full_disk_behind_stdout_leaves_the_episodes_made(small_show: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*NINETY, "build", "--root", str(small_show), "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 6
    assert b"error: stdout: cannot be written: No space left on device" in done.stderr
    assert has_whole_feed(small_show / "output")
    report = json.loads((small_show / "output/report.json").read_text(encoding="utf-8"))
    assert statuses(report) == ["rendered"] * 3
