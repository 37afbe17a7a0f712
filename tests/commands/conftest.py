"""A small show that is built, and the command to run on it."""

from __future__ import annotations

import shutil
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


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the small show is kept once it is built."""
    return tmp_path_factory.mktemp("kept") / "show"


@pytest.fixture
def built(small_show: Path, run: Run, kept: Path) -> Path:
    """The small show, built."""
    if kept.exists():
        return Path(shutil.copytree(kept, small_show, dirs_exist_ok=True))
    settings = small_show / "episodes/show.toml"  # nothing with an example address is uploaded
    settings.write_text(settings.read_text().replace("example.org", "small.internal"))
    code, _, complaints = run("build", "--root", small_show, "--jobs", 1)
    assert code == 0, complaints
    shutil.copytree(small_show, kept)
    return small_show
