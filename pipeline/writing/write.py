"""Writing a script: from an episode to its narration, the same way every time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidScript
from pipeline.files import digest
from pipeline.writing.choice import format_of
from pipeline.writing.english import upper_first
from pipeline.writing.formats import Format, render_format
from pipeline.writing.length import predicted_seconds
from pipeline.writing.lines import Lines, has_numbers, picked_up, spoken_length
from pipeline.writing.material import Material, gather_material
from pipeline.writing.notes_view import NotesView
from pipeline.writing.origins import origins_of
from pipeline.writing.phrases import PHRASES, Phrases, load_banks
from pipeline.writing.ranks import best_fit, rank_for_length
from pipeline.writing.script import Script
from pipeline.writing.script_text import parse_body

FULL_SHARE = 1.12  # of the target: with everything optional kept, so that there is something to choose from
_SOURCE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A script, and what it came from."""

    script: Script
    source: str  # fingerprint: name=digest of everything it was written from
    seconds: float  # predicted length of the finished file, with the paragraphs that fit best
    origins: tuple[tuple[str, str], ...] = ()  # each paragraph's text, and what it came from


def write_script(show: Show, episode: Episode) -> Script:
    """Write an episode's script. Pure: the same show gives the same script. Raises InvalidScript."""
    return draft(show, episode).script


def script_source(show: Show, episode: Episode) -> str:
    """Give the fingerprint of everything an episode's script is written from. Raises InvalidScript."""
    return draft(show, episode).source


def draft(show: Show, episode: Episode) -> Draft:
    """Write an episode's script, and say what it came from. Raises InvalidScript."""
    narrative = format_of(show, episode)
    banks = load_banks()
    target = target_seconds(show, episode)
    seconds = partial(predicted_seconds, voice=voice_of(show, episode), speed=show.voice.speed)
    material = gather_material(show, episode)
    for count in range(1, len(material.connections) + 1) or (0,):
        used = replace(material, connections=material.connections[:count])
        lines = Lines(used, Phrases(banks, used.number, _values(show, used, target)))
        script = _composed(narrative, used, lines, episode.file)
        if seconds(script) >= FULL_SHARE * target:
            break
    ranked = rank_for_length(script, target, seconds)
    settings = (show.title, target, voice_of(show, episode), show.voice.speed)
    return Draft(
        script=ranked,
        source=_source(used, lines, narrative, settings),
        seconds=seconds(best_fit(ranked, target, seconds)),
        origins=origins_of(ranked, used, lines.origins),
    )


def target_seconds(show: Show, episode: Episode) -> float:
    """Give the length an episode is to have, its own or the show's."""
    return episode.target_seconds or show.length.target_seconds


def voice_of(show: Show, episode: Episode) -> str:
    """Name the voice an episode is written for, as «engine/voice»."""
    voice = episode.voice or show.voice.voice
    return voice if "/" in voice else f"{show.voice.engine}/{voice}"


def _values(show: Show, material: Material, target: float) -> dict[str, str]:
    """Give what every phrase and format may name; phrases that ask bring their own question marks."""
    title, length = material.name.introduced.rstrip("?"), spoken_length(target)
    return {
        "title": title,
        "mention": material.name.mention.rstrip("?"),
        "Title": upper_first(title),
        "heading": material.name.heading.rstrip("?"),
        "show": show.title,
        "number": str(material.number),
        "length": length,
        "Length": upper_first(length),
    }


def _composed(narrative: Format, material: Material, lines: Lines, file: Path) -> Script:
    """Fill the format in with the material, and read the script that comes out."""
    body = render_format(narrative, _context(material, lines))
    try:
        return parse_body(body, narrative.name, narrative.file)
    except InvalidScript as error:
        what = f"makes a script that cannot be read, for {file.name}: {error.what}"
        raise InvalidScript(what, file=narrative.file, remedy=error.remedy) from error


def _context(material: Material, lines: Lines) -> dict[str, Any]:
    return {
        **lines.phrases.values,
        "heading": material.name.heading,
        "subtitle": material.subtitle,
        "greeting": lines.greeting(),
        "is_question": material.name.is_question,
        "hook": lines.hook(),
        "idea": lines.idea(),
        "summary": lines.summary(),
        "take_away": lines.take_away(),
        "next_episode": lines.next_episode(),
        "disclosure": lines.say("disclosure"),
        "sign_off": lines.say("sign_off"),
        "notes": NotesView(material),
        "terms": material.terms,
        "answers": material.answers,
        "echoes": material.echoes,
        "place": material.place,
        "title_word": material.title_word,
        "connections": list(lines.connections()),
        "explain": lines.explain,
        "connect": lines.connect,
        "beside": lines.beside,
        "wonder": lines.wonder,
        "ask": lines.ask,
        "echo": lines.echo,
        "tell_place": lines.tell_place,
        "tell_title_word": lines.tell_title_word,
        "picked_up": picked_up,
        "has_numbers": has_numbers,
        "say": lines.say,
    }


def _source(material: Material, lines: Lines, narrative: Format, settings: tuple[object, ...]) -> str:
    """Fingerprint what a script was written from, part by part, so that a change can be named."""
    own = replace(
        material,
        terms=(),
        connections=(),
        following=None,
        following_subtitle="",
        place=None,
        title_word=None,
        echoes=(),
    )
    parts = {
        "episode": repr(own),
        "glossary": repr(lines.used_terms),
        "others": repr(lines.used_of_others),
        "format": narrative.text,
        "phrases": PHRASES.read_text(encoding="utf-8"),
        "settings": repr(settings),
        "writer": _code(),
    }
    return " ".join(f"{name}={digest(text)[:_SOURCE_DIGITS]}" for name, text in parts.items())


@cache
def _code() -> str:
    """Give the code and language data of this stage, so that a better writer writes anew."""
    folder = Path(__file__).parent
    files = [*sorted(folder.glob("*.py")), folder / "english.toml"]
    return digest(*(part for file in files for part in (file.name, file.read_text(encoding="utf-8"))))
