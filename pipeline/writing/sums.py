"""Sums: what a listener gains from the summary's own numbers, worked out by rules that are sure of them.

A rule reads figures and what stands between them, and gives a formula and a bank of lines in `sums.toml`.
Where a relation is in doubt it gives nothing: no percentage of temperatures, angles or dates, no money
changed into another.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.writing.quantities import Figure, figures_in
from pipeline.writing.reckoning import (
    along,
    areas,
    checks,
    comparisons,
    conversions,
    counted_shares,
    days,
    each,
    for_one,
    how_long,
    illustrations,
    laws,
    part_of_whole,
    percentages,
    prices,
    proportions,
    put_together,
    rates,
    ratios,
    rhythms,
    stated_factors,
    stretches,
    times_for_each,
    wholes,
    worked_back,
    years,
    years_of_work,
)
from pipeline.writing.reckoning.formula import OPERATIONS, Formula, Sum
from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.weighed.proposals import proposals
from pipeline.writing.reckoning.weighed.weighing import Weighing
from pipeline.writing.script.sentences import split_sentences

__all__ = [
    "OPERATIONS",
    "Bank",
    "Formula",
    "Sum",
    "drafts_of_rules",
    "kinds",
    "sentences_of",
    "sums_of",
    "sums_of_rules",
]


@dataclass(frozen=True, slots=True)
class Bank:
    """The wordings of one kind of sum."""

    lines: tuple[str, ...]
    short: tuple[str, ...] = ()  # said instead where the summary has no other figures that could be meant

    @property
    def numbers(self) -> frozenset[Fraction]:
        """Give the numbers that the lines themselves name, as in «call the start a hundred»."""
        return frozenset(figure.value for line in (*self.lines, *self.short) for figure in figures_in(line))


# What only confirms the summary's numbers leaves them to another sum as well.
_CHECKED = ("orders", "paired", "powers", "squares", "product check")
# What is said only where the summary bears nothing better.
_LAST = (
    "in celsius", "rise in celsius", "speed", "converted", "years", "years taken", "left hours", "half of it",
    "dates apart", "by the minute", "one and the other", "between them", "short of",
    "larger step", "a part of that", "whole days", "lifted",
)  # fmt: skip
# Thousandths of log-odds, by `python -m benchmarks.train_sums --check`: from where on a sum of any figures is
# said, of which few are wrong, and below which even a rule that knows a relation by its words is doubted.
_SURE = 400
_DOUBTED = 0
_MOST_WEIGHED = 2
# Kinds that name the figures that others leave to «that».
_NAMED = {"year before": "so many years before", "year after": "so many years after"}
# What says its own measure or noun, so that only a figure of the same measure could be meant instead.
_CLEAR = ("rate up", "rate down", "in celsius", "doubling", "halving", "part of")
# Blanks that say which figures are meant.
_NAMING = ("{source}", "{at_large}", "{large}", "{small}", "{each}", "{first}")
Rule = Callable[[Reading], Iterator[Draft]]
_RULES: tuple[Rule, ...] = (
    laws.powers,
    laws.one_upon_another,
    illustrations.illustrations,
    percentages.changes_in_people,
    part_of_whole.shares,
    part_of_whole.included,
    counted_shares.counts,
    wholes.wholes,
    wholes.wholes_after,
    wholes.of_everyone,
    counted_shares.in_so_many,
    put_together.parts_together,
    put_together.rows_together,
    put_together.with_more,
    put_together.votes,
    put_together.one_way,
    worked_back.other_sides,
    stated_factors.behind_factors,
    worked_back.before_more,
    stated_factors.before_factors,
    worked_back.less_than_that,
    proportions.between_heights,
    ratios.slopes,
    ratios.beyond,
    ratios.one_for_every,
    percentages.in_every_hundred,
    comparisons.comparisons,
    proportions.proportions,
    percentages.degrees_between,
    each.each_holds,
    each.share_of_each,
    each.money_in_each,
    for_one.for_one,
    for_one.of_the_stuff,
    for_one.by_the_kilo,
    for_one.make_one,
    for_one.spacings,
    how_long.at_that_rate,
    how_long.at_that_speed,
    rhythms.of_a_span,
    rhythms.rhythms,
    stretches.stretches,
    stretches.built,
    stretches.arrivals,
    along.along,
    years_of_work.by_the_year,
    times_for_each.each_time,
    years_of_work.within_one,
    rates.rates,
    areas.areas,
    prices.prices,
    checks.checks,
    checks.product_checks,
    days.days_between,
    years.years_between,
    years.years_away,
    years.doublings,
    conversions.lifted,
    conversions.conversions,
)


def sums_of(summary: str, title: str, counted: str = "", turn: int = 0) -> tuple[Sum, ...]:
    """Give the sums that a summary bears and a listener gains by, the best first.

    `counted` is what a percentage of the subject counts («mothers»), if its pack says so; `turn` chooses
    among the wordings, so that episodes whose numbers follow each other say them differently.
    """
    reading = _read(summary, counted, title)
    return _put_together(reading, _worth_saying(reading), turn)


def sums_of_rules(summary: str, title: str, counted: str = "", turn: int = 0) -> tuple[Sum, ...]:
    """Give what the rules find that know a relation by its words, whatever it weighs."""
    reading = _read(summary, counted, title)
    return _put_together(reading, drafts_of_rules(reading), turn)


def _put_together(reading: Reading, drafts: Iterable[Draft], turn: int) -> tuple[Sum, ...]:
    """Say drafts of which none uses a figure that a better one has used."""
    sums: list[Sum] = []
    used: list[tuple[int, int]] = []
    for draft in drafts:
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


def drafts_of_rules(reading: Reading) -> tuple[Draft, ...]:
    """Give the sums of the rules that know a relation by its words, the best first."""
    if not reading.figures:
        return ()
    rank = list(kinds())
    drafts = (draft for rule in _RULES for draft in rule(reading))
    return tuple(sorted(drafts, key=lambda draft: rank.index(draft.kind)))


def _worth_saying(reading: Reading) -> Iterator[Draft]:
    """Give the sums that a reader would keep: those of the rules, then those of any two figures."""
    if not reading.figures:
        return
    weigh = Weighing(reading).weigh
    weighed = sorted(((weigh(draft), draft) for draft in proposals(reading)), key=lambda each: -each[0])
    ruled = [draft for draft in drafts_of_rules(reading) if weigh(draft) >= _DOUBTED]
    ruled = [clear for draft in ruled if (clear := _clearly(reading, draft, weighed))]
    yield from (draft for draft in ruled if draft.kind not in _LAST)
    yield from [draft for weight, draft in weighed if weight >= _SURE][:_MOST_WEIGHED]
    yield from (draft for draft in ruled if draft.kind in _LAST)


def _clearly(reading: Reading, draft: Draft, weighed: Iterable[tuple[int, Draft]]) -> Draft | None:
    """Give a sum of which «that» tells what is meant, or the one of the same figures that names them.

    Behind the summary «that» means its last figures; a sum of earlier ones has to name them.
    """
    last = max(figure.start for figure in draft.used)
    others = [figure for figure in (*reading.amounts, *reading.years) if figure.start > last]
    if not others or any(blank in line for line in kinds()[draft.kind].lines[:1] for blank in _NAMING):
        return draft
    if draft.kind in _NAMED:
        blanks = {"large": draft.blanks["year"], "year": draft.blanks["other"]}
        return replace(draft, kind=_NAMED[draft.kind]).filled(blanks)
    if draft.kind in _CLEAR and not any(_is_alike(figure, draft.used[0]) for figure in others):
        return draft
    used = {figure.start for figure in draft.used}
    alike = (
        each for weight, each in weighed if weight >= 0 and {figure.start for figure in each.used} == used
    )
    return next(alike, None)


def _is_alike(one: Figure, two: Figure) -> bool:
    """Tell whether two figures measure alike, both by the day or neither."""
    return one.dimension == two.dimension and bool(one.per) == bool(two.per)


def sentences_of(reading: Reading, draft: Draft, turn: int = 0, *, short: bool = True) -> str:
    """Say a sum in the line whose turn it is, a short one where that is clear."""
    bank = kinds()[draft.kind]
    lines = bank.short if short and bank.short and _are_all(reading, draft) else bank.lines
    return _capital(lines[turn % len(lines)].format_map(_blanks(draft.blanks)))


def _are_all(reading: Reading, draft: Draft) -> bool:
    """Tell whether a sum uses every figure of its summary, so that «that» can mean nothing else."""
    used = {figure.start for figure in draft.used}
    return all(figure.start in used for figure in (*reading.amounts, *reading.years))


def _sum(reading: Reading, draft: Draft, turn: int) -> Sum:
    sentences = tuple(_capital(each) for each in split_sentences(sentences_of(reading, draft, turn)))
    after = reading.clause_of(max(figure.start for figure in draft.used))
    return Sum(draft.kind, sentences, draft.formula, after)


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


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
    return {
        kind: Bank(tuple(table["lines"]), tuple(table.get("short", ())))
        for kind, table in tomllib.loads(text).items()
    }
