from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from pipeline.catalogue.episode_file import publication
from pipeline.catalogue.importing.dates import Day, Schedule, date_episodes
from pipeline.errors import InvalidSchedule

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)  # a Saturday


def dated(
    *given: Day | None,
    start: Day | None = None,
    every: str = "",
    newest: Day | None = None,
    now: datetime = NOON,
) -> list[Day]:
    numbers = range(1, len(given) + 1)
    return list(date_episodes(given, numbers, Schedule(start, every), newest=newest, now=now).days)


def test_without_dates_the_last_is_todays_and_the_others_come_a_day_apart_before_it() -> None:
    assert dated(None, None, None) == [date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28)]


def test_all_are_out_at_once_even_before_six_in_the_morning() -> None:
    early = datetime(2026, 11, 28, 3, tzinfo=UTC)
    days = dated(None, None, now=early)
    assert all(publication(day, number) <= early for number, day in enumerate(days, start=1))


def test_today_is_the_shows_own_day() -> None:
    evening = datetime(2026, 11, 28, 23, tzinfo=UTC).astimezone(ZoneInfo("Asia/Tokyo"))
    assert dated(None, now=evening) == [date(2026, 11, 29)]


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("day", ["2027-01-04", "2027-01-05", "2027-01-06"]),
        ("week", ["2027-01-04", "2027-01-11", "2027-01-18"]),
        ("2 weeks", ["2027-01-04", "2027-01-18", "2027-02-01"]),
        ("month", ["2027-01-04", "2027-02-04", "2027-03-04"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", ["2027-01-04", "2027-01-07", "2027-01-11"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1FR", ["2027-02-05", "2027-03-05", "2027-04-02"]),
    ],
)
def test_a_start_and_a_step_schedule(every: str, days: list[str]) -> None:
    start = date(2027, 1, 4)
    found = dated(None, None, None, start=start, every=every)
    assert found == [date.fromisoformat(day) for day in days]


def test_weekdays_pass_over_the_weekend() -> None:
    friday = date(2027, 1, 8)
    assert dated(None, None, start=friday, every="weekday") == [friday, date(2027, 1, 11)]
    assert dated(None, None, None, every="weekday") == [
        date(2026, 11, 25),
        date(2026, 11, 26),
        date(2026, 11, 27),
    ]


@pytest.mark.parametrize(
    ("every", "first"),
    [
        ("day", date(2026, 11, 26)),
        ("week", date(2026, 11, 14)),
        ("2 weeks", date(2026, 10, 31)),
        ("month", date(2026, 9, 28)),
    ],
)
def test_a_step_without_a_start_leads_up_to_today(every: str, first: date) -> None:
    days = dated(None, None, None, every=every)
    assert (days[0], days[-1]) == (first, date(2026, 11, 28))


def test_a_start_with_a_time_gives_times() -> None:
    start = datetime(2027, 1, 4, 7, 30)  # noqa: DTZ001 - of the show's zone
    assert dated(None, None, start=start, every="week")[1] == start + timedelta(days=7)


def test_given_dates_stay_and_others_come_evenly_between() -> None:
    assert dated(date(2026, 3, 1), None, None, date(2026, 3, 4)) == [
        date(2026, 3, day) for day in (1, 2, 3, 4)
    ]


def test_open_ends_go_on_in_the_lists_usual_step() -> None:
    weekly = [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]
    assert dated(None, *weekly, None) == [date(2026, 2, 23), *weekly, date(2026, 3, 23)]


@pytest.mark.parametrize(
    "given",
    [
        (date(2026, 3, 1), None, None, date(2026, 3, 1)),
        (datetime(2026, 3, 1, 5, tzinfo=UTC), None, None, datetime(2026, 3, 1, 9, tzinfo=UTC)),
        (date(2026, 3, 1), None, datetime(2026, 3, 1, 7, tzinfo=UTC)),
        (date(2026, 3, 1), None, None, None, None, date(2026, 3, 3)),
    ],
)
def test_what_is_filled_in_stands_in_order_however_close_its_neighbours(
    given: tuple[Day | None, ...],
) -> None:
    moments = [publication(day, number) for number, day in enumerate(dated(*given), start=1)]
    assert all(earlier < later for earlier, later in pairwise(moments))


def test_between_two_moments_of_a_morning_the_moment_in_the_middle_is_given() -> None:
    early, late = datetime(2026, 3, 1, 3, tzinfo=UTC), datetime(2026, 3, 1, 5, 0, 1, tzinfo=UTC)
    assert dated(early, None, late)[1] == datetime(2026, 3, 1, 4, 0, 0, tzinfo=UTC)


def test_what_lies_between_has_the_day_of_the_shows_own_zone_also_when_summer_began() -> None:
    # Evenly between lies 23:30 by winter's clock of the first, which is 0:30 of the next day in summer.
    vienna = ZoneInfo("Europe/Vienna")
    given = (date(2026, 3, 28), None, datetime(2026, 4, 2, 18, 0, 1, tzinfo=vienna))
    assert dated(*given, now=NOON.astimezone(vienna))[1] == date(2026, 3, 31)


def test_a_rule_of_ones_own_is_told_as_it_is() -> None:
    schedule = Schedule(date(2027, 1, 4), "freq=weekly;byday=MO,TH")
    told = date_episodes([None, None], (1, 2), schedule, newest=None, now=NOON).told
    assert told == "2 episodes without a date: by «FREQ=WEEKLY;BYDAY=MO,TH», 2027-01-04 to 2027-01-07"


