from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.conftest import ChatServer

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bare(small_show: Path) -> Path:
    """The small show, with an episode that has no notes."""
    path = small_show / "episodes/buttons.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\n## Hook")], encoding="utf-8")
    return small_show


def test_a_draft_is_said_only_when_a_person_has_accepted_it(bare: Path, chat: ChatServer, run: Run) -> None:
    code, said, _ = run("draft", "buttons", "--server", chat.url, "--model", "good", "--root", bare)
    assert (code, "120 tokens asked, 80 answered" in said) == (0, True)
    path = bare / "episodes/buttons.md"
    assert "drafted: true" in path.read_text(encoding="utf-8")
    _, _, told = run("script", "buttons", "--root", bare)
    assert "warning: notes drafted by a server, not said until a person accepts them: buttons" in told
    assert "under the drawer" not in (bare / "scripts/buttons.md").read_text(encoding="utf-8")
    assert run("draft", "--accept", "buttons", "--root", bare)[0] == 0
    _, _, told = run("script", "buttons", "--root", bare)
    assert "drafted" not in told
    assert "under the drawer" in (bare / "scripts/buttons.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "check"])
def test_build_and_check_warn_of_a_draft(bare: Path, chat: ChatServer, run: Run, command: str) -> None:
    run("draft", "buttons", "--server", chat.url, "--model", "good", "--root", bare)
    _, said, told = run(command, "buttons", "--root", bare, "--json")
    assert "ninety draft --accept buttons" in told
    assert json.loads(said)["drafted"] == ["buttons"]


def test_what_a_model_made_up_is_marked_and_listed_and_keeps_it_from_being_accepted(
    bare: Path, chat: ChatServer, run: Run
) -> None:
    path = bare / "episodes/buttons.md"
    _, said, _ = run(
        "draft", "buttons", "--server", chat.url, "--model", "invented", "--root", bare, "--json"
    )
    (row,) = json.loads(said)["drafts"]
    assert row["marks"] == ["1912", "Ada Buttonwell", "Zipper Guild"]
    assert "In [[check: 1912]] [[check: Ada Buttonwell]]" in path.read_text(encoding="utf-8")
    code, _, told = run("draft", "--accept", "buttons", "--root", bare)
    assert code == 1
    assert "3 marks are left" in told
    assert "drafted: true" in path.read_text(encoding="utf-8")
    code, said, _ = run("draft", "--accept", "buttons", "--force", "--root", bare)
    assert (code, "3 marks taken off" in said) == (0, True)
    assert "In 1912 Ada Buttonwell of the Zipper Guild" in path.read_text(encoding="utf-8")


def test_a_dry_run_prints_the_prompt_and_asks_nobody(bare: Path, run: Run) -> None:
    before = (bare / "episodes/buttons.md").read_bytes()
    code, said, _ = run("draft", "buttons", "--dry-run", "--root", bare)
    assert code == 0
    assert "Summary: Buttons is one of the small things" in said
    assert "## Take-away" in said
    assert (bare / "episodes/buttons.md").read_bytes() == before


def test_notes_of_a_person_are_left_and_nobody_is_asked(bare: Path, chat: ChatServer, run: Run) -> None:
    before = (bare / "episodes/keys.md").read_bytes()
    model = f"good-{uuid4()}"
    code, said, _ = run("draft", "keys", "--server", chat.url, "--model", model, "--root", bare)
    assert (code, "notes of its own" in said) == (0, True)
    assert (bare / "episodes/keys.md").read_bytes() == before
    assert chat.seen(model) == []


def test_an_answer_that_is_no_draft_stops_no_other_episode_and_changes_no_file(
    bare: Path, chat: ChatServer, run: Run
) -> None:
    path = bare / "episodes/buttons.md"
    before = path.read_bytes()
    code, _, told = run("draft", "buttons", "--server", chat.url, "--model", "prose", "--root", bare)
    assert code == 1
    assert "error: " in told
    assert "«I would rather talk about zips.»" in told
    assert path.read_bytes() == before


def test_a_server_that_refuses_is_asked_for_no_other_episode(bare: Path, chat: ChatServer, run: Run) -> None:
    keys = bare / "episodes/keys.md"
    text = keys.read_text(encoding="utf-8")
    keys.write_text(text[: text.index("\n## Hook")], encoding="utf-8")
    model = f"forbidden-{uuid4()}"
    code, said, told = run(
        "draft", "buttons", "keys", "--server", chat.url, "--model", model, "--root", bare, "--json"
    )
    assert code == 1
    assert len(chat.seen(model)) == 1
    assert [row["status"] for row in json.loads(said)["drafts"]] == ["failed", "not asked"]
    assert "NINETY_DRAFT_KEY" in told


def test_the_settings_name_server_and_model(
    bare: Path, chat: ChatServer, run: Run, change_settings: Callable[..., None]
) -> None:
    assert run("draft", "buttons", "--root", bare)[0] == 2
    change_settings(bare, {"server": f'"{chat.url}"', "model": '"good"'})
    assert run("draft", "buttons", "--root", bare)[0] == 0


def test_an_episode_without_a_summary_says_what_it_needs(bare: Path, run: Run) -> None:
    run("new", "Zips", "--root", bare)
    code, _, told = run("draft", "zips", "--server", "http://127.0.0.1:9", "--model", "m", "--root", bare)
    assert (code, "write its summary first" in told) == (1, True)


def test_nothing_but_draft_asks_a_server(
    bare: Path, chat: ChatServer, run: Run, change_settings: Callable[..., None]
) -> None:
    model = f"good-{uuid4()}"
    change_settings(bare, {"server": f'"{chat.url}"', "model": f'"{model}"'})
    for words in (
        ("build", "buttons"),
        ("check", "buttons"),
        ("outline", "buttons"),
        ("draft", "--dry-run", "buttons"),
    ):
        run(*words, "--root", bare)
    assert chat.seen(model) == []
