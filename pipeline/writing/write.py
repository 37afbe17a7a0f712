"""Writing a script: from an episode to its narration, the same way every time."""

from __future__ import annotations

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.draft import Draft
from pipeline.writing.from_notes.format_choice import format_of
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script


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
    # Either way takes a library of its own, and most shows go only one.
    if narrative is None:
        from pipeline.writing.by_moves import write_by_moves

        return write_by_moves(plan, episode)
    from pipeline.writing.from_notes.write import write_from_notes

    return write_from_notes(plan, episode, narrative)
