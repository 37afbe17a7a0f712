"""Tests that drive other programs. They run when asked for by name, as `make test-system` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave this folder out of a run that names no path in it: what it needs may not be installed."""
    asked = any("system" in str(argument) for argument in config.args)
    return None if asked else True


@pytest.fixture(scope="session")
def serving(served: Callable[[Path], dict[str, str]]) -> Callable[[Path], str]:
    """Serve a show's folder until the tests end; give the address."""
    return lambda root: served(root)["url"]
