"""A browser shows a feed as a page: by XSLT where it has that, by CSS where it has not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
WITHOUT_XSLT = ["--disable-features=XSLT", "--disable-blink-features=XSLT"]
NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
HOSTILE = "<img src=x onerror=alert(1)> & more"
SHOWN = "‹img src=x onerror=alert(1)› & more"  # as the feed has it: no tag, whoever shows it
SETTINGS = {
    "engine": '"tone"',
    "voice": '"beep"',
    "url": '"https://bridges.example.org/in/a/folder"',
    "items_per_page": "2",
}


def ninety(*arguments: str | Path) -> None:
    done = subprocess.run([*NINETY, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(
    serving: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
    change_settings: Callable[[Path, Mapping[str, str]], None],
) -> str:
    """Serve a show from a folder of its host, with two episodes on a page and words that look like markup."""
    root = tmp_path_factory.mktemp("feeds") / "bridges"
    ninety("init", root, "--example")
    change_settings(root, SETTINGS)
    episode = root / "episodes/tacoma-narrows.md"
    episode.write_text(re.sub("(?m)^summary: .*$", f"summary: '{HOSTILE}'", episode.read_text()))
    ninety("build", "--root", root, "--jobs", "1")
    return serving(root)


@pytest.fixture(scope="module", params=["XSLT", "CSS"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    if not shutil.which(CHROMIUM):
        pytest.skip("needs Debian's chromium: tests/system/install.sh")
    flags = ["--no-sandbox", *([] if request.param == "XSLT" else WITHOUT_XSLT)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(color_scheme=request.param, viewport={"width": 390, "height": 844})
    yield page
    page.close()


def is_transformed(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.localName") == "html")


@pytest.mark.parametrize("path", ["feed.xml", "feed-2.xml", "topics/wind/feed.xml"])
def test_the_feed_is_a_page_to_read_wherever_the_site_is(page: Page, site: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}{path}")
    title = page.locator("h1" if is_transformed(page) else "channel > title")
    assert title.is_visible()
    assert (title.text_content() or "").startswith("How Bridges Stand")
    assert page.get_by_text("This is a podcast feed.").count() == (1 if is_transformed(page) else 0)
    # The style sheet was found: the ground has its colour.
    ground = page.evaluate("getComputedStyle(document.body || document.documentElement).backgroundColor")
    assert ground in {"rgb(251, 250, 247)", "rgb(15, 23, 32)"}
    assert {url for url in asked if not url.startswith(site)} == set()


def test_words_of_an_episode_never_become_markup(page: Page, site: str) -> None:
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.goto(f"{site}feed.xml")
    assert page.locator("li p" if is_transformed(page) else "summary").get_by_text(SHOWN).is_visible()
    assert alarms == []


def test_no_warning_covers_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}feed.xml")
    page.wait_for_timeout(500)
    assert not page.locator("xslt-warning-banner").is_visible()


def test_nothing_stands_out_to_the_side_of_a_narrow_screen(page: Page, site: str) -> None:
    page.goto(f"{site}feed.xml")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_has_no_serious_fault_for_those_who_cannot_see_it(page: Page, site: str) -> None:
    page.goto(f"{site}feed.xml")
    if not is_transformed(page):
        pytest.skip("axe-core looks at HTML alone")
    serious = [
        (found["id"], found["nodes"][0]["html"])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_pages_of_a_feed_lead_to_each_other(page: Page, site: str) -> None:
    page.goto(f"{site}feed.xml")
    if not is_transformed(page):
        pytest.skip("plain XML has no links")
    page.get_by_role("link", name="Older episodes").click()
    page.wait_for_url(f"{site}feed-2.xml")
    assert page.get_by_role("heading", level=3).count() == 1
    page.get_by_role("link", name="Newer episodes").click()
    page.wait_for_url(f"{site}feed.xml")
