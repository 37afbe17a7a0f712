"""Pictures of the author's: as directories want them, and reduced for tags, pages and videos.

What goes out is JPEG in RGB, upright, in sRGB, without what cameras write beside it: where and with what a
picture was taken is nobody's business. One that is all that already goes out byte for byte.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PIL import Image, ImageCms, ImageFilter, ImageOps

from pipeline.audio.artwork.colours import read_colour
from pipeline.audio.artwork.cover import encode, srgb_profile
from pipeline.catalogue.picture import MOST_PIXELS, Picture
from pipeline.errors import InvalidCover

_QUALITY = 92
_TELLING = frozenset({"exif", "comment", "photoshop", "xmp", "mp"})  # what Pillow finds beside the pixels
_DEEP = frozenset({"I", "I;16", "I;16B", "I;16L", "F"})  # grey of 16 bits


def published(picture: Picture, background: str) -> bytes:
    """Give a picture as directories want it; what is transparent gets the `background` («#rrggbb»).

    Raises InvalidCover for one that is damaged.
    """
    data = _read(picture)
    if _is_plain(picture, data):
        _opened(picture, background)
        return data
    image = _opened(picture, background)
    if image.width > MOST_PIXELS:
        image = image.resize((MOST_PIXELS, MOST_PIXELS), Image.Resampling.LANCZOS, reducing_gap=3)
    buffer = io.BytesIO()
    image.save(
        buffer,
        "JPEG",
        quality=_QUALITY,
        subsampling=0,
        optimize=True,
        icc_profile=srgb_profile(),
        dpi=(72, 72),
    )
    return buffer.getvalue()


@lru_cache(maxsize=16)  # the show's own is the same in all episodes
def reduced(picture: Picture, background: str, pixels: int) -> bytes:
    """Give a picture as a JPEG of so many pixels, within the bytes that a cover of that size may have.

    Raises InvalidCover for one that is damaged.
    """
    return encode(
        _opened(picture, background).resize((pixels, pixels), Image.Resampling.LANCZOS, reducing_gap=3)
    )


def widened(picture: Picture, background: str, height: int) -> bytes:
    """Give a picture of 16:9 with the author's in the middle, on a blurred one that fills the sides."""
    whole, width = _opened(picture, background), round(height * 16 / 9)
    inside = whole.resize((height, height), Image.Resampling.LANCZOS, reducing_gap=3)
    around = inside.resize((width, width), Image.Resampling.BILINEAR).filter(
        ImageFilter.GaussianBlur(height / 20)
    )
    top = (width - height) // 2
    image = around.crop((0, top, width, top + height))
    image.paste(inside, (top, 0))
    return encode(image)


def reduced_file(data: bytes, pixels: int) -> bytes:
    """Give a picture that was `published` once more, as a JPEG of so many pixels."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return encode(image.resize((pixels, pixels), Image.Resampling.LANCZOS, reducing_gap=3))


def _read(picture: Picture) -> bytes:
    try:
        return picture.read()
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InvalidCover(what, file=picture.file, remedy="put it back, or name another") from error


def _is_plain(picture: Picture, data: bytes) -> bool:
    try:
        with _silently(), Image.open(io.BytesIO(data)) as image:
            beside = {str(key).casefold() for key in image.info}
            return (
                (image.format, image.mode) == ("JPEG", "RGB")
                and image.width <= MOST_PIXELS
                and not beside & _TELLING
                and image.info.get("icc_profile") in {None, srgb_profile()}
            )
    except (OSError, ValueError, SyntaxError) as error:
        raise _damaged(picture) from error


@lru_cache(maxsize=1)
def _opened(picture: Picture, background: str) -> Image.Image:
    """Decode a picture to RGB: upright, on a ground, in sRGB, and less than twice as large as goes out."""
    try:
        with _silently(), Image.open(io.BytesIO(_read(picture))) as image:
            profile = image.info.get("icc_profile")
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            return _in_rgb(image, profile, background)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged(picture) from error


def _in_rgb(image: Image.Image, profile: bytes | None, background: str) -> Image.Image:
    if image.mode in _DEEP:
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.has_transparency_data:
        whole = _reduced(image if image.mode == "RGBA" else image.convert("RGBA"))
        ground = Image.new("RGBA", whole.size, (*read_colour(background), 255))
        return _in_srgb(Image.alpha_composite(ground, whole).convert("RGB"), profile)
    return _in_srgb(_reduced(image if image.mode in {"RGB", "CMYK"} else image.convert("RGB")), profile)


def _reduced(image: Image.Image) -> Image.Image:
    """Bring a very large picture down by a whole number at once: each copy of it would take 144 MB."""
    times = image.width // MOST_PIXELS
    return image.reduce(times) if times > 1 else image


@contextmanager
def _silently() -> Iterator[None]:
    """Keep to ourselves what Pillow says of what stands beside the pixels, which goes nowhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring colours to sRGB by the profile that came with them; one that does not fit them is passed over."""
    if profile and profile != srgb_profile():
        try:
            converted = ImageCms.profileToProfile(image, io.BytesIO(profile), _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")


_SRGB = ImageCms.createProfile("sRGB")


def _damaged(picture: Picture) -> InvalidCover:
    return InvalidCover("is damaged, or not all there", file=picture.file, remedy="save or copy it once more")
