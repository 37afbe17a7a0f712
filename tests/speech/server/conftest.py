"""A speech server of its own process, and what it was asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest


@dataclass(frozen=True, slots=True)
class SpeechServer:
    """A server that runs."""

    port: int

    def voice(self, model: str = "beeps", **options: str | int) -> str:
        """Name a voice of it."""
        more = "".join(f"&{name}={value}" for name, value in options.items())
        return f"http://127.0.0.1:{self.port}/v1?model={model}&voice=low{more}"

    @property
    def seen(self) -> dict[str, Any]:
        """Give what it was asked."""
        with urlopen(f"http://127.0.0.1:{self.port}/seen") as answer:
            return dict(json.load(answer))


@pytest.fixture(scope="package")
def running() -> Iterator[SpeechServer]:
    """Run a server until the last of these tests ends."""
    program = Path(__file__).with_name("speech_server.py")
    with subprocess.Popen([sys.executable, program], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield SpeechServer(int(process.stdout.readline()))
        process.stdin.close()
        process.stdout.close()
        process.wait()


@pytest.fixture
def server(running: SpeechServer) -> SpeechServer:
    """Give a server that remembers nothing."""
    with urlopen(f"http://127.0.0.1:{running.port}/forget") as answer:
        answer.read()
    return running
