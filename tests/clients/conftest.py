"""Podcast clients of others, on a feed that `ninety serve` serves. They run when asked for by name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from .everything import TAGS, Change, edit_a_script, switch_everything_on

NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]

SETTINGS = {
    "engine": '"tone"',
    "voice": '"beep"',
    **TAGS,
}


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave this folder out of a run that names no path in it: what it needs may not be installed."""
    asked = any("clients" in str(argument) for argument in config.args)
    return None if asked else True


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is being served, and the folder it is served from."""

    url: str
    output: Path

    @property
    def recordings(self) -> set[str]:
        """Give the digests of the recordings."""
        return digests(self.output / "audio")


@dataclass(frozen=True, slots=True)
class Home:
    """A home directory of its own for a client."""

    path: Path

    @property
    def recordings(self) -> set[str]:
        """Give the digests of the MP3s that are anywhere in it."""
        return digests(self.path)

    def run(self, *command: str | Path, **variables: str | Path) -> str:
        """Run a program in this home and give what it printed; it must be installed, and must not fail."""
        program = found(str(command[0]))
        environment = {"HOME": str(self.path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb"}
        done = subprocess.run(
            [program, *map(str, command[1:])],
            cwd=self.path,
            env=environment | {name: str(value) for name, value in variables.items()},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def found(program: str) -> str:
    """Find a program beside this Python or on the path; without it the test is skipped, but never in CI."""
    path = shutil.which(program, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if path is None:
        message = f"{program} is not installed: see tests/system/install.sh"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return str(path)


def digests(folder: Path) -> set[str]:
    """Give the digests of the MP3s anywhere below a folder."""
    return {sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*.mp3")}


def ninety(*arguments: str | Path) -> None:
    done = subprocess.run([*NINETY, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def programs() -> Callable[[str], str]:
    """Give what finds a program by its name."""
    return found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Give a new home."""
    return Home(tmp_path)


@pytest.fixture(scope="session")
def show(tmp_path_factory: pytest.TempPathFactory, change_settings: Change) -> Path:
    """Give the folder of a show that is built: `ninety init --example`, spoken in beeps."""
    root = tmp_path_factory.mktemp("show") / "bridges"
    ninety("init", root, "--example")
    change_settings(root, SETTINGS)
    ninety("build", "--root", root)
    return root


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory, change_settings: Change) -> Path:
    """Give the folder of the same show with nothing but what is needed."""
    root = tmp_path_factory.mktemp("plain") / "bridges"
    ninety("init", root, "--example")
    change_settings(root, {"engine": '"tone"', "voice": '"beep"'})
    ninety("build", "--root", root)
    return root


@pytest.fixture(scope="session")
def everything(plain: Path, tmp_path_factory: pytest.TempPathFactory, change_settings: Change) -> Path:
    """Give the folder of that show with everything switched on that a show can have."""
    root = tmp_path_factory.mktemp("everything") / "bridges"
    shutil.copytree(plain, root)
    switch_everything_on(root, change_settings)
    ninety("script", "--root", root)
    edit_a_script(root)
    ninety("build", "--root", root)
    return root


@pytest.fixture(scope="session")
def serve(served: Callable[[Path], dict[str, str]]) -> Callable[[Path], Feed]:
    """Serve a show on a free port until the tests end."""
    return lambda root: Feed(served(root)["feed"], root / "output")


@pytest.fixture(scope="session")
def paged_feed(
    show: Path,
    serve: Callable[[Path], Feed],
    tmp_path_factory: pytest.TempPathFactory,
    change_settings: Change,
) -> Feed:
    """Give the same feed with one episode on a page."""
    root = tmp_path_factory.mktemp("paged") / "bridges"
    shutil.copytree(show, root)
    change_settings(root, {"items_per_page": "1"})
    ninety("publish", "--root", root)
    return serve(root)


@pytest.fixture(scope="session")
def feed(show: Path, serve: Callable[[Path], Feed]) -> Feed:
    """Give the show's feed, being served."""
    return serve(show)
