"""What is cleared away as a process ends, and what is kept until then."""

from __future__ import annotations

import platform
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


USED_AGAIN = """
import resource
from pipeline.process.collecting import keep_memory
keep_memory()
def use(): return [b"a" * 20_000_000 for _ in range(2)]
use()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
use()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < 1000)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems have rules of their own")
def test_memory_that_was_used_is_used_again_without_asking_the_system() -> None:
    assert _said_at_the_end(USED_AGAIN) == "True\n"
    assert _said_at_the_end(USED_AGAIN.replace("\nkeep_memory()", "")) == "False\n"


def _said_at_the_end(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
