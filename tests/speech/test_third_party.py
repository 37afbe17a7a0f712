from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


PACKAGE = Path(__file__).parent / "third_party"
NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Install the package as its users would, into a folder of its own."""
    import shutil

    source = tmp_path_factory.mktemp("source") / "parrot"
    shutil.copytree(PACKAGE, source)
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*command, "--target", str(folder), str(source)], check=True, capture_output=True)
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_an_engine_of_another_package_is_found(environment: dict[str, str]) -> None:
    done = subprocess.run([*NINETY, "voices", "--json"], env=environment, capture_output=True, check=True)
    assert "parrot/polly" in [row["voice"] for row in json.loads(done.stdout)["voices"]]


def test_an_engine_of_another_package_speaks_a_whole_show(
    environment: dict[str, str], small_show: Path
) -> None:
    command = [*NINETY, "build", "--root", str(small_show), "--engine", "parrot", "--json", "--jobs", "2"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["totals"]["rendered"] == 3
    record = json.loads((small_show / "output/records/keys.json").read_text())
    assert (record["engine"], record["voice"]) == ("parrot", "polly")
