"""Sums: what a listener gains from the summary's own numbers, worked out by rules that are sure of them.

A rule reads figures and what stands between them, and gives a formula and a bank of lines in `sums.toml`.
Where a relation is in doubt it gives nothing: no percentage of temperatures, angles or dates, no money
changed into another.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.writing.quantities import figures_in
from pipeline.writing.reckoning import (
    apiece,
    bases,
    changes,
    checks,
    comparatives,
    contrasts,
    conversions,
    disagreements,
    everyday,
    exchanges,
    hundreds,
    illustrations,
    laws,
    paces,
    parts,
    piles,
    plainly,
    portions,
    products,
    rarely,
    rates,
    ratios,
    remainders,
    rest_of_whole,
    rhythms,
    scaling,
    settings,
    speeds,
    steps,
    years,
)
from pipeline.writing.reckoning.formula import OPERATIONS, Formula, Sum
from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.script.sentences import split_sentences

__all__ = ["OPERATIONS", "Bank", "Formula", "Sum", "kinds", "sums_of"]


@dataclass(frozen=True, slots=True)
class Bank:
    """The wordings of one kind of sum."""

    lines: tuple[str, ...]

    @property
    def numbers(self) -> frozenset[Fraction]:
        """Give the numbers that the lines themselves name, as in «call the start a hundred»."""
        return frozenset(figure.value for line in self.lines for figure in figures_in(line))


# What only confirms the summary's numbers leaves them to another sum as well.
_CHECKED = ("orders", "paired", "powers", "squares", "product check")
# What is said only where the summary bears nothing better.
_LAST = (
    "in celsius", "rise in celsius", "speed", "converted", "years", "years taken", "left hours", "half of it",
    "by the minute", "one and the other", "between them", "short of",
    "larger step", "a part of that", "whole days", "lifted",
)  # fmt: skip
Rule = Callable[[Reading], Iterator[Draft]]
_RULES: tuple[Rule, ...] = (
    laws.powers,
    laws.one_upon_another,
    illustrations.illustrations,
    piles.held_by_each,
    piles.chains,
    piles.stages,
    piles.spacings,
    apiece.for_each,
    apiece.to_the_coin,
    ratios.one_for_every,
    years.left_months,
    years.yearly,
    apiece.together,
    apiece.spread,
    apiece.looked_after,
    apiece.of_a_group,
    apiece.price_each,
    piles.by_the_unit,
    apiece.enough_for,
    ratios.slopes,
    ratios.beyond,
    steps.for_every,
    steps.times_that,
    steps.done_in,
    steps.gone_on,
    steps.by_the_day,
    piles.for_each_of,
    steps.weekly,
    parts.parts_taken,
    steps.more_than_before,
    settings.two_settings,
    parts.parts_of_that,
    hundreds.changes_in_people,
    rest_of_whole.rests,
    rest_of_whole.per_so_many,
    parts.parts_of_numbers,
    parts.parts_of_time,
    hundreds.hundreds,
    remainders.others,
    remainders.one_in,
    hundreds.chances,
    bases.less_and_more,
    remainders.mixtures,
    hundreds.unequal,
    bases.on_a_base,
    bases.times_less,
    checks.checks,
    checks.product_checks,
    changes.differences,
    changes.changes,
    contrasts.contrasts,
    settings.instead,
    contrasts.yields,
    disagreements.disagreements,
    rates.rates,
    speeds.ways,
    speeds.journeys,
    speeds.speeds,
    rhythms.rhythms,
    paces.paces,
    years.left_hours,
    years.years_between,
    years.years_away,
    years.doublings,
    products.areas,
    products.totals,
    products.stretches,
    products.shared_out,
    products.prices,
    conversions.conversions,
    conversions.lifted,
    rarely.few_of_many,
    rarely.the_part_not_told,
    rarely.one_in_so_long,
    rarely.adds_up,
    remainders.lost_on_the_way,
    comparatives.less_than_that,
    comparatives.times_as_high,
    comparatives.wide_ranges,
    comparatives.so_many_of_them,
    comparatives.speed_of_news,
    portions.over_a_few,
    portions.in_a_kilometre,
    portions.in_the_smaller_measure,
    everyday.for_each_thing,
    everyday.in_all,
    everyday.half_of_it,
    portions.for_a_larger_step,
    everyday.enough_for_so_many,
    everyday.at_a_time,
    everyday.time_in_a_year,
    exchanges.for_one_of_them,
    exchanges.one_of_the_whole,
    exchanges.time_for_each,
    exchanges.used_in_so_long,
    exchanges.would_last,
    exchanges.a_minute_of_it,
    scaling.for_half_of_it,
    scaling.so_many_make_one,
    scaling.wholes,
    scaling.several_shares,
    scaling.weight_left,
    scaling.miles_a_minute,
    scaling.turned_around,
    scaling.short_of,
    plainly.one_and_the_other,
    plainly.degrees_apart,
    plainly.from_least_to_most,
)


def sums_of(summary: str, title: str, counted: str = "", turn: int = 0) -> tuple[Sum, ...]:
    """Give the sums that a summary bears, the best first.

    `counted` is what a percentage of the subject counts («mothers»), if its pack says so; `turn` chooses
    among the wordings, so that episodes whose numbers follow each other say them differently.
    """
    reading = _read(summary, counted, title)
    sums: list[Sum] = []
    used: list[tuple[int, int]] = []
    for draft in _drafts(reading):
        places = [(figure.start, figure.end) for figure in draft.used]
        if any(place in used for place in places) or (sums and draft.kind in _LAST):
            continue
        if draft.kind not in _CHECKED:
            used += places
        sums.append(_sum(reading, draft, turn))
    return tuple(sums)


@lru_cache(maxsize=64)
def _read(summary: str, counted: str, title: str) -> Reading:
    """Read a summary once, however often its sums are asked for."""
    return Reading(summary, counted, title)


def _drafts(reading: Reading) -> tuple[Draft, ...]:
    if not reading.amounts and len(reading.years) < 2:
        return ()
    rank = list(kinds())
    drafts = (draft for rule in _RULES for draft in rule(reading))
    return tuple(sorted(drafts, key=lambda draft: rank.index(draft.kind)))


def _sum(reading: Reading, draft: Draft, turn: int) -> Sum:
    lines = kinds()[draft.kind].lines
    text = lines[turn % len(lines)].format_map(_blanks(draft.blanks))
    sentences = tuple(each[0].upper() + each[1:] for each in split_sentences(text))
    after = reading.clause_of(max(figure.start for figure in draft.used))
    return Sum(draft.kind, sentences, draft.formula, after)


def _blanks(blanks: Mapping[str, str]) -> dict[str, str]:
    """Add the forms that some lines ask for."""
    more = dict(blanks)
    if "ratio" in more:
        more["ratio_plain"] = more["ratio"]
        more["ratio"] = more["ratio"] if "many" in more or "noun" in more else f"{more['ratio']} times"
    if "base" in more and "noun" in more:
        more["noun_of"] = more["noun"]
    if "span" in more:
        more["span_in"] = f"in {more['span']}"
        more["span_cap"] = more["span"].capitalize()
    return more


@cache
def kinds() -> Mapping[str, Bank]:
    """Give the kinds of sums in the order of their rank, each with its lines."""
    text = files("pipeline.writing").joinpath("sums.toml").read_text(encoding="utf-8")
    return {kind: Bank(tuple(table["lines"])) for kind, table in tomllib.loads(text).items()}
