"""The README does as printed what it says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def console(heading: str, number: int = 0) -> list[tuple[str, str]]:
    """Give a console block below a heading: each command, and what is printed below it."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    block = re.findall(r"```console\n(.*?)```", section, re.DOTALL)[number]
    return [
        (command.strip(), printed)
        for command, _, printed in (p.partition("\n") for p in block.split("$ ")[1:])
    ]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment in which `ninety` is this checkout's command."""
    program = tmp_path / "bin/ninety"
    program.parent.mkdir()
    program.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' -m pipeline \"$@\"\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return dict(os.environ) | {"PATH": path, "PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(os.name == "nt", reason="the README speaks to a Unix shell")
def test_a_show_of_one_s_own_is_made_as_printed(tmp_path: Path, environment: dict[str, str]) -> None:
    (shown, listed), *commands, (last, _) = console("Make it your own")
    assert (shown, last) == ("cat list.csv", "ninety serve")
    folder = tmp_path / "somewhere"
    folder.mkdir()
    (folder / "list.csv").write_text(listed, encoding="utf-8")
    again = [command for command, _ in console("Make it your own", 1)]
    script = "\n".join(["set -e", *(command for command, _ in commands), *again])
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 rendered" in done.stdout
    assert done.stdout.count("hear it: ninety serve") == 2
    assert len(list((folder / "my-show/output/audio").glob("*.mp3"))) == 4
    assert "why-a-kettle-sings" in served(folder / "my-show", environment)


def served(show: Path, environment: dict[str, str]) -> str:
    """Start the server as printed but for its port, and give the feed that it serves."""
    command = ["ninety", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=show, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout is not None
            deadline = time.monotonic() + 60
            address = None
            while address is None and time.monotonic() < deadline:
                address = re.search(r"http://[^\s/]+/\S*feed\.xml", server.stdout.readline())
            assert address is not None
            with urlopen(address[0]) as answer:  # noqa: S310 - our own server
                return str(answer.read(), "utf-8")
        finally:
            server.send_signal(signal.SIGINT)


def test_its_links_lead_to_files() -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
