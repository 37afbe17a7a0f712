"""`ninety serve --watch` in a real browser: a file is saved, and the page shows, says and tells it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

SOON = 60_000  # ms, on a machine that has much else to do
TOP = "item => item.getBoundingClientRect().top"


@dataclass(frozen=True)
class Running:
    root: Path
    url: str  # with the token

    @property
    def base(self) -> str:
        return self.url.partition("#")[0]


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, make_small_show: Callable[[Path], Path]
) -> Iterator[Running]:
    root = make_small_show(tmp_path_factory.mktemp("desk"))
    command = [
        str(Path(sys.executable).with_name("ninety")),
        "serve",
        "--watch",
        "--port",
        "0",
        "--root",
        str(root),
    ]
    environment = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    yield Running(root, process.stdout.readline().strip())
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0


def opened(browser: Browser, desk: Running, slug: str, complaints: list[str]) -> Page:
    """Open an episode's page with the desk, as soon as it is made."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.set_default_timeout(120_000)  # a build may come first
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(desk.url)
    page.goto(f"{desk.base}episodes/{slug}/")
    expect(page.locator("h2#transcript")).to_be_visible(timeout=300_000)
    wait_until_built(page)
    return page


def wait_until_built(page: Page) -> None:
    expect(page.locator(".desk-strip[data-kind=good]")).to_be_visible(timeout=300_000)


