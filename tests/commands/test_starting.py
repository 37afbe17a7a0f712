from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show

NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
Run = Callable[..., tuple[int, str, str]]

LIST = """\
Title,Summary
Queens,A queen lays eggs all summer long.
Drones,A drone does little and is fed for it.
"""
FEED = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
     xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Bee Talk</title><link>https://bees.internal/</link><description>All about bees.</description>
<language>en-GB</language><itunes:author>Ada</itunes:author>
<itunes:owner><itunes:name>Keepers</itunes:name><itunes:email>ada@bees.internal</itunes:email></itunes:owner>
<itunes:category text="Science"><itunes:category text="Nature"/></itunes:category>
<itunes:image href="https://bees.internal/c.jpg"/>
<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
<item><title>Queens</title><description>A queen lays eggs.</description><guid>bee-1</guid>
<pubDate>Tue, 03 Mar 2026 06:30:00 +0100</pubDate></item>
</channel></rss>
"""


def on_a_terminal(*words: object, typed: str) -> tuple[int, str]:
    """Run the command on a terminal where somebody types; its exit code and what the terminal shows."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*NINETY, *map(str, words)], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # how Linux tells that the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return process.wait(timeout=60), shown.decode()


@pytest.mark.slow
def test_enter_takes_every_default(tmp_path: Path) -> None:
    code, shown = on_a_terminal("init", tmp_path / "my-show", typed="\n" * 6)
    assert code == 0, shown
    show = load_show(tmp_path / "my-show")
    assert (show.title, show.owner.email) == ("My show", "you@example.org")
    assert "Title of the show [My show]: " in shown
    assert "[90 seconds]" in shown


@pytest.mark.slow
def test_a_bad_answer_is_asked_again_with_the_reason(tmp_path: Path) -> None:
    typed = "Bees\nAda\nnowhere\nada@bees.internal\nbees.internal\nsoon\n60\nkate\ntone/beep\n"
    code, shown = on_a_terminal("init", tmp_path / "s", typed=typed)
    assert code == 0, shown
    show = load_show(tmp_path / "s")
    assert (show.title, show.owner.name, show.owner.email) == ("Bees", "Ada", "ada@bees.internal")
    assert (show.site_url, show.length.target_seconds) == ("https://bees.internal", 60)
    assert show.voice.voice == "tone/beep"
    assert "that must be an e-mail address, not «nowhere»" in shown
    assert "that must be a length, not «soon»" in shown
    assert "has no voice «kate»" in shown


@pytest.mark.slow
def test_what_an_option_answers_is_not_asked(tmp_path: Path) -> None:
    given = ["--title", "Bees", "--email", "a@bees.internal", "--voice", "tone/beep", "--length", "60"]
    code, shown = on_a_terminal("init", tmp_path / "s", *given, typed="\n\n")
    assert code == 0, shown
    assert "Title" not in shown
    assert shown.count("]: ") == 2


@pytest.mark.parametrize("words", [["--yes"], ["--json"]])
@pytest.mark.slow
def test_nothing_is_asked_where_nobody_is_to_be(tmp_path: Path, words: list[str]) -> None:
    code, shown = on_a_terminal("init", tmp_path / "s", *words, typed="")
    assert (code, "]: " in shown) == (0, False), shown


@pytest.mark.slow
def test_the_end_of_input_leaves_nothing(tmp_path: Path) -> None:
    code, _ = on_a_terminal("init", tmp_path / "s", typed="Bees\n\x04")
    assert code == 130
    assert not (tmp_path / "s").exists()


def test_what_is_still_a_placeholder_is_told_at_once(tmp_path: Path, run: Run) -> None:
    code, said, _ = run("init", tmp_path / "s", "--email", "ada@bees.internal")
    assert code == 0
    assert "wants your own: name, url" in said
    assert "ninety new" in said.splitlines()[-1]


def test_a_voice_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path, run: Run) -> None:
    code, _, complaints = run("init", tmp_path / "s", "--voice", "kate")
    assert (code, "has no voice «kate»" in complaints) == (4, True)
    assert not (tmp_path / "s").exists()


