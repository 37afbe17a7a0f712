"""How deep and how large a YAML text is, aliases written out; found out before anything is made of it."""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.catalogue.limits import DEEPEST, MOST_ALIASED, MOST_CELLS, Excess

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, where PyYAML was built with it
_ALONE = "write it out, without * and &"


def yaml_excess(text: str) -> Excess | None:
    """Find what no text of ours needs: deep nesting, aliases that multiply, or one to what it stands in.

    The events of the text come one by one, whatever its depth. A text that is no YAML is left to its reader.
    """
    measure = _Measure()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if excess := measure.step(event):
                return excess
    except yaml.YAMLError:
        return None
    return None


class _Measure:
    """What is open at a place of a text, and how many values stand behind each name."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int]] = []  # the name of each collection, values before it
        self._sizes: dict[str, int] = {}
        self._values = 0  # so far, aliases written out
        self._aliased = 0

    def step(self, event: yaml.Event) -> Excess | None:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self._open.pop()
            if anchor:
                self._sizes[anchor] = self._values - before
        elif isinstance(event, yaml.NodeEvent):
            self._values += 1
            if isinstance(event, yaml.CollectionStartEvent):
                self._open.append((event.anchor, self._values - 1))
                if len(self._open) > DEEPEST:
                    what = f"is nested more than {DEEPEST} levels deep"
                    return Excess(what, _line(event), "take the brackets or indents out")
            elif event.anchor:
                self._sizes[event.anchor] = 1
        if self._values - self._aliased > MOST_CELLS:
            return Excess(f"holds more than {MOST_CELLS:,} values", _line(event), "split it")
        return None

    def _alias(self, event: yaml.AliasEvent) -> Excess | None:
        if event.anchor in (anchor for anchor, _ in self._open):
            return Excess("has an alias to what it stands in", _line(event), _ALONE)
        size = self._sizes.get(event.anchor or "", 1)
        self._values += size
        self._aliased += size
        if self._aliased > MOST_ALIASED:
            return Excess("repeats itself without measure through aliases", _line(event), _ALONE)
        return None


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1
