"""A setting that names something there is not is told with its file, its line and what there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

BEEP = 'engine = "tone"\nvoice = "beep"'


def place_of(root: Path, name: str, needle: str) -> str:
    lines = (root / "episodes" / name).read_text(encoding="utf-8").splitlines()
    return f"{root / 'episodes' / name}:{next(at for at, line in enumerate(lines, 1) if needle in line)}"


@pytest.mark.parametrize(
    ("voice", "what", "remedy"),
    [
        ('engine = "tone"\nvoice = "bleep"', "the engine «tone» has no voice «bleep»", "beep, boop"),
        ('engine = "phone"', "there is no engine «phone»", "hibari"),
        ('voice = "phone/beep"', "there is no engine «phone»", "hibari"),
    ],
)
@pytest.mark.parametrize(
    "words", [["build", "--jobs", "1"], ["check", "--text"], ["say", "Hello.", "-o", "x.wav"]]
)
def test_a_voice_of_the_show(
    small_show: Path, run: Run, words: list[str], voice: str, what: str, remedy: str
) -> None:
    path = small_show / "episodes/show.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(BEEP, voice), encoding="utf-8")
    code, _, told = run(*words, "--root", small_show)
    assert code
    lines = told.splitlines()
    (line,) = {line for line in lines if line.startswith("error: ")}
    assert line.startswith(f"error: {place_of(small_show, 'show.toml', voice.splitlines()[-1])}: {what}")
    assert remedy in lines[lines.index(line) + 1]


def test_a_voice_that_the_command_asks_for_is_in_no_file(small_show: Path, run: Run) -> None:
    code, _, told = run("build", "--jobs", 1, "--voice", "bleep", "--root", small_show)
    assert code
    assert "the engine «tone» has no voice «bleep»" in told
    assert "show.toml" not in told


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("voice: bleep", "the engine «tone» has no voice «bleep»"),
        ("format: limerick", "asks for the format «limerick»"),
    ],
)
def test_a_voice_or_format_of_an_episode(small_show: Path, run: Run, line: str, what: str) -> None:
    path = small_show / "episodes/keys.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\ntitle:", f"\n{line}\ntitle:"), encoding="utf-8"
    )
    code, _, told = run("build", "--jobs", 1, "--root", small_show)
    assert code in {1, 4}
    assert f"error: {place_of(small_show, 'keys.md', line)}: {what}" in told
