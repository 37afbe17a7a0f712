"""What an upload writes and whom it calls, seen from outside by strace."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.system.offline.tracing import Desk
from tests.system.upload.conftest import Place


@pytest.mark.parametrize("kind", ["s3", "sftp"])
def test_an_upload_calls_its_server_alone_and_writes_nothing_outside_the_show(
    root: Path, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    place: Place = request.getfixturevalue(kind)
    variables = dict(place.environment)
    desk = Desk(root, tmp_path / "home", tmp_path / "temporary", variables)
    desk.temporary.mkdir()
    if home := variables.pop("HOME", ""):
        shutil.copytree(home, desk.home)
    desk.home.mkdir(exist_ok=True)
    before = sorted(desk.home.rglob("*"))
    trace = desk.run("publish", "--to", place.url)
    port = urlsplit(variables.get("AWS_ENDPOINT_URL", place.url)).port
    assert port is not None
    assert (trace.made, trace.called_beside(port), trace.home) == (set(), [], before)
    assert place.read("feed.xml") == (root / "output/feed.xml").read_bytes()
