from __future__ import annotations

import errno
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from pipeline.errors import OutputFailed, PlaceLost
from pipeline.process import files
from pipeline.process.files import (
    LEFTOVER_SECONDS,
    digest,
    holds,
    is_part,
    is_there,
    leads_into,
    remove_leftovers,
    remove_workshops,
    unwritten,
    workshop,
    write_all,
    write_whole,
)


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


def test_a_leftover_that_cannot_be_removed_keeps_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / ".a.part").symlink_to(tmp_path / "nowhere")  # how old it is cannot be told
    (tmp_path / "below").mkdir()
    (tmp_path / "below/.b.part").write_bytes(b"half")
    os.utime(tmp_path / "below/.b.part", (0, 0))
    remove_leftovers(tmp_path)
    assert [path.name for path in (tmp_path / "below").iterdir()] == []


def test_a_digest_is_of_each_part_behind_its_length_in_eight_bytes() -> None:
    whole = b"\0\0\0\0\0\0\0\x02\xc3\xa9" + b"\0\0\0\0\0\0\x01\x01" + b"b" * 257
    assert digest("é", b"b" * 257) == hashlib.sha256(whole).hexdigest()


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


def test_a_folder_in_the_place_of_one_of_many_files_leaves_all_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputFailed, match="cannot be written: Is a directory") as caught:
        write_all([(tmp_path / "a.txt", "new"), (tmp_path / "folder", "new"), (tmp_path / "c.txt", "new")])
    assert caught.value.file == tmp_path / "folder"
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_disk_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "disk").write_text("all that there is")
    monkeypatch.setattr(Path, "is_block_device", lambda path: path.name == "disk")
    with pytest.raises(OutputFailed, match="it is a disk, not a file"):
        write_whole(tmp_path / "disk", "new")
    assert (tmp_path / "disk").read_text() == "all that there is"


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


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="/proc is of Linux")
def test_a_pipe_by_its_number_in_proc_is_written_into_too() -> None:
    reading, writing = os.pipe()
    try:
        assert write_whole(Path(f"/proc/self/fd/{writing}"), "said") is True
        assert os.read(reading, 100) == b"said"
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="a name of Linux")
def test_the_standard_output_by_its_name_is_written_into(capfd: pytest.CaptureFixture[str]) -> None:
    assert write_whole(Path("/dev/stdout"), "said") is True
    assert capfd.readouterr().out == "said"


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_all_of_a_file_is_on_the_disk_under_a_name_of_this_writing_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, list[str]]] = []
    monkeypatch.setattr(
        os, "fsync", lambda number: seen.append((os.fstat(number).st_size, names_in(tmp_path)))
    )
    write_whole(tmp_path / "feed.xml", "one")
    write_whole(tmp_path / "feed.xml", "another")
    sizes, names = zip(*seen, strict=True)
    assert sizes == (3, 7)
    parts = [name for at_once in names for name in at_once if name != "feed.xml"]
    assert len(set(parts)) == 2  # of two that write at once neither takes the other's part for its own
    assert all(re.fullmatch(r"\.feed\.xml\.[0-9a-f]{8}\.part", part) for part in parts)


def test_of_a_few_files_each_is_on_the_disk_before_any_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, list[str]]] = []
    monkeypatch.setattr(
        os, "fsync", lambda number: seen.append((os.fstat(number).st_size, names_in(tmp_path)))
    )
    write_whole(tmp_path / "same", "same")
    seen.clear()
    write_all([(tmp_path / "one", "1"), (tmp_path / "same", "same"), (tmp_path / "three", b"333")])
    sizes, names = zip(*seen, strict=True)
    assert sizes == (1, 3)
    assert all(name == "same" or name.endswith(".part") for at_once in names for name in at_once)
    assert sorted(names_in(tmp_path)) == ["one", "same", "three"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_whatever_ends_the_writing_of_a_few_files_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    (tmp_path / "b").write_text("old")

    def full(number: int) -> None:
        if os.fstat(number).st_size == len("second"):
            raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((PlaceLost, KeyboardInterrupt)) as caught:
        write_all([(tmp_path / "a", "1"), (tmp_path / "b", "second"), (tmp_path / "c", "3")])
    assert names_in(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "old"
    if isinstance(caught.value, PlaceLost):
        assert caught.value.file == tmp_path / "b"


def test_where_nothing_can_be_told_of_what_comes_files_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise", raising=False)  # as on macOS
    assert write_all([(tmp_path / "a", "1"), (tmp_path / "b", "2")]) == [tmp_path / "a", tmp_path / "b"]
    assert [(tmp_path / name).read_text() for name in "ab"] == ["1", "2"]


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


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        *(
            (number, PlaceLost)
            for name in "ENOSPC EDQUOT EROFS EIO EACCES EPERM ENODEV ENXIO ESTALE".split()
            if (number := getattr(errno, name, None))
        ),
        *((number, OutputFailed) for number in (errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, 0)),
    ],
)
def test_what_is_wrong_with_the_place_is_told_apart_from_what_is_wrong_with_one_file(
    number: int, kind: type[OutputFailed]
) -> None:
    told = unwritten(OSError(number, "no luck"), "a/file")
    assert type(told) is kind
    assert (told.what, told.file) == ("cannot be written: no luck", "a/file")
    assert "of its own" in unwritten(OSError("of its own"), "a/file").what


