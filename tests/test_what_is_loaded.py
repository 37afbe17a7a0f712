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
    ],
)
def test_a_build_begins_without(module: str) -> None:
    program = (
        f"import sys, pipeline.cli.straight, pipeline.commands.building; sys.exit({module!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
