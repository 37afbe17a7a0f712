from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import OutputFailed
from pipeline.process.files import LEFTOVER_SECONDS, digest, remove_leftovers, write_all, write_whole


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a" / "b.txt", "§") is True
    assert (tmp_path / "a" / "b.txt").read_bytes() == "§".encode()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_file_that_holds_the_bytes_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    write_whole(path, "same")
    before = path.stat()
    assert write_whole(path, "same") is False
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.txt"
    write_whole(path, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFailed, match="No space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["b.txt"]


def test_old_leftovers_are_removed_and_young_ones_kept(tmp_path: Path) -> None:
    old, young = tmp_path / ".a.mp3.x1.part", tmp_path / ".b.mp3.x2.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, young.stat().st_mtime - LEFTOVER_SECONDS - 10))
    remove_leftovers(tmp_path)
    assert not old.exists()
    assert young.exists()


def test_a_digest_tells_where_parts_end() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab", "c") == digest(b"ab", b"c")


def test_many_files_are_written_whole_and_those_that_changed_named(tmp_path: Path) -> None:
    write_whole(tmp_path / "same.txt", "same")
    wanted: list[tuple[Path, bytes | str]] = [
        (tmp_path / "a/new.txt", "new"),
        (tmp_path / "same.txt", "same"),
        (tmp_path / "b.txt", b"\x00"),
    ]
    assert write_all(wanted) == [tmp_path / "a/new.txt", tmp_path / "b.txt"]
    assert (tmp_path / "a/new.txt").read_text() == "new"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        "b.txt",
        "new.txt",
        "same.txt",
    ]


def test_of_many_files_none_is_changed_when_one_cannot_be_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "old")
    write_whole(tmp_path / "folder", "a file where a folder should be")
    with pytest.raises(OutputFailed, match="cannot be written"):
        write_all([(tmp_path / "a.txt", "new"), (tmp_path / "folder/b.txt", "new")])
    assert (tmp_path / "a.txt").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "folder"]


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_file_has_the_rights_that_the_umask_leaves(tmp_path: Path, mask: int) -> None:
    code = f"import os; os.umask({mask}); from pathlib import Path; "
    code += "from pipeline.process.files import write_whole; "
    code += f"write_whole(Path({str(tmp_path / 'a')!r}), 'a')"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o666 & ~mask


def test_what_is_open_already_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    with (tmp_path / "open").open("wb") as file:
        assert write_whole(Path(f"/dev/fd/{file.fileno()}"), "said") is True
    assert (tmp_path / "open").read_bytes() == b"said"


@pytest.mark.skipif(not hasattr(os, "mknod") or os.geteuid() != 0, reason="only root makes devices")
def test_a_device_stays_one(tmp_path: Path) -> None:
    import stat

    nothing, full = tmp_path / "null", tmp_path / "full"
    try:
        os.mknod(nothing, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        os.mknod(full, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
        nothing.write_bytes(b"")
    except OSError:
        pytest.skip("no devices can be made or used here")
    assert write_whole(nothing, "said") is True
    with pytest.raises(OutputFailed, match="No space left"):
        write_whole(full, "said")
    assert (nothing.is_char_device(), full.is_char_device()) == (True, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "null"]
