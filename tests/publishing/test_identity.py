"""What an episode keeps for good, what it leaves behind, and when it is listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.catalogue.show import Show
from pipeline.errors import NothingToPublish
from pipeline.layout.record import Record
from pipeline.layout.sound_names import MP3, sound_path
from pipeline.process.files import write_whole
from pipeline.publishing.publish import PublishOptions, publish

SECOND_DAY = PublishOptions(as_of=datetime(2026, 3, 2, 23, 59, tzinfo=UTC))


Snapshot = Callable[[Path], dict[str, bytes]]

pytestmark = pytest.mark.usefixtures("small_covers")


def render_again(output: Path, record: Record) -> None:
    mp3 = (output / record.audio_path).read_bytes() + b"again"
    facts = {"bytes": len(mp3), "sha256": sha256(mp3).hexdigest()}
    path = sound_path(record.slug, MP3, sha256(mp3).hexdigest())
    files = {name: known for name, known in record.files.items() if name != record.audio_path} | {path: facts}
    write_whole(output / path, mp3)
    write_whole(output / f"records/{record.slug}.json", replace(record, files=files).to_json())


def without(show: Show, slug: str) -> Show:
    return replace(show, episodes=tuple(e for e in show.episodes if e.slug != slug))


def test_a_new_rendering_changes_the_enclosure_s_digits_and_length_only(
    show: Show, output: Path, records: dict[str, Record]
) -> None:
    publish(show, output)
    before = (output / "feed.xml").read_text()
    render_again(output, records["crumb"])
    changes = publish(show, output).changes
    after = (output / "feed.xml").read_text()
    digits_and_length = r'crumb\.[0-9a-f]{8}\.mp3" length="[0-9]+"'
    assert after != before
    assert re.sub(digits_and_length, "", after) == re.sub(digits_and_length, "", before)
    assert [(change.slug, change.what) for change in changes] == [("crumb", ("recording",))]


def test_a_removed_episode_leaves_the_feed_and_its_files_stay(show: Show, output: Path) -> None:
    publish(show, output)
    result = publish(without(show, "crumb"), output)
    assert [(change.kind, change.slug) for change in result.changes if change.kind != "changed"] == [
        ("removed", "crumb")
    ]
    assert b"audio/crumb." not in (output / "feed.xml").read_bytes()
    for path in (
        "audio/crumb.c3d9c159.mp3",
        "transcripts/crumb.vtt",
        "records/crumb.json",
        "episodes/crumb/index.html",
    ):
        assert (output / path).is_file()
        assert path not in result.removed


def test_prune_removes_all_that_a_removed_episode_left_and_nothing_else(
    show: Show, output: Path, snapshot: Snapshot
) -> None:
    publish(show, output)
    (output / "audio/by-hand.mp3").write_bytes(b"by hand")
    publish(without(show, "crumb"), output)
    before = snapshot(output)
    result = publish(without(show, "crumb"), output, PublishOptions(prune=True))
    gone = {
        "audio/crumb.c3d9c159.mp3",
        "chapters/crumb.json",
        "episodes/crumb/index.html",
        "embed/crumb/index.html",
        "oembed/crumb.json",
        "records/crumb.json",
        *(f"transcripts/crumb{suffix}" for suffix in (".vtt", ".srt", ".json")),
    }
    assert set(result.removed) == gone
    assert set(before) - set(snapshot(output)) == gone
    assert not (output / "episodes/crumb").exists()
    assert (output / "audio/by-hand.mp3").is_file()
    assert publish(without(show, "crumb"), output, PublishOptions(prune=True)).removed == ()


def test_prune_keeps_the_files_of_every_episode_there_is(show: Show, output: Path) -> None:
    publish(show, output)
    assert publish(show, output, PublishOptions(prune=True)).removed == ()


def test_a_record_cannot_make_prune_remove_anything_elsewhere(
    show: Show, output: Path, records: dict[str, Record]
) -> None:
    secret = output.parent / "crumb"
    secret.write_text("keep me")
    files = records["crumb"].files | {"../crumb": {}, str(secret): {}, "audio/poolish.05792ecb.mp3": {}}
    (output / "records/crumb.json").write_text(replace(records["crumb"], files=files).to_json())
    publish(without(show, "crumb"), output, PublishOptions(prune=True))
    assert secret.is_file()
    assert (output / "audio/poolish.05792ecb.mp3").is_file()


def test_an_episode_of_the_future_is_listed_nowhere_until_its_day(
    show: Show, output: Path, snapshot: Snapshot
) -> None:
    result = publish(show, output, SECOND_DAY)
    assert (result.episodes, result.upcoming, result.left_out) == (("sourdough",), ("crumb", "poolish"), ())
    made = {path: data for path, data in snapshot(output).items() if path in result.written}
    assert [path for path in made if "crumb" in path or "poolish" in path] == []
    texts = {p: d for p, d in made.items() if p.endswith((".xml", ".html", ".json", ".txt", ".js"))}
    assert [path for path, data in texts.items() if b"oolish" in data or b"Crumb" in data] == []
    assert (output / "audio/poolish.05792ecb.mp3").is_file()


def test_a_nightly_run_releases_a_series_one_by_one(show: Show, output: Path) -> None:
    added = []
    for day in (1, 2, 3, 4):
        result = publish(show, output, PublishOptions(as_of=datetime(2026, 3, day, 12, tzinfo=UTC)))
        added.append([change.slug for change in result.changes if change.kind == "added"])
    assert added == [["sourdough"], [], ["poolish", "crumb"], []]


def test_releasing_later_gives_what_releasing_at_once_gives(
    show: Show, output: Path, snapshot: Snapshot
) -> None:
    publish(show, output)
    at_once = snapshot(output)
    publish(show, output, SECOND_DAY)
    assert snapshot(output) != at_once
    publish(show, output)
    assert snapshot(output) == at_once


def test_when_nothing_is_out_yet_it_says_what_will_be_first(show: Show, output: Path) -> None:
    with pytest.raises(NothingToPublish, match="«sourdough», on 2026-03-01"):
        publish(show, output, PublishOptions(as_of=datetime(2026, 2, 1, tzinfo=UTC)))


@pytest.mark.parametrize("wish", [PublishOptions(dry_run=True), PublishOptions(dry_run=True, prune=True)])
def test_a_dry_run_tells_and_touches_nothing(show: Show, output: Path, wish: PublishOptions) -> None:
    publish(without(show, "poolish"), output)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    told = publish(without(show, "crumb"), output, wish)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before
    assert {(c.kind, c.slug) for c in told.changes} >= {("added", "poolish"), ("removed", "crumb")}
    done = publish(without(show, "crumb"), output, replace(wish, dry_run=False))
    assert (done.written, done.removed, done.changes) == (told.written, told.removed, told.changes)


def test_a_guid_or_a_date_that_has_changed_is_remarked(
    show: Show, output: Path, records: dict[str, Record]
) -> None:
    publish(show, output)
    guid = "00000000-0000-4000-8000-000000000099"
    (output / "records/crumb.json").write_text(replace(records["crumb"], guid=guid).to_json())
    first, second, third = show.episodes
    moved = replace(first, published=first.published.replace(hour=7))
    remarks = publish(replace(show, episodes=(moved, replace(second, guid=guid), third)), output).remarks
    assert [remark.partition(":")[0] for remark in remarks] == ["crumb", "sourdough"]
