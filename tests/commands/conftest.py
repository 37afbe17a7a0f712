"""A small show that is built, and the command to run on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.publishing import covers

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process: its exit code, what it says, and what it complains of."""
    monkeypatch.setattr(covers, "PIXELS", 300)

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def built(small_show: Path, run: Run, filled_once: Callable[..., Path]) -> Path:
    """The small show, built."""

    def build(root: Path) -> None:
        settings = root / "episodes/show.toml"  # nothing with an example address is uploaded
        settings.write_text(settings.read_text().replace("example.org", "small.internal"))
        code, _, complaints = run("build", "--root", root, "--jobs", 1)
        assert code == 0, complaints

    return filled_once("published elsewhere, small covers", small_show, build)
