"""A show of four spoken episodes, really rendered, served by the preview to real browsers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from pipeline.catalogue.load import load_show
from pipeline.publishing.preview.app import preview_app

CHROMIUM, FIREFOX = "/usr/bin/chromium", "/usr/bin/firefox-esr"
# Of Firefox; what contexts cannot ask of it is set for all of it.
SETTINGS: dict[str, str | float | bool] = {
    "media.autoplay.default": 1,  # as for listeners: only after they have done something
    "media.cubeb.force_mock_context": True,  # without a sound device it plays nothing at all
    "ui.prefersReducedMotion": 1,
    "ui.systemUsesDarkTheme": 0,
}
DARK = {"ui.systemUsesDarkTheme": 1}
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--mute-audio",
    "--autoplay-policy=user-gesture-required",  # as for listeners
]
SHOW = """
[show]
title = "Small Things"
tagline = "What is in your pockets."
description = "A show of small things, for tests."

[owner]
name = "The testers"
email = "testers@example.org"

[site]
url = "https://small.example.org/show"
apps = { "Apple Podcasts" = "https://podcasts.apple.com/id1", "Pocket Casts" = "https://pca.st/small" }

[length]
target_seconds = 12
tolerance_seconds = 8
"""
EPISODE = """---
guid: 00000000-0000-4000-8000-00000000000{number}
number: {number}
title: {title}
summary: {title} are small, and easily lost.
topics: [{topics}]
published: 2026-01-0{number}
---

## Hook
Who has not lost a {word}, and looked for it all day long?

## How it works
A {word} is small enough to hide behind a {secret}. Most things are larger.

## Limit
No lamp finds a {word} that was never there.

## Take-away
Look twice for it.
"""
EPISODES = [
    ("Buttons", "Coats", "hippopotamus"),
    ("Keys", "Doors", "cathedral"),
    ("Coins", "Coats", "lighthouse"),
    ("Hooks", "Doors, Coats", "volcano"),
]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the show and publish it."""
    root = tmp_path_factory.mktemp("small")
    (root / "episodes").mkdir()
    (root / "episodes/show.toml").write_text(SHOW, encoding="utf-8")
    for number, (title, topics, secret) in enumerate(EPISODES, start=1):
        word = title.lower().removesuffix("s")
        text = EPISODE.format(number=number, title=title, topics=topics, word=word, secret=secret)
        (root / f"episodes/{title.lower()}.md").write_text(text, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("ninety")), "build", "--root", str(root), "--jobs", "1"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return root


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    """Serve it from a folder of a server, as the show's own address has it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        app = preview_app(load_show(root), root / "output", place)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://{place}/show/"
        server.should_exit = True
        thread.join()


def found(program: str) -> str:
    """Find a browser; without it the test is skipped, but never in CI."""
    if not shutil.which(program):
        message = f"{program} is not installed: see tests/system/install.sh"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return program


# A process can have one Playwright at a time, and tests elsewhere start their own.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


Launch = Callable[[Mapping[str, str | float | bool]], Browser]


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def launch(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Launch]:
    """Give what launches a browser, or finds the one of these settings; each kind of browser in turn.

    Debian's Firefox is spoken to by WebDriver BiDi, which knows of no colours, so that it has them as a
    setting. Chromium has them by context.
    """
    running: dict[str, Browser] = {}

    def launched(settings: Mapping[str, str | float | bool]) -> Browser:
        if request.param == "chromium":
            return playwright.chromium.launch(executable_path=found(CHROMIUM), args=FLAGS)
        return playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=found(FIREFOX),
            firefox_user_prefs={**SETTINGS, **settings},
        )

    def launch(settings: Mapping[str, str | float | bool]) -> Browser:
        name = request.param if request.param == "chromium" else repr(settings)
        if name not in running:
            running[name] = launched(settings)
        return running[name]

    yield launch
    for browser in running.values():
        browser.close()


@pytest.fixture(scope="module")
def browser(launch: Launch) -> Browser:
    return launch({})


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def coloured_browser(launch: Launch, scheme: str) -> Browser:
    """Give a browser whose user likes these colours."""
    return launch(DARK if scheme == "dark" else {})


@dataclass
class Watched:
    """What a browser asked for, and what it complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture
def watched(address: str) -> Iterator[Watched]:
    """Fail a test whose page asks another host for anything, or breaks its own policy."""
    watched = Watched()
    yield watched
    host = address.removesuffix("show/")
    assert [url for url in watched.requests if not url.startswith((host, "data:", "blob:"))] == []
    assert watched.complaints == []


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, watched: Watched) -> Page:
    page = context.new_page()
    page.set_default_timeout(8000)
    watched.watch(page)
    return page
