"""What may be deleted of episodes, sounds and pictures, and what is to stay."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.catalogue.show import FaultyEpisode, Show
from pipeline.layout.record import Record
from pipeline.publishing.pruning import abandoned_files, files_of, superseded_pictures, waiting_files

MADE = (
    "episodes/crumb/index.html embed/crumb/index.html oembed/crumb.json records/crumb.md records/crumb.json"
)


def without(show: Show, *slugs: str, **changed: object) -> Show:
    left = tuple(episode for episode in show.episodes if episode.slug not in slugs)
    return replace(show, episodes=left, **changed)  # type: ignore[arg-type]


def lay(output: Path, *paths: str) -> None:
    for path in paths:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text("made")


def keep(output: Path, record: Record, name: str = "") -> None:
    lay(output, f"records/{name or record.slug}.json")
    (output / f"records/{name or record.slug}.json").write_text(record.to_json())


def faulty(slug: str, guid: str = "", stands_as: str = "") -> FaultyEpisode:
    return FaultyEpisode(slug, Path(f"episodes/{slug}.md"), (), guid=guid, stands_as=stands_as)


def test_all_that_is_made_for_an_episode_ends_with_its_record(records: dict[str, Record]) -> None:
    assert [*files_of("crumb", records["crumb"])] == [*records["crumb"].files, *MADE.split()]
    assert [*files_of("crumb", None)] == MADE.split()


def test_a_record_s_paths_are_its_own_and_below_the_output(records: dict[str, Record]) -> None:
    named = {
        "audio/crumb.m4a": True,
        "art/own/crumb.jpg": True,
        "audio/crumbs.mp3": False,
        "audio/leaven.mp3": False,
        "/etc/crumb.conf": False,
        "../crumb.mp3": False,
        "audio/../../crumb.mp3": False,
    }
    record = replace(records["crumb"], files={path: {} for path in named})
    ours = [path for path, is_ours in named.items() if is_ours]
    assert [*files_of("crumb", record)] == [*ours, *MADE.split()]


def test_of_an_episode_taken_out_everything_that_is_there_goes_and_its_record_last(
    show: Show, output: Path, records: dict[str, Record]
) -> None:
    lay(output, *MADE.split()[:3])
    found = abandoned_files(without(show, "crumb"), output)
    assert found == [*sorted(records["crumb"].files), *MADE.split()[:3], "records/crumb.json"]
    assert abandoned_files(show, output) == []


def test_a_record_under_another_s_name_abandons_nothing(
    show: Show, output: Path, records: dict[str, Record]
) -> None:
    keep(output, records["crumb"], "elsewhere")
    assert abandoned_files(show, output) == []


def test_what_another_episode_has_too_is_no_rest(
    show: Show, output: Path, records: dict[str, Record]
) -> None:
    """The record of one taken out may name a file that another episode came to have."""
    shared = "audio/crumb.m4a"
    lay(output, shared)
    gone = replace(records["crumb"], slug="crumb", files={shared: {"sha256": "0", "bytes": 4}})
    keep(output, gone)
    assert shared in abandoned_files(without(show, "crumb"), output)
    (poolish,) = (each for each in show.episodes if each.slug == "poolish")
    renamed = replace(poolish, guid=gone.guid, aliases=("crumb",))
    keep(output, replace(records["poolish"], guid="of another"))
    others = tuple(each for each in without(show, "crumb").episodes if each.slug != "poolish")
    assert abandoned_files(replace(show, episodes=(*others, renamed)), output) == []


@pytest.mark.parametrize(("stands_as", "stays"), [("", True), ("poolish", False)])
@pytest.mark.parametrize("by", ["slug", "guid"])
def test_what_waits_for_a_faulty_file_stays_unless_something_stands_for_it(
    show: Show, output: Path, records: dict[str, Record], by: str, stands_as: str, stays: bool
) -> None:
    crumb = records["crumb"]
    file = faulty("crumb", stands_as=stands_as) if by == "slug" else faulty("renamed", crumb.guid, stands_as)
    waiting = without(show, "crumb", faulty=(file,))
    whole = {*crumb.files, *MADE.split()}
    assert waiting_files(waiting, output) == (whole if stays else set())
    assert waiting_files(replace(waiting, faulty=()), output) == set()


def test_a_faulty_file_with_the_guid_of_a_sound_one_keeps_nothing(
    show: Show, output: Path, records: dict[str, Record]
) -> None:
    assert waiting_files(replace(show, faulty=(faulty("copy", records["crumb"].guid),)), output) == set()


def test_what_waits_is_not_pruned_with_the_rest(show: Show, output: Path, records: dict[str, Record]) -> None:
    left = without(show, "crumb", "poolish")
    assert {*records["crumb"].files, *records["poolish"].files} <= {*abandoned_files(left, output)}
    waiting = replace(left, faulty=(faulty("renamed", records["crumb"].guid),))
    assert abandoned_files(waiting, output) == [*sorted(records["poolish"].files), "records/poolish.json"]


def test_a_picture_that_its_rendering_has_no_more_is_superseded(
    output: Path, records: dict[str, Record]
) -> None:
    digits = sha256(b"").hexdigest()[:8]
    before = ["art/episodes/crumb.jpg", "art/own/poolish.jpg", f"art/chapters/crumb.{digits}.jpg"]
    theirs = ["art/crumb.jpg", "art/own/crumb.png", "art/own/by-hand.jpg", "art/own/By Hand.jpg"]
    lay(output, *before, *theirs)
    assert superseded_pictures(output, records) == before
    has = replace(records["crumb"], files={before[0]: {}, **records["crumb"].files})
    assert superseded_pictures(output, records | {"crumb": has}) == before[1:]
    lay(output, "records/.crumb.json.0a1b2c3d.part")  # it is just being put in its place
    assert superseded_pictures(output, records) == ["art/own/poolish.jpg"]
    assert superseded_pictures(output / "none", records) == []
