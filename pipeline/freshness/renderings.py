"""The renderings of a show as they stand: which of them are still right, and why another is not.

What had to be read to find out is kept: how each script is said under this lexicon, and the signs of the
files that were found whole.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.building.order import Order
from pipeline.catalogue.show import Show
from pipeline.freshness.keys import changed, digest_of, explained
from pipeline.freshness.listening import heard_as_wanted
from pipeline.freshness.rendering import SAID, SCRIPT, plain_inputs, said_digest, script_digest
from pipeline.freshness.signs import at_rest, changed_ns, program_sign, sign
from pipeline.freshness.store import keep_facts, read_facts
from pipeline.layout.folders import OUTPUT
from pipeline.layout.record import Record
from pipeline.layout.sound_names import MP3
from pipeline.process.files import digest, file_digest

_NAME = "renderings"


@dataclass(slots=True)
class KnownRenderings:
    """What is known of the renderings of a show as it is."""

    show: Show
    key: str  # of what decides how any script is said
    said: dict[str, list[str]] = field(default_factory=dict)  # by slug: of which script, and how it is said
    whole: dict[str, str] = field(default_factory=dict)  # by slug: the sign of its files, found whole
    is_new: bool = False  # something is known that is not kept yet

    @classmethod
    def of(cls, show: Show) -> KnownRenderings:
        """Read what an earlier run found out."""
        key, facts = digest(program_sign(), digest_of(show.lexicon)), read_facts(show.root, _NAME)
        said = facts.get("said", {}) if facts.get("key") == key else {}
        return cls(show, key, dict(said), dict(facts.get("whole", {})))

    def why_stale(self, order: Order, record: Record | None) -> str:
        """Say why an episode must be rendered, or «» where its files are what this order gives."""
        if record is None:
            return "it was never rendered"
        inputs = plain_inputs(order)
        if record.inputs.get(SCRIPT) == inputs[SCRIPT]:
            inputs[SAID] = self._said(order, record.paragraphs_unspoken)
        elif SAID in record.inputs:  # other words are said in another way: they need not be read to know
            inputs[SAID] = record.inputs[SAID]
        inputs |= heard_as_wanted(order, record)
        return explained(changed(record.inputs, inputs)) or self._why_not_whole(record)

    def note(self, order: Order, record: Record) -> None:
        """Note an episode that was just rendered and written."""
        slug = record.slug
        self.said[slug] = [_said_of(order, record.paragraphs_unspoken), record.inputs[SAID]]
        self.whole.pop(slug, None)
        if facts := _facts_of(record, self._output):
            self.whole[slug] = _sign_of_all(record, facts)
        self.is_new = True

    def save(self) -> None:
        """Keep what was found out."""
        if self.is_new:
            facts = {"key": self.key, "said": self.said, "whole": self.whole}
            keep_facts(self.show.root, _NAME, facts)
            self.is_new = False

    @property
    def _output(self) -> Path:
        return self.show.root / OUTPUT

    def _said(self, order: Order, unspoken: int) -> str:
        slug, of = order.episode.slug, _said_of(order, unspoken)
        known = self.said.get(slug)
        if known and known[0] == of:
            return known[1]
        said = said_digest(order, unspoken)
        self.said[slug] = [of, said]
        self.is_new = True
        return said

    def _why_not_whole(self, record: Record) -> str:
        """Say which file of a rendering is not there as it was made."""
        if record.sound_path(MP3) is None:
            return "its record names no recording"
        facts = _facts_of(record, self._output)
        for path in record.files:
            if path not in facts:
                return f"{path} is missing"
        now = _sign_of_all(record, facts)
        if self.whole.get(record.slug) == now:
            return ""
        for path, expected in record.files.items():
            if file_digest(self._output / path) != expected["sha256"]:
                return f"{path} was altered"
        if at_rest(max(map(changed_ns, facts.values()))):
            self.whole[record.slug] = now
            self.is_new = True
        return ""


def _said_of(order: Order, unspoken: int) -> str:
    return f"{script_digest(order.script)} {unspoken}"


def _facts_of(record: Record, output: Path) -> dict[str, os.stat_result]:
    """Ask the system about those files of a record that are there."""
    found = {}
    for path in record.files:
        try:
            facts = os.stat(output / path)  # noqa: PTH116 - Path.stat costs twice as much, thousands of times
        except OSError:
            continue
        found[path] = facts
    return found


def _sign_of_all(record: Record, facts: Mapping[str, os.stat_result]) -> str:
    """Give one sign for the files of a record and for what it says of them."""
    return digest(
        *(f"{path} {record.files[path]['sha256']} {sign(each)}" for path, each in sorted(facts.items()))
    )
