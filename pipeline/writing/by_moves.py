"""Writing by moves: the script of an episode that has no notes, or too few, from its summary."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from pipeline.catalogue.show import Episode
from pipeline.process.files import digest
from pipeline.writing.arrange import arrange, as_script, with_lines_run_on
from pipeline.writing.digesting import arrange_digest, digest_for
from pipeline.writing.disclosing import disclosed
from pipeline.writing.draft import SOURCE_DIGITS, Draft, source_of
from pipeline.writing.episode_length import seconds_of, target_seconds
from pipeline.writing.fitting.leaning import leanings_in
from pipeline.writing.fitting.order_of_cuts import best_fit, mandatory, rank_for_length
from pipeline.writing.from_notes.format_choice import BY_MOVES, DIGEST
from pipeline.writing.material import Material, gather_material
from pipeline.writing.passages import FRAME, OF_OTHERS, OF_THE_FIELD, Part, Passage
from pipeline.writing.phrases import Phrases, load_banks
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script

_SURELY_FITS = 0.85  # of the target: nothing of what is predicted to take so little will have to go


def write_by_moves(plan: Plan, episode: Episode) -> Draft:
    """Write by moves what an episode's material carries, up to the target.

    Raises InvalidShow for a faulty pack, and InvalidScript for a digest of too little.
    """
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
        source=source_of(_known(material, passages), show, episode),
        seconds=seconds(best_fit(script, target, seconds)),
        origins=_origins(script, passages),
        passages=passages,
    )


def _told_in(script: Script, parts: Iterable[Part]) -> list[str]:
    """Give the paragraphs that are more than what the show says by itself."""
    frame = {passage.text for part in parts for passage in part.passages if passage.move in FRAME}
    return [paragraph.text for paragraph in script.paragraphs if paragraph.text not in frame]


def _turn(title: str) -> int:
    """Give a number by which one show's lines begin elsewhere than another's."""
    return int(digest(title)[:SOURCE_DIGITS], 16) % 1000


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
