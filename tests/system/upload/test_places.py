from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from urllib.request import urlopen

import pytest

from pipeline.layout.public_files import cache_control, content_type, public_files

MANIFEST = ".ninety.json"


def differing(place, root: Path) -> list[str]:
    output = root / "output"
    return [path for path in public_files(output) if place.read(path) != (output / path).read_bytes()]


def rename_show(root: Path, title: str) -> None:
    """Change what every feed and page says."""
    path = root / "episodes/show.toml"
    lines = path.read_text().splitlines()
    lines = [f'title = "{title}"' if line.startswith("title = ") else line for line in lines]
    path.write_text("\n".join(lines) + "\n")


def test_everything_public_arrives_byte_for_byte(place, root: Path) -> None:
    sent = place.publish(root)["upload"]["sent"]
    assert sorted(sent) == sorted(public_files(root / "output"))
    assert differing(place, root) == []
    for private in ("report.json", "records/the-arch.json", "art/art.json"):
        assert (root / "output" / private).is_file()
        assert place.read(private) is None


def test_a_second_run_sends_nothing_and_a_change_only_itself(place, root: Path) -> None:
    place.publish(root)
    manifest = place.read(MANIFEST)
    assert place.publish(root)["upload"]["sent"] == []
    assert place.read(MANIFEST) == manifest
    rename_show(root, "Bridges, renamed")
    sent = place.publish(root)["upload"]["sent"]
    assert sent[-1] == "feed.xml"
    assert not [path for path in sent if path.startswith(("audio/", "transcripts/"))]
    assert differing(place, root) == []


def test_a_manifest_that_is_lost_is_made_again(place, root: Path) -> None:
    first = place.publish(root)["upload"]["sent"]
    manifest = place.read(MANIFEST)
    place.write(MANIFEST, b"spoilt")
    assert place.publish(root)["upload"]["sent"] == first
    assert place.read(MANIFEST) == manifest


def test_a_dry_run_sends_nothing(place, root: Path) -> None:
    told = place.publish(root, "--dry-run")["upload"]
    assert "feed.xml" in told["sent"]
    assert place.read("feed.xml") is place.read(MANIFEST) is None


def begun_upload(place, root: Path) -> subprocess.Popen[str]:
    """Begin to upload 40 MB of audio: it goes first, and is enough to be stopped in."""
    for number in range(40):
        (root / f"output/audio/extra-{number:02}.mp3").write_bytes(bytes([number]) * 1_000_000)
    return subprocess.Popen(
        place.command(root, "-v"),
        env=place.all_variables,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_run_that_is_killed_leaves_the_old_feed_and_the_next_goes_on(place, root: Path) -> None:
    place.publish(root)
    old_feed = place.read("feed.xml")
    rename_show(root, "Bridges, renamed")
    process = begun_upload(place, root)
    assert process.stderr
    heard = [process.stderr.readline() for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert heard[-1].startswith("[5/")
    left = differing(place, root)
    assert "feed.xml" in left
    assert any(path.startswith("audio/") for path in left), "it was not killed in the middle"
    assert place.read("feed.xml") == old_feed
    place.publish(root)
    assert differing(place, root) == []


def test_an_interrupted_run_says_so_and_the_next_sends_only_the_rest(place, root: Path) -> None:
    process = begun_upload(place, root)
    assert process.stderr
    for _ in range(5):
        process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert place.read("feed.xml") is None
    total = len(list(public_files(root / "output")))
    upload = place.publish(root)["upload"]
    assert len(upload["sent"]) <= total - 5
    assert upload["unchanged"] == total - len(upload["sent"])
    assert differing(place, root) == []


def test_prune_deletes_what_is_ours_and_gone_and_nothing_else(place, root: Path, recording) -> None:
    mp3 = recording(root / "output", "the-arch").relative_to(root / "output").as_posix()
    place.publish(root)
    place.write("audio/theirs.mp3", b"put there by hand")
    (root / "episodes/the-arch.md").unlink()
    told = place.publish(root)["upload"]
    assert place.read(mp3) is not None
    assert b"the-arch" not in (place.read("feed.xml") or b"")
    told = place.publish(root, "--prune")["upload"]
    assert {mp3, "transcripts/the-arch.vtt", "chapters/the-arch.json"} <= {*told["deleted"]}
    assert place.read(mp3) is None
    assert not (root / "output" / mp3).exists()
    assert place.read("audio/theirs.mp3") == b"put there by hand"
    assert differing(place, root) == []


def test_an_episode_dated_in_the_future_arrives_on_its_day(place, root: Path, recording) -> None:
    mp3 = recording(root / "output", "the-arch").relative_to(root / "output").as_posix()
    path = root / "episodes/the-arch.md"
    lines = path.read_text().splitlines()
    lines = ["published: 2126-03-01" if line.startswith("published:") else line for line in lines]
    path.write_text("\n".join(lines) + "\n")
    told = place.publish(root)
    assert told["upcoming"] == ["the-arch"]
    assert place.read(mp3) is None
    told = place.publish(root, "--as-of", "2126-03-01")
    assert told["upcoming"] == []
    assert place.read(mp3) is not None
    assert b"audio/the-arch." in (place.read("feed.xml") or b"")


def test_s3_serves_every_file_with_its_type_and_how_long_it_may_be_kept(s3, root: Path) -> None:
    s3.publish(root)
    for path in public_files(root / "output"):
        with urlopen(f"{s3.http}/{path}") as answer:  # noqa: S310 - our own server
            assert answer.headers["Content-Type"] == content_type(path)
            assert answer.headers["Cache-Control"] == cache_control(path)
            assert answer.read() == (root / "output" / path).read_bytes()


@pytest.mark.parametrize(
    ("variables", "url", "what", "remedy"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "wrong"}, "", "Forbidden", "credentials"),
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "", "credentials", "AWS_ACCESS_KEY_ID"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "", "Could not connect", "the network"),
        ({}, "s3://no-such-bucket/show", "bucket does not exist", "bucket must be there"),
    ],
    ids=["wrong secret", "no credentials", "no server", "no bucket"],
)
def test_s3_troubles_are_told_in_two_lines(
    s3, root: Path, variables: dict[str, str], url: str, what: str, remedy: str
) -> None:
    place = replace(s3, url=url or s3.url, environment=s3.environment | variables)
    done = place.run(root)
    assert done.returncode == 6
    first, second = done.stderr.splitlines()[-2:]
    assert first.startswith(f"error: {place.url}")
    assert what in first
    assert remedy in second


