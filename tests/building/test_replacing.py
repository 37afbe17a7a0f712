"""A recording that is made again: what stands in the feed is whole, whatever happens on the way."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.audio.mastering import master as mastering
from pipeline.catalogue.load import load_show
from pipeline.checking.check import check_feeds
from pipeline.checking.conformance.judged_feed import parse
from pipeline.cli import main
from pipeline.layout.public_files import public_files
from pipeline.process import files
from pipeline.publishing import covers

pytestmark = pytest.mark.slow


Recording = Callable[..., Path]


@pytest.fixture(autouse=True)
def _small_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covers, "PIXELS", 300)


@pytest.fixture
def root(small_show: Path, filled_once: Callable[..., Path]) -> Path:
    """Give the folder of a show of one episode that is built."""
    for other in ("buttons", "coins"):
        (small_show / f"episodes/{other}.md").unlink()
    settings = small_show / "episodes/show.toml"
    settings.write_text(settings.read_text().replace("example.org", "small.internal"))
    return filled_once("one episode, published", small_show, build)


def build(root: Path, *more: str) -> int:
    return main(["build", "--root", str(root), "--jobs", "1", "-q", *more])


def say_something_else(root: Path) -> None:
    script = root / "scripts/keys.md"
    script.write_text(script.read_text().replace("larger", "bigger"))


def feed(root: Path) -> str:
    return (root / "output/feed.xml").read_text(encoding="utf-8")


def sounds(root: Path) -> set[str]:
    return {file.name for file in (root / "output/audio").iterdir()}


def consistent(root: Path) -> str:
    """See that the feed in place describes the file in place, and give the file's path."""
    (item,) = parse(feed(root).encode())[0].findall("item")
    enclosure = item.find("enclosure")
    address = enclosure.get("url").partition("small.internal/")[2]
    path, _, query = address.partition("?v=")
    data = (root / "output" / path).read_bytes()
    assert enclosure.get("length") == str(len(data))
    digits = sha256(data).hexdigest()[:8]
    assert digits in (query, path.split(".")[1])
    return str(path)


def same_identity(root: Path, before: str) -> bool:
    kept = [r"<guid[^>]*>[^<]*</guid>", r"<pubDate>[^<]*</pubDate>"]
    return all(re.findall(what, feed(root)) == re.findall(what, before) for what in kept)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in public_files(folder)}


def test_the_old_recording_goes_after_the_feed_that_named_it(root: Path, recording: Recording) -> None:
    before, old = feed(root), recording(root / "output", "keys")
    say_something_else(root)
    assert main(["render", "keys", "--root", str(root), "-q"]) == 0
    new = recording(root / "output", "keys")
    assert sounds(root) == {old.name, new.name}
    assert consistent(root) == f"audio/{old.name}"
    assert main(["publish", "--root", str(root), "-q"]) == 0
    assert consistent(root) == f"audio/{new.name}"
    assert sounds(root) == {new.name}
    assert same_identity(root, before)


def test_a_build_leaves_one_recording(root: Path, recording: Recording) -> None:
    old = consistent(root)
    say_something_else(root)
    assert build(root) == 0
    assert consistent(root) == f"audio/{recording(root / 'output', 'keys').name}" != old
    assert len(sounds(root)) == 1


@pytest.mark.parametrize("written", range(6))  # sound, three transcripts, chapters, record
def test_a_write_that_fails_midway_leaves_the_old_episode(
    root: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    before = snapshot(root / "output")
    say_something_else(root)
    sync, left = os.fsync, [written]

    def full(handle: int) -> None:
        if left[0] == 0:
            raise OSError(28, "No space left on device")
        left[0] -= 1
        sync(handle)

    monkeypatch.setattr(files.os, "fsync", full)
    assert main(["render", "keys", "--root", str(root), "-q"]) != 0
    monkeypatch.undo()
    assert snapshot(root / "output") == before
    assert main(["publish", "--root", str(root), "-q"]) == 0
    assert consistent(root)


def test_a_file_that_cannot_be_replaced_changes_no_other(root: Path, recording: Recording) -> None:
    old = recording(root / "output", "keys")
    (root / "output/transcripts/keys.vtt").unlink()
    (root / "output/transcripts/keys.vtt").mkdir()
    before = snapshot(root / "output")
    say_something_else(root)
    assert build(root) == 1
    assert snapshot(root / "output") == before
    assert consistent(root) == f"audio/{old.name}"


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda samples: samples[: len(samples) // 2], "s when decoded, not"),
        (lambda samples: samples * np.float32(0), "is silent when decoded"),
    ],
)
def test_an_encoder_that_loses_sound_fails_the_episode_and_the_old_one_stays(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Any], Any],
    what: str,
) -> None:
    before = snapshot(root / "output")
    say_something_else(root)
    encode = mastering.encode_mp3
    monkeypatch.setattr(mastering, "encode_mp3", lambda samples, rate: encode(spoil(samples), rate))
    assert build(root) == 1
    assert what in capsys.readouterr().err
    assert snapshot(root / "output") == before


