"""Uploads whose line breaks, and servers that stop listening, go away, or have no room left."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.errors import UploadFailed
from pipeline.publishing.upload import destination as destinations
from pipeline.publishing.upload import retry
from pipeline.publishing.upload.destination import Destination
from pipeline.publishing.upload.destination_kinds import find_destination
from pipeline.publishing.upload.upload import carry_out, plan_upload
from tests.system.upload.conftest import CREDENTIALS, Place
from tests.system.upload.line import Line, line_to

ROUNDS = 6
NAMES = ["audio/a.mp3", "audio/b.mp3", "transcripts/a.vtt", "index.html", "topics/bread/feed.xml", "feed.xml"]


@dataclass
class Heard:
    files: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def sent(self, path: str, size: int) -> None:
        self.files.append(path)

    def trouble(self, text: str) -> None:
        self.troubles.append(text)


def port_of(place: Place) -> int:
    address = place.environment.get("AWS_ENDPOINT_URL", place.url)
    return urlsplit(address).port or 0


def by_line(place: Place, line: Line, home: Path) -> Place:
    """Give the same place as it is reached by a line; its host's key is known there too."""
    here, there = f":{port_of(place)}", f":{line.port}"
    if "AWS_ENDPOINT_URL" in place.environment:
        endpoint = place.environment["AWS_ENDPOINT_URL"].replace(here, there)
        return replace(place, environment=place.environment | {"AWS_ENDPOINT_URL": endpoint})
    shutil.copytree(place.environment["HOME"], home, dirs_exist_ok=True)
    known = home / ".ssh/known_hosts"
    known.write_text(known.read_text().replace(here, there))
    return replace(place, url=place.url.replace(here, there), environment={"HOME": str(home)})


def write_output(output: Path, edition: int) -> dict[str, bytes]:
    """Write a whole output of which every file is another in every edition."""
    made = {name: f"{edition} {name} ".encode() * 4000 for name in NAMES}
    for name, data in made.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(data)
    return made


@pytest.fixture(params=["s3", "sftp"])
def distant(request: pytest.FixtureRequest) -> Place:
    """Give each kind of place that has a server."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Callable[[Place], Destination]:
    """Open a place in this process, which tries again at once."""
    monkeypatch.setattr(retry, "WAITS_SECONDS", (0.1, 0.1, 0.1))

    def opened(place: Place) -> Destination:
        for name, value in place.environment.items():
            monkeypatch.setenv(name, value)
        return find_destination(place.url, Path("/nowhere"))

    return opened


def upload(output: Path, destination: Destination) -> Heard:
    heard = Heard()
    try:
        carry_out(plan_upload(output, destination), output, connections=3, prune=False, reporter=heard)
    finally:
        destination.close()
    return heard


def test_a_line_cut_at_random_moments_tears_nothing_and_the_feed_comes_last(
    distant: Place, here: Callable[[Place], Destination], tmp_path: Path
) -> None:
    output, chance = tmp_path / "output", random.Random(16)
    editions = [write_output(output, 0)]
    upload(output, here(distant))
    failed = cuts = 0
    for number in range(1, ROUNDS):
        editions.append(write_output(output, number))
        with line_to(port_of(distant), lambda: chance.randrange(1, 150_000)) as line:
            try:
                upload(output, here(by_line(distant, line, tmp_path / "home")))
            except UploadFailed:
                failed += 1
            cuts += line.cuts
        there = {name: distant.read(name) for name in NAMES}
        of = {name: [made[name] for made in editions].index(data or b"") for name, data in there.items()}
        assert of["feed.xml"] <= min(of[name] for name in NAMES if not name.endswith("feed.xml"))
        assert of["topics/bread/feed.xml"] <= min(of["audio/a.mp3"], of["audio/b.mp3"])
    assert cuts > ROUNDS
    assert failed
    upload(output, here(distant))
    assert {name: distant.read(name) for name in NAMES} == editions[-1]


def test_a_server_that_stops_listening_is_not_waited_for_without_end(
    distant: Place, here: Callable[[Place], Destination], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.publishing.upload import sftp

    monkeypatch.setattr(destinations, "SECONDS", 1.0)
    monkeypatch.setattr(sftp, "SECONDS", 1.0)
    output = tmp_path / "output"
    write_output(output, 0)
    (output / "audio/a.mp3").write_bytes(bytes(8_000_000))
    with line_to(port_of(distant)) as line:
        destination = here(by_line(distant, line, tmp_path / "home"))
        plan = plan_upload(output, destination)
        line.held.set()
        with pytest.raises(UploadFailed) as caught:
            carry_out(plan, output, connections=1, prune=False, reporter=Heard())
        assert caught.value.remedy == "check the address, the port and the network"
        line.held.clear()
        destination.close()
    assert distant.read("feed.xml") is None


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_server_that_goes_away_in_the_middle(
    distant: Place, root: Path, tmp_path: Path, *, comes_back: bool
) -> None:
    distant.publish(root)
    old = distant.read("feed.xml")
    for number in range(20):
        (root / f"output/audio/extra-{number:02}.mp3").write_bytes(bytes([number]) * 1_000_000)
    with line_to(port_of(distant)) as line:
        place = by_line(distant, line, tmp_path / "home")
        process = subprocess.Popen(
            place.command(root, "--json", "-v"),
            env=place.all_variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr
        heard = [process.stderr.readline() for _ in range(4)]
        line.down.set()
        line.cut()
        if comes_back:
            while "trying again in 3 s" not in heard[-1]:
                heard.append(process.stderr.readline())
            line.down.clear()
        document, rest = process.communicate(timeout=200)
    told = "".join(heard) + rest
    assert "trying again in 1 s" in told
    assert "never retrieved" not in told
    assert CREDENTIALS["AWS_SECRET_ACCESS_KEY"] not in told + document
    if comes_back:
        assert "Traceback" not in told
        assert (process.returncode, json.loads(document)["upload"]["sent"][-1:]) == (
            0,
            ["audio/extra-19.mp3"],
        )
        return
    assert process.returncode == 6, told
    (error,) = json.loads(document)["errors"]
    assert error["file"].startswith(place.url)
    assert error["remedy"] == "check the address, the port and the network"
    assert distant.read("feed.xml") == old


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in which there is room for half a megabyte."""
    folder = tmp_path / "full"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_server_without_room_keeps_the_old_feed_and_the_remedy_says_so(
    sftp: Place, full: Path, here: Callable[[Place], Destination], tmp_path: Path
) -> None:
    place = replace(sftp, url=f"{sftp.url.partition(str(tmp_path))[0]}{full}")
    output = tmp_path / "output"
    made = write_output(output, 0)
    upload(output, here(place))
    write_output(output, 1)
    (output / "audio/a.mp3").write_bytes(bytes(2_000_000))
    with pytest.raises(UploadFailed) as caught:
        upload(output, here(place))
    assert "the server " in str(caught.value)
    assert "room on its disk" in caught.value.remedy
    assert (full / "feed.xml").read_bytes() == made["feed.xml"]
    assert (full / "audio/a.mp3").read_bytes() == made["audio/a.mp3"]
