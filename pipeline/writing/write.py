"""Writing a script: from an episode to its narration, the same way every time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from pipeline import language
from pipeline.catalogue.show import Episode, Show
from pipeline.process.files import digest
from pipeline.writing import VERSION
from pipeline.writing.arrange import arrange, as_script, with_lines_run_on
from pipeline.writing.digesting import arrange_digest, digest_for
from pipeline.writing.disclosing import disclosed
from pipeline.writing.episode_length import beside, has_guest, reachable, seconds_of, target_seconds, voice_of
from pipeline.writing.fitting.giving_up import explain_ranks
from pipeline.writing.fitting.leaning import leanings_in
from pipeline.writing.fitting.order_of_cuts import best_fit, mandatory, rank_for_length
from pipeline.writing.from_notes import material as notes_material
from pipeline.writing.from_notes.compose import compose, values_of
from pipeline.writing.from_notes.format_choice import BY_MOVES, DIGEST, format_of
from pipeline.writing.from_notes.formats import Format
from pipeline.writing.from_notes.paragraph_sources import origins_of
from pipeline.writing.from_notes.said_so_far import Scribe
from pipeline.writing.length import SIGNATURE_ALONE
from pipeline.writing.material import Material, gather_material
from pipeline.writing.passages import FRAME, OF_OTHERS, OF_THE_FIELD, Part, Passage
from pipeline.writing.phrases import Phrases, load_banks
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script

_SOURCE_DIGITS = 8
_SURELY_FITS = 0.85  # of the target: nothing of what is predicted to take so little will have to go


@dataclass(frozen=True, slots=True)
class Draft:
    """A script, and what it came from."""

    script: Script
    source: str  # fingerprint: name=digest of everything it was written from
    seconds: float  # predicted length of the finished file, with the paragraphs that fit best
    origins: tuple[tuple[str, str], ...] = ()  # each paragraph's text, and what it came from
    passages: tuple[Passage, ...] = ()  # of a script that is written by moves, those that may go too
    giving_up: tuple[str, ...] = ()  # in a line each, what may go first and what leans on it


def write_script(show: Show, episode: Episode) -> Script:
    """Write an episode's script. Pure: the same show gives the same script. Raises InvalidScript."""
    return draft(Plan(show), episode).script


def script_source(show: Show, episode: Episode) -> str:
    """Give the fingerprint of everything an episode's script is written from. Raises InvalidScript."""
    return draft(Plan(show), episode).source


def draft(plan: Plan, episode: Episode) -> Draft:
    """Write an episode's script by the plan of its show, and say what it came from.

    One with notes enough is written by a format, any other by moves. Raises InvalidScript, and InvalidShow
    for a faulty pack.
    """
    narrative = format_of(plan, episode)
    return _from_summary(plan, episode) if narrative is None else _from_notes(plan, episode, narrative)


def _from_summary(plan: Plan, episode: Episode) -> Draft:
    """Write by moves what the material carries, up to the target."""
    show = plan.show
    material, seconds = gather_material(plan, episode), seconds_of(show, episode)
    target = target_seconds(show, episode)
    turn = material.number + _turn(show.title)
    phrases = Phrases(load_banks(), turn, _values(material), show.voice.disclosure)
    is_digest = episode.format == DIGEST
    parts = (
        arrange_digest(material, digest_for(plan, episode), phrases)
        if is_digest
        else arrange(material, phrases)
    )
    parts = disclosed(parts, phrases)
    name = DIGEST if is_digest else BY_MOVES
    whole = as_script(parts, name)
    if seconds(whole) <= _SURELY_FITS * target:
        whole = as_script(with_lines_run_on(parts), name)
    too_long = seconds(mandatory(whole)) > target + show.length.tolerance_seconds
    leans = partial(leanings_in, notes=_told_in(whole, parts), known=f"{episode.title} {show.title}")
    script = rank_for_length(whole, target, seconds, leans, halve=too_long)
    passages = tuple(passage for part in parts for passage in part.passages)
    return Draft(
        script=script,
        source=_source(_known(material, passages), _settings(show, episode)),
        seconds=seconds(best_fit(script, target, seconds)),
        origins=_origins(script, passages),
        passages=passages,
    )


