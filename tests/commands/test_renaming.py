"""An episode is its guid: under another file name it keeps guid, date, words and recording."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.layout import addresses

pytestmark = pytest.mark.slow


Run = Callable[..., tuple[int, str, str]]
Recording = Callable[..., Path]


@pytest.fixture
def renamed(built: Path) -> Path:
    """The small show, built, and then «keys» called «door-keys»."""
    (built / "episodes/keys.md").rename(built / "episodes/door-keys.md")
    return built


def items_of(root: Path) -> dict[str, str]:
    """Give guids and dates of the feed."""
    feed = (root / "output/feed.xml").read_text(encoding="utf-8")
    return dict(re.findall(r"<guid[^>]*>([^<]*)</guid>.*?<pubDate>([^<]*)</pubDate>", feed, re.DOTALL))


def snapshot(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and path.parent.name != "freshness")
    return {str(path): path.read_bytes() for path in files}


def test_guid_and_date_stay_and_publishing_calls_it_renamed(renamed: Path, run: Run) -> None:
    before = items_of(renamed)
    assert len(before) == 3
    code, told, complaints = run("render", "door-keys", "--root", renamed, "--json")
    assert code == 0, complaints
    assert json.loads(told)["episodes"][0]["reason"] == "it was «keys» before"
    code, told, _ = run("publish", "--root", renamed)
    assert "renamed: keys -> door-keys: Keys: a small thing (address" in told
    assert "removed:" not in told
    assert "added:" not in told
    assert items_of(renamed) == before
    assert b"audio/door-keys." in (renamed / "output/feed.xml").read_bytes()


def test_its_old_address_leads_to_the_new_one_without_a_script(renamed: Path, run: Run) -> None:
    assert run("build", "--root", renamed)[0] == 0
    page = (renamed / "output/episodes/keys/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../episodes/door-keys/">' in page
    address = addresses.page_url(load_show(renamed), "episodes/door-keys/")
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="../../episodes/door-keys/">' in page
    assert "<script" not in page
    assert "episodes/keys/" not in (renamed / "output/sitemap.xml").read_text()


def test_what_was_edited_in_its_script_moves_along(built: Path, run: Run) -> None:
    script = built / "scripts/keys.md"
    script.write_text(script.read_text().rstrip().rpartition("\n")[0] + "\nMy last word.\n")
    assert run("build", "--root", built)[0] == 0
    (built / "episodes/keys.md").rename(built / "episodes/door-keys.md")
    code, _, complaints = run("build", "--root", built)
    assert (code, complaints.count("warning")) == (0, 0), complaints
    assert not script.exists()
    text = (built / "scripts/door-keys.md").read_text(encoding="utf-8")
    assert text.endswith("My last word.\n")
    assert "\nformerly: [keys]\n" in text
    assert "last word" in (built / "output/transcripts/door-keys.vtt").read_text(encoding="utf-8").replace(
        "\n", " "
    )


def test_a_second_build_moves_no_byte_and_a_fresh_clone_remembers(renamed: Path, run: Run) -> None:
    assert run("build", "--root", renamed)[0] == 0
    before = snapshot(renamed)
    assert run("build", "--root", renamed)[0] == 0
    assert snapshot(renamed) == before
    shutil.rmtree(renamed / "output")
    assert run("build", "--root", renamed)[0] == 0
    assert "door-keys" in (renamed / "output/episodes/keys/index.html").read_text()
    run("script", "door-keys", "--force", "--root", renamed)
    assert "formerly: [keys]" in (renamed / "scripts/door-keys.md").read_text()


def test_old_files_answer_until_they_are_pruned_and_the_page_even_then(
    renamed: Path, run: Run, recording: Recording
) -> None:
    file = recording(renamed / "output", "keys")
    old = file.read_bytes()
    assert run("build", "--root", renamed)[0] == 0
    assert file.read_bytes() == old
    _, told, _ = run("publish", "--prune", "-v", "--root", renamed)
    gone = {line.partition(": ")[2] for line in told.splitlines() if line.startswith("removed: ")}
    assert gone == {
        "art/episodes/keys.jpg",
        f"audio/{file.name}",
        "chapters/keys.json",
        "oembed/keys.json",
        "records/keys.json",
        "records/keys.md",
        *(f"transcripts/keys.{suffix}" for suffix in ("json", "srt", "vtt")),
    }
    assert "door-keys" in (renamed / "output/episodes/keys/index.html").read_text()
    assert run("publish", "--prune", "--root", renamed)[1] == "nothing changed\n"


def test_publishing_alone_keeps_it_in_the_feed_with_the_recording_it_has(
    renamed: Path, run: Run, recording: Recording
) -> None:
    before = items_of(renamed)
    code, told, _ = run("publish", "--prune", "-v", "--root", renamed)
    assert code == 0
    gone = [line for line in told.splitlines() if line.startswith("removed: ")]
    assert gone == ["removed: oembed/keys.json"]  # the embedded player of the old name leads to the new one
    assert items_of(renamed) == before
    file = recording(renamed / "output", "keys")
    assert file.is_file()
    assert f'"audio/{file.name}"' in (renamed / "output/playlist/0.json").read_text()
    assert "door-keys" in (renamed / "output/episodes/keys/index.html").read_text()
    assert (renamed / "output/episodes/door-keys/index.html").is_file()
    assert run("check", "door-keys", "--root", renamed)[0] == 0


def test_renamed_twice_all_its_addresses_lead_to_it(renamed: Path, run: Run) -> None:
    assert run("build", "--root", renamed)[0] == 0
    (renamed / "episodes/door-keys.md").rename(renamed / "episodes/latch-keys.md")
    assert run("build", "--root", renamed)[0] == 0
    for old in ("keys", "door-keys"):
        assert "latch-keys" in (renamed / f"output/episodes/{old}/index.html").read_text()
    (renamed / "episodes/latch-keys.md").rename(renamed / "episodes/keys.md")
    assert run("build", "--root", renamed)[0] == 0
    assert "refresh" not in (renamed / "output/episodes/keys/index.html").read_text()
    assert "episodes/keys/" in (renamed / "output/episodes/latch-keys/index.html").read_text()


def test_two_episodes_may_change_names(built: Path, run: Run) -> None:
    script = built / "scripts/keys.md"
    script.write_text(script.read_text() + "\nAnd that is my own last word.\n")
    assert run("build", "--root", built)[0] == 0
    guids = items_of(built)
    keys, coins = built / "episodes/keys.md", built / "episodes/coins.md"
    keys.rename(built / "episodes/x.md")
    coins.rename(keys)
    (built / "episodes/x.md").rename(coins)
    code, _, complaints = run("build", "--root", built)
    assert code == 0, complaints
    assert "last word" in (built / "scripts/coins.md").read_text()
    assert "last word" not in script.read_text()
    assert items_of(built) == guids


def test_a_new_episode_under_the_old_name_has_the_address(renamed: Path, run: Run) -> None:
    assert run("build", "--root", renamed)[0] == 0
    said = ("--summary", "Keys of a piano.", "--date", "2026-01-04")  # of today it would be out from six on
    assert run("new", "Keys", *said, "--root", renamed)[0] == 0
    assert (renamed / "episodes/keys-2.md").is_file()  # an address that leads elsewhere is not given away
    (renamed / "episodes/keys-2.md").rename(renamed / "episodes/keys.md")
    assert run("build", "--root", renamed)[0] == 0
    assert "refresh" not in (renamed / "output/episodes/keys/index.html").read_text()


def test_a_faulty_file_that_was_renamed_too_stands_under_its_old_name(renamed: Path, run: Run) -> None:
    path = renamed / "episodes/door-keys.md"
    path.write_text(path.read_text().replace("\ntitle:", "\ntitel:"))
    before = {path: data for path, data in snapshot(renamed).items() if "report.json" not in path}
    assert run("build", "--root", renamed)[0] == 1
    assert {path: data for path, data in snapshot(renamed).items() if "report.json" not in path} == before


def test_aliases_that_a_person_wrote_lead_to_the_episode(built: Path, run: Run) -> None:
    path = built / "episodes/keys.md"
    path.write_text(path.read_text().replace("number: 2", "number: 2\naliases: [on-keys, coins]"))
    code, _, complaints = run("publish", "--root", built)
    assert code == 1
    assert "keys.md:4: the alias «coins» is the name of coins.md" in complaints
    path.write_text(path.read_text().replace("[on-keys, coins]", "[on-keys]"))
    assert run("build", "--root", built)[1].startswith("0 rendered")
    assert "episodes/keys/" in (built / "output/episodes/on-keys/index.html").read_text()
    path.write_text(path.read_text().replace("[on-keys]", "[../../x]"))
    code, _, complaints = run("publish", "--root", built)
    assert (code, "no slug" in complaints) == (1, True)


@pytest.mark.parametrize("name", ["Door Keys.md", "türschlüssel.md", "door_keys.md"])
def test_a_name_that_is_no_slug_leaves_all_as_it_stood(built: Path, run: Run, name: str) -> None:
    (built / "episodes/keys.md").rename(built / "episodes" / name)
    before = {path: data for path, data in snapshot(built).items() if "report.json" not in path}
    code, _, complaints = run("build", "--root", built)
    assert (code, "file name that is no slug" in complaints) == (1, True)
    assert {path: data for path, data in snapshot(built).items() if "report.json" not in path} == before
