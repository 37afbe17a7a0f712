"""Tests that drive other programs. They run when asked for by name, as `make test-system` does."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave this folder out of a run that names no path in it: what it needs may not be installed."""
    asked = any("system" in str(argument) for argument in config.args)
    return None if asked else True


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[[Path], str]]:
    """Start `ninety serve` on a show's folder and a free port; give its address. It ends with the tests."""
    servers: list[subprocess.Popen[str]] = []

    def serve(root: Path) -> str:
        command = [*NINETY, "serve", "--root", str(root), "--port", "0", "--json"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        servers.append(server)
        assert server.stdout is not None
        told = ""
        while not told.endswith("}\n"):
            line = server.stdout.readline()
            assert line, f"ninety serve ended with {server.wait()}"
            told += line
        return str(json.loads(told)["url"])

    yield serve
    for server in servers:
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) == 0
        server.stdout.close()