def test_a_language_that_the_voice_does_not_speak_is_told_at_once(tmp_path: Path, run: Run) -> None:
    code, _, warned = run("init", tmp_path / "s", "--language", "de")
    assert (code, "but the show's language is «de»" in warned) == (0, True), warned
    assert run("init", tmp_path / "t", "--language", "en-gb", "--voice", "hibari/emma")[2] == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--ci", "gitlab"], "a workflow for github alone"),
        (["--every", "week"], "name one with --from"),
        (["--example", "--from", "list.csv"], "not with both"),
        (["--length", "soon"], "--length must be a length"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(tmp_path: Path, run: Run, words: list[str], told: str) -> None:
    code, _, complaints = run("init", tmp_path / "s", *words)
    assert (code, told in complaints) == (2, True), complaints
    assert not (tmp_path / "s").exists()


def test_a_list_that_cannot_be_read_leaves_nothing(tmp_path: Path, run: Run) -> None:
    code, _, complaints = run("init", tmp_path / "s", "--from", tmp_path / "missing.csv")
    assert (code, "missing.csv" in complaints) == (3, True), complaints
    assert not (tmp_path / "s").exists()


def test_a_list_becomes_a_show_at_once(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    when = ["--from-date", "2127-01-04", "--every", "week"]
    code, said, complaints = run("init", tmp_path / "s", "--from", path, "--title", "Bees", *when)
    assert code == 0, complaints
    show = load_show(tmp_path / "s")
    assert show.title == "Bees"
    assert [(e.title, f"{e.published:%Y-%m-%d}") for e in show.episodes] == [
        ("Queens", "2127-01-04"),
        ("Drones", "2127-01-11"),
    ]
    assert "2 episodes in" in said
    assert said.splitlines()[-1].endswith("ninety build")


def test_the_lists_may_lie_in_the_folder_itself(tmp_path: Path, run: Run) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert run("init", tmp_path, "--from", tmp_path / "list.csv")[0] == 0
    assert len(load_show(tmp_path).episodes) == 2


def test_a_feed_s_own_facts_become_settings(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    code, said, complaints = run("init", tmp_path / "s", "--from", path)
    assert code == 0, complaints
    show = load_show(tmp_path / "s")
    assert (show.title, show.author, show.owner.email) == ("Bee Talk", "Ada", "ada@bees.internal")
    assert (show.language, show.feed.category, show.feed.subcategory) == ("en-gb", "Science", "Nature")
    assert show.feed.guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert [(e.guid, e.title) for e in show.episodes] == [("bee-1", "Queens")]
    assert "its picture so far: https://bees.internal/c.jpg" in said


@pytest.mark.parametrize(
    "words", [["--columns", "title=Nowhere"], ["--as", "nonsense"], ["--every", "never"]]
)
def test_an_import_that_fails_leaves_nothing(tmp_path: Path, run: Run, words: list[str]) -> None:
    (tmp_path / "s").mkdir()
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    code, _, complaints = run("init", tmp_path / "s", "--from", path, *words)
    assert code in (2, 3), complaints
    assert list((tmp_path / "s").iterdir()) == []


def test_a_show_without_episodes_says_how_to_begin_one(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "s", "--yes")
    for words in (["build"], ["check"], ["publish"]):
        code, said, complaints = run(*words, "--root", tmp_path / "s")
        assert (code, "no episodes yet: `ninety new TITLE`" in said) == (0, True), said + complaints
    assert not list((tmp_path / "s").rglob("*.xml"))


@pytest.mark.slow
def test_check_tells_of_placeholders_without_calling_them_defects(small_show: Path, run: Run) -> None:
    run("build", "--root", small_show, "--jobs", 1)
    said = run("check", "--root", small_show)[1]
    path = small_show / "episodes/show.toml"
    assert f"before you publish: {path}:9: email «testers@example.org» is an example" in said
    assert f"before you publish: {path}:12: url «https://small.example.org» is an example" in said
    document = json.loads(run("check", "--root", small_show, "--json")[1])
    assert [each["line"] for each in document["placeholders"]] == [9, 12]
    others = [defect for defect in document["defects"] if defect["rule"] != "artwork"]
    assert others == []  # covers are small here


@pytest.mark.slow
def test_nothing_with_a_placeholder_is_uploaded(small_show: Path, tmp_path: Path, run: Run) -> None:
    run("build", "--root", small_show, "--jobs", 1)
    code, _, complaints = run("publish", "--root", small_show, "--to", tmp_path / "www")
    assert code == 3
    assert "show.toml:9: email" in complaints
    assert "nothing was uploaded" in complaints
    assert not (tmp_path / "www").exists()
    code, _, warned = run("publish", "--root", small_show, "--to", tmp_path / "www", "--dry-run")
    assert (code, "this would be refused" in warned) == (0, True)


def test_the_workflow_is_written_with_the_show_or_added_to_it(tmp_path: Path, run: Run) -> None:
    assert run("init", tmp_path / "a", "--ci", "github")[0] == 0
    assert run("init", tmp_path / "b")[0] == 0
    assert run("init", tmp_path / "b", "--ci", "github")[0] == 0
    workflow = ".github/workflows/podcast.yml"
    assert (tmp_path / "a" / workflow).read_bytes() == (tmp_path / "b" / workflow).read_bytes()
    assert run("init", tmp_path / "b", "--ci", "github", "--title", "Bees")[0] == 2


def test_settings_lists_every_key(run: Run) -> None:
    assert "| `target_seconds` | number, 5 to 3600 |" in run("settings")[1]
    assert json.loads(run("settings", "--json")[1])["length"]["target_seconds"]["default"] == 90.0
