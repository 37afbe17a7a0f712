"""When the episodes of a list come out: the days it gives, and days for those it leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import chain, islice, pairwise, takewhile
from statistics import median

from pipeline.catalogue.episode_file import publication
from pipeline.catalogue.values import FIRST_YEAR, LAST_YEAR
from pipeline.errors import InvalidSchedule

# Words for the usual steps, as recurrence rules (RFC 5545, section 3.3.10).
STEPS: Mapping[str, str] = {
    "day": "FREQ=DAILY",
    "weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "week": "FREQ=WEEKLY",
    "2 weeks": "FREQ=WEEKLY;INTERVAL=2",
    "month": "FREQ=MONTHLY",
}
_EVEN_STEPS: Mapping[str, Mapping[str, int]] = {
    STEPS["day"]: {"days": 1},
    STEPS["week"]: {"weeks": 1},
    STEPS["2 weeks"]: {"weeks": 2},
    STEPS["month"]: {"months": 1},
}
_DAY = timedelta(days=1)
_RULE = re.compile(r"(?:RRULE:)?(FREQ=[A-Z]+(?:;[A-Z]+=[A-Z0-9,+-]+)*)", re.IGNORECASE)
_HINT = (
    "; other days: ninety import LIST --redate --from 2027-01-04 --every week (day, weekday, month, a rule)"
)

_POSSIBLE = (
    f"all must come out from {FIRST_YEAR} to {LAST_YEAR}: "
    "give a day with --from, or a shorter step with --every"
)

Day = date | datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """When episodes without a date are to come out; the default: one a day, the last one today."""

    start: Day | None = None  # of the first of them; None: backwards from today
    every: str = ""  # a key of STEPS, or a recurrence rule

    @property
    def rule(self) -> str:
        """Give the step as a recurrence rule. Raises InvalidSchedule."""
        asked = " ".join(self.every.lower().split()) or "day"
        if asked in STEPS:
            return STEPS[asked]
        if found := _RULE.fullmatch(self.every.strip()):
            return found[1].upper()
        raise InvalidSchedule(f"«{self.every}» is no step from one episode to the next")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day for every episode, oldest first, and how they came about in words."""

    days: tuple[Day, ...]
    told: str  # «» where the list gave all


def date_episodes(
    given: Sequence[Day | None],
    numbers: Sequence[int],
    schedule: Schedule,
    *,
    newest: Day | None,
    now: datetime,
) -> Dated:
    """Give each new episode, oldest first, its day: the given one, or one for those that have none.

    `numbers` are the episodes' numbers, which order those of one day. `newest` is the day of the show's
    newest episode, `now` the present in the show's time zone. Raises InvalidSchedule.
    """
    open_places = [place for place, day in enumerate(given) if day is None]
    if not open_places:
        return Dated(tuple(day for day in given if day is not None), "")
    zone = now.tzinfo or UTC
    today = _newest_day_out(now, max(numbers))
    count = f"{len(open_places)} episode{'s' if len(open_places) > 1 else ''}"
    if schedule.start is not None:
        found = _forwards(schedule, len(open_places))
        told = f"{count} without a date: {_step(schedule)}, {_span(found)}"
    elif len(open_places) == len(given):
        found = _within_calendar(lambda: _backwards(schedule, len(given), today, newest, zone))
        told = f"{count} without a date: {_step(schedule)}, {_span(found)}, {_out(found, today)}"
    else:
        found = _within_calendar(lambda: _between(given, numbers, zone))
        told = f"{count} without a date: between and after the others, {_span(found)}"
    _require_possible(found)
    days = list(given)
    for place, day in zip(open_places, found, strict=True):
        days[place] = day
    hint = "" if schedule.start is not None else _HINT
    return Dated(tuple(day for day in days if day is not None), told + hint)


def _within_calendar(reckon: Callable[[], list[Day]]) -> list[Day]:
    try:
        return reckon()
    except (OverflowError, ValueError) as error:  # before the year 1 or after 9999
        what = "an episode without a date would come out in no year that there is"
        raise InvalidSchedule(what, remedy=_POSSIBLE) from error


def _require_possible(days: Sequence[Day]) -> None:
    """Refuse days that no episode can have, where steps from today or from the list's days may end."""
    if beyond := [day for day in days if not FIRST_YEAR <= day.year <= LAST_YEAR]:
        what = f"an episode without a date would come out in {beyond[0].year}"
        raise InvalidSchedule(what, remedy=_POSSIBLE)


def _newest_day_out(now: datetime, number: int) -> date:
    """Give the newest day whose episode is out: a bare day begins at six in the morning (`publication`)."""
    today = now.date()
    return today if publication(today, number, now.tzinfo or UTC) <= now else today - _DAY


