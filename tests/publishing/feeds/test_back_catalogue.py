"""A show that moves here from elsewhere: read from its feed, told anew, and known again by every app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from pipeline.audio.found_tags import read_tags
from pipeline.building.build import Settings, build_episodes
from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.importing.listing import Row
from pipeline.catalogue.importing.readers.feeds import read_feed
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.catalogue.yaml_edit import front_matter
from pipeline.checking.check import check_feeds
from pipeline.errors import NothingToPublish
from pipeline.publishing import covers
from pipeline.publishing.listing import rendered_records
from pipeline.publishing.publish import PublishOptions, publish

pytestmark = pytest.mark.slow


COUNT = 200
OLD_GUID = "0f9d1a55-5a8e-4c6b-9d53-8f6a1e2b3c4d"  # of version 4, as some hosts give
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
SHOW = f"""
[show]
title = "Bees"
description = "Ninety seconds on bees."
timezone = "Europe/Berlin"
[owner]
name = "A keeper"
email = "keeper@example.org"
[site]
url = "https://bees.example.org"
[voice]
engine = "tone"
voice = "beep"
[length]
target_seconds = 40
tolerance_seconds = 15
[feed]
category = "Science"
guid = "{OLD_GUID}"
new_url = "https://bees.example.org/feed.xml"
"""
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Pacific/Auckland")
KINDS = {7: "bonus", 60: "trailer", 120: "bonus"}
SAME_MOMENT = (100, 101)

Facts = dict[str, Any]


def guid_of(number: int) -> str:
    return (
        f"https://old.example.org/?p={number}&a=1",
        f"3e2d-{number:08x}",
        f"Bees  {number}: «wax» #1",
        f"tag:old.example.org,2019:{number}",
        f"{number:010}",
    )[number % 5]


def moment_of(number: int) -> datetime:
    number = SAME_MOMENT[0] if number in SAME_MOMENT else number
    local = datetime(2021, 1, 3, 7, number % 60, 11, tzinfo=ZoneInfo(ZONES[number % len(ZONES)]))
    return local + timedelta(days=7 * number)


def source_items() -> Iterator[tuple[int, Facts]]:
    """Give each episode as the old feed has it, the newest first."""
    for number in range(COUNT, 0, -1):
        kind = KINDS.get(number, "full")
        yield (
            number,
            {
                "guid": guid_of(number),
                "moment": moment_of(number),
                "season": str(1 + number // 50),
                "episode": str(1 + number % 50) if kind == "full" else None,
                "kind": kind,
                "explicit": "true" if number % 40 == 0 else "false",
                "link": f"https://old.example.org/bees/{number}",
            },
        )


def source_feed() -> bytes:
    itunes, podcast = ITUNES.strip("{}"), PODCAST.strip("{}")
    rss = etree.Element("rss", {"version": "2.0"}, nsmap={"itunes": itunes, "podcast": podcast})
    channel = etree.SubElement(rss, "channel")
    etree.SubElement(channel, "title").text = "Bees"
    etree.SubElement(channel, f"{PODCAST}guid").text = OLD_GUID
    for number, facts in source_items():
        item = etree.SubElement(channel, "item")
        for name, value in {
            "title": f"Hive number {number}",
            "guid": facts["guid"],
            "link": facts["link"],
            "pubDate": format_datetime(facts["moment"]),
            "description": f"<p>What happens in hive {number} &amp; around it, from May to September.</p>",
            "category": "Hives" if number % 2 else "Honey",
            f"{ITUNES}season": facts["season"],
            f"{ITUNES}episode": facts["episode"],
            f"{ITUNES}episodeType": facts["kind"],
            f"{ITUNES}explicit": "yes" if facts["explicit"] == "true" else "no",
            f"{ITUNES}duration": "1:30",
        }.items():
            if value is not None:
                etree.SubElement(item, name).text = value
    return bytes(etree.tostring(rss, xml_declaration=True, encoding="utf-8"))


def write_episodes(root: Path, rows: list[Row]) -> None:
    """Write what was read as it was read, numbered from the oldest."""
    for number, row in enumerate(rows, start=1):
        cells = {name: value for name, value in row.cells.items() if name not in {"notes", "reading"}}
        slug = row.cells["title"].lower().replace(" ", "-")
        text = front_matter({"number": number} | cells) + "\n" + row.cells.get("notes", "")
        (root / "episodes" / f"{slug}.md").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """The show with all episodes of the old feed."""
    root = tmp_path_factory.mktemp("moved")
    (root / "episodes").mkdir()
    (root / "episodes/show.toml").write_text(SHOW, encoding="utf-8")
    (root / "old.xml").write_bytes(source_feed())
    apply_import(plan_import(root, [root / "old.xml"]))
    return load_show(root)


@pytest.fixture(scope="module")
def remarks(moved: Show, lay_out: Callable[[Show], Path]) -> tuple[str, ...]:
    """What publishing it for the first time remarks, with small covers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(covers, "PIXELS", 300)
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        return publish(moved, lay_out(moved)).remarks


@pytest.fixture
def published(moved: Show, remarks: tuple[str, ...]) -> Path:
    """Its output, everything rendered and published; for looking only."""
    return moved.root / "output"


def items_of(output: Path) -> list[etree._Element]:
    pages = [output / "feed.xml", *sorted(output.glob("feed-*.xml"))]
    return [item for page in pages for item in etree.parse(page).iter("item")]


