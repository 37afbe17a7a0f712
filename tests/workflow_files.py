"""Reading the workflows for GitHub, and what is asked of every one of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

_PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(file: Path) -> dict[Any, Any]:
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def steps(document: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in document["jobs"].values() for step in job["steps"]]


def assert_they_keep_to_the_schema(*files: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def assert_every_action_is_pinned(file: Path) -> None:
    used = re.findall(r"uses: (.+)", file.read_text(encoding="utf-8"))
    assert len(used) == sum("uses" in step for step in steps(read(file))) > 0
    assert [action for action in used if not _PINNED.fullmatch(action)] == []


def assert_bash_can_read_every_command(file: Path) -> None:
    for step in steps(read(file)):
        subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True, check=True)