def _forwards(schedule: Schedule, count: int) -> list[Day]:
    start = schedule.start or date.max
    moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    found = list(islice(_recurrences(schedule.rule, moment), count))
    if len(found) < count:
        remedy = "give a rule without COUNT and UNTIL, or one that comes often enough"
        raise InvalidSchedule(
            f"«{schedule.rule}» gives {len(found)} days for {count} episodes", remedy=remedy
        )
    return list(found) if isinstance(start, datetime) else [day.date() for day in found]


def _recurrences(rule: str, start: datetime) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr

    try:
        for moment in rrulestr(rule, dtstart=start):
            if moment.year > LAST_YEAR:
                return
            yield moment
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidSchedule(f"«{rule}» is no recurrence rule: {error}") from error


def _backwards(schedule: Schedule, count: int, today: date, newest: Day | None, zone: tzinfo) -> list[Day]:
    """Date episodes up to today, all after the show's newest; where that is in the future, go on after it."""
    after = _day_of(newest, zone) if newest else None
    if after is not None and after > today:
        return _forwards(Schedule(after + _DAY, schedule.every), count)
    days = _steps_back(schedule, count, today)
    return [max(day, after) if after else day for day in days]


def _steps_back(schedule: Schedule, count: int, today: date) -> list[date]:
    """Give `count` days up to today, oldest first; steps of days, weeks and months end today."""
    from dateutil.relativedelta import relativedelta

    rule = schedule.rule
    if rule in _EVEN_STEPS:
        step = relativedelta(**_EVEN_STEPS[rule])  # type: ignore[arg-type]
        return [today - step * back for back in range(count - 1, -1, -1)]
    most = (today - date(FIRST_YEAR + 1, 1, 1)).days
    span = min(7 * count, most)  # days to look back; more where the rule comes seldom
    while True:
        start = datetime.combine(today - _DAY * span, datetime.min.time())
        days = (each.date() for each in _recurrences(rule, start))
        first = next(days, None)
        if first is None:  # it never comes, which took all years to 9999 to find out
            break
        found = list(takewhile(lambda day: day <= today, chain([first], days)))
        if len(found) >= count:
            return found[-count:]
        if span == most:
            break
        span = min(2 * span, most)
    raise InvalidSchedule(f"«{rule}» gives fewer than {count} days up to today")


def _between(given: Sequence[Day | None], numbers: Sequence[int], zone: tzinfo) -> list[Day]:
    """Date the episodes that have no day by their neighbours': evenly between, a usual step apart outside."""
    known = [(place, day) for place, day in enumerate(given) if day is not None]
    step = _usual_step([_day_of(day, zone) for _, day in known])
    found: list[Day] = []
    for place, day in enumerate(given):
        if day is not None:
            continue
        before = next(((p, d) for p, d in reversed(known) if p < place), None)
        after = next(((p, d) for p, d in known if p > place), None)
        found.append(_filled(place, before, after, step, numbers, zone))
    return found


_Known = tuple[int, Day]


def _filled(
    place: int, before: _Known | None, after: _Known | None, step: int, numbers: Sequence[int], zone: tzinfo
) -> Day:
    if before is not None and after is not None:
        return _day_between(place, before, after, numbers, zone)
    if after is not None:
        return _day_of(after[1], zone) - _DAY * step * (after[0] - place)
    if before is not None:
        return _day_of(before[1], zone) + _DAY * step * (place - before[0])
    raise InvalidSchedule("no episode has a date")


def _day_between(place: int, before: _Known, after: _Known, numbers: Sequence[int], zone: tzinfo) -> Day:
    """Give the day of the moment that lies evenly between two others; the moment, where that day does not."""
    earlier, later = (publication(day, numbers[p], zone) for p, day in (before, after))
    moment = earlier + (later - earlier) * (place - before[0]) / (after[0] - before[0])
    day = moment.astimezone(zone).date()
    if earlier < publication(day, numbers[place], zone) < later:
        return day
    return moment.astimezone(zone).replace(microsecond=0)


def _usual_step(days: Sequence[date]) -> int:
    """Give the list's usual step in days, one at least."""
    steps = [(later - earlier).days for earlier, later in pairwise(days)]
    positive = [step for step in steps if step > 0]
    return max(1, round(median(positive))) if positive else 1


def _day_of(day: Day, zone: tzinfo) -> date:
    return _plain_day(day.astimezone(zone) if isinstance(day, datetime) and day.tzinfo else day)


def _plain_day(day: Day) -> date:
    return day.date() if isinstance(day, datetime) else day


def _step(schedule: Schedule) -> str:
    asked = " ".join(schedule.every.lower().split()) or "day"
    return f"every {asked}" if asked in STEPS else f"by «{schedule.rule}»"


def _span(days: Sequence[Day]) -> str:
    first, last = (
        f"{day:%Y-%m-%d %H:%M}" if isinstance(day, datetime) else f"{day}" for day in (days[0], days[-1])
    )
    return first if first == last else f"{first} to {last}"


def _out(days: Sequence[Day], today: date) -> str:
    return "so all are out" if max(map(_plain_day, days)) <= today else "after the show's newest"
