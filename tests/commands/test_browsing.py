"""When `ninety serve` opens a browser, and when it leaves it alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

import pytest

from pipeline.commands import browsing
from pipeline.commands.browsing import somebody_is_there

pytestmark = pytest.mark.slow


NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({"CI": "1"}, "darwin", False),
        ({"CI": "false"}, "darwin", True),
    ],
)
def test_a_browser_needs_a_desktop_and_nobody_is_there_in_ci(
    environment: dict[str, str], platform: str, there: bool
) -> None:
    assert somebody_is_there(environment, platform) is there


def test_nobody_is_there_without_a_terminal() -> None:
    assert not somebody_is_there({"DISPLAY": ":0"}, "linux")


@pytest.mark.parametrize("error", [webbrowser.Error("none"), OSError("none")])
def test_what_cannot_be_opened_is_passed_over(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> bool:
        raise error

    monkeypatch.setattr(webbrowser, "open", fail)
    browsing._opened("http://127.0.0.1:1/")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize(
    ("words", "environment", "opens"),
    [([], {}, True), (["--no-open"], {}, False), (["--json"], {}, False), ([], {"CI": "true"}, False)],
)
def test_serve_opens_its_address_on_a_terminal(
    small_show: Path, tmp_path: Path, words: list[str], environment: dict[str, str], opens: bool
) -> None:
    (small_show / "output").mkdir()
    (small_show / "output/feed.xml").write_text("<rss/>", encoding="utf-8")
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}.part && mv {seen}.part {seen}\n', encoding="utf-8")
    browser.chmod(0o755)
    without_ci = {key: value for key, value in os.environ.items() if key != "CI"}
    ours, theirs = os.openpty()
    server = subprocess.Popen(
        [*NINETY, "serve", "--root", str(small_show), "--port", "0", *words],
        stdout=theirs,
        stderr=theirs,
        env={**without_ci, "BROWSER": str(browser), **environment},
    )
    os.close(theirs)
    try:
        told = ""
        while "feed.xml" not in told:
            told += os.read(ours, 1000).decode()
        deadline = time.monotonic() + (30 if opens else 1)
        while not seen.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert seen.exists() is opens
        if opens:
            assert seen.read_text(encoding="utf-8").strip() == told.split()[0]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
        os.close(ours)
