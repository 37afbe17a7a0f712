from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PAGES = ["./", "topics/coats/", "episodes/", "episodes/buttons/", "nothing/here/", "embed/buttons/"]
WIDTHS = [390, 1280]


def faults(page: Page) -> list[str]:
    """Give what axe-core finds serious or critical, with where it is."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(
    coloured_browser: Browser, address: str, path: str, scheme: Literal["light", "dark"], width: int
) -> None:
    with coloured_browser.new_context(
        base_url=address, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    ) as context:
        page = context.new_page()
        page.goto(path)
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
        if page.locator("article").count():
            page.click(".w >> nth=3")
            page.wait_for_selector(".said-now")
        assert faults(page) == []
        if path.startswith("embed/"):
            return
        page.keyboard.press("?")
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)  # while one is open, keys are its own
        page.keyboard.press("/")
        page.get_by_role("searchbox").fill("small")
        page.wait_for_selector(".results mark")
        assert faults(page) == []


def test_axe_finds_nothing_serious_where_an_episode_is_shared(
    coloured_browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    with coloured_browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.goto("episodes/buttons/")
        page.click(".share summary")
        page.wait_for_selector(".ways")
        assert faults(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_small_phone(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["./", "topics/coats/", "episodes/buttons/"])
def test_a_page_loads_without_complaint_and_only_from_here(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")  # the fixture judges


def test_the_policy_keeps_out_what_is_not_ours(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("episodes/buttons/")
        asked: list[str] = []
        page.on("requestfinished", lambda request: asked.append(request.url))
        page.evaluate(
            """() => {
                window.refused = [];
                const note = ({effectiveDirective}) => refused.push(effectiveDirective.slice(0, 6));
                addEventListener("securitypolicyviolation", note);
                const inline = document.createElement("script");
                inline.textContent = "window.ran = true";
                document.body.append(inline);
                document.body.setAttribute("style", "color: red");
                document.body.append(Object.assign(new Image(), {src: "http://127.0.0.1:9/x.png"}));
            }"""
        )
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        assert sorted(page.evaluate("refused")) == ["img-sr", "script", "style-"]
        assert [url for url in asked if not url.startswith(address)] == []


# Playwright cannot wait for anything in a Firefox without scripts.
chromium_alone = pytest.mark.parametrize("launch", ["chromium"], indirect=True)


@pytest.fixture
def plain(browser: Browser, address: str) -> Any:
    """Give a page without JavaScript."""
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        yield context.new_page()


@chromium_alone
def test_without_javascript_the_browser_s_own_player_is_there(plain: Page) -> None:
    plain.goto("episodes/buttons/")
    audio = plain.locator("audio[controls]")
    expect(audio).to_be_visible()
    answer = plain.request.get(f"{plain.url}{audio.get_attribute('src')}", headers={"Range": "bytes=0-99"})
    assert (answer.status, answer.headers["content-type"]) == (206, "audio/mpeg")


@chromium_alone
def test_without_javascript_text_and_links_are_whole(plain: Page) -> None:
    plain.goto("./")
    expect(plain.get_by_role("button")).to_have_count(0)
    plain.get_by_role("link", name="Coats 3 episodes").click()
    expect(plain.locator(".card")).to_have_count(3)
    plain.get_by_role("link", name="Buttons").first.click()
    expect(plain.locator(".said")).to_contain_text("hippopotamus")
    plain.get_by_role("link", name="Next Keys").click()
    expect(plain.locator("h1")).to_have_text("Keys")
    expect(plain.get_by_text("Search")).to_be_hidden()


def test_the_page_for_what_is_not_found_leads_back(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        answer = page.goto("episodes/never/was/here/")
        assert answer is not None
        assert answer.status == 404
        page.get_by_role("link", name="To the front page").click()
        expect(page.locator("h1")).to_have_text("Small Things")


def test_words_can_still_be_selected(page: Page) -> None:
    page.goto("episodes/buttons/")
    page.locator(".w >> nth=2").scroll_into_view_if_needed()
    word = page.locator(".w >> nth=2").bounding_box()
    assert word is not None
    page.mouse.move(word["x"] + 1, word["y"] + 10)
    page.mouse.down()
    page.mouse.move(word["x"] + word["width"] - 1, word["y"] + 10, steps=5)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().trim()") != ""
