"""What signing writes and whom it calls, seen from outside by strace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.system.offline.tracing import NOTHING, Desk

from .conftest import Issued, issue


def test_a_signed_build_and_its_check_write_nothing_outside_the_show_and_call_nobody(
    tmp_path: Path, equip: Callable[[Path, Issued], Path]
) -> None:
    desk = Desk.made(tmp_path)
    equip(desk.root, issue())
    assert desk.run("build", "--engine", "tone") == NOTHING
    (sound,) = (desk.root / "output/audio").glob("*.mp3")
    assert b"c2pa" in sound.read_bytes()
    assert desk.run("check") == NOTHING
