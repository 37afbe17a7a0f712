"""What a measurement was made on, and how much memory a process took."""

from __future__ import annotations

import os
import platform
import re
import sys
from pathlib import Path


def describe_machine() -> str:
    """Say on what this runs: cores, processor, system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return (
        f"{cores} cores of {_processor()}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def peak_megabytes() -> int:
    """Give the most memory this process ever held, in MB; 0 where the system does not tell.

    Linux's `ru_maxrss` starts at what the parent held when it forked; VmHWM counts this program alone.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"), re.MULTILINE)
        return round(int(found[1]) * 1024 / 1e6) if found else 0
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3))


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.is_file():
        found = re.search(r"^model name\s*:\s*(.+)$", facts.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1]
    return platform.processor() or "an unnamed processor"
