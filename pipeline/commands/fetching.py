"""`ninety voices --download NAME`: have the files of a voice here before it is to speak."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from pipeline.catalogue.settings import read_settings
from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.process.console import Console
from pipeline.speech.engine import (
    FetchingEngine,
    VoiceChoice,
    engine_of,
    find_voice,
    installed_engines,
    voices_of,
)


def fetch_voice(root: Path, name: str, console: Console) -> ExitCode:
    """Fetch what a voice lacks, which another run goes on with, and say whether anything was missing.

    `name` is «engine/voice», or a voice's name that only one engine has. Licences are those that the show in
    `root` accepts, if there is one. Raises EngineNotAvailable or OutputFailed.
    """
    choice = find_choice(name)
    settings = read_settings(root).show
    choice = replace(choice, licences=settings.voice.accept_licences if settings else ())
    engine = engine_of(choice)
    size = engine.fetch(choice.voice) if isinstance(engine, FetchingEngine) else 0
    text = f"{choice}: fetched, {size / 1e6:.1f} MB" if size else f"{choice}: ready already"
    document = {"voice": str(choice), "fetched_bytes": size, "status": "fetched" if size else "ready"}
    console.result(text, document)
    return ExitCode.OK


def find_choice(name: str) -> VoiceChoice:
    """Find the voice a name means. Raises EngineNotAvailable, with the nearest name there is."""
    named = _whole_names()
    if name in named:
        return _choice(name)
    having = [whole for whole in named if whole.partition("/")[2] == name]
    if len(having) == 1:
        return _choice(having[0])
    if having:
        raise EngineNotAvailable(
            f"several engines have a voice «{name}»", remedy=f"say which: {', '.join(having)}"
        )
    engine, _, voice = name.partition("/")
    if voice and engine in installed_engines():
        return _unlisted(VoiceChoice(engine, voice), named)
    raise _unknown(name, named)


def _choice(whole: str) -> VoiceChoice:
    engine, _, voice = whole.partition("/")
    return VoiceChoice(engine, voice)


def _unlisted(choice: VoiceChoice, named: list[str]) -> VoiceChoice:
    """Take a voice that its engine knows without listing it, such as a variant of another."""
    try:
        find_voice(choice)
    except EngineNotAvailable as error:
        if _nearest(str(choice), named):
            raise _unknown(str(choice), named) from error
        raise
    return choice


def _whole_names() -> list[str]:
    names = []
    for engine in installed_engines():
        try:
            names += [f"{engine}/{voice.name}" for voice in voices_of(engine)]
        except EngineNotAvailable:
            continue
    return names


def _unknown(name: str, named: list[str]) -> EngineNotAvailable:
    near = _nearest(name, named)
    remedy = f"did you mean «{near}»?" if near else "`ninety voices` lists those there are"
    return EngineNotAvailable(f"there is no voice «{name}»", remedy=remedy)


def _nearest(name: str, named: list[str]) -> str:
    """Give the name most like it, as «engine/voice»; the engine may be left out, or wrong."""
    whole = {voice.casefold(): voice for voice in reversed(named)}
    short = {voice.partition("/")[2].casefold(): voice for voice in reversed(named)}
    for names, asked in ((whole, name), (short, name.rpartition("/")[2])):
        if near := get_close_matches(asked.casefold(), names, n=1):
            return names[near[0]]
    return ""
