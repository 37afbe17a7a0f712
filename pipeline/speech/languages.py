"""Which languages a voice speaks, and which voices speak a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.catalogue.languages import iso_639_2
from pipeline.errors import EngineNotAvailable
from pipeline.speech.engine import Voice, VoiceChoice, find_voice, installed_engines, voices_of

_UNKNOWN = "und"  # BCP 47: what a voice speaks is not known, or is no language
_NAMED_AT_MOST = 8


class WrongLanguage(EngineNotAvailable):
    """A voice is to speak a language that it was never taught."""


def require_language(choice: VoiceChoice, language: str, file: Path | None = None) -> None:
    """Raise WrongLanguage unless a voice speaks the language, whatever its region.

    A voice that is not there is nobody's mistake here. The remedy names the voices of all installed engines
    that do speak it.
    """
    voice = _voice(choice)
    if voice is None or speaks(voice, language):
        return
    others = voices_for(language)
    some = ", ".join(others if len(others) <= _NAMED_AT_MOST else [*others[: _NAMED_AT_MOST - 1], "…"])
    taken = (
        f"take one that does: {some}" if others else "no engine installed has one that does: `ninety voices`"
    )
    raise WrongLanguage(
        f"the voice «{choice}» speaks {', '.join(spoken_by(voice))}, but the show's language is «{language}»",
        file=file,
        remedy=f"{taken}; or set `language` under [show] in show.toml",
    )


def speaks(voice: Voice, language: str) -> bool:
    """Tell whether a voice speaks a language (BCP 47): en-GB speaks «en» and «en-us» as well."""
    return any(tongue == _UNKNOWN or _same(tongue, language) for tongue in spoken_by(voice))


def spoken_by(voice: Voice) -> tuple[str, ...]:
    """List what a voice speaks."""
    return voice.reads or (voice.language,)


def voices_for(language: str) -> list[str]:
    """Name the voices of all installed engines that are known to speak a language, as «engine/voice»."""
    return list(_voices_for(language))


@cache
def _voices_for(language: str) -> tuple[str, ...]:
    found = []
    for name in installed_engines():
        try:
            voices = voices_of(name)
        except EngineNotAvailable:
            continue
        found += [f"{name}/{v.name}" for v in voices if any(_same(t, language) for t in spoken_by(v))]
    return tuple(found)


@cache
def _voice(choice: VoiceChoice) -> Voice | None:
    try:
        return find_voice(choice)
    except EngineNotAvailable:
        return None


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(tag: str) -> str:
    """Give the language of a tag without its region, in ISO 639-2 where that has it."""
    first = tag.replace("_", "-").split("-")[0].strip().lower()
    code = iso_639_2(first)
    return first if code == _UNKNOWN else code