def _told_in(script: Script, parts: Iterable[Part]) -> list[str]:
    """Give the paragraphs that are more than what the show says by itself."""
    frame = {passage.text for part in parts for passage in part.passages if passage.move in FRAME}
    return [paragraph.text for paragraph in script.paragraphs if paragraph.text not in frame]


def _from_notes(plan: Plan, episode: Episode, narrative: Format) -> Draft:
    """Fill a format in, and let go what does not fit the target."""
    show = plan.show
    material, seconds = notes_material.gather_material(plan, episode), seconds_of(show, episode)
    target = target_seconds(show, episode)

    leans = partial(leanings_in, notes=material.own_paragraphs, known=f"{episode.title} {show.title}")

    def written(length: float) -> tuple[Script, Scribe]:
        values = values_of(show.title, material, length)
        scribe = Scribe(Phrases(load_banks(), material.number, values, show.voice.disclosure))
        script = compose(narrative, material, scribe, episode.file)
        return rank_for_length(script, target, seconds, leans), scribe

    script, scribe = written(target)
    fitted = best_fit(script, target, seconds)
    if reachable(show, episode, fitted)[1] < target - show.length.tolerance_seconds:
        script, scribe = written(seconds(fitted))  # it says how long it is, not how long others are
    own = replace(material, following=None, following_subtitle="")
    known = {"episode": repr(own), "others": repr(scribe.used_of_others), "format": narrative.text}
    return Draft(
        script=script,
        source=_source(known, _settings(show, episode)),
        seconds=seconds(best_fit(script, target, seconds)),
        origins=origins_of(script, material, scribe.origins),
        giving_up=explain_ranks(script, leans(script)),
    )


def _turn(title: str) -> int:
    """Give a number by which one show's lines begin elsewhere than another's."""
    return int(digest(title)[:_SOURCE_DIGITS], 16) % 1000


def _values(material: Material) -> dict[str, str]:
    name = material.name
    return {"show": material.show, "heading": name.heading.rstrip("?"), "plain": name.plain.rstrip("?")}


def _origins(script: Script, passages: tuple[Passage, ...]) -> tuple[tuple[str, str], ...]:
    """Pair each paragraph's text with what it came from, in the script's order."""
    found = []
    for paragraph in script.paragraphs:
        made = (p for p in passages if any(block in paragraph.text for block in p.blocks))
        names = [p.origin if p.move == "notes" else f"{p.origin} [{p.move}]" for p in made]
        found.append((paragraph.text, " + ".join(dict.fromkeys(names))))
    return tuple(found)


def _known(material: Material, passages: tuple[Passage, ...]) -> dict[str, str]:
    """Give what a script by moves was written from: of packs and other episodes only what it uses."""
    own = (material.number, material.name, material.subtitle, material.summary, material.notes)
    return {
        "episode": repr(own),
        "glossary": repr([p.sentences for p in passages if p.move in OF_THE_FIELD]),
        "others": repr([p.sentences for p in passages if p.move in OF_OTHERS]),
        "format": "",
    }


def _settings(show: Show, episode: Episode) -> str:
    target = target_seconds(show, episode)
    voice = (voice_of(show, episode), has_guest(show, episode), show.voice.speed, show.voice.disclosure)
    sounds = beside(show, episode)
    return repr((show.title, target, *voice, *(() if sounds is SIGNATURE_ALONE else (sounds.frame,))))


def _source(known: dict[str, str], settings: str) -> str:
    """Fingerprint what a script was written from, part by part, so that a change can be named."""
    parts = {
        "episode": known["episode"],
        "glossary": known.get("glossary", ""),
        "others": known["others"],
        "format": known["format"],
        "phrases": repr(load_banks()),
        "settings": settings,
        "writer": repr((VERSION, language.VERSION)),
    }
    return " ".join(f"{name}={digest(text)[:_SOURCE_DIGITS]}" for name, text in parts.items())
