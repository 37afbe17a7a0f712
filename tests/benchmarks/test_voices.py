"""The voices' benchmark, on the small show and the beeping engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking.listening.scoring import Error, Score

# The dependencies of another extra bring a package of the same name, which then stands in the way.
pytest.importorskip("benchmarks.voices")

from benchmarks.voice_listening import Judged
from benchmarks.voice_speaking import Spoken, chosen_episodes, read_spoken, speak_one
from benchmarks.voices import BEGIN, END, PAGE, table, write_table
from pipeline.catalogue.load import load_show
from pipeline.errors import InvalidScript
from pipeline.writing.on_disk.scripts import refresh_scripts

SPOKEN = Spoken(
    key="",
    sentences=(),
    speech_seconds=80.0,
    cpu_seconds=4.0,
    loading_cpu_seconds=1.5,
    megabytes=300,
    voice_from=1.0,
    voice_until=90.0,
)
ERROR = Error("missing", "word", "", 0, "word")


@pytest.fixture
def written_show(small_show: Path) -> Path:
    show = load_show(small_show)
    refresh_scripts(show, show.episodes)
    return small_show


def test_every_tenth_episode_is_chosen(small_show: Path) -> None:
    assert [episode.number for episode in chosen_episodes(load_show(small_show))] == [1]


@pytest.mark.slow
def test_an_episode_is_spoken_once_and_kept_until_its_words_change(
    written_show: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "results"
    first = speak_one(written_show, "tone/beep", "buttons", folder)
    assert first.speech_seconds > 10
    assert 0 < first.voice_from < first.voice_until
    assert speak_one(written_show, "tone/beep", "buttons", folder) == first == read_spoken(folder, "buttons")
    script = written_show / "scripts" / "buttons.md"
    script.write_text(script.read_text(encoding="utf-8").replace("button", "toggle"), encoding="utf-8")
    assert speak_one(written_show, "tone/beep", "buttons", folder).key != first.key


def test_an_episode_without_a_script_says_what_to_do(small_show: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidScript) as caught:
        speak_one(small_show, "tone/beep", "buttons", tmp_path)
    assert "ninety script" in caught.value.remedy


def test_the_table_pools_errors_by_words_and_takes_the_better_recogniser_per_file() -> None:
    def episode(tiny: int, base: int, words: int, opinion: float) -> Judged:
        scores = {"tiny.en": Score(words, (ERROR,) * tiny), "base": Score(words, (ERROR,) * base)}
        return Judged("slug", SPOKEN, scores, opinion)

    lines = table({"a/b": [episode(4, 1, 100, 4.5), episode(0, 9, 300, 4.1)], "c/d": []}, 2).splitlines()
    assert lines[2] == "| `a/b` | 20 | 1.5 s | 300 MB | 1.0 % | 2.5 % | 0.2 % | 4.30 | 4.10 |"
    assert lines[3].startswith("| `c/d` | not measured |")
    assert all(line.count("|") == 10 for line in lines[:4])


def test_what_was_measured_in_part_is_marked_so() -> None:
    scores = {"tiny.en": Score(10, ()), "base": Score(10, ())}
    assert "`a/b` (1 of 12 episodes)" in table({"a/b": [Judged("slug", SPOKEN, scores, 4.5)]}, 12)


def test_a_voice_that_was_not_measured_again_keeps_its_row_and_says_so() -> None:
    row = "| `c/d` | 20 | 1.5 s | 300 MB | 1.0 % | 2.5 % | 0.2 % | 4.30 | 4.10 |"
    kept = table({"c/d": []}, 12, {"c/d": row}).splitlines()[2]
    assert kept == row.replace("`c/d`", "`c/d` (measured before)")
    assert table({"c/d": []}, 12, {"c/d": kept}).splitlines()[2] == kept


def test_a_voice_that_was_never_measured_has_no_row_and_is_named(
    written_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = written_show / PAGE
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"{BEGIN}\n| `coqui/joe` | 8.6 |\n{END}\n", encoding="utf-8")
    write_table(written_show)
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == ["| `coqui/joe` (measured before) | 8.6 |"]
    assert "hibari/heart: never measured" in capsys.readouterr().err


def test_the_page_has_a_place_for_the_table() -> None:
    page = (Path(__file__).parents[2] / PAGE).read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert page.index(BEGIN) < page.index(END)
