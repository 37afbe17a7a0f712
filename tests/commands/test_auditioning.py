"""`ninety audition`: a page with its sounds, and the choice written into the show."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from pipeline.catalogue.load import load_show

Run = Callable[..., tuple[int, str, str]]
NINETY = [sys.executable, "-m", "pipeline"]
TEXT = "Suppose someone lends you a concert piano."


@pytest.fixture
def audition(run: Run, small_show: Path) -> Run:
    """Run the command on the small show."""
    return lambda *words: run("audition", *words, "--root", small_show)


def voice(root: Path) -> tuple[str, str]:
    show = load_show(root)
    return show.voice.engine, show.voice.voice


def test_without_a_server_page_and_sounds_are_written_and_nothing_is_chosen(
    audition: Run, small_show: Path
) -> None:
    code, said, _ = audition(TEXT, "--voices", "hibari/heart,tone/beep", "--no-serve")
    assert code == 0
    folder = small_show / ".cache/audition"
    assert sorted(p.name for p in folder.iterdir()) == ["a.mp3", "audition.json", "b.mp3", "index.html"]
    assert re.search(r"^A +\d\.\d s  hibari/heart$", said, re.MULTILINE)
    assert f"hear them: {folder / 'index.html'}" in said
    assert voice(small_show) == ("tone", "beep")


def test_the_choice_may_be_made_at_once(audition: Run, small_show: Path) -> None:
    code, said, _ = audition(TEXT, "--voices", "beep,hibari/heart", "--choose", "hibari/heart", "--json")
    document = json.loads(said)
    assert code == 0
    assert (document["chosen"], document["changes"]) == (
        "B",
        {"voice.engine": "hibari", "voice.voice": "heart"},
    )
    assert document["file"] == str(small_show / "episodes/show.toml")
    assert voice(small_show) == ("hibari", "heart")


def test_the_choice_may_be_made_later_by_its_letter(audition: Run, small_show: Path) -> None:
    audition(TEXT, "--voices", "beep,hibari/heart", "--no-serve")
    code, said, _ = audition("--choose", "b")
    assert (code, voice(small_show)) == (0, ("hibari", "heart"))
    assert 'voice.engine = "hibari", voice.voice = "heart"' in said
    assert audition("--choose", "heart")[1].endswith("show.toml says so already\n")


def test_shuffled_candidates_keep_their_names_back(audition: Run, small_show: Path) -> None:
    names = "hibari/heart,tone/beep"
    _, said, _ = audition(TEXT, "--voices", names, "--no-serve", "--shuffle")
    page = (small_show / ".cache/audition/index.html").read_text()
    assert "heart" not in said + page
    assert "beep" not in said + page
    orders = set()
    for _ in range(40):  # by chance, both: but for once in 10 to the 12
        _, said, _ = audition("Hello.", "--voices", names, "--no-serve", "--shuffle", "--json")
        orders.add(tuple(each["name"] for each in json.loads(said)["candidates"]))
        if len(orders) == 2:
            return
    pytest.fail(f"always in the order {orders}")


def test_the_second_voice_and_named_ones_are_chosen_too(audition: Run, small_show: Path) -> None:
    audition(TEXT, "--voices", "hibari/heart", "--role", "guest", "--choose", "a")
    audition(TEXT, "--voices", "hibari/heart", "--role", "ada", "--choose", "a")
    show = load_show(small_show)
    assert show.voice.guest == "hibari/heart"
    assert [(each.name, each.voice) for each in show.voices] == [("ada", "hibari/heart")]
    assert voice(small_show) == ("tone", "beep")


def test_a_pronunciation_goes_into_the_lexicon(audition: Run, small_show: Path) -> None:
    code, said, _ = audition("--term", "lamp", "--as", "LAM-puh", "--as", "/lˈæmp/", "--choose", "LAM-puh")
    assert code == 0
    assert tomllib.loads((small_show / "episodes/lexicon.toml").read_text()) == {
        "entry": [{"term": "lamp", "spoken": "Lam-puh"}]
    }
    assert "as now" in said


def test_a_term_is_heard_in_a_sentence_of_the_show(audition: Run, small_show: Path, run: Run) -> None:
    run("script", "--root", small_show, "-q")
    _, said, _ = audition("--term", "coat", "--as", "cote", "--no-serve", "--json")
    assert "coat" in json.loads(said)["text"]
    assert len(json.loads(said)["text"].split()) > 3
    code, _, told = audition("No such word here.", "--term", "coat", "--as", "cote", "--no-serve")
    assert (code, "does not have «coat»" in told) == (2, True)


def test_what_an_earlier_audition_had_more_of_is_gone(audition: Run, small_show: Path) -> None:
    audition(TEXT, "--voices", "hibari/heart,tone/beep", "--no-serve")
    audition(TEXT, "--voices", "tone/beep", "--no-serve")
    assert not (small_show / ".cache/audition/b.mp3").exists()


def test_another_page_is_not_written_over(audition: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/index.html").write_text("my own")
    code, _, told = audition(TEXT, "--voices", "tone/beep", "--no-serve", "-o", tmp_path / "mine")
    assert (code, "holds another page" in told) == (6, True)
    assert (tmp_path / "mine/index.html").read_text() == "my own"


def test_without_a_show_voices_can_be_heard_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    words = (TEXT, "--voices", "heart,tone/beep", "--choose", "a", "--root", tmp_path)
    code, said, _ = run("audition", *words)
    assert (code, "no show here" in said) == (0, True)
    assert [path.name for path in tmp_path.iterdir()] == ["audition"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "nothing is to be heard"),
        (("--choose", "a"), 2, "no audition to choose from"),
        ((TEXT, "--voices", "tone/nobody"), 4, "has no voice"),
        ((TEXT, "--voices", "tone/beep", "--choose", "z"), 2, "the candidates: A (tone/beep)"),
        ((TEXT, "--role", "Ada Lovelace"), 2, "is no role"),
        ((TEXT, "--as", "x"), 2, "--as"),
        ((TEXT, "--voice", "tone/beep"), 2, "--voice"),
        (("--term", "x", "--as", "y", "--voices", "tone/beep"), 2, "--voices"),
        (("--term", "x", "--as", "y", "--role", "guest"), 2, "--role"),
        (("--term", "x"), 2, "no other way"),
        (("--voices", "tone/beep"), 2, "TEXT"),
        ((TEXT, "--choose", "a", "--no-serve"), 2, "--no-serve"),
        ((TEXT, "--no-serve", "--port", "8000"), 2, "--port"),
        (("…", "--voices", "tone/beep", "--no-serve"), 2, "nothing of it could be said"),
    ],
)
def test_what_cannot_be_done_is_told(
    audition: Run, small_show: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    ended, said, complained = audition(*words)
    assert ended == code
    assert told in complained
    assert said == ""
    assert voice(small_show) == ("tone", "beep")


def test_a_damaged_record_is_told(audition: Run, small_show: Path) -> None:
    audition(TEXT, "--voices", "tone/beep", "--no-serve")
    for text in (
        "{",
        "[]",
        '{"format": 1}',
        '{"format": 2, "candidates": []}',
        '{"format": 1, "candidates": [{}]}',
    ):
        (small_show / ".cache/audition/audition.json").write_text(text)
        code, _, told = audition("--choose", "a")
        assert (code, "no record of an audition" in told) == (2, True), text


@pytest.fixture
def served(small_show: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, serving; and its address."""
    words = ["audition", TEXT, "--voices", "tone/beep,hibari/heart", "--json", "--root", str(small_show)]
    process = subprocess.Popen([*NINETY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    lines = iter(process.stderr.readline, "")
    url = next(line.strip() for line in lines if line.startswith("http://127.0.0.1:"))
    yield process, url
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_what_is_chosen_on_the_page_is_written_and_ends_the_command(
    served: tuple[subprocess.Popen[str], str], small_show: Path
) -> None:
    process, url = served
    request = Request(f"{url}choice", b'{"label": "B"}', {"Content-Type": "application/json"})  # noqa: S310
    with urlopen(request) as answer:  # noqa: S310 - our own
        assert "hibari/heart" in json.load(answer)["what"]
    said, _ = process.communicate(timeout=60)
    assert (process.returncode, json.loads(said)["chosen"]) == (0, "B")
    assert voice(small_show) == ("hibari", "heart")


@pytest.mark.slow
def test_ctrl_c_ends_it_without_a_choice(served: tuple[subprocess.Popen[str], str], small_show: Path) -> None:
    process, _ = served
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert (process.returncode, json.loads(said)["chosen"]) == (0, None)
    assert voice(small_show) == ("tone", "beep")