KILLED = """
import os, pathlib, signal, sys
from pipeline.cli import main
replace, left = pathlib.Path.replace, [int(sys.argv[2])]
def killing(self, target):
    if "output" in str(target):
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
    return replace(self, target)
pathlib.Path.replace = killing
main(["build", "--root", sys.argv[1], "--jobs", "1", "-q"])
"""


# Before anything is in place, after the sound, among the texts, before the record, after it, among the pages.
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("renamed", [0, 1, 3, 5, 6, 8])
def test_a_build_that_is_killed_leaves_a_feed_of_files_that_are_there(root: Path, renamed: int) -> None:
    before, old = feed(root), consistent(root)
    say_something_else(root)
    done = subprocess.run([sys.executable, "-c", KILLED, str(root), str(renamed)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert consistent(root) == old
    assert build(root) == 0
    assert consistent(root) != old
    assert same_identity(root, before)
    assert len(sounds(root)) == 1
    mended = snapshot(root / "output")
    assert list(root.rglob("*.part")) == []
    for file in (root / "output").rglob("*"):
        if file.is_file():
            file.unlink()
    assert build(root) == 0
    assert snapshot(root / "output") == mended


def as_an_older_version_wrote_it(root: Path) -> None:
    """Take the digits out of the names, as they were when the addresses had them as a query."""
    output = root / "output"
    plain = re.compile(r"(audio/keys)\.[0-9a-f]{8}(\.\w+)")
    for file in (output / "audio").iterdir():
        file.rename(output / plain.sub(r"\1\2", f"audio/{file.name}"))
    record = output / "records/keys.json"
    record.write_text(plain.sub(r"\1\2", record.read_text()))


def test_a_recording_of_an_older_version_stands_as_it_is_until_it_is_made_again(
    root: Path, recording: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    as_an_older_version_wrote_it(root)
    mp3 = recording(root / "output", "keys")
    assert mp3.name == "keys.mp3"
    modified = mp3.stat().st_mtime_ns
    assert main(["build", "--root", str(root), "--jobs", "1"]) == 0
    assert "0 rendered, 1 unchanged" in capsys.readouterr().out
    assert mp3.stat().st_mtime_ns == modified
    assert consistent(root) == "audio/keys.mp3"
    assert "/audio/keys.mp3?v=" in feed(root)
    assert '"audio/keys.mp3?v=' in (root / "output/playlist/0.json").read_text()
    found = check_feeds(load_show(root), root / "output")
    assert [one for one in found if "[enclosure" in one.what] == []
    before = feed(root)
    say_something_else(root)
    assert build(root) == 0
    assert consistent(root) == f"audio/{recording(root / 'output', 'keys').name}" != "audio/keys.mp3"
    assert len(sounds(root)) == 1
    assert same_identity(root, before)


def test_a_server_keeps_the_old_recording_until_it_is_pruned(
    root: Path, recording: Recording, tmp_path: Path
) -> None:
    there, old = tmp_path / "www", recording(root / "output", "keys").name
    publish = ["publish", "--root", str(root), "--to", str(there), "-q"]
    assert main(publish) == 0
    say_something_else(root)
    assert build(root) == 0
    assert main(publish) == 0
    new = recording(root / "output", "keys").name
    assert {file.name for file in (there / "audio").iterdir()} == {old, new}
    assert main([*publish, "--prune"]) == 0
    assert {file.name for file in (there / "audio").iterdir()} == {new}
    assert (there / "feed.xml").read_text() == feed(root)


def test_a_dry_run_says_that_the_old_recording_would_go(
    root: Path, recording: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    old = recording(root / "output", "keys")
    say_something_else(root)
    assert main(["render", "keys", "--root", str(root), "-q"]) == 0
    capsys.readouterr()
    assert main(["publish", "--root", str(root), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["removed"] == [f"audio/{old.name}"]
    assert old.is_file()


def test_what_is_yet_to_come_out_may_be_made_again(root: Path, recording: Recording) -> None:
    episode = root / "episodes/keys.md"
    episode.write_text(episode.read_text().replace("published: 2026", "published: 2126"))
    assert build(root, "--as-of", "2127-01-01") == 0
    say_something_else(root)
    assert build(root, "--as-of", "2127-01-01") == 0
    assert consistent(root) == f"audio/{recording(root / 'output', 'keys').name}"
    assert len(sounds(root)) == 1
