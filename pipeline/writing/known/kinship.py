"""Which episodes belong together: by their years, by rare words, and by their entries in a pack.

Dealt out over the show, so that no episode is told of in many others. The one that follows is left out: it is
named at the end anyway.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode, Show
from pipeline.knowledge.find import Found
from pipeline.knowledge.pack import Pack
from pipeline.knowledge.words import content_stems
from pipeline.language.tagger import is_spelled_small
from pipeline.writing.known.dealing import deal
from pipeline.writing.known.own_words import has_enough_notes
from pipeline.writing.known.related import ShowIndex, nearest_places

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

_WIDEST_GAP = 25  # years: what lies farther apart has nothing to do with each other
_MOST_OF_A_YEAR = 32  # episodes, those around this one
_WORDS_BESIDE_YEARS = 3  # that two dated summaries share
_RARE_WORDS = 3  # that two summaries share, where nothing else joins them
_RARE, _RARE_SHARE = 12, 0.1  # summaries, and share of all, that have a rare word
_NEAREST_SHARE = 0.07  # of the show, an episode's nearest relatives: among them are its kin
_MOST_KIN, _MOST_TOLD_BY = 2, 3  # of one episode, and that tell of the same one
_RARE_NAME_SHARE = 0.06  # of a pack's subjects have the word in their names that makes them kin
_TELLING_NAME = re.compile(r" |[A-Z]")  # no single small word, which may be any
_NAME = re.compile(r"(?<=[\w,;:’'-] )[A-Z][a-z][\w’-]+")
_OF_THE_CALENDAR = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter".split()
)
_PERSON = re.compile(r"(?:[A-Z][\w.’'-]+ )+[A-Z][\w’'-]+")
_YEAR = re.compile(r"(?<![\d,.–-])(1[0-9]\d\d|20\d\d)(?!\d|s\b|[,.]\d|[–-]\d| (?:%|percent|years?|days?)\b)")


def year_of(text: str) -> int | None:
    """Give the first year that a text names."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def kin_by_years(plan: Plan, episode: Episode) -> tuple[str, ...]:
    """Give the episode whose year this one leads to, of those that share words with it: by slug, or none."""
    return plan.kin_by_years.get(episode.slug, ())


def kin_by_words(plan: Plan, episode: Episode) -> tuple[str, ...]:
    """Give the episode whose summary has several words in common with this one that few others have."""
    return plan.kin_by_words.get(episode.slug, ())


def kin_by_subject(plan: Plan, episode: Episode) -> tuple[str, ...]:
    """Give the episodes whose subjects belong to this one's by what the pack says."""
    return plan.kin_by_subject.get(episode.slug, ())


def _following(show: Show) -> Mapping[str, str]:
    return {a.slug: b.slug for a, b in zip(show.episodes, show.episodes[1:], strict=False)}


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


def deal_by_words(show: Show, subjects: Mapping[str, Found]) -> dict[str, tuple[str, ...]]:
    """Deal out with whom each episode without a subject has rare words in common, by slug."""
    words = {e.slug: content_stems(e.summary) for e in show.episodes}
    holders: dict[str, list[str]] = defaultdict(list)
    for slug, found in words.items():
        for word in found:
            holders[word].append(slug)
    few = max(2, min(_RARE, _RARE_SHARE * len(words)))
    following = _following(show)
    wishes = {}
    for episode in show.episodes:
        if has_enough_notes(episode) or episode.slug in subjects:
            continue
        rare = (holders[word] for word in sorted(words[episode.slug]) if len(holders[word]) <= few)
        shared = Counter(slug for slugs in rare for slug in slugs)
        others = {episode.slug, following.get(episode.slug)}
        wishes[episode.slug] = tuple(
            slug for slug, count in shared.most_common() if count >= _RARE_WORDS and slug not in others
        )
    return deal(wishes, 1, 1)


def deal_by_subject(
    show: Show, subjects: Mapping[str, Found], index: ShowIndex
) -> dict[str, tuple[str, ...]]:
    """Deal out which episodes belong together by their subjects, by slug."""
    following = _following(show)
    subjects = {e.slug: subjects[e.slug] for e in show.episodes if e.slug in subjects}
    places = {(subject.pack.name, subject.term.term): slug for slug, subject in subjects.items()}
    led_from: dict[str, list[str]] = defaultdict(list)
    for slug, subject in subjects.items():
        for link in subject.term.links:
            if to := places.get((subject.pack.name, link.to)):
                led_from[to].append(slug)
    most = max(1, round(_NEAREST_SHARE * len(show.episodes)))
    nearest = {
        e.slug: [other.slug for other in index.ranked(e)[:most]] for e in show.episodes if e.slug in subjects
    }

    def kin(slug: str) -> Iterator[str]:
        for other, subject in subjects.items():
            mutual = other in nearest[slug] and slug in nearest[other]
            if other != following.get(slug) and (
                other in led_from[slug] or (mutual and _are_kin(subjects[slug], subject))
            ):
                yield other

    def kin_and_nearest(slug: str) -> tuple[str, ...]:
        """Give the kin, and of the nearest one, or two without kin, where a pack is to carry the length."""
        found = tuple(kin(slug))
        if not subjects[slug].pack.reserves:
            return found
        near = (other for other in nearest[slug] if other in subjects and other != following.get(slug))
        more = (each for each in near if subjects[each].pack is subjects[slug].pack and each not in found)
        return (*found, *tuple(more)[: 1 if found else _MOST_KIN])

    return deal({slug: kin_and_nearest(slug) for slug in subjects}, _MOST_TOLD_BY, _MOST_KIN)


def _are_kin(here: Found, there: Found) -> bool:
    """Tell whether two subjects belong together: by a rare word of their names, or as one names the other."""
    if here.pack is not there.pack:
        return False
    told = " ".join(here.term.lines.values())
    common = content_stems(" ".join(here.term.names)) & content_stems(" ".join(there.term.names))
    few = _RARE_NAME_SHARE * len(here.pack.subjects)
    return any(_times_in_names(here.pack, word) <= few for word in common) or any(
        re.search(rf"\b{re.escape(name)}", told, re.IGNORECASE)
        for name in there.term.names
        if name == there.term.term or (_TELLING_NAME.search(name) and not _PERSON.fullmatch(name))
    )


@lru_cache(maxsize=4096)
def _times_in_names(pack: Pack, word: str) -> int:
    return sum(word in content_stems(" ".join(term.names)) for term in pack.subjects)
