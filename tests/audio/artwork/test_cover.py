from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageCms

from pipeline.audio.artwork import cover as artwork
from pipeline.audio.artwork.about import SHOW, About
from pipeline.audio.artwork.cover import (
    CoverFacts,
    draw_cover,
    draw_pattern,
    draw_thumbnail,
    read_cover,
    unwritable,
)
from pipeline.audio.artwork.looks import LOOKS, PALETTES, looks_of
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import CoverSettings
from pipeline.errors import InvalidCover
from pipeline.layout import addresses

COLOURS = CoverSettings()
TITLE = "Ninety Seconds on Bread"
TOPICS = [None, "Leaven", "Baking", "Crust & Crumb", "Whole Grain Flours"]

Colour = tuple[int, int, int]


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def cover(
    title: str = TITLE, topic: str | None = None, size: int = 600, colours: CoverSettings = COLOURS
) -> Image.Image:
    return picture(draw_cover(colours, title, About(topic), size))


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
    data = draw_cover(COLOURS, TITLE, About(topic), 3000)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (3000, 3000))
    assert tuple(map(round, image.info["dpi"])) == (72, 72)
    assert len(data) < 500_000


@pytest.mark.parametrize("topic", TOPICS)
def test_the_small_cover_fits_into_an_mp3(topic: str | None) -> None:
    data = draw_cover(COLOURS, TITLE, About(topic), 600)
    assert Image.open(io.BytesIO(data)).size == (600, 600)
    assert len(data) < 60_000


def test_the_colours_are_declared_as_srgb() -> None:
    profile = Image.open(io.BytesIO(draw_cover(COLOURS, TITLE, SHOW, 600))).info["icc_profile"]
    described = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    assert "sRGB" in ImageCms.getProfileDescription(described)


@pytest.mark.slow
def test_the_same_cover_is_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from pipeline.audio.artwork.about import About\n"
        "from pipeline.audio.artwork.cover import draw_cover\n"
        "from pipeline.catalogue.show import *\n"
        "sys.stdout.buffer.write(draw_cover(CoverSettings(), 'Ninety Seconds on Bread', "
        "About('Leaven'), 600))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout == draw_cover(COLOURS, TITLE, About("Leaven"), 600)


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
    corner = (300, 400, 600, 600)
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
    upper_half = (0, 0, 600, 300)
    assert differing(cover("Bread").crop(upper_half), cover("Bread", colours=lettered).crop(upper_half)) == 0


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
    ground = image.getpixel((8, 8))
    assert isinstance(ground, tuple)
    for edge in [(0, 0, 40, 300), (0, 0, 600, 30), (565, 0, 600, 130)]:
        assert share(image.crop(edge), ground) > 0.99  # type: ignore[arg-type]


@pytest.mark.parametrize("title", ["gypsy jumping quay", "gjpqy " * 80, "Rindfleischetikettierung" * 9])
@pytest.mark.parametrize(
    "about", [SHOW, About("gypsy " * 40), About("jay", episode="quay gjpqy " * 30, seed="1")]
)
def test_letters_stay_out_of_the_bottom_fifth(title: str, about: About) -> None:
    palette = artwork._look(COLOURS, about)[1]
    lines = artwork._layout(*artwork._words(title, about), palette)
    assert lines
    assert max(line.baseline + artwork._DESCENT * line.size for line in lines) < 0.8


def lab(image: Image.Image) -> NDArray[np.float64]:
    """Give a picture at the size of a list as rows of L*, a* and b*."""
    small = image.resize((72, 72), Image.Resampling.BOX)
    to_lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    levels = np.asarray(ImageCms.applyTransform(small, to_lab), np.uint8)
    signed = levels.view(np.int8)[..., 1:].astype(np.float64)
    return np.concatenate([levels[..., :1] * (100 / 255), signed], axis=-1)


def apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Give how differently people see two pictures: the mean distance of their pixels (CIE 1976)."""
    return float(np.sqrt(((one - other) ** 2).sum(-1)).mean())


def bundled_topics() -> list[str]:
    root = Path(__file__).parents[3]
    return list(addresses.topic_slugs(load_show(root)))


GREYS = CoverSettings(background="#000000", foreground="#ffffff", accent="#808080")
JUST_SEEN = 2.3  # CIE 1976: what most people just see, side by side


@pytest.mark.parametrize(("colours", "times"), [(COLOURS, 4), (GREYS, 2)])
@pytest.mark.slow
def test_the_bundled_show_s_covers_can_be_told_apart_at_the_size_of_a_list(
    colours: CoverSettings, times: int
) -> None:
    looks = looks_of(bundled_topics())
    covers = [SHOW, *(About(topic, look) for topic, look in looks.items())]
    pictures = [lab(picture(draw_cover(colours, TITLE, about, 288))) for about in covers]
    least = min(apart(one, other) for one, other in combinations(pictures, 2))
    assert len(covers) > 15
    assert least > times * JUST_SEEN


def test_covers_of_episodes_of_one_topic_can_be_told_apart() -> None:
    titles = ("Rye", "Spelt", "Wheat", "Oats", "Barley", "Emmer")
    episodes = [About("Leaven", 3, title, f"guid of {title}") for title in titles]
    pictures = [lab(picture(draw_cover(COLOURS, TITLE, about, 288))) for about in episodes]
    assert min(apart(one, other) for one, other in combinations(pictures, 2)) > 2 * JUST_SEEN
    grounds = {picture(draw_cover(COLOURS, TITLE, about, 288)).getpixel((4, 4)) for about in episodes}
    assert len(grounds) == 1  # the topic's


def test_topics_have_grounds_of_their_own_as_long_as_there_are_any() -> None:
    looks = looks_of(f"Topic {number}" for number in range(LOOKS))
    assert sorted(looks.values()) == list(range(LOOKS))
    first = list(looks.values())[:PALETTES]
    assert len({look % PALETTES for look in first}) == PALETTES


def test_a_topic_that_comes_later_leaves_the_others_as_they_are() -> None:
    before = looks_of(["Leaven", "Baking"])
    assert looks_of(["Leaven", "Baking", "Crust"]).items() >= before.items()


def test_a_name_in_letters_the_font_lacks_leaves_no_boxes() -> None:
    assert unwritable("機械 Learning") == "機械"
    with_box = artwork._font(64).getmask("機")
    assert bytes(with_box) == bytes(artwork._font(64).getmask("\U0010ffff"))  # the box that must not appear
    bare = cover("", None)
    for image in (cover("機械学習"), bare):
        assert share(image.crop((0, 0, 600, 60)), (16, 36, 62)) == 1.0


def test_a_topic_in_letters_the_font_lacks_leaves_the_show_s_title() -> None:
    upper = (0, 0, 600, 240)
    ground = cover(TITLE, "機械学習").getpixel((8, 8))
    assert isinstance(ground, tuple)
    assert share(cover(TITLE, "機械学習").crop(upper), ground) < 0.9  # type: ignore[arg-type]


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
        draw_cover(CoverSettings(accent="octarine"), TITLE, SHOW, 600)


def test_letters_stand_closer_where_the_font_asks_for_it() -> None:
    apart = artwork._width("A") + artwork._width("V") + artwork._TRACKING
    assert artwork._width("AV") < apart - 0.05


def test_lines_of_different_size_begin_at_the_same_ink() -> None:
    image = cover("Nine", "Loaves", size=1400)
    ground = image.getpixel((20, 20))
    assert isinstance(ground, tuple)
    text = ImageChops.difference(image, Image.new("RGB", image.size, ground)).convert("L")  # type: ignore[arg-type]
    inked = text.point(lambda level: 255 if level > 60 else 0)
    begins = [inked.crop((0, top, 500, bottom)).getbbox() for top, bottom in [(90, 170), (190, 460)]]
    lefts = [box[0] for box in begins if box]
    assert len(lefts) == 2
    assert abs(lefts[0] - lefts[1]) <= 2


def test_a_cover_s_facts_are_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "cover.jpg"
    path.write_bytes(draw_cover(COLOURS, TITLE, SHOW, 600))
    assert read_cover(path) == CoverFacts("JPEG", 600, 600, "RGB")


@pytest.mark.parametrize(
    "spoil", [lambda data: b"", lambda data: b"words", lambda data: data[: len(data) // 2]]
)
def test_a_file_that_is_not_a_whole_image_has_no_facts(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "cover.jpg"
    path.write_bytes(spoil(draw_cover(COLOURS, TITLE, SHOW, 600)))
    assert read_cover(path) is None


def test_the_font_comes_with_its_licence_and_stays_small() -> None:
    files = {path.name: path.stat().st_size for path in (Path(artwork.__file__).parent / "fonts").iterdir()}
    assert "OFL.txt" in files
    assert sum(files.values()) < 400_000


@pytest.mark.parametrize("topic", TOPICS)
def test_a_picture_for_web_pages_is_the_cover_in_few_bytes(topic: str | None) -> None:
    data = draw_thumbnail(COLOURS, TITLE, About(topic), 640)
    assert Image.open(io.BytesIO(data)).format == "PNG"
    assert len(data) < 24_000
    assert differing(picture(data), cover(topic=topic, size=640)) < 0.01


@pytest.mark.parametrize("topic", TOPICS)
def test_a_pattern_fills_the_corner_and_has_no_letters(topic: str | None) -> None:
    data = draw_pattern(COLOURS, About(topic), 192)
    image = picture(data)
    ground = image.getpixel((2, 2))
    assert isinstance(ground, tuple)
    assert len(data) < 8000
    assert share(image.crop((0, 0, 60, 42)), ground) > 0.99  # type: ignore[arg-type]
    assert share(image.crop((96, 96, 192, 192)), ground) < 0.8  # type: ignore[arg-type]


def test_pattern_and_cover_have_the_same_colours() -> None:
    pattern, whole = picture(draw_pattern(COLOURS, About("Leaven"), 192)), cover(topic="Leaven")
    assert np.abs(np.subtract(pattern.getpixel((2, 2)), whole.getpixel((8, 8)))).max() <= 2  # type: ignore[arg-type]
