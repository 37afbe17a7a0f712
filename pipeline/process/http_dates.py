"""Dates as HTTP writes them, whoever wrote them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_http_date(text: str) -> datetime | None:
    """Read a date of RFC 9110, section 5.6.7; in UTC where it names no zone, None where it is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the latter for a year of many digits
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
