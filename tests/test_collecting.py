"""What is cleared away as a process ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


LOOKED = """
import gc, sys
from pipeline.process.collecting import collect_rarely
collect_rarely()
class Told:
    def __init__(self): self.itself = self
    def __del__(self): sys.stdout.write("collected")
told = Told()
"""


def test_the_end_of_a_process_goes_through_nothing_once_more() -> None:
    assert _said_at_the_end(LOOKED) == ""
    assert _said_at_the_end(LOOKED.replace("\ncollect_rarely()", "")) == "collected"


def _said_at_the_end(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
