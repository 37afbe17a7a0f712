from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.errors import InvalidDestination, UploadFailed
from pipeline.publishing.upload.destination_kinds import find_destination


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("address", ["{}", "file://{}", "file://localhost{}"])
def test_a_folder_takes_files_whole_and_makes_what_is_missing(tmp_path: Path, address: str) -> None:
    there = tmp_path / "a b/www"
    place = find_destination(
        address.format(str(there).replace(" ", "%20") if ":" in address else there), tmp_path / "output"
    )
    assert place.read("audio/a.mp3") is None
    place.put("audio/a.mp3", b"one")
    place.put("audio/a.mp3", b"two")
    place.put("feed.xml", b"<rss/>")
    assert place.read("audio/a.mp3") == b"two"
    assert files_in(there) == {"audio/a.mp3": b"two", "feed.xml": b"<rss/>"}
    place.delete("audio/a.mp3")
    place.delete("audio/never.mp3")
    assert files_in(there) == {"feed.xml": b"<rss/>"}
    assert not (there / "audio").exists()


def test_what_was_left_half_written_is_taken_away_by_the_next_try(tmp_path: Path) -> None:
    there = tmp_path / "www"
    (there / "audio").mkdir(parents=True)
    (there / "audio/.a.mp3.part").write_bytes(b"half of somethi")
    find_destination(str(there), tmp_path / "output").put("audio/a.mp3", b"whole")
    assert files_in(there) == {"audio/a.mp3": b"whole"}


def test_who_reads_while_a_file_is_put_again_sees_the_old_or_the_new(tmp_path: Path) -> None:
    there = tmp_path / "www"
    place = find_destination(str(there), tmp_path / "output")
    place.put("feed.xml", b"old")
    with (there / "feed.xml").open("rb") as reader:
        place.put("feed.xml", b"new")
        assert reader.read() == b"old"
    assert (there / "feed.xml").read_bytes() == b"new"


@pytest.mark.parametrize("inside", ["", "www", "audio/.."])
def test_the_output_is_not_sent_into_itself(tmp_path: Path, inside: str) -> None:
    with pytest.raises(InvalidDestination, match="one within the other"):
        find_destination(str(tmp_path / "output" / inside), tmp_path / "output")
    with pytest.raises(InvalidDestination, match="one within the other"):
        find_destination(str(tmp_path), tmp_path / "output")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/www",
        "https://example.org/",
        "memory://x",
        "s3://",
        "s3:///folder",
        "sftp:///folder",
        "sftp://host:notaport/folder",
        "sftp://[::1/folder",
        "file://elsewhere/folder",
    ],
)
def test_any_other_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(InvalidDestination) as caught:
        find_destination(address, tmp_path / "output")
    assert caught.value.exit_code == 2
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("address", "module", "extra"),
    [("s3://bread/show", "s3fs", "s3"), ("sftp://host/www", "paramiko", "sftp")],
)
def test_a_package_that_is_missing_is_told_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "pipeline.publishing.upload.sftp", raising=False)
    with pytest.raises(UploadFailed) as caught:
        find_destination(address, tmp_path / "output")
    assert (caught.value.exit_code, caught.value.remedy) == (6, f"pip install 'ninety-podcast[{extra}]'")


def test_a_password_in_an_address_is_not_shown(tmp_path: Path) -> None:
    pytest.importorskip("paramiko")
    place = find_destination("sftp://baker:s3cret@host:2222/srv/www/", tmp_path / "output")
    assert place.shown == "sftp://baker@host:2222/srv/www/"
    assert place.root == "/srv/www"
    assert "s3cret" not in repr(place)


def test_a_tilde_begins_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("paramiko")
    assert find_destination("sftp://host/~/www", tmp_path / "output").root == "www"
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert find_destination("~/www", tmp_path / "output").root == str(tmp_path / "home/www")


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "www").write_text("a file where the folder should be")
    place = find_destination(str(tmp_path / "www"), tmp_path / "output")
    with pytest.raises(OSError, match=r"exists|directory"):
        place.put("feed.xml", b"<rss/>")


@pytest.mark.parametrize("address", ["ftp://ann:hidden-word@host/www", "sftp://ann:hidden-word@host:22x/www"])
def test_no_error_tells_a_password(tmp_path: Path, address: str) -> None:
    with pytest.raises(InvalidDestination) as refused:
        find_destination(address, tmp_path / "output")
    assert "hidden-word" not in str(refused.value)
