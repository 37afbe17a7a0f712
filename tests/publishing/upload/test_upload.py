from __future__ import annotations

import errno
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.errors import OutputFailed, UploadFailed
from pipeline.layout.public_files import rank
from pipeline.publishing.upload import upload as uploading
from pipeline.publishing.upload.manifest import NAME
from pipeline.publishing.upload.upload import Upload, carry_out, plan_upload


@dataclass
class Heard:
    files: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def sent(self, path: str, size: int) -> None:
        self.files.append(path)

    def trouble(self, text: str) -> None:
        self.troubles.append(text)


def send(
    output: Path, place, *, prune: bool = False, connections: int = 3, heard: Heard | None = None
) -> Upload:
    upload = plan_upload(output, place.destination)
    carry_out(upload, output, connections=connections, prune=prune, reporter=heard or Heard())
    return upload


def public(output: Path) -> dict[str, bytes]:
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    private = ("records/", "report.json", "art/art.json")
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if not name.startswith(private) and not path.name.startswith(".")
    }


def feeds_last(log: list[str]) -> bool:
    names = [name for name in log if not name.startswith((".", "-"))]
    feeds = [name for name in names if name.endswith(".xml") and "feed" in name]
    return names[-len(feeds) :] == feeds if feeds else True


def test_everything_public_arrives_and_nothing_else(output: Path, place) -> None:
    send(output, place)
    assert place.arrived == public(output)
    assert len(place.arrived) == 14


def test_what_is_named_by_others_comes_before_them_and_the_main_feed_last(output: Path, place) -> None:
    send(output, place, connections=1)
    order = [name for name in place.log if name != NAME]
    assert order[:2] == ["audio/crumb.mp3", "audio/poolish.mp3"]
    assert order[-8:] == [
        "episodes/crumb/index.html",
        "index.html",
        "topics/leaven/index.html",
        "sitemap.xml",
        "topics/leaven/feed-2.xml",
        "topics/leaven/feed.xml",
        "feed-2.xml",
        "feed.xml",
    ]
    assert place.log[-1] == NAME


def test_side_by_side_too_no_kind_begins_before_the_one_before_it_is_there(output: Path, place) -> None:
    send(output, place, connections=8)
    ranks = [rank(name) for name in place.log if name != NAME]
    assert ranks == sorted(ranks)


def test_a_second_run_sends_nothing_at_all(output: Path, place) -> None:
    send(output, place)
    place.log.clear()
    upload = send(output, place)
    assert (upload.send, len(upload.unchanged), place.log) == ((), 14, [])


def test_only_what_changed_is_sent(output: Path, place) -> None:
    send(output, place)
    place.log.clear()
    (output / "audio/crumb.mp3").write_bytes(b"new")
    (output / "feed.xml").write_bytes(b"<rss>new</rss>")
    send(output, place)
    assert [name for name in place.log if name != NAME] == ["audio/crumb.mp3", "feed.xml"]
    assert place.arrived == public(output)


@pytest.mark.parametrize("left", [None, b"", b"[]", b"{", b'{"files": 3}', b"\xff"])
def test_a_manifest_that_is_lost_or_spoilt_costs_only_the_sending(
    output: Path, place, left: bytes | None
) -> None:
    send(output, place)
    del place.files[NAME]
    if left is not None:
        place.files[NAME] = left
    assert len(send(output, place).send) == 14
    assert send(output, place).send == ()


def refuse_after(count: int, error: BaseException) -> Callable[[str, int], BaseException | None]:
    """Fail for good once so many files have been put."""
    return lambda path, done: error if done >= count else None


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("count", range(14))
def test_an_upload_that_dies_at_any_point_never_has_a_feed_before_what_it_names(
    output: Path, place, count: int
) -> None:
    send(output, place)
    old = dict(place.arrived)
    for path in public(output):
        (output / path).write_bytes((output / path).read_bytes() + b" new")
    place.log.clear()
    place.fail = refuse_after(count, FULL)
    with pytest.raises(UploadFailed, match="No space left"):
        send(output, place, connections=1)
    new = {name for name in place.arrived if place.arrived[name] != old[name]}
    assert len(new) == count
    for feed in ("topics/leaven/feed.xml", "feed.xml"):
        assert feed not in new or all("audio/" + name in new for name in ("crumb.mp3", "poolish.mp3"))
    assert "feed.xml" not in new  # it is the last of the fourteen
    assert feeds_last(place.log)


