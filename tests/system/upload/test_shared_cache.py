"""A speech cache that machines share on a real S3 server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.system.upload.conftest import NINETY, Place


def build(place: Place, root: Path, **variables: str) -> tuple[dict[str, Any], str]:
    """Render everything again as a machine that has kept nothing; give the cache's use and what was told."""
    for entry in (root / ".cache/speech").rglob("*.speech"):
        entry.unlink()
    words = ["build", "--root", str(root), "--engine", "tone", "--force", "--json", "-v"]
    environment = place.all_variables | {"NINETY_SHARED_CACHE": place.url} | variables
    done = subprocess.run([*NINETY, *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["totals"]["speech_cache"], done.stdout + done.stderr


def sounds(root: Path) -> list[str]:
    return sorted(file.name for file in (root / "output/audio").glob("*.mp3"))


def test_what_one_machine_spoke_the_next_takes_from_s3(s3: Place, root: Path) -> None:
    first, _ = build(s3, root)
    before = sounds(root)
    second, _ = build(s3, root)
    assert first["spoken"] > 0
    assert (first["shared"], second["spoken"], second["shared"]) == (0, 0, first["spoken"])
    assert sounds(root) == before


def test_a_damaged_entry_on_s3_is_spoken_and_mended(s3: Place, root: Path) -> None:
    build(s3, root)
    entry = next((root / ".cache/speech").rglob("*.speech"))
    path = entry.relative_to(root / ".cache/speech").as_posix()
    whole = entry.read_bytes()
    assert s3.read(path) == whole
    s3.write(path, whole[:-1])
    use, _ = build(s3, root)
    assert use["spoken"] == 1
    assert s3.read(path) == whole


@pytest.mark.parametrize(
    "variables",
    [
        {"AWS_SECRET_ACCESS_KEY": "not-the-right-secret"},
        {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
        {"NINETY_SHARED_CACHE": "s3://no-such-bucket-anywhere/x"},
    ],
    ids=["credentials", "endpoint", "bucket"],
)
def test_a_server_that_refuses_is_told_once_without_secrets(
    s3: Place, root: Path, variables: dict[str, str]
) -> None:
    use, told = build(s3, root, **variables)
    assert use["spoken"] > 0
    assert use["trouble"]
    assert told.count("the shared speech cache could not be used") == 1
    for secret in ("water-and-salt", "not-the-right-secret"):
        assert secret not in told
