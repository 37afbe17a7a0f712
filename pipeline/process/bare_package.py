"""One module of a package, loaded without what the package loads with itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec


@contextmanager
def bare_package(name: str) -> Iterator[None]:
    """Let modules of a package be imported while its own code is not run, where nobody has run it yet.

    Whoever imports the package later gets all of it, with these modules in it. On Windows the code is run: it
    may tell the system where libraries are.
    """
    spec = None if name in sys.modules or sys.platform == "win32" else find_spec(name)
    if spec is None:
        yield
        return
    sys.modules[name] = module_from_spec(spec)  # where its modules find each other
    try:
        yield
    finally:
        del sys.modules[name]
