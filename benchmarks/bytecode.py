"""Python's bytecode as an installed program has it: compiled before anything is measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def with_bytecode(code: Path) -> dict[str, str]:
    """Compile a commit's program in its place; give the environment in which it is run from there.

    Where Python is told to write no bytecode, or to another folder than the packages have theirs in, every
    start would compile everything once more, and be measured with it.
    """
    environment = os.environ | {"PYTHONPATH": str(code)}
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "compileall", "-q", str(code / "pipeline"), str(code / "benchmarks")]
    subprocess.run(command, env=environment, check=True)
    return environment
