"""Which paragraphs to give up first, so that what stays is the best that fits the time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pipeline.writing.fitting.leaning import Leaning
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

MANDATORY_SHARE = 0.85  # of the target: what always stays must leave room
_LONG_PARAGRAPH_WORDS = 45
_MOST_WEIGHED = 64  # optional paragraphs of which every number is weighed
_NEARBY = 16  # of them on either side of the target; each takes half a second at least
_MOST_TRIED = 12  # optional paragraphs whose every combination is tried
_FREE_SECONDS = 3.0  # off the target: the pauses make up for them
_COST_PER_SECOND = 1.0  # beyond
_COST_OF_SUPPORT = 20  # of giving up what something lasting leans on

Seconds = Callable[[Script], float]
Unit = tuple[int, ...]  # places of paragraphs that are given up together
Leans = Callable[[Script], Sequence[Leaning]]


def rank_for_length(
    script: Script,
    target_seconds: float,
    seconds: Seconds,
    leans: Leans | None = None,
    *,
    halve: bool = True,
) -> Script:
    """Give optional paragraphs ranks, so that giving up the first few hits the target best.

    The numbers that a format gave say how much a paragraph matters. Of all choices of paragraphs to give up,
    the one is taken with the least sum of those numbers and of the seconds off the target. A question and the
    other speaker's answer to it share a rank; all other paragraphs have one of their own. What leans on
    another paragraph goes with it or before it; what something that always stays leans on goes last. `halve`
    lets the second half of long paragraphs go too, where what always stays would fill the time.
    """
    roomy = _with_room(script, target_seconds, seconds) if halve else script
    units = _units(roomy)
    leaning = _Leaning.of(roomy, units, leans(roomy) if leans else ())
    order = _giving_way(roomy, units, leaning)
    first = _cheapest(roomy, order, leaning, target_seconds, seconds) if len(order) <= _MOST_TRIED else ()
    ranked = [*first, *(unit for unit in order if unit not in first)]
    return _renumbered(roomy, {place: rank for rank, unit in enumerate(ranked, start=1) for place in unit})


def best_fit(script: Script, target_seconds: float, seconds: Seconds) -> Script:
    """Give the script without as many ranks as bring it to the target, and no more than that takes."""
    ranks = len(script.optional_ranks)
    near = range(ranks + 1)
    if ranks > _MOST_WEIGHED:  # the more is given up, the shorter it is: only what is about the target counts
        crossing = bisect_left(near, -target_seconds, key=lambda given_up: -seconds(script.without(given_up)))
        near = range(max(0, crossing - _NEARBY), min(ranks, crossing + _NEARBY) + 1)
    return min(map(script.without, near), key=lambda choice: _off(seconds(choice), target_seconds))


def mandatory(script: Script) -> Script:
    """Give the script without everything that may go."""
    return script.without(len(script.optional_ranks))


@dataclass(frozen=True, slots=True)
class _Leaning:
    """What leans on what among the units that may go."""

    pairs: tuple[tuple[Unit, Unit], ...]  # the second leans on the first
    lasting: frozenset[Unit]  # something that always stays leans on them

    @classmethod
    def of(cls, script: Script, units: Sequence[Unit], found: Sequence[Leaning]) -> _Leaning:
        """Tell it of units what was found of paragraphs."""
        unit_of = {place: unit for unit in units for place in unit}
        both = [(unit_of[each.earlier], unit_of.get(each.later)) for each in found if each.earlier in unit_of]
        pairs = [(earlier, later) for earlier, later in both if later and later != earlier]
        return cls(
            (*_sequels(script, units), *pairs), frozenset(unit for unit, later in both if later is None)
        )


def _giving_way(script: Script, units: Sequence[Unit], leaning: _Leaning) -> list[Unit]:
    """List the units that may go, the first to go first; of equals the later goes first.

    What leans on a unit goes before it, and a unit that something lasting leans on after all others.
    """
    paragraphs = list(script.paragraphs)
    wished = sorted(units, key=lambda unit: (unit in leaning.lasting, _weight(paragraphs[unit[0]]), -unit[0]))
    return _before_what_they_lean_on(wished, leaning.pairs)


def _weight(paragraph: Paragraph) -> int:
    """Give how much a paragraph matters, by its format; all that is weighed has a number."""
    return paragraph.optional or 0


def _before_what_they_lean_on(units: list[Unit], pairs: Sequence[tuple[Unit, Unit]]) -> list[Unit]:
    """Put every unit after those that lean on it, and else keep the order. Later ones lean on earlier."""
    order: list[Unit] = []

    def place(unit: Unit) -> None:
        if unit not in order:
            for earlier, later in pairs:
                if earlier == unit:
                    place(later)
            order.append(unit)

    for unit in units:
        place(unit)
    return order


def _units(script: Script) -> list[Unit]:
    """Group the places of optional paragraphs that only make sense together: a turn and the reply to it."""
    units: list[Unit] = []
    turn: tuple[int, Paragraph] | None = None  # that the next paragraph may reply to
    for place, (index, paragraph) in enumerate(_flat(script)):
        if paragraph.optional is None:
            turn = None
        elif turn and _is_reply(*turn, index, paragraph):
            units[-1] = (*units[-1], place)
            turn = None
        else:
            units.append((place,))
            turn = (index, paragraph)
    return units


def _is_reply(section: int, turn: Paragraph, following_section: int, following: Paragraph) -> bool:
    return (
        following_section == section and following.optional == turn.optional and following.role != turn.role
    )


def _flat(script: Script) -> Iterator[tuple[int, Paragraph]]:
    for index, section in enumerate(script.sections):
        for paragraph in section.paragraphs:
            yield index, paragraph


def _cheapest(
    script: Script, order: list[Unit], leaning: _Leaning, target_seconds: float, seconds: Seconds
) -> tuple[Unit, ...]:
    whole = seconds(script)
    saved = {unit: whole - seconds(_leaving_out(script, set(unit))) for unit in order}
    paragraphs = list(script.paragraphs)

    def cost(choice: tuple[Unit, ...]) -> float:
        length = whole - sum(saved[unit] for unit in choice)
        missed = sum(_weight(paragraphs[unit[0]]) for unit in choice)
        return (
            missed
            + _COST_OF_SUPPORT * len(leaning.lasting & set(choice))
            + _COST_PER_SECOND * _off(length, target_seconds)
        )

    choices = (
        choice
        for size in range(len(order) + 1)
        for choice in combinations(order, size)
        if all(later in choice for unit, later in leaning.pairs if unit in choice)
    )
    return min(choices, key=cost)


def _off(seconds: float, target_seconds: float) -> float:
    return max(0.0, abs(seconds - target_seconds) - _FREE_SECONDS)


def _sequels(script: Script, units: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """Pair each unit with the next of the same number in its section, which may lean on it."""
    pairs: list[tuple[Unit, Unit]] = []
    latest: dict[tuple[int, int | None], Unit] = {}
    flat = list(_flat(script))
    for unit in units:
        index, paragraph = flat[unit[0]]
        if (index, paragraph.optional) in latest:
            pairs.append((latest[index, paragraph.optional], unit))
        latest[index, paragraph.optional] = unit
    return pairs


def _leaving_out(script: Script, places: set[int]) -> Script:
    return _mapped(script, lambda place, paragraph: [] if place in places else [paragraph])


def _renumbered(script: Script, ranks: dict[int, int]) -> Script:
    return _mapped(script, lambda place, paragraph: [replace(paragraph, optional=ranks.get(place))])


def _with_room(script: Script, target_seconds: float, seconds: Seconds) -> Script:
    """Let the second half of long paragraphs go too, where what always stays would fill the time."""
    last_to_go = max(script.optional_ranks, default=0) + 1
    while seconds(mandatory(script)) > MANDATORY_SHARE * target_seconds:
        long = [
            (len(p.text.split()), place)
            for place, p in enumerate(script.paragraphs)
            if p.optional is None and len(p.sentences) > 1 and len(p.text.split()) > _LONG_PARAGRAPH_WORDS
        ]
        if not long:
            break
        script = _halved(script, max(long)[1], last_to_go)
    return script


def _halved(script: Script, wanted: int, optional: int) -> Script:
    def halve(place: int, paragraph: Paragraph) -> list[Paragraph]:
        if place != wanted:
            return [paragraph]
        middle = (len(paragraph.sentences) + 1) // 2
        return [
            replace(paragraph, sentences=paragraph.sentences[:middle]),
            replace(paragraph, sentences=paragraph.sentences[middle:], optional=optional),
        ]

    return _mapped(script, halve)


def _mapped(script: Script, change: Callable[[int, Paragraph], Iterable[Paragraph]]) -> Script:
    """Change every paragraph by its place, and leave out sections that end up empty."""
    place = 0
    sections = []
    for section in script.sections:
        paragraphs: list[Paragraph] = []
        for paragraph in section.paragraphs:
            paragraphs += change(place, paragraph)
            place += 1
        if paragraphs:
            sections.append(ScriptSection(section.title, tuple(paragraphs)))
    return Script(tuple(sections), script.format)
