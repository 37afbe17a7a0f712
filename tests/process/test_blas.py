"""numpy starts no threads for a command, unless its user asks for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pipeline.cli import main
main(["list", "--root", sys.argv[1]])
import os, numpy
print(os.environ["OPENBLAS_NUM_THREADS"], len(os.listdir("/proc/self/task")))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted as Linux tells them")
@pytest.mark.parametrize(("asked", "told"), [(None, "1"), ("2", "2")])
def test_a_command_starts_no_threads_for_linear_algebra(tmp_path: Path, asked: str | None, told: str) -> None:
    variables = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    variables |= {"OPENBLAS_NUM_THREADS": asked} if asked else {}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path], env=variables, capture_output=True, text=True, check=True
    )
    threads, tasks = run.stdout.split()[-2:]
    assert threads == told
    assert int(tasks) >= 1 if asked else int(tasks) == 1
