"""The pages of docs/, and what reads them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def blocks(page: str, kind: str) -> list[str]:
    """Give the fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text_of(page), re.DOTALL | re.MULTILINE)


def commands(page: str) -> Iterator[str]:
    """Give what stands behind a `$`."""
    for block in blocks(page, "console"):
        yield from (line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ "))


def rows(page: str) -> Iterator[list[str]]:
    """Give the cells of every row of every table, heads too."""
    for line in text_of(page).splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment in which `ninety` is this checkout's command."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "ninety"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m pipeline \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    return dict(os.environ) | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="session")
def ninety() -> Callable[[str, Path], str]:
    """Give what runs a line with the command in this process, where it is no shell that is tried."""

    def run(line: str, folder: Path) -> str:
        printed = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
            code = main(line.split()[1:])
        assert code in (ExitCode.OK, ExitCode.CHECK), f"{line}: {printed.getvalue()}"
        return printed.getvalue()

    return run


@pytest.fixture(scope="session")
def sh(environment: dict[str, str]) -> Callable[[str, Path], str]:
    """Give what runs lines in a shell, one after the other, and gives what they print."""

    def run(script: str, folder: Path) -> str:
        done = subprocess.run(
            ["sh", "-c", f"set -e\n{script}"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
