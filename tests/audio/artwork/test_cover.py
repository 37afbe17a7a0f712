from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms

from pipeline.audio.artwork import cover as artwork
from pipeline.audio.artwork.cover import (
    CoverFacts,
    draw_cover,
    draw_pattern,
    draw_thumbnail,
    read_cover,
    unwritable,
)
from pipeline.catalogue.show import CoverSettings
from pipeline.errors import InvalidCover

COLOURS = CoverSettings()
TITLE = "Ninety Seconds on Bread"
TOPICS = [None, "Leaven", "Baking", "Crust & Crumb", "Whole Grain Flours"]

Colour = tuple[int, int, int]


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def cover(
    title: str = TITLE, topic: str | None = None, size: int = 600, colours: CoverSettings = COLOURS
) -> Image.Image:
    return picture(draw_cover(colours, title, topic, size))


def share(image: Image.Image, near: Colour) -> float:
    """Give the part of the pixels whose colour is near another."""
    solid = Image.new("RGB", image.size, near)
    histogram = ImageChops.difference(image, solid).convert("L").histogram()
    return sum(histogram[:12]) / (image.width * image.height)


def differing(one: Image.Image, other: Image.Image) -> float:
    """Give the part of the pixels that differ clearly."""
    histogram = ImageChops.difference(one, other).convert("L").histogram()
    return sum(histogram[48:]) / (one.width * one.height)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_large_cover_is_what_directories_ask_for(topic: str | None) -> None:
    data = draw_cover(COLOURS, TITLE, topic, 3000)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (3000, 3000))
    assert tuple(map(round, image.info["dpi"])) == (72, 72)
    assert len(data) < 500_000


@pytest.mark.parametrize("topic", TOPICS)
def test_the_small_cover_fits_into_an_mp3(topic: str | None) -> None:
    data = draw_cover(COLOURS, TITLE, topic, 600)
    assert Image.open(io.BytesIO(data)).size == (600, 600)
    assert len(data) < 60_000


def test_the_colours_are_declared_as_srgb() -> None:
    profile = Image.open(io.BytesIO(draw_cover(COLOURS, TITLE, None, 600))).info["icc_profile"]
    described = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    assert "sRGB" in ImageCms.getProfileDescription(described)


def test_the_same_cover_is_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from pipeline.audio.artwork.cover import draw_cover\n"
        "from pipeline.catalogue.show import *\n"
        "sys.stdout.buffer.write(draw_cover(CoverSettings(), 'Ninety Seconds on Bread', 'Leaven', 600))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout == draw_cover(COLOURS, TITLE, "Leaven", 600)


def test_a_cover_has_the_show_s_three_colours() -> None:
    image = cover()
    assert share(image, (16, 36, 62)) > 0.5
    assert share(image, (247, 243, 232)) > 0.03
    assert share(image, (255, 122, 89)) > 0.03


def test_covers_of_different_topics_differ_even_as_thumbnails() -> None:
    small = [cover(topic=topic).reduce(600 // 64) for topic in TOPICS]
    pairs = [(a, b) for i, a in enumerate(small) for b in small[i + 1 :]]
    assert min(differing(a, b) for a, b in pairs) > 0.1


def test_a_topic_s_pattern_does_not_depend_on_the_show_s_name() -> None:
    corner = (300, 0, 600, 200)
    one, other, another = (
        cover(title, topic).crop(corner)
        for title, topic in [("Bread", "Leaven"), ("Bears", "Leaven"), ("Bread", "Baking")]
    )
    assert differing(one, other) < 0.03
    assert differing(one, another) > 0.2


def test_the_large_and_the_small_cover_are_the_same_picture() -> None:
    assert differing(cover(topic="Leaven", size=3000).reduce(5), cover(topic="Leaven")) < 0.02


def test_the_cover_s_own_text_stands_in_for_the_title() -> None:
    assert differing(cover("Bread"), cover("Another", colours=CoverSettings(text="Bread"))) < 0.5
    lettered = CoverSettings(text="Bread")
    lower_half = (0, 300, 600, 600)
    assert differing(cover("Bread").crop(lower_half), cover("Bread", colours=lettered).crop(lower_half)) == 0


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("The Economics of Everyday Things That Nobody Ever Asked About Before Breakfast", None),
        ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", None),
        ("Bread", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"),
        ("a" * 500, "b " * 500),
    ],
)
def test_long_names_leave_the_margins_free(title: str, topic: str | None) -> None:
    image = cover(title, topic)
    ground = image.getpixel((8, 590))
    assert isinstance(ground, tuple)
    for edge in [(0, 300, 40, 600), (0, 575, 600, 600), (556, 520, 600, 600)]:
        assert share(image.crop(edge), ground) > 0.99  # type: ignore[arg-type]


def test_a_name_in_letters_the_font_lacks_leaves_no_boxes() -> None:
    assert unwritable("機械 Learning") == "機械"
    with_box = artwork._font(64).getmask("機")
    assert bytes(with_box) == bytes(artwork._font(64).getmask("\U0010ffff"))  # the box that must not appear
    bare = cover("", None)
    for image in (cover("機械学習"), bare):
        assert share(image.crop((0, 450, 300, 600)), (16, 36, 62)) == 1.0


def test_a_topic_in_letters_the_font_lacks_leaves_the_show_s_title() -> None:
    lower_left = (0, 360, 300, 600)
    ground = cover(TITLE, "機械学習").getpixel((8, 590))
    assert isinstance(ground, tuple)
    assert share(cover(TITLE, "機械学習").crop(lower_left), ground) < 0.9  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["Физика за минуту", "Σύντομη ιστορία", "Générer l’œuvre", "Żółć, ğ, ș, ệ, e\u0301"]
)
def test_latin_greek_and_cyrillic_can_be_written(text: str) -> None:
    assert unwritable(text) == ""