def test_a_workshop_is_gone_after_its_work_and_old_ones_are_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with workshop() as folder:
        assert folder.parent == tmp_path
        assert folder.name.startswith("ninety-work-")  # by which it is known, if nobody else clears it away
        (folder / "work").write_text("begun")
    assert list(tmp_path.iterdir()) == []
    old, young, other = (tmp_path / name for name in ("ninety-work-a", "ninety-work-b", "elsewhere"))
    for each in (old, young, other):
        each.mkdir()
        (each / "work").write_text("begun")
    link = tmp_path / "ninety-work-link"
    link.symlink_to(other)
    hours_ago = time.time() - 3601
    for each in (old, other):
        os.utime(each, (hours_ago, hours_ago))
    os.utime(young, (time.time() - 3590,) * 2)
    remove_workshops()
    assert {each.name for each in tmp_path.iterdir()} == {young.name, other.name, link.name}


def test_a_workshop_without_room_says_where_to_find_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(PlaceLost) as caught, workshop():
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(caught.value.file) == str(tmp_path)
    assert caught.value.remedy == "set TMPDIR to a folder that can be written to and has 100 MB of room"


def test_a_part_is_known_by_its_name(tmp_path: Path) -> None:
    assert is_part(tmp_path / ".feed.xml.0a1b2c3d.part")
    assert not is_part(tmp_path / "feed.xml.part")
    assert not is_part(tmp_path / ".feed.xml")


def test_a_path_leads_into_a_folder_by_where_its_links_end(tmp_path: Path) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "in/away").symlink_to(tmp_path / "out")
    (tmp_path / "out/back").symlink_to(tmp_path / "in")
    (tmp_path / "in/circle").symlink_to(tmp_path / "in/circle")
    led = {name: leads_into(tmp_path / name, tmp_path / "in") for name in ("in/a", "in/away/a", "out/back/a")}
    assert led == {"in/a": True, "in/away/a": False, "out/back/a": True}
    assert not leads_into(tmp_path / "in/circle/a", tmp_path / "out")


def test_a_name_that_no_file_can_have_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert is_there(tmp_path / "file")
    assert not any(is_there(tmp_path / name) for name in ("none", ".", "a" * 300, "a\0b"))


def test_a_file_holds_text_by_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes("é\ud800".encode("utf-8", "replace"))
    assert holds(file, "é\ud800")
    assert not holds(file, "e?")
    assert not holds(file, "éa")
    assert not holds(tmp_path / "none", "")


@pytest.mark.parametrize(("many", "by_itself"), [(16, False), (16, True), (15, False)])
def test_many_files_are_on_the_disk_before_the_first_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, by_itself: bool
) -> None:
    """Of few files each is seen to by itself, as is each of many where that is asked for."""
    told: list[str] = []
    places = [tmp_path / str(number) for number in range(many)]
    fsync = os.fsync
    monkeypatch.setattr(os, "sync", lambda: told.append(f"all, {sum(map(Path.exists, places))} there"))
    monkeypatch.setattr(os, "fsync", lambda number: (told.append("one"), fsync(number)))
    monkeypatch.setattr(files, "_CAN_SYNC_ALL", True)
    assert write_all([(place, place.name) for place in places], by_itself=by_itself) == places
    assert told == (["all, 0 there"] if many == 16 and not by_itself else ["one"] * many)
    told.clear()
    assert write_all([(place, place.name) for place in places], by_itself=by_itself) == []
    assert not told  # nothing changed, nothing to wait for


def test_what_is_left_over_is_left_for_an_hour_and_not_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(files.time, "time", lambda: 10_000.0)
    for name, age in ((".a.txt.x1.part", 3600), (".b.txt.x2.part", 3601)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (10_000 - age,) * 2)
    for name, age in (("ninety-work-a", 3600), ("ninety-work-b", 3601)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (10_000 - age,) * 2)
    remove_leftovers(tmp_path)
    remove_workshops()
    assert {path.name for path in tmp_path.iterdir()} == {".a.txt.x1.part", "ninety-work-a"}
    remove_leftovers(tmp_path, at_once=True)  # no run is under way
    assert [path.name for path in tmp_path.iterdir()] == ["ninety-work-a"]
