from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

SLIDER = "input[type=range]"


def test_a_link_can_be_copied_with_the_moment_that_is_heard(page: Page) -> None:
    page.goto("episodes/buttons/")
    page.click(".w:text-is('hippopotamus.')")
    page.wait_for_function("() => document.querySelector('.player input').value >= 2")
    page.click("article .button.main")
    page.get_by_text("Share", exact=True).click()
    plain = page.text_content(".share .link code") or ""
    assert plain.endswith("/show/episodes/buttons/")
    page.locator(".ways input[type=checkbox]").check()
    moment = page.input_value(".player input")
    expect(page.locator(".share .link code")).to_have_text(f"{plain}#t={moment}")
    expect(page.locator(".share .embed code")).to_contain_text(f'/embed/buttons/#t={moment}"')
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".share .link")).to_be_hidden()


def test_a_link_with_a_moment_begins_there(page: Page) -> None:
    page.goto("episodes/buttons/#t=7")
    page.wait_for_function("() => document.querySelector('.player input')?.value === '7'")


class _Page(BaseHTTPRequestHandler):
    """A page of somebody else's, which holds what the path asks for."""

    frame = ""

    def do_GET(self) -> None:
        body = f"<!doctype html><title>Blog</title><body>{self.frame}</body>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def others(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page of another site that embeds an episode as oEmbed tells it to."""
    with browser.new_context() as context:
        told = context.request.get(f"{address}oembed/keys.json")
        assert told.headers["content-type"] == "application/json"
        frame = json.loads(told.text())["html"]
        handler = type("Others", (_Page,), {"frame": frame})
        with HTTPServer(("127.0.0.1", 0), handler) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            yield page
            server.shutdown()
            thread.join()


def test_an_episode_plays_in_a_page_of_others(others: Page) -> None:
    player = others.frame_locator("iframe")
    expect(player.get_by_role("heading")).to_have_text("Keys")
    player.get_by_role("button", name="Play Keys").click()
    expect(player.get_by_role("button", name="Pause Keys")).to_be_visible()
    expect(player.get_by_label("Position")).not_to_have_value("0")
    box = others.locator("iframe").bounding_box()
    assert box is not None
    assert (box["height"], box["width"] <= 720) == (152, True)


def test_the_player_for_others_fits_a_narrow_column(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 240, "height": 152}) as context:
        page = context.new_page()
        page.goto("embed/hooks/#t=5")
        expect(page.locator(SLIDER)).to_have_value("5")
        wide, high = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert (wide, high) == (240, 152)


def test_in_a_page_of_others_the_sound_ends_with_the_episode(page: Page) -> None:
    page.goto("embed/keys/")
    page.get_by_role("button", name="Play Keys").click()
    page.locator(SLIDER).evaluate(
        "slider => { slider.value = slider.max - 1; slider.dispatchEvent(new Event('input')) }"
    )
    expect(page.get_by_role("button", name="Play Keys")).to_be_visible()
    page.wait_for_timeout(500)
    expect(page.get_by_role("button", name="Play Keys")).to_be_visible()
    page.goto("episodes/keys/")  # elsewhere on the site episodes go on
    expect(page.get_by_role("button", name="Continuous play")).to_have_attribute("aria-pressed", "true")