def test_unwritable_names_each_sign_once_and_not_those_with_a_plain_form() -> None:
    assert unwritable("🥖 Bread 🥖 ﬁ x₂ 機") == "🥖機"


def test_hostile_names_are_drawn_like_any_other() -> None:
    assert cover("<b>&]]>\x07\ud800 \u202e", "\ud800\x00").size == (600, 600)


def test_text_in_the_colour_of_its_ground_becomes_black_or_white() -> None:
    white = CoverSettings(background="#ffffff", foreground="#fefefe", accent="#fdfdfd")
    assert share(cover(colours=white), (0, 0, 0)) > 0.02


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidCover, match="octarine"):
        draw_cover(CoverSettings(accent="octarine"), TITLE, None, 600)


def test_letters_stand_closer_where_the_font_asks_for_it() -> None:
    apart = artwork._width("A") + artwork._width("V") + artwork._TRACKING
    assert artwork._width("AV") < apart - 0.05


def test_lines_of_different_size_begin_at_the_same_ink() -> None:
    image = cover("Nine", "Loaves", size=1400)
    ground = image.getpixel((20, 1380))
    assert isinstance(ground, tuple)
    text = ImageChops.difference(image, Image.new("RGB", image.size, ground)).convert("L")  # type: ignore[arg-type]
    inked = text.point(lambda level: 255 if level > 60 else 0)
    begins = [inked.crop((0, top, 500, bottom)).getbbox() for top, bottom in [(1000, 1105), (1130, 1300)]]
    lefts = [box[0] for box in begins if box]
    assert len(lefts) == 2
    assert abs(lefts[0] - lefts[1]) <= 2


def test_a_cover_s_facts_are_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "cover.jpg"
    path.write_bytes(draw_cover(COLOURS, TITLE, None, 600))
    assert read_cover(path) == CoverFacts("JPEG", 600, 600, "RGB")


@pytest.mark.parametrize(
    "spoil", [lambda data: b"", lambda data: b"words", lambda data: data[: len(data) // 2]]
)
def test_a_file_that_is_not_a_whole_image_has_no_facts(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "cover.jpg"
    path.write_bytes(spoil(draw_cover(COLOURS, TITLE, None, 600)))
    assert read_cover(path) is None


def test_the_font_comes_with_its_licence_and_stays_small() -> None:
    files = {path.name: path.stat().st_size for path in (Path(artwork.__file__).parent / "fonts").iterdir()}
    assert "OFL.txt" in files
    assert sum(files.values()) < 400_000


@pytest.mark.parametrize("topic", TOPICS)
def test_a_picture_for_web_pages_is_the_cover_in_few_bytes(topic: str | None) -> None:
    data = draw_thumbnail(COLOURS, TITLE, topic, 640)
    assert Image.open(io.BytesIO(data)).format == "PNG"
    assert len(data) < 24_000
    assert differing(picture(data), cover(topic=topic, size=640)) < 0.01


@pytest.mark.parametrize("topic", TOPICS)
def test_a_pattern_fills_the_corner_and_has_no_letters(topic: str | None) -> None:
    data = draw_pattern(COLOURS, TITLE, topic, 192)
    image = picture(data)
    ground = image.getpixel((2, 190))
    assert isinstance(ground, tuple)
    assert len(data) < 8000
    assert share(image.crop((0, 150, 60, 192)), ground) > 0.99  # type: ignore[arg-type]
    assert share(image.crop((96, 0, 192, 96)), ground) < 0.75  # type: ignore[arg-type]


def test_pattern_and_cover_have_the_same_colours() -> None:
    pattern, whole = picture(draw_pattern(COLOURS, TITLE, "Leaven", 192)), cover(topic="Leaven")
    assert pattern.getpixel((2, 190)) == whole.getpixel((8, 590))
