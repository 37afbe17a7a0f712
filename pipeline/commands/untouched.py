"""The episodes that nobody has touched since the run before, and what that run knew of them.

Where only scripts have changed, the others need not be read to learn that they are as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeVar

from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.show import Episode, Show
from pipeline.freshness.standing import Report, Standing, Wanted
from pipeline.writing.on_disk.scripts import ScriptState, script_path

_Known = TypeVar("_Known", Outcome, ScriptState)

_SUFFIX = ".md"


@dataclass(frozen=True, slots=True)
class Untouched:
    """What is known of episodes without looking at them, in the show's order."""

    outcomes: Sequence[Outcome] = ()
    states: Sequence[ScriptState] = ()

    def others(self, episodes: Iterable[Episode]) -> list[Episode]:
        """Give the episodes of which nothing is known."""
        known = {outcome.slug for outcome in self.outcomes}
        return [episode for episode in episodes if episode.slug not in known]

    def with_others(self, outcomes: Iterable[Outcome], episodes: Iterable[Episode]) -> list[Outcome]:
        """Put what became of the others among what is known, in the order of the episodes."""
        return _in_order((*self.outcomes, *outcomes), episodes)

    def states_with(self, states: Iterable[ScriptState], episodes: Iterable[Episode]) -> list[ScriptState]:
        """Put the states of the others' scripts among what is known, in the order of the episodes."""
        return _in_order((*self.states, *states), episodes)


def wanted_of(show: Show, settings: Settings, *, verbose: bool) -> Wanted:
    """Give what a run over the whole show is asked for, as far as its result depends on it."""
    return Wanted(str(show.root), settings.engine, settings.voice, verbose=verbose)


def untouched_since(standing: Standing, show: Show, settings: Settings, *, verbose: bool) -> Untouched:
    """Give what the run before knew of all episodes but those whose scripts have changed since.

    Of none where more than scripts has changed, where a script came or went, or where all are asked for.
    """
    if settings.force or settings.listen or show.faulty or show.unread:
        return Untouched()
    found = standing.but_for_scripts(wanted_of(show, settings, verbose=verbose))
    if found is None:
        return Untouched()
    report, changed = found
    slugs = {episode.slug for episode in show.sound}
    try:
        outcomes = [_outcome(facts) for facts in report.document["episodes"]]
    except (KeyError, TypeError):
        return Untouched()
    if not {outcome.slug for outcome in outcomes} == slugs >= set(map(_slug, changed)):
        return Untouched()
    still = [outcome for outcome in outcomes if f"{outcome.slug}{_SUFFIX}" not in changed]
    return Untouched(still, [_state(show, report, outcome.slug) for outcome in still])


def edited_states(states: Iterable[ScriptState]) -> dict[str, str]:
    """Give what is to be known of edited scripts by the next run: why each is stale, or «»."""
    return {state.slug: state.reason if state.stale else "" for state in states if state.status == "edited"}


def _in_order(known: Iterable[_Known], episodes: Iterable[Episode]) -> list[_Known]:
    place = {episode.slug: index for index, episode in enumerate(episodes)}
    return sorted(known, key=lambda each: place[each.slug])


def _slug(name: str) -> str:
    path = PurePath(name)
    return path.stem if path.suffix == _SUFFIX and len(path.parts) == 1 else ""


def _outcome(facts: dict[str, Any]) -> Outcome:
    return Outcome(**{**facts, "findings": ()})


def _state(show: Show, report: Report, slug: str) -> ScriptState:
    why = report.edited.get(slug)
    if why is None:
        return ScriptState(slug, script_path(show, slug), "fresh")
    return ScriptState(slug, script_path(show, slug), "edited", why, stale=bool(why))