@pytest.mark.parametrize("count", [0, 1, 5, 13])
def test_the_run_after_a_failure_goes_on_where_it_ended(output: Path, place, count: int) -> None:
    calls = []

    def fail(path: str, done: int) -> BaseException | None:
        if path == NAME:
            return None
        calls.append(path)
        return FULL if len(calls) > count else None

    place.fail = fail
    with pytest.raises(UploadFailed):
        send(output, place, connections=1)
    place.fail = lambda path, done: None
    place.log.clear()
    assert len(send(output, place).send) == 14 - count
    assert place.arrived == public(output)


def test_the_run_after_a_kill_knows_what_it_does_not_know(
    output: Path, place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed run notes nothing: what it was about to send counts as unknown, even what looks the same."""
    send(output, place)
    crumb = (output / "audio/crumb.mp3").read_bytes()
    (output / "audio/crumb.mp3").write_bytes(b"another take")

    class KilledError(BaseException):
        pass

    def killed(path: str, done: int) -> BaseException | None:
        return KilledError() if path == "audio/crumb.mp3" else None

    monkeypatch.setattr(uploading._Notes, "write_if_possible", lambda self: None)
    place.fail = killed
    with pytest.raises(KilledError):
        send(output, place)
    place.files["audio/crumb.mp3"] = b"another take"  # it had arrived all the same
    (output / "audio/crumb.mp3").write_bytes(crumb)  # and the take was taken back
    place.fail = lambda path, done: None
    send(output, place)
    assert place.arrived["audio/crumb.mp3"] == crumb


def test_the_manifest_is_noted_along_the_way(output: Path, place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "NOTE_EVERY_SECONDS", 0.0)
    send(output, place, connections=1)
    assert place.log.count(NAME) == 14 + 2


def test_an_interruption_is_noted_and_passed_on(output: Path, place) -> None:
    class Interrupting(Heard):
        def sent(self, path: str, size: int) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(output, place, connections=1, heard=Interrupting())
    assert "feed.xml" not in place.arrived
    noted = json.loads(place.files[NAME])["files"]
    assert [path for path, digest in noted.items() if digest] == ["audio/crumb.mp3"]


def test_nothing_is_deleted_unless_asked(output: Path, place) -> None:
    send(output, place)
    (output / "audio/poolish.mp3").unlink()
    upload = send(output, place)
    assert upload.obsolete == ("audio/poolish.mp3",)
    assert "audio/poolish.mp3" in place.arrived
    send(output, place, prune=True)
    assert place.arrived == public(output)
    assert send(output, place).obsolete == ()


def test_what_others_put_there_is_never_deleted(output: Path, place) -> None:
    place.files["audio/theirs.mp3"] = b"theirs"
    send(output, place, prune=True)
    (output / "audio/poolish.mp3").unlink()
    send(output, place, prune=True)
    assert place.files["audio/theirs.mp3"] == b"theirs"


def test_a_manifest_that_somebody_wrote_cannot_make_us_delete_elsewhere(output: Path, place) -> None:
    paths = [
        "../other/feed.xml",
        "/etc/passwd",
        "audio/../../x",
        "records/crumb.json",
        ".ninety.json",
        "",
        "a//b",
    ]
    place.files[NAME] = json.dumps({"files": dict.fromkeys(paths, "0")}).encode()
    assert plan_upload(output, place.destination).obsolete == ()


def test_what_failed_to_be_sent_once_can_be_pruned_later(output: Path, place) -> None:
    """A file that was being sent when a run died is known to be ours."""
    place.fail = lambda path, done: FULL if path == "feed.xml" else None
    with pytest.raises(UploadFailed):
        send(output, place)
    place.fail = lambda path, done: None
    (output / "audio/poolish.mp3").unlink()
    assert plan_upload(output, place.destination).obsolete == ("audio/poolish.mp3",)


def test_deletions_come_after_the_feeds(output: Path, place) -> None:
    send(output, place)
    (output / "audio/poolish.mp3").unlink()
    (output / "feed.xml").write_bytes(b"<rss>without</rss>")
    place.log.clear()
    send(output, place, prune=True)
    assert [name for name in place.log if name != NAME] == ["feed.xml", "-audio/poolish.mp3"]


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"),
        TimeoutError("timed out"),
        OSError(errno.EIO, "internal error"),
        OSError(errno.EBUSY, "slow down"),
        OSError("Socket is closed"),
    ],
)
def test_what_may_pass_is_tried_again_and_told(output: Path, place, error: OSError) -> None:
    failures = [error, error]
    place.fail = lambda path, done: failures.pop() if path == "audio/crumb.mp3" and failures else None
    heard = Heard()
    send(output, place, heard=heard)
    assert place.arrived == public(output)
    assert len(heard.troubles) == 2
    assert all(t.startswith("audio/crumb.mp3: ") and "trying again" in t for t in heard.troubles)


def test_what_is_there_is_asked_again_too_when_the_line_breaks(output: Path, place) -> None:
    send(output, place)
    place.deaf.append(ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"))
    heard = Heard()
    assert plan_upload(output, place.destination, tell=heard.trouble).send == ()
    assert heard.troubles == ["memory://shelf: Connection reset by peer; trying again in 0 s"]


def test_what_does_not_pass_is_given_up_after_a_few_times(output: Path, place) -> None:
    error = ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
    place.fail = lambda path, done: error if path == "audio/crumb.mp3" else None
    heard = Heard()
    with pytest.raises(UploadFailed, match="Connection reset") as caught:
        send(output, place, heard=heard)
    assert len(heard.troubles) == 3
    assert caught.value.file == "memory://shelf/audio/crumb.mp3"
    assert "feed.xml" not in place.arrived


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (PermissionError(errno.EACCES, "Access Denied"), "credentials"),
        (PermissionError("Access Denied"), "credentials"),
        (FileNotFoundError(errno.ENOENT, "The specified bucket does not exist"), "bucket"),
        (FULL, "run it again"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(output: Path, place, error: OSError, remedy: str) -> None:
    place.fail = lambda path, done: error
    heard = Heard()
    with pytest.raises(UploadFailed) as caught:
        send(output, place, heard=heard)
    assert heard.troubles == []
    assert remedy in caught.value.remedy
    assert caught.value.exit_code == 6


def test_what_is_not_out_yet_stays_here(output: Path, place) -> None:
    upload = plan_upload(output, place.destination, leave_out=["audio/crumb.mp3", "transcripts/crumb.vtt"])
    assert not {"audio/crumb.mp3", "transcripts/crumb.vtt"} & {*upload.send}
    assert len(upload.send) == 12


def test_a_dry_run_counts_what_publishing_would_write_and_remove(output: Path, place) -> None:
    send(output, place)
    upload = plan_upload(
        output, place.destination, rewritten=["feed.xml", "new.html", "art/art.json"], removed=["index.html"]
    )
    assert upload.send == ("new.html", "feed.xml")
    assert upload.obsolete == ("index.html",)


def test_a_file_that_vanishes_meanwhile_is_told(output: Path, place) -> None:
    upload = plan_upload(output, place.destination)
    (output / "index.html").unlink()
    with pytest.raises(OutputFailed, match="cannot be read"):
        carry_out(upload, output, connections=2, prune=False, reporter=Heard())
    assert "feed.xml" not in place.arrived


def test_every_file_is_reported_as_it_arrives(output: Path, place) -> None:
    heard = Heard()
    upload = send(output, place, heard=heard)
    assert sorted(heard.files) == sorted(upload.send)


def test_links_out_of_the_folder_are_not_sent(output: Path, place, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (output / "secret.txt").symlink_to(tmp_path / "secret.txt")
    assert "secret.txt" not in send(output, place).send
