"""What a build loads before it knows that it needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "module",
    [
        *("scipy.signal", "scipy.stats", "onnx", "onnxruntime", "typer", "ssl", "torch"),
        *("mutagen.mp4", "pipeline.audio.video.make"),  # of further files, which few shows ask for
        *("concurrent.futures.thread", "pipeline.catalogue.new"),
    ],
)
def test_a_build_begins_without(module: str) -> None:
    program = (
        f"import sys, pipeline.cli.straight, pipeline.commands.building; sys.exit({module!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


SPOKEN = """
import sys
import numpy as np
from pipeline.audio.filters import filtered
from pipeline.audio.mastering.encode import encode_mp3, heard_mp3
from pipeline.speech.spoken.numbers import cardinal
filtered(np.array([[1.0, 0, 0, 1, 0, 0]]), np.zeros(9))
heard_mp3(encode_mp3(np.zeros(9999, np.float32), 96))
cardinal("21")
sys.exit(MODULE in sys.modules)
"""


@pytest.mark.parametrize("module", ["scipy", "ssl", "num2words.lang_DE"])
def test_filtering_hearing_and_counting_load_no_more_than_they_use(module: str) -> None:
    program = SPOKEN.replace("MODULE", repr(module))
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
