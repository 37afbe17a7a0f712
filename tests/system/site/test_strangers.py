from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, expect

from pipeline.catalogue.load import load_show
from pipeline.process.files import write_whole
from pipeline.publishing.listing import rendered_records
from pipeline.publishing.preview.app import preview_app
from pipeline.publishing.site.build import build_site

HOSTILE = "<img src=x onerror=window.ran=1></script><script>window.ran=2</script> «\"'&amp;» 🎙️ عنوان"


@pytest.fixture(scope="module")
def hostile_address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the show with words of strangers wherever there are words."""
    output = tmp_path_factory.mktemp("hostile") / "output"
    shutil.copytree(root / "output", output)
    show = load_show(root)
    episodes = tuple(
        replace(episode, title=f"{HOSTILE} {episode.number}", subtitle=HOSTILE, summary=HOSTILE)
        for episode in show.episodes
    )
    hostile = replace(show, title=HOSTILE, tagline=HOSTILE, description=HOSTILE, episodes=episodes)
    for path, content in build_site(hostile, rendered_records(show, output), output).items():
        write_whole(output / path, content)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(preview_app(hostile, output, place), log_config=None, lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://{place}/show/"
        server.should_exit = True
        thread.join()


def test_the_words_of_strangers_stay_words_wherever_scripts_put_them(
    browser: Browser, hostile_address: str
) -> None:
    shown = " ".join(HOSTILE.split())
    with browser.new_context(base_url=hostile_address) as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto("topics/coats/")
        page.locator(".card .play").first.click()
        expect(page.locator(".player .what a")).to_have_text(f"{shown} 1")
        page.locator(".card h2 a").nth(1).click()  # changes the page while the sound goes on
        expect(page.locator("h1")).to_have_text(f"{shown} 3")
        page.keyboard.press("/")
        page.get_by_role("searchbox").fill(HOSTILE)
        page.wait_for_selector(".results mark")
        expect(page.locator(".results h3").first).to_contain_text(shown)
        assert page.evaluate("window.ran") is None
        assert page.locator("img[src=x], [onerror]").count() == 0
        assert complaints == []
