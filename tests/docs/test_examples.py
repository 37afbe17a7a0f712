"""What a page shows is done as printed, line by line."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import feedparser
import pytest

from tests.docs.conftest import blocks, commands

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="the pages speak to a Unix shell")]


def script_of(page: str, *, but: str = "ninety serve") -> str:
    return "\n".join(line for line in commands(page) if not line.startswith(but))


def feed_of(show: Path) -> feedparser.FeedParserDict:
    return feedparser.parse((show / "output/feed.xml").read_bytes())


def test_the_tutorial_makes_a_feed_of_a_list_and_serves_it(
    tmp_path: Path, sh: Callable[[str, Path], str], environment: dict[str, str]
) -> None:
    (listed,) = blocks("tutorial.md", "csv")
    (tmp_path / "lessons.csv").write_text(listed, encoding="utf-8")
    printed = sh(script_of("tutorial.md"), tmp_path)
    assert "3 rendered" in printed
    assert "1 rendered, 3 unchanged" in printed
    entries = feed_of(tmp_path / "ice").entries
    assert "Why ice floats" in {entry.title.split(":")[0] for entry in entries}
    assert (len(entries), len(list((tmp_path / "ice/output/audio").glob("why-snow-is-white.*.mp3")))) == (
        3,
        1,
    )
    (serve,) = [line for line in commands("tutorial.md") if line.startswith("ninety serve")]
    with subprocess.Popen(
        [*serve.split(), "--port", "0"],
        cwd=tmp_path / "ice",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            deadline, address = time.monotonic() + 60, None
            while address is None and time.monotonic() < deadline:
                address = re.search(r"http://[^\s/]+/\S*feed\.xml", server.stdout.readline())
            assert address is not None
            with urlopen(address[0]) as answer:  # noqa: S310 - our own server
                assert b"Why glaciers move" in answer.read()
        finally:
            server.send_signal(signal.SIGINT)


def test_a_series_gets_its_days_and_waits_for_them(
    tmp_path: Path, sh: Callable[[str, Path], str], make_small_show: Callable[[Path], Path]
) -> None:
    show = make_small_show(tmp_path)
    (show / "lessons.csv").write_text(blocks("tutorial.md", "csv")[0], encoding="utf-8")
    printed = sh(script_of("schedule.md"), show)
    assert "later: why-roads-get-salt" not in printed.split("later: why-glaciers-move")[0]
    assert "added: why-ice-floats" in printed
    assert "later: why-hail-is-round" in printed
    assert "2027-01-18" in (show / "episodes/why-glaciers-move.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(2))
def test_a_date_on_the_page_is_one_of_an_episode(small_show: Path, number: int) -> None:
    from pipeline.catalogue.load import load_show

    file = small_show / "episodes/keys.md"
    text = file.read_text(encoding="utf-8")
    line = blocks("schedule.md", "yaml")[number].strip()
    file.write_text(re.sub(r"(?m)^published: .*$", line, text), encoding="utf-8")
    show = load_show(small_show)
    episode = show.episode("keys")
    assert show.faulty == ()
    assert episode is not None
    assert f"{episode.published:%Y-%m-%d}" == "2027-02-19"


def test_the_commands_of_a_build_server_run_one_after_the_other(
    tmp_path: Path, sh: Callable[[str, Path], str], make_small_show: Callable[[Path], Path]
) -> None:
    first, *rest = commands("ci.md")
    sh(first, tmp_path)
    assert (tmp_path / "ice/.github/workflows/podcast.yml").exists()
    show = make_small_show(tmp_path)
    settings = show / "episodes/show.toml"
    address = settings.read_text(encoding="utf-8").replace("example.org", "things.internal")
    settings.write_text(address, encoding="utf-8")
    printed = sh("\n".join(rest), show)
    assert (show / "build.xml").exists()
    assert (show / "check.xml").exists()
    assert (show / "public/feed.xml").exists()
    assert "3 rendered" in printed
    assert printed.endswith("1 unchanged\n")


def test_what_would_be_uploaded_is_told_and_nothing_is_sent(
    tmp_path: Path,
    sh: Callable[[str, Path], str],
    ninety: Callable[[str, Path], str],
    make_small_show: Callable[[Path], Path],
) -> None:
    show = make_small_show(tmp_path)
    ninety("ninety build -q --jobs 1", show)
    printed = sh(script_of("uploading.md"), show)
    assert "would be" in printed
    assert not (show / "www").exists()


def test_several_shows_stand_side_by_side(tmp_path: Path, sh: Callable[[str, Path], str]) -> None:
    sh(script_of("several-shows.md"), tmp_path)
    assert sorted(path.parent.name for path in tmp_path.glob("*/scripts")) == ["fire", "ice"]


def test_a_feed_is_told_anew_and_no_guid_is_another(
    tmp_path: Path,
    sh: Callable[[str, Path], str],
    ninety: Callable[[str, Path], str],
    make_small_show: Callable[[Path], Path],
) -> None:
    old = make_small_show(tmp_path)
    for slug in ("buttons", "coins"):
        (old / f"episodes/{slug}.md").unlink()
    ninety("ninety build -q --jobs 1", old)
    (tmp_path / "old.xml").write_bytes((old / "output/feed.xml").read_bytes())
    printed = sh(script_of("renarrating.md"), tmp_path)
    assert "1 rendered" in printed
    guids = {entry.id for entry in feed_of(old).entries}
    assert {entry.id for entry in feed_of(tmp_path / "bees").entries} == guids
    assert len(guids) == 1


def test_a_private_show_is_refused_under_an_address_that_can_be_guessed(
    tmp_path: Path, ninety: Callable[[str, Path], str], make_small_show: Callable[[Path], Path]
) -> None:
    from pipeline.catalogue.load import load_show
    from pipeline.errors import InvalidShow

    show = make_small_show(tmp_path)
    (block,) = blocks("private-feed.md", "toml")
    settings = show / "episodes/show.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[feed]\n", "[feed]\nprivate = true\n"), encoding="utf-8")
    with pytest.raises(InvalidShow, match="nobody can guess"):
        load_show(show)
    (address,) = re.findall(r'url = "(.*)"', block)
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("https://small.example.org", address), encoding="utf-8")
    ninety("ninety build -q --jobs 1", show)
    feed = (show / "output/feed.xml").read_text(encoding="utf-8")
    assert "<itunes:block>Yes</itunes:block>" in feed
    assert "noindex" in (show / "output/index.html").read_text(encoding="utf-8")
    assert "Disallow: /" in (show / "output/robots.txt").read_text(encoding="utf-8")
