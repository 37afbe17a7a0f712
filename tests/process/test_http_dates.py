from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.process.http_dates import read_http_date
from pipeline.process.retry_after import wait_asked_for


def test_a_date_is_read_and_has_a_zone() -> None:
    moment = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)
    assert read_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == moment
    assert read_http_date("Sun, 06 Nov 1994 08:49:37 -0000") == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Thu, 99 Jan 2026 00:00:00 GMT",
        f"Thu, 01 Jan {'9' * 14} 00:00:00 GMT",
        "9" * 5000,
        "\0",
    ],
)
def test_what_is_no_date_is_none_and_asks_for_no_wait(text: str) -> None:
    assert read_http_date(text) is None
    if not text.isdigit():
        assert wait_asked_for(text) == 0
