"""A real MP3 and the facts to tag it with, for the tests of tags."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, datetime

import imageio_ffmpeg
import pytest
from PIL import Image

from pipeline.audio.recording import TimedSentence, TimedWord
from pipeline.audio.tags import EpisodeTags
from pipeline.layout.record import Chapter

SECONDS = 3.0


@pytest.fixture(scope="module")
def mp3(tmp_path_factory):
    path = tmp_path_factory.mktemp("mp3") / "tone.mp3"
    sine = f"sine=frequency=440:sample_rate=44100:duration={SECONDS}"
    options = ["-ac", "1", "-c:a", "libmp3lame", "-b:a", "96k", "-id3v2_version", "0"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-f", "lavfi", "-i", sine]
    subprocess.run([*command, *options, path], check=True)
    return path.read_bytes()


@pytest.fixture(scope="module")
def cover():
    file = io.BytesIO()
    Image.linear_gradient("L").resize((600, 600)).convert("RGB").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def facts(cover):
    return EpisodeTags(
        title="LoRA: low-rank adaptation",
        subtitle="low-rank adaptation",
        show="Ninety",
        author="The Ninety maintainers",
        number=7,
        published=datetime(2026, 2, 19, 0, 5, tzinfo=UTC),
        summary="Freeze the weights, train two thin matrices.",
        transcript="Hello there.\n\nThe cost is O(n²).",
        guid="0b6f1d0e-6c1b-5f0e-9a51-0d8f5a2f9d11",
        feed_url="https://example.org/feed.xml",
        episode_url="https://example.org/episodes/lora/",
        copyright="2026 The Ninety maintainers",
        publisher="The Ninety maintainers",
        language="en-us",
        length_ms=3000,
        cover=cover,
        chapters=(
            Chapter(0.0, "A long title for the first chapter"),
            Chapter(1.0, "Why — “it” matters"),
            Chapter(2.25, "End"),
        ),
        sentences=(
            TimedSentence((TimedWord("Hello", 0.2, 0.5), TimedWord("there.", 0.5, 0.9)), "host", 0),
            TimedSentence((TimedWord("Cost:", 1.2, 1.5), TimedWord("O(n²).", 1.5004, 2.0)), "host", 1),
        ),
        encoder="Ninety 0.1.0",
        category="Technology",
        keywords="Fine-Tuning, AI Training",
    )
