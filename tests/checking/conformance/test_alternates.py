"""What a feed says of sound files beside the MP3, against the files themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.catalogue.show import Show
from pipeline.checking.conformance.judge import Finding, check_feed
from pipeline.checking.conformance.judged_feed import JudgedFeed, parse
from pipeline.checking.conformance.served_rules import ALTERNATE, resources
from pipeline.layout.record import Record
from pipeline.publishing.feeds.feed import Texts, build_feeds
from pipeline.publishing.feeds.soundbites import choose_passages

pytestmark = pytest.mark.slow


FEED_URL = "https://example.org/bread/feed.xml"
SOUND = b"OggS and so on"
NAME = f"poolish.{sha256(SOUND).hexdigest()[:8]}.opus"
OPUS = f"audio/{NAME}"


@pytest.fixture
def feed(show: Show, records: dict[str, Record], published: Path) -> str:
    """Build the feed of a show whose newest episode has an Opus file, too."""
    poolish = records["poolish"]
    files = poolish.files | {OPUS: {"bytes": len(SOUND), "sha256": sha256(SOUND).hexdigest()}}
    records = records | {"poolish": replace(poolish, files=files)}
    passages = choose_passages(show, records, published)
    return build_feeds(show, records, texts=Texts(passages))["feed.xml"].decode()


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    folder = shutil.copytree(published, tmp_path / "output")
    (folder / OPUS).write_bytes(SOUND)
    return folder


def found(feed: str, output: Path) -> list[Finding]:
    return check_feed(FEED_URL, {FEED_URL: feed.encode()}.get, output)


def test_a_file_that_is_what_the_feed_says_breaks_no_rule(feed: str, output: Path) -> None:
    assert "<podcast:alternateEnclosure" in feed
    assert found(feed, output) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (f'length="{len(SOUND)}"', 'length="17"', "has 14 bytes, the feed says 17"),
        ('type="audio/ogg"', 'type="audio/mp4"', f"{NAME} is not audio/mp4"),
        ('value="sha256-', 'value="sha256-A', f"podcast:integrity is not that of {NAME}"),
        (NAME, "nothing.opus", "there is no file for"),
    ],
)
def test_a_feed_that_says_something_else_is_told(
    feed: str, output: Path, old: str, new: str, what: str
) -> None:
    assert old in feed
    (finding,) = found(feed.replace(old, new), output)
    assert finding.rule == "alternate-files"
    assert what in finding.what


def test_a_file_named_by_the_digits_of_others_is_told(feed: str, output: Path) -> None:
    (output / OPUS).rename(output / "audio/poolish.00000000.opus")
    (finding,) = found(feed.replace(NAME, "poolish.00000000.opus"), output)
    assert "digits are not those of poolish.00000000.opus" in finding.what


def test_the_query_of_older_renderings_is_as_good(feed: str, output: Path) -> None:
    digits = NAME.split(".")[1]
    (output / OPUS).rename(output / "audio/poolish.opus")
    assert found(feed.replace(NAME, f"poolish.opus?v={digits}"), output) == []
    assert [one.rule for one in found(feed.replace(NAME, "poolish.opus?v=00000000"), output)]
    assert [one.rule for one in found(feed.replace(NAME, "poolish.opus"), output)]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_bytes(b"another")])
def test_a_file_that_changed_since_is_told(feed: str, output: Path, spoil: Callable[[Path], object]) -> None:
    spoil(output / OPUS)
    assert {finding.rule for finding in found(feed, output)} == {"alternate-files"}


def test_a_server_is_asked_for_it_too(feed: str) -> None:
    root = parse(feed.encode())
    (one,) = [r for r in resources(JudgedFeed(root, root[0], FEED_URL)) if r.kind == ALTERNATE]
    assert one.url.startswith(f"https://example.org/bread/{OPUS}")
    assert (one.type, one.length) == ("audio/ogg", str(len(SOUND)))
