"""A small published folder, and places to bring it to that can be made to fail."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pipeline.publishing.upload import retry
from pipeline.publishing.upload.destination import Destination

FILES = {
    "audio/crumb.mp3": b"\xff\xfb" * 300,
    "audio/poolish.mp3": b"\xff\xfa" * 400,
    "transcripts/crumb.vtt": b"WEBVTT\n",
    "chapters/crumb.json": b"{}",
    "art/show.jpg": b"\xff\xd8",
    "art/art.json": b'"ours alone"',
    "assets/site.css": b"body{}",
    "episodes/crumb/index.html": b"<title>Crumb</title>",
    "topics/leaven/index.html": b"<title>Leaven</title>",
    "index.html": b"<title>Bread</title>",
    "sitemap.xml": b"<urlset/>",
    "topics/leaven/feed.xml": b"<rss>leaven</rss>",
    "topics/leaven/feed-2.xml": b"<rss>older leaven</rss>",
    "feed-2.xml": b"<rss>older</rss>",
    "feed.xml": b"<rss>all</rss>",
    "records/crumb.json": b'"ours alone"',
    "report.json": b'"ours alone"',
    "audio/.crumb.mp3.x.part": b"half",
}
PUBLIC = sorted(path for path in FILES if b"ours alone" not in FILES[path] and ".part" not in path)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Give a folder with files of every kind, private ones among them."""
    folder = tmp_path / "output"
    for path, data in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@dataclass
class Place:
    """A file system in memory that notes what is put, and fails when told to."""

    files: dict[str, bytes] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    fail: Callable[[str, int], BaseException | None] = lambda path, count: None
    deaf: list[OSError] = field(default_factory=list)  # what the next ones who ask hear instead
    destination: Destination = field(init=False)

    def __post_init__(self) -> None:
        place = self

        class Failing(MemoryFileSystem):  # type: ignore[misc]
            cachable = False
            store: dict[str, Any] = {}  # noqa: RUF012 - as in the class above

            def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **kwargs: Any) -> None:
                name = path.removeprefix("/shelf/")
                error = place.fail(name, len([n for n in place.log if not n.startswith(".")]))
                if error:
                    raise error
                place.log.append(name)
                place.files[name] = value

            def cat_file(self, path: str, start: None = None, end: None = None, **kwargs: Any) -> bytes:
                if place.deaf:
                    raise place.deaf.pop()
                name = path.removeprefix("/shelf/")
                if name not in place.files:
                    raise FileNotFoundError(errno.ENOENT, "no such file", path)
                return place.files[name]

            def rm_file(self, path: str) -> None:
                place.log.append(f"-{path.removeprefix('/shelf/')}")
                del place.files[path.removeprefix("/shelf/")]

        self.destination = Destination("memory://shelf", "/shelf", Failing, renames=False)

    @property
    def arrived(self) -> dict[str, bytes]:
        """Give what listeners see."""
        return {path: data for path, data in self.files.items() if not path.startswith(".")}


@pytest.fixture
def place() -> Place:
    """Give an empty place."""
    return Place()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(retry, "WAITS_SECONDS", (0.0, 0.0, 0.0))
