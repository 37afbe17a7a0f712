"""Which languages a voice speaks, and what a show is told whose language its voice does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.building.build import Settings, build_episodes
from pipeline.catalogue.load import load_show
from pipeline.errors import ExitCode
from pipeline.speech import languages
from pipeline.speech.engine import Voice, VoiceChoice
from pipeline.speech.languages import WrongLanguage, require_language, speaks, voices_for

HEART = VoiceChoice("hibari", "heart")


def voice(language: str, *reads: str) -> Voice:
    return Voice("x", language, 24_000, "MIT", "Somebody.", reads=reads)


@pytest.mark.parametrize(
    ("spoken", "asked"),
    [("en-US", "en"), ("en-US", "en-gb"), ("en-GB", "en-us"), ("en", "en-us"), ("EN_us", "en"),
     ("deu", "de-at"), ("und", "de"), ("pt-BR", "pt-pt"), ("tlh", "tlh")],
)  # fmt: skip
def test_a_voice_speaks_its_language_whatever_the_region(spoken: str, asked: str) -> None:
    assert speaks(voice(spoken), asked)


@pytest.mark.parametrize(
    ("spoken", "asked"), [("en-US", "de"), ("es", "en"), ("enm", "en"), ("pt-BR", "es"), ("tlh", "qaa")]
)
def test_and_no_other(spoken: str, asked: str) -> None:
    assert not speaks(voice(spoken), asked)


def test_a_voice_that_reads_another_language_with_its_accent_speaks_that() -> None:
    accented = voice("es", "en")
    assert speaks(accented, "en-us")
    assert not speaks(accented, "es")


def test_the_error_names_the_voices_that_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "voices_for", lambda _: ["parrot/pepe", "parrot/lola"])
    with pytest.raises(WrongLanguage, match=r"«hibari/heart» speaks en-US, but .* «es»") as caught:
        require_language(HEART, "es")
    assert caught.value.exit_code == ExitCode.ENGINE
    assert "parrot/pepe, parrot/lola" in caught.value.remedy


def test_where_none_does_it_says_so() -> None:
    with pytest.raises(WrongLanguage) as caught:
        require_language(HEART, "cy")
    assert "`ninety voices`" in caught.value.remedy


def test_english_voices_are_found_in_every_installed_engine() -> None:
    found = voices_for("en-au")
    assert {"hibari/heart", "hibari/emma"} <= set(found)
    assert not any(name.startswith("tone/") for name in found)


def test_a_voice_that_is_not_there_is_left_to_others_to_tell() -> None:
    require_language(VoiceChoice("parrot", "polly"), "de")


def in_language(root: Path, code: str, voice: str = "") -> None:
    path = root / "episodes/show.toml"
    text = path.read_text(encoding="utf-8").replace('language = "en-us"', f'language = "{code}"')
    text = text.replace('engine = "tone"\nvoice = "beep"', voice) if voice else text
    path.write_text(text, encoding="utf-8")


def add_to(root: Path, slug: str, line: str) -> None:
    path = root / f"episodes/{slug}.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("published", f"{line}\npublished"), encoding="utf-8"
    )


def test_a_show_whose_voice_does_not_speak_its_language_is_an_error_at_its_line(small_show: Path) -> None:
    in_language(small_show, "de", 'engine = "hibari"\nvoice = "heart"')
    show = load_show(small_show)
    with pytest.raises(WrongLanguage) as caught:
        build_episodes(show, show.episodes, Settings(jobs=1))
    assert caught.value.file == small_show / "episodes/show.toml"
    assert caught.value.line == 5
    assert not (small_show / "output").exists()


def test_a_shows_guest_must_speak_it_as_well(small_show: Path) -> None:
    in_language(small_show, "de", 'engine = "tone"\nvoice = "beep"\nguest = "hibari/heart"')
    show = load_show(small_show)
    with pytest.raises(WrongLanguage, match="hibari/heart"):
        build_episodes(show, show.episodes, Settings(jobs=1))


@pytest.mark.parametrize("key", ["voice", "guest"])
def test_an_episodes_own_voice_fails_that_episode_alone(small_show: Path, key: str) -> None:
    in_language(small_show, "de")
    add_to(small_show, "keys", f"{key}: hibari/heart")
    show = load_show(small_show)
    outcomes = {outcome.slug: outcome for outcome in build_episodes(show, show.episodes, Settings(jobs=1))}
    assert outcomes["keys"].status == "failed"
    assert outcomes["keys"].error is not None
    assert outcomes["keys"].error.file == small_show / "episodes/keys.md"
    assert [outcomes[slug].status for slug in ("buttons", "coins")] == ["rendered", "rendered"]


def test_a_voice_asked_for_on_the_command_line_must_speak_it(small_show: Path) -> None:
    in_language(small_show, "de")
    show = load_show(small_show)
    with pytest.raises(WrongLanguage) as caught:
        build_episodes(show, show.episodes, Settings(jobs=1, voice="hibari/heart"))
    assert caught.value.file is None


def test_a_british_voice_may_speak_for_an_american_show(small_show: Path) -> None:
    require_language(VoiceChoice("hibari", "emma"), load_show(small_show).language)
