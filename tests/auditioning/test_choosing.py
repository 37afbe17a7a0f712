from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.auditioning import choosing
from pipeline.auditioning.audition import AS_NOW, Audition, Candidate, NoAudition
from pipeline.auditioning.choosing import NotWritten, require_role, write_choice
from pipeline.catalogue.load import load_show
from pipeline.catalogue.toml_edit import CannotEditError
from pipeline.errors import InvalidShow

MICHAEL = Candidate("A", "kokoro/am_michael", "a.mp3", 1.0, -16.0, "kokoro/am_michael")
SAID = Candidate("B", "Frood", "b.mp3", 1.0, -16.0, "tone/beep", "Frood", "fɹˈud")


def choose(root: Path, candidate: Candidate, *, term: str = "", role: str = "host") -> dict[str, str | None]:
    return write_choice(root, Audition("x", (candidate,), term, role), candidate).changes


def settings(root: Path) -> Path:
    return root / "episodes/show.toml"


def lexicon(root: Path, text: str) -> Path:
    path = root / "episodes/lexicon.toml"
    path.write_bytes(text.encode())
    return path


def test_the_voice_comes_into_its_place_and_nothing_else_changes(small_show: Path) -> None:
    path = settings(small_show)
    before = path.read_text().replace('"beep"', '"beep"   # until we know better')
    path.write_text(before)
    assert choose(small_show, MICHAEL) == {"voice.engine": "kokoro", "voice.voice": "am_michael"}
    wanted = before.replace('"tone"', '"kokoro"').replace('"beep"  ', '"am_michael"')
    assert path.read_text().split() == wanted.split()
    assert "# until we know better" in path.read_text()


def test_a_voice_named_without_an_engine_elsewhere_keeps_the_engine_it_had(small_show: Path) -> None:
    path = settings(small_show)
    path.write_text(path.read_text().replace('"beep"', '"beep"\nguest = "boop"'))
    assert choose(small_show, MICHAEL) == {"voice.voice": "kokoro/am_michael"}
    assert load_show(small_show).voice.engine == "tone"


def test_an_episode_s_own_voice_keeps_the_engine_too(small_show: Path) -> None:
    page = small_show / "episodes/keys.md"
    page.write_text(page.read_text().replace("number: 2", "number: 2\nvoice: boop"))
    assert choose(small_show, MICHAEL) == {"voice.voice": "kokoro/am_michael"}


@pytest.mark.parametrize(
    ("role", "key"), [("guest", "voice.guest"), ("ada", "voices.ada.voice"), ("ada-2", "voices.ada-2.voice")]
)
def test_others_who_speak_get_a_voice_as_well(small_show: Path, role: str, key: str) -> None:
    assert choose(small_show, MICHAEL, role=role) == {key: "kokoro/am_michael"}
    show = load_show(small_show)
    assert "kokoro/am_michael" in [show.voice.guest, *(each.voice for each in show.voices)]
    assert (show.voice.engine, show.voice.voice) == ("tone", "beep")


def test_what_the_show_says_already_is_not_written_again(small_show: Path) -> None:
    before = settings(small_show).stat().st_mtime_ns
    beep = replace(MICHAEL, name="tone/beep", voice="tone/beep")
    assert choose(small_show, beep) == {}
    assert settings(small_show).stat().st_mtime_ns == before


@pytest.mark.parametrize("role", ["", "Ada", "ada lovelace", "a.b", "../x"])
def test_nobody_can_speak_under_any_name(role: str) -> None:
    with pytest.raises(NoAudition):
        require_role(role)


def test_a_first_pronunciation_begins_the_lexicon(small_show: Path) -> None:
    assert choose(small_show, SAID, term="Froude") == {
        "term": "Froude",
        "spoken": "Frood",
        "phonemes": "fɹˈud",
    }
    (entry,) = load_show(small_show).lexicon
    assert (entry.term, entry.spoken, entry.phonemes) == ("Froude", "Frood", "fɹˈud")


def test_an_entry_is_changed_where_it_stands(small_show: Path) -> None:
    path = lexicon(
        small_show,
        '\ufeff# ours\r\n[[entry]]\r\nterm = "Froude" # of the tank\r\nspoken = "Frowd"\r\n'
        '[[entry]]\r\nterm = "Ari"\r\nspoken = "Ahri"\r\n',
    )
    choose(small_show, SAID, term="Froude")
    assert path.read_bytes().decode() == (
        '\ufeff# ours\r\n[[entry]]\r\nterm = "Froude" # of the tank\r\nspoken = "Frood"\r\n'
        'phonemes = "fɹˈud"\r\n[[entry]]\r\nterm = "Ari"\r\nspoken = "Ahri"\r\n'
    )


def test_phonemes_of_another_pronunciation_go(small_show: Path) -> None:
    path = lexicon(small_show, '[[entry]]\nterm = "Froude"\nspoken = "Frowd"\nphonemes = "fɹˈWd" # loud\n')
    assert choose(small_show, replace(SAID, phonemes=""), term="Froude") == {
        "entry.spoken": "Frood",
        "entry.phonemes": None,
    }
    assert tomllib.loads(path.read_text()) == {"entry": [{"term": "Froude", "spoken": "Frood"}]}
    assert "# loud" in path.read_text()


def test_a_term_in_any_case_is_the_same_entry_only_where_it_says_so(small_show: Path) -> None:
    path = lexicon(small_show, '[[entry]]\nterm = "froude"\nspoken = "x"\nignore_case = true\n')
    choose(small_show, SAID, term="Froude")
    assert len(tomllib.loads(path.read_text())["entry"]) == 1
    lexicon(small_show, '[[entry]]\nterm = "froude"\nspoken = "x"\n')
    choose(small_show, SAID, term="Froude")
    assert len(tomllib.loads(path.read_text())["entry"]) == 2


def test_as_it_is_now_writes_nothing(small_show: Path) -> None:
    now = replace(SAID, name=AS_NOW, spoken="", phonemes="")
    assert choose(small_show, now, term="Froude") == {}
    assert not (small_show / "episodes/lexicon.toml").exists()


def test_a_faulty_file_is_told_with_its_line_and_left(small_show: Path) -> None:
    path = lexicon(small_show, '[[entry]]\nterm = "a"\nspoken = \n')
    with pytest.raises(InvalidShow) as told:
        choose(small_show, SAID, term="Froude")
    assert (told.value.file, told.value.line) == (path, 3)
    assert path.read_text().endswith("spoken = \n")


@pytest.mark.parametrize("text", ["entry = 5\n", "entry = [5]\n", "[[entry]]\nword = 'x'\n"])
def test_a_lexicon_that_became_none_meanwhile_is_left(small_show: Path, text: str) -> None:
    path = lexicon(small_show, text)
    with pytest.raises(InvalidShow):
        choose(small_show, SAID, term="Froude")
    assert path.read_text() == text


def test_what_no_edit_fits_is_told_with_what_to_write(
    small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise CannotEditError("no")

    monkeypatch.setattr(choosing, "with_value", refuse)
    before = settings(small_show).read_text()
    with pytest.raises(NotWritten) as told:
        choose(small_show, MICHAEL, role="guest")
    assert told.value.remedy == 'write it yourself: voice.guest = "kokoro/am_michael"'
    assert settings(small_show).read_text() == before


def test_a_link_to_the_settings_stays_one(small_show: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "real.toml"
    settings(small_show).rename(elsewhere)
    settings(small_show).symlink_to(elsewhere)
    choose(small_show, MICHAEL)
    assert settings(small_show).is_symlink()
    assert "am_michael" in elsewhere.read_text()
