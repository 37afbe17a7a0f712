"""What `ninety check` says of the scripts: how much they tell, and what a person should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.catalogue.show import Episode, Show

if TYPE_CHECKING:
    from pipeline.checking.scripts.measure import ShowMeasured

_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class ScriptRemarks:
    """What was measured on a show's scripts, and the remarks on what lies outside the bounds."""

    measured: ShowMeasured | None  # None: there are none, or they are in a language that nothing here knows
    remarks: tuple[tuple[str, str], ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """Give it for JSON."""
        if self.measured is None:
            return {}
        remarks = [{"place": place, "what": what} for place, what in self.remarks]
        return self.measured.document | {"remarks": remarks}

    def lines(self, *, verbose: bool) -> list[str]:
        """Give it as lines; without `verbose` the first remarks only."""
        if self.measured is None:
            return []
        show = self.measured
        shares = f"{show.informative:.0%} of the words tell something, {show.frame:.0%} are frame"
        titles = f"{show.titles:.1f} in a hundred name other episodes"
        shown = self.remarks if verbose else self.remarks[:_MOST_LINES]
        lines = [
            f"worth a look: {place}: {what}" if place else f"worth a look: {what}" for place, what in shown
        ]
        if left := len(self.remarks) - len(shown):
            lines.append(f"  and {left} more remarks on scripts: see them with -v")
        return [f"scripts: {shares}, {titles}", *lines]


def measure_scripts(show: Show, episodes: Sequence[Episode], seconds: Mapping[str, float]) -> ScriptRemarks:
    """Measure the scripts of these episodes; `seconds` are those of finished files, by slug."""
    from pipeline.checking.scripts.gather import scripts_as_told
    from pipeline.checking.scripts.measure import measure_show, remarks

    told = scripts_as_told(show, episodes, seconds) if show.language.startswith("en") else ()
    if not told:
        return ScriptRemarks(None)
    measured = measure_show(told)
    return ScriptRemarks(measured, tuple(remarks(measured)))