def test_more_episodes_come_after_the_shows_newest_and_are_out() -> None:
    days = dated(None, None, None, newest=date(2026, 11, 27))
    assert days == [date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 28)]


def test_after_a_scheduled_newest_more_episodes_follow_it() -> None:
    assert dated(None, None, newest=date(2027, 5, 1)) == [date(2027, 5, 2), date(2027, 5, 3)]


def test_what_was_done_is_said_in_one_line_with_how_to_change_it() -> None:
    told = date_episodes([None, None], [1, 2], Schedule(), newest=None, now=NOON).told
    assert told.startswith("2 episodes without a date: every day, 2026-11-27 to 2026-11-28, so all are out; ")
    assert "--from 2027-01-04 --every week" in told
    assert date_episodes([date(2026, 1, 1)], [1], Schedule(), newest=None, now=NOON).told == ""


@pytest.mark.parametrize(
    "every",
    [
        "fortnight",
        "FREQ=SOMETIMES",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;COUNT=1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
@pytest.mark.parametrize("start", [None, date(2027, 1, 4)])
def test_a_step_that_is_none_is_refused_with_the_steps_there_are(every: str, start: date | None) -> None:
    with pytest.raises(InvalidSchedule) as caught:
        dated(None, None, start=start, every=every)
    assert caught.value.remedy


POSSIBLE = "all must come out from 1970 to 9990: give a day with --from, or a shorter step with --every"


@pytest.mark.parametrize(
    ("given", "start", "every", "what"),
    [
        ([None] * 60_000, None, "month", "an episode without a date would come out in no year that there is"),
        ([None] * 3, date(9990, 12, 31), "day", "«FREQ=DAILY» gives 1 days for 3 episodes"),
        ([date(1970, 1, 2), date(1970, 1, 4), None], None, "", None),
        ([None, date(1970, 1, 1)], None, "", "an episode without a date would come out in 1969"),
        ([date(9990, 12, 31), None], None, "", "an episode without a date would come out in 9991"),
        ([None] * 2, None, "fortnight", "«fortnight» is no step from one episode to the next"),
        (
            [None] * 2,
            None,
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "«FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30» gives fewer than 2 days up to today",
        ),
        (
            [None] * 3,
            date(2027, 1, 4),
            "FREQ=DAILY;COUNT=2",
            "«FREQ=DAILY;COUNT=2» gives 2 days for 3 episodes",
        ),
    ],
)
def test_days_that_no_episode_can_have_are_refused_and_told(
    given: list[Day | None], start: date | None, every: str, what: str | None
) -> None:
    if what is None:
        assert dated(*given, start=start, every=every)[-1] == date(1970, 1, 6)
        return
    with pytest.raises(InvalidSchedule) as caught:
        dated(*given, start=start, every=every)
    assert caught.value.what == what
    if "would come out" in what:
        assert caught.value.remedy == POSSIBLE
    elif "days for" in what:
        assert caught.value.remedy == "give a rule without COUNT and UNTIL, or one that comes often enough"


@pytest.mark.parametrize(
    ("given", "schedule", "told"),
    [
        ([None], Schedule(date(2027, 1, 4)), "1 episode without a date: every day, 2027-01-04"),
        (
            [None, None],
            Schedule(date(2027, 1, 4), "2 weeks"),
            "2 episodes without a date: every 2 weeks, 2027-01-04 to 2027-01-18",
        ),
        (
            [date(2026, 1, 1), None, date(2026, 1, 5)],
            Schedule(),
            "1 episode without a date: between and after the others, 2026-01-03",
        ),
    ],
)
def test_what_was_done_is_said_by_how_it_was_done(
    given: list[Day | None], schedule: Schedule, told: str
) -> None:
    numbers = range(1, len(given) + 1)
    said = date_episodes(given, numbers, schedule, newest=None, now=NOON).told
    assert said.partition("; ")[0] == told
    assert ("--redate" in said) is (schedule.start is None)


@pytest.mark.parametrize(
    ("known", "next_day"),
    [
        ((date(2026, 1, 1),), date(2026, 1, 2)),
        ((date(2026, 1, 1), date(2026, 1, 8)), date(2026, 1, 15)),
        ((date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 8), date(2026, 1, 18)), date(2026, 1, 26)),
        ((date(2026, 1, 8), date(2026, 1, 8)), date(2026, 1, 9)),
    ],
)
def test_an_open_end_goes_on_in_the_middle_one_of_the_steps(known: tuple[date, ...], next_day: date) -> None:
    assert dated(*known, None)[-1] == next_day


def test_before_the_first_the_usual_step_goes_backwards() -> None:
    assert dated(None, None, date(2026, 1, 15), date(2026, 1, 22))[:2] == [date(2026, 1, 1), date(2026, 1, 8)]


@pytest.mark.parametrize("count", [1, 20, 37, 50, 56])
def test_a_rule_that_comes_seldom_leads_up_to_today_as_long_as_there_are_years_for_it(count: int) -> None:
    days = dated(*[None] * count, every="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2")
    assert days == [date(year, 3, 2) for year in range(2027 - count, 2027)]


@pytest.mark.parametrize("count", [57, 200_000])
def test_more_days_than_a_rule_has_had_are_refused(count: int) -> None:
    with pytest.raises(InvalidSchedule, match=f"gives fewer than {count} days up to today"):
        dated(*[None] * count, every="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2")
