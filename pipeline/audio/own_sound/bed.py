"""Music under an episode: looped to its length, and softer wherever somebody speaks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.loudness import Samples
from pipeline.audio.own_sound.levelling import BED_ALONE_LU, BED_UNDER_VOICE_LU, rise

Stretch = tuple[int, int]  # samples from, to
FADE_IN_SECONDS, FADE_OUT_SECONDS = 1.0, 2.0
_SHORTEST_REST_SECONDS = 1.2  # between two sentences, in which it may come up
_DOWN_SECONDS, _UP_SECONDS = 0.4, 0.7  # it is down before the voice begins, and rises after it ends
_SEAM_SECONDS = 1.0  # of a loop: its end and its beginning are heard together
_LIFT = 10 ** ((BED_UNDER_VOICE_LU - BED_ALONE_LU) / 20)


def looped(bed: Samples, count: int) -> Samples:
    """Give so many samples of a bed, begun again as often as it takes, each seam faded over."""
    seam = min(int(_SEAM_SECONDS * SAMPLE_RATE), bed.size // 4)
    step = bed.size - seam
    result = np.zeros(count + bed.size, np.float32)
    up = np.sqrt(rise(seam))  # of two sounds that differ, the powers add up
    again = bed.copy()
    again[:seam] *= up
    ending = bed.copy()
    ending[step:] *= up[::-1]
    both = again.copy()
    both[step:] *= up[::-1]
    for number, first in enumerate(range(0, count, step)):
        result[first : first + bed.size] += both if number else ending
    return result[:count]


def ducked(bed: Samples, speech: Sequence[Stretch]) -> Samples:
    """Lift a bed that is levelled for speech wherever there is none for a while, and fade its ends."""
    gain = np.full(bed.size, _LIFT, np.float32)
    down, up = int(_DOWN_SECONDS * SAMPLE_RATE), int(_UP_SECONDS * SAMPLE_RATE)
    for first, last in _joined(speech):
        begins, ends = max(0, first - down), min(bed.size, last + up)
        if begins >= ends:
            continue
        curve = np.ones(ends - begins, np.float32)
        before, after = min(down, first - begins), min(up, ends - last)
        if before > 0:
            curve[:before] = _between(_LIFT, 1.0, before)
        if after > 0:
            curve[curve.size - after :] = _between(1.0, _LIFT, after)
        gain[begins:ends] = np.minimum(gain[begins:ends], curve)
    lifted: Samples = bed * gain
    return lifted


def _joined(speech: Sequence[Stretch]) -> list[Stretch]:
    """Join what only short rests part."""
    rest = int(_SHORTEST_REST_SECONDS * SAMPLE_RATE)
    joined: list[Stretch] = []
    for first, last in sorted(speech):
        if joined and first - joined[-1][1] < rest:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _between(one: float, other: float, count: int) -> NDArray[np.float32]:
    return np.asarray(one + (other - one) * rise(count), np.float32)
