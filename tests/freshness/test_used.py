"""What was really used decides: not the file it stood in, nor the program's text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.building.build import build_episodes
from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.load import load_show
from pipeline.freshness import drafts, renderings


def built(root: Path) -> dict[str, Outcome]:
    show = load_show(root)
    return {each.slug: each for each in build_episodes(show, show.episodes, Settings(jobs=1))}


def rendered(root: Path) -> set[str]:
    return {slug for slug, outcome in built(root).items() if outcome.status == "rendered"}


@pytest.fixture
def show(small_show: Path, filled_once: Callable[..., Path]) -> Path:
    episode = small_show / "episodes/keys.md"
    text = episode.read_text(encoding="utf-8").replace("forty small things", "forty things of 40 kHz")
    episode.write_text(text, encoding="utf-8")
    return filled_once("with kilohertz", small_show, built)


@pytest.mark.slow
def test_an_entry_reaches_what_a_rule_says_by_it(show: Path) -> None:
    lexicon = show / "episodes/lexicon.toml"
    lexicon.write_text('[[entry]]\nterm = "kilohertz"\nspoken = "thousand hertz"\n', encoding="utf-8")
    outcomes = built(show)
    assert {slug for slug, each in outcomes.items() if each.status == "rendered"} == {"keys"}
    assert outcomes["keys"].reason == "how it is said changed"


def test_an_entry_that_nothing_says_makes_nothing_anew(show: Path) -> None:
    lexicon = show / "episodes/lexicon.toml"
    lexicon.write_text('[[entry]]\nterm = "zeppelin"\nspoken = "airship"\n', encoding="utf-8")
    assert rendered(show) == set()


@pytest.mark.parametrize(
    "settings",
    [{"items_per_page": "2"}, {"explicit": "true"}, {"minimum_seconds": "20"}, {"guest_name": '"Bo"'}],
)
def test_settings_that_no_recording_uses_make_none_anew(
    show: Path, settings: dict[str, str], change_settings: Callable[[Path, dict[str, str]], None]
) -> None:
    change_settings(show, settings)
    assert rendered(show) == set()


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"category": '"Arts"'}, "the show's facts changed"),
        ({"host_name": '"Ann"'}, "the show's facts changed"),  # the transcript in JSON names who speaks
        ({"tolerance_seconds": "4"}, "the length changed"),
    ],
)
@pytest.mark.slow
def test_settings_that_recordings_use_say_so(
    show: Path,
    settings: dict[str, str],
    reason: str,
    change_settings: Callable[[Path, dict[str, str]], None],
) -> None:
    change_settings(show, settings)
    assert {outcome.reason for outcome in built(show).values()} == {reason}


def test_another_text_of_the_program_makes_nothing_stale(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = {path: path.read_bytes() for path in (show / "scripts").iterdir()}
    for module in (drafts, renderings):
        monkeypatch.setattr(module, "program_sign", lambda: "a docstring more")
    assert rendered(show) == set()
    assert {path: path.read_bytes() for path in scripts} == scripts


def test_a_new_version_of_a_stage_says_so(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.audio import mastering

    monkeypatch.setattr(mastering, "VERSION", -1)
    assert {outcome.reason for outcome in built(show).values()} == {"Ninety itself changed"}


def test_a_paragraph_that_is_not_said_counts_by_its_length(show: Path) -> None:
    script = show / "scripts/keys.md"
    lines = script.read_text(encoding="utf-8").rstrip().split("\n")
    more = "{optional 1} " + "A drawer of spare keys has no end, and nobody counts them. " * 9
    script.write_text("\n".join([*lines, "", more.strip()]) + "\n", encoding="utf-8")
    assert rendered(show) == {"keys"}
    lexicon = show / "episodes/lexicon.toml"
    lexicon.write_text('[[entry]]\nterm = "spare"\nspoken = "parse"\n', encoding="utf-8")
    assert rendered(show) == set()  # as many letters: neither is said, and nothing is chosen otherwise
    lexicon.write_text('[[entry]]\nterm = "spare"\nspoken = "second"\n', encoding="utf-8")
    assert rendered(show) == {"keys"}
