"""Scripts that move along when the file of their episode gets another name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.catalogue.renames import script_heads
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import read_text
from pipeline.errors import InvalidScript, OutputFailed
from pipeline.layout.folders import SCRIPTS
from pipeline.process.files import write_whole
from pipeline.writing.script.script_file import parse_script


def script_moves(show: Show) -> dict[Path, Path]:
    """Say which scripts are to go where: each to the name of the episode whose guid it carries.

    A place that holds the episode's own script already is not taken, nor one that holds a person's words.
    """
    folder, heads = show.root / SCRIPTS, script_heads(show.root)
    slugs = {episode.guid: episode.slug for episode in show.sound}
    away = {slug: slugs[head.guid] for slug, head in heads.items() if slugs.get(head.guid, slug) != slug}
    first = {to: slug for slug, to in reversed(away.items())}
    moves = {folder / f"{slug}.md": folder / f"{to}.md" for to, slug in first.items()}
    while blocked := [path for path, to in moves.items() if to not in moves and not _is_free(to, show)]:
        for path in blocked:
            del moves[path]
    return moves


def carry_out_moves(moves: Mapping[Path, Path]) -> None:
    """Move scripts, two that change places too, without a moment when one of them is nowhere."""
    try:
        contents = {to: path.read_bytes() for path, to in moves.items()}
        for to, content in contents.items():
            write_whole(to, content)
        for path in moves.keys() - contents.keys():
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputFailed(f"cannot be moved: {error.strerror}", file=error.filename) from error


def _is_free(place: Path, show: Show) -> bool:
    """Tell whether nothing lies in a place but, if at all, a generated script of an episode that is gone."""
    if not place.exists():
        return True
    text, problem = read_text(place)
    if problem is not None:
        return False
    try:
        found = parse_script(text, place)
    except InvalidScript:
        return False
    return not found.edited and found.header.guid not in show.guids
