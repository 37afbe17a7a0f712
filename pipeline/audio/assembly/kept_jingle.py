"""The signature, kept: to play it takes longer than all else that assembles an episode."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.audio import assembly
from pipeline.errors import OutputFailed
from pipeline.process.files import digest, write_whole
from pipeline.speech.cache_entry import opened, sealed

FOLDER = "signature"  # beside the speech cache


def kept(play: Callable[[str], NDArray[np.float32]], seed: str, folder: Path | None) -> NDArray[np.float32]:
    """Give what `play` makes of a seed: as an earlier run left it in the folder, or played and left there.

    What is damaged counts as not there. A folder that cannot be written to is no reason to fail.
    """
    if folder is None:
        return play(seed)
    key = digest(play.__name__, seed, str(assembly.VERSION))
    file = folder / f"{key[:32]}.f32"
    data = None
    with suppress(OSError):
        data = opened(key, file.read_bytes())
    if data is not None:
        return np.frombuffer(data, "<f4")
    sound = play(seed)
    with suppress(OutputFailed):
        write_whole(file, sealed(key, sound.astype("<f4").tobytes()))
    return sound
