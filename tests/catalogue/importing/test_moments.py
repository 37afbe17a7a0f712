from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pipeline.catalogue.importing.moments import has_days_first, is_ambiguous, read_moment
from pipeline.catalogue.values import BadValueError

SECOND_OF_MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-02",
        "2026/3/2",
        "2026.03.02",
        "20260302",
        20260302,
        "02.03.2026",
        "2.3.26",
        "March 2, 2026",
        "Mar 2nd, 2026",
        "2 March 2026",
        "Monday, 2 March 2026",
        "2026-03-02 00:00:00",
        "2026年3月2日",
        datetime(2026, 3, 2),  # noqa: DTZ001 - as spreadsheets give a day
        SECOND_OF_MARCH,
    ],
)
def test_a_day_is_read_however_it_is_written(written: object) -> None:
    assert read_moment(written) == SECOND_OF_MARCH


@pytest.mark.parametrize(("day_first", "read"), [(False, date(2026, 3, 2)), (True, date(2026, 2, 3))])
def test_two_numbers_that_could_both_be_months_go_by_what_is_asked(day_first: bool, read: date) -> None:
    assert read_moment("3/2/2026", day_first=day_first) == read
    assert is_ambiguous("3/2/2026")


def test_a_number_over_twelve_is_the_day_whatever_is_asked() -> None:
    assert (
        read_moment("25/12/2026", day_first=False)
        == read_moment("12/25/2026", day_first=True)
        == date(2026, 12, 25)
    )
    assert not is_ambiguous("25/12/2026")


def test_one_telling_day_decides_for_a_whole_column() -> None:
    assert has_days_first(["3/2/2026", "14/2/2026"]) is True
    assert has_days_first(["3/2/2026", "2/14/2026"]) is False
    assert has_days_first(["3/2/2026", "2026-03-02", None]) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 02 Mar 2026 06:30:00 +0100", datetime(2026, 3, 2, 6, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("Mon, 02 Mar 2026 06:30:00 EST", datetime(2026, 3, 2, 6, 30, tzinfo=timezone(timedelta(hours=-5)))),
        ("2026-03-02T06:30:00Z", datetime(2026, 3, 2, 6, 30, tzinfo=UTC)),
        ("2026-03-02 06:30", datetime(2026, 3, 2, 6, 30)),  # noqa: DTZ001 - the list names no zone
        ("March 2, 2026 6:30 PM", datetime(2026, 3, 2, 18, 30)),  # noqa: DTZ001
        (1772433000, datetime(2026, 3, 2, 6, 30, tzinfo=UTC)),
        (1772433000000, datetime(2026, 3, 2, 6, 30, tzinfo=UTC)),
    ],
)
def test_a_time_keeps_its_zone_and_has_none_where_none_is_written(written: object, read: datetime) -> None:
    found = read_moment(written)
    assert found == read
    assert isinstance(found, datetime)
    assert (found.tzinfo is None) == (read.tzinfo is None)


def test_parts_of_a_second_are_left_out() -> None:
    moment = datetime(2026, 3, 2, 6, 30, 1, 999_999, tzinfo=UTC)
    assert read_moment(moment) == datetime(2026, 3, 2, 6, 30, 1, tzinfo=UTC)
    assert read_moment(datetime(2026, 3, 2, 0, 0, 0, 5)) == date(2026, 3, 2)  # noqa: DTZ001
    assert read_moment(datetime(2026, 3, 2, tzinfo=UTC)) == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "  ", "TBD", "n/a", "—", None, "soon"])
def test_what_says_that_there_is_no_day_yet_is_none(written: object) -> None:
    assert read_moment(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "March 2026",
        "Monday",
        "6 pm",
        "week 9",
        "31.02.2026",
        12,
        "99/99/9999",
        "2026-03-02 25:00 XYZ",
        "March 2, 2026 6:30 PM QQT",
        1e300,
        10**8 - 1,
        "2026-03-6-03-6-03-6-03-6-03-6-03-30",
    ],
)
def test_what_is_no_whole_day_is_refused_with_how_to_write_one(written: object) -> None:
    with pytest.raises(BadValueError, match="is no day") as caught:
        read_moment(written)
    assert "2026-03-02" in caught.value.remedy