def facts_of(item: etree._Element) -> Facts:
    return {
        "guid": item.findtext("guid"),
        "moment": parsedate_to_datetime(item.findtext("pubDate", "")),
        "season": item.findtext(f"{ITUNES}season"),
        "episode": item.findtext(f"{ITUNES}episode"),
        "kind": item.findtext(f"{ITUNES}episodeType"),
        "explicit": item.findtext(f"{ITUNES}explicit"),
        "link": item.findtext("link"),
    }


def test_importing_the_old_feed_again_changes_nothing(moved: Show) -> None:
    plan = plan_import(moved.root, [moved.root / "old.xml"])
    assert (plan.new, plan.changed, plan.unchanged, plan.warnings) == ((), (), COUNT, ())


def test_every_guid_and_date_and_the_order_are_those_of_the_old_feed(published: Path) -> None:
    items = items_of(published)
    assert [facts_of(item) for item in items] == [facts for _, facts in source_items()]


def test_podcasting_2_has_the_same_seasons_and_numbers(published: Path) -> None:
    for item in items_of(published):
        for name in ("season", "episode"):
            assert item.findtext(PODCAST + name) == item.findtext(ITUNES + name)


def test_the_show_stays_the_same_podcast_and_says_where_it_is_now(published: Path) -> None:
    channel = etree.parse(published / "feed.xml").getroot()[0]
    assert channel.findtext(f"{PODCAST}guid") == OLD_GUID
    assert channel.findtext(f"{ITUNES}new-feed-url") == "https://bees.example.org/feed.xml"
    of_topic = etree.parse(published / "topics/honey/feed.xml").getroot()[0]
    assert of_topic.find(f"{ITUNES}new-feed-url") is None


def test_the_feeds_are_as_apps_want_them(moved: Show, published: Path) -> None:
    found = [finding.what for finding in check_feeds(moved, published)]
    assert [what for what in found if "300 × 300 pixels" not in what] == []  # covers are small here


def test_episodes_of_one_moment_are_told_when_they_are_new(
    moved: Show, published: Path, remarks: tuple[str, ...], small_covers: None
) -> None:
    remark = (
        "come out at the same moment, so that apps may turn them round: hive-number-100 and hive-number-101"
    )
    assert remarks == (remark,)
    assert publish(moved, published).remarks == ()


def test_pages_name_the_season_the_original_and_the_day_in_the_shows_zone(published: Path) -> None:
    page = (published / "episodes/hive-number-51/index.html").read_text(encoding="utf-8")
    assert "Season 2, episode 2 ·" in page
    assert '<a href="https://old.example.org/bees/51"' in page
    assert '"partOfSeason":{"@type":"PodcastSeason","seasonNumber":2}' in page
    assert "Season 1, bonus ·" in (published / "episodes/hive-number-7/index.html").read_text(
        encoding="utf-8"
    )
    # 07:44 in Auckland is 20:44 of the day before in Berlin.
    auckland = (published / "episodes/hive-number-44/index.html").read_text(encoding="utf-8")
    assert moment_of(44).astimezone(ZoneInfo("Europe/Berlin")).date().isoformat() == "2021-11-06"
    assert '<time datetime="2021-11-06">6 November 2021</time>' in auckland


def test_times_are_told_in_the_shows_zone(moved: Show, published: Path) -> None:
    with pytest.raises(NothingToPublish, match="on 2021-01-10 13:01 CET"):
        publish(moved, published, PublishOptions(datetime(2020, 1, 1, tzinfo=UTC)))


def test_what_is_rendered_says_season_number_and_guid(tmp_path: Path, small_covers: None) -> None:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes/show.toml").write_text(SHOW, encoding="utf-8")
    rows = read_feed(tmp_path / "old.xml", source_feed()).rows
    write_episodes(tmp_path, [rows[COUNT - number] for number in (7, *SAME_MOMENT)])
    show, output = load_show(tmp_path), tmp_path / "output"
    assert {outcome.status for outcome in build_episodes(show, show.episodes, Settings(jobs=1))} == {
        "rendered"
    }
    records = rendered_records(show, output).values()
    texts = [read_tags((output / record.audio_path).read_bytes()).texts for record in records]
    assert [(found["TPOS"], found["TRCK"], found["TGID"]) for found in texts] == [
        ("1", "1", guid_of(7)),  # a bonus has no number but the running one
        ("3", "1", guid_of(100)),
        ("3", "2", guid_of(101)),
    ]
    publish(show, output)
    listed = {item.findtext("guid"): facts_of(item)["moment"] for item in items_of(output)}
    assert listed == {guid_of(number): moment_of(number) for number in (7, 100, 101)}


def test_the_hour_that_comes_twice_is_in_order_and_no_coincidence(
    tmp_path: Path, lay_out: Callable[[Show], Path], small_covers: None
) -> None:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes/show.toml").write_text(SHOW, encoding="utf-8")
    moments = ["2023-10-29T02:30:00+02:00", "2023-10-29T02:10:00+01:00", "2023-10-29T02:30:00+01:00"]
    for number, moment in enumerate(moments, start=1):
        facts = {"guid": f"g{number}", "number": number, "title": f"T{number}", "summary": "S.", "topics": ()}
        text = front_matter(facts | {"published": datetime.fromisoformat(moment)})
        (tmp_path / f"episodes/t{number}.md").write_text(text, encoding="utf-8")
    show = load_show(tmp_path)
    output = lay_out(show)
    assert publish(show, output).remarks == ()
    assert [item.findtext("guid") for item in items_of(output)] == ["g3", "g2", "g1"]
