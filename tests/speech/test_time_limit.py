"""An engine that does not come to an end: its sentence fails, and the others are spoken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import SpeechFailed
from pipeline.process.ending import AT_WORK
from pipeline.speech import acceptance
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.engines.tone import ToneEngine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.time_limit import Helper, OutOfTime

pytestmark = pytest.mark.slow


STICKY = """
import time
from pipeline.speech import acceptance
from pipeline.speech.engines.tone import ToneEngine

acceptance.LIMIT_SECONDS, acceptance.LIMIT_TIMES_REAL_TIME = 3.0, 0.0

class StickyEngine(ToneEngine):
    name = "sticky"

    def synthesize(self, sentence, voice, speed):
        while "lost a key" in sentence.spoken:
            HOW
        return super().synthesize(sentence, voice, speed)
"""
NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]


@pytest.mark.parametrize(("jobs", "how"), [("1", "time.sleep(60)"), ("2", "time.sleep(60)"), ("2", "pass")])
def test_an_engine_that_hangs_costs_its_episode_only(
    small_show: Path, tmp_path: Path, jobs: str, how: str
) -> None:
    site = tmp_path / "site"
    (site / "sticky-1.0.dist-info").mkdir(parents=True)
    (site / "sticky.py").write_text(STICKY.replace("HOW", how))
    (site / "sticky-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: sticky\nVersion: 1.0\n")
    (site / "sticky-1.0.dist-info/entry_points.txt").write_text(
        "[ninety.engines]\nsticky = sticky:StickyEngine\n"
    )
    paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [*NINETY, "render", "--all", "--root", str(small_show), "--engine", "sticky", "--json"]
    done = subprocess.run(
        [*command, "--jobs", jobs],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    told = {one["slug"]: one for one in json.loads(done.stdout)["episodes"]}
    assert {slug: one["status"] for slug, one in told.items()} == {
        "buttons": "rendered",
        "keys": "failed",
        "coins": "rendered",
    }
    assert "keys: the voice «sticky/beep» was still at «Who has not lost a key " in told["keys"]["reason"]


def test_the_limit_grows_with_what_is_to_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptance, "LIMIT_SECONDS", 0.0)
    monkeypatch.setattr(acceptance, "LIMIT_TIMES_REAL_TIME", 0.1)

    class Slow(ToneEngine):
        def synthesize(self, sentence, voice, speed):  # type: ignore[no-untyped-def]
            time.sleep(0.5)
            return super().synthesize(sentence, voice, speed)

    beep, long = VoiceChoice("tone", "beep"), "The committee weighs every argument twice. " * 8
    acceptance.speak_soundly(Slow(), beep, speak_sentence(long, Lexicon()), 1.0)
    with pytest.raises(SpeechFailed, match=r"still at «Yes\.» after 0 s"):
        acceptance.speak_soundly(Slow(), beep, speak_sentence("Yes.", Lexicon()), 1.0)


def test_one_thread_does_all_until_it_is_stuck() -> None:
    helper = Helper()
    first = helper.within(60, threading.get_ident)
    assert helper.within(60, threading.get_ident) == first != threading.get_ident()
    stuck, before = threading.Event(), set(AT_WORK)
    with pytest.raises(OutOfTime):
        helper.within(0.05, stuck.wait)
    assert len(AT_WORK - before) == 1  # so that the process does not end under it
    assert helper.within(60, threading.get_ident) != first
    stuck.set()


@pytest.mark.parametrize("error", [ValueError, MemoryError])
def test_what_it_raises_is_raised_here(error: type[BaseException]) -> None:
    def fail() -> None:
        raise error("no")

    with pytest.raises(error):
        Helper().within(60, fail)


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_what_would_end_the_program_is_an_error_like_any_other(error: type[BaseException]) -> None:
    def fail() -> None:
        raise error("no")

    with pytest.raises(RuntimeError, match=f"{error.__name__}: no"):
        Helper().within(60, fail)