def test_sftp_leaves_nothing_half_written(sftp, root: Path) -> None:
    sftp.publish(root)
    folder = Path(sftp.url.partition("@")[2].partition("/")[2]).relative_to("")
    assert not list(Path("/", folder).rglob("*.part"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc for the server's sessions")
def test_sftp_goes_on_when_its_connections_are_cut_and_says_so(sftp, sshd, root: Path) -> None:
    process = begun_upload(sftp, root)
    assert process.stderr
    for _ in range(3):
        process.stderr.readline()
    sshd.cut()
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert "trying again in 1 s" in told
    assert differing(sftp, root) == []


def test_sftp_refuses_a_server_it_does_not_know(sftp, root: Path, tmp_path: Path) -> None:
    home = copytree(sftp.environment["HOME"], tmp_path / "home")
    (home / ".ssh/known_hosts").unlink()
    done = replace(sftp, environment={"HOME": str(home)}).run(root)
    assert done.returncode == 6
    assert "not found in known_hosts" in done.stderr
    assert "accept it" in done.stderr
    assert sftp.read("feed.xml") is None
    assert not (home / ".ssh/known_hosts").exists()


def test_sftp_refuses_a_server_whose_key_is_another(sftp, root: Path, tmp_path: Path) -> None:
    home = copytree(sftp.environment["HOME"], tmp_path / "home")
    known = home / ".ssh/known_hosts"
    place, kind, _ = known.read_text().split()
    other = (home / ".ssh/id_ed25519.pub").read_text().split()[1]
    known.write_text(f"{place} {kind} {other}\n")
    done = replace(sftp, environment={"HOME": str(home)}).run(root)
    assert done.returncode == 6
    assert "does not match" in done.stderr
    assert sftp.read("feed.xml") is None


def test_sftp_with_a_key_the_server_does_not_accept_is_told(sftp, root: Path, tmp_path: Path) -> None:
    home = copytree(sftp.environment["HOME"], tmp_path / "home")
    key = home / ".ssh/id_ed25519"
    key.unlink()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    done = replace(sftp, environment={"HOME": str(home)}).run(root)
    assert done.returncode == 6
    assert "uthentication" in done.stderr
    assert "Traceback" not in done.stderr


def test_sftp_finds_a_host_by_its_name_in_ssh_config(sftp, root: Path, tmp_path: Path) -> None:
    home = copytree(sftp.environment["HOME"], tmp_path / "home")
    user, _, rest = sftp.url.removeprefix("sftp://").partition("@")
    port, _, path = rest.partition(":")[2].partition("/")
    (home / ".ssh/id_ed25519").rename(home / ".ssh/for-bread")
    (home / ".ssh/config").write_text(
        f"Host bread\n HostName 127.0.0.1\n Port {port}\n User {user}\n IdentityFile {home}/.ssh/for-bread\n"
    )
    place = replace(sftp, url=f"sftp://bread/{path}", environment={"HOME": str(home)})
    place.publish(root)
    assert differing(place, root) == []
