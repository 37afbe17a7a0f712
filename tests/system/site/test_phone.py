from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

WIDTH, HEIGHT = 390, 844


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(
        base_url=address, viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.set_default_timeout(8000)
        yield page


def is_in_sight(part: Locator) -> bool:
    box = part.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= HEIGHT and box["width"] > 0


def test_the_front_page_shows_the_cover_and_the_latest_episode_first(phone: Page) -> None:
    phone.goto("./")
    for part in (".hero .cover", ".newest h2", ".newest .button"):
        assert is_in_sight(phone.locator(part)), part
    expect(phone.locator(".newest")).to_contain_text("Hooks")
    phone.get_by_role("button", name="Play Hooks").click()
    expect(phone.locator(".player .what")).to_contain_text("Hooks")
    phone.wait_for_function("() => document.querySelector('.player input').value >= 1")
    expect(phone.locator(".newest").get_by_role("button", name="Pause Hooks")).to_be_visible()


def test_apps_have_buttons(phone: Page) -> None:
    phone.goto("./")
    phone.locator(".hero").get_by_role("link", name="Subscribe").click()
    buttons = phone.locator(".apps a")
    expect(buttons).to_have_text(["Apple Podcasts", "Pocket Casts"])
    assert buttons.nth(1).get_attribute("href") == "https://pca.st/small"
    expect(buttons.first).to_be_in_viewport()


def test_the_title_stays_in_sight_when_an_episode_begins(phone: Page) -> None:
    phone.goto("episodes/buttons/")
    phone.click("article .button.main")
    phone.wait_for_function("() => document.querySelector('.player input').value >= 5")
    assert is_in_sight(phone.locator("h1"))


def test_who_reads_along_has_the_words_in_sight(phone: Page) -> None:
    phone.goto("episodes/buttons/")
    phone.click(".w >> nth=0")
    phone.evaluate("scrollTo(0, document.querySelector('.said').offsetTop - 620)")  # its first line lowest
    phone.wait_for_selector(".said-now")
    phone.wait_for_function("() => document.querySelector('.player input').value >= 9")
    top = phone.evaluate("document.querySelector('.player').offsetTop")
    phone.wait_for_selector(".said-now")
    box = phone.locator(".said-now").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= top - box["height"]
