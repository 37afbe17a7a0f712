"""`ninety outline`: pointed questions and the author's own material, under the headings of the notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.catalogue.load import load_show
from pipeline.commands.left_out import exit_code, left_out_document, tell_left_out
from pipeline.commands.selecting import chosen_episodes
from pipeline.drafting.outline.outline import Outline, outline_episode, write_outline
from pipeline.errors import ExitCode
from pipeline.process.console import Console


def outline_episodes(root: Path, slugs: Sequence[str], console: Console, *, only_print: bool) -> ExitCode:
    """Write the outlines of these episodes into their files, or with `only_print` to stdout alone."""
    show = load_show(root)
    outlines = [outline_episode(show, episode) for episode in chosen_episodes(show, slugs)]
    errors = tell_left_out(show, slugs, console)
    changed = {} if only_print else {each.episode.slug: write_outline(each) for each in outlines}
    if only_print:
        text = "\n".join(outline.text() for outline in outlines)
    else:
        text = "\n".join(_line(outline, changed[outline.episode.slug]) for outline in outlines)
    rows = [_document(outline, changed.get(outline.episode.slug, [])) for outline in outlines]
    console.result(text, {"outlines": rows} | left_out_document(show, errors))
    return exit_code(ExitCode.OK, errors)


def _line(outline: Outline, changed: Sequence[str]) -> str:
    questions = sum(len(part.questions) for part in outline.open_parts)
    material = sum(len(part.material) for part in outline.open_parts)
    place = outline.episode.file
    if not outline.open_parts:
        return f"{place}: every heading has notes already, and they are left as they are"
    if not changed:
        return f"{place}: its outline is there, with {_count(questions, 'question')}"
    at_hand = f", {_count(material, 'piece')} of your own material" if material else ""
    return f"{place}: {_count(questions, 'question')}{at_hand} under {', '.join(changed)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _document(outline: Outline, changed: Sequence[str]) -> dict[str, Any]:
    return {
        "slug": outline.episode.slug,
        "file": str(outline.episode.file),
        "changed": list(changed),
        "headings": [part.document() for part in outline.parts],
    }
