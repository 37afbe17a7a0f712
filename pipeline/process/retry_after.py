"""How long a busy server asks to be left alone."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime


def wait_asked_for(header: str | None) -> float:
    """Read «Retry-After» (RFC 9110, section 10.2.3): seconds or a date; 0 for none that can be read."""
    if not header:
        return 0.0
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
