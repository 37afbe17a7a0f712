"""Sounds of a show's own that nobody is credited for: `ninety check` asks whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.catalogue.own_sounds import NOTHING, PLACES
from pipeline.catalogue.show import Show
from pipeline.catalogue.toml_file import read_toml
from pipeline.errors import Problem
from pipeline.layout.folders import settings_file
from pipeline.layout.record import Record

_CREDIT = '{ title = "…", author = "…", licence = "…", url = "…" }'


def missing_credits(show: Show, records: Iterable[Record]) -> list[Problem]:
    """Find the sounds that are named, or heard by what records say, and have no credit; the line to write."""
    credited = {each.file for each in show.audio.credits}
    missing = dict.fromkeys(name for name in _named(show, records) if name not in credited)
    if not missing:
        return []
    toml = read_toml(settings_file(show.root))
    line = toml.line(("audio", "credits"))
    return [
        Problem(
            f"nobody is credited for «{name}»: whose is it, and under which licence?",
            toml.path,
            line,
            f'write under [audio.credits]: "{name}" = {_CREDIT}',
        )
        for name in missing
    ]


def _named(show: Show, records: Iterable[Record]) -> Iterator[str]:
    for of in (show.audio, *show.episodes):
        for place in PLACES:
            name = getattr(of, place)
            if name and name != NOTHING:
                yield name
    for record in records:
        yield from record.own_sounds
