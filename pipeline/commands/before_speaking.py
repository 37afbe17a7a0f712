"""What `build` and `render` say of the scripts before the first of them is spoken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.show import Show
from pipeline.commands.lengths import Miss, find_misses, warn_of_misses
from pipeline.commands.old_edits import warn_of_old_edits
from pipeline.commands.untouched import Untouched
from pipeline.process.console import Console
from pipeline.writing.on_disk.scripts import ScriptState

_NONE = Untouched()


class Foretold:
    """What was said of the scripts before anything was rendered."""

    def __init__(
        self, show: Show, settings: Settings, console: Console, untouched: Untouched = _NONE
    ) -> None:
        self._show, self._settings, self._console, self._untouched = show, settings, console, untouched
        self.states: Sequence[ScriptState] = ()
        self.misses: list[Miss] = []
        self.old_edits: list[dict[str, str]] = []

    def __call__(self, states: Sequence[ScriptState], done: Iterable[Outcome]) -> None:
        """Say it, of scripts and of what needs no rendering."""
        self.states = self._untouched.states_with(states, self._show.episodes)
        done = (*self._untouched.outcomes, *done)
        self.misses = find_misses(self._show, self.states, self._settings, done)
        warn_of_misses(self.misses, self._console)
        self.old_edits = warn_of_old_edits(self.states, self._console)

    @property
    def slugs(self) -> set[str]:
        """Give the episodes of whose length it was said."""
        return {miss.slug for miss in self.misses}

    def document(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {"lengths": [miss.document() for miss in self.misses], "old_edits": self.old_edits}
