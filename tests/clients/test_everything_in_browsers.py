"""The show with everything on in real browsers: every page opens, an episode plays, each file is offered."""

from __future__ import annotations

import os
import shutil
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

playwright_api = pytest.importorskip("playwright.sync_api")
BROWSERS = {"chromium": "/usr/bin/chromium", "firefox": "/usr/bin/firefox-esr"}


@pytest.fixture(scope="module")
def address(everything: Path, serve: Callable[[Path], Any]) -> str:
    """Give where the show's site is served."""
    return urllib.parse.urljoin(serve(everything).url, ".")


@pytest.fixture(scope="module", params=sorted(BROWSERS))
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    program = BROWSERS[request.param]
    if not shutil.which(program):
        message = f"{program} is not installed: see tests/system/install.sh"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with playwright_api.sync_playwright() as playwright:
        if request.param == "chromium":
            found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--mute-audio"])
        else:
            settings = {"media.cubeb.force_mock_context": True}  # without a sound device it plays nothing
            found = playwright.firefox.launch(
                channel="moz-firefox", executable_path=program, firefox_user_prefs=settings
            )
        yield found
        found.close()


def test_the_front_page_and_every_episode_open_without_a_complaint(
    browser: Any, address: str, everything: Path
) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    pages = sorted((everything / "output/episodes").glob("*/index.html"))
    assert pages
    for path in ["", *(f"episodes/{each.parent.name}/" for each in pages)]:
        answer = page.goto(address + path)
        assert answer.status == 200, path
        assert page.locator("h1").first.inner_text().strip(), path
    page.close()
    assert complaints == []


def test_an_episode_plays_and_offers_every_file(browser: Any, address: str, everything: Path) -> None:
    page = browser.new_page()
    slug = min(path.name for path in (everything / "output/embed").iterdir())
    page.goto(f"{address}episodes/{slug}/")
    offered = {Path(urllib.parse.urlsplit(each).path).suffix for each in _links(page)}
    assert {".mp3", ".opus", ".m4a", ".mp4"} <= offered
    page.get_by_role("button", name="Play", exact=True).first.click()
    page.wait_for_function("() => document.querySelector('.player input').value >= 0.2", timeout=20_000)
    page.close()


def _links(page: Any) -> list[str]:
    return list(page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)"))
