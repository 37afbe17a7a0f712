"""Writing a script: from an episode to its narration, the same way every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidScript
from pipeline.files import digest
from pipeline.writing.choice import format_of, has_guest
from pipeline.writing.company import Company, each_told, groups_of
from pipeline.writing.english import upper_first
from pipeline.writing.fitting.giving_up import explain_ranks
from pipeline.writing.fitting.leaning import leanings_in
from pipeline.writing.formats import Format, OnDemand, render_format
from pipeline.writing.length import predicted_seconds, reachable_seconds
from pipeline.writing.lines import Lines
from pipeline.writing.material import Material, gather_material
from pipeline.writing.notes_view import NotesView
from pipeline.writing.origins import origins_of
from pipeline.writing.phrases import PHRASES, Phrases, load_banks
from pipeline.writing.ranks import best_fit, rank_for_length
from pipeline.writing.scribe import Scribe
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_text import parse_body
from pipeline.writing.subject_notes import with_subject_notes
from pipeline.writing.wording import chapter, has_numbers, picked_up, spoken_length

FULL_SHARE = 1.12  # of the target: with everything optional kept, so that there is something to choose from
_SOURCE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A script, and what it came from."""

    script: Script
    source: str  # fingerprint: name=digest of everything it was written from
    seconds: float  # predicted length of the finished file, with the paragraphs that fit best
    origins: tuple[tuple[str, str], ...] = ()  # each paragraph's text, and what it came from
    giving_up: tuple[str, ...] = ()  # in a line each, what may go first and what leans on it


def write_script(show: Show, episode: Episode) -> Script:
    """Write an episode's script. Pure: the same show gives the same script. Raises InvalidScript."""
    return draft(show, episode).script


def script_source(show: Show, episode: Episode) -> str:
    """Give the fingerprint of everything an episode's script is written from. Raises InvalidScript."""
    return draft(show, episode).source


def draft(show: Show, episode: Episode) -> Draft:
    """Write an episode's script, and say what it came from. Raises InvalidScript."""
    show = with_subject_notes(show)
    episode = show.episode(episode.slug) or episode
    narrative = format_of(show, episode)
    banks = load_banks()
    target = target_seconds(show, episode)
    seconds = seconds_of(show, episode)
    material = gather_material(show, episode)
    for count in range(1, len(material.connections) + 1) or (0,):
        used = replace(material, connections=material.connections[:count])
        scribe = Scribe(Phrases(banks, used.number, _values(show, used, target)))
        script = _composed(narrative, used, scribe, episode.file)
        if seconds(script) >= FULL_SHARE * target:
            break
    leans = partial(leanings_in, notes=used.own_paragraphs, known=f"{episode.title} {show.title}")
    ranked = rank_for_length(script, target, seconds, leans)
    fitted = best_fit(ranked, target, seconds)
    if reachable(show, episode, fitted)[1] < target - show.length.tolerance_seconds:
        # It says how long it is, not how long others are.
        scribe = Scribe(Phrases(banks, used.number, _values(show, used, seconds(fitted))))
        ranked = rank_for_length(_composed(narrative, used, scribe, episode.file), target, seconds, leans)
    settings = (show.title, target, voice_of(show, episode), has_guest(show, episode), show.voice.speed)
    return Draft(
        script=ranked,
        source=_source(used, scribe, narrative, settings),
        seconds=seconds(best_fit(ranked, target, seconds)),
        origins=origins_of(ranked, used, scribe.origins),
        giving_up=explain_ranks(ranked, leans(ranked)),
    )


def target_seconds(show: Show, episode: Episode) -> float:
    """Give the length an episode is to have, its own or the show's."""
    return episode.target_seconds or show.length.target_seconds


def voice_of(show: Show, episode: Episode) -> str:
    """Name the voice an episode is written for, as «engine/voice»."""
    voice = episode.voice or show.voice.voice
    return voice if "/" in voice else f"{show.voice.engine}/{voice}"


def seconds_of(show: Show, episode: Episode) -> Callable[[Script], float]:
    """Give what predicts how long a script of this episode will be, in seconds, as it is to be spoken."""
    return partial(
        predicted_seconds,
        voice=voice_of(show, episode),
        speed=show.voice.speed,
        two_voices=has_guest(show, episode),
    )


def reachable(show: Show, episode: Episode, script: Script) -> tuple[float, float]:
    """Predict the least and the most seconds that pauses and speed can make of a script of this episode."""
    return reachable_seconds(
        script, voice_of(show, episode), show.voice.speed, two_voices=has_guest(show, episode)
    )


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


def _composed(narrative: Format, material: Material, scribe: Scribe, file: Path) -> Script:
    """Fill the format in with the material, and read the script that comes out."""
    body = render_format(narrative, _context(material, scribe))
    try:
        return parse_body(body, narrative.name, narrative.file)
    except InvalidScript as error:
        what = f"makes a script that cannot be read, for {file.name}: {error.what}"
        raise InvalidScript(what, file=narrative.file, remedy=error.remedy) from error


def _context(material: Material, scribe: Scribe) -> dict[str, Any]:
    """Give what a format may name: ready-made lines, material, and what makes lines of material."""
    return {**scribe.phrases.values, **_of_itself(material, scribe), **_of_others(material, scribe)}


def _of_itself(material: Material, scribe: Scribe) -> dict[str, Any]:
    lines = Lines(material, scribe)
    return {
        "heading": material.name.heading,
        "chapter": partial(chapter, material.name),
        "subtitle": material.subtitle,
        "is_question": material.name.is_question,
        "greeting": OnDemand(lines.greeting),
        "opening": OnDemand(lines.opening),
        "idea": OnDemand(lines.idea),
        "summary": OnDemand(lines.summary),
        "take_away": OnDemand(lines.take_away),
        "next_episode": OnDemand(lines.next_episode),
        "sign_off": OnDemand(partial(scribe.say, "sign_off")),
        "notes": NotesView(material),
        "terms": material.terms,
        "answers": material.answers,
        "place": material.place,
        "explain": lines.explain,
        "ask": lines.ask,
        "tell_place": lines.tell_place,
        "picked_up": picked_up,
        "has_numbers": has_numbers,
        "asked_before": lines.asked_before,
        "say": scribe.say,
    }


def _of_others(material: Material, scribe: Scribe) -> dict[str, Any]:
    company = Company(scribe)
    told = tuple(other for other in material.connections if other.is_quoted)
    asked = tuple(other for other in material.connections if other.is_asked)
    rest = tuple(other for other in material.connections if not (other.is_quoted or other.is_asked))
    return {
        "connections": list(each_told(material.connections)),
        "told": list(each_told(told)),
        "asked": asked,
        "pairs": groups_of(rest, first_stays=not told),
        "echoes": material.echoes,
        "connect": company.connect,
        "wonder": company.wonder,
        "beside": company.beside,
        "side_by_side": company.side_by_side,
        "echo": company.echo,
    }


def _source(material: Material, scribe: Scribe, narrative: Format, settings: tuple[object, ...]) -> str:
    """Fingerprint what a script was written from, part by part, so that a change can be named."""
    own = replace(
        material,
        terms=(),
        connections=(),
        following=None,
        following_subtitle="",
        place=None,
        echoes=(),
    )
    parts = {
        "episode": repr(own),
        "glossary": repr(scribe.used_terms),
        "others": repr(scribe.used_of_others),
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
    files = [*sorted(folder.rglob("*.py")), folder / "english.toml"]
    return digest(*(part for file in files for part in (file.name, file.read_text(encoding="utf-8"))))
