"""Writing from notes: a format is filled in with what an author has noted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pipeline.catalogue.show import Episode
from pipeline.writing.draft import Draft, source_of
from pipeline.writing.episode_length import reachable, seconds_of, target_seconds
from pipeline.writing.fitting.giving_up import explain_ranks
from pipeline.writing.fitting.leaning import leanings_in
from pipeline.writing.fitting.order_of_cuts import best_fit, rank_for_length
from pipeline.writing.from_notes.compose import compose, values_of
from pipeline.writing.from_notes.formats import Format
from pipeline.writing.from_notes.material import gather_material
from pipeline.writing.from_notes.paragraph_sources import origins_of
from pipeline.writing.from_notes.said_so_far import Scribe
from pipeline.writing.phrases import Phrases, load_banks
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script


def write_from_notes(plan: Plan, episode: Episode, narrative: Format) -> Draft:
    """Fill a format in, and let go what does not fit the target. Raises InvalidScript."""
    show = plan.show
    material, seconds = gather_material(plan, episode), seconds_of(show, episode)
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
        source=source_of(known, show, episode),
        seconds=seconds(best_fit(script, target, seconds)),
        origins=origins_of(script, material, scribe.origins),
        giving_up=explain_ranks(script, leans(script)),
    )
