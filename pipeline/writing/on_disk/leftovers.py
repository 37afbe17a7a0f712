"""Scripts that belong to no episode any more, because it was taken away or has another name now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.show import Show
from pipeline.catalogue.text import read_text
from pipeline.errors import InvalidScript, OutputFailed
from pipeline.layout.folders import SCRIPTS
from pipeline.writing.on_disk.renamed import script_moves
from pipeline.writing.script.script_file import parse_script


@dataclass(frozen=True, slots=True)
class Orphan:
    """A script without an episode. One that a person has changed is theirs, and stays."""

    path: Path
    edited: bool
    follows: str = ""  # slug of the episode that it was written for, where that has another name now

    @property
    def reason(self) -> str:
        """Say why it is no longer needed."""
        return f"its episode is now «{self.follows}»" if self.follows else "its episode is gone"


def find_orphans(show: Show) -> list[Orphan]:
    """List the scripts that belong to no episode of the show, by name; other files are none."""
    return list(_orphans(show))


def clear_orphans(show: Show) -> list[Orphan]:
    """Take away the scripts that belong to no episode; those edited by hand stay. Gives both.

    One whose episode has another name now is none: it moves along when scripts are written. Raises
    OutputFailed.
    """
    moves = script_moves(show)
    orphans = [orphan for orphan in _orphans(show) if orphan.path not in moves]
    for orphan in orphans:
        if not orphan.edited:
            try:
                orphan.path.unlink(missing_ok=True)
            except OSError as error:
                raise OutputFailed(f"cannot be taken away: {error.strerror}", file=orphan.path) from error
    return orphans


def _orphans(show: Show) -> Iterator[Orphan]:
    slugs = show.slugs
    waiting = show.guids - {episode.guid for episode in show.sound}  # of drafts and of files to be mended
    by_guid = {episode.guid: episode.slug for episode in show.episodes}
    for path in sorted((show.root / SCRIPTS).glob("*.md")):
        if path.stem in slugs:
            continue
        text, problem = read_text(path)
        if problem is not None:
            continue
        try:
            found = parse_script(text, path)
        except InvalidScript:
            continue  # a note to oneself, and no script
        if found.header.guid not in waiting:
            yield Orphan(path, found.edited, by_guid.get(found.header.guid, ""))
