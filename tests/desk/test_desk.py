"""What is saved, what is built for it, and what is told of errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.auditioning.audition import NoAudition
from pipeline.desk.building import Built
from pipeline.desk.desk import Desk
from pipeline.desk.state import Fault
from pipeline.errors import InvalidShow, OutputFailed
from tests.desk.conftest import ToldBuilder

SYNTAX = 'look at that line and the one before: a line is [table] or key = "value", text in quotes'


def save(desk: Desk, path: str, text: str) -> None:
    file = desk.root / path
    file.write_text(text, encoding="utf-8")
    desk.saved([file])


def text_of(desk: Desk, path: str) -> str:
    return (desk.root / path).read_text(encoding="utf-8")


def places(desk: Desk) -> list[tuple[str, int | None]]:
    return [(fault.file, fault.line) for fault in desk.board.state.faults]


def test_it_builds_when_it_is_opened(desk: Desk, builder: ToldBuilder) -> None:
    assert (builder.asked, desk.board.state.work) == (1, "Building")
    builder.tell("Building: 1 of 3 episodes")
    assert desk.board.state.work == "Building: 1 of 3 episodes"
    builder.tell(Built())
    assert desk.board.state.work == ""


@pytest.mark.parametrize("path", ["episodes/keys.md", "scripts/keys.md", "episodes/show.toml"])
def test_what_is_saved_is_built_and_pages_ask_for_their_sentences(
    desk: Desk, builder: ToldBuilder, path: str
) -> None:
    builder.tell(Built())
    words = desk.board.state.words
    save(desk, path, text_of(desk, path).replace("small", "little"))
    assert (builder.asked, desk.board.state.words) == (2, words + 1)


def test_a_folder_that_went_is_built_for_as_a_save_is(desk: Desk, builder: ToldBuilder) -> None:
    builder.tell(Built())
    (desk.root / "scripts").rename(desk.root / "old")
    desk.saved([desk.root / "scripts"])
    assert builder.asked == 2


@pytest.mark.parametrize(
    "path", ["episodes/lexicon.toml", "episodes/glossary.toml", "episodes/formats/news.md.j2"]
)
def test_a_file_that_is_new_is_built_too(desk: Desk, builder: ToldBuilder, path: str) -> None:
    builder.tell(Built())
    (desk.root / path).parent.mkdir(exist_ok=True)
    save(desk, path, "\n")
    assert builder.asked == 2


def test_a_save_that_changes_nothing_builds_nothing(desk: Desk, builder: ToldBuilder) -> None:
    builder.tell(Built())
    save(desk, "episodes/keys.md", text_of(desk, "episodes/keys.md"))
    assert builder.asked == 1


def test_what_is_saved_while_a_build_is_under_way_is_built_once_after_it(
    desk: Desk, builder: ToldBuilder
) -> None:
    for number in range(3):
        save(desk, "episodes/lexicon.toml", f"# {number}\n")
    assert builder.asked == 1
    builder.tell(Built())
    assert (builder.asked, desk.board.state.work) == (2, "Building")
    builder.tell(Built())
    assert (builder.asked, desk.board.state.work) == (2, "")


def test_pages_load_themselves_only_for_another_output(desk: Desk, builder: ToldBuilder) -> None:
    made = desk.board.state.made
    builder.tell(Built())
    assert desk.board.state.made == made
    builder.tell(Built(changed=True))
    assert desk.board.state.made != made


def test_an_error_in_the_front_matter_is_told_at_once_and_goes_when_it_is_mended(
    desk: Desk, builder: ToldBuilder
) -> None:
    text = text_of(desk, "episodes/keys.md")
    save(desk, "episodes/keys.md", text.replace("published: 2026-01-02", "published: soon"))
    (fault,) = desk.board.state.faults
    assert (fault.file, fault.line) == ("episodes/keys.md", 8)
    assert fault.remedy
    builder.tell(Built((fault,)))
    assert len(desk.board.state.faults) == 1
    save(desk, "episodes/keys.md", text)
    assert desk.board.state.faults == ()


def test_errors_in_the_lexicon_the_settings_and_a_script_are_told(desk: Desk) -> None:
    save(desk, "episodes/lexicon.toml", '[[entry]]\nterm = "key\n')
    assert desk.board.state.faults[0].remedy == SYNTAX
    assert places(desk) == [("episodes/lexicon.toml", 2)]
    settings = text_of(desk, "episodes/show.toml")
    save(desk, "episodes/show.toml", settings + '\n[nothing]\nx = "y"\n')
    assert ("episodes/lexicon.toml", 2) in places(desk)
    assert "episodes/show.toml" in [file for file, _ in places(desk)]
    save(desk, "episodes/lexicon.toml", "")
    save(desk, "episodes/show.toml", settings)
    script = text_of(desk, "scripts/keys.md")
    save(desk, "scripts/keys.md", script + "\n{whisper}\n")
    assert places(desk) == [("scripts/keys.md", len(script.splitlines()) + 2)]
    save(desk, "scripts/buttons.md", text_of(desk, "scripts/buttons.md") + "\nOne more.\n")
    assert len(desk.board.state.faults) == 1
    save(desk, "scripts/keys.md", script)
    assert desk.board.state.faults == ()


def test_what_only_a_build_finds_stays_until_the_next_one_or_its_file_is_saved(
    desk: Desk, builder: ToldBuilder
) -> None:
    format_fault = Fault("calls what there is not", "episodes/formats/news.md.j2", 3)
    builder.tell(Built((format_fault, Fault("is too short", "keys"))))
    save(desk, "episodes/lexicon.toml", "# new\n")
    assert len(desk.board.state.faults) == 2
    (desk.root / "episodes/formats").mkdir()
    save(desk, "episodes/formats/news.md.j2", "mended")
    assert [fault.file for fault in desk.board.state.faults] == ["keys"]
    builder.tell(Built())
    assert desk.board.state.faults == ()


def test_an_entry_is_kept_in_the_lexicon_and_its_comments_stay(desk: Desk) -> None:
    path = "episodes/lexicon.toml"
    save(desk, path, '# ours\n[[entry]]  # of a song\nterm = "Keys"\nspoken = "keys"  # plain\n')
    assert (
        desk.keep("Keys", "keez", "kˈiz").told() == f'{path}: entry.spoken = "keez", entry.phonemes = "kˈiz"'
    )
    desk.keep("Coins", "koynz", "")
    text = text_of(desk, path)
    assert "# ours\n[[entry]]  # of a song\n" in text
    assert 'spoken = "keez"  # plain' in text
    assert text.endswith('[[entry]]\nterm = "Coins"\nspoken = "koynz"\n')


def test_a_lexicon_is_begun_where_there_is_none(desk: Desk) -> None:
    desk.keep("Keys", "", "kˈiz")
    assert 'spoken = "Keys"\nphonemes = "kˈiz"' in text_of(desk, "episodes/lexicon.toml")


def test_what_no_lexicon_could_hold_is_refused(desk: Desk) -> None:
    for term, phonemes in (("", ""), ("Keys", "k123")):
        with pytest.raises(NoAudition):
            desk.keep(term, "keys", phonemes)
    assert not (desk.root / "episodes/lexicon.toml").exists()
    (desk.root / "episodes/lexicon.toml").write_text("entry = 3\n")
    with pytest.raises(InvalidShow, match="array of tables"):
        desk.keep("Keys", "keys", "")


@pytest.mark.parametrize(
    "file",
    [
        "/etc/passwd",
        "../outside.md",
        "episodes/../../outside.md",
        "output/feed.xml",
        "episodes",
        "episodes/none.md",
        "episodes/circle.md",
        "episodes/\0x",
        f"episodes/{'n' * 300}",
    ],
)
def test_no_other_file_is_opened(desk: Desk, file: str) -> None:
    (desk.root.parent / "outside.md").write_text("x")
    (desk.root / "episodes/circle.md").symlink_to("circle.md")
    with pytest.raises(OutputFailed, match="no file of this show"):
        desk.edit(file, 1)


def test_a_place_is_told_where_no_editor_can_open_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    assert desk.edit("scripts/keys.md", 9) == (f"{desk.root / 'scripts/keys.md'}:9", False)


def test_a_voice_that_is_not_here_is_told_in_place_of_the_sentences(desk: Desk) -> None:
    path = "episodes/show.toml"
    save(desk, path, text_of(desk, path).replace('"beep"', '"nobody"'))
    told = desk.episode("keys")
    assert told is not None
    assert (told["lines"], "no voice «nobody»" in told["faults"][0]["what"]) == ([], True)


def test_sentences_stay_while_an_error_is_in_the_way_and_are_said_to_be_of_before_it(desk: Desk) -> None:
    whole = desk.episode("keys")
    assert whole is not None
    assert (len(whole["lines"]) > 5, whole["faults"], whole["before"]) == (True, [], False)
    script = text_of(desk, "scripts/keys.md")
    save(desk, "scripts/keys.md", script + "\nOne {slow of them.\n")
    broken = desk.episode("keys")
    assert broken is not None
    assert (broken["lines"], broken["before"]) == (whole["lines"], True)
    assert broken["faults"][0]["file"] == "scripts/keys.md"
    desk.reader.speak(broken["lines"][0]["key"])
    save(desk, "scripts/keys.md", script + "\nOne of them.\n")
    mended = desk.episode("keys")
    assert mended is not None
    assert (len(mended["lines"]), mended["before"]) == (len(whole["lines"]) + 1, False)


def test_a_show_that_cannot_be_read_is_opened_and_read_once_it_can(desk: Desk, written_show: Path) -> None:
    settings = text_of(desk, "episodes/show.toml")
    (written_show / "episodes/show.toml").write_text("[show")
    other = Desk(written_show, desk._console)
    other.open()
    assert other.show is None
    assert [fault.file for fault in other.board.state.faults] == ["episodes/show.toml"]
    assert other.episode("keys") is None
    save(other, "episodes/show.toml", settings)
    assert other.show is not None
    assert other.board.state.faults == ()
    other.close()
