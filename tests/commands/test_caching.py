"""`ninety cache`, and what builds tell of the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run

pytestmark = pytest.mark.slow


def build(run: Run, root: Path, *words: object) -> tuple[dict[str, int], str]:
    """Render everything again; give what the cache was good for, and what was complained of."""
    code, out, complaints = run("build", "--root", root, "--jobs", 1, "--force", "--json", *words)
    assert code == 0, complaints
    return json.loads(out)["totals"]["speech_cache"], complaints


def cache(run: Run, root: Path, *words: object, code: int = 0) -> dict[str, object]:
    ended, out, _ = run("cache", "--root", root, "--json", *words)
    assert ended == code
    return dict(json.loads(out))


def set_cache(root: Path, settings: str) -> None:
    path = root / "episodes/show.toml"
    path.write_text(path.read_text(encoding="utf-8") + f"\n[cache]\n{settings}\n", encoding="utf-8")


def test_it_tells_what_is_kept(built: Path, run: Run) -> None:
    facts = cache(run, built)
    files = list((built / ".cache/speech").rglob("*.speech"))
    assert facts["sentences"] == len(files) > 0
    assert facts["bytes"] == sum(file.stat().st_size for file in files)
    assert facts["max_bytes"] == 4 * 10**9
    _, told, _ = run("cache", "--root", built)
    assert f"{len(files)} sentences" in told


def test_what_is_damaged_is_found_and_gone(built: Path, run: Run) -> None:
    entry = next((built / ".cache/speech").rglob("*.speech"))
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache(run, built, "--verify", code=5)["verified"] == {
        "good": len(list(entry.parents[1].rglob("*.speech"))),
        "damaged": 1,
    }
    assert not entry.exists()
    cache(run, built, "--verify")


def test_it_is_brought_to_its_limit(built: Path, run: Run) -> None:
    before = cache(run, built)
    set_cache(built, "max_gb = 0.00005")  # 50 kB
    after = cache(run, built, "--prune")
    assert after["bytes"] <= 50_000 < before["bytes"]
    assert after["dropped"] == before["sentences"] - after["sentences"]  # type: ignore[operator]


def test_a_build_keeps_to_the_limit(built: Path, run: Run) -> None:
    set_cache(built, "max_gb = 0.00005")
    build(run, built)
    assert cache(run, built)["bytes"] <= 50_000  # type: ignore[operator]


def test_a_damaged_entry_is_told_when_asked_for_more(built: Path, run: Run) -> None:
    entry = next((built / ".cache/speech").rglob("*.speech"))
    entry.write_bytes(b"damaged")
    use, complaints = build(run, built, "-v")
    assert (use["damaged"], use["spoken"]) == (1, 1)
    assert "1 damaged entries were deleted and spoken again" in complaints


def test_a_second_machine_speaks_nothing(
    built: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINETY_SHARED_CACHE", str(tmp_path / "shared"))
    for entry in (built / ".cache/speech").rglob("*.speech"):
        entry.unlink()
    first, _ = build(run, built)
    sound = sorted((built / "output/audio").glob("*.mp3"))
    for entry in (built / ".cache/speech").rglob("*.speech"):
        entry.unlink()
    second, _ = build(run, built)
    assert first["spoken"] > 0 == second["spoken"]
    assert second["shared"] == first["spoken"]
    assert sorted((built / "output/audio").glob("*.mp3")) == sound


def test_a_shared_level_is_named_in_the_show_s_settings(built: Path, run: Run) -> None:
    set_cache(built, 'shared = "../shared by all"')
    folder = built.resolve().parent / "shared by all"
    assert cache(run, built)["shared"] == f"file://{folder.as_posix()}"
    build(run, built)
    assert list(folder.rglob("*.speech")) == []  # nothing was spoken: all was kept here
    for entry in (built / ".cache/speech").rglob("*.speech"):
        entry.unlink()
    build(run, built)
    assert len(list(folder.rglob("*.speech"))) > 0
    assert build(run, built)[0]["spoken"] == 0


def test_a_shared_level_that_is_not_there_is_told_once_and_nothing_fails(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINETY_SHARED_CACHE", "nowhere://baker:secret-flour@bread.internal/x")
    for entry in (built / ".cache/speech").rglob("*.speech"):
        entry.unlink()
    use, complaints = build(run, built)
    assert use["spoken"] > 0
    assert complaints.count("the shared speech cache could not be used") == 1
    assert "secret-flour" not in complaints + json.dumps(use)
