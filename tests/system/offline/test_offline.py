"""What the program writes and whom it calls, seen from outside: by strace, with an empty home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.system.offline.tracing import NOTHING, Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.made(tmp_path_factory.mktemp("offline"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("say", "Hello there.", "-o", "hello.wav"),
        ("build",),
        ("check",),
        ("publish",),
        ("voices",),
        ("notes",),
        ("outline", "tides"),
        ("draft", "tides", "--dry-run"),
    ],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_a_run_writes_nothing_outside_the_show_and_calls_nobody(
    desk: Desk, arguments: tuple[str, ...]
) -> None:
    assert desk.run(*arguments) == NOTHING


def test_the_preview_writes_nothing_outside_the_show_and_calls_nobody(desk: Desk) -> None:
    assert desk.run("serve", "--port", "0", stopped_after="http://") == NOTHING


def test_the_desk_writes_nothing_outside_the_show_and_calls_nobody(desk: Desk) -> None:
    assert desk.run("serve", "--watch", "--port", "0", stopped_after="http://") == NOTHING


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("open(os.path.expanduser('~/.device'), 'w')", "home"),
        (
            "open('../planted', 'w')",
            "made",
        ),
        ("socket.socket().connect_ex(('127.0.0.1', 9))", "called"),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'?', ('127.0.0.1', 9))", "called"),
        ("socket.getaddrinfo('usage.invalid', 443)", "called"),
    ],
)
def test_what_a_library_would_do_behind_its_back_is_seen(desk: Desk, planted: str, seen: str) -> None:
    """Without this the tests above could not fail."""
    module = desk.temporary / "sitecustomize.py"
    module.write_text(f"import os, socket\ntry:\n    {planted}\nexcept OSError: pass\n")
    curious = replace(desk, variables={"PYTHONPATH": str(desk.temporary)})
    try:
        assert getattr(curious.run("packs"), seen)
    finally:
        module.unlink()
        (desk.home / ".device").unlink(missing_ok=True)
