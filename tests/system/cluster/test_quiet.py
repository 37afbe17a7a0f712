"""What a build on a cluster writes and whom it calls, seen from outside by strace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.system.offline.tracing import Desk

if TYPE_CHECKING:
    from tests.system.cluster.conftest import Cluster

pytest.importorskip("distributed")


def test_a_build_calls_its_scheduler_alone_and_writes_nothing_outside_the_show(
    show: Path, tmp_path: Path, cluster_of: Callable[..., Cluster]
) -> None:
    desk = Desk(show, tmp_path / "home", tmp_path / "temporary")
    for folder in (desk.home, desk.temporary):
        folder.mkdir()
    cluster = cluster_of("", "")
    trace = desk.run("build", "--scheduler", cluster.address)
    port = urlsplit(cluster.address).port
    assert port is not None
    assert (trace.made, trace.called_beside(port), trace.home) == (set(), [], [])
    report = json.loads((show / "output/report.json").read_text(encoding="utf-8"))
    assert {episode["status"] for episode in report["episodes"]} == {"rendered"}
