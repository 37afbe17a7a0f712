"""Search and playlists of a show so large that both are divided; here it is the files that are small."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from pipeline.catalogue.load import load_show
from pipeline.process.files import write_whole
from pipeline.publishing.listing import rendered_records
from pipeline.publishing.preview.app import preview_app
from pipeline.publishing.site import build, playlists, search_index, shards
from pipeline.publishing.site.build import build_site


@pytest.fixture(scope="module")
def divided_address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the show with an index in very many files, and lists of three episodes at most."""
    output = tmp_path_factory.mktemp("divided") / "output"
    shutil.copytree(root / "output", output)
    show = load_show(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "_MOST_BYTES", 120)
        patch.setattr(shards, "MOST_NAMED", 3)
        patch.setattr(search_index, "ROWS", 2)
        patch.setattr(build, "ROWS", 2)
        patch.setattr(playlists, "EPISODES", 2)
        files = build_site(show, rendered_records(show, output), output, per_page=1)
    for path, content in files.items():
        write_whole(output / path, content)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(preview_app(show, output, place), log_config=None, lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://{place}/show/"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(browser: Browser, divided_address: str) -> Iterator[Page]:
    with browser.new_context(base_url=divided_address, reduced_motion="reduce") as context:
        page = context.new_page()
        page.set_default_timeout(8000)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("./")
        yield page
        assert complaints == []


def found(page: Page, words: str) -> list[str]:
    if not page.locator("dialog").count():
        page.keyboard.press("/")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("dialog [role=status]")).to_have_text("")
    page.get_by_role("searchbox").fill(words)
    page.wait_for_function("() => document.querySelector('dialog [role=status]').textContent")
    return page.locator(".results h3").all_text_contents()


@pytest.mark.parametrize("typed", ["h", "hi", "hipp", "hippopotamus", "Hippopotamus", "HIPPOPOTAMUS behind"])
def test_a_word_is_found_from_its_first_letter_on(page: Page, typed: str) -> None:
    assert "Buttons" in found(page, typed)


@pytest.mark.parametrize("typed", ["xylophone", "hippox", "火山"])
def test_what_no_episode_has_leads_nowhere(page: Page, typed: str) -> None:
    assert found(page, typed) == []


def test_every_word_that_is_said_leads_to_its_episode(page: Page) -> None:
    words = {"cathedral": "Keys", "lighthouse": "Coins", "volcano": "Hooks", "button": "Buttons"}
    for word, title in words.items():
        for length in (3, 5, len(word)):
            assert title in found(page, word[:length])


def test_a_rare_word_beside_one_that_all_have_finds_the_rare_one(page: Page) -> None:
    assert found(page, "small volcano") == ["Hooks"]
    assert found(page, "the cathedral") == ["Keys"]


def test_a_whole_title_comes_first(page: Page) -> None:
    assert found(page, "coins")[0] == "Coins"


def test_only_the_files_that_are_needed_are_fetched(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/show/")[2]))
    assert found(page, "cathedral") == ["Keys"]
    rows = {path for path in asked if path.startswith("search/rows-")}
    words = {path for path in asked if path.startswith(("search/t-", "search/x-"))}
    assert len(rows) == 1
    assert len(words) <= 2


def test_the_next_episode_is_found_in_the_next_file(page: Page) -> None:
    page.goto("episodes/keys/")
    page.get_by_role("button", name="Play", exact=True).first.click()
    expect(page.locator(".player .what a")).to_have_text("Keys")
    page.keyboard.press("n")
    expect(page.locator(".player .what a")).to_have_text("Coins")
    page.keyboard.press("n")
    expect(page.locator(".player .what a")).to_have_text("Hooks")


def test_lists_lead_from_page_to_page(page: Page) -> None:
    page.goto("episodes/")
    for title in ("Keys", "Coins", "Hooks"):
        page.locator("nav.pages a[rel=next]").click()
        expect(page.locator(".card h2 b")).to_have_text(title)
    expect(page.locator("nav.pages a[rel=next]")).to_have_count(0)
    page.locator("nav.pages a[rel=prev]").click()
    expect(page.locator(".card h2 b")).to_have_text("Coins")
