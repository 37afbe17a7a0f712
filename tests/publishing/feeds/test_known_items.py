"""Items that are taken as they stand: a publication that makes few of them gives what a first one gives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.own_sounds import SoundCredit
from pipeline.catalogue.show import Episode, Show
from pipeline.publishing.feeds import feed as feeds
from pipeline.publishing.publish import PublishOptions, publish

Snapshot = Callable[[Path], dict[str, bytes]]

pytestmark = pytest.mark.usefixtures("small_covers")


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the slugs of the items that are made."""
    slugs: list[str] = []
    fill = feeds._fill_item

    def noted(item: object, feed: feeds._Feed, episode: Episode, record: object) -> None:
        slugs.append(episode.slug)
        fill(item, feed, episode, record)  # type: ignore[arg-type]

    monkeypatch.setattr(feeds, "_fill_item", noted)
    return slugs


@pytest.fixture
def bread(show: Show, tmp_path: Path, output: Path) -> Show:
    """Give the show in a folder of its own, published."""
    own = replace(show, root=tmp_path)
    publish(own, output)
    return own


def with_episode(show: Show, slug: str, **facts: object) -> Show:
    changed = (replace(e, **facts) if e.slug == slug else e for e in show.episodes)  # type: ignore[arg-type]
    return replace(show, episodes=tuple(changed))


def with_feed(show: Show, **settings: object) -> Show:
    return replace(show, feed=replace(show.feed, **settings))  # type: ignore[arg-type]


def edit_record(output: Path, slug: str, **facts: object) -> None:
    file = output / f"records/{slug}.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | facts), encoding="utf-8")


def made_at_once(show: Show, output: Path, place: Path, snapshot: Snapshot) -> dict[str, bytes]:
    """Give what a publication makes that knows of no other."""
    shutil.rmtree(place, ignore_errors=True)
    for folder in ("audio", "records", "transcripts", "chapters", "art"):
        shutil.copytree(output / folder, place / "output" / folder)
    publish(replace(show, root=place), place / "output")
    return snapshot(place / "output")


EDITS: dict[str, Callable[[Show], Show]] = {
    "a title": lambda show: with_episode(show, "crumb", title="Crumb & <i>crust</i> ]]>"),
    "a summary like an item": lambda show: with_episode(show, "crumb", summary="<item>\n</item>"),
    "a topic of others": lambda show: with_episode(show, "poolish", topics=("Leaven", "Crème & Crust")),
    "a new topic": lambda show: with_episode(show, "poolish", topics=("Leaven", "Salt")),
    "an older date": lambda show: with_episode(
        show, "poolish", published=show.episodes[0].published.replace(day=1, hour=1)
    ),
    "an episode taken out": lambda show: replace(show, episodes=show.episodes[:1] + show.episodes[2:]),
    "a page for each": lambda show: with_feed(show, items_per_page=1),
    "pages of two": lambda show: with_feed(show, items_per_page=2),
    "chapters inside": lambda show: with_feed(show, inline_chapters=True),
    "a rating": lambda show: with_feed(show, explicit=True),
    "a title of the show": lambda show: replace(show, title="Ninety Seconds on Cake"),
    "a trailer": lambda show: with_episode(show, "sourdough", episode_type="trailer"),
    "an author": lambda show: replace(show, author="Others"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_whatever_is_edited_all_is_as_if_made_at_once(
    bread: Show, output: Path, tmp_path: Path, snapshot: Snapshot, edit: Callable[[Show], Show]
) -> None:
    edited = edit(bread)
    twice = with_episode(edited, "sourdough", subtitle="in a glass")
    for state in (edited, twice, bread):
        publish(state, output, PublishOptions(prune=True))
        assert snapshot(output) == made_at_once(state, output, tmp_path / "once", snapshot)


def test_a_new_rendering_changes_its_own_item(
    bread: Show, output: Path, tmp_path: Path, snapshot: Snapshot, filled: list[str]
) -> None:
    edit_record(output, "crumb", voice_credit="Another voice")
    publish(bread, output)
    assert filled == ["crumb"]
    assert snapshot(output) == made_at_once(bread, output, tmp_path / "once", snapshot)


def test_an_item_is_made_once_for_all_feeds(bread: Show, output: Path, filled: list[str]) -> None:
    publish(with_feed(bread, explicit=True), output)
    assert sorted(filled) == ["crumb", "poolish", "sourdough"]


def test_an_item_that_was_taken_as_it_stood_is_taken_once_more(
    bread: Show, output: Path, filled: list[str]
) -> None:
    for credit in ("One", "Two", "Three"):
        edit_record(output, "crumb", voice_credit=credit)
        publish(bread, output)
    assert filled == ["crumb"] * 3


def test_whose_sounds_are_heard_is_said_anew(
    bread: Show, output: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    edit_record(output, "crumb", own_sounds=["jingle.wav"])
    publish(bread, output)
    credited = replace(bread.audio, credits=(SoundCredit("jingle.wav", "Rain", "A. Baker", "CC0 1.0"),))
    other = replace(bread, audio=credited)
    publish(other, output)
    assert b"A. Baker" in (output / "feed.xml").read_bytes()
    assert snapshot(output) == made_at_once(other, output, tmp_path / "once", snapshot)


@pytest.mark.parametrize(
    "damage",
    [
        lambda feed: feed.replace(b"Sourdough", b"Sourdoom", 1),
        lambda feed: feed[:-20],
        lambda feed: feed + feed,
        lambda feed: b"",
        lambda feed: feed.replace(b"    <item>", b"<item>"),
    ],
    ids=["a word", "cut off", "twice", "empty", "laid out otherwise"],
)
def test_nothing_is_taken_from_a_feed_that_somebody_altered(
    bread: Show,
    output: Path,
    tmp_path: Path,
    snapshot: Snapshot,
    damage: Callable[[bytes], bytes],
) -> None:
    for path in ("feed.xml", "topics/leaven/feed.xml"):
        (output / path).write_bytes(damage((output / path).read_bytes()))
    edit_record(output, "crumb", voice_credit="Another voice")
    publish(bread, output)
    assert snapshot(output) == made_at_once(bread, output, tmp_path / "once", snapshot)


def test_a_run_that_only_finds_out_leaves_the_next_one_the_same_work(
    bread: Show, output: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    edit_record(output, "crumb", voice_credit="Another voice")
    publish(bread, output, PublishOptions(dry_run=True))
    publish(bread, output)
    assert snapshot(output) == made_at_once(bread, output, tmp_path / "once", snapshot)


def test_a_feed_that_could_not_be_finished_is_made_by_the_next_run(
    bread: Show, output: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_record(output, "crumb", voice_credit="Another voice")
    with monkeypatch.context() as patched:
        patched.setattr("pipeline.freshness.made.Made.save", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish(bread, output)
    edit_record(output, "crumb", voice_credit="A third voice")
    publish(bread, output)
    assert snapshot(output) == made_at_once(bread, output, tmp_path / "once", snapshot)
