"""Aligned times in the speech cache, and in what is made of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.building.build import build_episodes
from pipeline.building.outcome import Settings
from pipeline.catalogue.load import load_show
from pipeline.layout.record import Record, read_record
from pipeline.speech.aligning import aligner
from pipeline.speech.cache import EntryCache
from pipeline.speech.engine import Speech, VoiceChoice
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.takes import Ears

from .conftest import Untimed

pytestmark = pytest.mark.slow


HEART = VoiceChoice("hibari", "heart")
PLAIN = "Bees dance to tell each other where the flowers are."
DASHED = "The plan — as it stood — failed at once."


def say(text: str, folder: Path | None, *, aligns: bool) -> Speech:
    cache = EntryCache(folder) if folder else None
    utterance = Speaker(HEART, Lexicon(), cache, Ears(align=aligns)).say(text, 1.0)
    assert utterance
    return utterance.speech


@pytest.mark.parametrize("text", [PLAIN, DASHED])
def test_an_engine_without_times_is_aligned_once(engine: Untimed, tmp_path: Path, text: str) -> None:
    first = say(text, tmp_path, aligns=True)
    again = say(text, tmp_path, aligns=True)
    assert (first.times, again.times, first.words) == ("aligned", "aligned", again.words)
    assert engine.asked == 1


def test_without_an_aligner_its_times_are_guessed(engine: Untimed, tmp_path: Path) -> None:
    assert say(PLAIN, tmp_path, aligns=False).times == "guessed"


def test_what_was_guessed_is_aligned_later_as_if_it_always_had_been(engine: Untimed, tmp_path: Path) -> None:
    say(PLAIN, tmp_path, aligns=False)
    late = say(PLAIN, tmp_path, aligns=True)
    fresh = say(PLAIN, None, aligns=True)
    assert (late.times, late.words) == ("aligned", fresh.words)
    assert (late.samples == fresh.samples).all()
    assert engine.asked == 2  # once for each cache


def test_a_dash_s_pause_that_was_put_by_guess_is_put_anew(engine: Untimed, tmp_path: Path) -> None:
    say(DASHED, tmp_path, aligns=False)
    late = say(DASHED, tmp_path, aligns=True)
    assert engine.asked == 2
    assert (late.samples == say(DASHED, None, aligns=True).samples).all()


def test_what_cannot_be_aligned_is_tried_once(
    engine: Untimed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    monkeypatch.setattr(aligner, "align", lambda *_: tried.append(1))
    assert [say(DASHED, tmp_path, aligns=True).times for _ in range(2)] == ["guessed", "guessed"]
    assert (len(tried), engine.asked) == (1, 1)


def build(root: Path) -> tuple[str, str, Record]:
    """Build the keys episode with the default voice; give status, reason and record."""
    show = load_show(root)
    settings = Settings(jobs=1, engine="hibari", voice="heart")
    [outcome] = build_episodes(show, [each for each in show.episodes if each.slug == "keys"], settings)
    record = read_record(root / "output/records/keys.json")
    assert record
    return outcome.status, outcome.reason, record


def test_an_episode_says_in_its_record_that_its_times_are_aligned(engine: Untimed, small_show: Path) -> None:
    status, _, record = build(small_show)
    assert (status, record.word_times) == ("rendered", "aligned")
    assert build(small_show)[0] == "unchanged"


def test_an_aligner_that_comes_later_is_used_and_one_that_goes_takes_nothing(
    engine: Untimed, small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr(aligner, "fingerprint", lambda: "")
        assert build(small_show)[2].word_times == "guessed"
        assert build(small_show)[0] == "unchanged"
    spoken = engine.asked
    status, reason, record = build(small_show)
    assert (status, reason, record.word_times) == ("rendered", "the aligner changed", "aligned")
    assert engine.asked == spoken
    monkeypatch.setattr(aligner, "fingerprint", lambda: "")
    assert build(small_show)[0] == "unchanged"


def test_an_episode_whose_times_are_exact_asks_for_no_aligner(
    small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(small_show)[2].word_times == "exact"
    monkeypatch.setattr(aligner, "fingerprint", lambda: "another")
    assert build(small_show)[0] == "unchanged"


def test_a_record_of_an_earlier_version_is_aligned(engine: Untimed, small_show: Path) -> None:
    _, _, record = build(small_show)
    inputs = {name: value for name, value in record.inputs.items() if name != "the aligner"}
    old = replace(record, word_times="estimated", inputs=inputs)
    (small_show / "output/records/keys.json").write_text(old.to_json(), encoding="utf-8")
    assert build(small_show)[:2] == ("rendered", "the aligner changed")
