"""Make the README's picture of the site: `python -m benchmarks.site_picture [FOLDER OF THE SHOW]`.

The show must be built. Needs Debian's chromium and what `make test-system` installs.
"""

from __future__ import annotations

import io
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import uvicorn
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.layout import addresses
from pipeline.publishing.preview.app import preview_app

TARGET = Path(__file__).parents[1] / "docs" / "site.png"
CHROMIUM = "/usr/bin/chromium"
DESK, PHONE = (1280, 940), (390, 940)
COLOURS = 128  # few enough for 300 kB, more than the pages have
MARGIN = 40


@contextmanager
def served(show: Show, output: Path) -> Iterator[str]:
    """Serve the output on a free port; gives the address of its front page."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        app = preview_app(show, output, place)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://{place}{urlsplit(addresses.url(show)).path}"
        server.should_exit = True
        thread.join()


def shot(page: Page, scheme: Literal["light", "dark"], size: tuple[int, int], top: int) -> Image.Image:
    """Take a picture of what a page shows from this line on, the pointer out of the way."""
    page.emulate_media(color_scheme=scheme)
    page.mouse.move(2, 2)
    page.evaluate("top => scrollTo({top, behavior: 'instant'})", top)
    page.wait_for_timeout(400)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(size)


def rounded(picture: Image.Image, radius: int) -> Image.Image:
    """Give the mask that rounds a picture's corners."""
    width, height = picture.size
    mask = Image.new("L", (4 * width, 4 * height))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, 4 * width - 1, 4 * height - 1), 4 * radius, fill=255)
    return mask.reduce(4)


def take(browser: Browser, front: str, show: Show) -> tuple[Image.Image, Image.Image]:
    """Picture an episode that is heard, by day on a desk, and a topic, by night on a phone."""
    episode = next((episode for episode in show.episodes if episode.slug == "lora"), show.episodes[0])
    topic = addresses.topic_slugs(show)[episode.topics[0]]
    desk = browser.new_page(viewport={"width": DESK[0], "height": DESK[1]})
    desk.goto(f"{front}episodes/{episode.slug}/", wait_until="networkidle")
    desk.locator(".w").nth(26).click()
    phone = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    phone.goto(f"{front}topics/{topic}/", wait_until="networkidle")
    phone.locator(".card .play").first.click()
    return shot(desk, "light", DESK, 105), shot(phone, "dark", PHONE, 0)


def main(root: Path) -> None:
    """Lay the two side by side."""
    show = load_show(root)
    with served(show, root / "output") as front, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--mute-audio"])
        pictures = take(browser, front, show)
        browser.close()
    whole = Image.new("RGB", (DESK[0] + PHONE[0] + 3 * MARGIN, DESK[1] + 2 * MARGIN), (226, 222, 212))
    for picture, x in zip(pictures, (MARGIN, DESK[0] + 2 * MARGIN), strict=True):
        whole.paste(picture, (x, MARGIN), rounded(picture, 20))
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
