from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.show import CoverSettings, Notes, Show
from pipeline.errors import InvalidEnvironment, NothingToPublish, OutputFailed
from pipeline.layout.record import Record
from pipeline.publishing.publish import Published, PublishOptions, publish

NAMES = ["baking", "creme-crust", "leaven", "show"]
COVERS = [f"art/{size}/{name}.png" for size in (192, 640) for name in NAMES]
COVERS += [f"art/{name}.jpg" for name in NAMES]
EPISODES = ["crumb", "poolish", "sourdough"]
PAGES = ["index.html", "404.html", "episodes/index.html"]
PAGES += [f"episodes/{slug}/index.html" for slug in EPISODES]
PAGES += [f"topics/{name}/index.html" for name in NAMES[:3]]
FEEDS = ["feed.xml", "topics/baking/feed.xml", "topics/creme-crust/feed.xml", "topics/leaven/feed.xml"]


Snapshot = Callable[[Path], dict[str, bytes]]

pytestmark = pytest.mark.usefixtures("small_covers")


def test_a_cover_and_a_feed_are_written_for_the_show_and_each_topic(show: Show, output: Path) -> None:
    result = publish(show, output)
    assert {*COVERS, "art/art.json", *FEEDS} <= set(result.written)
    assert all((output / path).is_file() for path in result.written)


def test_covers_are_written_before_feeds_and_the_show_s_feed_last(show: Show, output: Path) -> None:
    written = publish(show, output).written
    assert set(written[-4:]) == set(FEEDS)
    assert written[-1] == "feed.xml"


def test_pages_come_between_covers_and_feeds(show: Show, output: Path) -> None:
    written = publish(show, output).written
    places = {path: place for place, path in enumerate(written)}
    assert max(places[path] for path in COVERS) < min(places[path] for path in PAGES)
    assert max(places[path] for path in PAGES) < min(places[path] for path in FEEDS)


def test_an_episode_that_is_not_out_any_more_loses_its_page(show: Show, output: Path) -> None:
    publish(show, output)
    result = publish(show, output, PublishOptions(as_of=show.episodes[1].published))
    assert result.removed == (
        "episodes/poolish/index.html",
        "embed/poolish/index.html",
        "oembed/poolish.json",
    )
    assert not (output / "episodes/poolish").exists()


def test_the_page_of_an_episode_taken_out_is_no_longer_linked_and_goes_with_the_rest(
    show: Show, output: Path
) -> None:
    publish(show, output)
    without = replace(show, episodes=show.episodes[:2])
    published = publish(without, output)
    assert "episodes/poolish/index.html" not in published.removed
    staying = "poolish: page and recording stay, without a link, until `ninety publish --prune`"
    assert staying in published.remarks
    names = ("index.html", "feed.xml", "sitemap.xml", "search.json", "playlist.json")
    told = [(output / name).read_text(encoding="utf-8") for name in names]
    assert [text for text in told if "poolish" in text] == []
    assert staying not in publish(without, output).remarks  # said once
    pruned = publish(without, output, PublishOptions(prune=True))
    assert "episodes/poolish/index.html" in pruned.removed
    assert staying not in pruned.remarks


def test_what_is_pruned_at_once_is_not_said_to_stay(show: Show, output: Path) -> None:
    publish(show, output)
    without = replace(show, episodes=show.episodes[:2])
    remarks = publish(without, output, PublishOptions(prune=True)).remarks
    assert [remark for remark in remarks if "stay" in remark] == []


def test_a_page_made_by_hand_is_not_removed(show: Show, output: Path) -> None:
    own = output / "episodes/thanks/index.html"
    own.parent.mkdir(parents=True)
    own.write_text("<!doctype html><title>Thanks</title>")
    assert publish(show, output).removed == ()
    assert own.is_file()


def test_publishing_again_changes_no_file(show: Show, output: Path) -> None:
    publish(show, output)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in output.rglob("*")}
    result = publish(show, output)
    assert (result.written, result.removed) == ((), ())
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in output.rglob("*")} == before


def test_what_did_not_change_is_listed(show: Show, output: Path) -> None:
    publish(show, output)
    assert {*COVERS, "art/art.json", *PAGES, *FEEDS} <= set(publish(show, output).unchanged)


def count_draws(show: Show, output: Path) -> int:
    draws: list[object] = []

    def counting(function: Callable[[Any], Any], things: Iterable[Any]) -> list[Any]:
        draws.extend(things := list(things))
        return [function(thing) for thing in things]

    publish(show, output, map=counting)
    return len(draws)


def test_covers_are_not_drawn_again_when_nothing_about_them_changed(show: Show, output: Path) -> None:
    assert count_draws(show, output) == len(COVERS)
    assert count_draws(replace(show, description="Other words."), output) == 0


def test_covers_are_drawn_again_when_a_colour_changed(show: Show, output: Path) -> None:
    publish(show, output)
    assert count_draws(replace(show, cover=CoverSettings(accent="#00aa88")), output) == len(COVERS)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"not a cover")])
