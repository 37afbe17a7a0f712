"""Pictures of the author's as they go out."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from pipeline.audio.artwork.own import published, reduced
from pipeline.catalogue.picture import Picture
from pipeline.errors import InvalidCover

GROUND = "#102030"
Own = Callable[..., Picture]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Give what keeps an image as a picture of the author's."""

    def kept(image: Image.Image, kind: str = "PNG", **options: object) -> Picture:
        file = tmp_path / f"bee-{len(list(tmp_path.iterdir()))}"
        image.save(file, kind, **options)
        return Picture("bee", sha256(file.read_bytes()).hexdigest(), *image.size, file=file)

    return kept


def out(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(published(picture, GROUND)))


def test_a_plain_jpeg_goes_out_byte_for_byte(own: Own) -> None:
    picture = own(Image.new("RGB", (1400, 1400), (9, 99, 200)), "JPEG")
    assert published(picture, GROUND) == picture.read()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_whatever_goes_in_comes_out_as_jpeg_in_rgb(mode: str, own: Own) -> None:
    image = out(own(Image.new(mode, (1400, 1400))))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1400, 1400))


def test_what_is_transparent_gets_the_ground(own: Own) -> None:
    red, green, blue = out(own(Image.new("RGBA", (1400, 1400), (255, 0, 0, 0)))).getpixel((700, 700))  # type: ignore[misc]
    assert abs(red - 0x10) + abs(green - 0x20) + abs(blue - 0x30) < 8


def test_grey_of_sixteen_bits_keeps_its_levels(own: Own) -> None:
    level = out(own(Image.new("I;16", (1400, 1400), 128 * 256))).getpixel((5, 5))
    assert isinstance(level, tuple)
    assert abs(level[0] - 128) < 4


def test_cmyk_comes_out_in_rgb(own: Own) -> None:
    image = out(own(Image.new("CMYK", (1400, 1400), (0, 255, 255, 0)), "JPEG", quality=95))
    red, green, blue = image.getpixel((5, 5))  # type: ignore[misc]
    assert image.mode == "RGB"
    assert red > 200
    assert max(green, blue) < 60


def test_a_large_one_is_reduced(own: Own) -> None:
    assert out(own(Image.new("RGB", (3200, 3200)), "JPEG")).size == (3000, 3000)


def test_where_a_photograph_was_taken_stays_with_its_author(own: Own) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x8825] = {1: "N", 2: (48.0, 12.0, 0.0)}
    picture = own(Image.new("RGB", (1400, 1400)), "JPEG", exif=exif)
    assert b"A camera" in picture.read()
    assert b"A camera" not in published(picture, GROUND)
    assert b"Exif" not in reduced(picture, GROUND, 600)


def test_a_photograph_that_lies_on_its_side_is_turned(own: Own) -> None:
    image = Image.new("RGB", (1400, 1400))
    image.paste((255, 255, 255), (0, 0, 1400, 200))  # the top, which the camera held to the left
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = out(own(image, "JPEG", exif=exif))
    assert turned.getpixel((1390, 700)) > (200, 200, 200)  # type: ignore[operator]
    assert turned.getpixel((700, 10)) < (60, 60, 60)  # type: ignore[operator]


def test_colours_of_another_profile_are_brought_to_srgb(own: Own) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for odd in (profile, b"no profile"):
        assert out(own(Image.new("RGB", (1400, 1400)), "JPEG", icc_profile=odd)).mode == "RGB"


@pytest.mark.slow
def test_a_small_one_fits_into_tags(own: Own) -> None:
    data = reduced(own(Image.effect_noise((1400, 1400), 90).convert("RGB")), GROUND, 600)
    assert Image.open(io.BytesIO(data)).size == (600, 600)
    assert len(data) < 200_000


def test_a_damaged_one_is_told_with_its_file(own: Own, tmp_path: Path) -> None:
    whole = own(Image.effect_noise((1400, 1400), 90).convert("RGB"), "JPEG")
    half = Picture("bee", "0", 1400, 1400, file=tmp_path / "bee.jpg")
    half.file.write_bytes(whole.read()[:90_000])
    with pytest.raises(InvalidCover, match="damaged") as caught:
        published(half, GROUND)
    assert caught.value.file == tmp_path / "bee.jpg"


def test_one_that_has_gone_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidCover, match="cannot be read"):
        published(Picture("bee", "0", 1400, 1400, file=tmp_path / "bee.jpg"), GROUND)
