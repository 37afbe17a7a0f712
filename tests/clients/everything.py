"""All that a show can have beside what it needs: sounds and pictures of its own, every file, every tag."""

from __future__ import annotations

import wave
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image

Change = Callable[[Path, Mapping[str, str]], None]

TAGS = {  # of a feed, that have no other place
    "copyright": '"© 2026 The Bridge Keepers"',
    "licence": '"cc-by-4.0"',
    "licence_url": '"https://creativecommons.org/licenses/by/4.0/"',
    "funding": '{ "Buy us <rivets>" = "https://bridges.example.org/give?a=1&b=2" }',
    "update_frequency": '"Every Thursday"',
    "update_rule": '"FREQ=WEEKLY;BYDAY=TH"',
    "timestamps": "true",
    "inline_chapters": "true",
    "hub": '"https://hub.example.org/"',
    "txt": '{ verify = "S6lpp-7ZCn8" }',
    "location": '{ name = "Tacoma, Washington", geo = "geo:47.27,-122.55", country = "US" }',
    "podroll": '{ "Tunnels & shafts" = "https://tunnels.example.org/feed.xml" }',
}
SETTINGS = {
    **TAGS,
    "apps": '{ "Apple Podcasts" = "https://podcasts.apple.com/id1", "Spotify" = "https://spotify.com/2" }',
    "image": '"pictures/show.png"',
    "guest": '"boop"',
    "disclosure": '"both"',
    "also": '["opus", "m4a", "mp4", "mp4-tall"]',
    "opening": '"intro.wav"',
    "closing": '"outro.wav"',
    "bed": '"bed.wav"',
    "credits": '{ "intro.wav" = { title = "Spans", author = "The Keepers", licence = "CC-BY-4.0" } }',
    "kind": '"serial"',
    "complete": "true",
    "new_url": '"https://spans.example.net/feed.xml"',
    "seasons": '{ 1 = "Stone & wood", 2 = "Steel" }',
    "images": "true",
    "prefix": '"https://op3.dev/e"',
    "txt": '{ verify = "S6lpp-7ZCn8", applepodcastsverify = "0f2c-11" }',
}
EPISODES = {
    "the-arch": "season: 1\nepisode_type: trailer\nimage: pictures/arch.jpg\n",
    "the-suspension-bridge": "season: 1\nepisode_number: 1\nchapter_images: {2: pictures/arch.jpg}\n",
    "tacoma-narrows": "season: 2\nepisode_type: bonus\nexplicit: false\n",
}


def switch_everything_on(root: Path, change_settings: Change) -> None:
    """Give a show that `ninety init --example` made, and that was built, all of it."""
    folder = root / "episodes"
    for name, seconds, hertz in (
        ("intro", 4.0, 880),
        ("outro", 3.0, 660),
        ("bed", 7.0, 110),
        ("wind", 1.5, 1200),
    ):
        write_tone(folder / f"sounds/{name}.wav", seconds, hertz)
    for name, colour in (("show.png", (20, 48, 58)), ("arch.jpg", (233, 162, 59))):
        (folder / "pictures").mkdir(exist_ok=True)
        Image.new("RGB", (1400, 1400), colour).save(folder / "pictures" / name)
    change_settings(root, SETTINGS)
    for slug, facts in EPISODES.items():
        file = folder / f"{slug}.md"
        file.write_text(
            file.read_text(encoding="utf-8").replace("\nnumber:", f"\n{facts}number:", 1), "utf-8"
        )


def edit_a_script(root: Path) -> None:
    """Put a pause and a sound before the last paragraph of a script, as an author would."""
    script = root / "scripts/tacoma-narrows.md"
    paragraphs = script.read_text(encoding="utf-8").rstrip().split("\n\n")
    paragraphs[-2] += " {pause 1.2s} {sound wind.wav}"
    script.write_text("\n\n".join(paragraphs) + "\n", "utf-8")


def write_tone(path: Path, seconds: float, hertz: float) -> None:
    """Write a stereo WAV of 48 kHz with one tone in it."""
    path.parent.mkdir(exist_ok=True)
    samples = 0.4 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * 48_000)) / 48_000)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(np.repeat((samples * 32767).astype("<i2"), 2).tobytes())