def test_a_cover_that_is_missing_or_altered_is_drawn_again(
    show: Show, output: Path, damage: Callable[[Path], object]
) -> None:
    publish(show, output)
    whole = (output / "art/show.jpg").read_bytes()
    damage(output / "art/show.jpg")
    assert publish(show, output).written == ("art/show.jpg",)
    assert (output / "art/show.jpg").read_bytes() == whole


@pytest.mark.parametrize("notes", [b"", b"[]", b'{"art/show.jpg": 1}', b"\xff\xfe"])
def test_covers_are_drawn_again_when_what_is_known_of_them_is_lost(
    show: Show, output: Path, notes: bytes
) -> None:
    publish(show, output)
    (output / "art/art.json").write_bytes(notes)
    assert count_draws(show, output) == len(COVERS)
    assert set(json.loads((output / "art/art.json").read_text())) == set(COVERS)


@pytest.mark.slow
def test_covers_may_be_drawn_by_a_pool_of_processes(show: Show, output: Path, snapshot: Snapshot) -> None:
    publish(show, output)
    alone = snapshot(output)
    for path in COVERS:
        (output / path).unlink()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        publish(show, output, map=pool.map)
    assert snapshot(output) == alone


def edit_files(output: Path, change: Callable[[dict[str, Any]], object]) -> None:
    record = output / "records/crumb.json"
    facts = json.loads(record.read_text())
    record.write_text(json.dumps(facts | {"files": change(facts["files"])}))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda output: (output / "audio/crumb.c3d9c159.mp3").unlink(),
        lambda output: (output / "audio/crumb.c3d9c159.mp3").write_bytes(b"half"),
        lambda output: (output / "records/crumb.json").unlink(),
        lambda output: (output / "records/crumb.json").write_text('{"slug": "crumb"'),
        lambda output: edit_files(output, lambda files: {}),
        lambda output: edit_files(output, lambda files: {path: {} for path in files}),
        lambda output: edit_files(output, lambda files: dict.fromkeys(files, 5)),
        lambda output: edit_files(output, lambda files: {path: {"sha256": 5} for path in files}),
        lambda output: edit_files(output, lambda files: [*files]),
        lambda output: (output / "records/crumb.json").write_bytes(
            (output / "records/poolish.json").read_bytes()
        ),
    ],
    ids=[
        "no audio",
        "audio cut short",
        "no record",
        "damaged record",
        "no files",
        "no facts",
        "numbers",
        "no size",
        "a list",
        "another episode's record",
    ],
)
def test_an_episode_without_a_whole_recording_is_left_out(
    show: Show, output: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(output)
    result = publish(show, output)
    assert (result.episodes, result.left_out) == (("sourdough", "poolish"), ("crumb",))
    assert b"audio/crumb." not in (output / "feed.xml").read_bytes()


def test_a_topic_that_no_episode_has_any_more_loses_its_feed_and_its_cover(show: Show, output: Path) -> None:
    publish(show, output)
    without = replace(show, episodes=tuple(replace(episode, topics=("Baking",)) for episode in show.episodes))
    result = publish(without, output)
    gone = {
        path
        for path in [*COVERS, *FEEDS, *PAGES]
        for name in ("creme-crust", "leaven")
        if path.startswith(f"topics/{name}/") or (path in COVERS and Path(path).stem == name)
    }
    gone |= {f"playlist/{name}/0.json" for name in ("creme-crust", "leaven")}
    assert set(result.removed) == gone
    assert not any((output / path).exists() for path in gone)
    assert not (output / "topics/leaven").exists()


def test_files_that_others_put_there_are_not_removed(show: Show, output: Path) -> None:
    publish(show, output)
    foreign = [
        output / "topics/guests/feed.xml",
        output / "topics/leaven/index.html",
        output / "art/photo.jpg",
    ]
    for file in foreign:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<rss>by hand</rss>")
    publish(replace(show, episodes=tuple(replace(e, topics=()) for e in show.episodes)), output)
    assert all(file.is_file() for file in foreign)
    assert not (output / "topics/leaven/feed.xml").exists()


def test_a_cover_that_somebody_replaced_is_not_removed_with_its_topic(show: Show, output: Path) -> None:
    publish(show, output)
    (output / "art/leaven.jpg").write_bytes(b"painted by hand")
    result = publish(replace(show, episodes=tuple(replace(e, topics=()) for e in show.episodes)), output)
    assert "art/leaven.jpg" not in result.removed
    assert (output / "art/leaven.jpg").read_bytes() == b"painted by hand"


def test_nothing_rendered_is_nothing_to_publish(show: Show, tmp_path: Path) -> None:
    with pytest.raises(NothingToPublish, match="no episode is rendered") as caught:
        publish(show, tmp_path / "output")
    assert caught.value.remedy
    assert not (tmp_path / "output").exists()


def test_a_folder_that_cannot_be_written_is_a_clear_error(show: Show, output: Path) -> None:
    (output / "art").write_text("a file where the folder should be")
    with pytest.raises(OutputFailed):
        publish(show, output)
    assert not (output / "feed.xml").exists()


def test_two_publications_of_the_same_recordings_are_alike_byte_for_byte(
    show: Show, output: Path, snapshot: Snapshot, forget_what_was_made: Callable[[], None]
) -> None:
    publish(show, output)
    first = snapshot(output)
    forget_what_was_made()
    for path in [*FEEDS, *COVERS, "art/art.json"]:
        (output / path).unlink()
    publish(show, output)
    assert snapshot(output) == first


def test_source_date_epoch_dates_the_feeds(show: Show, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    publish(show, output)
    for path in FEEDS:
        assert b"<lastBuildDate>Thu, 01 Jan 2026 00:00:00 +0000<" in (output / path).read_bytes()


@pytest.mark.parametrize("value", ["tomorrow", "9" * 30])
def test_a_source_date_epoch_that_is_no_date_is_refused(
    show: Show, output: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(InvalidEnvironment, match="SOURCE_DATE_EPOCH"):
        publish(show, output)


def test_a_name_that_the_covers_cannot_show_is_remarked(show: Show, output: Path) -> None:
    result: Published = publish(replace(show, title="パン Bread"), output)
    assert any("パン" in remark for remark in result.remarks)
    assert publish(show, output).remarks == ()


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_a_feed_that_is_a_link_to_somewhere_else_is_left_alone(
    show: Show, output: Path, tmp_path: Path
) -> None:
    publish(show, output)
    elsewhere = tmp_path / "elsewhere.xml"
    elsewhere.write_bytes((output / "feed.xml").read_bytes())
    (output / "topics/old").mkdir()
    (output / "topics/old/feed.xml").symlink_to(elsewhere)
    assert publish(show, output).removed == ()
    assert elsewhere.is_file()


@pytest.fixture
def rendered_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list that the path of every page is added to that is filled in from now on."""
    from pipeline.publishing.site import pages

    listed: list[str] = []
    fill_in = pages.Pages._page

    def noted(self: pages.Pages, template: str, path: str, **values: Any) -> str:
        listed.append(path)
        return fill_in(self, template, path, **values)

    monkeypatch.setattr(pages.Pages, "_page", noted)
    return listed


def many(show: Show, records: dict[str, Record], count: int = 12) -> tuple[Show, dict[str, Record]]:
    """Give a show of many episodes, each of a topic of its own, and records of them that share one sound."""
    first = show.episodes[0]
    episodes = tuple(
        replace(first, slug=f"loaf-{n}", guid=f"g-{n}", number=n, title=f"Loaf {n}", topics=(f"Kind {n}",))
        for n in range(1, count + 1)
    )
    sound = {"bytes": 4, "sha256": "ab" * 32}
    made = {
        e.slug: replace(records[first.slug], slug=e.slug, guid=e.guid, files={f"audio/{e.slug}.mp3": sound})
        for e in episodes
    }
    return replace(show, episodes=episodes), made


def write_records(output: Path, records: dict[str, Record]) -> None:
    for folder in ("audio", "records"):
        (output / folder).mkdir(parents=True, exist_ok=True)
    for slug, record in records.items():
        (output / "audio" / f"{slug}.mp3").write_bytes(b"beep")
        (output / "records" / f"{slug}.json").write_text(record.to_json())


def test_after_one_rendering_only_pages_that_show_it_are_filled_in(
    show: Show, records: dict[str, Record], tmp_path: Path, rendered_pages: list[str]
) -> None:
    larger, made = many(replace(show, root=tmp_path), records)
    output = tmp_path / "output"
    write_records(output, made)
    publish(larger, output)
    assert {f"episodes/{slug}/index.html" for slug in made} <= {*rendered_pages}
    rendered_pages.clear()
    write_records(output, {"loaf-6": replace(made["loaf-6"], seconds=47.0)})
    publish(larger, output)
    assert "episodes/loaf-6/index.html" in rendered_pages
    assert len([path for path in rendered_pages if path.startswith("topics/")]) == 1
    assert len(rendered_pages) < len(made)


def test_publishing_again_fills_in_no_page_of_an_episode_or_list(
    show: Show, output: Path, rendered_pages: list[str], tmp_path: Path
) -> None:
    show = replace(show, root=tmp_path)
    publish(show, output)
    rendered_pages.clear()
    assert publish(show, output).written == ()
    assert {*rendered_pages} <= {"404.html"}


def test_points_that_the_author_writes_later_come_into_the_feed(
    show: Show, output: Path, tmp_path: Path
) -> None:
    show = replace(show, root=tmp_path)
    publish(show, output)
    noted = replace(show.episodes[0], notes=Notes(key_points=("Flour remembers.",)))
    publish(replace(show, episodes=(noted, *show.episodes[1:])), output)
    assert "Flour remembers." in (output / "feed.xml").read_text()
