"""Signs that turn the direction of writing reach no listener, in whatever form a text goes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from pipeline.catalogue.text import DIRECTIONS
from pipeline.cli import main
from pipeline.layout.public_files import public_files
from pipeline.publishing import covers

TURNING = re.compile(
    f"[{''.join(map(chr, DIRECTIONS))}]|\\\\u20(2[a-e]|6[6-9])|&#(x20(2[a-e]|6[6-9])|823[4-8]|829[4-7]);",
    re.IGNORECASE,
)


@pytest.fixture
def output(small_show: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build a show whose every text has such signs; give its output."""
    monkeypatch.setattr(covers, "PIXELS", 300)
    page, settings = small_show / "episodes/keys.md", small_show / "episodes/show.toml"
    text = page.read_text(encoding="utf-8")
    for before in ("Keys\n", "a small thing", "is one of", "Doors", "things are larger", "Take a drawer"):
        text = text.replace(before, f"\u202e\u2067{before[:2]}\u202a{before[2:]}", 1)
    page.write_text(text, encoding="utf-8")
    settings.write_text(
        settings.read_text(encoding="utf-8")
        .replace("A show of", "A \u202eshow of")
        .replace("The te", "The \u2066te"),
        encoding="utf-8",
    )
    assert main(["build", "--root", str(small_show), "--jobs", "1", "-q"]) == 0
    return small_show / "output"


def test_no_page_feed_caption_script_or_tag_has_one(output: Path, recording: Callable[..., Path]) -> None:
    texts = {path: output / path for path in public_files(output)}
    texts |= {path.name: path for path in (output.parent / "scripts").iterdir()}
    readable = re.compile(r"\.(html|xml|vtt|srt|json|md|xsl|css|js|txt)$")
    read = {name: path.read_text(encoding="utf-8") for name, path in texts.items() if readable.search(name)}
    assert {Path(name).suffix for name in read} >= {".html", ".xml", ".vtt", ".srt", ".json", ".md"}
    assert [name for name, text in read.items() if TURNING.search(text)] == []
    tags = ID3(recording(output, "keys")).pprint()
    assert "TIT2=" in tags
    assert TURNING.search(tags) is None
