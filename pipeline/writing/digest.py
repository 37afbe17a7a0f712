"""A digest: three or four thin episodes told in a row, by what they have in common.

What they have in common is an anchor: a year, a price, a temperature or a share in each of the summaries. It
gives the order, and the joints say nothing but the differences between the anchors, worked out.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pipeline.writing.beats import beats_of
from pipeline.writing.quantities import Figure, figures_in
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus
from pipeline.writing.reckoning.formula import Formula, Sum
from pipeline.writing.reckoning.reading import draft
from pipeline.writing.reckoning.units import Unit
from pipeline.writing.sums import sums_of

FEWEST, MOST = 3, 4  # episodes
_BEATS = 2  # of each episode
_LEANING = frozenset({"pronoun", "possessive", "joint"})
_KINDS = ("year", "price", "temperature", "share")  # the first that enough of them have is taken
_DIMENSIONS = {"price": "money", "temperature": "temperature", "share": "percent"}
_ORDINALS = ("first", "second", "third", "fourth")
_COUNTS = ("Three", "Four")


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A thin episode as a digest sees it."""

    slug: str
    title: str
    summary: str
    counted: str = ""  # what a percentage of its subject counts


@dataclass(frozen=True, slots=True)
class Part:
    """One of the episodes as it is told: the joint that leads to it, its own sentences, and its sum."""

    item: DigestItem
    anchor: Figure
    beats: tuple[str, ...]
    joint: str = ""  # "" for the first
    formula: Formula | None = None  # of the joint
    sum: Sum | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Give all that is said of it, in order."""
        joint = (self.joint,) if self.joint else ()
        return (*joint, *self.beats, *(self.sum.sentences if self.sum else ()))


@dataclass(frozen=True, slots=True)
class Digest:
    """Three or four episodes in the order of their anchors."""

    anchor: str  # year, price, temperature or share
    ask: str  # the question of the topic's entry in a pack; "" if there is none
    count: str  # «Three answers.»
    parts: tuple[Part, ...]
    keep: str  # the last words that go with the question


def digest_of(items: Sequence[DigestItem], ask: str = "", keep: str = "", turn: int = 0) -> Digest | None:
    """Choose and order episodes of a topic that have an anchor in common; None where fewer than three have.

    `ask` and `keep` are those of the topic's entry in a pack; one is never said without the other. `turn`
    chooses the wordings. Of more than four, those are told whose anchors lie closest together.
    """
    asks = bool(ask and keep)
    for kind in _KINDS:
        parts = _closest(_alike([part for item in items if (part := _part(item, kind))]))
        if len(parts) >= FEWEST:
            joined = _with_sum(_joined(parts, kind, turn, asks=asks), turn)
            count = _line("answers" if asks else "stories", turn).format(Count=_COUNTS[len(parts) - FEWEST])
            return Digest(kind, ask if asks else "", count, joined, keep if asks else "")
    return None


def _part(item: DigestItem, kind: str) -> Part | None:
    """Take an episode's first sentences, if the anchor is in them and they need nothing before them."""
    beats = beats_of(item.summary, item.title)[:_BEATS]
    if not beats or beats[0].opens_with in _LEANING:
        return None
    told = tuple(beat.text for beat in beats)
    found = [figure for figure in figures_in(" ".join(told)) if _is_anchor(figure, kind)]
    if not found or (kind != "year" and len(found) > 1):
        return None
    return Part(item, found[0], told)


def _is_anchor(figure: Figure, kind: str) -> bool:
    if figure.high is not None or figure.per or figure.bound not in ("exactly", "about"):
        return False
    return figure.kind == "year" if kind == "year" else figure.dimension == _DIMENSIONS[kind]


def _alike(parts: Sequence[Part]) -> list[Part]:
    """Keep those whose anchors are in one unit, no two of them the same, and put them in order."""
    counts = Counter(_unit(part) for part in parts)
    if not counts:
        return []
    unit = max(counts, key=lambda name: (counts[name], name))
    distinct = {part.anchor.value: part for part in reversed(parts) if _unit(part) == unit}
    return [distinct[value] for value in sorted(distinct)]


def _unit(part: Part) -> str:
    return part.anchor.unit.name if part.anchor.unit else ""


def _closest(parts: list[Part]) -> list[Part]:
    """Keep the four in a row whose first and last are least apart."""
    if len(parts) <= MOST:
        return parts
    runs = [parts[start : start + MOST] for start in range(len(parts) - MOST + 1)]
    return min(runs, key=lambda run: run[-1].anchor.value - run[0].anchor.value)


def _joined(parts: Sequence[Part], kind: str, turn: int, *, asks: bool) -> tuple[Part, ...]:
    return (parts[0], *_rest(parts, kind, turn, asks=asks))


def _rest(parts: Sequence[Part], kind: str, turn: int, *, asks: bool) -> Iterator[Part]:
    for place, (before, part) in enumerate(pairwise(parts), start=1):
        gap = _gap(before.anchor, part.anchor)
        if gap is None:  # bounds that leave no difference to say
            yield part
            continue
        made = draft("joint", "difference", (part.anchor, before.anchor), (gap,))
        line = _line(f"{kind} {'answers' if asks else 'stories'}", turn + place)
        joint = line.format(gap=_gap_said(gap, kind, part.anchor.unit), ordinal=_ORDINALS[place])
        yield replace(part, joint=joint[0].upper() + joint[1:], formula=made.formula)


def _gap(before: Figure, after: Figure) -> Amount | None:
    if before.kind == "year":
        if before.value < 0 < after.value:
            return None
        about = "about" in (before.bound, after.bound)
        return Amount(after.value - before.value, "about" if about else "exactly")
    return minus(amount_of(after), amount_of(before))


def _gap_said(gap: Amount, kind: str, unit: Unit | None) -> str:
    one = gap.value == 1
    if kind == "price" and unit:
        return f"{gap.said()} {unit.said(gap.value)}"
    noun = {"year": "year", "temperature": "degree", "share": "percentage point"}[kind]
    return f"{gap.said()} {noun if one else noun + 's'}"


def _with_sum(parts: tuple[Part, ...], turn: int) -> tuple[Part, ...]:
    """Give the one part whose figures gain most from it a sum; one is enough for a digest."""
    for place, part in enumerate(parts):
        told = " ".join(part.beats)
        sums = sums_of(told, part.item.title, part.item.counted, turn=turn)
        best = next((made for made in sums if made.kind not in ("years", "converted")), None)
        if best:
            return (*parts[:place], replace(part, sum=best), *parts[place + 1 :])
    return parts


def _line(bank: str, turn: int) -> str:
    lines = _lines()[bank]
    return lines[turn % len(lines)]


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    text = files("pipeline.writing").joinpath("digest.toml").read_text(encoding="utf-8")
    return {name: tuple(table["lines"]) for name, table in tomllib.loads(text).items()}
