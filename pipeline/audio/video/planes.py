"""Pictures as video has them: a plane of brightness, and two of colour with half the rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.artwork.colours import Colour

Plane = NDArray[np.uint8]
# ITU-R BT.709-6, section 3: brightness and colour of R, G and B, in the narrow range of video.
_MATRIX = (
    np.array([[0.2126, 0.7152, 0.0722], [-0.1146, -0.3854, 0.5], [0.5, -0.4542, -0.0458]], np.float32)
    * np.array([[219], [224], [224]], np.float32)
    / 255
)
_ZERO = np.array([16, 128, 128], np.float32)


@dataclass(frozen=True, slots=True)
class Planes:
    """A picture in BT.709, 4:2:0."""

    y: Plane
    u: Plane
    v: Plane

    def tobytes(self) -> bytes:
        """Give the planes one after another."""
        return b"".join((self.y.tobytes(), self.u.tobytes(), self.v.tobytes()))

    def copy(self) -> Planes:
        """Give one that can be painted on."""
        return Planes(self.y.copy(), self.u.copy(), self.v.copy())

    def blend(self, left: int, top: int, mask: Plane, colour: Colour) -> None:
        """Paint a colour through a mask, 255 where it covers; all numbers even. What lies outside is left."""
        height, width = self.y.shape
        mask = mask[: max(0, height - top), : max(0, width - left)]
        rows, columns = mask.shape
        if not (rows and columns):
            return
        half = mask.reshape(rows // 2, 2, columns // 2, 2).mean(axis=(1, 3))
        for plane, part, value, step in zip(
            (self.y, self.u, self.v), (mask, half, half), yuv(colour), (1, 2, 2), strict=True
        ):
            y, x = top // step, left // step
            area = plane[y : y + part.shape[0], x : x + part.shape[1]]
            share = part.astype(np.float32) / 255
            area[...] = np.rint(area + (value - area) * share).astype(np.uint8)


def planes_of(rgb: Plane) -> Planes:
    """Give a picture of rows of R, G and B, even in both directions."""
    parts = rgb.astype(np.float32) @ _MATRIX.T + _ZERO
    rows, columns = rgb.shape[0] // 2, rgb.shape[1] // 2
    halves = parts[..., 1:].reshape(rows, 2, columns, 2, 2).mean(axis=(1, 3))
    y, u, v = (np.rint(each).astype(np.uint8) for each in (parts[..., 0], halves[..., 0], halves[..., 1]))
    return Planes(y, u, v)


def yuv(colour: Colour) -> tuple[float, float, float]:
    """Give one colour's brightness and colour."""
    y, u, v = (_MATRIX @ np.asarray(colour, np.float32) + _ZERO).tolist()
    return y, u, v