def row(page: Page, words: str) -> Locator:
    return page.locator(".desk-lines > li", has_text=words)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Fail a test whose page complains of more than refusals, and of events that end as it loads itself."""
    told: list[str] = []
    yield told
    expected = ("409 (Conflict)", "was interrupted while the page was loading")
    assert [each for each in told if not any(words in each for words in expected)] == []


def test_what_is_saved_is_seen_and_heard_and_the_page_loads_itself_at_the_same_place(
    browser: Browser, desk: Running, complaints: list[str]
) -> None:
    if browser.browser_type.name == "firefox":
        pytest.skip("on a busy machine Firefox loads the page too early")
    page = opened(browser, desk, "buttons", complaints)
    seen = row(page, "Only one of them is the button")
    seen.evaluate(
        "item => scrollTo({ top: item.getBoundingClientRect().top + scrollY - 400, behavior: 'instant' })"
    )
    page.evaluate("window.before = true")
    script = desk.root / "scripts/buttons.md"
    new = "A sentence that nobody has ever said before stands here now, and it moves all that follows down."
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("Only one of them", f"{new} Only one of them"), encoding="utf-8")

    added = row(page, "that nobody has ever said before")
    expect(added).to_have_attribute("data-changed", "", timeout=SOON)
    before = seen.evaluate(TOP)
    assert page.evaluate("window.before") is True
    with page.expect_response(re.compile("/sound/")) as sound:
        added.get_by_role("button", name=re.compile("^Play sentence")).click()
    assert sound.value.ok
    expect(added).to_have_class(re.compile("desk-on"), timeout=SOON)
    expect(added).not_to_have_class(re.compile("desk-on"), timeout=SOON)
    expect(page.locator(".desk-status")).not_to_contain_text("Not played")

    page.wait_for_function("() => !window.before")
    expect(page.locator(".said")).to_contain_text(new, timeout=SOON)
    wait_until_built(page)
    expect(row(page, "Only one of them")).to_be_in_viewport()
    assert abs(row(page, "Only one of them").evaluate(TOP) - before) < 5
    expect(row(page, new).get_by_role("button", name=re.compile("^Play sentence"))).to_be_focused()
    page.context.close()


def test_an_error_is_shown_with_its_line_and_goes_when_it_is_mended(
    browser: Browser, desk: Running, complaints: list[str]
) -> None:
    page = opened(browser, desk, "keys", complaints)
    notes = desk.root / "episodes/keys.md"
    text = notes.read_text(encoding="utf-8")
    notes.write_text(text.replace("published: 2026-01-02", "published: soon"), encoding="utf-8")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("episodes/keys.md:8", timeout=SOON)
    alert.get_by_role("button", name="Edit episodes/keys.md:8").click()
    expect(page.locator(".desk-status")).to_contain_text("episodes/keys.md:8", timeout=SOON)
    assert page.locator(".desk-lines > li").count() > 5
    notes.write_text(text, encoding="utf-8")
    expect(alert).to_have_text("", timeout=SOON)
    wait_until_built(page)
    page.context.close()


def test_sentences_stay_while_a_script_has_an_error(
    browser: Browser, desk: Running, complaints: list[str]
) -> None:
    page = opened(browser, desk, "keys", complaints)
    script = desk.root / "scripts/keys.md"
    text = script.read_text(encoding="utf-8")
    count = page.locator(".desk-lines > li").count()
    script.write_text(text + "\nOne {slow of them.\n", encoding="utf-8")
    expect(page.locator(".desk-none").last).to_contain_text("those of before this error", timeout=SOON)
    assert page.locator(".desk-lines.desk-before > li").count() == count > 5
    script.write_text(text, encoding="utf-8")
    expect(page.locator(".desk-none")).to_have_count(0, timeout=SOON)
    wait_until_built(page)
    page.context.close()


def test_a_pronunciation_is_tried_then_saved(browser: Browser, desk: Running, complaints: list[str]) -> None:
    page = opened(browser, desk, "coins", complaints)
    sentence = row(page, "a drawer of forty")
    sentence.get_by_role("button", name=re.compile("^Say sentence")).click()
    sentence.get_by_label("Term").fill("ocean")
    sentence.get_by_label("Spoken").fill("dror")
    sentence.get_by_role("button", name="Hear it").click()
    expect(sentence.get_by_role("status")).to_contain_text("does not have «ocean»", timeout=SOON)
    sentence.get_by_label("Term").fill("drawer")
    with page.expect_response(re.compile("/sound/")) as sound:
        sentence.get_by_role("button", name="Hear it").click()
    assert sound.value.ok
    expect(sentence.get_by_role("status")).to_contain_text("dror", timeout=SOON)
    assert not (desk.root / "episodes/lexicon.toml").exists()
    page.keyboard.press("Escape")
    expect(sentence.get_by_label("Term")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.does") == "otherwise"
    page.keyboard.press("Enter")
    sentence.get_by_label("Term").fill("drawer")
    sentence.get_by_label("Spoken").fill("dror")
    sentence.get_by_role("button", name="Save to the lexicon").click()
    expect(row(page, "a drawer of forty").locator(".desk-spoken")).to_contain_text("dror", timeout=SOON)
    assert 'spoken = "dror"' in (desk.root / "episodes/lexicon.toml").read_text(encoding="utf-8")
    told = page.locator(".desk-status", has_text='episodes/lexicon.toml: term = "drawer", spoken = "dror"')
    expect(told).to_be_visible()
    page.wait_for_timeout(2000)  # in which events come, and the page may load itself
    expect(told).to_be_visible()
    expect(told).to_have_count(0, timeout=SOON)
    wait_until_built(page)
    page.context.close()


def test_a_page_without_the_token_says_where_to_find_it(browser: Browser, desk: Running) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{desk.base}episodes/buttons/")
        expect(page.locator(".desk-status")).to_contain_text(
            "open the address that `ninety serve --watch` shows"
        )
        assert page.locator(".desk-lines").count() == 0


def test_everybody_can_use_it(
    coloured_browser: Browser, scheme: Literal["light", "dark"], desk: Running
) -> None:
    broken = desk.root / "scripts/hooks.md"
    with coloured_browser.new_context(color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.goto(desk.url)
        page.goto(f"{desk.base}episodes/buttons/")
        page.get_by_role("button", name="Say sentence 2 otherwise").click()
        broken.write_text("no script\n", encoding="utf-8")
        expect(page.get_by_role("alert")).to_contain_text("scripts/hooks.md", timeout=SOON)
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        broken.unlink()
        expect(page.get_by_role("alert")).to_have_text("", timeout=SOON)
