"""Which episodes belong together by their years.

Dealt out over the show, so that no episode is told of in many others. The one that follows is left out: it is
named at the end anyway.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode, Show
from pipeline.knowledge.words import content_stems
from pipeline.language.tagger import is_spelled_small
from pipeline.writing.known.dealing import deal
from pipeline.writing.known.own_words import has_enough_notes
from pipeline.writing.known.related import nearest_places

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

_WIDEST_GAP = 25  # years: what lies farther apart has nothing to do with each other
_MOST_OF_A_YEAR = 32  # episodes, those around this one
_WORDS_BESIDE_YEARS = 3  # that two dated summaries share
_NAME = re.compile(r"(?<=[\w,;:’'-] )[A-Z][a-z][\w’-]+")
_OF_THE_CALENDAR = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter".split()
)
_YEAR = re.compile(r"(?<![\d,.–-])(1[0-9]\d\d|20\d\d)(?!\d|s\b|[,.]\d|[–-]\d| (?:%|percent|years?|days?)\b)")


def year_of(text: str) -> int | None:
    """Give the first year that a text names."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def kin_by_years(plan: Plan, episode: Episode) -> tuple[str, ...]:
    """Give the episode whose year this one leads to, of those that share words with it: by slug, or none."""
    return plan.kin_by_years.get(episode.slug, ())


def deal_by_years(show: Show) -> dict[str, tuple[str, ...]]:
    """Deal out to whose year each dated episode leads, by slug."""
    years = {place: year for place, e in enumerate(show.episodes) if (year := year_of(e.summary))}
    by_year: dict[int, list[int]] = defaultdict(list)
    for place, year in years.items():
        by_year[year].append(place)
    words = {
        place: content_stems(show.episodes[place].summary) - {str(year)} for place, year in years.items()
    }
    names = {place: _names_in(show.episodes[place].summary) for place in years}

    def near(place: int) -> Iterator[str]:
        for gap in (*range(1, _WIDEST_GAP + 1), *range(-1, -_WIDEST_GAP - 1, -1)):  # the later first
            for other in nearest_places(by_year.get(years[place] + gap, ()), place, _MOST_OF_A_YEAR):
                alike = len(words[place] & words[other]) >= _WORDS_BESIDE_YEARS
                if alike and names[place] & names[other] and other != place + 1:
                    yield show.episodes[other].slug

    thin = (place for place in years if not has_enough_notes(show.episodes[place]))
    return deal({show.episodes[place].slug: tuple(near(place)) for place in thin}, 1, 1)


def _names_in(summary: str) -> frozenset[str]:
    """Give the names of persons and places in a summary; «Sun» and «August» are none."""
    return frozenset(
        name
        for name in _NAME.findall(summary)
        if name not in _OF_THE_CALENDAR and not is_spelled_small(name.casefold())
    )
