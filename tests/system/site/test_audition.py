"""`ninety audition` in a real browser: candidates are played and one of them is chosen."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pipeline.catalogue.load import load_show

TEXT = "Suppose someone lends you a concert piano, and you would like it a little warmer."
Hold = Callable[..., tuple[subprocess.Popen[str], str]]
PLAYING = "() => [...document.querySelectorAll('audio')].map(player => !player.paused)"


@pytest.fixture
def hold(small_show: Path) -> Iterator[Hold]:
    """Start the command; give it and the page's address."""
    started: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> tuple[subprocess.Popen[str], str]:
        command = [
            str(Path(sys.executable).with_name("ninety")),
            "audition",
            *words,
            "--root",
            str(small_show),
        ]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        return process, next(line.strip() for line in lines if line.startswith("http://"))

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def stage(browser: Browser) -> Iterator[Page]:
    """A page that may complain of nothing but a choice that was refused."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [each for each in complaints if "409 (Conflict)" not in each] == []


def wait_until_heard(page: Page, label: str) -> None:
    page.wait_for_function(
        f"() => document.querySelector('article[data-label={label}] audio').currentTime > 0.3"
    )


def test_candidates_play_one_at_a_time_and_the_choice_is_written(
    hold: Hold, stage: Page, small_show: Path
) -> None:
    process, url = hold(TEXT, "--voices", "tone/beep,hibari/heart", "--shuffle")
    stage.goto(url)
    assert "heart" not in stage.content()
    stage.keyboard.press("a")
    wait_until_heard(stage, "A")
    stage.keyboard.press("b")
    wait_until_heard(stage, "B")
    assert stage.evaluate(PLAYING) == [False, True]
    stage.get_by_role("button", name="Choose B").click()
    expect(stage.get_by_role("status")).to_contain_text("B is chosen")
    named = stage.locator("h2 span").all_text_contents()
    assert sorted(named) == ["hibari/heart", "tone/beep"]
    expect(stage.get_by_role("button", name="Chosen")).to_be_disabled()
    said, _ = process.communicate(timeout=20)
    assert (process.returncode, f"B is chosen: {named[1]}" in said) == (0, True)
    voice = load_show(small_show).voice
    assert f"{voice.engine}/{voice.voice}" == named[1]


def test_what_cannot_be_written_is_told_and_another_choice_may_be_made(
    hold: Hold, stage: Page, small_show: Path
) -> None:
    _, url = hold(TEXT, "--voices", "tone/beep,hibari/heart")
    settings = small_show / "episodes/show.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('title = "Small things"', "title = "), encoding="utf-8")
    stage.goto(url)
    with stage.expect_response(re.compile("/choice$")) as answer:
        stage.get_by_role("button", name="Choose B").click()
    assert answer.value.status == 409
    expect(stage.get_by_role("status")).to_contain_text("Not written: ")
    settings.write_text(text, encoding="utf-8")
    stage.get_by_role("button", name="Choose B").click()
    expect(stage.get_by_role("status")).to_contain_text("B is chosen")


def test_a_page_that_nothing_serves_says_how_to_choose(stage: Page, small_show: Path) -> None:
    command = [str(Path(sys.executable).with_name("ninety")), "audition", TEXT, "--no-serve"]
    words = ["--voices", "tone/beep,hibari/heart", "--shuffle", "--root", str(small_show), "-q"]
    subprocess.run([*command, *words], check=True)
    stage.goto((small_show / ".cache/audition/index.html").as_uri())
    stage.keyboard.press("a")
    wait_until_heard(stage, "A")
    stage.get_by_role("button", name="Choose A").click()
    expect(stage.get_by_role("status")).to_contain_text("--choose A")
    assert sorted(stage.locator("h2 span").all_text_contents()) == ["hibari/heart", "tone/beep"]


def test_everybody_can_use_the_page(
    hold: Hold, coloured_browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    _, url = hold("--term", "lamp", "--as", "LAM-puh", "--as", "/lˈæmp/")
    with coloured_browser.new_context(color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(url)
        assert Axe().run(page).response["violations"] == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
