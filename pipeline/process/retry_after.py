"""How long a busy server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.process.http_dates import read_http_date


def wait_asked_for(header: str | None) -> float:
    """Read «Retry-After» (RFC 9110, section 10.2.3): seconds or a date; 0 for none that can be read."""
    if not header:
        return 0.0
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    moment = read_http_date(header)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment else 0.0
