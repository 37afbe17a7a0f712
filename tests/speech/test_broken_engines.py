"""An engine of another package that raises whatever it likes, wherever it is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.publishing import covers
from pipeline.speech import acceptance, languages
from pipeline.speech.engine import engine_points, find_engine, installed_engines

pytestmark = pytest.mark.slow


BROKEN = """
from pipeline.speech.engines.tone import ToneEngine

if WHERE == "import":
    raise WHAT("boom")

class BrokenEngine(ToneEngine):
    name = "broken"

def break_(where):
    def broken(*_, **__):
        raise WHAT("boom\\x1b[31m")
    setattr(BrokenEngine, where, broken)

if WHERE != "import":
    break_(WHERE)
"""
Run = Callable[..., tuple[int, dict[str, Any], str]]


def forget() -> None:
    for cached in (find_engine, installed_engines, engine_points, languages._voice, languages._voices_for):
        cached.cache_clear()
    acceptance._declared_rate.cache_clear()
    acceptance._seconds_to_fetch.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Install the engine, broken in one place in one way; it is gone with the test."""

    def put(where: str, what: str) -> None:
        facts = tmp_path / "site/broken-1.0.dist-info"
        facts.mkdir(parents=True)
        (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
        (facts / "entry_points.txt").write_text("[ninety.engines]\nbroken = broken_engine:BrokenEngine\n")
        text = BROKEN.replace("WHERE", repr(where)).replace("WHAT", what)
        (tmp_path / "site/broken_engine.py").write_text(text)
        monkeypatch.syspath_prepend(tmp_path / "site")

    monkeypatch.setattr(covers, "PIXELS", 300)
    monkeypatch.delitem(sys.modules, "broken_engine", raising=False)
    forget()
    yield put
    sys.modules.pop("broken_engine", None)
    forget()


@pytest.fixture
def run(small_show: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a show one of whose episodes is spoken by that engine."""
    page = small_show / "episodes/keys.md"
    page.write_text(page.read_text().replace("topics:", "voice: broken/beep\ntopics:"))

    def ninety(*words: str) -> tuple[int, dict[str, Any], str]:
        code = main([*words, "--json"])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        assert "\x1b" not in told.err + told.out
        return code, json.loads(told.out), told.err

    return ninety


@pytest.mark.parametrize("where", ["import", "__init__", "voices", "fingerprint", "synthesize", "preview"])
@pytest.mark.parametrize("what", ["ValueError", "SystemExit", "GeneratorExit"])  # the last as a panic of Rust
def test_it_costs_its_own_episode(
    install: Callable[[str, str], None], run: Run, small_show: Path, where: str, what: str
) -> None:
    install(where, what)
    code, told, _ = run("build", "--root", str(small_show), "--jobs", "1")
    assert code == 1
    assert {one["slug"]: one["status"] for one in told["episodes"]} == {
        "buttons": "rendered",
        "keys": "failed",
        "coins": "rendered",
    }
    (reason,) = [one["reason"] for one in told["episodes"] if one["slug"] == "keys"]
    assert "keys" in reason
    assert f"{what}: boom" in reason


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_error_that_cannot_even_be_told_costs_no_more(
    install: Callable[[str, str], None], run: Run, small_show: Path, jobs: str
) -> None:
    install("synthesize", "type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})")
    code, told, _ = run("build", "--root", str(small_show), "--jobs", jobs)
    assert code == 1
    assert [one["slug"] for one in told["episodes"] if one["status"] == "failed"] == ["keys"]
    assert told["errors"][0]["what"].endswith("Odd: it cannot say what")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_it_prints_is_no_part_of_the_document(
    install: Callable[[str, str], None], small_show: Path, jobs: str
) -> None:
    install("synthesize", "(print('model loaded', flush=True), ValueError)[1]")
    settings = small_show / "episodes/show.toml"
    settings.write_text(settings.read_text().replace('engine = "tone"', 'engine = "broken"'))
    command = [sys.executable, "-m", "pipeline", "build", "--root", str(small_show), "--jobs", jobs, "--json"]
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": paths}
    )
    assert len(json.loads(done.stdout)["episodes"]) == 3
    assert "model loaded" in done.stderr


@pytest.mark.parametrize("voices", [None, ("low", "high"), 7])
def test_a_list_of_voices_that_is_none_does_not_stop_the_list_of_all(
    install: Callable[[str, str], None], run: Run, monkeypatch: pytest.MonkeyPatch, voices: object
) -> None:
    install("synthesize", "ValueError")
    monkeypatch.setattr(type(find_engine("broken")), "voices", lambda _: voices)
    code, told, _ = run("voices")
    assert code == 0
    assert "hibari/heart" in [each["voice"] for each in told["voices"]]


def test_an_interrupt_that_it_makes_up_is_an_error_like_any_other(
    install: Callable[[str, str], None], run: Run, small_show: Path
) -> None:
    install("synthesize", "KeyboardInterrupt")
    code, told, _ = run("build", "--root", str(small_show), "--jobs", "1")
    assert code == 1
    assert [one["slug"] for one in told["episodes"] if one["status"] == "failed"] == ["keys"]


@pytest.mark.parametrize("where", ["import", "__init__", "voices", "preview"])
@pytest.mark.parametrize("what", ["RecursionError", "MemoryError"])
def test_the_texts_of_the_others_are_read_all_the_same(
    install: Callable[[str, str], None], run: Run, small_show: Path, where: str, what: str
) -> None:
    install(where, what)
    code, told, err = run("check", "--text", "--root", str(small_show))
    assert code == 1
    assert {one["slug"] for one in told["episodes"]} == {"buttons", "coins"}
    assert f"{what}: boom" in err
    assert run("script", "--force", "--root", str(small_show))[0] == 0


@pytest.mark.parametrize("where", ["import", "__init__", "voices"])
def test_the_other_voices_are_listed_and_it_is_told_as_broken(
    install: Callable[[str, str], None], run: Run, where: str
) -> None:
    install(where, "ValueError")
    code, told, _ = run("voices")
    assert code == 0
    assert "hibari/heart" in {row["voice"] for row in told["voices"]}
    (broken,) = [row for row in told["not_installed"] if row["engine"] == "broken"]
    assert broken["what"].startswith("the engine «broken» is broken: ValueError: boom")
