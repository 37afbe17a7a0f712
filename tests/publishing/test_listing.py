from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipeline.catalogue.show import Show
from pipeline.errors import InvalidMoment
from pipeline.publishing.listing import moment_of, out_by, present


def test_a_bare_day_means_its_last_moment() -> None:
    assert moment_of("2026-03-02") == datetime(2026, 3, 2, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_time_is_taken_as_it_is_in_its_zone_or_utc() -> None:
    assert moment_of("2026-03-02T06:30") == datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
    east = timezone(timedelta(hours=9))
    assert moment_of("2026-03-02T06:30+09:00") == datetime(2026, 3, 2, 6, 30, tzinfo=east)


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30", "03/02/2026", "", "2026-03-02T25:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidMoment) as caught:
        moment_of(text)
    assert caught.value.exit_code == 2


def test_an_episode_is_out_from_its_very_moment_on(show: Show) -> None:
    first = show.episodes[0].published
    assert [e.slug for e in out_by(show, first).episodes] == ["sourdough"]
    assert out_by(show, first - timedelta(seconds=1)).episodes == ()


def test_the_present_is_not_the_date_of_reproducible_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert present() > datetime(2020, 1, 1, tzinfo=UTC)


def test_a_day_without_a_zone_ends_where_the_show_is() -> None:
    east = timezone(timedelta(hours=9))
    assert moment_of("2026-03-02", east) == datetime(2026, 3, 2, 14, 59, 59, 999999, tzinfo=UTC)
    assert moment_of("2026-03-02T06:30", east) == datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
