"""Pictures that people bring, from the show's files to tags, feed, chapters and pages."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mutagen import id3
from PIL import Image

from pipeline.building.build import build_episodes
from pipeline.building.order import order_for
from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.checking.check import check_episodes, check_feeds
from pipeline.cluster import parcels
from pipeline.layout.record import Record, read_record
from pipeline.publishing import covers
from pipeline.publishing.publish import Published, PublishOptions, publish
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

pytestmark = pytest.mark.slow


RED, BLUE, GREEN = (200, 20, 20), (20, 20, 200), (20, 160, 20)
MOMENT = PublishOptions(as_of=datetime(2026, 2, 20, tzinfo=UTC))

Colour = tuple[int, int, int]


def paint(root: Path, name: str, colour: Colour) -> None:
    file = root / "episodes/pictures" / name
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", (1400, 1400), colour).save(file)


def say(root: Path, slug: str, line: str) -> None:
    file = root / f"episodes/{slug}.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")


def built(root: Path) -> tuple[Show, Mapping[str, Outcome]]:
    show = load_show(root)
    outcomes = build_episodes(show, show.episodes, Settings(jobs=1))
    return show, {outcome.slug: outcome for outcome in outcomes}


def record_of(root: Path, slug: str) -> Record:
    record = read_record(root / f"output/records/{slug}.json")
    assert record is not None
    return record


def header_of(root: Path, slug: str) -> id3.ID3:
    return id3.ID3(root / "output" / record_of(root, slug).audio_path, translate=False)


def colour_of(picture: bytes | Path) -> Colour:
    data = picture if isinstance(picture, bytes) else picture.read_bytes()
    image = Image.open(io.BytesIO(data)).convert("RGB")
    found = image.getpixel((20, 20))
    assert isinstance(found, tuple)
    return found  # type: ignore[return-value]


def near(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 12


@pytest.fixture
def root(small_show: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(covers, "PIXELS", 1400)
    return small_show


def test_each_place_shows_the_picture_that_is_nearest(
    root: Path, change_settings: Callable[[Path, Mapping[str, str]], None]
) -> None:
    for name, colour in (("show.png", RED), ("keys.png", BLUE), ("chapter.jpg", GREEN)):
        paint(root, name, colour)
    settings = {"image": '"pictures/show.png"', "inline_chapters": "true", "images": "true"}
    change_settings(root, settings)
    say(root, "keys", "image: pictures/keys.png")
    say(root, "buttons", "chapter_images: {2: pictures/chapter.jpg}")
    show, outcomes = built(root)
    assert {outcome.status for outcome in outcomes.values()} == {"rendered"}
    assert near(colour_of(header_of(root, "keys")["APIC:Cover"].data), BLUE)
    header = header_of(root, "buttons")
    assert near(colour_of(header["APIC:Cover"].data), RED)
    pictured = [mark for mark in header.getall("CHAP") if "APIC:" in mark.sub_frames]
    assert [mark.element_id for mark in pictured] == ["chp1"]
    assert near(colour_of(pictured[0].sub_frames["APIC:"].data), GREEN)
    published = publish(show, root / "output", MOMENT)
    output = root / "output"
    assert near(colour_of(output / "art/show.jpg"), RED)
    assert near(colour_of(output / "art/own/keys.jpg"), BLUE)
    assert near(colour_of(output / "art/640/own/keys.jpg"), BLUE)
    assert near(colour_of(output / "art/192/show.jpg"), RED)
    assert not list(output.glob("art/episodes/*"))
    chapters = json.loads((output / "chapters/buttons.json").read_text(encoding="utf-8"))["chapters"]
    images = [chapter.get("img", "") for chapter in chapters]
    path = record_of(root, "buttons").chapter_images[chapters[1]["title"]]
    assert [bool(image) for image in images] == [False, True, *[False] * (len(images) - 2)]
    assert images[1] == f"{show.site_url}/{path}"
    assert near(colour_of(output / path), GREEN)
    feed = (output / "feed.xml").read_text(encoding="utf-8")
    assert f'<itunes:image href="{show.site_url}/art/own/keys.jpg"/>' in feed
    assert feed.count(f'<itunes:image href="{show.site_url}/art/show.jpg"/>') == 1 + len(show.episodes) - 1
    assert f'image="{images[1]}"' in feed
    assert 'purpose="artwork"' in feed
    assert f'href="{show.site_url}/art/wide/show.jpg"' in feed
    wide = Image.open(io.BytesIO((output / "art/wide/show.jpg").read_bytes()))
    assert wide.size == (1920, 1080)
    assert 'src="../../art/640/own/keys.jpg"' in (output / "episodes/keys/index.html").read_text(
        encoding="utf-8"
    )
    assert published.remarks == ()
    assert check_feeds(show, output) == []
    tags_and_files = [f for one in check_episodes(show, show.episodes, output) for f in one.findings]
    assert [finding for finding in tags_and_files if finding.rule in {"files", "tags"}] == []


def test_a_picture_that_is_replaced_makes_anew_what_shows_it_and_nothing_else(root: Path) -> None:
    paint(root, "keys.png", BLUE)
    say(root, "keys", "image: pictures/keys.png")
    built(root)
    assert {outcome.status for outcome in built(root)[1].values()} == {"unchanged"}
    before = record_of(root, "keys").audio_path
    paint(root, "keys.png", GREEN)
    outcomes = built(root)[1]
    statuses = {slug: outcome.status for slug, outcome in outcomes.items()}
    assert statuses == {"keys": "rendered", "buttons": "unchanged", "coins": "unchanged"}
    assert outcomes["keys"].reason == "the cover changed"
    assert record_of(root, "keys").audio_path != before


def test_a_picture_that_is_taken_away_leaves_nothing_behind(root: Path) -> None:
    paint(root, "keys.png", BLUE)
    paint(root, "two.png", RED)
    say(root, "keys", "image: pictures/keys.png")
    say(root, "keys", "chapter_images: {1: pictures/two.png}")
    show, _ = built(root)
    publish(show, root / "output", MOMENT)
    file = root / "episodes/keys.md"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "pictures/" not in line), encoding="utf-8")
    show, _ = built(root)
    published: Published = publish(show, root / "output", MOMENT)
    assert {"art/own/keys.jpg", "art/640/own/keys.jpg", "art/192/own/keys.jpg"} <= {*published.removed}
    assert not list((root / "output/art/chapters").glob("*"))
    assert (root / "output/art/episodes/keys.jpg").is_file()


def test_a_chapter_that_is_not_there_fails_its_episode_alone(root: Path) -> None:
    paint(root, "keys.png", BLUE)
    say(root, "keys", 'chapter_images: {"No such": pictures/keys.png}')
    outcomes = built(root)[1]
    assert {slug: outcome.status for slug, outcome in outcomes.items()} == {
        "keys": "failed",
        "buttons": "rendered",
        "coins": "rendered",
    }
    error = outcomes["keys"].error
    assert error is not None
    assert "no chapter of its script" in error.what
    assert "1 «" in error.remedy


def test_what_is_done_to_a_picture_is_told(root: Path) -> None:
    (root / "episodes/pictures").mkdir()
    Image.new("RGBA", (1400, 1400), (1, 2, 3, 4)).save(root / "episodes/pictures/glass.png")
    say(root, "keys", "image: pictures/glass.png")
    show, _ = built(root)
    (remark,) = publish(show, root / "output", MOMENT).remarks
    assert remark == "episodes/pictures/glass.png: what is transparent gets the cover's background"


def test_an_order_can_take_its_pictures_to_another_machine(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcels, "_folder", lambda: tmp_path / "worker/files")
    paint(root, "keys.png", BLUE)
    say(root, "keys", "image: pictures/keys.png")
    show = load_show(root)
    script = Script((ScriptSection("Keys", (Paragraph(("A key is small.",)),)),), "summary")
    keys = show.episode("keys")
    assert keys is not None
    order = order_for(show, keys, script, Cast(VoiceChoice("tone", "beep")))
    sent = parcels.first_missing(order, set())
    assert sent is not None
    parcels.keep(parcels.parcel_of(sent))
    assert parcels.first_missing(order, {sent.sha256}) is None
    taken = parcels.with_files_here(order)
    assert taken.picture is not None
    (root / "episodes/pictures/keys.png").unlink()
    assert taken.picture.read().startswith(b"\x89PNG")
    assert taken.picture == order.picture
